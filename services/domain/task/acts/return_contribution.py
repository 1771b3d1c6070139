"""Trả lại nội dung phối hợp: the head of a supporting unit wants it written anew."""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact, TextRef
from services.domain.replacing import replace
from services.domain.task.contribution_rights import (
    DECIDED_CONTRIBUTION,
    NO_CONTRIBUTION,
    NOT_SUPPORTING_HEAD,
    OTHER_CONTRIBUTION,
    require_contribution,
    signable,
)
from services.domain.task.reasons import REASON, REASON_CODE, REASON_RULES, check_reason, coded
from services.domain.task.rules import TASK_CLOSED, TASK_SUSPENDED
from services.domain.task.state import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnContribution:
    """Trả lại nội dung phối hợp cho người soạn của đơn vị mình, có lý do."""

    stream: str
    contribution: Annotated[int, DECIDED_CONTRIBUTION]
    reason: Annotated[TextRef | None, REASON]
    reason_code: Annotated[str | None, REASON_CODE]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionReturned:
    """Trả lại nội dung phối hợp: it was not signed, the unit writes another one.

    It stays within the unit: neither the lead's report nor a product came back. `contribution`
    counts all that was sent to the task. A restricted task gives a coded reason and no words.
    """

    TYPE: ClassVar[str] = "contribution-returned"
    SCHEMA: ClassVar[int] = 1

    unit: str
    contribution: int
    reason: TextRef | None
    reason_code: str | None


def offer(task: Task, context: DecisionContext) -> Offer:
    """Offered to the heads of the units whose contribution waits."""
    numbers = signable(task, context)
    return Offer(choices={"contribution": tuple(str(number) for number in numbers)})


def decide(task: Task, command: ReturnContribution, context: DecisionContext) -> Verdict:
    """What this person saw goes back to its author; the unit's day stays."""
    held, unit = require_contribution(task, command.contribution, context)
    check_reason(task, command.reason, command.reason_code)
    event = ContributionReturned(
        unit=unit,
        contribution=command.contribution,
        reason=command.reason,
        reason_code=command.reason_code,
    )
    return Verdict(held=held, events=(event,))


def _returned(task: Task, event: ContributionReturned, _fact: Fact) -> Task:
    given = task.contributions
    returned = (*given.returned, event.contribution)
    return replace(task, contributions=replace(given, returned=returned))


def _describe(event: ContributionReturned, names: Names) -> str:
    return f"Trả lại nội dung phối hợp của {names.unit(event.unit)}{coded(event.reason_code)}."


ACT: Final = Act(
    command=ReturnContribution,
    name="return-contribution",
    said="trả lại nội dung phối hợp",
    slug="tra-lai-phoi-hop",
    explained="Người soạn của đơn vị sửa rồi gửi lại; hạn phối hợp không đổi.",
    resource="contribution-return",
    done="Đã trả lại nội dung phối hợp.",
    verb="return_contribution",
    rules=(
        TASK_CLOSED,
        TASK_SUSPENDED,
        NOT_SUPPORTING_HEAD,
        NO_CONTRIBUTION,
        OTHER_CONTRIBUTION,
        *REASON_RULES,
    ),
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=ContributionReturned,
        name="Trả lại nội dung phối hợp",
        apply=_returned,
        describe=_describe,
        text=lambda event: event.reason,
    ),
)
