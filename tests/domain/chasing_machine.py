"""The machine over one task, with an Office that chases."""

from collections.abc import Sequence
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from services.commands.acts import ActCommand
from services.domain.facts import Fact
from services.domain.instants import start_of
from services.domain.papers import Paper
from services.domain.roles import Holder
from services.domain.task.authority import is_stopped
from services.domain.task.state import Stage
from tests.domain import task_laws as laws
from tests.domain.file_acts import people
from tests.domain.task_machine import TaskMachine
from tests.domain.task_world import CAST


class ChasingTaskMachine(TaskMachine):
    """See the module."""

    @rule(who=people, typed=st.booleans(), paper=st.sampled_from([None, 0, 1]))
    def chase_blindly(self, who: Holder, typed: bool, paper: int | None) -> None:
        self.send(who, self.chase_of(typed=typed, paper=paper))

    @initialize(tried=st.booleans())
    def some_try_what_is_refused(self, tried: bool) -> None:
        """A day that is over, a leader who is not in charge, the same supporter twice a day."""
        yesterday = self.today - timedelta(days=1)
        if not tried:
            return
        assert not self.send(CAST["chair"], self.sampled("give-instruction", by_on=yesterday))
        assert not self.send(CAST["checker"], self.sampled("note-promise", by_on=yesterday))
        self.send(CAST["other vice chair"], self.sampled("give-instruction"))
        self.send(CAST["checker"], self.sampled("chase-supporter"))
        assert not self.send(CAST["checker"], self.sampled("chase-supporter"))

    def chase_of(self, *, typed: bool = False, paper: int | None = None) -> ActCommand:
        letter = None
        if paper is not None:
            letter = Paper(number="21/VP", dated_on=self.today + timedelta(days=paper))
        note = self.kit.put("Đề nghị báo cáo ngay.") if typed else None
        return self.sampled("send-chase", paper=letter, note=note)

    @precondition(lambda self: self.kit.task().stage is not Stage.APPROVED)
    @rule(times=st.integers(1, 4), clock=st.booleans())
    def the_office_chases(self, times: int, clock: bool) -> None:
        """From the day on which it may, once a day, by whoever of the Office is there."""
        for _ in range(0 if is_stopped(self.kit.task()) else times):
            due_on = self.kit.task().due_on or self.today  # without a day it is always near
            near = due_on - timedelta(days=self.kit.policy.chasing.near_days)
            if self.today < near:
                assert not self.send(CAST["chief"], self.chase_of())
                self.go(start_of(near, 8))
            self.send(CAST["checker"], self.chase_of())
            assert not self.send(CAST["vice chair"], self.chase_of()), "once a day"
            self.go(self.kit.now + timedelta(days=1))
            if clock:
                self.the_clock_runs(backwards=False, twice=True, cut_off=False)
            self.the_laws_hold()

    def the_facts_keep_the_laws(self, facts: Sequence[Fact]) -> None:
        super().the_facts_keep_the_laws(facts)
        laws.chases_are_counted_and_climb_once(facts, self.kit.policy)
