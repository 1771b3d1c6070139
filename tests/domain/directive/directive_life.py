"""One directive in memory as a list of facts: decide, fold, agenda and act, without any store."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from services.commands.acts import ActCommand
from services.domain.agenda import Agenda
from services.domain.calendar import Calendar
from services.domain.context import DecisionContext
from services.domain.directive.actions import DirectiveAction
from services.domain.directive.acts.assign_tasks import AssignTasks
from services.domain.directive.acts.lay_clauses import LayClauses
from services.domain.directive.acts.register_directive import RegisterDirective
from services.domain.directive.acts.repeat_order import RepeatOrder
from services.domain.directive.acts.settle_clauses import SettleClauses
from services.domain.directive.agenda import act, agenda
from services.domain.directive.assigning import AssigningRules
from services.domain.directive.events import directive_stream
from services.domain.directive.evolving import evolve
from services.domain.directive.layout import ClauseCut
from services.domain.directive.state import Directive
from services.domain.directive.terms import (
    ClauseKind,
    DirectiveSource,
    OrderRhythmKind,
    SettledAs,
)
from services.domain.directory.events import PersonRegistered, person_stream
from services.domain.errors import Refusal
from services.domain.facts import SYSTEM, Actor, Decision, Event, Fact
from services.domain.instants import day_of, start_of
from services.domain.nouns import DIRECTIVE, NOUN_OF
from services.domain.policy import Policy
from services.domain.roles import Holder, Office
from services.domain.task.births import TaskAssigned, Urgency
from services.domain.task.evolving import fold
from tests import givens
from tests.domain.around_task import around_task
from tests.domain.deciding import facts_of

CODE = "2026.a2b3c4d5"
STREAM = directive_stream(CODE)
CLERK = givens.CHECKER
CHIEF = givens.CHIEF
LEADER = givens.VICE_CHAIR
OUTSIDER = givens.HEAD
INSPECTOR = givens.INSPECTOR
PEOPLE = {
    "clerk": CLERK,
    "chief": CHIEF,
    "leader": LEADER,
    "outsider": OUTSIDER,
    "inspector": INSPECTOR,
}
FORMER = givens.holder("former", (Office.CHAIR, None))
BEGIN = date(2026, 6, 1)  # a Monday


def _around() -> dict[str, Sequence[Fact]]:
    known: dict[str, Sequence[Fact]] = {}
    for stream, events in around_task().items():
        known |= facts_of(stream, *events)
    for key, who in {**PEOPLE, "former": FORMER}.items():
        first = PersonRegistered(person_id=who.person_id, name=givens.words(key), phone=None)
        offices = [givens.granted_at_once(held) for held in who.offices]
        if key == "former":
            offices = [replace(each, until_on=date(2026, 3, 31)) for each in offices]
        known |= facts_of(person_stream(who.person_id), first, *offices)
    return known


AROUND = _around()


class DirectiveLife:
    """A directive, and the tasks that came of it by their streams."""

    def __init__(self, on: date = BEGIN, policy: Policy | None = None) -> None:
        self.now = start_of(on, 9).astimezone(UTC)
        self.policy = policy or givens.policy()
        self.calendar: Calendar = givens.calendar()
        self.facts: list[Fact] = []
        self.tasks: dict[str, TaskAssigned] = {}
        self.more: dict[str, Sequence[Fact]] = {}
        self.state: Directive | None = None
        self.done: set[str] = set()

    @property
    def directive(self) -> Directive:
        assert self.state is not None
        return self.state

    @property
    def today(self) -> date:
        return day_of(self.now)

    def go(self, on: date, hour: int = 9) -> None:
        moment = start_of(on, hour).astimezone(UTC)
        assert moment >= self.now
        self.now = moment

    def wait(self, days: int) -> None:
        self.now += timedelta(days=days)

    def send(self, who: Holder, command: ActCommand) -> tuple[Event, ...]:
        """The facts of the directive that a command makes true; raises a declared Refusal."""
        asked = NOUN_OF[type(command)][1]
        try:
            context = self._context(who, command)
            verdict = asked.decide(DIRECTIVE.find(command.stream, context), command, context)
        except Refusal as refusal:
            if refusal.code not in {rule.code for rule in asked.rules}:
                raise AssertionError(f"{command} is refused by an undeclared rule") from refusal
            raise
        assert set(verdict.wakes) == {each.stream for each in verdict.beside}
        self._keep(verdict.facts_of(command.stream), givens.actor(who))
        return verdict.events

    def _context(self, who: Holder, command: ActCommand) -> DecisionContext:
        act_of = NOUN_OF[type(command)][1]
        read = {command.stream, *act_of.reads(command), person_stream(who.person_id)}
        known: Mapping[str, Sequence[Fact]] = {**AROUND, **self.more, STREAM: self.facts}
        return DecisionContext(
            holder=who,
            policy=self.policy,
            now=self.now,
            facts={stream: known[stream] for stream in read if stream in known},
            calendar=self.calendar if act_of.by_calendar else None,
            fold_task=fold,
        )

    def agenda(self) -> Agenda[DirectiveAction]:
        return agenda(self.directive, self._rules())

    def tick(self) -> list[str]:
        """All that is due, each once; then nothing is due any more."""
        ran = []
        while due := self.agenda().due:
            action = due[0]
            assert action.id not in self.done, "an action is done once"
            self._keep(act(self.directive, self._rules(), action), SYSTEM)
            self.done.add(action.id)
            ran.append(action.id)
        return ran

    def _rules(self) -> AssigningRules:
        return AssigningRules(policy=self.policy, calendar=self.calendar, now=self.now)

    def _keep(self, decision: Decision, actor: Actor) -> None:
        for each in decision:
            if each.stream != STREAM:
                assert each.stream not in self.tasks, "a task's stream is never used again"
                assert isinstance(each.event, TaskAssigned)
                self.tasks[each.stream] = each.event
                continue
            fact = _fact(each.event, len(self.facts) + 1, actor, self.now)
            self.facts.append(fact)
            self.state = evolve(self.state, fact)


def _fact(event: Event, number: int, actor: Actor, now: datetime) -> Fact:
    return Fact(
        event=event,
        stream=STREAM,
        version=number,
        position=number,
        actor=actor,
        behalf=None,
        occurred_at=now,
        recorded_at=now,
        command_id=uuid5(givens.SPACE, f"directive/{number}"),
        session_id=None,
    )


def registering(**changes: Any) -> RegisterDirective:
    """An incoming document of the city, as a clerk types it."""
    given: dict[str, Any] = {
        "stream": STREAM,
        "code": CODE,
        "source": DirectiveSource.INCOMING_DOCUMENT,
        "number": "1250/UBND-VX",
        "dated_on": date(2026, 5, 28),
        "arrival_number": "812",
        "arrived_on": date(2026, 5, 29),
        "issuer": givens.words("issuer"),
        "summary": givens.words("summary"),
        "urgency": Urgency.URGENT,
        "superior_due_on": date(2026, 6, 30),
        "orderer": None,
        "ordered_on": None,
        "how": None,
        "petitioner": None,
        "secret": False,
        "twins": (),
        "twins_reason": None,
        "despite": False,
    }
    return RegisterDirective(**{**given, **changes})


def secret(**changes: Any) -> RegisterDirective:
    """A secret paper: number and day alone."""
    return registering(**{"secret": True, "issuer": None, "summary": None, **changes})


def ordering(**changes: Any) -> RegisterDirective:
    """A direct order of a leader, without any paper."""
    bare: dict[str, Any] = {
        "source": DirectiveSource.DIRECT_ORDER,
        "number": "",
        "dated_on": None,
        "arrival_number": "",
        "arrived_on": None,
        "issuer": None,
        "superior_due_on": None,
        "orderer": LEADER.person_id,
        "how": "by_phone",
    }
    return registering(**{**bare, **changes})


def cuts_of(words: str, *, kind: ClauseKind = ClauseKind.ORDER) -> tuple[ClauseCut, ...]:
    """Each line of a text as a clause; its mark is its first word where that ends with . or )."""
    cuts, at = [], 0
    for line in words.splitlines(keepends=True):
        first = line.split(maxsplit=1)[0] if line.strip() else ""
        mark = first if first.endswith((".", ")")) else ""
        depth = 1 if mark.endswith(")") else 0
        cuts.append(ClauseCut(start=at, end=at + len(line), mark=mark, depth=depth, kind=kind))
        at += len(line)
    return tuple(cuts)


def laying(words: str, before: str | None = None, **changes: Any) -> LayClauses:
    """A text laid out line by line."""
    given: dict[str, Any] = {
        "stream": STREAM,
        "text": givens.words(words),
        "words": words,
        "words_before": before,
        "cuts": cuts_of(words),
        "text_version": None,
    }
    return LayClauses(**{**given, **changes})


def settling(*clauses: str, **changes: Any) -> SettleClauses:
    """Nothing comes of these clauses."""
    given: dict[str, Any] = {
        "stream": STREAM,
        "clauses": clauses,
        "outcome": SettledAs.NOTHING,
        "existing": (),
        "reason": givens.words("reason"),
        "text_version": None,
    }
    return SettleClauses(**{**given, **changes})


def _asked(orderer: UUID | None) -> dict[str, Any]:
    return {
        "stream": STREAM,
        "clause": None,
        "lead_units": ("KTHTDT",),
        "supporting_units": ("VHXH",),
        "follower": None,
        "title": givens.words("title"),
        "product": givens.words("product"),
        "urgency": Urgency.ORDINARY,
        "asks_figure": False,
        "orderer": orderer,
        "ordered_on": None,
        "text_version": None,
    }


def assigning(**changes: Any) -> AssignTasks:
    """Work for one unit by Friday 19 June 2026, in the name of the vice-chair."""
    given = _asked(LEADER.person_id) | {
        "due_on": date(2026, 6, 19),
        "without_due": False,
        "superior_due_on": None,
        "despite": False,
    }
    return AssignTasks(**{**given, **changes})


def repeating(**changes: Any) -> RepeatOrder:
    """The same work each Friday of June 2026."""
    given = _asked(LEADER.person_id) | {
        "rhythm": OrderRhythmKind.WEEKLY,
        "rhythm_day": 5,
        "rhythm_month": None,
        "from_on": BEGIN,
        "until_on": date(2026, 6, 30),
        "issue_before_working_days": None,
    }
    return RepeatOrder(**{**given, **changes})
