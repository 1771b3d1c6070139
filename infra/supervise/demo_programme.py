"""The demonstration's first work programmes: opened, and registered for by its invented people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import structlog
import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from infra.supervise.demo_commands import DemoPeople
from infra.supervise.demo_directives import demo_people
from infra.supervise.first_start import DemoAccount
from infra.wiring import Ward
from services.commands.requests import TypedTexts
from services.domain.calendar import CalendarMissing
from services.domain.errors import Refusal
from services.domain.programme.acts.open_programme import OpenProgramme
from services.domain.programme.acts.register_row import RegisterProgrammeRow
from services.domain.programme.periods import ProgrammeKind, ProgrammePeriod, period_on
from services.domain.programme.terms import PresentedTo
from services.domain.roles import Office
from services.domain.streams import Category

FILE: Final = Path(__file__).parents[1] / "plans" / "demo-programme.yaml"
_SITTING: Final = Office.CHAIR  # who presides where a row has an hour
_log = structlog.get_logger("demonstration")


class DemoRow(BaseModel):
    """A row of the file; a misspelt key is an error, never an empty field."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    unit: str
    content: str
    product: str
    supporting: tuple[str, ...] = ()
    day: int
    presented_to: PresentedTo
    sits_at: str | None = None


def demo_rows() -> tuple[DemoRow, ...]:
    """The rows of the shipped file."""
    read = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return TypeAdapter(tuple[DemoRow, ...]).validate_python(read["rows"])


async def enter_programmes(ward: Ward, accounts: Sequence[DemoAccount]) -> None:
    """Open the month behind the first day, its quarter and the year, and register for the month.

    Each step is done once, whatever day a later start is on; one that a rule refuses meanwhile is
    left as it is. A demonstration with a past has programmes of its own and gets none of these.
    Raises SettingsError in a real ledger.
    """
    people = await demo_people(ward, accounts)
    month = period_on(ProgrammeKind.MONTH, people.first_day).following
    if await _has_others(people, _Opening(month, accounts)):
        return
    for kind in (ProgrammeKind.YEAR, ProgrammeKind.QUARTER, ProgrammeKind.MONTH):
        await _once(people, "programme", _Opening(period_on(kind, month.first_on), accounts))
    for place, row in enumerate(demo_rows()):
        await _once(people, f"programme/{place}", _Row(people, month, row))


async def _has_others(people: DemoPeople, opening: "_Opening") -> bool:
    """Whether there are programmes, and this first one was not opened here."""
    known = await people.ward.ledger.read_category(Category.PROGRAMME)
    if not known.facts:
        return False
    key = f"programme/{opening.period.code}"
    return not await people.has_acted(opening.login(people), key, opening.typed)


async def _once(people: DemoPeople, key: str, entry: "_Opening | _Row") -> None:
    who = entry.login(people)
    try:
        await people.act(who, f"{key}/{entry.period.code}", entry.typed)
    except Refusal as refusal:
        _log.warning("programme_left", period=entry.period.code, rule=refusal.code)


@dataclass(frozen=True, slots=True)
class _Opening:
    period: ProgrammePeriod
    accounts: Sequence[DemoAccount]

    def login(self, people: DemoPeople) -> str:
        """Who opens it."""
        return people.login(Office.CHIEF_OF_OFFICE)

    def typed(self, _: TypedTexts) -> OpenProgramme:
        """The command, for every unit that has people."""
        units = dict.fromkeys(each.unit for each in self.accounts if each.unit)
        return OpenProgramme(
            stream=self.period.stream, period=self.period.code, units=tuple(units)
        )


@dataclass(frozen=True, slots=True)
class _Row:
    people: DemoPeople
    period: ProgrammePeriod
    row: DemoRow

    def login(self, people: DemoPeople) -> str:
        """Who registers it: somebody of the unit."""
        offices = (Office.SPECIALIST, Office.OFFICE_SPECIALIST)
        return people.login(*offices, unit=self.row.unit)

    def typed(self, words: TypedTexts) -> RegisterProgrammeRow:
        """The command."""
        row, people = self.row, self.people
        sits = row.sits_at is not None
        return RegisterProgrammeRow(
            stream=self.period.stream,
            unit=row.unit,
            content=words.put(row.content, label="Nội dung"),
            product=words.put(row.product, label="Sản phẩm"),
            lead_unit=row.unit,
            supporting_units=row.supporting,
            due_on=self._working_day(),
            presented_to=row.presented_to,
            leader=people.person_id(people.login(_SITTING)) if sits else None,
            sits_at=row.sits_at,
            note=None,
            source=None,
            superior_due_on=None,
            twins=(),
        )

    def _working_day(self) -> date:
        """The day of the row, or the next working one where the rest days are known."""
        day = self.period.first_on + timedelta(days=self.row.day - 1)
        try:
            return min(self.people.working_day(day), self.period.last_on)
        except CalendarMissing:
            return day
