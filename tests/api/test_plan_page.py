"""Kế hoạch: the tree, its filters, and what the Office sets and settles on an item's page."""

import pytest
from httpx2 import AsyncClient

from services.domain.assignment.acts.set_due_rule import DueRuleSet
from services.domain.assignment.acts.set_frequency import FrequencySet
from services.domain.assignment.events import DueRule
from services.domain.due_days import DayInPeriod, DueDays
from tests import givens
from tests.api.reading import alert, form_of, read, send
from tests.api.ward import WebWard

pytestmark = pytest.mark.postgres
DUTY = "/ke-hoach/51-08"


async def last_event(web: WebWard, stream: str) -> object:
    return (await web.ward.ledger.read([stream])).of(stream)[-1].event


async def test_the_tree_shows_state_periods_and_findings(web: WebWard) -> None:
    async with web.browser("thanhtra") as inspector:
        page = await inspector.get("/ke-hoach")
        assert page.status_code == 200
        reported = " ".join(" ".join(read(page).text).split())
    assert "Các mục của kế hoạch (5)" in reported
    assert "1 điểm cần làm rõ." in reported
    assert "CT10.2: Số trạm cấp nước" in reported
    assert "Báo cáo hằng quý" in reported
    assert f'href="/viec/{web.task("51-08")}"' in page.text
    assert "Báo cáo quý" in reported
    assert "Câu hỏi của điểm D-CHUNG?" in reported
    assert "/diem/" not in page.text


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("loai=indicator", {"CT10"}),
        ("don-vi=VHXH", {"51-08", "III-07"}),
        ("diem=1", {"51-08", "58-01"}),
        ("chua-chu-tri=1", {"III-07"}),
        ("don-vi=VHXH&diem=1", {"51-08"}),
        ("loai=x%00", set()),
        ("don-vi=VHXH%00", set()),
    ],
)
async def test_the_filters_live_in_the_address(web: WebWard, query: str, codes: set[str]) -> None:
    async with web.browser("kiemtra") as office:
        page = await office.get(f"/ke-hoach?{query}")
    assert page.status_code == 200
    shown = {c for c in ("51-08", "CT10", "58-01", "54-02", "III-07") if f'"muc-{c}"' in page.text}
    assert shown == codes
    if not codes:
        assert "Không có mục nào theo lựa chọn này." in page.text


async def test_the_chief_sets_a_frequency(web: WebWard) -> None:
    async with web.browser("chanhvp") as chief:
        form = form_of(await chief.get(DUTY), "/tan-suat")
        assert form.fields["frequency.quarter"] == "1"
        assert "frequency.month" not in form.fields
        data = {k: v for k, v in form.fields.items() if k != "frequency.quarter"}
        refused = await chief.post(form.action, data=data)
        assert refused.status_code == 409
        assert "Chưa chọn tần suất" in alert(refused)
        kept = form_of(refused, "/tan-suat").fields
        assert "frequency.quarter" not in kept
        answer = await chief.post(form.action, data={**kept, "frequency.month": "1"})
        assert answer.status_code == 303
        page = await chief.get(answer.headers["location"])
        assert "Đã đặt tần suất." in page.text
        assert "Báo cáo hằng tháng" in page.text
    event = await last_event(web, "assignment-51-08")
    assert isinstance(event, FrequencySet)
    assert event.frequencies == ("month",)


