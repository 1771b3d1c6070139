"""One plan item behind the real handlers, with a clock that the test moves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from uuid import uuid5

from hypothesis import strategies as st

from infra.simulation.office_index import FactOfficeIndex
from services.commands.acts import ActCommands
from services.commands.due_actions import DueActions
from services.commands.opening import OpeningCommands
from services.commands.operator import OperatorAct, keep
from services.commands.requests import CommandRequest, Sender
from services.commands.runner import CommandRunner
from services.domain.assignment.acts.name_lead import NameLead
from services.domain.assignment.acts.set_due_rule import SetDueRule
from services.domain.assignment.acts.set_frequency import SetFrequency
from services.domain.assignment.events import (
    AssignmentOpened,
    Deliverable,
    DueRule,
    PeriodIssued,
    assignment_stream,
)
from services.domain.calendar import (
    Frequency,
    Period,
    PeriodRules,
    one_off,
    one_off_by,
    period_containing,
)
from services.domain.directory.events import (
    PersonRegistered,
    UnitRegistered,
    person_stream,
    unit_stream,
)
from services.domain.due_days import DayInPeriod, DueDays
from services.domain.facts import Fact, NewEvent
from services.domain.instants import start_of
from services.domain.policy import Policy
from services.ledger.memory import MemoryLedger
from services.ledger.memory_agendas import MemoryAgendas
from tests import givens
from tests.commands.task_kit import LEDGER, finished
from tests.domain import task_world
from tests.domain.pure_kit import resting
from tests.memory_sign_ins import MemoryFurtherRefusals
from tests.memory_ward import CODEC

FIRST, LAST = date(2025, 12, 15), date(2028, 6, 1)
STREAM = assignment_stream("G-1")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLife:
    """One way in which an item may be in a plan, and be activated."""

    deliverables: tuple[Deliverable, ...]
    starts_on: date
    ends_on: date
    active_from: date
    backfill_from: date | None
    lead_after_days: int | None
    cutoff_day: int
    school_year: tuple[int, int]
    rest_days: tuple[date, ...]

    @property
    def asked_from(self) -> date:
        """The first day whose period is asked for, before anybody named a late lead."""
        return max(self.backfill_from or self.active_from, self.starts_on)

    @property
    def rules(self) -> PeriodRules:
        return PeriodRules(cutoff_day=self.cutoff_day, school_year_starts=self.school_year)

    @property
    def policy(self) -> Policy:
        return replace(
            task_world.policy(),
            effective_on=date(2025, 1, 1),
            cutoff_day=self.cutoff_day,
            school_year_month=self.school_year[0],
            school_year_day=self.school_year[1],
        )

    def expected(self, asked_from: date) -> Iterator[tuple[str, Period]]:
        """Day by day, each period that has a day in the item's span and had not closed."""
        for deliverable in self.deliverables:
            if deliverable.frequency == Frequency.ONCE:
                yield from self._once(deliverable, asked_from)
                continue
            last: Period | None = None
            day = asked_from
            while day <= max(self.ends_on, asked_from):
                period = period_containing(deliverable.frequency, day, self.rules)
                asked = not deliverable.days or day_in(deliverable.days, period) >= asked_from
                if asked and period != last and period.first_day <= self.ends_on:
                    yield deliverable.name, period
                last, day = period, day + timedelta(days=1)

    def _once(self, asked: Deliverable, asked_from: date) -> Iterator[tuple[str, Period]]:
        if asked.days:
            for day in asked.days.on:
                if day >= asked_from:
                    yield asked.name, one_off_by(self.starts_on, day)
        elif asked_from <= self.ends_on:
            yield asked.name, one_off(self.starts_on, self.ends_on)


SPANS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


