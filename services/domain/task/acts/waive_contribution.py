"""Miễn nội dung phối hợp: the lead reports without what a supporting unit owes."""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact, TextRef
from services.domain.fields import UnitCode
from services.domain.instants import day_of
from services.domain.replacing import replace
from services.domain.roles import SIGNING
from services.domain.task.contribution_rights import (
    NOTHING_TO_CONTRIBUTE,
    UNIT_OWES_NOTHING,
    owing_units,
    require_owing,
)
from services.domain.task.contributions import Waiver
from services.domain.task.reasons import REASON, REASON_CODE, REASON_RULES, check_reason, coded
from services.domain.task.rules import NOT_LEAD_HEAD, TASK_CLOSED, TASK_SUSPENDED
from services.domain.task.state import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiveContribution:
    """Miễn nội dung phối hợp của một đơn vị, có lý do."""

    stream: str
    unit: Annotated[
        str,
        UnitCode(label="Đơn vị phối hợp", example="VHXH", known="task/supporting_units/0"),
    ]
    reason: Annotated[TextRef | None, REASON]
    reason_code: Annotated[str | None, REASON_CODE]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionWaived:
    """Miễn nội dung phối hợp: the unit owes none from that day on; what it missed stays.

    A restricted task gives a coded reason and no words.
    """

    TYPE: ClassVar[str] = "contribution-waived"
    SCHEMA: ClassVar[int] = 1

    unit: str
    reason: TextRef | None
    reason_code: str | None


def offer(task: Task, context: DecisionContext) -> Offer:
    """Offered to the lead's head while a supporting unit owes something; `unit` are those."""
    held = context.holder.find(SIGNING, task.lead)
    if held is None:
        raise NOT_LEAD_HEAD.refuse()
    return Offer(held=held, choices={"unit": owing_units(task)})


def decide(task: Task, command: WaiveContribution, context: DecisionContext) -> Verdict:
    """Nothing more is owed by that unit."""
    held = offer(task, context).held
    require_owing(task, command.unit)
    check_reason(task, command.reason, command.reason_code)
    event = ContributionWaived(
        unit=command.unit, reason=command.reason, reason_code=command.reason_code
    )
    return Verdict(held=held, events=(event,))


def _waived(task: Task, event: ContributionWaived, fact: Fact) -> Task:
    given = task.contributions
    waiver = Waiver(unit=event.unit, on=day_of(fact.occurred_at))
    return replace(task, contributions=replace(given, waived=(*given.waived, waiver)))


def _describe(event: ContributionWaived, names: Names) -> str:
    return f"Miễn nội dung phối hợp của {names.unit(event.unit)}{coded(event.reason_code)}."


ACT: Final = Act(
    command=WaiveContribution,
    name="waive-contribution",
    said="miễn nội dung phối hợp",
    slug="mien-phoi-hop",
    explained=(
        "Đơn vị được miễn không phải gửi nội dung phối hợp của việc này nữa; phối hợp chậm đã ghi "
        "nhận thì không xóa được."
    ),
    resource="contribution-waiver",
    done="Đã miễn nội dung phối hợp.",
    verb="waive_contribution",
    rules=(
        NOT_LEAD_HEAD,
        TASK_CLOSED,
        TASK_SUSPENDED,
        NOTHING_TO_CONTRIBUTE,
        UNIT_OWES_NOTHING,
        *REASON_RULES,
    ),
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=ContributionWaived,
        name="Miễn nội dung phối hợp",
        apply=_waived,
        describe=_describe,
        text=lambda event: event.reason,
    ),
)
