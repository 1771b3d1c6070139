"""Programmes in memory as lists of facts: decide, fold, agenda and act, with their tasks."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid5

from services.commands.acts import ActCommand
from services.domain.agenda import Agenda
from services.domain.calendar import Calendar
from services.domain.context import DecisionContext
from services.domain.directory.events import PersonRegistered, person_stream
from services.domain.errors import Refusal
from services.domain.facts import SYSTEM, Actor, Decision, Event, Fact
from services.domain.instants import day_of, start_of
from services.domain.nouns import NOUN_OF, PROGRAMME
from services.domain.papers import Paper
from services.domain.policy import Policy
from services.domain.programme.actions import ProgrammeAction
from services.domain.programme.acts.add_row import AddProgrammeRow
from services.domain.programme.acts.amend_row import AmendProgrammeRow
from services.domain.programme.acts.carry_row import CarryProgrammeRow
from services.domain.programme.acts.chase_registration import ChaseRegistration
from services.domain.programme.acts.close_programme import CloseProgramme
from services.domain.programme.acts.drop_row import DropProgrammeRow
from services.domain.programme.acts.merge_rows import MergeProgrammeRows
from services.domain.programme.acts.move_row import MoveProgrammeRow
from services.domain.programme.acts.open_programme import OpenProgramme
from services.domain.programme.acts.order_rows import OrderProgrammeRows
from services.domain.programme.acts.register_row import RegisterProgrammeRow
from services.domain.programme.acts.settle_finding import SettleProgrammeFinding
from services.domain.programme.acts.sign_programme import SignProgramme
from services.domain.programme.acts.strike_row import StrikeProgrammeRow
from services.domain.programme.acts.withdraw_row import WithdrawProgrammeRow
from services.domain.programme.agenda import ProgrammeClock, act, agenda
from services.domain.programme.evolving import fold as fold_programme
from services.domain.programme.periods import period_of, programme_stream
from services.domain.programme.state import Programme
from services.domain.programme.terms import PresentedTo
from services.domain.roles import Holder
from services.domain.task.acts.withdraw_task import TaskWithdrawn
from services.domain.task.evolving import fold as fold_task
from services.domain.task.state import Task
from tests import givens
from tests.domain.around_task import around_task
from tests.domain.deciding import facts_of

MONTH = "2026-M07"
STREAM = programme_stream(MONTH)
CODE = "2026.p2q3r4s5"
UNITS = ("KTHTDT", "VHXH", "VP")
PEOPLE = {
    "specialist": givens.SPECIALIST,
    "head": givens.HEAD,
    "other": givens.OTHER,
    "checker": givens.CHECKER,
    "chief": givens.CHIEF,
    "vice": givens.VICE_CHAIR,
    "chair": givens.CHAIR,
    "inspector": givens.INSPECTOR,
    "administrator": givens.ADMINISTRATOR,
}
BEGIN = date(2026, 6, 19)  # a Friday, the day on which July's registration opens
PAPER = Paper(number="12/CTr-UBND", dated_on=BEGIN)


def _around() -> dict[str, Sequence[Fact]]:
    known: dict[str, Sequence[Fact]] = {}
    for stream, events in around_task().items():
        known |= facts_of(stream, *events)
    for key, who in PEOPLE.items():
        first = PersonRegistered(person_id=who.person_id, name=givens.words(key), phone=None)
        offices = [givens.granted_at_once(held) for held in who.offices]
        known |= facts_of(person_stream(who.person_id), first, *offices)
    return known


AROUND = _around()


class ProgrammeLife:
    """Programmes of following periods, and what came of them, by their streams."""

    def __init__(self, on: date = BEGIN, policy: Policy | None = None) -> None:
        self.now = start_of(on, 9).astimezone(UTC)
        self.policy = policy or givens.policy()
        self.calendar: Calendar = givens.calendar()
        self.kept: dict[str, list[Fact]] = {key: [*facts] for key, facts in AROUND.items()}
        self.done: set[tuple[str, str]] = set()

    def programme(self, code: str = MONTH) -> Programme:
        state = fold_programme(self.kept.get(programme_stream(code), ()))
        assert state is not None
        return state

    def task(self, stream: str) -> Task:
        task = fold_task(self.kept[stream])
        assert task is not None
        return task

    @property
    def programmes(self) -> list[str]:
        return [stream for stream in self.kept if stream.startswith("programme-")]

    @property
    def today(self) -> date:
        return day_of(self.now)

    def go(self, on: date, hour: int = 9) -> None:
        moment = start_of(on, hour).astimezone(UTC)
        assert moment >= self.now
        self.now = moment

    def send(self, who: Holder, command: ActCommand) -> tuple[Event, ...]:
        """The facts of the programme that a command makes true; raises a declared Refusal."""
        asked = NOUN_OF[type(command)][1]
        try:
            context = self._context(who, command)
            state = PROGRAMME.find(command.stream, context)
            more = asked.reads_next(state, command, context)
            facts = {**context.facts, **self._read(more)}
            context = replace(context, facts=facts)
            verdict = asked.decide(state, command, context)
        except Refusal as refusal:
            if refusal.code not in {rule.code for rule in asked.rules}:
                raise AssertionError(f"{command} is refused by an undeclared rule") from refusal
            raise
        with_clock = {each.stream for each in verdict.beside}
        assert {each for each in with_clock if not each.startswith("directive-")} <= set(
            verdict.wakes
        )
        self._keep(verdict.facts_of(command.stream), givens.actor(who))
        return verdict.events

    def _context(self, who: Holder, command: ActCommand) -> DecisionContext:
        asked = NOUN_OF[type(command)][1]
        read = {command.stream, *asked.reads(command), person_stream(who.person_id)}
        return DecisionContext(
            holder=who,
            policy=self.policy,
            now=self.now,
            facts=self._read(tuple(read)),
            calendar=self.calendar if asked.by_calendar else None,
            fold_task=fold_task,
        )

    def _read(self, streams: Sequence[str]) -> Mapping[str, Sequence[Fact]]:
        return {stream: self.kept[stream] for stream in streams if stream in self.kept}

    def agenda(self, code: str = MONTH) -> Agenda[ProgrammeAction]:
        return agenda(self.programme(code), self._rules())

    def tick(self) -> list[str]:
        """All that is due of every programme, each once; then nothing is due any more."""
        ran = []
        for stream in self.programmes:
            code = stream.removeprefix("programme-")
            while self.agenda(code).due:
                ran.append(f"{code} {self.step(code)}")
        return ran

    def step(self, code: str = MONTH) -> str:
        """The first thing that is due of a programme, done once; its id."""
        action, stream = self.agenda(code).due[0], programme_stream(code)
        assert (stream, action.id) not in self.done, "an action is done once"
        self._keep(act(self.programme(code), self._rules(), action), SYSTEM)
        self.done.add((stream, action.id))
        return action.id

    def ended(self, stream: str) -> None:
        """A task ends without a result, by whoever may."""
        event = TaskWithdrawn(unjudged=None, reason=givens.words(), reason_code=None, paper=None)
        self._add(stream, event, givens.actor(givens.CHIEF))

    def _rules(self) -> ProgrammeClock:
        return ProgrammeClock(policy=self.policy, calendar=self.calendar, now=self.now)

    def _keep(self, decision: Decision, actor: Actor) -> None:
        for each in decision:
            self._add(each.stream, each.event, actor)

    def _add(self, stream: str, event: Event, actor: Actor) -> None:
        facts = self.kept.setdefault(stream, [])
        facts.append(_fact(event, stream, len(facts) + 1, actor, self.now))


def _fact(event: Event, stream: str, version: int, actor: Actor, now: datetime) -> Fact:
    return Fact(
        event=event,
        stream=stream,
        version=version,
        position=version,
        actor=actor,
        behalf=None,
        occurred_at=now,
        recorded_at=now,
        command_id=uuid5(givens.SPACE, f"{stream}/{version}"),
        session_id=None,
    )


def _with(made: type, given: dict[str, Any], changes: dict[str, Any]) -> Any:
    return made(**{"stream": STREAM, **given, **changes})


def opening(code: str = MONTH, **changes: Any) -> OpenProgramme:
    command: OpenProgramme = _with(
        OpenProgramme,
        {"stream": programme_stream(code), "period": code, "units": UNITS},
        changes,
    )
    return command


_ASKED: dict[str, Any] = {
    "content": givens.words("content"),
    "product": None,
    "lead_unit": "KTHTDT",
    "supporting_units": (),
    "due_on": date(2026, 7, 15),
    "presented_to": PresentedTo.COMMITTEE,
    "leader": None,
    "sits_at": None,
    "note": None,
    "source": None,
    "superior_due_on": None,
    "twins": (),
}
WHY = givens.words("why")


def registering(**changes: Any) -> RegisterProgrammeRow:
    command: RegisterProgrammeRow = _with(
        RegisterProgrammeRow, {**_ASKED, "unit": "KTHTDT"}, changes
    )
    return command


def amending(row: int = 1, **changes: Any) -> AmendProgrammeRow:
    given = {**_ASKED, "row": row, "seen": None, "reason": None}
    command: AmendProgrammeRow = _with(AmendProgrammeRow, given, changes)
    return command


def withdrawing(row: int = 1, **changes: Any) -> WithdrawProgrammeRow:
    command: WithdrawProgrammeRow = _with(
        WithdrawProgrammeRow, {"row": row, "seen": None}, changes
    )
    return command


def chasing(**changes: Any) -> ChaseRegistration:
    command: ChaseRegistration = _with(ChaseRegistration, {"note": None}, changes)
    return command


def merging(into: int, *rows: int, **changes: Any) -> MergeProgrammeRows:
    given = {"into": into, "rows": tuple(map(str, rows)), "seen": None, "reason": WHY}
    command: MergeProgrammeRows = _with(MergeProgrammeRows, given, changes)
    return command


def striking(row: int = 1, **changes: Any) -> StrikeProgrammeRow:
    command: StrikeProgrammeRow = _with(
        StrikeProgrammeRow, {"row": row, "seen": None, "reason": WHY}, changes
    )
    return command


def ordering(*rows: int, **changes: Any) -> OrderProgrammeRows:
    command: OrderProgrammeRows = _with(
        OrderProgrammeRows, {"rows": tuple(map(str, rows)), "seen": None}, changes
    )
    return command


def settling(finding: str, **changes: Any) -> SettleProgrammeFinding:
    command: SettleProgrammeFinding = _with(
        SettleProgrammeFinding, {"finding": finding, "reason": WHY}, changes
    )
    return command


def signing(**changes: Any) -> SignProgramme:
    given = {"paper": PAPER, "seen": None, "directive": CODE}
    command: SignProgramme = _with(SignProgramme, given, changes)
    return command


def adding(**changes: Any) -> AddProgrammeRow:
    given = {**_ASKED, "reason": WHY, "paper": None, "directive": "2026.z2y3x4w5"}
    command: AddProgrammeRow = _with(AddProgrammeRow, given, changes)
    return command


def moving(row: int, due_on: date | None, **changes: Any) -> MoveProgrammeRow:
    given = {"row": row, "seen": None, "due_on": due_on, "reason": WHY, "paper": None}
    command: MoveProgrammeRow = _with(MoveProgrammeRow, given, changes)
    return command


def dropping(row: int, **changes: Any) -> DropProgrammeRow:
    given = {"row": row, "seen": None, "withdraws": False, "reason": WHY, "paper": None}
    command: DropProgrammeRow = _with(DropProgrammeRow, given, changes)
    return command


def carrying(row: int, due_on: date | None, **changes: Any) -> CarryProgrammeRow:
    given = {"row": row, "seen": None, "due_on": due_on, "reason": WHY, "paper": None}
    command: CarryProgrammeRow = _with(CarryProgrammeRow, given, changes)
    return command


def closing(code: str = MONTH) -> CloseProgramme:
    return CloseProgramme(stream=programme_stream(code))


def opened(*, registered: int = 0) -> ProgrammeLife:
    """July's programme on its first day, with rows of one unit."""
    life = ProgrammeLife()
    life.send(givens.CHIEF, opening())
    for number in range(registered):
        due_on = date(2026, 7, 1 + number)
        life.send(givens.SPECIALIST, registering(due_on=due_on))
    return life


def signed(*, rows: int = 3) -> ProgrammeLife:
    """July's programme in force, signed on its last day before July."""
    life = ProgrammeLife()
    life.send(givens.CHIEF, opening())
    for number in range(rows):
        life.send(givens.SPECIALIST, registering(due_on=date(2026, 7, 6 + 7 * number)))
    life.go(date(2026, 6, 26))
    life.tick()
    life.send(givens.CHAIR, signing())
    return life


def a_year_of_months() -> list[str]:
    """The codes of the months of a year."""
    year = period_of("2026")
    assert year is not None
    return [month.code for quarter in year.parts for month in quarter.parts]


DAY = timedelta(days=1)
