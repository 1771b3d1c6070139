"""One task from issue to confirmation, by the people whose turn it is."""

import re
from datetime import timedelta

import pytest

from api.labels.words import day
from services.domain.assignment.acts.name_lead import NameLead
from services.domain.assignment.events import assignment_stream
from tests.api.reading import alert, form_of, read, send
from tests.api.ward import WebWard, run_clock
from tests.moment import today
from tests.projections.lives import act

pytestmark = pytest.mark.postgres
NEW = ("2b0f7d0a-4f0e-4f43-8c1b-0d7f7f6c1a01", "2b0f7d0a-4f0e-4f43-8c1b-0d7f7f6c1a02")
WORDS = "Đã tổ chức gặp mặt 45 doanh nghiệp.\nKiến nghị: 3 việc."


async def submit(web: WebWard, code: str = "51-08") -> str:
    """The specialist's report, sent from the page."""
    address = f"/viec/{web.task(code)}"
    async with web.browser("chuyenvien") as specialist:
        answer = await send(specialist, address, "/bao-cao", {"text": WORDS})
        assert answer.status_code == 303, answer.text
    return address


async def test_a_report_escalates_from_the_specialist_to_the_office(web: WebWard) -> None:
    address = await submit(web)
    async with web.browser("truongphong") as head:
        page = await head.get(address)
        assert WORDS in page.text
        assert "Chờ thủ trưởng duyệt" in page.text
        answer = await send(head, address, "/duyet", {})
        assert answer.status_code == 303
        assert answer.headers["location"] == f"{address}?xong=duyet"
    async with web.browser("chanhvp") as chief:
        page = await chief.get(address)
        assert "Chờ Văn phòng xác nhận" in page.text
        assert (await send(chief, address, "/xac-nhan", {})).status_code == 303
        page = await chief.get(address)
        assert "Xác nhận hoàn thành theo báo cáo bản 1" in page.text
        assert "Nguyễn Thị Hoa (Chuyên viên Phòng Kinh tế, Hạ tầng và Đô thị)" in page.text
    assert await web.states(web.task("51-08")) == [
        "task-issued",
        "task-acknowledged",
        "report-submitted",
        "submission-approved",
        "submission-confirmed",
    ]


async def test_a_return_needs_its_reason_and_its_day_and_keeps_what_was_typed(
    web: WebWard,
) -> None:
    address = await submit(web)
    async with web.browser("truongphong") as head:
        wrong = {"ground": "failed_content", "reason": "Thiếu số liệu", "correct_by": "31/02/2026"}
        refused = await send(head, address, "/tra-lai", wrong)
        assert refused.status_code == 422
        assert "không phải là ngày" in alert(refused)
        kept = form_of(refused, "/tra-lai").fields
        assert kept["reason"] == "Thiếu số liệu"
        assert kept["correct_by"] == "31/02/2026"
        assert kept["ground"] == "failed_content"
        kept["correct_by"] = day(today() + timedelta(days=5))
        answer = await head.post(f"{address}/tra-lai", data=kept)
        assert answer.status_code == 303
        page = await head.get(address)
        assert "Trả lại báo cáo bản 1" in page.text
        assert "Thiếu số liệu" in page.text
    assert (await web.states(web.task("51-08")))[-1] == "submission-returned"


async def test_a_report_sent_by_mistake_is_taken_back_and_stands_in_the_form(
    web: WebWard,
) -> None:
    address = await submit(web)
    async with web.browser("phoihop") as other:
        assert "Rút lại báo cáo" not in (await other.get(address)).text
    async with web.browser("dongnghiep") as colleague:
        page = await colleague.get(address)
        old = form_of(page, "/rut-lai").fields
        answer = await colleague.post(f"{address}/rut-lai", data=old)
        assert answer.headers["location"] == f"{address}?xong=rut-lai"
        page = await colleague.get(answer.headers["location"])
        assert "Rút lại báo cáo bản 1 để sửa" in page.text
        assert form_of(page, "/bao-cao").fields["text"] == WORDS
    async with web.browser("truongphong") as head:
        await send(head, address, "/bao-cao", {"text": WORDS})
        late = await head.post(f"{address}/rut-lai", data={**old, "command_id": NEW[0]})
        assert late.status_code == 409
        assert "không còn là bản mới nhất" in alert(late)
        late = await head.post(
            f"{address}/rut-lai", data={"command_id": NEW[1], "submission": "2"}
        )
        assert "Đơn vị đã ký báo cáo nên không rút lại được" in alert(late)
    assert (await web.states(web.task("51-08")))[2:] == [
        "report-submitted",
        "submission-recalled",
        "report-submitted",
        "submission-approved",
    ]