async def test_the_chief_sets_a_due_rule_and_takes_it_back(web: WebWard) -> None:
    async with web.browser("phochutich") as leader:
        for typed, said in (
            ({"after": "hôm nào", "days": "20"}, "không phải là ngày/tháng"),
            ({"after": "31/01", "days": "²"}, "không phải là số ngày"),
            ({"after": "29/02", "days": "20"}, "Năm nào cũng phải có ngày"),
            ({"after": "31/01", "days": "9999"}, "phải từ 0 đến"),
            ({"after": "", "days": "20"}, "Nhập cả hai ô, hoặc để trống cả hai"),
            ({"after": "31/01", "days": ""}, "Nhập cả hai ô, hoặc để trống cả hai"),
            ({"after": "31/01", "days": "0"}, "đến hạn khi chưa chốt số liệu: kỳ "),
            ({"after": "31/12", "days": "0"}, "nhiều kỳ đến hạn cùng một ngày: kỳ "),
        ):
            refused = await send(leader, DUTY, "/han", typed)
            assert refused.status_code in {409, 422}
            assert said in alert(refused)
            assert typed.items() <= form_of(refused, "/han").fields.items()
        before = await last_event(web, "assignment-51-08")
        typed = {"after": "31/1", "days": "75"}
        looked = await send(leader, DUTY, "/han", {**typed, "step": "xem"})
        assert looked.status_code == 200
        assert "Các kỳ của một năm tới: kỳ " in looked.text
        assert typed.items() <= form_of(looked, "/han").fields.items()
        assert await last_event(web, "assignment-51-08") == before
        answer = await send(leader, DUTY, "/han", typed)
        assert answer.status_code == 303
        event = await last_event(web, "assignment-51-08")
        assert isinstance(event, DueRuleSet)
        assert event.due == DueRule(after_month=1, after_day=31, working_days_after_issue=75)
        page = await leader.get(DUTY)
        assert form_of(page, "/han").fields["after"] == "31/01"
        assert (await send(leader, DUTY, "/han", {"after": "", "days": ""})).status_code == 303
    event = await last_event(web, "assignment-51-08")
    assert isinstance(event, DueRuleSet)
    assert event.due is None


async def test_the_chief_sets_the_days_by_which_reports_are_due(web: WebWard) -> None:
    async with web.browser("chanhvp") as chief:
        for typed, said in (
            ({"own": "cuối quý"}, "“cuối quý” không phải là ngày"),
            ({"own": "20/3", "after": "31/01"}, "không nhập cả"),
            ({"own": "20/9"}, "Hãy nhập ngày và tháng thứ mấy của quý"),
        ):
            refused = await send(chief, DUTY, "/han", typed)
            assert refused.status_code in {409, 422}
            assert said in alert(refused)
            assert typed.items() <= form_of(refused, "/han").fields.items()
        looked = await send(chief, DUTY, "/han", {"own": "20/3", "step": "xem"})
        assert "Các kỳ của một năm tới: kỳ " in looked.text
        answer = await send(chief, DUTY, "/han", {"own": "20/3"})
        assert answer.status_code == 303
        page = await chief.get(DUTY)
        assert "Hạn: ngày 20 tháng cuối quý, hằng quý; gặp ngày nghỉ thì" in page.text
        assert form_of(page, "/han").fields["own"] == "20/3"
    event = await last_event(web, "assignment-51-08")
    assert isinstance(event, DueRuleSet)
    assert event.due is None
    assert event.days == DueDays(in_period=(DayInPeriod(month=3, day=20),))


@pytest.mark.parametrize(
    ("address", "ending"), [(DUTY, "/diem/D-51-08"), ("/ke-hoach", "/diem/D-CHUNG")]
)
async def test_the_chief_settles_a_finding(web: WebWard, address: str, ending: str) -> None:
    async with web.browser("chanhvp") as chief:
        refused = await send(chief, address, ending, {"decision": "  "})
        assert refused.status_code == 409
        assert "chưa nhập nội dung" in alert(refused)
        for decision in ("Theo cách hiểu tạm.", "Chủ tịch đã kết luận khác."):
            answer = await send(chief, address, ending, {"decision": decision})
            assert answer.status_code == 303
            page = await chief.get(answer.headers["location"])
            assert "Đã ghi quyết định." in page.text
            assert decision in page.text
        assert "Theo cách hiểu tạm." not in page.text
    assert (await web.states("plan-cho-san"))[-2:] == ["plan-finding-settled"] * 2


