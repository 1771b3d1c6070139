"""Work programmes by their pages: opened, registered, composed; who sees what."""

import re
from collections.abc import Mapping
from html import unescape

import pytest

from tests.api.programme_forms import (
    LIST,
    MONTH,
    ROW,
    UNITS,
    composed,
    done,
    opened,
    registered,
    said,
    sent,
)
from tests.api.reading import alert, form_of, read
from tests.api.ward import WebWard

pytestmark = pytest.mark.postgres
HEAD = "Việc đã có, thời hạn trong kỳ, chưa có dòng"


async def test_the_office_opens_a_period_for_the_units_that_it_ticks(web: WebWard) -> None:
    async with web.browser("kiemtra") as office:
        page = await office.get(LIST)
        assert "Chưa có chương trình công tác nào" in said(page)
        form = form_of(page, "/2026-M12/mo-dang-ky")
        assert {name for name in form.fields if name.startswith("don-vi.")} == {
            f"don-vi.{code}" for code in UNITS
        }, "all units of the ward are ticked"
        none = {"command_id": form.fields["command_id"], "don-vi.ZZ": "1"}
        refused = await office.post(form.action, data=none)
        assert refused.status_code == 409
        assert "ZZ" in alert(refused)
        again = form_of(refused, "/2026-M12/mo-dang-ky").fields
        assert not [name for name in again if name.startswith("don-vi.")], "as it was ticked"
        await opened(office)
        listed = said(await office.get(LIST))
        assert "Chương trình tháng 12/2026" in listed
        assert "Đang đăng ký đến hết ngày 24/11/2026" in listed
        assert "Mở đăng ký tháng 12/2026" not in listed
    async with web.browser("chuyenvien") as unit:
        assert "Mở đăng ký" not in said(await unit.get(LIST))


async def test_a_unit_registers_rows_one_after_the_other(web: WebWard) -> None:
    async with web.browser("kiemtra") as office, web.browser("chuyenvien") as unit:
        await opened(office)
        page = await unit.get(MONTH)
        fields = form_of(page, "/dang-ky").fields
        assert (fields["unit"], fields["lead_unit"]) == ("KTHTDT", "KTHTDT")
        answer = await sent(unit, "dang-ky", **ROW, tiep="nhap-tiep")
        assert answer.status_code == 303, alert(answer)
        following = await unit.get(answer.headers["location"])
        shown = said(following)
        assert "Đã đăng ký" in shown
        assert "Trình đề án thu gom rác tại nguồn" in shown
        assert "Phòng Văn hóa - Xã hội" in shown
        next_fields = form_of(following, "/dang-ky").fields
        assert next_fields["content"] == ""
        assert next_fields["due_on"] == "18/12/2026", "the last used day is offered"
        assert next_fields["supporting_units"] == "VHXH"
        assert next_fields["presented_to"] == "committee"
        assert "3 đơn vị: Công an phường" in shown


async def test_a_day_is_typed_without_its_year_and_a_row_names_a_plan_item(web: WebWard) -> None:
    async with web.browser("kiemtra") as office, web.browser("chuyenvien") as unit:
        await opened(office)
        answer = await sent(office, "dang-ky", **{**ROW, "due_on": "18"}, tiep="nhap-tiep")
        assert answer.status_code == 303, alert(answer)
        following = await office.get(answer.headers["location"])
        assert "18/12/2026" in said(following)
        assert form_of(following, "/dang-ky").fields["unit"] == "", "nobody was named"
        await registered(office, content="Gặp mặt", due_on="7/12", source="51-08", unit="vh")
        shown = await office.get(MONTH)
        assert "07/12/2026" in said(shown)
        assert 'href="/ke-hoach/51-08"' in shown.text
        assert "Phòng Văn hóa - Xã hội đăng ký" in said(shown)
        assert form_of(await office.get(f"{MONTH}?sua=2"), "/sua-dong").fields["source"] == "51-08"
        theirs = await unit.get(MONTH)
        assert "Mục kế hoạch 51-08" in said(theirs)
        assert "/ke-hoach/51-08" not in theirs.text, "a unit opens no plan"


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"lead_unit": "zz"}, "lead_unit", "không có đơn vị nào là “zz”"),
        ({"lead_unit": "kt, vh"}, "lead_unit", "hãy ghi một đơn vị"),
        ({"supporting_units": "vh, VHXH"}, "supporting_units", "chọn hai lần"),
        ({"due_on": "31/02/2026"}, "due_on", "“31/02/2026” không phải là ngày"),
        ({"due_on": "05/01/2027"}, "due_on", "ở ngoài kỳ"),
        ({"content": ""}, "content", "Chưa nhập nội dung"),
        ({"sits_at": "25:00"}, "sits_at", "Giờ họp viết theo giờ:phút"),
        ({"source": "99-99"}, "source", "Không có việc hay mục kế hoạch 99-99"),
    ],
)
async def test_what_is_wrong_with_a_row_is_said_at_its_field_and_nothing_typed_is_lost(
    web: WebWard, typed: Mapping[str, str], field: str, sentence: str
) -> None:
    async with web.browser("kiemtra") as office:
        await opened(office)
        asked = {**ROW, "note": "Chú ý", **typed}
        refused = await sent(office, "dang-ky", **asked)
        assert refused.status_code in {409, 422}
        assert sentence in alert(refused)
        again = form_of(refused, "/dang-ky").fields
        assert {name: again[name] for name in asked} == asked
        marked = refused.text.partition('aria-invalid="true"')[2][:200]
        assert f'name="{field}"' in marked, "the sentence stands at its field"


