"""An extension that the lead unit asked for. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.domain.facts import TextRef
from services.domain.task.events import DelayCause


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionRequest:
    """A later last day that the lead unit asked for; `number` counts those of the task.

    `due_on` is the last day as it was when the request was made. Of restricted work the reason
    is a code and there are no words.
    """

    number: int
    made_on: date
    made_at: datetime
    by: UUID | None
    due_on: date
    until_on: date
    cause: DelayCause
    reason: TextRef | None
    reason_code: str | None
    done_so_far: TextRef | None
