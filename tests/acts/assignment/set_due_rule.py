"""Đặt cách tính hạn."""

from typing import Any, Final

from services.domain.assignment.acts.set_due_rule import ACT
from services.domain.assignment.acts.set_frequency import FrequencySet
from services.domain.assignment.events import AssignmentConcluded, PeriodIssued
from tests.acts.assignment.common import PAPER, REFUSED_PAPERS
from tests.acts.rights import DECIDERS, holding
from tests.acts.sample import BEGINS, CHECKER, CHIEF, ActSample, Refused


def _on(*days: str) -> dict[str, Any]:
    return {"in_period": [], "on": list(days)}


def _places(*places: tuple[int, int]) -> dict[str, Any]:
    return {"in_period": [{"day": day, "month": month} for day, month in places], "on": []}


_ONCE: Final = FrequencySet(
    deliverable="report", frequencies=("once",), from_on=BEGINS, paper=None
)
_GIVEN: Final = PeriodIssued(deliverable="report", period="once", task_stream="task-X.report.once")


def _due(day: int, month: int, days: int) -> dict[str, Any]:
    return {"after_day": day, "after_month": month, "working_days_after_issue": days}


SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHIEF,
    may=holding(*DECIDERS),
    page="/ke-hoach/{code}/han",
    opens="/ke-hoach/{code}",
    call="/api/plan/items/{code}/due-rule",
    json=lambda _: {
        "deliverable": "report",
        "frequency": "quarter",
        "due": _due(31, 1, 75),
        "paper": PAPER,
    },
    stream="{item}",
    refused=(
        Refused(code="not-arranging", by=CHECKER),
        Refused(code="no-assignment", command={"stream": "assignment-xyz"}),
        Refused(code="item-closed", after=(AssignmentConcluded(last_period_on=BEGINS),)),
        Refused(code="deliverable-unknown", sent={"deliverable": "plan"}),
        Refused(code="due-rule-day", sent={"due": _due(30, 2, 20)}, field="due.after_day"),
        Refused(
            code="due-rule-days",
            sent={"due": _due(31, 1, 900)},
            field="due.working_days_after_issue",
        ),
        Refused(code="due-rule-early", sent={"due": _due(1, 1, 0)}),
        Refused(code="due-rule-same-day", sent={"due": _due(31, 12, 75)}),
        Refused(code="due-days-misfit", sent={"due": _places((20, 9))}, field="due"),
        Refused(
            code="due-days-past",
            after=(_ONCE,),
            sent={"frequency": "once", "due": _on("2026-01-30")},
            field="due",
        ),
        Refused(
            code="due-days-issued",
            after=(_ONCE, _GIVEN),
            sent={"frequency": "once", "due": _on("2029-06-29")},
            field="due",
        ),
        *REFUSED_PAPERS,
    ),
)
