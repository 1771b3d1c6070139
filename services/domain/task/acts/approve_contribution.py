"""Duyệt nội dung phối hợp: the head of a supporting unit signs what the unit sent."""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact
from services.domain.instants import day_of
from services.domain.replacing import replace
from services.domain.task.contribution_rights import (
    DECIDED_CONTRIBUTION,
    NO_CONTRIBUTION,
    NOT_SUPPORTING_HEAD,
    OTHER_CONTRIBUTION,
    require_contribution,
    signable,
)
from services.domain.task.rules import TASK_CLOSED, TASK_SUSPENDED
from services.domain.task.state import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveContribution:
    """Duyệt nội dung phối hợp của đơn vị mình."""

    stream: str
    contribution: Annotated[int, DECIDED_CONTRIBUTION]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionApproved:
    """Duyệt nội dung phối hợp: from this day on it is the unit's own.

    `contribution` counts all that was sent to the task.
    """

    TYPE: ClassVar[str] = "contribution-approved"
    SCHEMA: ClassVar[int] = 1

    unit: str
    contribution: int


def offer(task: Task, context: DecisionContext) -> Offer:
    """Offered to the heads of the units whose contribution waits."""
    numbers = signable(task, context)
    return Offer(choices={"contribution": tuple(str(number) for number in numbers)})


def decide(task: Task, command: ApproveContribution, context: DecisionContext) -> Verdict:
    """The signature on what this person saw."""
    held, unit = require_contribution(task, command.contribution, context)
    event = ContributionApproved(unit=unit, contribution=command.contribution)
    return Verdict(held=held, events=(event,))


def _approved(task: Task, event: ContributionApproved, fact: Fact) -> Task:
    signed_on = day_of(fact.occurred_at)
    given = tuple(
        replace(each, signed_on=signed_on) if number == event.contribution else each
        for number, each in enumerate(task.contributions.given, 1)
    )
    return replace(task, contributions=replace(task.contributions, given=given))


def _describe(event: ContributionApproved, names: Names) -> str:
    return f"Duyệt nội dung phối hợp của {names.unit(event.unit)}."


ACT: Final = Act(
    command=ApproveContribution,
    name="approve-contribution",
    said="duyệt nội dung phối hợp",
    slug="duyet-phoi-hop",
    explained="Nội dung được duyệt là của đơn vị; ngày duyệt là ngày được tính.",
    resource="contribution-approval",
    done="Đã duyệt nội dung phối hợp.",
    verb="approve_contribution",
    rules=(
        TASK_CLOSED,
        TASK_SUSPENDED,
        NOT_SUPPORTING_HEAD,
        NO_CONTRIBUTION,
        OTHER_CONTRIBUTION,
    ),
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=ContributionApproved,
        name="Duyệt nội dung phối hợp",
        apply=_approved,
        describe=_describe,
    ),
)
