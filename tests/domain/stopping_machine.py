"""The machine over one task, with an assigner who suspends it, resumes it and takes it back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from services.commands.acts import ActCommand
from services.domain.facts import Fact
from services.domain.roles import SIGNING, Holder
from services.domain.task.assigning import assigners
from services.domain.task.authority import is_stopped
from services.domain.task.state import Stage, Task
from tests.acts.task import SAMPLES
from tests.domain import stopping_laws as stopped
from tests.domain.around_task import ENDED_TASK
from tests.domain.file_acts import people
from tests.domain.task_machine import TaskMachine
from tests.domain.task_world import CAST
from tests.due_days import due_of, last_day

# Taking back ends the run of a machine, so that it is rare.
STOPPING = (*("suspend-task", "resume-task") * 2, "withdraw-task")
# Nobody hands a task on to these: not of the directory, outside the ward.
NO_LEADS = ("XYZ", "MTTQ")


class StoppingTaskMachine(TaskMachine):
    """See the module."""

    ends_with: str = ""
    ends_late: bool = False
    ends_suspended: bool = False

    def the_assigner(self) -> Holder:
        """Somebody who decides on the life of this task and is not of its unit.

        Of assigned work the leader who ordered it: the first vice-chair of the cast.
        """
        office = assigners(self.kit.task(), self.kit.policy)[0]
        return next(
            who for who in CAST.values() if {held.office for held in who.offices} == {office}
        )

    @rule(who=people, name=st.sampled_from(STOPPING), why=st.sampled_from(["words", "code", ""]))
    def stop_blindly(self, who: Holder, name: str, why: str) -> None:
        reason = self.kit.put("Chờ ý kiến cấp trên.") if why == "words" else None
        code = "superior-opinion" if why == "code" else None
        self.send(who, self.sampled(name, reason=reason, reason_code=code))

    @precondition(lambda self: not self.kit.task().ending)
    @rule(
        days=st.integers(0, 40),
        clock=st.booleans(),
        noted=st.booleans(),
        rests=st.sampled_from([None, None, 0, 1]),
    )
    def it_is_suspended_for_a_while(
        self, days: int, clock: bool, noted: bool, rests: int | None
    ) -> None:
        """Nothing is due meanwhile but what was; afterwards everything goes on."""
        fresh = self.kit.task().suspended_at is None
        if fresh:
            self.the_clock_runs(backwards=False, twice=False, cut_off=False)
        before, began, who = self.kit.task(), self.today, self.the_assigner()
        if fresh:
            assert self.send(who, self.sampled("suspend-task"))
        assert not self.send(who, self.sampled("suspend-task"))
        self.go(self.kit.now + timedelta(days=days))
        for due in self.kit.agenda().due:
            assert due.KIND in {"miss", "miss-contribution"}
        if noted:
            self.send(self.of_lead()[0], self.sampled("note-progress"))
            assert not self.send(CAST["inspector"], self.sampled("note-progress"))
        if clock:
            self.the_clock_runs(backwards=False, twice=False, cut_off=False)
        assert not self.send(self.of_lead()[0], self.report_of("right"))
        self.the_laws_hold()
        if rests is not None:
            self.kit.rest(last_day(before) - timedelta(days=rests), given=True)
        assert self.send(who, self.sampled("resume-task"))
        self.the_clock_runs(backwards=False, twice=False, cut_off=False)
        if fresh:
            self.it_has_as_many_days_as_before(before, began)

    def it_has_as_many_days_as_before(self, before: Task, began: date) -> None:
        """By the rest days of now; a day that ends meanwhile is the next one that is worked."""
        if before.due is None:
            assert self.kit.task().due is None
            return
        later, calendar, due_on = last_day(self.kit.task()), self.kit.calendar, last_day(before)
        if due_on < began:
            assert later == due_on, "a day that had ended stays"
            return
        counted = due_of(before).extended_to is None and not before.missed
        if counted and before.periodic is not None:
            due_on = max(due_on, before.periodic.rule_day(before.issued_on, calendar))
        left = calendar.working_days_between(began, due_on)
        if left == 0 and due_on < self.today and not calendar.is_working_day(self.today):
            left = 1
        assert later >= self.today, "no day ends while the clock stands"
        assert calendar.working_days_between(self.today, later) == left

    @initialize(answer=st.sampled_from(["keep-task", "reassign-task", "none yet", ""]))
    def some_begin_with_a_refusal(self, answer: str) -> None:
        """In time and once; the task stays with its unit until it is answered."""
        if not answer:
            return
        before = self.kit.task()
        heads = [who for who in self.of_lead() if who.find(SIGNING, before.lead)]
        declined = self.send(heads[0], self.sampled("decline-task", lead_unit=self.another()))
        assert self.kit.task().lead == before.lead
        assert self.kit.task().due == before.due
        if not declined:
            return
        assert not self.send(heads[0], self.sampled("decline-task", lead_unit=self.another()))
        if answer == "reassign-task":
            assert self.send(self.the_assigner(), self.handed_on())
        elif answer == "keep-task":
            assert self.send(self.the_assigner(), self.sampled(answer))

    @precondition(lambda self: not is_stopped(self.kit.task()) and self.kit.task().submission)
    @rule()
    def another_unit_leads_it(self) -> None:
        """It begins anew against the same due day; what was said stays."""
        before, who = self.kit.task(), self.the_assigner()
        secret = () if before.restricted else ("CAP",)
        for unit in (before.lead, *NO_LEADS, *secret):
            assert not self.send(who, self.sampled("reassign-task", lead_unit=unit))
        if before.decline is None:
            assert not self.send(who, self.sampled("keep-task"))
        assert self.send(who, self.handed_on())
        task = self.kit.task()
        assert task.lead not in {before.lead, *task.supporting}
        assert (task.due, task.submission) == (before.due, before.submission)
        if task.missed != before.missed:
            assert task.missed_of is not None
            assert task.missed_of.unit == before.lead
        assert not any(named.unit == before.lead for named in task.specialists)
        late, known = task.contributions.late, before.contributions.late
        assert late[: len(known)] == known
        assert [each.unit for each in late[len(known) :]] in ([], [task.lead])
        assert replace(task.contributions, late=()) == replace(before.contributions, late=())
        assert task.stage is Stage.ISSUED

    def another(self) -> str:
        """A unit that may lead the task in the place of the present one."""
        return next(unit for unit in ("VHXH", "KTHTDT") if unit != self.kit.task().lead)

    def handed_on(self) -> ActCommand:
        return self.sampled("reassign-task", lead_unit=self.another())

    @initialize(
        ending=st.sampled_from(["withdraw-task", "replace-task", ""]),
        late=st.booleans(),
        suspended=st.booleans(),
    )
    def some_end_with_a_decision(self, ending: str, late: bool, suspended: bool) -> None:
        """Decided at the end of a run, so that none is cut short."""
        self.ends_with, self.ends_late, self.ends_suspended = ending, late, suspended

    def teardown(self) -> None:
        if self.ends_with and not self.kit.task().ending:
            self.it_is_taken_back(self.ends_with)
        super().teardown()

    def it_is_taken_back(self, name: str) -> None:
        """Then nobody can do anything more with it, and only a day that had ended is missed."""
        if self.ends_suspended:
            self.send(self.the_assigner(), self.sampled("suspend-task"))
        if self.ends_late:
            self.time_passes("past due")
        who = self.the_assigner()
        for successor in ("99-99", "?", ENDED_TASK, self.kit.world.stream):
            assert not self.send(who, self.sampled("replace-task", successor=successor))
        assert self.send(who, self.sampled(name))
        self.the_clock_runs(backwards=False, twice=False, cut_off=False)
        before = len(self.kit.facts())
        for who in (self.the_assigner(), self.of_lead()[0], self.of_lead()[-1], CAST["other"]):
            for sample in SAMPLES:
                self.send(who, self.sampled(sample.act.name))
        assert len(self.kit.facts()) == before
        self.go(self.kit.now + timedelta(days=90))
        self.the_clock_runs(backwards=False, twice=False, cut_off=False)
        self.the_laws_hold()

    def the_facts_keep_the_laws(self, facts: Sequence[Fact]) -> None:
        super().the_facts_keep_the_laws(facts)
        stopped.nothing_happens_while_it_is_suspended(facts)
        stopped.no_day_ends_while_the_clock_stands(facts)
        stopped.it_is_declined_once_and_answered(facts)
        stopped.only_an_assigner_stops_it(facts, self.kit.policy.office_unit)
        stopped.what_was_ordered_is_decided_in_person(facts)
