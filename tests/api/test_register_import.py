"""A register comes in: seen before anything is written, written once, and set against ours."""

from datetime import date

import pytest

from services.commands.file_audit import check_files
from tests.api.reading import alert, form_of
from tests.api.registers import (
    Cells,
    given,
    paper_row,
    registered,
    said,
    sent,
    sums,
    workbook,
    written,
)
from tests.api.ward import WebWard

pytestmark = pytest.mark.postgres
GOOD: tuple[Cells, ...] = (
    paper_row(),
    paper_row(
        work="Tuyên truyền chính sách",
        lead="KTHTDT",
        supporters="Phòng Văn hóa - Xã hội",
        due_on="không thời hạn",
        follower="Bùi Đức Anh",
    ),
    paper_row(number="45/TB-UBND", issuer="", summary="Giao ban", received_number="", work="Chốt"),
    {
        "work": "Dọn vệ sinh trụ sở",
        "assigner": "Phạm Minh Tuấn",
        "lead": "Văn phòng HĐND&UBND phường",
        "due_on": date(2026, 12, 1),
    },
)


async def test_a_preview_tells_everything_and_writes_nothing(web: WebWard) -> None:
    async with web.browser("kiemtra") as office:
        before = await web.size()
        page = await sent(office, workbook(GOOD))
        spoken = said(page)
        assert "Biên bản đối soát" in spoken
        assert "4 dòng chỉ có trong tệp ghi được ngay" in spoken
        assert sums(page)["Chỉ có trong tệp (việc mới)"] == 4
        assert "sổ.xlsx" in spoken
        assert await web.size() == before


async def test_new_rows_become_work_and_rows_of_one_paper_share_a_directive(web: WebWard) -> None:
    async with web.browser("kiemtra") as office:
        page = await written(office, await sent(office, workbook(GOOD)))
        assert "Đã ghi 4 việc mới, 3 nguồn giao việc mới." in said(page)
        assert sums(page)["Giống nhau"] == 4
        register = said(await office.get("/so-theo-doi"))
        for words in ("Tuyên truyền chính sách", "Dọn vệ sinh trụ sở", "Chốt", "4 việc"):
            assert words in register
        listed = said(await office.get("/giao-viec"))
        assert listed.count("700/UBND-VP") == 1
    async with web.browser("phoihop") as unit:
        assert "Báo cáo kết quả rà soát nhà ở xã hội" in said(await unit.get("/viec"))


async def test_the_same_file_again_is_all_the_same_and_writes_no_fact(web: WebWard) -> None:
    async with web.browser("kiemtra") as office:
        preview = await sent(office, workbook(GOOD))
        await written(office, preview)
        size = await web.size()
        again = await sent(office, workbook(GOOD))
        assert sums(again)["Giống nhau"] == 4
        assert sums(again)["Chỉ có trong tệp (việc mới)"] == 0
        assert "Không có dòng nào để ghi" in said(again)
        assert await web.size() == size
        await written(office, preview)  # the old page is still open, and is sent again
        assert await web.size() == size
    async with web.browser("chanhvp") as chief:
        size = await web.size()
        other = await sent(chief, workbook(GOOD))
        assert sums(other)["Giống nhau"] == 4
        await written(chief, preview)
        assert await web.size() == size


async def test_rows_with_errors_block_no_other_and_are_corrected_and_sent_again(
    web: WebWard,
) -> None:
    wrong = (
        paper_row(),
        paper_row(work="Việc đã qua hạn", due_on=date(2026, 11, 2)),
        paper_row(work="Việc không rõ ai", lead="Phòng Không Có"),
        paper_row(work="Việc ngày lạ", due_on="cuối quý"),
        paper_row(work="Việc đã xong", completed_on=date(2026, 11, 22)),
        paper_row(work="Việc ngày nghỉ", due_on=date(2026, 12, 20)),
    )
    async with web.browser("kiemtra") as office:
        page = await sent(office, workbook(wrong))
        spoken = said(page)
        assert "1 dòng chỉ có trong tệp ghi được ngay" in spoken
        assert "3 dòng mới chưa ghi được" in spoken
        assert sums(page)["Không nhận được, có lỗi"] == 2
        assert "Hạn 02/11/2026 đã qua" in spoken
        assert "Ô J4 (Hạn)" in spoken
        assert "đã xong ở sổ cũ" in spoken
        assert "20/12/2026 là ngày nghỉ" in spoken
        done = await written(office, page)
        assert "Đã ghi 1 việc mới" in said(done)
        assert "3 dòng chưa ghi được" in said(done)
        corrected = (
            *wrong[:1],
            paper_row(work="Việc đã qua hạn", due_on=date(2026, 12, 14)),
            paper_row(work="Việc không rõ ai", lead="VHXH"),
            paper_row(work="Việc ngày lạ", due_on=date(2026, 12, 31)),
            *wrong[4:],
        )
        preview = await sent(office, workbook(corrected))
        kept = await office.get(f"{preview.url}?giu-han=1")
        assert "4 dòng chỉ có trong tệp ghi được ngay" in said(kept)
        done = await written(office, kept)
        assert "Đã ghi 4 việc mới, 0 nguồn giao việc mới. 1 dòng chưa ghi được" in said(done)
        size = await web.size()
        await written(office, kept)
        assert await web.size() == size, "nothing that was refused before it was sent is kept"


