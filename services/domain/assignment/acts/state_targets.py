"""Ghi số gốc và mục tiêu năm: what the ward states of a measure beside the plan, by a paper."""

from dataclasses import dataclass, replace
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Rule, Verdict
from services.domain.assignment.authority import require_item
from services.domain.assignment.measuring import (
    MEASURE_RESTRICTED,
    MEASURE_UNKNOWN,
    MEASURE_YES_NO,
    NOT_MEASURING,
    can_be,
    measuring,
    numbered_measure,
    offered_on_measures,
)
from services.domain.assignment.plan_years import years_of
from services.domain.assignment.ranges import must_be
from services.domain.assignment.rules import ITEM_CLOSED, NO_ASSIGNMENT
from services.domain.assignment.state import Assignment
from services.domain.assignment.stated import MeasureTargets, StatedTargets, YearlyTarget
from services.domain.context import DecisionContext
from services.domain.facts import Fact
from services.domain.fields import MeasureCode, PaperField, YearNumbers
from services.domain.numerals import written
from services.domain.papers import Paper, beside, check_paper
from services.domain.rules import PAPER_IN_FUTURE, PAPER_NUMBER_WRONG

STATED_YEAR: Final = Rule(
    code="stated-year",
    sentence="Chỉ ghi số của các năm từ {before} (số gốc) đến {last}; năm nào cũng chỉ một số.",
    brief="năm ngoài kế hoạch hoặc ghi hai lần",
    fields=("years",),
)
STATED_IMPOSSIBLE: Final = Rule(
    code="stated-impossible",
    sentence="Năm {year}: số liệu này {range}, không thể là {value}. Hãy kiểm tra lại số.",
    brief="số gốc hoặc mục tiêu ngoài giới hạn của số liệu",
)
STATED_SAME: Final = Rule(
    code="stated-same",
    sentence="Các số này đã được ghi như vậy. Hãy sửa ít nhất một số.",
    brief="các số không đổi",
    fields=("years",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StateTargets:
    """Ghi số gốc và mục tiêu từng năm của một số liệu; năm để trống là không ghi gì.

    `years` thay mọi số đã ghi trước; năm liền trước kế hoạch là số gốc.
    """

    stream: str
    measure: Annotated[str, MeasureCode(label="Số liệu", example="CT04.1")]
    years: Annotated[
        tuple[YearlyTarget, ...],
        YearNumbers(
            label="Số",
            about="Số gốc (năm liền trước kế hoạch) và mục tiêu của từng năm.",
            example=[{"year": 2025, "value": "2.4"}, {"year": 2026, "value": "2.1"}],
        ),
    ]
    paper: Annotated[
        Paper,
        PaperField(label="văn bản", example={"number": "12/QĐ-UBND", "dated_on": "2026-11-20"}),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetsStated:
    """Ghi số gốc, mục tiêu năm: figures of single years, as a paper of the ward gives them.

    They take the place of what was stated `before`; the plan's own figures stay.
    """

    TYPE: ClassVar[str] = "targets-stated"
    SCHEMA: ClassVar[int] = 1

    measure: str
    before: StatedTargets
    after: StatedTargets
    paper: Paper


def decide(state: Assignment | None, command: StateTargets, context: DecisionContext) -> Verdict:
    """All stated figures of one measure at once: what is left blank is stated no longer."""
    held, item = measuring(state, context), require_item(state)
    measure = numbered_measure(item, command.measure)
    years, given = years_of(item), command.years
    said = [each.year for each in given]
    if len(said) != len(set(said)) or not set(said) <= {*range(years.before, years.last + 1)}:
        raise STATED_YEAR.refuse(before=years.before, last=years.last)
    for each in given:
        if measure.possible is not None and not can_be(measure.possible, each.value):
            raise STATED_IMPOSSIBLE.refuse(
                year=each.year,
                range=must_be(measure.possible),
                value=written(each.value),
                field=f"years.{each.year}",
            )
    after = StatedTargets(
        baseline=next((each.value for each in given if each.year == years.before), None),
        years=tuple(each for each in given if each.year != years.before),
    )
    before = item.stated_of(command.measure)
    if after == before:
        raise STATED_SAME.refuse()
    check_paper(command.paper, context.now)
    event = TargetsStated(measure=command.measure, before=before, after=after, paper=command.paper)
    return Verdict(held=held, events=(event,))


def _stated(item: Assignment, event: TargetsStated, _fact: Fact) -> Assignment:
    others = tuple(each for each in item.stated if each.measure != event.measure)
    return replace(
        item,
        stated=(*others, MeasureTargets(measure=event.measure, stated=event.after)),
    )


def said_of(stated: StatedTargets) -> str:
    """What is stated of a measure, in a phrase: số gốc 2,4; mục tiêu năm 2026: 2,1."""
    parts = [f"số gốc {written(stated.baseline)}"] if stated.baseline is not None else []
    parts += [f"mục tiêu năm {each.year}: {written(each.value)}" for each in stated.years]
    return "; ".join(parts) or "không ghi số nào"


def _describe(event: TargetsStated, _names: Names) -> str:
    return (
        f"Ghi số gốc, mục tiêu năm ({event.measure}): {said_of(event.after)}{beside(event.paper)}."
    )


ACT: Final = Act(
    command=StateTargets,
    name="state-targets",
    said="ghi số gốc, mục tiêu năm",
    slug="muc-tieu-nam",
    resource="yearly-targets",
    done="Đã ghi số gốc, mục tiêu năm. Kết quả được so lại theo các số này.",
    rules=(
        NOT_MEASURING,
        NO_ASSIGNMENT,
        ITEM_CLOSED,
        MEASURE_RESTRICTED,
        MEASURE_UNKNOWN,
        MEASURE_YES_NO,
        STATED_YEAR,
        STATED_IMPOSSIBLE,
        STATED_SAME,
        PAPER_NUMBER_WRONG,
        PAPER_IN_FUTURE,
    ),
    offer=offered_on_measures,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=TargetsStated, name="Ghi số gốc, mục tiêu năm", apply=_stated, describe=_describe
    ),
)
