"""What is due now and when to look again: the answer a workflow sleeps on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Generic, Protocol, TypeVar


class Action(Protocol):
    """One automatic action of a stream, due at a moment (UTC).

    `id` is made of recorded facts and the rule's name only: the command id is derived from it,
    so it is stored for ever. `KIND` is its first part, and the name of the command.
    """

    KIND: ClassVar[str]

    @property
    def at(self) -> datetime:
        """When it is due (UTC)."""
        ...

    @property
    def id(self) -> str:
        """`remind/2026-12-15/-5` and its like."""
        ...


AnAction = TypeVar("AnAction", bound=Action)
OfActions_co = TypeVar("OfActions_co", bound=Action, covariant=True)


class Idle(StrEnum):
    """Why no action is coming; kept in the histories of workflows."""

    WAITING = "waiting"
    CALENDAR = "calendar"
    NO_LEAD = "no-lead"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda(Generic[OfActions_co]):
    """Actions that are due, oldest first, and the earliest that is not due yet.

    `idle` counts where none is coming: only an act can change anything then.
    """

    due: tuple[OfActions_co, ...] = ()
    coming: OfActions_co | None = None
    idle: Idle = Idle.WAITING

    @property
    def next_at(self) -> datetime | None:
        """When to look again (UTC); None: only when somebody acted."""
        return self.coming.at if self.coming is not None else None

    @property
    def closed(self) -> bool:
        """Nothing will ever be due again."""
        return self.idle in {Idle.CLOSED, Idle.UNKNOWN}

    @property
    def why(self) -> str:
        """What is slept for, as the workflow's timer says it."""
        return self.coming.id if self.coming is not None else self.idle.value

    def find(self, action_id: str) -> OfActions_co | None:
        """The due action of this id; None where it is due no longer."""
        return next((action for action in self.due if action.id == action_id), None)


def agenda_of(moments: Iterable[AnAction], now: datetime) -> Agenda[AnAction]:
    """Split actions into what is due at `now`, oldest first, and the earliest that is not."""
    ordered = sorted(moments, key=lambda action: (action.at, action.id))
    later = (action for action in ordered if action.at > now)
    return Agenda(
        due=tuple(action for action in ordered if action.at <= now), coming=next(later, None)
    )
