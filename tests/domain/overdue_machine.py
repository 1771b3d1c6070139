"""The machine over one task, whose missed date climbs."""

from collections.abc import Sequence
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from services.domain.facts import Fact
from services.domain.instants import end_of
from services.domain.task.authority import is_stopped
from services.domain.task.events import OverdueEscalated, OverdueStepSkipped
from services.domain.task.overdue import standing_escalations
from services.domain.task.state import Stage
from tests.domain import overdue_laws as overdue
from tests.domain.task_machine import TaskMachine
from tests.due_days import last_day


class OverdueTaskMachine(TaskMachine):
    """See the module."""

    @precondition(lambda self: not is_stopped(self.kit.task()))
    @precondition(lambda self: self.kit.task().stage is not Stage.APPROVED)
    @rule(days=st.sampled_from([4, 9, 30]), backwards=st.booleans())
    def nobody_reports_for_days(self, days: int, backwards: bool) -> None:
        """After an outage over several steps only the newest goes out."""
        before = len(self.kit.facts())
        due_day_ended = end_of(last_day(self.kit.task()))
        self.go(max(due_day_ended, self.kit.now) + timedelta(days=days))
        self.the_clock_runs(backwards=backwards, twice=False, cut_off=False)
        new = [fact.event for fact in self.kit.facts()[before:]]
        went_out = [each for each in new if isinstance(each, OverdueEscalated)]
        skipped = [each for each in new if isinstance(each, OverdueStepSkipped)]
        assert len(went_out) <= 1
        assert all(each.after_working_days < went_out[0].after_working_days for each in skipped)
        if self.kit.task().due is None:
            assert not went_out
            assert not skipped
        if went_out:
            assert standing_escalations(self.kit.task())[-1] == went_out[0]
        self.the_laws_hold()

    def the_laws_hold(self) -> None:
        super().the_laws_hold()
        if self.kit.task().stage is Stage.APPROVED:
            assert standing_escalations(self.kit.task()) == ()

    def the_facts_keep_the_laws(self, facts: Sequence[Fact]) -> None:
        super().the_facts_keep_the_laws(facts)
        overdue.each_step_of_a_due_date_comes_once(facts)
        overdue.a_step_says_the_days_on_which_the_clock_ran(facts, self.kit.calendar)
        overdue.only_what_is_missed_and_unsigned_is_escalated(facts, self.kit.policy)
