"""The keys that sign the ward's log: which key from when on, and how long its predecessor goes on.

The private halves lie on the ward's machine (`infra/proving/key_folder.py`); a fact holds the
public half alone, so that the log itself says who may speak for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import ClassVar, Final

from services.domain.facts import Fact
from services.domain.instants import day_of, end_of
from services.domain.opening import STREAM

__all__ = [
    "MOST_OVERLAP_DAYS",
    "STREAM",
    "LogKey",
    "LogKeyIntroduced",
    "key_id_of",
    "log_keys",
    "signing_keys",
]

MOST_OVERLAP_DAYS: Final = 366


@dataclass(frozen=True, slots=True, kw_only=True)
class LogKeyIntroduced:
    """Đưa khóa ký sổ vào dùng: from now on this key signs the log.

    `key` is the public key as C2SP signed-note writes it (name+id+key). The key before it signs
    beside it for `overlap_days` calendar days after this one; with 0 it signs nothing any more.
    """

    TYPE: ClassVar[str] = "log-key-introduced"
    SCHEMA: ClassVar[int] = 1

    key: str
    overlap_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LogKey:
    """One key of the log's history; `retired_at` (UTC) is None for the one that is in use."""

    key: str
    introduced_at: datetime
    position: int
    retired_at: datetime | None = None

    @property
    def last_day(self) -> date | None:
        """The last day (ngày lịch) on which it signed or will sign."""
        if self.retired_at is None:
            return None
        return day_of(self.retired_at - timedelta(microseconds=1))

    def signs(self, now: datetime) -> bool:
        """Whether it signs at this instant."""
        return self.retired_at is None or now < self.retired_at


def key_id_of(key: str) -> str:
    """The short id that stands in the line of a public key; tells keys apart, proves nothing."""
    return key.partition("+")[2].partition("+")[0]


def log_keys(facts: Sequence[Fact]) -> tuple[LogKey, ...]:
    """Every key that the facts of the ledger's own stream name, the oldest first."""
    known: list[LogKey] = []
    for fact in facts:
        event = fact.event
        if not isinstance(event, LogKeyIntroduced):
            continue
        if known:
            known[-1] = replace(known[-1], retired_at=_retired_at(fact, event))
        known.append(LogKey(key=event.key, introduced_at=fact.recorded_at, position=fact.position))
    return tuple(known)


def signing_keys(keys: Sequence[LogKey], now: datetime) -> tuple[LogKey, ...]:
    """Those that sign at this instant, the newest first."""
    return tuple(key for key in reversed(keys) if key.signs(now))


def _retired_at(fact: Fact, successor: LogKeyIntroduced) -> datetime:
    if not successor.overlap_days:
        return fact.recorded_at
    return end_of(day_of(fact.recorded_at) + timedelta(days=successor.overlap_days))
