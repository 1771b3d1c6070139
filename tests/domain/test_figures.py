"""Figures that cannot be, that come too early, and that change under a return for form."""

from datetime import date
from decimal import Decimal

import pytest

from services.domain.assignment.events import MeasureAsked
from services.domain.assignment.ranges import AVERAGE_COUNT, COUNT, SHARE, MeasureRange, range_of
from services.domain.errors import Refusal
from services.domain.instants import day_of
from services.domain.task.acts.confirm_submission import SubmissionConfirmed
from services.domain.task.corrections import correction_asked
from services.domain.task.events import CorrectionKind, DeadlineMissed, Figure, FigureKind, Ground
from services.domain.task.figures import default_kind
from services.domain.task.lateness import OfficialStatus, box
from services.domain.task.state import Task
from tests.domain.test_task_rules import approve, confirm, give_back, report, send
from tests.givens import CHECKER, CHIEF, HEAD, SPECIALIST, Story, asked, issued, words


@pytest.mark.parametrize(
    ("title", "unit", "measure_range"),
    [
        ("Tỷ lệ dân số tham gia bảo hiểm y tế", "%", SHARE),
        ("Tỷ lệ chi thường xuyên", "% tổng chi ngân sách", SHARE),
        ("Tỷ lệ học sinh hoàn thành chương trình học", "%", SHARE),
        ("Đơn vị đăng ký và triển khai mô hình", "% đơn vị", SHARE),
        ("Mức độ hài lòng của người dân, doanh nghiệp", "%", SHARE),
        ("Tốc độ tăng thu ngân sách nhà nước trên địa bàn", "% so với năm trước", None),
        ("Tăng trưởng dịch vụ", "%", None),
        ("Chuyển dịch cơ cấu", "điểm %", None),
        ("Hoàn thành chỉ tiêu tuyển chọn và gọi công dân nhập ngũ", "%", None),
        ("Tỷ lệ thực hiện dự toán thu", "%", None),
        ("Tỷ lệ giảm nghèo", "%", None),
        ("Số doanh nghiệp đang hoạt động trên địa bàn", "doanh nghiệp", COUNT),
        ("SỐ DOANH NGHIỆP thành lập mới trong năm", "doanh nghiệp/năm", COUNT),
        ("Tổng số học sinh bỏ học", "học sinh", COUNT),
        ("Số nhà đa năng của mỗi cấp học", "nhà/cấp học", AVERAGE_COUNT),
        ("Số bác sĩ trên một vạn dân", "bác sĩ/vạn dân", AVERAGE_COUNT),
        ("Số vốn đầu tư", "tỷ đồng", None),
        ("Số thu ngân sách", "triệu đồng", None),
        ("Số doanh nghiệp tăng thêm", "doanh nghiệp", None),
        ("Diện tích cây xanh", "ha", None),
    ],
)
def test_a_range_is_proposed_from_the_words_and_only_where_they_are_plain(
    title: str, unit: str, measure_range: MeasureRange | None
) -> None:
    assert range_of(title=title, unit=unit, kind="number") == measure_range


def of(value: str, kind: FigureKind = FigureKind.ESTIMATE, code: str = "CT10") -> Figure:
    return Figure(measure=code, value=Decimal(value), kind=kind, nil_reason=None)


def reported(*measures: MeasureAsked) -> Story:
    story = Story()
    story.tell([issued(measures=measures or (asked(),))])
    return story


COUNTED = MeasureAsked(
    code="CT04",
    title="Số doanh nghiệp đang hoạt động",
    unit="doanh nghiệp",
    kind="number",
    possible=COUNT,
)


@pytest.mark.parametrize("value", ["250", "-3", "100.01"])
def test_a_share_of_a_whole_stays_between_nothing_and_all(value: str) -> None:
    with pytest.raises(Refusal, match=r"Chỉ số CT10: phải từ 0 đến 100 \(tính bằng %\)") as said:
        send(reported(), SPECIALIST, report(text=None, figures=(of(value),)))
    assert (said.value.code, said.value.field) == ("figure-out-of-range", "figure.CT10")


@pytest.mark.parametrize("value", ["-5", "12.5"])
def test_what_is_counted_is_whole_and_not_below_nothing(value: str) -> None:
    with pytest.raises(Refusal, match="Số doanh nghiệp đang hoạt động: phải là số nguyên từ 0"):
        send(reported(COUNTED), SPECIALIST, report(text=None, figures=(of(value, code="CT04"),)))


def test_the_bounds_themselves_are_true_figures() -> None:
    for value in ("0", "100", "97.45"):
        assert (
            send(reported(), SPECIALIST, report(text=None, figures=(of(value),))).submission == 1
        )
    counted = report(text=None, figures=(of("1234", code="CT04"),))
    assert send(reported(COUNTED), SPECIALIST, counted).submission == 1


def test_an_official_figure_before_the_cut_off_says_why() -> None:
    story = reported()
    early = report(text=None, figures=(of("97", FigureKind.OFFICIAL),))
    with pytest.raises(Refusal, match="14/12/2026 mới chốt số liệu") as said:
        send(story, SPECIALIST, early)
    assert said.value.field == "early_reason"
    reasoned = report(
        text=None, figures=(of("97", FigureKind.OFFICIAL),), early_reason=words("early")
    )
    assert send(story, SPECIALIST, reasoned).submission == 1
    later = reported()
    later.go(date(2026, 12, 14))
    assert send(later, SPECIALIST, early).submission == 1


