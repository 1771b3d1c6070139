"""What surrounds an event: who, when, on whose authority. The event itself repeats none of it."""

from dataclasses import Field, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, Protocol
from uuid import UUID


class Event(Protocol):
    """One fact, past tense. A frozen dataclass whose `TYPE` and `SCHEMA` are stored for ever."""

    TYPE: ClassVar[str]
    SCHEMA: ClassVar[int]
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


class ActorKind(StrEnum):
    """Who acted: a person, the clock, the command line, or nobody we know."""

    PERSON = "person"
    SYSTEM = "system"
    OPERATOR = "operator"
    ANONYMOUS = "anonymous"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acted, under which office and for which unit on that day."""

    kind: ActorKind
    office: str | None = None
    person_id: UUID | None = None
    unit: str | None = None

    @property
    def key(self) -> str:
        """The half of a command's identity that says whose command it is."""
        return str(self.person_id) if self.person_id else "system"


SYSTEM = Actor(kind=ActorKind.SYSTEM)
OPERATOR = Actor(kind=ActorKind.OPERATOR)
ANONYMOUS = Actor(kind=ActorKind.ANONYMOUS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Behalf:
    """For whom a person acted, and by which delegation."""

    delegation: str
    office: str
    person_id: UUID
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRef:
    """Words that a person typed: the fact holds their digest, the body stands apart.

    `sha256` is hex(SHA-256(salt ‖ body)). Erasing the body leaves every proof whole.
    """

    text_id: UUID
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One recorded event with what surrounds it, as a fold reads it.

    `occurred_at` is the clock of the rules (UTC), `recorded_at` the database's clock (UTC).
    `position` is dense in the ledger, `version` dense in the stream, both from 1.
    `policy_version` is the fact that holds the rules by which it was decided (`policy-ward@n`).
    """

    event: Event
    stream: str
    version: int
    position: int
    actor: Actor
    behalf: Behalf | None
    occurred_at: datetime
    recorded_at: datetime
    command_id: UUID
    session_id: UUID | None
    policy_version: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvent:
    """An event that a decision wants to append to a stream."""

    stream: str
    event: Event


Decision = tuple[NewEvent, ...]
