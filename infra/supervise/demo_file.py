"""The invented directives of the demonstration as their file has them."""

from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

import yaml
from pydantic import BaseModel, ConfigDict, Field

from services.domain.directive.terms import DirectiveSource, OrderedHow
from services.domain.task.births import Urgency

FILE: Final = Path(__file__).parents[1] / "plans" / "demo-directives.yaml"


class DemoStage(StrEnum):
    """How far a unit has come with its task when the demonstration begins."""

    ISSUED = "issued"
    ACKNOWLEDGED = "acknowledged"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    RETURNED = "returned"
    CONFIRMED = "confirmed"
    RECOGNISED = "recognised"
    EXTENSION_ASKED = "extension_asked"
    SUSPENDED = "suspended"
    CHASED = "chased"


class _FilePart(BaseModel):
    """A misspelt key is an error of the file, never an empty field."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class DemoTask(_FilePart):
    """Work that is given once: one task for each lead; `due` None is work without a day."""

    clause: str | None = None
    leads: tuple[str, ...]
    supporting: tuple[str, ...] = ()
    title: str | None = None
    product: str | None = None
    due: int | None = None
    figure: bool = False
    stage: DemoStage


class DemoRepeated(_FilePart):
    """Work that recurs each week on one of its days (1 is Monday), for so many calendar days."""

    leads: tuple[str, ...]
    title: str
    day_of_week: int
    until: int


class DemoDirective(_FilePart):
    """One directive; days are calendar days from the day on which the demonstration has it."""

    key: str
    source: DirectiveSource
    number: str | None = None
    dated: int | None = None
    arrival_number: str | None = None
    arrived: int | None = None
    issuer: str | None = None
    summary: str | None = None
    urgency: Urgency = Urgency.ORDINARY
    superior_due: int | None = None
    orderer: str
    how: OrderedHow | None = None
    petitioner: str | None = None
    secret: bool = False
    text: str | None = None
    idle: tuple[str, ...] = ()
    tasks: tuple[DemoTask, ...] = ()
    repeated: DemoRepeated | None = None
    closed: bool = False


class DemoDirectives(_FilePart):
    """The whole file."""

    directives: tuple[DemoDirective, ...] = Field(min_length=1)


def demo_directives(file: Path = FILE) -> tuple[DemoDirective, ...]:
    """The directives in the order in which they are entered; raises ValidationError."""
    given = yaml.safe_load(file.read_text(encoding="utf-8"))
    return DemoDirectives.model_validate(given).directives


def day_from(first_day: date, days: int | None) -> date | None:
    """The day so many calendar days from the first one; None where there is none."""
    return None if days is None else first_day + timedelta(days=days)