async def test_who_ordered_is_chosen_once_where_the_file_names_nobody(web: WebWard) -> None:
    row = {key: value for key, value in paper_row().items() if key != "assigner"}
    async with web.browser("kiemtra") as office:
        page = await sent(office, workbook([row]))
        assert "Chưa chọn người giao việc" in said(page)
        leader = str(await web.person_id("phochutich"))
        chosen = await office.get(f"{page.url}?nguoi-giao={leader}")
        assert "1 dòng chỉ có trong tệp ghi được ngay" in said(chosen)
        done = await written(office, chosen)
        assert sums(done)["Giống nhau"] == 1
        assert "Vũ Thị Ngọc" in said(await office.get("/so-theo-doi"))
    async with web.browser("phochutich") as leader_page:
        other = {**row, "work": "Việc khác"}
        page = await sent(leader_page, workbook([other]))
        assert "Chưa chọn người giao việc" in said(page), "nobody orders without saying so"


async def test_a_paper_that_is_registered_already_gets_the_new_work(web: WebWard) -> None:
    async with web.browser("kiemtra") as office:
        code = await registered(
            web,
            office,
            number="700/ubnd-vp",
            dated_on="20/11/2026",
            issuer="ubnd THÀNH PHỐ",
            summary="V/v rà soát nhà ở xã hội",
            arrival_number="310",
        )
        done = await written(office, await sent(office, workbook([paper_row()])))
        assert "Đã ghi 1 việc mới, 0 nguồn giao việc mới." in said(done)
        assert f"{code}.1" in said(await office.get("/so-theo-doi"))
        other = paper_row(work="Việc nữa", summary="V/v khác hẳn")
        assert f"nguồn giao việc {code} đã có ghi" in said(await sent(office, workbook([other])))


async def test_our_own_changes_appear_as_differences_and_stay(web: WebWard) -> None:
    async with web.browser("kiemtra") as office:
        await written(office, await sent(office, workbook(GOOD)))
    codes = await _codes(web)
    extended, moved = (codes[work] for work in ("Báo cáo kết quả rà soát nhà ở xã hội", "Chốt"))
    await _done(
        web,
        "truongphoihop",
        extended,
        "xin-gia-han",
        until_on="24/12/2026",
        cause="objective",
        reason="Chờ số liệu của Sở.",
        done_so_far="Đã rà soát 9/12 tổ.",
    )
    await _done(web, "phochutich", extended, "dong-y-gia-han", until_on="24/12/2026")
    await _done(web, "phochutich", moved, "giao-lai", lead_unit="KTHTDT", reason="Đúng lĩnh vực.")
    async with web.browser("kiemtra") as office:
        size = await web.size()
        page = await sent(office, workbook(GOOD))
        assert sums(page)["Khác nhau (giữ nguyên sổ của ta)"] == 2
        assert sums(page)["Giống nhau"] == 2
        spoken = said(page)
        assert "Hạn: tệp “18/12/2026”, ta “24/12/2026”" in spoken
        assert "Chủ trì: tệp “Phòng Văn hóa - Xã hội”, ta “Phòng Kinh tế" in spoken
        assert "Không có dòng nào để ghi" in spoken
        assert await web.size() == size


async def _done(web: WebWard, login: str, code: str, slug: str, **typed: str) -> None:
    """An act on a task, by its own form."""
    async with web.browser(login) as somebody:
        page = await somebody.get(f"/viec/task-{code}")
        form = form_of(page, f"/{slug}")
        answer = await somebody.post(form.action, data={**form.fields, **typed})
        assert answer.status_code == 303, alert(answer)


async def _codes(web: WebWard) -> dict[str, str]:
    """The code of each task by its words, as the register says them over JSON."""
    async with web.browser("kiemtra") as office:
        page = (await office.get("/so-theo-doi?in=1")).text
    rows = page.split("<tr")[2:]
    codes = {}
    for row in rows:
        code = row.split('href="/viec/task-')[1].split('"')[0]
        work = row.split('data-label="Nội dung giao">')[1].split("<")[0]
        codes[work] = code
    return codes


async def test_our_rows_that_the_file_lacks_and_rows_that_stand_twice_are_said(
    web: WebWard,
) -> None:
    async with web.browser("kiemtra") as office:
        code = await registered(web, office)
        await given(
            web, office, code, title="Việc chỉ ta có", lead_units="VHXH", due_on="18/12/2026"
        )
        page = await sent(office, workbook([paper_row(), paper_row()]))
        spoken = said(page)
        assert "Việc chỉ ta có" in spoken
        assert "lặp dòng 3" in spoken
        counted = sums(page)
        assert (counted["Lặp lại trong tệp"], counted["Tổng số dòng của tệp"]) == (1, 2)