async def test_a_unit_corrects_and_takes_back_its_own_row_and_no_other(web: WebWard) -> None:
    async with (
        web.browser("kiemtra") as office,
        web.browser("chuyenvien") as unit,
        web.browser("phoihop") as other,
    ):
        await opened(office)
        await registered(unit)
        fields = form_of(await unit.get(f"{MONTH}?sua=1"), "/sua-dong").fields
        assert fields["content"] == ROW["content"]
        assert fields["supporting_units"] == "VHXH"
        assert "reason" not in fields
        refused = await sent(unit, "sua-dong", "?sua=1", due_on="05/01/2027", note="Mới")
        assert refused.status_code == 409
        again = form_of(refused, "/sua-dong").fields
        assert (again["due_on"], again["note"], again["row"]) == ("05/01/2027", "Mới", "1")
        assert "Đã sửa dòng" in await done(unit, "sua-dong", "?sua=1", content="Trình đề án khác")
        theirs = await other.get(f"{MONTH}?sua=1")
        assert not [form for form in read(theirs).forms if form.action.endswith("/sua-dong")]
        stale = await sent(unit, "rut-dong", "?sua=1", seen="1")
        assert stale.status_code == 409
        assert "vừa được người khác sửa" in alert(stale)
        shown = await done(unit, "rut-dong", "?sua=1")
        assert "Đã rút dòng" in shown
        assert "Đơn vị đã rút" in shown
        assert "Trình đề án khác" in shown, "gone rows are folded, not lost"


async def test_the_office_corrects_a_unit_s_row_with_a_reason(web: WebWard) -> None:
    async with web.browser("kiemtra") as office, web.browser("chuyenvien") as unit:
        await opened(office)
        await registered(unit)
        refused = await sent(office, "sua-dong", "?sua=1", content="Khác", reason="")
        assert "Hãy ghi lý do" in alert(refused)
        assert form_of(refused, "/sua-dong").fields["content"] == "Khác"
        reason = "Theo kết luận họp"
        await done(office, "sua-dong", "?sua=1", content="Khác", reason=reason)
        assert reason in said(await unit.get(MONTH))


async def test_the_office_strikes_a_row_and_the_unit_reads_why(web: WebWard) -> None:
    async with web.browser("kiemtra") as office, web.browser("chuyenvien") as unit:
        await opened(office)
        await registered(unit)
        refused = await sent(office, "bo-dong", "?sua=1", reason="")
        assert "Hãy ghi lý do" in alert(refused)
        assert form_of(refused, "/bo-dong").fields["row"] == "1"
        shown = await done(office, "bo-dong", "?sua=1", reason="Không thuộc kỳ này")
        assert "Không đưa vào chương trình: Không thuộc kỳ này" in shown
        assert "Không thuộc kỳ này" in said(await unit.get(MONTH))


async def test_ticked_rows_are_merged_into_one(web: WebWard) -> None:
    async with web.browser("kiemtra") as office:
        await opened(office)
        await registered(office)
        await registered(office, content="Đề án rác", lead_unit="vh", supporting_units="ca")
        refused = await sent(office, "gop-dong", into="1", reason="Cùng đề án")
        assert refused.status_code == 409, "nothing is ticked"
        assert form_of(refused, "/gop-dong").fields["reason"] == "Cùng đề án"
        ticked = {"into": "1", "chon.2": "1"}
        refused = await sent(office, "gop-dong", **ticked, reason="")
        assert "Hãy ghi lý do" in alert(refused)
        assert 'name="chon.2" value="1" checked' in refused.text
        shown = await done(office, "gop-dong", **ticked, reason="Cùng đề án")
        assert "Đã gộp vào dòng 1" in shown
        assert "Phòng Văn hóa - Xã hội; Công an phường" in shown


async def test_rows_are_put_in_order_by_buttons_and_by_their_place(web: WebWard) -> None:
    async with web.browser("kiemtra") as office:
        await opened(office)
        for content in ("Một", "Hai", "Ba"):
            await registered(office, content=content)
        assert form_of(await office.get(MONTH), "/thu-tu").fields["rows"] == "1,2,3"
        await done(office, "thu-tu", len="3")
        assert form_of(await office.get(MONTH), "/thu-tu").fields["rows"] == "1,3,2"
        await done(office, "thu-tu", xuong="1")
        assert form_of(await office.get(MONTH), "/thu-tu").fields["rows"] == "3,1,2"
        await done(office, "thu-tu", dong="2", den="1")
        assert form_of(await office.get(MONTH), "/thu-tu").fields["rows"] == "2,3,1"
        refused = await sent(office, "thu-tu", "?sua=2", dong="2", den="đầu")
        assert "Số thứ tự mới" in alert(refused)
        stale = await sent(office, "thu-tu", len="3", seen="1")
        assert "vừa được người khác thay đổi" in alert(stale)


