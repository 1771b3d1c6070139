"""Work programmes by their pages: decided on, signed, adjusted by decision, closed, printed."""

from datetime import date

import pytest

from tests.api.programme_forms import (
    LIST,
    MONTH,
    ROW,
    composed,
    done,
    in_force,
    later,
    opened,
    registered,
    said,
    sent,
)
from tests.api.reading import alert, form_of, read, send
from tests.api.registers import cells_of
from tests.api.ward import WebWard

pytestmark = pytest.mark.postgres


async def test_a_finding_is_kept_as_it_is_with_a_reason_before_somebody_signs(
    web: WebWard,
) -> None:
    async with web.browser("kiemtra") as office:
        await opened(office)
        await registered(office, due_on="20/12/2026")
        await registered(office, content="TRÌNH ĐỀ ÁN thu gom rác tại nguồn", due_on="21/12/2026")
    later(web, date(2026, 11, 25))
    async with web.browser("kiemtra") as office, web.browser("phochutich") as leader:
        page = await office.get(MONTH)
        assert "Dòng 1 có thời hạn vào ngày nghỉ." in said(page)
        assert "Dòng 1, 2 trùng nội dung" in said(page)
        assert not [f for f in read(await leader.get(MONTH)).forms if f.action.endswith("/ky")]
        refused = await sent(office, "diem-can-xem", reason="")
        assert "Hãy ghi lý do" in alert(refused)
        unknown = await sent(office, "diem-can-xem", finding="rest-day:9", reason="Vì")
        assert unknown.status_code == 409
        await done(office, "diem-can-xem", reason="Hai đề án khác nhau")
        shown = await done(office, "diem-can-xem", reason="Họp ngày nghỉ theo lịch Đảng ủy")
        assert "Đã quyết định tất cả" in shown
        assert "Hai đề án khác nhau" in shown
        assert [f for f in read(await leader.get(MONTH)).forms if f.action.endswith("/ky")]


async def test_the_vice_chair_signs_and_rows_become_work(web: WebWard) -> None:
    await composed(web)
    async with web.browser("phochutich") as leader, web.browser("chuyenvien") as unit:
        refused = await sent(leader, "ky", paper_number="12/CTr-UBND", paper_date="")
        assert refused.status_code == 422
        assert form_of(refused, "/ky").fields["paper_number"] == "12/CTr-UBND"
        shown = await done(leader, "ky", paper_number="12/CTr-UBND", paper_date="25/11/2026")
        assert "Vũ Thị Ngọc (Phó Chủ tịch)" in shown
        assert "Văn bản số 12/CTr-UBND ngày 25/11/2026" in shown
        assert f'href="{MONTH}/so-sanh"' in (await leader.get(MONTH)).text
        assert (await leader.get(f"{MONTH}/so-sanh")).status_code == 200
        page = await unit.get(MONTH)
        assert "so-sanh" not in page.text, "who oversees the ward compares"
        assert "Trong hạn" in said(page)
        tasks = page.text.count('href="/viec/task-')
        assert tasks == 1, "the unit opens the task that is its own"
        assert not [form for form in read(page).forms if MONTH in form.action]


async def test_a_signed_row_is_moved_dropped_and_carried_by_decision(web: WebWard) -> None:
    await in_force(web)
    decided = {"reason": "Theo kết luận họp Ủy ban", "paper_number": "", "paper_date": ""}
    async with web.browser("phochutich") as leader:
        refused = await sent(leader, "doi-han", "?sua=1", **decided, due_on="05/01/2027")
        assert "ở ngoài kỳ" in alert(refused)
        again = form_of(refused, "/doi-han").fields
        assert (again["reason"], again["due_on"]) == (decided["reason"], "05/01/2027")
        shown = await done(leader, "doi-han", "?sua=1", **decided, due_on="22/12/2026")
        assert "Đã điều chỉnh thời hạn, ban đầu 18/12/2026" in shown
        refused = await sent(leader, "chuyen-ky", "?sua=1", **decided, due_on="15/01/2027")
        assert "tháng 01/2027 chưa mở" in alert(refused)
        assert form_of(refused, "/chuyen-ky").fields["due_on"] == "15/01/2027"
        refused = await sent(leader, "dua-ra", "?sua=2", reason="")
        assert "Hãy ghi lý do" in alert(refused)
        assert "Việc do chương trình này giao được thu hồi cùng" in said(refused)
        shown = await done(leader, "dua-ra", "?sua=2", **decided)
        assert "Đã đưa ra khỏi chương trình" in shown
    later(web, date(2026, 12, 21))
    async with web.browser("kiemtra") as office, web.browser("phochutich") as leader:
        await opened(office, "2027-M01")
        shown = await done(leader, "chuyen-ky", "?sua=1", **decided, due_on="15/01/2027")
        assert "Đã chuyển sang chương trình tháng 01/2027" in shown
        following = said(await leader.get(f"{LIST}/2027-M01"))
        assert "Từ chương trình tháng 12/2026 chuyển sang" in following


