"""Sửa giới hạn số liệu: which figures of a measure can be true, from now on and in open tasks."""

from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Rule, Verdict
from services.domain.assignment.authority import require_item
from services.domain.assignment.events import with_measure
from services.domain.assignment.issuing import TaskRangeCorrected
from services.domain.assignment.measuring import (
    MEASURE_RESTRICTED,
    MEASURE_UNKNOWN,
    MEASURE_YES_NO,
    NOT_MEASURING,
    measuring,
    numbered_measure,
    offered_on_measures,
)
from services.domain.assignment.open_tasks import issued_tasks, tasks_asking
from services.domain.assignment.ranges import MeasureRange, range_words
from services.domain.assignment.rules import ITEM_CLOSED, NO_ASSIGNMENT
from services.domain.assignment.state import Assignment
from services.domain.context import DecisionContext
from services.domain.facts import Fact, NewEvent, TextRef
from services.domain.fields import DecimalField, MeasureCode, PaperField, TypedText, YesOrNo
from services.domain.papers import Paper, beside, check_paper
from services.domain.rules import PAPER_IN_FUTURE, PAPER_NUMBER_WRONG

RANGE_EMPTY: Final = Rule(
    code="range-empty",
    sentence="Không có số nào nằm trong giới hạn này. Hãy sửa số thấp nhất hoặc số cao nhất.",
    brief="giới hạn không chứa số nào",
    fields=("high",),
)
RANGE_SAME: Final = Rule(
    code="range-same",
    sentence="Giới hạn đang như vậy. Hãy sửa ít nhất một ô.",
    brief="giới hạn không đổi",
    fields=("low",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectRange:
    """Sửa giới hạn của một số liệu; ô để trống là không giới hạn phía đó."""

    stream: str
    measure: Annotated[str, MeasureCode(label="Số liệu", example="CT04.1")]
    low: Annotated[Decimal | None, DecimalField(label="Số thấp nhất", example="0")]
    high: Annotated[Decimal | None, DecimalField(label="Số cao nhất", example="100")]
    whole: Annotated[bool, YesOrNo(value="1", means=True, about="Chỉ nhận số nguyên.")]
    reason: Annotated[
        TextRef, TypedText(label="Lý do", example="Tỷ lệ so với cùng kỳ có thể trên 100%.")
    ]
    paper: Annotated[Paper | None, PaperField(label="văn bản")]


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeCorrected:
    """Sửa giới hạn số liệu: the figures of a measure that can be true; None where any can.

    What was reported before stays as it is.
    """

    TYPE: ClassVar[str] = "range-corrected"
    SCHEMA: ClassVar[int] = 1

    measure: str
    before: MeasureRange | None
    after: MeasureRange | None
    reason: TextRef
    paper: Paper | None


def decide(state: Assignment | None, command: CorrectRange, context: DecisionContext) -> Verdict:
    """The range for what is issued from now on, and of the tasks that still ask for a figure."""
    held, item = measuring(state, context), require_item(state)
    measure = numbered_measure(item, command.measure)
    after = _range(command)
    if after == measure.possible:
        raise RANGE_SAME.refuse()
    check_paper(command.paper, context.now)
    event = RangeCorrected(
        measure=command.measure,
        before=measure.possible,
        after=after,
        reason=command.reason,
        paper=command.paper,
    )
    passed_on = TaskRangeCorrected(measure=command.measure, before=measure.possible, after=after)
    return Verdict(
        held=held,
        events=(event,),
        beside=tuple(
            NewEvent(stream=task.stream, event=passed_on)
            for task in tasks_asking(item, command.measure, context)
        ),
    )


def _range(command: CorrectRange) -> MeasureRange | None:
    """The range that is meant; raises Refusal where nothing can be in it."""
    low, high = command.low, command.high
    if low is None and high is None and not command.whole:
        return None
    if low is not None and high is not None:
        if command.whole:
            low, high = low.to_integral_value(ROUND_CEILING), high.to_integral_value(ROUND_FLOOR)
        if low > high:
            raise RANGE_EMPTY.refuse()
    return MeasureRange(low=command.low, high=command.high, whole=command.whole)


def _tasks(item: Assignment | None, _command: object, _given: object) -> tuple[str, ...]:
    return issued_tasks(item)


def _corrected(item: Assignment, event: RangeCorrected, _fact: Fact) -> Assignment:
    measures = with_measure(item.measures, event.measure, possible=event.after)
    return replace(item, measures=measures)


def _describe(event: RangeCorrected, _names: Names) -> str:
    before, after = map(range_words, (event.before, event.after))
    return (
        f"Sửa giới hạn số liệu ({event.measure}) từ {before} thành {after}{beside(event.paper)}."
    )


ACT: Final = Act(
    command=CorrectRange,
    name="correct-range",
    said="sửa giới hạn số liệu",
    slug="gioi-han-so-lieu",
    resource="measure-range",
    done="Đã sửa giới hạn số liệu. Việc đang thực hiện nhận số theo giới hạn mới.",
    rules=(
        NOT_MEASURING,
        NO_ASSIGNMENT,
        ITEM_CLOSED,
        MEASURE_RESTRICTED,
        MEASURE_UNKNOWN,
        MEASURE_YES_NO,
        RANGE_EMPTY,
        RANGE_SAME,
        PAPER_NUMBER_WRONG,
        PAPER_IN_FUTURE,
    ),
    offer=offered_on_measures,
    decide=decide,
    reads_next=_tasks,
)
FACTS: Final = (
    FactKind(
        event=RangeCorrected,
        name="Sửa giới hạn số liệu",
        apply=_corrected,
        describe=_describe,
        text=lambda event: event.reason,
    ),
)
