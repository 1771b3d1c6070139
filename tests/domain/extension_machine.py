"""The machine over one task, with a lead unit that asks for more time and an assigner."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from services.domain.facts import Fact
from services.domain.instants import end_of
from services.domain.roles import WORKING, Holder
from services.domain.task.authority import is_stopped, rungs_of, waiting_rung
from services.domain.task.events import Ground
from services.domain.task.lateness import box
from services.domain.task.state import Stage, Task
from tests.domain import extension_laws as laws
from tests.domain.file_acts import people
from tests.domain.stopping_machine import StoppingTaskMachine
from tests.domain.task_world import CAST
from tests.due_days import last_day

ANSWERS = ("grant-extension", "refuse-extension", "withdraw-extension")


def signed_late(task: Task) -> bool:
    """A formal correction may count as of a day before."""
    return task.effective_on is not None and not task.is_in_time_on(task.effective_on)


# Oftener than the rest: it takes the longest way, and little else leads to a late miss.
UNDECIDED = ("undecided",) * 3


class ExtensionTaskMachine(StoppingTaskMachine):
    """See the module."""

    def asked(self, until_on: date, **more: object) -> bool:
        """Somebody of the lead unit asks."""
        command = self.sampled("request-extension", until_on=until_on, **more)
        return self.send(self.of_lead()[0], command)

    def a_later_day(self, days: int = 3) -> date:
        start = max(self.today, last_day(self.kit.task()))
        return self.kit.calendar.add_working_days(start, days)

    def beyond_the_plan(self) -> tuple[date, ...]:
        """A day after the plan's end; assigned work is of no plan."""
        world = self.kit.world
        return () if world.ends_on == date.max else (world.ends_on + timedelta(days=2),)

    def answered(self, name: str, who: Holder | None = None, **more: object) -> bool:
        """The open request is answered by who assigned the task, or taken back by its unit."""
        extension = self.kit.task().extension
        lead = name == "withdraw-extension"
        by = who or (self.of_lead()[0] if lead else self.the_assigner())
        number = extension.number if extension else 1
        if name == "grant-extension" and "until_on" not in more:
            more["until_on"] = self.a_later_day()
        return self.send(by, self.sampled(name, request=number, **more))

    @property
    def open_to_asking(self) -> bool:
        task, rules = self.kit.task(), self.kit.policy.requests
        return (
            not task.ending
            and task.due is not None
            and task.suspended_at is None
            and task.stage is not Stage.APPROVED
            and task.extension is None
            and self.today <= last_day(task)
            and task.extensions_granted < rules.extensions_at_most
        )

    @initialize(how=st.sampled_from(["", "", "", "", "undecided", "withdraw-extension"]))
    def some_wait_for_an_answer_for_ever_or_take_it_back_too_late(self, how: str) -> None:
        if self.kit.task().due is None:
            assert not self.asked(self.a_later_day()), "there is no day that could be later"
        if how and self.open_to_asking:
            self.the_lead_asks_wrongly()
            self.the_lead_asks_and_waits(how, past=2, clock=True)

    @initialize(late=st.sampled_from([False, False, False, False, True]))
    def some_come_back_after_the_due_day(self, late: bool) -> None:
        """Signed in time, and then the content does not hold; it is too late to ask for more."""
        for how in ("agree", "agree") if late else ():
            if not is_stopped(self.kit.task()) and self.kit.task().stage is not Stage.APPROVED:
                self.next_step(how, 0)
        if not late or is_stopped(self.kit.task()):
            return
        self.time_passes("past due")
        self.next_step(Ground.FAILED_CONTENT, 0)
        assert not self.asked(self.a_later_day())

    @rule(who=people, days=st.integers(-40, 60), typed=st.booleans(), code=st.booleans())
    def ask_blindly(self, who: Holder, days: int, typed: bool, code: bool) -> None:
        command = self.sampled(
            "request-extension",
            until_on=last_day(self.kit.task()) + timedelta(days=days),
            reason=self.kit.put("Chờ số liệu.") if typed else None,
            reason_code="awaiting-superior" if code else None,
            done_so_far=self.kit.put("Đã có 9/12 tổ.") if typed else None,
        )
        self.send(who, command)

    @rule(who=people, name=st.sampled_from(ANSWERS), number=st.integers(1, 3))
    def answer_blindly(self, who: Holder, name: str, number: int) -> None:
        self.send(who, self.sampled(name, request=number))

    @precondition(lambda self: self.open_to_asking)
    @rule()
    def the_lead_asks_wrongly(self) -> None:
        """Not for a day that cannot be, not without saying why and how far it is."""
        due_on = last_day(self.kit.task())
        sunday = due_on + timedelta(days=13 - due_on.weekday())
        wrong = (self.today - timedelta(days=1), due_on, sunday, *self.beyond_the_plan())
        for day in wrong:
            assert not self.asked(day)
        right = self.a_later_day()
        assert not self.asked(right, reason=None, reason_code=None)
        secret = self.kit.world.opened.restricted
        more = self.kit.put("Đã có 9/12 tổ.") if secret else None
        assert not self.asked(right, done_so_far=more)
        assert not self.asked(right, reason_code="một lời")

    @precondition(lambda self: self.open_to_asking)
    @rule(
        how=st.sampled_from([*ANSWERS, *UNDECIDED, "withdraw-extension", "nothing"]),
        past=st.integers(0, 9),
        clock=st.booleans(),
    )
    def the_lead_asks_and_waits(self, how: str, past: int, clock: bool) -> None:
        """Some days after the due day it is answered, or long after it not at all."""
        assert self.asked(self.a_later_day(past + 5))
        assert not self.asked(self.a_later_day(past + 6)), "one at a time"
        if past:
            self.go(end_of(last_day(self.kit.task())) + timedelta(days=past - 1))
        if clock:
            self.the_clock_runs(backwards=False, twice=True, cut_off=False)
            assert not self.kit.task().missed
        self.the_laws_hold()
        if how == "undecided":
            self.go(self.kit.now + timedelta(days=40))
            self.the_clock_runs(backwards=False, twice=False, cut_off=False)
            return
        if how in ANSWERS:
            self.nobody_else_answers(how)
            assert self.answered(how)

    def nobody_else_answers(self, how: str) -> None:
        """Not who works for the lead unit, not an inspector, not on another request."""
        lead = self.kit.task().lead
        for who in (CAST["inspector"], CAST["other head"]):
            if who.find(WORKING, lead) is None:  # a task may have been given to the other unit
                assert not self.answered(how, who)
        by = self.of_lead()[0] if how == "withdraw-extension" else self.the_assigner()
        assert not self.send(by, self.sampled(how, request=9))
        for who in CAST.values() if how != "withdraw-extension" else ():
            if who.find(WORKING, lead) is not None:
                assert not self.answered(how, who)
        if how == "grant-extension":
            sunday = self.a_later_day() + timedelta(days=14 - self.a_later_day().isoweekday())
            yesterday = self.today - timedelta(days=1)
            wrong = (yesterday, last_day(self.kit.task()), sunday, *self.beyond_the_plan())
            for day in wrong:
                assert not self.answered(how, until_on=day)

    @precondition(lambda self: self.open_to_asking)
    @rule()
    def it_is_extended_as_often_as_possible(self) -> None:
        """And not once more; each time counted from the day before."""
        while self.open_to_asking:
            self.asked(self.a_later_day())
            assert self.answered("grant-extension")
        if self.kit.task().extension is None and self.today <= last_day(self.kit.task()):
            assert not self.asked(self.a_later_day())

    @rule()
    def an_unanswered_request_is_reported(self) -> None:
        """The chair may answer then, though the chief assigned it."""
        if self.open_to_asking:
            self.asked(self.a_later_day(20))
        if self.kit.task().extension is None or self.kit.task().suspended_at is not None:
            return
        self.go(self.kit.now + timedelta(days=21))
        self.the_clock_runs(backwards=False, twice=True, cut_off=False)
        if self.kit.task().ending:
            return
        assert self.kit.task().request_escalations
        assert self.answered("refuse-extension", CAST["chair"])

    @precondition(
        lambda self: self.open_to_asking and self.kit.task().stage is not Stage.SUBMITTED
    )
    @rule()
    def a_late_report_waits_for_the_answer(self) -> None:
        """It is signed after the due day and not confirmed while the request waits."""
        assert self.asked(self.a_later_day(9))
        self.go(end_of(last_day(self.kit.task())))
        while not self.waits_for_the_last_step():
            super().next_step("agree", 0)
        assert not self.asked(self.a_later_day(9)), "nothing is owed"
        task = self.kit.task()
        if not task.changed_figures and signed_late(task):
            assert not self.send(self._awaited()[0], self.agreement())
        assert self.answered("grant-extension")
        self.the_laws_hold()

    def waits_for_the_last_step(self) -> bool:
        task = self.kit.task()
        return (
            task.stage is Stage.APPROVED
            and waiting_rung(task, self.kit.policy) == rungs_of(task, self.kit.policy)[-1]
        )

    def next_step(self, how: str, which: int) -> None:
        """A late report is confirmed only after the waiting request is answered."""
        task = self.kit.task()
        late = signed_late(task)
        if task.extension is not None and not task.missed and (late or task.changed_figures):
            awaited = self._awaited()
            if awaited and late and self.waits_for_the_last_step():
                assert not self.send(awaited[0], self.agreement())
            assert self.answered("refuse-extension")
        super().next_step(how, which)

    def the_laws_hold(self) -> None:
        super().the_laws_hold()
        task, facts = self.kit.task(), self.kit.facts()
        laws.the_original_date_never_changes(facts, task)
        laws.recorded_lateness_never_goes(facts, task, box(task, self.today))
        laws.who_missed_a_day_led_on_it(facts, task)

    def the_facts_keep_the_laws(self, facts: Sequence[Fact]) -> None:
        super().the_facts_keep_the_laws(facts)
        policy, calendar = self.kit.policy, self.kit.calendar
        laws.at_most_one_extension_is_open(facts, policy)
        ends_on = self.kit.world.ends_on
        laws.a_granted_day_is_worked_and_within_the_plan(facts, ends_on, calendar)
        laws.a_waiting_extension_holds_the_record(facts, policy, calendar)
        laws.a_request_is_reported_once(facts)
        laws.what_came_in_time_asks_nobody_higher(facts)
