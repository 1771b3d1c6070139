"""Kế hoạch: the tree, its filters, and what the Office sets and settles on an item's page."""

import re
from datetime import date

import pytest
from httpx2 import AsyncClient

from services.domain.assignment.acts.set_due_rule import DueRuleSet
from services.domain.assignment.acts.set_frequency import FrequencySet
from services.domain.assignment.events import DueRule
from services.domain.due_days import DayInPeriod, DueDays
from services.domain.papers import Paper
from tests import givens
from tests.api.reading import alert, form_of, read, send
from tests.api.ward import WebWard, run_clock

pytestmark = pytest.mark.postgres
DUTY = "/ke-hoach/51-08"


async def last_event(web: WebWard, stream: str) -> object:
    return (await web.ward.ledger.read([stream])).of(stream)[-1].event


async def test_the_tree_shows_a_line_for_each_number_with_its_quarters(web: WebWard) -> None:
    async with web.browser("thanhtra") as inspector:
        page = await inspector.get("/ke-hoach")
        assert page.status_code == 200
        reported = " ".join(" ".join(read(page).text).split())
    assert "Các mục của kế hoạch (5)" in reported
    assert "1 mục chưa có đơn vị chủ trì" in reported
    assert "Mục II 4 nhiệm vụ · 1 chưa có chủ trì · 2 điểm cần làm rõ" in reported
    assert "Tổ chức gặp mặt doanh nghiệp" in reported
    assert 'href="/ke-hoach/51-08"' in page.text
    assert "square-running_in_time" in page.text
    assert "1 trong hạn" in page.text
    assert "Câu hỏi của điểm D-CHUNG?" in reported
    assert "/diem/" not in page.text


async def test_no_code_of_a_finding_is_shown_to_people(web: WebWard) -> None:
    async with web.browser("chanhvp") as chief:
        for address in ("/ke-hoach", DUTY):
            said = " ".join(read(await chief.get(address)).text)
            assert "Giải quyết điểm 1" in said
            assert "Đang hiểu là:" in said
            assert not re.search(r"(?<!của điểm )D-[A-Z0-9]", said), "only the plan's own words do"


async def test_a_branch_comes_by_itself_and_by_the_address(web: WebWard) -> None:
    async with web.browser("chanhvp") as chief:
        alone = await chief.get("/ke-hoach/nhanh/II?don-vi=VHXH")
        assert alone.status_code == 200
        assert 'id="muc-51-08"' in alone.text
        assert 'id="muc-54-02"' not in alone.text
        assert "<main" not in alone.text
        assert (await chief.get("/ke-hoach/nhanh/IX")).status_code == 404
        opened = await chief.get("/ke-hoach?muc=II")
        assert '<details class="branch" id="nhanh-II" open' in opened.text
    async with web.browser("truongphong") as head:
        own = await head.get("/ke-hoach/nhanh/II")
        assert 'id="muc-51-08"' in own.text
        assert 'id="muc-58-01"' not in own.text


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("loai=indicator", {"CT10"}),
        ("don-vi=VHXH", {"51-08", "III-07"}),
        ("diem=1", {"51-08", "CT10", "58-01"}),
        ("chua-chu-tri=1", {"III-07"}),
        ("don-vi=VHXH&diem=1", {"51-08"}),
        ("tim=gap+mat", {"51-08"}),
        ("tim=CT10", {"CT10"}),
        ("tim=54-02&loai=duty", {"54-02"}),
        ("tim=gap+mat&don-vi=VP", set()),
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
        paper = {"paper_number": "12/QĐ-UBND", "paper_date": "20/11/2026"}
        answer = await chief.post(form.action, data={**kept, "frequency.month": "1", **paper})
        assert answer.status_code == 303
        page = await chief.get(answer.headers["location"])
        assert "Đặt tần suất báo cáo, văn bản số 12/QĐ-UBND ngày 20/11/2026." in page.text
        assert "Đã đặt tần suất." in page.text
        assert "Báo cáo hằng tháng" in page.text
    event = await last_event(web, "assignment-51-08")
    assert isinstance(event, FrequencySet)
    assert event.frequencies == ("month",)
    assert event.paper == Paper(number="12/QĐ-UBND", dated_on=date(2026, 11, 20))


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