async def test_nobody_types_a_word_about_a_restricted_item(web: WebWard) -> None:
    async with web.browser("chanhvp") as chief:
        page = await chief.get("/ke-hoach/58-01")
        assert "Câu hỏi của điểm D-MAT?" not in page.text
        data = {"command_id": str(givens.person("secret")), "decision": "Bí mật"}
        answer = await chief.post("/ke-hoach/58-01/diem/D-MAT", data=data)
        assert answer.status_code == 409
        assert "chế độ mật" in alert(answer)
        for path in ("/ke-hoach/51-08/diem/D-MAT", "/ke-hoach/chung/diem/D-MAT"):
            data["command_id"] = str(givens.person(path))
            assert (await chief.post(path, data=data)).status_code == 404
    assert "plan-finding-settled" not in await web.states("plan-cho-san")


async def _forms(chief: AsyncClient) -> dict[str, dict[str, str]]:
    page = await chief.get(DUTY)
    forms = [form_of(page, ending) for ending in ("/tan-suat", "/han", "/diem/D-51-08")]
    return {form.action: form.fields for form in forms}


@pytest.mark.parametrize(
    ("login", "sees"),
    [
        ("kiemtra", True),
        ("thanhtra", True),
        ("chuyenvien", False),
        ("truongphong", False),
        ("quantri", False),
        ("conganvien", False),
    ],
)
async def test_who_may_see_and_who_may_set(web: WebWard, login: str, sees: bool) -> None:
    async with web.browser("chanhvp") as chief:
        forms = await _forms(chief)
    before = await web.states("assignment-51-08")
    async with web.browser(login) as other:
        page = await other.get(DUTY)
        assert page.status_code == (200 if sees else 403)
        assert "/tan-suat" not in page.text
        for action, fields in forms.items():
            data = {**fields, "frequency.month": "1", "after": "1/3", "days": "3", "decision": "a"}
            assert (await other.post(action, data=data)).status_code == 403, action
    assert await web.states("assignment-51-08") == before


@pytest.mark.parametrize("code", ["khong-co", "x';--", "a" * 200, "chung", "51-08.", "%00"])
async def test_an_item_that_does_not_exist_is_not_found(web: WebWard, code: str) -> None:
    async with web.browser("chanhvp") as chief:
        assert (await chief.get(f"/ke-hoach/{code}")).status_code == 404
        for act in ("tan-suat", "han", "diem/D-51-08"):
            data = {
                "command_id": str(givens.person(act)),
                "deliverable": "report",
                "frequency": "quarter",
            }
            data["decision"] = "a"
            answer = await chief.post(f"/ke-hoach/{code}/{act}", data=data)
            assert answer.status_code == 404, act


async def test_the_filters_outlive_a_refused_form_and_an_accepted_one(web: WebWard) -> None:
    query = "loai=duty&don-vi=VHXH&chua-chu-tri=1"
    async with web.browser("chanhvp") as chief:
        form = form_of(await chief.get(f"/ke-hoach?{query}"), f"/chu-tri?{query}")
        refused = await chief.post(form.action, data={**form.fields, "lead_unit": "VHXH"})
        assert refused.status_code == 409
        kept = form_of(refused, f"/chu-tri?{query}")
        assert kept.fields["lead_unit"] == "VHXH"
        assert '<option value="duty" selected>' in refused.text
        assert 'name="chua-chu-tri" value="1" checked' in refused.text
        assert '"muc-51-08"' not in refused.text
        answer = await chief.post(form.action, data={**kept.fields, "lead_unit": "KTHTDT"})
        assert answer.headers["location"] == f"/ke-hoach?{query}&xong=chu-tri"
        form = form_of(await chief.get("/ke-hoach?loai=scheme"), "/diem/D-CHUNG?loai=scheme")
        answer = await chief.post(form.action, data={**form.fields, "decision": "Đã rõ."})
        assert answer.headers["location"] == "/ke-hoach?loai=scheme&xong=diem"


@pytest.mark.parametrize("address", ["/ke-hoach?trang=99", "/don-doc?tinh-trang=tat-ca&trang=99"])
async def test_a_page_behind_the_last_one_says_so_and_leads_back(
    web: WebWard, address: str
) -> None:
    async with web.browser("chanhvp") as chief:
        page = await chief.get(address)
        again = await chief.get(f"{address}&nam=1x&trang=x")
    assert (page.status_code, again.status_code) == (200, 200)
    assert "Về trang đầu" in page.text
