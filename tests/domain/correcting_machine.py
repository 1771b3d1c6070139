"""The machine over one task, whose confirmed figures are corrected by who assigned it."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from services.commands.acts import ActCommand
from services.domain.roles import Holder
from services.domain.task.authority import is_stopped
from services.domain.task.events import FigureKind
from services.domain.task.lateness import judgement
from services.domain.task.state import Ending
from tests.domain.extension_machine import ExtensionTaskMachine
from tests.domain.file_acts import people
from tests.domain.task_world import CAST


class CorrectingTaskMachine(ExtensionTaskMachine):
    """See the module."""

    is_counted: bool = False

    def correction(self, value: int, **values: Any) -> ActCommand:
        """Another number for the first measure."""
        given = {"measure": "CT10", "value": Decimal(value), "kind": FigureKind.OFFICIAL}
        return self.sampled("correct-figure", **{**given, **values})

    @rule(who=people, value=st.integers(60, 70))
    def correct_blindly(self, who: Holder, value: int) -> None:
        self.send(who, self.correction(value))

    @precondition(
        lambda self: self.kit.task().ending is Ending.CONFIRMED and bool(self.kit.task().figures)
    )
    @rule(value=st.integers(60, 70))
    def a_confirmed_figure_is_corrected(self, value: int) -> None:
        """By who assigned it; the former one stays, and nothing that was counted changes."""
        before = self.kit.task()
        judged = judgement(before, self.today)
        assert not self.send(CAST["inspector"], self.correction(value))
        assert not self.send(CAST["chief"], self.correction(value, measure="CT99"))
        assert not self.send(CAST["chief"], self.correction(7, measure="CT11"))
        former = next(each for each in before.figures if each.measure == "CT10")
        done = self.send(CAST["chief"], self.correction(value))
        assert done is ((former.value, former.kind) != (Decimal(value), FigureKind.OFFICIAL))
        after = self.kit.task()
        kept = (before.corrected_figures, after.corrected_figures)
        assert [each.before for each in kept[1][len(kept[0]) :]] == [former] * done
        assert not self.send(CAST["chief"], self.correction(value)), "it is so already"
        assert judgement(after, self.today) == judged
        self.the_laws_hold()

    @initialize(finishes=st.booleans())
    def figures_are_corrected_at_the_end(self, finishes: bool) -> None:
        """Tried at the end of a run of work that asks for figures, so that many come to it."""
        self.is_counted = finishes and bool(self.kit.task().measures)

    def teardown(self) -> None:
        for _ in range(8 * self.is_counted):
            if not is_stopped(self.kit.task()):
                self.next_step("agree", 0)
        task = self.kit.task()
        if self.is_counted and task.ending is Ending.CONFIRMED and task.figures:
            self.a_confirmed_figure_is_corrected(61)
        super().teardown()