async def test_a_decision_changes_who_does_the_item_and_says_who_did_before(web: WebWard) -> None:
    async with web.browser("chanhvp") as chief, web.browser("thanhtra") as inspector:
        decision = {"decision": "Theo kết luận giao ban.", "lead_unit": "VP", "unsupported": "1"}
        refused = await send(chief, DUTY, "/diem/D-51-08", {**decision, "lead_unit": "CAP"})
        assert refused.status_code == 409
        assert "chế độ mật" in alert(refused)
        kept = form_of(refused, "/diem/D-51-08").fields
        assert (kept["decision"], kept["unsupported"]) == (decision["decision"], "1")
        answer = await send(chief, DUTY, "/diem/D-51-08", decision)
        assert answer.status_code == 303
        said = " ".join(" ".join(read(await chief.get(DUTY)).text).split())
        changed = "đơn vị chủ trì từ Phòng Kinh tế, Hạ tầng và Đô thị thành Văn phòng HĐND&UBND"
        assert f"Đã đính chính {changed}" in said
        logged = " ".join(" ".join(read(await inspector.get("/nhat-ky?muc=51-08")).text).split())
        assert f"Đính chính {changed}" in logged


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
    ("login", "status"),
    [
        ("kiemtra", 200),
        ("thanhtra", 200),
        ("chuyenvien", 200),  # of the unit that leads it
        ("truongphong", 200),
        ("quantri", 403),
        ("conganvien", 404),  # of a unit that has nothing to do with it
    ],
)
async def test_who_may_see_and_who_may_set(web: WebWard, login: str, status: int) -> None:
    async with web.browser("chanhvp") as chief:
        forms = await _forms(chief)
    before = await web.states("assignment-51-08")
    async with web.browser(login) as other:
        page = await other.get(DUTY)
        assert page.status_code == status
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
        form = form_of(await chief.get(f"/ke-hoach?{query}"), f"/diem/D-CHUNG?{query}")
        refused = await chief.post(form.action, data={**form.fields, "decision": " "})
        assert refused.status_code == 409
        kept = form_of(refused, f"/diem/D-CHUNG?{query}")
        assert '<option value="duty" selected>' in refused.text
        assert 'name="chua-chu-tri" value="1" checked' in refused.text
        assert '"muc-51-08"' not in refused.text
        answer = await chief.post(kept.action, data={**kept.fields, "decision": "Đã rõ."})
        assert answer.headers["location"] == f"/ke-hoach?{query}&xong=diem"


async def test_what_a_named_lead_would_get_is_shown_before(web: WebWard) -> None:
    async with web.browser("chanhvp") as chief:
        before = await web.states("assignment-III-07")
        looked = await send(
            chief, "/ke-hoach/III-07", "/chu-tri", {"lead_unit": "KTHTDT", "step": "xem"}
        )
        assert looked.status_code == 200
        assert "Sẽ giao ngay 1 việc: báo cáo quý " in looked.text
        assert form_of(looked, "/chu-tri").fields["lead_unit"] == "KTHTDT"
        assert await web.states("assignment-III-07") == before
        refused = await send(
            chief, "/ke-hoach/III-07", "/chu-tri", {"lead_unit": "VHXH", "step": "xem"}
        )
        assert "không đồng thời là đơn vị phối hợp" in alert(refused)


async def test_a_lead_that_was_named_by_mistake_is_corrected(web: WebWard) -> None:
    item, act = "/ke-hoach/III-07", "/dinh-chinh-chu-tri"
    async with web.browser("chanhvp") as chief:
        assert "/dinh-chinh" not in (await chief.get(item)).text
        named = await send(chief, item, "/chu-tri", {"lead_unit": "KTHTDT"})
        assert named.status_code == 303
        await run_clock(web.ward, "assignment-III-07")
        page = await chief.get(item)
        assert "1 việc đang thực hiện giữ nguyên đơn vị: Báo cáo quý " in page.text
        refused = await send(chief, item, act, {"lead_unit": "VP", "reason": " "})
        assert refused.status_code == 409
        assert "Đính chính phải có lý do." in alert(refused)
        assert form_of(refused, act).fields["lead_unit"] == "VP"
        answer = await send(chief, item, act, {"lead_unit": "VP", "reason": "Chọn nhầm đơn vị."})
        assert answer.status_code == 303
        page = await chief.get(answer.headers["location"])
        assert "Đã đính chính đơn vị chủ trì." in page.text
        said = " ".join(" ".join(read(page).text).split())
        assert "Chủ trì Văn phòng HĐND&UBND phường" in said
        assert "Việc đã giao trước khi đổi đơn vị chủ trì: Báo cáo quý " in said
        log = (await chief.get("/nhat-ky?muc=III-07")).text
        assert "Đính chính đơn vị chủ trì từ" in log
        assert "Chọn nhầm đơn vị." in log


async def test_a_decision_corrects_the_target_it_speaks_of_and_shows_both(web: WebWard) -> None:
    item, act = "/ke-hoach/CT10", "/diem/D-CT10"
    async with web.browser("chanhvp") as chief:
        typed = {"decision": "Theo phụ lục.", "measure": "CT10.1", "target": "250"}
        refused = await send(chief, item, act, typed)
        assert refused.status_code == 409
        assert "nằm ngoài giới hạn" in alert(refused)
        assert typed.items() <= form_of(refused, act).fields.items()
        typed |= {"target": "98,5", "reach_by": "31/12/2028"}
        answer = await send(chief, item, act, typed)
        assert answer.status_code == 303
        page = await chief.get(answer.headers["location"])
        said = " ".join(" ".join(read(page).text).split())
        assert (
            "Đã đính chính Tỷ lệ hộ dùng nước sạch: mục tiêu đến năm 2030 từ 97,45 thành 98,5; "
            "ngày đạt chậm nhất từ chưa nêu thành 31/12/2028." in said
        )
        assert "đến năm 2030: từ 98,5" in said
    assert (await web.states("assignment-CT10"))[-1] == "target-corrected"
    assert (await web.states("plan-cho-san"))[-1] == "plan-finding-settled"


async def test_a_page_behind_the_last_one_says_so_and_leads_back(web: WebWard) -> None:
    address = "/don-doc?tinh-trang=tat-ca&trang=99"
    async with web.browser("chanhvp") as chief:
        page = await chief.get(address)
        again = await chief.get(f"{address}&nam=1x&trang=x")
    assert (page.status_code, again.status_code) == (200, 200)
    assert "Về trang đầu" in page.text
