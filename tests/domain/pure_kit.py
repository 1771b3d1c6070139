"""The pure domain as a desk: decide, fold, agenda and act, without any store."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import uuid5

from services.commands.acts import ActCommand
from services.domain.act import Verdict
from services.domain.agenda import Agenda
from services.domain.assignment import agenda as issuing
from services.domain.assignment import evolving as assignments
from services.domain.assignment.events import assignment_stream
from services.domain.assignment.issuing import TaskIssued
from services.domain.calendar import Calendar, CalendarYear, RestDay
from services.domain.errors import Refusal
from services.domain.facts import SYSTEM, Actor, ActorKind, Event, Fact, TextRef
from services.domain.instants import start_of
from services.domain.nouns import NOUN_OF
from services.domain.policy import Policy
from services.domain.roles import Holder
from services.domain.task import agenda as clock
from services.domain.task import evolving
from services.domain.task.actions import TaskAction
from services.domain.task.births import TaskAssigned
from services.domain.task.state import Task
from tests import givens
from tests.domain import deciding as decider
from tests.domain import task_world
from tests.domain.task_world import Birth, World


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderTest:
    """The functions that a pure machine plays on: the real ones, or a kept mutant's."""

    decide: Callable[..., Verdict] = decider.decide
    evolve: Callable[[Task | None, Fact], Task] = evolving.evolve
    agenda: Callable[[Task, clock.Rules, datetime], Agenda[TaskAction]] = clock.agenda
    act: Callable[[Task, clock.Rules, datetime, TaskAction], tuple[Event, ...]] = clock.act


def resting(year: CalendarYear, day: date, *, given: bool) -> CalendarYear:
    """The year with a day declared a rest day, or taken from the rest days."""
    others = tuple(rest for rest in year.rest_days if rest.on != day)
    if given:
        others = (*others, RestDay(on=day, name="nghỉ bù", decision="given"))
    return replace(year, rest_days=others)


class PureKit:
    """One task in memory as a list of facts."""

    def __init__(self, world: World, under_test: UnderTest) -> None:
        self.world = world
        self.now = start_of(world.start, 9).astimezone(UTC)
        self.policy: Policy = task_world.policy()
        self._under_test = under_test
        self._years = {year.year: year for year in task_world.calendars()}
        self.calendar = Calendar(years=tuple(self._years.values()))
        self._calendars = 1
        self._facts: list[Fact] = []
        self._task: Task | None = None
        self._done: set[str] = set()
        self._clicks = 0
        self._tell((self._first(),), SYSTEM)

    def _first(self) -> TaskIssued | TaskAssigned:
        if self.world.birth is not Birth.PERIODIC:
            return task_world.assigned_in(self.world, self.calendar)
        return self._issued()

    def _issued(self) -> TaskIssued:
        opened = Fact(
            event=self.world.opened,
            stream="assignment-given",
            version=1,
            position=1,
            actor=SYSTEM,
            behalf=None,
            occurred_at=self.now,
            recorded_at=self.now,
            command_id=givens.person("opened"),
            session_id=None,
        )
        item = assignments.fold([opened])
        assert item is not None
        rules = issuing.IssueRules(policy=self.policy, calendar=self._rules().calendar)
        name = self.world.opened.deliverables[0].name
        due = issuing.agenda(item, rules, self.now).find(f"issue/{name}/{self.world.period}")
        assert due is not None
        issued = issuing.act(item, rules, self.now, due)[-1].event
        assert isinstance(issued, TaskIssued)
        return issued

    def _rules(self) -> clock.Rules:
        return clock.Rules(
            policy=self.policy,
            calendar=self.calendar,
            calendar_version=f"calendar-2027@{self._calendars}",
        )

    def _tell(self, events: Sequence[Event], actor: Actor) -> None:
        self._clicks += 1
        for event in events:
            fact = Fact(
                event=event,
                stream=self.world.stream,
                version=len(self._facts) + 1,
                position=len(self._facts) + 1,
                actor=actor,
                behalf=None,
                occurred_at=self.now,
                recorded_at=self.now,
                command_id=uuid5(givens.SPACE, f"click/{self._clicks}"),
                session_id=None,
            )
            self._facts.append(fact)
            self._task = self._under_test.evolve(self._task, fact)

    def facts(self) -> Sequence[Fact]:
        return self._facts

    def task(self) -> Task:
        assert self._task is not None
        return self._task

    def put(self, words: str) -> TextRef:
        return givens.words(words)

    def send(self, who: Holder, command: ActCommand) -> None:
        task = self.task()
        try:
            verdict = self._under_test.decide(
                task,
                command,
                holder=who,
                policy=self.policy,
                now=self.now,
                calendar=self.calendar,
                facts=decider.facts_of(
                    assignment_stream(self.world.opened.code), self.world.opened
                ),
            )
        except Refusal as refusal:
            declared = {rule.code for rule in NOUN_OF[type(command)][1].rules}
            if refusal.code not in declared:
                raise AssertionError(f"{command} is refused by an undeclared rule") from refusal
            raise
        held = verdict.held
        actor = Actor(
            kind=ActorKind.PERSON,
            office=held.office.value if held else None,
            person_id=who.person_id,
            unit=held.unit if held else None,
        )
        self._tell(verdict.events, actor)

    def agenda(self) -> Agenda[TaskAction]:
        return self._under_test.agenda(self.task(), self._rules(), self.now)

    def run(self, action_id: str) -> None:
        """As the handlers do it: known ids are done, what is due no longer is nothing."""
        action = self.agenda().find(action_id)
        if action_id in self._done or action is None:
            return
        self._tell(self._under_test.act(self.task(), self._rules(), self.now, action), SYSTEM)
        self._done.add(action_id)

    def done(self) -> set[str]:
        return self._done

    def rest(self, day: date, *, given: bool) -> None:
        changed = resting(self._years[day.year], day, given=given)
        if changed != self._years[day.year]:
            self._years[day.year] = changed
            self.calendar = Calendar(years=tuple(self._years.values()))
            self._calendars += 1