async def test_the_minutes_are_a_word_file(web: WebWard) -> None:
    async with web.browser("kiemtra") as office:
        page = await sent(office, workbook(GOOD))
        answer = await office.get(f"{page.url}/bien-ban.docx")
        assert answer.status_code == 200
        assert answer.content.startswith(b"PK")
        assert "bien-ban-doi-soat" in answer.headers["content-disposition"]


@pytest.mark.parametrize("login", ["chuyenvien", "truongphong", "thanhtra", "quantri"])
async def test_who_may_not_register_imports_nothing(web: WebWard, login: str) -> None:
    async with web.browser("kiemtra") as office:
        page = await sent(office, workbook(GOOD))
    way = page.url.path
    async with web.browser(login) as somebody:
        size = await web.size()
        for address in ("/so-theo-doi/nhap", way, f"{way}/bien-ban.docx"):
            assert (await somebody.get(address)).status_code == 403
        for address in (f"{way}/ghi", f"{way}/ghep-cot"):
            form = {"command_id": "7c9e6679-7425-40de-944b-e07fc1f90ae7"}
            assert (await somebody.post(address, data=form)).status_code == 403
        files = {"file": ("sổ.xlsx", workbook(GOOD))}
        assert (await somebody.post("/so-theo-doi/nhap", files=files)).status_code == 403
        assert await web.size() == size


async def test_what_is_no_register_is_said_beside_the_file(web: WebWard) -> None:
    async with web.browser("kiemtra") as office:
        answer = await sent(office, b"no workbook at all")
        assert answer.status_code == 422
        assert "Không đọc được tệp" in alert(answer)
        unknown = "/so-theo-doi/nhap/" + "0" * 64
        assert (await office.get(unknown)).status_code == 404
        assert (await office.get("/so-theo-doi/nhap/khong-phai")).status_code == 404


async def test_a_secret_row_is_set_against_ours_by_number_and_day_and_never_written(
    web: WebWard,
) -> None:
    secret: Cells = {"number": "07/M-VP", "issued_on": date(2026, 11, 20), "restricted": "x"}
    other = {**secret, "number": "08/M-VP"}
    async with web.browser("kiemtra") as office:
        code = await registered(web, office, number="07/M-VP", dated_on="20/11/2026", secret="mat")
        await given(web, office, code, lead_units="CAP", due_on="18/12/2026", title="")
        page = await sent(office, workbook([secret, other, paper_row()]))
        counted = sums(page)
        assert counted["Giống nhau"] == 1
        assert counted["Chỉ có trong tệp (việc mới)"] == 2
        assert "dòng mật không ghi được từ tệp" in said(page)
        assert "1 dòng chỉ có trong tệp ghi được ngay" in said(page)
        worded = await sent(office, workbook([paper_row(), {**secret, "work": "Nội dung mật"}]))
        assert sums(worded)["Không nhận được, có lỗi"] == 1
        assert "Nội dung mật" not in said(worded)


async def test_work_of_a_unit_that_reports_in_secret_is_known_again_by_anybody(
    web: WebWard,
) -> None:
    row = paper_row(lead="Công an phường", work="Kiểm tra tạm trú")
    async with web.browser("kiemtra") as office:
        await written(office, await sent(office, workbook([row])))
    async with web.browser("phochutich") as leader:
        size = await web.size()
        page = await sent(leader, workbook([row]))
        assert sums(page)["Giống nhau"] == 1
        assert await web.size() == size
    async with web.browser("thanhtra") as inspector:
        register = said(await inspector.get("/so-theo-doi"))
        assert "700/UBND-VP" in register
        assert "Kiểm tra tạm trú" not in register
        assert "0 việc" in said(await inspector.get("/so-theo-doi?tim=tạm+trú"))


async def test_a_code_of_another_system_pairs_and_is_no_difference(web: WebWard) -> None:
    row = paper_row(code="NV-2026-0001")
    async with web.browser("kiemtra") as office:
        await written(office, await sent(office, workbook([row])))
        assert sums(await sent(office, workbook([row])))["Giống nhau"] == 1


async def test_our_own_file_comes_back_all_the_same(web: WebWard) -> None:
    async with web.browser("kiemtra") as office:
        await written(office, await sent(office, workbook(GOOD)))
        file = await office.get("/so-theo-doi/so.xlsx")
        size = await web.size()
        page = await sent(office, file.content, "so-theo-doi.xlsx")
        assert sums(page)["Giống nhau"] == 4
        assert await web.size() == size


async def test_a_file_that_nobody_names_is_no_evidence_and_evidence_is_no_register(
    web: WebWard,
) -> None:
    content = workbook(GOOD)
    store = web.app.state.services.files.store
    digest = await store.put(content)  # as evidence of a task would lie there
    async with web.browser("kiemtra") as office:
        assert (await office.get(f"/so-theo-doi/nhap/{digest}")).status_code == 404
        page = await sent(office, content)
        kept = page.url.path.rpartition("/")[2]
        assert kept != digest
        report = await check_files([], store)
        assert (report.problems, report.strays) == ((), 2)