async def test_a_row_is_added_after_the_signature(web: WebWard) -> None:
    await in_force(web)
    async with web.browser("phochutich") as leader:
        asked = {**ROW, "content": "Họp bất thường", "reason": "", "sits_at": "08:30"}
        refused = await sent(leader, "bo-sung", **asked)
        assert "Hãy ghi lý do" in alert(refused)
        again = form_of(refused, "/bo-sung").fields
        assert {name: again[name] for name in asked} == asked
        shown = await done(leader, "bo-sung", **{**asked, "reason": "Thành phố yêu cầu"})
        assert "Bổ sung sau khi ký" in shown
        assert "08:30 ngày 18/12/2026" in shown


async def test_a_programme_is_closed_once_its_period_is_over(web: WebWard) -> None:
    await in_force(web)
    async with web.browser("phochutich") as leader:
        closing = f"{MONTH}/tong-ket"
        page = await leader.get(MONTH)
        assert not [form for form in read(page).forms if form.action == closing]
    later(web, date(2027, 1, 4))
    async with web.browser("phochutich") as leader:
        refused = await sent(leader, "tong-ket")
        assert refused.status_code == 409
        for row in ("1", "2"):
            await done(leader, "dua-ra", f"?sua={row}", reason="Không làm nữa")
        assert "tháng 12/2026" in said(await leader.get(LIST)), "whatever is not closed"
        shown = await done(leader, "tong-ket")
        assert "Đã tổng kết chương trình" in shown
        now = await leader.get(LIST)
        assert "Chương trình của năm khác: 2026" in said(now)
        assert "tháng 12/2026" not in said(now)
        earlier = said(await leader.get(f"{LIST}?nam=2026"))
        assert "Chương trình công tác năm 2026" in earlier
        assert "Đã tổng kết" in earlier
        assert said(await leader.get(f"{LIST}?nam=xưa")) == said(now)


async def test_a_quarter_shows_the_rows_of_its_months_each_work_once(web: WebWard) -> None:
    await in_force(web)
    async with web.browser("kiemtra") as office:
        await opened(office, "2026-Q4")
        shown = said(await office.get(f"{LIST}/2026-Q4"))
        assert "Chương trình tháng 12/2026 (2)" in shown
        assert shown.count("Sơ kết phong trào") == 1


async def test_the_paper_says_draft_until_it_is_signed(web: WebWard) -> None:
    await composed(web)
    async with web.browser("thanhtra") as inspector, web.browser("phochutich") as leader:
        draft = said(await inspector.get(f"{MONTH}/in"))
        assert "DỰ THẢO" in draft
        assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in draft
        assert "Công tác tháng 12 năm 2026" in draft
        await done(leader, "ky", paper_number="12/CTr-UBND", paper_date="25/11/2026")
        await done(leader, "doi-han", "?sua=1", due_on="22/12/2026", reason="Theo kết luận")
        await done(leader, "dua-ra", "?sua=2", reason="Không làm nữa")
        paper = said(await inspector.get(f"{MONTH}/in"))
        assert "DỰ THẢO" not in paper
        assert "Số: 12/CTr-UBND" in paper
        assert "ngày 25 tháng 11 năm 2026" in paper
        assert "Đã điều chỉnh thời hạn, ban đầu 18/12/2026" in paper
        assert "Đã đưa ra khỏi chương trình" in paper
        assert "PHÓ CHỦ TỊCH Vũ Thị Ngọc" in paper
        signed = said(await inspector.get(f"{MONTH}/in?ban=da-ky"))
        assert "Số: 12/CTr-UBND" in signed
        assert "18/12/2026" in signed, "the day that was signed"
        assert "Sơ kết phong trào" in signed
        file = await inspector.get(f"{MONTH}/chuong-trinh.xlsx?ban=da-ky")
        cells = [str(cell) for row in cells_of(file.content) for cell in row]
        assert "Bản khi ký: số 12/CTr-UBND ngày 25/11/2026" in cells
        assert "2026-12-18 00:00:00" in cells
        for later_change in ("22/12/2026", "Đã điều chỉnh", "Đã đưa ra"):
            assert later_change not in signed


async def test_a_unit_renamed_in_between_is_called_as_it_was_on_what_was_signed(
    web: WebWard,
) -> None:
    await composed(web)
    renaming = {"from_on": "25/11/2026", "paper_number": "12/QĐ-UBND", "paper_date": "25/11/2026"}
    address = "/quan-tri/don-vi/KTHTDT"
    async with web.browser("quantri") as administrator, web.browser("phochutich") as leader:
        before = {**renaming, "name": "Phòng Kinh tế"}
        assert (await send(administrator, address, "/doi-ten", before)).status_code == 303
        assert "Phòng Kinh tế" in said(await leader.get(MONTH)), "the row knows its unit by code"
        await done(leader, "ky", paper_number="12/CTr-UBND", paper_date="25/11/2026")
        after = {**renaming, "name": "Phòng Kinh tế và Xây dựng"}
        assert (await send(administrator, address, "/doi-ten", after)).status_code == 303
        assert "Phòng Kinh tế và Xây dựng" in said(await leader.get(f"{MONTH}/in"))
        signed = said(await leader.get(f"{MONTH}/in?ban=da-ky"))
        assert "Phòng Kinh tế" in signed
        assert "và Xây dựng" not in signed
        assert "Hạ tầng" not in signed
