"""The task machine with a clock that is never away: it does at once whatever is due."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any, ClassVar, Final

from hypothesis.stateful import invariant

from services.domain.facts import ActorKind
from services.domain.task.events import (
    OverdueEscalated,
    OverdueStepSkipped,
    RequestEscalated,
    StepTimeExpired,
)
from services.domain.task.promised_ladders import PromiseKind, promised_step
from services.domain.task.reminder_promises import PromiseOutcome, reminder_promises
from services.domain.task.rules_in_time import RulesSince
from tests.domain.contribution_machine import ContributingTaskMachine
from tests.domain.pure_kit import PureKit, UnderTest
from tests.domain.task_world import World
from tests.domain.undo_machine import UndoTaskMachine

_CLIMBED: Final = StepTimeExpired | RequestEscalated


class PunctualKit(PureKit):
    """The kit that remembers which rules were in force when."""

    def __init__(self, world: World) -> None:
        super().__init__(world, under_test=UnderTest())
        self.rules = [self._since()]

    def _since(self) -> RulesSince:
        return RulesSince(since=self.now, rules=self._rules(), policy_version="policy-ward@1")

    def rest(self, day: date, *, given: bool) -> None:
        super().rest(day, given=given)
        self.rules = [each for each in self.rules if each.since < self.now] + [self._since()]


class PunctualTaskMachine(ContributingTaskMachine, UndoTaskMachine):
    """See the module."""

    make_kit: ClassVar[Callable[[World], PureKit]] = PunctualKit
    reached: ClassVar[Counter[str]] = Counter()

    def go(self, to: datetime) -> None:
        """One waking of the clock after the other."""
        self.all_is_done()
        while (coming := self.kit.agenda().coming) is not None and coming.at < to:
            super().go(coming.at)
            self.all_is_done()
        super().go(to.astimezone(UTC))
        self.all_is_done()

    def all_is_done(self) -> None:
        self.the_clock_runs(backwards=False, twice=False, cut_off=False)

    @invariant()
    def every_promise_is_kept(self) -> None:
        kit = self.kit
        assert isinstance(kit, PunctualKit)
        self.all_is_done()
        promises = reminder_promises(kit.facts(), kit.rules, kit.now)
        self.reached.update(f"promise {each.outcome}" for each in promises)
        broken = [
            each
            for each in promises
            if each.outcome is PromiseOutcome.MISSING or each.late_by is not None
        ]
        assert broken == []
        known = {
            (each.due_on, each.offset_working_days)
            for each in promises
            if each.kind is PromiseKind.REMINDER
        }
        waiting = {(each.kind, each.about, each.number) for each in promises}
        assert self.climbed() <= waiting, "a step or a request that nobody promised"
        self.reached.update(f"{kind} promised" for kind, _, _ in waiting)
        steps = {(each.due_on, each.offset_working_days) for each in promises if each.escalates}
        assert self.steps_taken() <= steps, "a step that nobody promised"
        sent = {(each.due_on, each.offset_working_days) for each in kit.task().reminded}
        at_this_moment = {
            (each.due_on, each.offset_working_days)
            for each in kit.task().reminded
            if kit.facts()[-1].occurred_at == kit.now
        }
        assert sent - known <= at_this_moment, "a reminder that nobody promised"

    def climbed(self) -> set[tuple[PromiseKind, str, int]]:
        """The steps out of time and the requests that were recorded, as above."""
        steps = (promised_step(event) for event in self.of_the_clock(_CLIMBED))
        return {(each.kind, each.about, each.number) for each in steps}

    def steps_taken(self) -> set[tuple[date, int]]:
        """The steps that went out or were skipped, but for those of a moment that went on.

        Where somebody acts at that very moment, the state that promised it lasted for no time.
        """
        taken = self.of_the_clock(OverdueEscalated | OverdueStepSkipped)
        return {(event.due_on, event.after_working_days) for event in taken}

    def of_the_clock(self, kinds: Any) -> Iterator[Any]:
        """The events of some kinds, but for those of a moment that went on."""
        facts = self.kit.facts()
        went_on = {fact.occurred_at for fact in facts if fact.actor.kind is ActorKind.PERSON}
        for fact in facts:
            if isinstance(fact.event, kinds) and fact.occurred_at not in {*went_on, self.kit.now}:
                yield fact.event
