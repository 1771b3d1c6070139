"""Đồng ý gia hạn: who assigned the task gives the lead unit a later last day."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact, TextRef
from services.domain.fields import DayField, TypedText
from services.domain.instants import day_of, written_day
from services.domain.replacing import replace
from services.domain.task.authority import refuse_ended, refuse_suspended
from services.domain.task.contributing import following
from services.domain.task.events import RequestKind
from services.domain.task.extension_days import (
    ANSWERED,
    DAY_RULES,
    NO_EXTENSION_REQUEST,
    OTHER_EXTENSION_REQUEST,
    check_until,
    item_read,
    require_due,
)
from services.domain.task.requests import require_answering
from services.domain.task.rules import (
    NOT_ASSIGNER,
    OWN_UNIT,
    RESTRICTED,
    TASK_CLOSED,
    TASK_SUSPENDED,
)
from services.domain.task.state import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantExtension:
    """Đồng ý gia hạn; không có `until_on` là đến ngày mà đơn vị đề nghị."""

    stream: str
    request: Annotated[int, ANSWERED]
    until_on: Annotated[
        date | None,
        DayField(label="Gia hạn đến hết ngày (để trống: đến ngày đơn vị đề nghị)"),
    ]
    note: Annotated[
        TextRef | None, TypedText(label="Ý kiến", example="Đồng ý, đây là lần gia hạn cuối.")
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionGranted:
    """Đồng ý gia hạn: the last day of the task is `until_on` from now on, instead of `due_on`.

    A restricted task has no note.
    """

    TYPE: ClassVar[str] = "extension-granted"
    SCHEMA: ClassVar[int] = 1

    request: int
    due_on: date
    until_on: date
    note: TextRef | None


def offer(task: Task, context: DecisionContext) -> Offer:
    """Offered to who answers the open request, while the task runs."""
    held, request = require_answering(task, RequestKind.EXTENSION, context)
    refuse_ended(task)
    refuse_suspended(task)
    if request is None:
        raise NO_EXTENSION_REQUEST.refuse()
    return Offer(held=held)


def decide(task: Task, command: GrantExtension, context: DecisionContext) -> Verdict:
    """The new last day; what was recorded as missed stays recorded."""
    held = offer(task, context).held
    asked = task.extension
    if asked is None or asked.number != command.request:
        raise OTHER_EXTENSION_REQUEST.refuse()
    if task.restricted and command.note is not None:
        raise RESTRICTED.refuse()
    until_on = command.until_on or asked.until_on
    check_until(task, until_on, context)
    event = ExtensionGranted(
        request=asked.number, due_on=require_due(task), until_on=until_on, note=command.note
    )
    return Verdict(held=held, events=(event,))


def _granted(task: Task, event: ExtensionGranted, fact: Fact) -> Task:
    return replace(
        task,
        due=task.due and replace(task.due, extended_to=event.until_on),
        clock_from=fact.occurred_at,
        contributions=following(task, day_of(fact.occurred_at), fact.occurred_at),
        extension=None,
        extensions_granted=task.extensions_granted + 1,
    )


def _describe(event: ExtensionGranted, _names: Names) -> str:
    return (
        f"Đồng ý gia hạn lần {event.request}: từ hạn {written_day(event.due_on)} đến hết ngày "
        f"{written_day(event.until_on)}."
    )


ACT: Final = Act(
    command=GrantExtension,
    name="grant-extension",
    said="đồng ý gia hạn",
    slug="dong-y-gia-han",
    explained=(
        "Hạn mới có hiệu lực ngay; hạn gốc vẫn được giữ. Quá hạn đã ghi nhận thì không xóa được."
    ),
    resource="extension",
    done="Đã đồng ý gia hạn.",
    verb="grant_extension",
    rules=(
        NOT_ASSIGNER,
        OWN_UNIT,
        TASK_CLOSED,
        TASK_SUSPENDED,
        NO_EXTENSION_REQUEST,
        OTHER_EXTENSION_REQUEST,
        RESTRICTED,
        *DAY_RULES,
    ),
    reads_next=item_read,
    by_calendar=True,
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=ExtensionGranted,
        name="Đồng ý gia hạn",
        apply=_granted,
        describe=_describe,
        text=lambda event: event.note,
        by_assigner=True,
    ),
)
