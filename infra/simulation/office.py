"""What happens in a simulated ward beside its tasks: its opening, its calendars, its sign-ins."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, timedelta
from functools import partial
from typing import Final

from infra.shipped import (
    PLAN,
    WARD_CODE,
    WARD_NAME,
    shipped_calendars,
    shipped_text,
    ward_policy,
)
from infra.simulation.chance import Chance
from infra.simulation.pace import Pace
from infra.simulation.people import Roster, Worker, invented_workers
from infra.simulation.ward import SimulatedWard, request_of
from services.commands.first_people import FirstPerson, keep_first
from services.commands.plans import Activation
from services.commands.proofs import hash_sha256, secret_sha256
from services.commands.requests import TypedTexts
from services.commands.runner import on_stream
from services.commands.setting_up import note_end_of_set_up
from services.domain.assignment.acts.correct_lead import CorrectLead
from services.domain.assignment.acts.name_lead import NameLead
from services.domain.assignment.acts.set_due_rule import SetDueRule
from services.domain.assignment.acts.set_frequency import SetFrequency
from services.domain.assignment.events import DueRule, assignment_stream
from services.domain.calendar import CalendarStatus, CalendarYear, MakeUpDay, RestDay
from services.domain.directory.acts.name_overseer import NameOverseer
from services.domain.directory.events import PasswordSet, SignedIn, SignedOut, account_stream
from services.domain.due_days import DayInPeriod, DueDays
from services.domain.facts import Actor, ActorKind, Event
from services.domain.instants import day_of, start_of
from services.domain.roles import Office, OfficeHeld
from services.ledger.port import Command, Context
from services.planyaml.yaml_plan import read_plan

_WORKDAYS: Final = 5
_BUSY: Final = Office.OFFICE_SPECIALIST  # signs in every morning and every afternoon
_OTHERS_SHARE: Final = 0.02  # of the working days on which somebody else signs in
_SIGN_OUT_SHARE: Final = 0.1
_OVERSEEN: Final = ("KTHTDT", "TTHCC", "VHXH")
_LEADLESS: Final = assignment_stream("DA1")
_MISTAKEN: Final = "KTHTDT"
_LETTERS: Final = 500
_MONTHLY: Final = assignment_stream("III-04")
_DATED: Final = assignment_stream("DA2")
_NEW_RULE: Final = DueRule(after_month=2, after_day=10, working_days_after_issue=20)

_EACH_MONTH: Final = DueDays(in_period=(DayInPeriod(month=1, day=18),))


@dataclass(slots=True)
class OfficeScript:
    """The first facts of a ward, and what the Office and the administrator do in its years."""

    ward: SimulatedWard
    roster: Roster
    chance: Chance
    pace: Pace

    async def open(self) -> None:
        """The ledger, its rules and calendars, the shipped plan, the people with passwords."""
        ward = self.ward
        await ward.opening.open_ledger(WARD_CODE, WARD_NAME)
        await ward.opening.adopt_policy(ward_policy(), shipped_text("policy.yaml"))
        calendars = shipped_text("calendars.yaml")
        await ward.opening.adopt_calendars(shipped_calendars(), calendars)
        source = shipped_text(PLAN)
        draft = read_plan(source, PLAN)
        await ward.plans.activate(
            Activation(draft=draft, source=source, active_from=None, backfill_from=None)
        )
        for worker in invented_workers(ward.randomness):
            await self._register(worker)
        await self._sign_in(self.roster.of(Office.CHIEF_OF_OFFICE))
        await note_end_of_set_up(ward.ledger)

    def plan(self, until: date) -> None:
        """Put the years' acts into the ward's queue."""
        day, first = day_of(self.ward.at), day_of(self.ward.at)
        for days, act in (
            (10, self._oversee),
            (40, self._name_lead),
            (43, self._correct_lead),
            (60, self._arrange),
        ):
            self._on(first + timedelta(days=days), 10, act)
        while day < until:
            if day.weekday() < _WORKDAYS:
                self._sign_ins_of(day)
            if (day.month, day.day) == (12, 1):
                self._on(day, 11, partial(self._calendar_decided, day.year + 1))
            if (day.month, day.day) == (6, 2) and (day.year - first.year) % 3 == 1:
                self._on(day, 11, partial(self._rest_day_decided, day.year))
            day += timedelta(days=1)

    def _on(self, day: date, hour: int, act: Callable[[], Awaitable[None]]) -> None:
        self.ward.later(start_of(day, hour).astimezone(UTC), act)

    def _sign_ins_of(self, day: date) -> None:
        for worker in self.roster.workers.values():
            if worker.office is _BUSY:
                hours = self.pace.sign_in_hours
            else:
                today = self.chance.share("sign-in", worker.login, day) < _OTHERS_SHARE
                hours = (7,) if today else ()
            for hour in hours:
                self._on(day, hour, partial(self._sign_in, worker))
            if hours and self.chance.share("sign-out", worker.login, day) < _SIGN_OUT_SHARE:
                self._on(day, 17, partial(self._sign_out, worker))

    async def _register(self, worker: Worker) -> None:
        today = day_of(self.ward.at)
        held = OfficeHeld(office=worker.office, unit=worker.unit, from_on=today)
        first = FirstPerson(
            key=worker.login, name=worker.name, login=worker.login, offices=(held,)
        )
        worker.person_id = await keep_first(self.ward.ledger, self.ward.randomness, first)
        self.roster.workers[worker.login] = worker
        stored = hash_sha256(f"simulated/{worker.login}")
        await self._of_account(
            worker, "set-password", PasswordSet(person_id=worker.person_id, hash_sha256=stored)
        )

    async def _sign_in(self, worker: Worker) -> None:
        worker.session_id = self.ward.randomness.new_id()
        secret = secret_sha256(self.ward.randomness.token())
        event = SignedIn(person_id=worker.person_id, secret_sha256=secret)
        await self._of_account(worker, "sign-in", event)

    async def _sign_out(self, worker: Worker) -> None:
        await self._of_account(worker, "sign-out", SignedOut(person_id=worker.person_id))

    async def _of_account(self, worker: Worker, name: str, event: Event) -> None:
        """A fact of an account as `AccountFacts` keeps it, without folding thousands of them."""
        ward, stream = self.ward, account_stream(worker.person_id)
        actor = Actor(
            kind=ActorKind.PERSON,
            office=worker.office.value,
            person_id=worker.person_id,
            unit=worker.unit,
        )
        command_id = ward.randomness.new_id()
        await ward.ledger.append(
            Command(actor_key=str(worker.person_id), command_id=command_id, name=name, body=None),
            Context(
                actor=actor,
                occurred_at=ward.at,
                recorded_at=ward.at,
                correlation_id=command_id,
                session_id=worker.session_id,
            ),
            on_stream(stream, [event]),
            expected={stream: ward.ledger.version(stream)},
        )

    async def _oversee(self) -> None:
        """The chair puts the vice-chair in charge of some units."""
        leader = self.roster.of(Office.VICE_CHAIR).person_id
        administrator = self.roster.of(Office.ADMINISTRATOR)
        for unit in _OVERSEEN:
            command = NameOverseer(
                unit=unit, person_id=leader, from_on=day_of(self.ward.at), basis=None
            )
            request = request_of(self.ward, administrator, command)
            await self.ward.acts.handle(request, command)

    async def _name_lead(self) -> None:
        """By mistake of another unit than the one that it is for."""
        command = NameLead(stream=_LEADLESS, lead_unit=_MISTAKEN, supporting_units=("VP",))
        await self.ward.acts.handle(request_of(self.ward, self._chief, command), command)

    async def _correct_lead(self) -> None:
        words = TypedTexts(randomness=self.ward.randomness, limit=_LETTERS)
        said = "Chọn nhầm đơn vị khi giao; lĩnh vực này do Phòng Văn hóa - Xã hội phụ trách."
        command = CorrectLead(
            stream=_LEADLESS,
            lead_unit="VHXH",
            reason=words.need(said, label="Lý do"),
            paper=None,
        )
        request = request_of(self.ward, self._chief, command, words)
        await self.ward.acts.handle(request, command)

    async def _arrange(self) -> None:
        often = SetFrequency(
            stream=_MONTHLY, deliverable="report", frequencies=("month", "quarter")
        )
        await self.ward.acts.handle(request_of(self.ward, self._chief, often), often)
        later = SetDueRule(stream=_DATED, deliverable="plan", frequency="year", due=_NEW_RULE)
        await self.ward.acts.handle(request_of(self.ward, self._chief, later), later)
        monthly = SetDueRule(
            stream=_MONTHLY, deliverable="report", frequency="month", due=_EACH_MONTH
        )
        await self.ward.acts.handle(request_of(self.ward, self._chief, monthly), monthly)

    @property
    def _chief(self) -> Worker:
        return self.roster.of(Office.CHIEF_OF_OFFICE)

    async def _calendar_decided(self, year: int) -> None:
        """Next year's days, which were an estimate, are decided as they were expected."""
        decided = replace(
            _calendar_of(year),
            status=CalendarStatus.OFFICIAL,
            decision="Thông báo của Bộ Nội vụ (giả định)",
        )
        await self.ward.opening.adopt_calendars([decided], f"decided/{year}")

    async def _rest_day_decided(self, year: int) -> None:
        """A day on which much falls due becomes a day of rest: open due dates move."""
        week = [date(year, 6, 15) + timedelta(days=days) for days in range(7)]
        rests = next(day for day in week if day.weekday() < _WORKDAYS)
        saturday = rests + timedelta(days=_WORKDAYS - rests.weekday())
        decision = "Thông báo hoán đổi ngày làm việc (giả định)"
        before = _calendar_of(year)
        changed = replace(
            before,
            rest_days=(
                *before.rest_days,
                RestDay(on=rests, name="Nghỉ hoán đổi", decision=decision),
            ),
            make_up_days=(
                *before.make_up_days,
                MakeUpDay(on=saturday, instead_of=rests, decision=decision),
            ),
        )
        await self.ward.opening.adopt_calendars([changed], f"swapped/{year}")


def _calendar_of(year: int) -> CalendarYear:
    return next(calendar for calendar in shipped_calendars() if calendar.year == year)
