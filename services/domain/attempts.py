"""What was refused by a rule: who, when, which rule; never what was typed."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandRefused:
    """Yêu cầu bị từ chối: a rule said no to a person's command; the command id is not consumed."""

    TYPE: ClassVar[str] = "command-refused"
    SCHEMA: ClassVar[int] = 1

    refused_command_id: UUID
    command: str
    rule: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptsSuppressed:
    """Ngừng ghi thêm: the day's limit is reached; later refusals of this person are counted."""

    TYPE: ClassVar[str] = "attempts-suppressed"
    SCHEMA: ClassVar[int] = 1

    limit: int


def stream_of(day: date, person_id: UUID) -> str:
    """The stream of one person's refused commands on one day."""
    return f"attempt-{day.isoformat()}.{person_id}"
