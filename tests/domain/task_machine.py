"""A state machine over one task: people of every office act, time passes, the clock runs.

`Kit` is what the machine plays on: the pure domain here, the real handlers in
`tests/commands/task_kit.py`. `reached` counts what was seen, so that a run that never came to a
stage, an act or a refusal is noticed.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    precondition,
    rule,
)

from services.commands.acts import ActCommand
from services.domain.agenda import Action
from services.domain.errors import Refusal
from services.domain.facts import Fact
from services.domain.instants import day_of, end_of, start_of
from services.domain.papers import Paper
from services.domain.replacing import replace
from services.domain.roles import WORKING, Holder
from services.domain.task.acts.undo_act import ActUndone
from services.domain.task.authority import is_stopped
from services.domain.task.events import CorrectionKind, DeadlineMissed, Ground, ReminderSkipped
from services.domain.task.evolving import fold, not_undone, outcome_of
from services.domain.task.lateness import box
from services.domain.task.state import Stage
from services.domain.task.terms import RETURN_CODES, RETURN_GROUNDS
from tests.acts.sample import ActSample
from tests.acts.task import SAMPLES
from tests.domain import chain_laws as chains
from tests.domain import task_laws as laws
from tests.domain.file_acts import FileActs, people
from tests.domain.machine_kit import Kit
from tests.domain.task_world import CAST, MANNERS, WORLDS, World, content
from tests.due_days import last_day
from tests.memory_ward import CODEC

WRONG = (
    *("empty", "both", "neither", "yes_no", "unknown"),
    *("future_paper", "odd_paper", "short", "double"),
)
TET = date(2027, 2, 11)  # the first working day after it
grounds = st.sampled_from(tuple(Ground))
hows = st.sampled_from(["agree", "agree", "agree", *RETURN_GROUNDS, "back", "late", "recall"])


class TaskMachine(FileActs):
    """See the module. Subclasses say on which desk and where to count."""

    world: ClassVar[str]
    make_kit: ClassVar[Callable[[World], Kit]]
    reached: ClassVar[Counter[str]]
    kit: Kit

    def __init__(self) -> None:
        super().__init__()
        self.kit = type(self).make_kit(WORLDS[self.world])
        self.settled = False
        self.checked = 0

    @initialize(wrong=st.booleans(), supported=st.booleans(), silent=st.booleans())
    def some_begin_with_mistakes(self, wrong: bool, supported: bool, silent: bool) -> None:
        """Rules may be left out of a whole run; what only some worlds ask for is tried here."""
        if silent:  # nobody answers until silence is acceptance
            self.go(end_of(self.kit.task().acknowledge_by))
            self.the_clock_runs(backwards=False, twice=False, cut_off=False)
        if supported:
            self.send(self.of_lead()[0], self.sampled("note-progress"))
            for typed in (False, True):
                self.contribute("other", "VHXH", on_paper=False, typed=typed, paper=None)
        if wrong:
            self.the_lead_tries_wrong_reports()

    @property
    def today(self) -> date:
        return day_of(self.kit.now)

    def send(self, who: Holder, command: ActCommand) -> bool:
        """Let somebody try; a refused wish changes nothing."""
        before = list(self.kit.facts())
        self.settled = False
        try:
            self.kit.send(who, command)
        except Refusal as refusal:
            self.reached[f"refusal {refusal.code}"] += 1
            assert list(self.kit.facts()) == before
            return False
        assert list(self.kit.facts())[: len(before)] == before
        self.reached[f"act {type(command).__name__}"] += 1
        return True

    # ── people ────────────────────────────────────────────────────────────────────────────

    @rule(who=people, sample=st.sampled_from(SAMPLES))
    def do_as_sampled(self, who: Holder, sample: ActSample) -> None:
        """Any act, also one that no rule below knows."""
        self.send(who, self.sampled(sample.act.name))

    @rule(who=people)
    def acknowledge(self, who: Holder) -> None:
        self.send(who, self.sampled("acknowledge-task"))

    @rule(
        who=st.sampled_from(["other", "other head", "specialist", "chief", "police"]),
        unit=st.sampled_from(["VHXH", "VHXH", "VHXH", "MTTQ", "KTHTDT"]),
        on_paper=st.booleans(),
        typed=st.booleans(),
        paper=st.sampled_from([None, None, 0, 1]),
    )
    def contribute(
        self, who: str, unit: str, on_paper: bool, typed: bool, paper: int | None
    ) -> None:
        dated = None if paper is None else self.today + timedelta(days=paper)
        command = self.sampled(
            "submit-contribution",
            unit=unit,
            text=self.kit.put("Nội dung phối hợp.") if typed else None,
            on_paper=on_paper,
            paper=None if dated is None else Paper(number="07/MTTQ", dated_on=dated),
        )
        self.send(CAST[who], command)

    @rule(who=people, manner=st.sampled_from(MANNERS), behind=st.sampled_from([0, 0, 0, 1]))
    def report(self, who: Holder, manner: str, behind: int) -> None:
        self.send(who, self.report_of(manner, behind))

    def report_of(self, manner: str, behind: int = 0) -> ActCommand:
        brought = content(self.kit.world, manner, self.kit.put, self.today)
        return self.sampled(
            "submit-report",
            after_submission=self.kit.task().submission - behind,
            text=brought.text,
            figures=brought.figures,
            paper=brought.paper,
        )

    @rule(manner=st.sampled_from(MANNERS), by_head=st.booleans())
    def the_lead_reports(self, manner: str, by_head: bool) -> None:
        """The same by somebody who may: else reports are rare."""
        self.send(self.of_lead()[-by_head], self.report_of(manner))

    def of_lead(self) -> list[Holder]:
        lead = self.kit.task().lead
        return [who for who in CAST.values() if who.find(WORKING, lead) is not None]

    @rule(
        who=people,
        name=st.sampled_from(["approve-submission", "confirm-submission", "recall-submission"]),
        behind=st.sampled_from([0, 0, 0, 1]),
    )
    def decide_blindly(self, who: Holder, name: str, behind: int) -> None:
        number = self.kit.task().submission - behind
        self.send(who, self.sampled(name, submission=number))

    @rule(who=people, ground=grounds, code=st.sampled_from([None, "missing-paper"]))
    def return_blindly(self, who: Holder, ground: Ground, code: str | None) -> None:
        self.send(who, self.return_of(ground, 3, typed=code is None, code=code))

    def return_of(
        self, ground: Ground, days: int, *, typed: bool, code: str | None, to: str | None = None
    ) -> ActCommand:
        return self.sampled(
            "return-submission",
            ground=ground,
            reason=self.kit.put("Cần bổ sung biểu số 2.") if typed else None,
            reason_code=code,
            correct_by=self.today + timedelta(days=days),
            to_step=to,
        )

    def holding(self) -> Sequence[Fact]:
        """What was recorded and not undone since."""
        return not_undone(self.kit.facts())

    def _awaited(self) -> list[Holder]:
        """Those whose decision it is, told without the domain's own answer."""
        facts, policy = self.holding(), self.kit.policy
        rung, sent_version = chains.waiting_rung(facts), chains.newest(facts)
        if rung is None or sent_version is None:
            return []
        acted, lead = sent_version.barred(), self.kit.task().lead
        return [
            who
            for who in CAST.values()
            if who.person_id not in acted and chains.holds(who, rung, lead, policy)
        ]

    @rule(steps=st.lists(st.tuples(hows, st.integers(0, 4)), min_size=1, max_size=4))
    def the_next_steps(self, steps: Sequence[tuple[str, int]]) -> None:
        """Those whose turn it is do what they may: never refused."""
        for how, which in steps:
            if is_stopped(self.kit.task()):
                return
            if how == "late":
                self.time_passes("past due")
            self.next_step(Ground.FAILED_CONTENT if how == "late" else how, which)
            self.the_laws_hold()

    def next_step(self, how: str, which: int) -> None:
        """Report, agree, return in one of the two ways, or take back what nobody has judged."""
        awaited = self._awaited()
        if not awaited:
            lead = self.of_lead()
            assert self.send(lead[which % len(lead)], self.report_of("right"))
        if how == "recall" and self.kit.task().stage is Stage.SUBMITTED:
            lead = self.of_lead()
            recall = self.sampled("recall-submission")
            assert self.send(lead[which % len(lead)], recall)
            return
        if not awaited:
            return
        sent_version = chains.newest(self.holding())
        assert sent_version is not None
        if self.kit.task().stage is Stage.APPROVED:  # too late to recall; the last rung confirms
            wrong = "approve" if sent_version.waiting == len(sent_version.chain) - 1 else "confirm"
            assert not self.send(awaited[0], self.sampled(f"{wrong}-submission"))
            assert not self.send(self.of_lead()[0], self.sampled("recall-submission"))
        acted = sent_version.barred()
        for other in CAST.values():  # nobody who acted on this report before
            if other.person_id in acted:
                assert not self.send(other, self.agreement())
        rung, other = chains.waiting_rung(self.holding()), CAST["other vice chair"]
        if rung and not chains.holds(other, rung, self.kit.task().lead, self.kit.policy):
            assert not self.send(other, self.agreement())
        who = awaited[which % len(awaited)]
        if how in RETURN_GROUNDS or (how == "back" and sent_version.steps_back):
            code = min(RETURN_CODES) if self.kit.world.opened.restricted else None
            ground = Ground.SUPPLEMENT if how == "back" else Ground(how)
            steps = sent_version.steps_back if how == "back" else ()
            to = steps[which % len(steps)] if steps else None
            returned = self.return_of(ground, 1 + 2 * which, typed=code is None, code=code, to=to)
            self.reached["back to a step"] += bool(to)
            assert self.send(who, returned)
            return
        assert self.send(who, self.agreement())

    def agreement(self) -> ActCommand:
        """What the waiting rung says when it agrees."""
        sent_version = chains.newest(self.holding())
        last = sent_version is not None and sent_version.waiting == len(sent_version.chain) - 1
        name = "confirm-submission" if last else "approve-submission"
        # Where changed figures are judged, of one submission one way and of the next the other.
        number = self.kit.task().submission
        ground = CorrectionKind.CONTENT if number % 2 else CorrectionKind.FORM
        return self.sampled(name, correction=ground)

    @precondition(lambda self: self._awaited())
    @rule()
    def nobody_decides_in_a_wrong_way(self) -> None:
        """Not without a reason, not for a day that makes no sense, not in a code of one's own."""
        who = self._awaited()[0]
        for days, typed, code in [(-1, True, None), (61, True, None), (1, False, None)]:
            wrong = self.return_of(Ground.FORMAL_GAP, days, typed=typed, code=code)
            assert not self.send(who, wrong)
        for to in ("unit_head", "khac"):
            assert not self.send(
                who, self.return_of(Ground.SUPPLEMENT, 1, typed=True, code=None, to=to)
            )
        assert not self.send(who, self.return_of(Ground.FORMAL_GAP, 1, typed=True, code="một lời"))

    @precondition(lambda self: self.kit.task().stage in {Stage.ISSUED, Stage.ACKNOWLEDGED})
    @rule()
    def the_lead_tries_wrong_reports(self) -> None:
        """Until one of them is right for this task."""
        for manner in WRONG:
            if self.send(self.of_lead()[0], self.report_of(manner)):
                return

    # ── time ──────────────────────────────────────────────────────────────────────────────

    @rule(to=st.sampled_from(["hour", "night", "day", "days", "due", "past due", "correction"]))
    def time_passes(self, to: str) -> None:
        """Some time, or to the last second of a date that counts, or to the first one after."""
        task, second = self.kit.task(), timedelta(seconds=1)
        corrected = end_of(task.correct_by or last_day(task))
        ends = {"due": end_of(last_day(task)) - second, "past due": end_of(last_day(task))}
        spans = {"hour": 1, "night": 15, "day": 24, "days": 72}
        if to in spans:
            self.go(self.kit.now + timedelta(hours=spans[to]))
        else:
            self.go(ends.get(to, corrected - second if corrected > self.kit.now else corrected))

    @precondition(lambda self: self.today.year == TET.year)
    @rule()
    def over_tet(self) -> None:
        self.go(start_of(TET, 8))

    def go(self, to: datetime) -> None:
        if to > self.kit.now:
            self.kit.now = to.astimezone(UTC)
            self.settled = False

    # ── the clock ─────────────────────────────────────────────────────────────────────────

    @rule(backwards=st.booleans(), twice=st.booleans(), cut_off=st.booleans())
    def the_clock_runs(self, backwards: bool, twice: bool, cut_off: bool) -> None:
        """Until nothing is due, or one action long: in any order, each action once or twice."""
        for each in self.kit.agenda().due[:1] if cut_off else ():
            self.act(each)
            return
        for _ in range(30):
            due = self.kit.agenda().due
            if not due:
                self.settled = True
                return
            for action in reversed(due) if backwards else due:
                self.act(action)
                if twice:
                    self.act(action)
        raise AssertionError("the clock never comes to rest")

    def act(self, action: Action) -> None:
        before = len(self.kit.facts())
        again = action.id in self.kit.done()
        self.kit.run(action.id)
        assert not again or len(self.kit.facts()) == before
        self.reached[f"action {action.KIND}"] += 1
        self.settled = False

    @rule(offset=st.integers(0, 2), given=st.booleans(), at_once=st.booleans())
    def the_calendar_changes(self, offset: int, given: bool, at_once: bool) -> None:
        """A day around the due date becomes a rest day, or a working day again."""
        self.kit.rest(last_day(self.kit.task()) - timedelta(days=offset), given=given)
        self.settled = False
        if at_once:
            self.the_clock_runs(backwards=False, twice=False, cut_off=False)

    @initialize(recalled=st.sampled_from([False, False, False, True]))
    def some_begin_with_a_report_too_many(self, recalled: bool) -> None:
        for _ in range(2 * recalled):
            if not is_stopped(self.kit.task()):
                self.next_step("recall", 0)

    @initialize(moved=st.sampled_from([False, False, False, True]))
    def some_due_days_become_rest_days(self, moved: bool) -> None:
        """The Government made it a rest day: what was ordered stays as it was."""
        before = self.kit.task()
        if moved and not before.missed and not before.ending and self.today <= last_day(before):
            self.kit.rest(last_day(before), given=True)
            self.the_clock_runs(backwards=False, twice=True, cut_off=False)
            assert (self.kit.task().due == before.due) is (before.periodic is None)

    # ── laws ──────────────────────────────────────────────────────────────────────────────

    @invariant()
    def the_laws_hold(self) -> None:
        facts, task = self.kit.facts(), self.kit.task()
        if len(facts) != self.checked:
            self.every_fact_is_kept(facts)
            if not isinstance(facts[-1].event, ActUndone):  # the machine of undoing looks at that
                self.the_facts_keep_the_laws(not_undone(facts))
            self.checked = len(facts)
        now_in = box(task, self.today)
        laws.a_box_and_a_missed_date_agree(task, now_in, settled=self.settled)
        due = [each.id for each in self.kit.agenda().due]
        laws.an_action_never_comes_again(due, self.kit.done())
        if task.stage in {Stage.SUBMITTED, Stage.APPROVED} and not is_stopped(task):
            assert self._awaited(), "a rung waits for nobody"
        self.reached.update([f"box {now_in}", f"stage {task.stage}"])
        self.reached["returned"] += task.returned

    def the_facts_keep_the_laws(self, facts: Sequence[Fact]) -> None:
        """Those that were not undone; the newest fact is among them."""
        laws.a_date_is_missed_at_most_once(facts)
        laws.a_missed_date_was_missed(facts)
        laws.closed_stays_closed(facts)
        chains.nobody_acts_on_two_rungs(facts)
        laws.only_an_undecided_report_is_recalled(facts)
        chains.rungs_are_climbed_in_order(facts, self.kit.policy)
        laws.the_clock_and_people_keep_to_their_facts(facts)
        laws.a_submission_holds_the_files_of_its_moment(facts)
        laws.a_restricted_task_holds_nothing(facts, CODEC)
        laws.a_confirmation_counts_from_the_signature(facts)
        laws.a_due_date_never_moves_into_the_past(facts)
        laws.what_was_ordered_keeps_its_day_or_none(facts)
        whole = fold(facts)  # what evidence folds is no other task
        assert whole is not None
        issued_at = facts[0].occurred_at
        whole = replace(whole, last_act_at=issued_at, last_sign_at=None, latest=None)
        assert outcome_of(facts) == whole

    def every_fact_is_kept(self, facts: Sequence[Fact]) -> None:
        """All that was recorded."""
        laws.versions_are_dense(facts)
        laws.every_fact_survives_storage(facts[self.checked :], CODEC)
        for fact in facts[self.checked :]:
            event = fact.event
            self.reached[f"fact {event.TYPE}"] += 1
            if isinstance(event, DeadlineMissed):
                self.reached[f"missed {event.cause}"] += 1
            if isinstance(event, ReminderSkipped):
                self.reached[f"skipped {event.reason}"] += 1
