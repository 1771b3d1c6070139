"""Ghi liên hệ: those who chase note a call or a talk with the unit, in a few words."""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact, TextRef
from services.domain.fields import TypedText
from services.domain.instants import day_of
from services.domain.replacing import replace
from services.domain.task.chasing import NOT_IN_TOUCH, UNIT_SIGNED, require_in_touch
from services.domain.task.contacts import WAY, WAY_UNKNOWN, WAYS, Contact, ContactWay
from services.domain.task.rules import RESTRICTED, TASK_CLOSED, TASK_SUSPENDED
from services.domain.task.state import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteContact:
    """Ghi một lần liên hệ với đơn vị chủ trì: hình thức và nội dung đã trao đổi."""

    stream: str
    way: Annotated[ContactWay, WAY]
    note: Annotated[
        TextRef,
        TypedText(label="Nội dung liên hệ", example="Đơn vị đang chờ xác nhận của Thuế cơ sở."),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactNoted:
    """Liên hệ: somebody of the unit was reached, and what was said. It is no chase."""

    TYPE: ClassVar[str] = "contact-noted"
    SCHEMA: ClassVar[int] = 1

    way: ContactWay
    note: TextRef


def offer(task: Task, context: DecisionContext) -> Offer:
    """Offered to whom the ward's rules let chase, while the unit owes; not of restricted work."""
    held = require_in_touch(task, context)
    if task.restricted:
        raise RESTRICTED.refuse()
    return Offer(held=held)


def decide(task: Task, command: NoteContact, context: DecisionContext) -> Verdict:
    """The words alone."""
    held = offer(task, context).held
    return Verdict(held=held, events=(ContactNoted(way=command.way, note=command.note),))


def _reached(task: Task, event: ContactNoted, fact: Fact) -> Task:
    return replace(task, last_contact=Contact(on=day_of(fact.occurred_at), way=event.way))


def _describe(event: ContactNoted, _names: Names) -> str:
    return f"Liên hệ với đơn vị ({WAYS[event.way].lower()})."


ACT: Final = Act(
    command=NoteContact,
    name="note-contact",
    said="ghi liên hệ",
    slug="lien-he",
    explained="Ghi một cuộc gọi hoặc trao đổi với đơn vị; không tính là một lần đôn đốc.",
    resource="contacts",
    done="Đã ghi liên hệ.",
    verb="note_contact",
    rules=(NOT_IN_TOUCH, TASK_CLOSED, TASK_SUSPENDED, UNIT_SIGNED, RESTRICTED, WAY_UNKNOWN),
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=ContactNoted,
        name="Liên hệ",
        apply=_reached,
        describe=_describe,
        text=lambda event: event.note,
        by_assigner=True,
    ),
)
