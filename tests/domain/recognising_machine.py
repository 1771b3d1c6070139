"""The machine over one task, whose upper body acknowledges what was finished for it."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from services.commands.acts import ActCommand
from services.domain.papers import Paper
from services.domain.roles import Holder
from services.domain.task.authority import is_stopped
from services.domain.task.lateness import judgement
from services.domain.task.state import Ending
from tests.domain.extension_machine import ExtensionTaskMachine
from tests.domain.file_acts import people
from tests.domain.task_world import CAST


class RecognisingTaskMachine(ExtensionTaskMachine):
    """See the module."""

    finishes: bool = False

    def recognition(self, days: int | None = 0) -> ActCommand:
        """By a paper of so many days from now; by none for None."""
        paper = None
        if days is not None:
            paper = Paper(number="77/UBND-VX", dated_on=self.today + timedelta(days=days))
        return self.sampled("recognise-task", paper=paper)

    @rule(who=people, days=st.sampled_from([None, 0, 1]))
    def recognise_blindly(self, who: Holder, days: int | None) -> None:
        self.send(who, self.recognition(days))

    @precondition(lambda self: self.kit.task().ending is Ending.CONFIRMED)
    @rule()
    def the_upper_body_answers(self) -> None:
        """Once, by a paper whose day has come, of assigned work alone; what was counted stays."""
        before, who = self.kit.task(), CAST["checker"]
        judged = judgement(before, self.today)
        for days in (None, 1):
            assert not self.send(who, self.recognition(days))
        assert not self.send(CAST["inspector"], self.recognition())
        done = self.send(who, self.recognition())
        assert done is (before.assigned is not None and before.recognised is None)
        if not done:
            return
        assert not self.send(who, self.recognition()), "once"
        assert judgement(self.kit.task(), self.today) == judged
        latest = self.kit.task().latest
        assert latest is not None
        if self.today.day % 2:
            assert self.send(who, self.sampled("undo-act"))
            self.reached[f"undone {latest.type}"] += 1
            assert self.kit.task().recognised is None
        self.the_laws_hold()

    @initialize(finishes=st.booleans())
    def some_are_finished_at_the_end(self, finishes: bool) -> None:
        """Tried at the end of a run of assigned work, so that many lives come to it."""
        self.finishes = finishes and self.kit.task().assigned is not None

    def teardown(self) -> None:
        for _ in range(8 * self.finishes):
            if not is_stopped(self.kit.task()):
                self.next_step("agree", 0)
        if self.finishes and self.kit.task().ending is Ending.CONFIRMED:
            self.the_upper_body_answers()
            self.go(self.kit.now + timedelta(days=1))
            self.the_upper_body_answers()
        super().teardown()
