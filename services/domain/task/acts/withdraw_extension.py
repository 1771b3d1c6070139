"""Rút đề nghị gia hạn: the lead unit takes its request back before anybody has answered."""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact
from services.domain.replacing import replace
from services.domain.task.authority import refuse_ended, refuse_suspended, require_worker
from services.domain.task.extension_days import (
    ANSWERED,
    NO_EXTENSION_REQUEST,
    OTHER_EXTENSION_REQUEST,
)
from services.domain.task.lateness import missed_once_answered
from services.domain.task.rules import NOT_LEAD_UNIT, TASK_CLOSED, TASK_SUSPENDED
from services.domain.task.state import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawExtension:
    """Rút đề nghị gia hạn đang chờ trả lời."""

    stream: str
    request: Annotated[int, ANSWERED]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionWithdrawn:
    """Rút đề nghị gia hạn: the lead unit no longer asks; the due date stays."""

    TYPE: ClassVar[str] = "extension-withdrawn"
    SCHEMA: ClassVar[int] = 1

    request: int


def offer(task: Task, context: DecisionContext) -> Offer:
    """Offered to the lead unit while its request waits."""
    held = require_worker(task, context.holder)
    refuse_ended(task)
    refuse_suspended(task)
    if task.extension is None:
        raise NO_EXTENSION_REQUEST.refuse()
    return Offer(held=held)


def decide(task: Task, command: WithdrawExtension, context: DecisionContext) -> Verdict:
    """Nothing is asked any more; a due day that has ended meanwhile is missed at once."""
    held = offer(task, context).held
    if task.extension is None or task.extension.number != command.request:
        raise OTHER_EXTENSION_REQUEST.refuse()
    missed = missed_once_answered(task, context.now, "extension_taken_back")
    return Verdict(held=held, events=(ExtensionWithdrawn(request=command.request), *missed))


def _withdrawn(task: Task, _event: ExtensionWithdrawn, _fact: Fact) -> Task:
    return replace(task, extension=None)


def _describe(event: ExtensionWithdrawn, _names: Names) -> str:
    return f"Rút đề nghị gia hạn lần {event.request}."


ACT: Final = Act(
    command=WithdrawExtension,
    name="withdraw-extension",
    said="rút đề nghị gia hạn",
    slug="rut-gia-han",
    explained=(
        "Hạn giữ nguyên. Nếu hạn đã qua mà chưa có báo cáo được ký trong hạn, quá hạn được ghi "
        "nhận ngay."
    ),
    resource="extension-withdrawal",
    done="Đã rút đề nghị gia hạn.",
    verb="withdraw_extension",
    rules=(
        NOT_LEAD_UNIT,
        TASK_CLOSED,
        TASK_SUSPENDED,
        NO_EXTENSION_REQUEST,
        OTHER_EXTENSION_REQUEST,
    ),
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=ExtensionWithdrawn,
        name="Rút đề nghị gia hạn",
        apply=_withdrawn,
        describe=_describe,
    ),
)