def day_in(days: DueDays, period: Period) -> date:
    """By when a period is due: its last month is the one in which its figures close."""
    if days.on:
        return period.cutoff
    place = days.in_period[0]
    begins, closes = period.first_day, period.cutoff
    first = begins.year * 12 + begins.month
    if period.frequency in SPANS:
        first = closes.year * 12 + closes.month - SPANS[period.frequency] + 1
    months = first - 1 + place.month - 1
    return date(months // 12, months % 12 + 1, place.day)


@st.composite
def own_days(draw: st.DrawFn, frequency: str) -> DueDays:
    """Days by which a frequency's deliverable may be due, on days that every month has."""
    if frequency == Frequency.ONCE:
        days = draw(st.sets(st.dates(FIRST, date(2027, 12, 31)), min_size=1, max_size=3))
        return DueDays(on=tuple(sorted(days)))
    span = SPANS.get(frequency, 12)
    month = draw(st.integers(1, span + min(span, 3)))
    return DueDays(in_period=(DayInPeriod(month=month, day=draw(st.integers(1, 28))),))


@st.composite
def deliverables(draw: st.DrawFn, name: str) -> Deliverable:
    """A deliverable in any frequency, due by a rule or by days of its own."""
    frequency = draw(st.sampled_from(Frequency)).value
    days = draw(st.none() | own_days(frequency))
    return Deliverable(name=name, frequency=frequency, due=None, days=days)


@st.composite
def items(draw: st.DrawFn) -> ItemLife:
    names = draw(st.lists(st.sampled_from(["plan", "result", "report"]), min_size=1, unique=True))
    starts_on = draw(st.dates(FIRST, date(2026, 9, 1)))
    ends_on = draw(st.dates(starts_on, date(2027, 6, 1)))
    active_from = draw(st.dates(starts_on - timedelta(days=60), ends_on + timedelta(days=60)))
    return ItemLife(
        deliverables=tuple(draw(deliverables(name)) for name in names),
        starts_on=starts_on,
        ends_on=ends_on,
        active_from=active_from,
        backfill_from=draw(st.none() | st.dates(FIRST, max(FIRST, active_from))),
        lead_after_days=draw(st.none() | st.sampled_from([0, 0, 0, 0, 1, 30, 200])),
        cutoff_day=draw(st.sampled_from([14, 14, 1, 28])),
        school_year=(draw(st.integers(1, 12)), draw(st.integers(1, 28))),
        rest_days=tuple(draw(st.lists(st.dates(date(2026, 1, 1), LAST), max_size=20))),
    )


rings = st.lists(
    st.tuples(
        st.sampled_from([0, 1, 1, 7, 14, 40]),  # days since the last one: an outage of weeks too
        st.sampled_from(["once", "backwards", "twice", "first only", "stale"]),
    ),
    max_size=12,
)


class ItemKit:
    """An item behind the real handlers."""

    def __init__(self, item: ItemLife) -> None:
        self.item = item
        self.now = start_of(item.active_from, 9).astimezone(UTC)
        self.ledger = MemoryLedger(LEDGER, CODEC, lambda: self.now)
        agendas = MemoryAgendas(self.ledger, lambda: [STREAM])
        self.clock = DueActions(self.ledger, agendas)
        self.acts = ActCommands(
            CommandRunner(self.ledger, MemoryFurtherRefusals()), FactOfficeIndex(self.ledger)
        )
        self.planned: list[str] = []
        self._numbers = count(1)
        opening = OpeningCommands(self.ledger, agendas)
        years = {year.year: year for year in task_world.calendars()}
        for day in item.rest_days:
            years[day.year] = resting(years[day.year], day, given=True)
        finished(opening.adopt_policy(item.policy, "policy"))
        finished(opening.adopt_calendars(tuple(years.values()), "calendars"))
        self._keep_givens()

    def _keep_givens(self) -> None:
        chief = givens.CHIEF
        person = person_stream(chief.person_id)
        (held,) = chief.offices
        decision = (
            NewEvent(stream=STREAM, event=self._opened()),
            NewEvent(stream=unit_stream("VHXH"), event=_unit("VHXH")),
            NewEvent(
                stream=person,
                event=PersonRegistered(
                    person_id=chief.person_id, name=givens.words("name"), phone=None
                ),
            ),
            NewEvent(
                stream=person,
                event=givens.granted_at_once(held),
            ),
        )
        act = OperatorAct(action="given", decision=decision)
        finished(keep(self.ledger, finished(self.ledger.read([])), act))

    def _opened(self) -> AssignmentOpened:
        item = self.item
        return AssignmentOpened(
            code="G-1",
            item_code="G-1",
            plan_stream="plan-given",
            kind="duty",
            title="Một nhiệm vụ cho sẵn",
            section="II.5.1",
            lead_unit="VHXH" if item.lead_after_days == 0 else None,
            supporting_units=(),
            restricted=False,
            deliverables=item.deliverables,
            measures=(),
            active_from=item.active_from,
            issue_from=item.asked_from,
            starts_on=item.starts_on,
            ends_on=item.ends_on,
        )

    def name_lead(self) -> None:
        command = NameLead(stream=STREAM, lead_unit="VHXH", supporting_units=())
        finished(self.acts.handle(self.request("name"), command))

    def request(self, name: str) -> CommandRequest:
        """A click of the chief of the Office."""
        return CommandRequest(
            sender=Sender(person_id=givens.CHIEF.person_id, session_id=givens.person("session")),
            command_id=uuid5(givens.SPACE, f"{name}/{next(self._numbers)}"),
            name=name,
            sent={},
        )

    def set_frequency(self, *frequencies: str, name: str = "report") -> None:
        command = SetFrequency(stream=STREAM, deliverable=name, frequencies=frequencies)
        finished(self.acts.handle(self.request("set-frequency"), command))

    def set_due_rule(
        self, frequency: str, due: DueRule | DueDays | None, name: str = "report"
    ) -> None:
        command = SetDueRule(stream=STREAM, deliverable=name, frequency=frequency, due=due)
        finished(self.acts.handle(self.request("set-due-rule"), command))

    def facts(self, stream: str = STREAM) -> Sequence[Fact]:
        return finished(self.ledger.read([stream])).of(stream)

    def issued(self) -> list[str]:
        """The periods that were issued, in order."""
        return [f.event.period for f in self.facts() if isinstance(f.event, PeriodIssued)]

    def ring(self, how: str) -> bool:
        """Plan and act once round, in one of several ways; whether the item is closed."""
        agenda = finished(self.clock.plan_next(STREAM, self.now)).agenda
        due = [each.id for each in agenda.due]
        self.planned += [each for each in due if each not in self.planned]
        chosen = {
            "backwards": list(reversed(due)),
            "twice": [each for action in due for each in (action, action)],
            "first only": due[:1],
            "stale": self.planned,
        }.get(how, due)
        for action in chosen:
            finished(self.clock.run_action(STREAM, action, self.now))
        return agenda.closed

    def go(self, to: datetime) -> None:
        self.now = max(self.now, to.astimezone(UTC))


def _unit(code: str) -> UnitRegistered:
    return UnitRegistered(
        code=code, name=f"Phòng {code}", kind="phong", aliases=(), internal=True, restricted=False
    )


ONE_OFF = ItemLife(
    deliverables=(Deliverable(name="report", frequency=Frequency.ONCE.value, due=None),),
    starts_on=date(2026, 1, 5),
    ends_on=date(2026, 3, 15),
    active_from=date(2026, 11, 23),
    backfill_from=None,
    lead_after_days=0,
    cutoff_day=14,
    school_year=(6, 1),
    rest_days=(),
)