def test_reached_or_not_may_be_known_before_the_cut_off() -> None:
    story = reported(asked("CT11", "yes_no"))
    figures = (of("1", FigureKind.OFFICIAL, "CT11"),)
    assert send(story, SPECIALIST, report(text=None, figures=figures)).submission == 1


def test_forms_propose_an_estimate_until_the_cut_off_day() -> None:
    story = reported()
    assert story.task is not None
    assert default_kind(story.task, day_of(story.at)) is FigureKind.ESTIMATE
    story.go(date(2026, 12, 14))
    assert default_kind(story.task, day_of(story.at)) is FigureKind.OFFICIAL


def returned_for_form(corrected: str, *, on: date = date(2026, 12, 18)) -> tuple[Story, Task]:
    story = reported()
    story.go(date(2026, 12, 14))
    send(story, HEAD, report(text=None, figures=(of("80"),)))
    story.go(date(2026, 12, 17))
    send(story, CHECKER, give_back(Ground.FORMAL_GAP, date(2026, 12, 18)))
    story.go(on)
    return story, send(story, HEAD, report(after=1, text=None, figures=(of(corrected),)))


def test_unchanged_figures_under_a_return_for_form_are_not_asked_about() -> None:
    story, task = returned_for_form("80.0")
    assert task.changed_figures == ()
    assert send(story, CHIEF, confirm(2)).counted_on == date(2026, 12, 14)


def test_changed_figures_under_a_return_for_form_ask_for_the_ground_again() -> None:
    story, task = returned_for_form("85")
    assert task.changed_figures == ("CT10",)
    assert correction_asked(task)
    with pytest.raises(Refusal, match="đổi số liệu: Chỉ số CT10") as said:
        send(story, CHIEF, confirm(2))
    assert said.value.field == "correction"
    task = send(story, CHIEF, confirm(2, CorrectionKind.FORM))
    assert task.counted_on == date(2026, 12, 14)
    assert box(task, date(2026, 12, 18)) is OfficialStatus.DONE_IN_TIME


def test_a_correction_of_content_counts_from_its_own_signature_and_may_be_late() -> None:
    story, _ = returned_for_form("85")
    task = send(story, CHIEF, confirm(2, CorrectionKind.CONTENT))
    assert task.counted_on == date(2026, 12, 18)
    assert box(task, date(2026, 12, 18)) is OfficialStatus.DONE_LATE
    confirmed, missed = (fact.event for fact in story.facts[-2:])
    assert isinstance(confirmed, SubmissionConfirmed)
    assert confirmed.correction is CorrectionKind.CONTENT
    assert missed == DeadlineMissed(due_on=date(2026, 12, 15), cause="corrected_in_content")


def test_another_return_for_form_does_not_let_changed_figures_pass() -> None:
    story, _ = returned_for_form("85", on=date(2026, 12, 17))
    send(story, CHECKER, give_back(Ground.FORMAL_GAP, date(2026, 12, 19), 2))
    task = send(story, HEAD, report(after=2, text=None, figures=(of("85"),)))
    assert task.changed_figures == ("CT10",)


def test_nothing_is_asked_where_no_earlier_day_would_count() -> None:
    story, task = returned_for_form("85", on=date(2026, 12, 20))
    assert not correction_asked(task)
    assert send(story, CHIEF, confirm(2)).counted_on == date(2026, 12, 20)


def test_the_unit_s_own_signature_does_not_judge_its_correction() -> None:
    story, _ = returned_for_form("80")
    send(story, CHECKER, give_back(Ground.FORMAL_GAP, date(2026, 12, 19), 2))
    send(story, SPECIALIST, report(after=2, text=None, figures=(of("85"),)))
    signed = send(story, HEAD, approve(3))
    assert correction_asked(signed)


@pytest.mark.parametrize(
    ("possible", "taken", "refused", "said"),
    [
        (None, "250", None, ""),
        (
            MeasureRange(low=Decimal(0), high=Decimal(300), whole=False),
            "250",
            "301",
            "từ 0 đến 300",
        ),
        (MeasureRange(low=None, high=Decimal("0.5"), whole=False), "-3", "1", "không quá 0,5"),
        (MeasureRange(low=None, high=None, whole=True), "-3", "0.5", "là số nguyên (tính"),
        (
            MeasureRange(low=Decimal(-5), high=Decimal(5), whole=True),
            "-5",
            "6",
            "là số nguyên từ −5 đến 5",
        ),
    ],
)
def test_the_measure_s_own_range_judges_whatever_its_words_would_propose(
    possible: MeasureRange | None, taken: str, refused: str | None, said: str
) -> None:
    measure = MeasureAsked(
        code="CT10", title="Tỷ lệ dân số", unit="%", kind="number", possible=possible
    )
    figures = (of(taken),)
    assert send(reported(measure), SPECIALIST, report(text=None, figures=figures)).submission == 1
    if refused is not None:
        with pytest.raises(Refusal) as caught:
            send(reported(measure), SPECIALIST, report(text=None, figures=(of(refused),)))
        assert f"phải {said}" in caught.value.sentence
