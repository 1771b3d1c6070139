"""The facts of an item that no person makes: it is opened, its periods are issued, it is over."""

from dataclasses import replace
from typing import Final

from services.domain.act import FactKind, Names
from services.domain.assignment.events import AssignmentConcluded, AssignmentOpened, PeriodIssued
from services.domain.assignment.state import Assignment, IssuedPeriod
from services.domain.assignment.terms import DELIVERABLES, period_or_code
from services.domain.facts import Fact
from services.domain.instants import written_day


def _opened_again(item: Assignment, _event: AssignmentOpened, _fact: Fact) -> Assignment:
    # An earlier release let a second plan open the same item: it belongs to its first plan, and
    # what was issued stays issued.
    return item


def _describe_opening(event: AssignmentOpened, names: Names) -> str:
    if event.lead_unit is None:
        return "Mở theo dõi mục; chưa có đơn vị chủ trì."
    return f"Mở theo dõi mục; chủ trì: {names.unit(event.lead_unit)}."


def _issued(item: Assignment, event: PeriodIssued, _fact: Fact) -> Assignment:
    done = IssuedPeriod(deliverable=event.deliverable, period=event.period)
    return replace(item, issued=item.issued | {done})


def _describe_issue(event: PeriodIssued, _names: Names) -> str:
    name = DELIVERABLES.get(event.deliverable, "Báo cáo").lower()
    return f"Giao việc kỳ này: {name} {period_or_code(event.period)}."


def _concluded(item: Assignment, _event: AssignmentConcluded, _fact: Fact) -> Assignment:
    return replace(item, closed=True)


def _describe_conclusion(event: AssignmentConcluded, _names: Names) -> str:
    return f"Kết thúc theo dõi; kỳ cuối đến {written_day(event.last_period_on)}."


FACTS: Final = (
    FactKind(
        event=AssignmentOpened,
        name="Mở theo dõi",
        apply=_opened_again,
        describe=_describe_opening,
    ),
    FactKind(event=PeriodIssued, name="Giao việc kỳ này", apply=_issued, describe=_describe_issue),
    FactKind(
        event=AssignmentConcluded,
        name="Kết thúc theo dõi",
        apply=_concluded,
        describe=_describe_conclusion,
    ),
)
