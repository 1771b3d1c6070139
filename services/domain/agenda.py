"""What is due now and when to look again: the answer a workflow sleeps on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One automatic action; its id is made of recorded facts and the rule's name only."""

    action_id: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """Actions that are due, the next moment (UTC; None: only an act can change anything)."""

    due: tuple[Due, ...]
    next_at: datetime | None
    closed: bool
    why: str


def agenda_of(moments: Iterable[Due], now: datetime) -> Agenda:
    """Split moments into what is due at `now`, oldest first, and the earliest that is not."""
    ordered = sorted(moments, key=lambda due: (due.at, due.action_id))
    due = tuple(one for one in ordered if one.at <= now)
    later = [one for one in ordered if one.at > now]
    return Agenda(
        due=due,
        next_at=later[0].at if later else None,
        closed=False,
        why=later[0].action_id if later else "waiting",
    )