async def test_units_without_a_row_are_chased(web: WebWard) -> None:
    async with web.browser("kiemtra") as office, web.browser("chuyenvien") as unit:
        await opened(office)
        await registered(unit)
        long = "x" * 100_000
        refused = await sent(office, "don-doc", note=long)
        assert refused.status_code in {409, 422}
        assert form_of(refused, "/don-doc").fields["note"] == long
        assert "Đã đôn đốc" in await done(office, "don-doc", note="Đề nghị gửi trước 16 giờ.")
        assert "don-doc" not in {
            form.action.rpartition("/")[2] for form in read(await unit.get(MONTH)).forms
        }


async def test_words_of_a_restricted_unit_are_on_no_page_of_others(web: WebWard) -> None:
    secret = "Kế hoạch tuần tra đặc biệt"
    async with web.browser("kiemtra") as office, web.browser("conganvien") as police:
        await opened(office)
        typed = {"content": secret, "lead_unit": "CAP", "supporting_units": "", "product": "Mật"}
        assert secret in await registered(police, **typed)
        for login in ("phoihop", "chuyenvien", "thanhtra"):
            async with web.browser(login) as somebody:
                for way in (MONTH, f"{MONTH}/in", f"{MONTH}?sua=1"):
                    page = await somebody.get(way)
                    assert secret not in page.text, (login, way)
                    assert "Chế độ mật" in said(page)
        assert secret in said(await police.get(f"{MONTH}/in"))


async def test_who_sees_programmes_and_who_is_offered_what(web: WebWard) -> None:
    await composed(web)
    offered: dict[str, set[str]] = {}
    for login in ("kiemtra", "phochutich", "thanhtra", "chuyenvien"):
        async with web.browser(login) as somebody:
            page = await somebody.get(MONTH)
            assert page.status_code == 200
            assert 'href="/chuong-trinh"' in page.text
            forms = {form.action for form in read(page).forms if MONTH in form.action}
            offered[login] = {action.rpartition("/")[2] for action in forms}
    assert offered["kiemtra"] == {"dang-ky", "thu-tu", "gop-dong", "don-doc"}
    assert offered["phochutich"] == {"ky"}
    assert offered["thanhtra"] == set()
    assert offered["chuyenvien"] == set(), "the registration is over"
    async with web.browser("quantri") as administrator:
        assert (await administrator.get(LIST)).status_code == 404
        assert (await administrator.get(MONTH)).status_code == 404
        assert 'href="/chuong-trinh"' not in (await administrator.get("/nhat-ky")).text


async def test_the_log_leads_to_the_programme(web: WebWard) -> None:
    async with web.browser("kiemtra") as office:
        await opened(office)
        log = await office.get("/nhat-ky")
        latest = re.findall(r'href="(/nhat-ky/\d+)"', log.text)[0]
        page = await office.get(latest)
        assert f'<a href="{MONTH}">Chương trình công tác tháng 12/2026</a>' in page.text


@pytest.mark.parametrize("code", ["2026-M13", "2026-Q5", "abc", "2031-M01"])
async def test_what_is_no_programme_is_not_found(web: WebWard, code: str) -> None:
    async with web.browser("kiemtra") as office:
        assert (await office.get(f"{LIST}/{code}")).status_code == 404
        assert (await office.get(f"{LIST}/{code}/in")).status_code == 404


async def test_work_that_is_due_in_the_period_begins_a_row_with_one_press(web: WebWard) -> None:
    task = web.task("51-08")
    link = re.compile(rf'href="([^"]*source={re.escape(task)}[^"]*)"')
    async with (
        web.browser("kiemtra") as office,
        web.browser("chuyenvien") as unit,
        web.browser("phoihop") as other,
    ):
        await opened(office)
        assert not link.search((await other.get(MONTH)).text), "another unit leads it"
        for whose in (office, unit):
            assert link.search((await whose.get(MONTH)).text)
        page = await unit.get(MONTH)
        assert f"{HEAD} (2)" in said(page)
        (address,) = link.findall(page.text)
        form = form_of(await unit.get(unescape(address)), "/dang-ky")
        begun = (form.fields["source"], form.fields["lead_unit"], form.fields["supporting_units"])
        assert begun == (task, "KTHTDT", "VHXH")
        answer = await unit.post(form.action, data={**form.fields, "tiep": ""})
        assert answer.status_code == 303, alert(answer)
        shown = await unit.get(MONTH)
        assert "Tổ chức gặp mặt doanh nghiệp" in said(shown)
        assert not link.search(shown.text)
        assert f"{HEAD} (1)" in said(shown)
