"""The machine over one task, with people who take back what they have just done."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from services.commands.acts import ActCommand
from services.domain.facts import ActorKind
from services.domain.instants import end_of, start_of
from services.domain.roles import SIGNING, Holder
from services.domain.task.acts.undo_act import ActUndone
from services.domain.task.authority import is_stopped
from services.domain.task.events import DeadlineMissed, Ground
from services.domain.task.evolving import fold
from services.domain.task.state import Stage, Task
from services.domain.task.undoing import UNDOING
from tests.domain.extension_machine import ExtensionTaskMachine
from tests.domain.file_acts import people
from tests.domain.task_world import CAST
from tests.due_days import last_day

OF_THE_LEAD = ("note-progress", "request-contribution", "acknowledge-task", "submit-report")
OF_THE_ASSIGNER = ("suspend-task", "resume-task", "grant-extension", "refuse-extension")
OF_THE_OFFICE = ("send-chase", "note-promise", "note-contact", "chase-supporter")
FROM_ABOVE = (*OF_THE_OFFICE, "give-instruction")
OF_A_HEAD = ("name-specialist", "release-specialist", "waive-contribution")
TAKEN_BACK = (
    *OF_THE_LEAD,
    *OF_THE_ASSIGNER,
    *OF_A_HEAD,
    *FROM_ABOVE,
    "agree",
    "return",
)

EACH_UNDONE = tuple(f"undone {kind}" for kind, undoing in UNDOING.items() if not undoing.instead)


def but_for_times(task: Task | None) -> Task | None:
    """A task without what its undoing leaves behind: when something happened last."""
    return task and replace(task, last_act_at=task.issued_at, latest=None)


class UndoTaskMachine(ExtensionTaskMachine):
    """See the module."""

    def somebody_acts(self, name: str) -> tuple[Holder, ActCommand] | None:
        """Who may do one of these acts, and the act; None where nobody can now."""
        if name in {"agree", "return"}:
            return self.somebody_decides(agrees=name == "agree")
        if name in OF_THE_ASSIGNER:
            more: dict[str, object] = {}
            if name == "grant-extension":
                more["until_on"] = self.a_later_day()
            extension = self.kit.task().extension
            if extension is not None and name in {"grant-extension", "refuse-extension"}:
                more["request"] = extension.number
            return self.the_assigner(), self.sampled(name, **more)
        if name in FROM_ABOVE:
            return CAST["checker" if name in OF_THE_OFFICE else "chair"], self.sampled(name)
        if name in OF_A_HEAD:
            return self.the_head(), self.of_a_head(name)
        if name == "submit-report":
            return self.of_lead()[0], self.report_of("right")
        return self.of_lead()[0], self.sampled(name)

    def the_head(self) -> Holder:
        return next(who for who in self.of_lead() if who.find(SIGNING, self.kit.task().lead))

    def of_a_head(self, name: str) -> ActCommand:
        who = self.the_head().person_id
        more = {"person_id": who, "by_on": None, "note": None} if name == "name-specialist" else {}
        return self.sampled(name, **more)

    def so_that_it_can_be_done(self, name: str) -> None:
        """Something is asked, reported or named first, where it may be."""
        if name in {"grant-extension", "refuse-extension"} and self.open_to_asking:
            assert self.asked(self.a_later_day(9))
        near = last_day(self.kit.task()) - timedelta(days=self.kit.policy.chasing.near_days)
        if name == "send-chase" and self.today < near:
            self.go(start_of(near, 8))
        if name in {"agree", "return"} and not self._awaited():
            self.send(self.of_lead()[0], self.report_of("right"))
        if name == "release-specialist":
            self.send(self.the_head(), self.of_a_head("name-specialist"))

    def somebody_decides(self, *, agrees: bool) -> tuple[Holder, ActCommand] | None:
        """Whose turn it is, and what they say; None where nothing waits."""
        awaited, secret = self._awaited(), self.kit.task().restricted
        if not awaited:
            return None
        code = "missing-paper" if secret else None
        returned = self.return_of(Ground.FORMAL_GAP, 1, typed=not secret, code=code)
        return awaited[0], self.agreement() if agrees else returned

    @rule(who=people, version=st.integers(0, 30))
    def undo_blindly(self, who: Holder, version: int) -> None:
        self.send(who, self.sampled("undo-act", version=version))

    @precondition(lambda self: not self.kit.task().ending)
    @rule(
        name=st.sampled_from(TAKEN_BACK),
        minutes=st.sampled_from([0, 3, 10, 10, 11]),
        clock=st.booleans(),
        late=st.booleans(),
        other=st.booleans(),
    )
    def an_act_is_taken_back(
        self, name: str, minutes: int, clock: bool, late: bool, other: bool
    ) -> None:
        """By who did it, in time and as long as nobody has acted since; afterwards no more."""
        if late and self.kit.now < end_of(self.today) - timedelta(minutes=2):
            self.go(end_of(self.today) - timedelta(minutes=2))  # a day ends before it is undone
            self.the_clock_runs(backwards=False, twice=False, cut_off=False)
        self.so_that_it_can_be_done(name)
        chosen, before = self.somebody_acts(name), self.kit.task()
        count = len(self.kit.facts())
        if chosen is None or not self.send(*chosen) or len(self.kit.facts()) == count:
            return
        who = chosen[0]
        self.the_laws_hold()
        self.go(self.kit.now + timedelta(minutes=minutes))
        if clock:
            self.the_clock_runs(backwards=False, twice=False, cut_off=False)
        if other:
            others = [each for each in (*self.of_lead(), CAST["other"]) if each is not who]
            other = any(self.send(each, self.sampled("note-progress")) for each in others[-2:])
        assert not self.send(CAST["inspector"], self.sampled("undo-act"))
        latest = self.kit.task().latest
        assert latest is not None
        done = self.send(who, self.sampled("undo-act"))
        assert done is (minutes <= 10 and latest.before is not None and not other)
        self.the_laws_hold()
        if done:
            self.reached[f"undone {latest.type}"] += 1
            since = self.kit.facts()[count:]
            if all(fact.actor.kind is ActorKind.PERSON for fact in since):
                assert but_for_times(self.kit.task()) == but_for_times(before)
            assert not self.send(who, self.sampled("undo-act"))

    def teardown(self) -> None:
        """Each act once more, at the end of the runs that nobody ends by a decision."""
        for name in () if self.ends_with else TAKEN_BACK:
            if not self.kit.task().ending:
                self.an_act_is_taken_back(name, minutes=0, clock=False, late=False, other=False)
        if not self.kit.task().ending:
            first = TAKEN_BACK[0]
            self.an_act_is_taken_back(first, minutes=11, clock=False, late=False, other=False)
        super().teardown()

    @initialize(answer=st.sampled_from(["keep-task", "acknowledge-task", ""]))
    def some_answer_by_mistake(self, answer: str) -> None:
        """A refusal waits again as if nobody had answered it, and so does the task itself."""
        head = self.the_head()
        if answer == "keep-task":
            self.send(head, self.sampled("decline-task", lead_unit=self.another()))
        before = self.kit.task()
        waits = before.decline is not None or answer == "acknowledge-task"
        if not answer or not waits or before.stage is not Stage.ISSUED:
            return
        who = self.the_assigner() if answer == "keep-task" else head
        assert self.send(who, self.sampled(answer))
        self.the_laws_hold()
        latest = self.kit.task().latest
        assert latest is not None
        assert self.send(who, self.sampled("undo-act"))
        self.reached[f"undone {latest.type}"] += 1
        assert but_for_times(self.kit.task()) == but_for_times(before)

    @precondition(lambda self: self.open_to_asking and not is_stopped(self.kit.task()))
    @rule(how=st.sampled_from(["refuse-extension", "withdraw-extension"]))
    def an_answer_that_recorded_a_miss_stays(self, how: str) -> None:
        """Refused or taken back after the due day: what was recorded is not taken from it.

        While a returned report may still be corrected nothing is missed: then a refusal is
        undone. What the lead took back is final.
        """
        assert self.asked(self.a_later_day(9))
        self.go(end_of(last_day(self.kit.task())) + timedelta(hours=9))
        assert self.answered(how)
        recorded = isinstance(self.kit.facts()[-1].event, DeadlineMissed)
        assert not self.send(self.of_lead()[0], self.sampled("undo-act"))
        undone = self.send(self.the_assigner(), self.sampled("undo-act"))
        assert undone is (how == "refuse-extension" and not recorded)

    @initialize(recorded=st.sampled_from([False, False, False, False, True]))
    def some_are_missed_by_an_answer(self, recorded: bool) -> None:
        if recorded and self.open_to_asking and not is_stopped(self.kit.task()):
            self.an_answer_that_recorded_a_miss_stays("refuse-extension")

    def the_laws_hold(self) -> None:
        super().the_laws_hold()
        if isinstance(self.kit.facts()[-1].event, ActUndone):
            assert but_for_times(self.kit.task()) == but_for_times(fold(self.holding()))
