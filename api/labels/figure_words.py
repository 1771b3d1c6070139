"""Figures and targets in words, for pages."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from api.labels import words
from services.domain import numerals
from services.domain.answers import Answer, MeasureKind
from services.domain.assignment.events import Measure, MeasureAsked
from services.domain.assignment.ranges import range_words
from services.domain.plan.draft import MeasureDraft
from services.queries.last_period import LastPeriod
from services.queries.views import FigureLine, TaskPage

ANSWERS: Final = {Answer.REACHED: "Đạt", Answer.NOT_REACHED: "Chưa đạt"}
# As forms send an answer.
SENT: Final = {"dat": Answer.REACHED, "chua-dat": Answer.NOT_REACHED}
_COMPARED = {
    "at_least": "từ",
    "at_most": "không quá",
    "more_than": "trên",
    "less_than": "dưới",
    "equals": "",
    "none": "",
}


def answer(asked: MeasureAsked, given: FigureLine) -> str:
    """A figure as it was reported, or the words of a nil."""
    value = given.figure.value
    if value is None:
        return f"Không có số: {given.nil_words or 'lý do không hiển thị'}"
    if asked.is_yes_no:
        return ANSWERS[Answer.of(value)]
    return numerals.of_unit(numerals.written(value), asked.unit)


def sent(asked: MeasureAsked, value: Decimal) -> str:
    """A figure as its form holds it."""
    if not asked.is_yes_no:
        return numerals.written(value)
    return next(sent for sent, answer in SENT.items() if answer is Answer.of(value))


def confirmed(asked: MeasureAsked, before: LastPeriod) -> str:
    """What was confirmed of a measure in the period before."""
    figure = before.figures.get(asked.code)
    if figure is None:
        return "chưa có"
    if figure.value is None:
        return "không có số"
    return answer(asked, FigureLine(figure=figure, nil_words=None))


def target(measure: Measure) -> str:
    """What the plan wants of a measure."""
    collected: list[str] = []
    for value, high, when in (
        (measure.target_2030, measure.target_2030_high, "đến năm 2030"),
        (measure.target_average, measure.target_average_high, "bình quân hằng năm"),
    ):
        if value is None:
            continue
        if high is not None:
            amount = f"từ {numerals.written(value)} đến {numerals.written(high)}"
        else:
            compared = _COMPARED.get(measure.operator, "")
            amount = f"{compared} {numerals.written(value)}".strip()
        at_least = high is None and measure.operator == "at_least"
        onward = " trở lên" if at_least else ""
        collected.append(f"{when}: {numerals.of_unit(amount, measure.unit)}{onward}")
    if measure.reach_by is not None:
        collected.append(f"đạt chậm nhất ngày {words.day(measure.reach_by)}")
    if measure.stretch_target is not None:
        stretch = numerals.of_unit(numerals.written(measure.stretch_target), measure.unit)
        collected.append(f"phấn đấu {stretch}")
    if not collected:
        reached = "đạt chuẩn" if measure.stretch else "đạt"
        yes_no = measure.kind == MeasureKind.YES_NO
        collected.append(reached if yes_no else "kế hoạch không nêu số")
    return ("Phấn đấu " if measure.stretch else "") + "; ".join(collected)


def plain(value: Decimal | None) -> str:
    """A number as a form holds it; blank for none."""
    return "" if value is None else numerals.written(value)


def possible(measure: Measure | MeasureDraft) -> str:
    """Which figures can be true; nothing is said of what is only reached or not."""
    if measure.is_yes_no:
        return ""
    return range_words(measure.possible) if measure.possible else "không nêu giới hạn"


def hint(asked: MeasureAsked) -> str:
    """How a figure is typed, and which ones can be true."""
    typed = "Dấu phẩy thập phân, ví dụ 97,45"
    if asked.possible is None:
        return typed
    bounds = range_words(asked.possible)
    return bounds.capitalize() if asked.possible.whole else f"{typed}; {bounds}"


def changed_after_formal(titles: Sequence[str]) -> str:
    """That figures changed although only the form was to be corrected."""
    return (
        f"Bản trước bị trả lại vì thể thức, nhưng bản này đổi số liệu: {'; '.join(titles)}. "
        "Người xác nhận phải nói rõ đây là bổ sung thể thức hay sửa nội dung."
    )


def recorded(task_page: TaskPage) -> str:
    """The figures of the newest report as they were understood, for whoever just typed them."""
    given = task_page.submissions[0].figures if task_page.submissions else {}
    said = [
        f"{measure.asked.title} hiểu là {_understood(measure.asked, given[measure.asked.code])}"
        for measure in task_page.measures
        if measure.asked.code in given and given[measure.asked.code].figure.value is not None
    ]
    return f" Đã ghi nhận: {'; '.join(said)}." if said else ""


def _understood(asked: MeasureAsked, given: FigureLine) -> str:
    value = given.figure.value
    if value is None or asked.is_yes_no:
        return answer(asked, given)
    return numerals.of_unit(numerals.understood(value), asked.unit)
