"""Figures at the doors: too early, impossible, with one mark, changed under a return for form."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from api.labels.words import day
from api.web.forms import BadForm, read_figure
from services.domain.assignment.events import MeasureAsked
from services.domain.assignment.ranges import COUNT, SHARE, MeasureRange
from services.domain.task.acts.confirm_submission import SubmissionConfirmed
from services.domain.task.acts.submit_report import ReportSubmitted
from tests.api.programs import key, problem, program
from tests.api.reading import alert, form_of, send
from tests.api.ward import WebWard
from tests.moment import today

FIGURES = {"figure.CT10.1": "97,45", "figure.CT10.2": "1.234", "figure.CT10.3": "dat"}


@pytest.mark.parametrize(
    ("typed", "possible", "value"),
    [
        ("1.234", COUNT, "1234"),
        ("1,234", COUNT, "1234"),
        ("12.345", SHARE, "12.345"),
        ("12,345", SHARE, "12.345"),
        ("1,234", MeasureRange(low=Decimal(0), high=Decimal(999), whole=False), "1.234"),
        ("0,125", None, "0.125"),
        ("1234", None, "1234"),
        ("1,2340", None, "1.234"),
    ],
)
def test_one_mark_before_three_digits_is_read_as_its_measure_means_it(
    typed: str, possible: MeasureRange | None, value: str
) -> None:
    assert read_figure(typed, asked(possible), label="Số liệu", field="f") == Decimal(value)


@pytest.mark.parametrize(
    "possible", [None, MeasureRange(low=Decimal(0), high=Decimal(5000), whole=False)]
)
@pytest.mark.parametrize("typed", ["1.234", "1,234"])
def test_where_both_may_be_meant_both_ways_are_shown(
    typed: str, possible: MeasureRange | None
) -> None:
    with pytest.raises(BadForm, match="Viết 1234 hoặc 1,2340"):
        read_figure(typed, asked(possible), label="Số liệu", field="f")


def asked(possible: MeasureRange | None, unit: str = "trạm") -> MeasureAsked:
    """A measure with these possible figures."""
    return MeasureAsked(code="M", title="Số trạm", unit=unit, kind="number", possible=possible)


@pytest.mark.parametrize("typed", ["97,45", "97,45%", "97,45 %", "97.45", "97.45%"])
def test_a_share_may_be_typed_with_its_sign(typed: str) -> None:
    share = asked(SHARE, "% hộ")
    assert read_figure(typed, share, label="Tỷ lệ", field="f") == Decimal("97.45")


def test_what_is_no_share_has_no_percent() -> None:
    with pytest.raises(BadForm, match="tính bằng trạm, không tính bằng phần trăm"):
        read_figure("12%", asked(COUNT), label="Số trạm", field="f")


@pytest.mark.postgres
async def test_the_form_proposes_an_estimate_and_an_official_figure_says_why(web: WebWard) -> None:
    stream = web.task("CT10")
    address = f"/viec/{stream}"
    async with web.browser("chuyenvien") as specialist:
        fields = form_of(await specialist.get(address), "/bao-cao").fields
        assert fields["kind.CT10.1"] == "estimate"
        typed = {**FIGURES, "kind.CT10.1": "official"}
        refused = await send(specialist, address, "/bao-cao", typed)
        assert refused.status_code == 409
        assert "mới chốt số liệu" in alert(refused)
        kept = form_of(refused, "/bao-cao").fields | {"early_reason": "Đã có kết luận."}
        sent = await specialist.post(f"{address}/bao-cao", data=kept)
        assert sent.status_code == 303, alert(sent)
        page = await specialist.get(sent.headers["location"])
        assert "Đã có kết luận." in page.text
        assert (
            "Số trạm cấp nước hiểu là 1234 trạm" in page.text
        )  # read back to whoever typed 1.234
    facts = (await web.ward.ledger.read([stream])).of(stream)
    report = facts[-1].event
    assert isinstance(report, ReportSubmitted)
    assert report.early_reason is not None
    assert report.figures[1].value == 1234


@pytest.mark.postgres
async def test_page_and_call_refuse_an_impossible_figure_in_the_same_words(web: WebWard) -> None:
    stream = web.task("CT10")
    said = "Tỷ lệ hộ dùng nước sạch: phải từ 0 đến 100 (tính bằng %), không thể là 250."
    async with web.browser("chuyenvien") as specialist:
        typed = {**FIGURES, "figure.CT10.1": "250"}
        refused = await send(specialist, f"/viec/{stream}", "/bao-cao", typed)
        assert said in alert(refused)
    async with program(web, "chuyenvien") as specialist:
        figures = [
            {"measure": "CT10.1", "value": "250", "kind": "estimate"},
            {"measure": "CT10.2", "value": "3", "kind": "estimate"},
            {"measure": "CT10.3", "value": "1"},
        ]
        body = {"after_submission": 0, "figures": figures}
        answer = await specialist.post(f"/tasks/{stream}/report", json=body, headers=key())
        problem(answer, 409, "figure-out-of-range")
        assert said in answer.text


@pytest.mark.postgres
async def test_the_sheet_reads_back_what_may_be_read_in_two_ways(web: WebWard) -> None:
    stream = web.task("CT10")
    address = f"/phieu/{stream.rpartition('.')[2]}"
    async with web.browser("chuyenvien") as specialist:
        page = await specialist.get(address)
        fields = form_of(page, "/luu").fields
        fields = {name: value for name, value in fields.items() if not name.endswith(":file")}
        typed = {f"{stream}:{name}": value for name, value in FIGURES.items()}
        answer = await specialist.post(
            f"{address}/gui", data={**fields, **typed, f"{stream}:chosen": "1"}
        )
        assert "Đã ghi nhận: “1.234” hiểu là 1234." in answer.text


@pytest.mark.postgres
async def test_changed_figures_under_a_return_for_form_are_flagged_and_asked_about(
    web: WebWard,
) -> None:
    stream = web.task("CT10")
    address = f"/viec/{stream}"
    async with web.browser("truongphong") as head:
        assert (await send(head, address, "/bao-cao", FIGURES)).status_code == 303
    async with web.browser("chanhvp") as chief:
        back = {
            "ground": "formal_gap",
            "reason": "Thiếu biểu số 2.",
            "correct_by": day(today() + timedelta(days=5)),
        }
        assert (await send(chief, address, "/tra-lai", back)).status_code == 303
    async with web.browser("truongphong") as head:
        changed = {**FIGURES, "figure.CT10.1": "85"}
        assert (await send(head, address, "/bao-cao", changed)).status_code == 303
    async with web.browser("chanhvp") as chief:
        page = await chief.get(address)
        assert "nhưng bản này đổi số liệu: Tỷ lệ hộ dùng nước sạch" in page.text
        assert (
            "Gửi báo cáo bản 2; đổi số liệu so với bản bị trả lại để bổ sung, sửa thể thức."
            in page.text
        )
        assert "Sửa nội dung: tính hoàn thành ngày" in page.text
        refused = await send(chief, address, "/xac-nhan", {})
        assert refused.status_code == 409
        assert "đổi số liệu" in alert(refused)
        answer = await send(chief, address, "/xac-nhan", {"correction": "content"})
        assert answer.status_code == 303, alert(answer)
        page = await chief.get(address)
        assert "số liệu đã đổi: sửa nội dung" in page.text
    confirmed = (await web.ward.ledger.read([stream])).of(stream)[-1].event
    assert isinstance(confirmed, SubmissionConfirmed)
    assert confirmed.correction == "content"
    assert isinstance(confirmed.counted_on, date)
