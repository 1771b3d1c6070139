"""What the Office of a simulated ward states beside the plan, and which figures it corrects."""

from datetime import UTC, timedelta
from decimal import Decimal
from functools import partial
from typing import Final

from infra.simulation.acts import SimulatedActs
from infra.simulation.figures import InventedFigures, plan_measures
from infra.simulation.people import OFFICE_UNIT
from services.domain.assignment.acts.correct_range import CorrectRange
from services.domain.assignment.acts.state_targets import StateTargets
from services.domain.assignment.events import AssignmentOpened, Measure
from services.domain.assignment.ranges import SHARE
from services.domain.assignment.stated import YearlyTarget
from services.domain.facts import Fact
from services.domain.instants import day_of, start_of
from services.domain.plan.draft import YearlyRule
from services.domain.task.acts.confirm_submission import SubmissionConfirmed
from services.domain.task.acts.correct_figure import CorrectFigure
from services.domain.task.events import FigureKind

_FROM_A_BASELINE: Final = frozenset({YearlyRule.GLIDE, YearlyRule.STEP})
_STATED_AFTER: Final = 30  # calendar days, until the Office has the figures of the year before
_CORRECTED: Final = 0.06  # of the figures that are confirmed
_WIDENED: Final = 0.08  # of the shares turn out to have no upper bound
_NEARLY: Final = Decimal("0.99")


class StatedScript(SimulatedActs):
    """Tells what is stated of the measures once the plan is in force, and corrected later."""

    def hear(self, fact: Fact) -> None:
        """Plan what follows an opened item, or a confirmed report."""
        match fact.event:
            case AssignmentOpened(restricted=False, measures=measures):
                for measure in measures:
                    self._plan_stating(fact.stream, fact.event, measure)
            case SubmissionConfirmed():
                task = self.ward.tasks[fact.stream]
                corrected = self._happens(_CORRECTED, "figure corrected", fact.stream)
                if task.figures and corrected:
                    later = self._in(self.chance.between(10, 40, "when", fact.stream))
                    self._later(later, fact.stream, self._correct, confirmed_too=True)
            case _:
                pass

    def _plan_stating(self, stream: str, opened: AssignmentOpened, measure: Measure) -> None:
        day = max(opened.active_from, day_of(self.ward.at)) + timedelta(days=_STATED_AFTER)
        at = start_of(day, 10).astimezone(UTC)
        if measure.is_yes_no or measure.code not in plan_measures():
            return
        if measure.rule in _FROM_A_BASELINE and measure.target_2030 is not None:
            self.ward.later(at, partial(self._state, stream, measure))
        wide = self._happens(_WIDENED, "widened", stream, measure.code)
        if measure.possible == SHARE and wide:
            self.ward.later(at, partial(self._widen, stream, measure))

    async def _state(self, stream: str, measure: Measure) -> None:
        baseline = InventedFigures(self.chance).baseline(measure)
        before = YearlyTarget(year=self.ward.at.year - 1, value=baseline)
        command = StateTargets(
            stream=stream, measure=measure.code, years=(before,), paper=self._paper("QĐ")
        )
        await self._act(self.roster.specialist(OFFICE_UNIT), command)

    async def _widen(self, stream: str, measure: Measure) -> None:
        words = self._words()
        command = CorrectRange(
            stream=stream,
            measure=measure.code,
            low=Decimal(0),
            high=None,
            whole=False,
            reason=words.need("Tỷ lệ so với kế hoạch có thể trên 100%.", label="Lý do"),
            paper=None,
        )
        await self._act(self.roster.specialist(OFFICE_UNIT), command, words)

    async def _correct(self, stream: str) -> None:
        """The last place of a number turns out to be another one."""
        task, words = self.ward.tasks[stream], self._words()
        asked = {each.code: each for each in task.measures}
        for figure in task.figures:
            measure = asked[figure.measure]
            if figure.value is None or measure.is_yes_no:
                continue
            value = InventedFigures.possible(measure, figure.value * _NEARLY)
            if value == figure.value:
                continue
            command = CorrectFigure(
                stream=stream,
                measure=figure.measure,
                value=value,
                kind=FigureKind.OFFICIAL,
                reason=words.need("Cơ quan thống kê công bố số chính thức.", label="Lý do"),
                paper=None,
            )
            await self._act(self._assigner(task), command, words)
            return