async def test_figures_are_typed_with_a_comma_and_read_with_one(web: WebWard) -> None:
    address = f"/viec/{web.task('CT10')}"
    async with web.browser("chuyenvien") as specialist:
        typed = {
            "figure.CT10.1": "97,45",
            "kind.CT10.1": "estimate",
            "figure.CT10.2": "1.23,5",
            "figure.CT10.3": "chua-dat",
        }
        refused = await send(specialist, address, "/bao-cao", typed)
        assert refused.status_code == 422
        assert "“1.23,5” không phải là số" in alert(refused)
        kept = form_of(refused, "/bao-cao").fields
        assert typed.items() <= kept.items()
        kept |= {"figure.CT10.2": "", "nil.CT10.2": "Chưa tổng hợp xong"}
        assert (await specialist.post(f"{address}/bao-cao", data=kept)).status_code == 303
        page = await specialist.get(address)
    assert "97,45%" in page.text
    assert "Ước thực hiện" in page.text
    assert "Không có số: Chưa tổng hợp xong" in page.text
    assert "Chưa đạt" in page.text
    assert "đến năm 2030: từ 97,45%" in page.text


async def test_a_restricted_task_takes_a_paper_and_a_coded_reason_only(web: WebWard) -> None:
    address = f"/viec/{web.task('58-01')}"
    async with web.browser("conganvien") as officer:
        page = await officer.get(address)
        fields = form_of(page, "/bao-cao").fields
        assert "text" not in fields
        typed = {"paper_number": "15/BC-CAP", "paper_date": day(today())}
        smuggled = await send(officer, address, "/bao-cao", {**typed, "text": "nội dung mật"})
        assert smuggled.status_code == 409
        assert "chế độ mật" in alert(smuggled)
        assert (await send(officer, address, "/bao-cao", typed)).status_code == 303
    async with web.browser("truongcongan") as head:
        page = await head.get(address)
        assert "đã báo cáo theo chế độ tài liệu mật" in page.text
        fields = form_of(page, "/tra-lai").fields
        assert "reason" not in fields
        returned = {
            "ground": "formal_gap",
            "reason_code": "wrong-paper",
            "correct_by": day(today()),
        }
        assert (await send(head, address, "/tra-lai", returned)).status_code == 303
        assert "Số hoặc ngày văn bản không khớp".lower() in (await head.get(address)).text.lower()


async def test_a_supporting_unit_contributes_and_the_lead_records_a_paper_from_outside(
    web: WebWard,
) -> None:
    """What has accounts sends and signs itself; who leads is offered no paper of its."""
    outside = {"code": "MTTQ", "name": "Mặt trận", "kind": "front", "place": "ngoai"}
    async with web.browser("quantri") as administrator:
        answer = await send(administrator, "/quan-tri/don-vi", "/quan-tri/don-vi", outside)
        assert answer.status_code == 303, alert(answer)
    item = assignment_stream("III-07")
    lead = NameLead(stream=item, lead_unit="KTHTDT", supporting_units=("VHXH", "MTTQ"))
    await act(web, "chanhvp", lambda _: lead)
    await run_clock(web.ward, item)
    address = f"/viec/{web.task('III-07')}"
    async with web.browser("phoihop") as partner:
        answer = await send(
            partner, address, "/phoi-hop", {"unit": "VHXH", "text": "Danh sách khách mời"}
        )
        assert answer.status_code == 303
    async with web.browser("chuyenvien") as specialist:
        typed = {"unit": "MTTQ:giay", "paper_number": "12/CV-MTTQ", "paper_date": day(today())}
        bare = {**typed, "paper_number": "", "paper_date": ""}
        for wrong, said in (
            (bare, "cần số và ngày"),
            ({**typed, "unit": "VHXH:giay"}, "tự gửi nội dung phối hợp"),
        ):
            refused = await send(specialist, address, "/phoi-hop", wrong)
            assert refused.status_code == 409
            assert said in alert(refused)
        assert "VHXH:giay" not in (await specialist.get(address)).text
        assert (await send(specialist, address, "/phoi-hop", typed)).status_code == 303
        page = await specialist.get(address)
    assert "Danh sách khách mời" in page.text
    assert "Văn bản số 12/CV-MTTQ" in page.text
    assert "ghi nhận văn bản giấy" in page.text


async def test_a_specialist_of_the_office_returns_for_form_but_decides_nothing(
    web: WebWard,
) -> None:
    address = await submit(web)
    async with web.browser("truongphong") as head:
        await send(head, address, "/duyet", {})
    async with web.browser("kiemtra") as checker:
        page = await checker.get(address)
        actions = {form.action.rpartition("/")[2] for form in read(page).forms}
        assert "tra-lai" in actions
        assert not actions & {"duyet", "xac-nhan", "bao-cao"}
        assert "failed_content" not in page.text
        forged = {**form_of(page, "/tra-lai").fields}
        answer = await checker.post(f"{address}/xac-nhan", data=forged)
        assert answer.status_code == 403
        assert "không giữ chức vụ" in alert(answer)


async def test_pages_show_no_code_of_the_program_and_no_iso_date(web: WebWard) -> None:
    address = await submit(web)
    for login in ("chuyenvien", "truongphong", "chanhvp", "kiemtra", "thanhtra", "phochutich"):
        async with web.browser(login) as viewer:
            for path in ("/viec", address):
                shown = " ".join(read(await viewer.get(path)).text)
                assert not re.search(r"\d{4}-\d{2}-\d{2}", shown)
                assert not re.search(
                    r"\b(issued|acknowledged|submitted|approved|returned|overdue|None)\b", shown
                )
