"""Every event that this release can write or read. A type is never renamed or dropped."""

from services.domain.attempts import AttemptsSuppressed, CommandRefused
from services.domain.calendar_facts import CalendarAdopted
from services.domain.facts import Event
from services.domain.log_keys import LogKeyIntroduced
from services.domain.nouns import KIND_OF
from services.domain.opening import LedgerOpened
from services.domain.policy import PolicyAdopted

EVENTS: tuple[type[Event], ...] = (
    LedgerOpened,
    LogKeyIntroduced,
    *KIND_OF,
    CalendarAdopted,
    PolicyAdopted,
    CommandRefused,
    AttemptsSuppressed,
)
