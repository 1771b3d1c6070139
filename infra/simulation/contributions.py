"""What supporting units of a simulated ward contribute, and what the lead asks of them."""

from datetime import timedelta
from functools import partial
from typing import Final

from infra.simulation.acts import SimulatedActs, new_task
from services.domain.facts import Fact
from services.domain.instants import day_of
from services.domain.task.acts.approve_contribution import ApproveContribution
from services.domain.task.acts.request_contribution import RequestContribution
from services.domain.task.acts.return_contribution import ReturnContribution
from services.domain.task.acts.submit_contribution import SubmitContribution
from services.domain.task.acts.waive_contribution import WaiveContribution
from services.domain.task.contributing import owes, unsigned_of

_UNDATED: Final = 20  # calendar days in which units contribute to work without a day


class ContributionScript(SimulatedActs):
    """Tells who contributes and signs, whom the lead asks, and what it does without."""

    def hear(self, fact: Fact) -> None:
        """Plan what each supporting unit of a task does, and what the lead does about it."""
        task = new_task(fact.event)
        if task is None:
            return
        stream, start = fact.stream, day_of(self.ward.at)
        due_on = task.around(start, _UNDATED)
        for unit in task.supporting:
            here = self.roster.works(unit)
            share = self.pace.contributing if here else self.pace.contributing_outside
            if self._happens(share, "contribute", unit, stream):
                before = timedelta(days=self.chance.between(2, 12, "contribute", unit, stream))
                step = partial(self._contribute, unit=unit)
                self._later(max(start, due_on - before), stream, step)
            for share, days, missing in ((0.1, 4, self._ask), (0.1, 2, self._waive)):
                if self._happens(share, missing.__name__, unit, stream):
                    on = max(start, due_on - timedelta(days=days))
                    self._later(on, stream, partial(missing, unit=unit))

    async def _contribute(self, stream: str, *, unit: str) -> None:
        task, words = self.ward.tasks[stream], self._words()
        if unit not in task.supporting:  # the task was handed on to it: it leads now
            return
        here = self.roster.works(unit)
        typed = here and not task.restricted
        said = self.writing.contribution(stream, unit) if typed else None
        command = SubmitContribution(
            stream=stream,
            unit=unit,
            text=words.put(said, label="Nội dung"),
            on_paper=not here,
            paper=None if typed else self._paper("CV"),
        )
        await self._act(self.roster.specialist(unit if here else task.lead), command, words)
        self._later(self._in(1), stream, partial(self._decide, unit=unit))

    async def _decide(self, stream: str, *, unit: str) -> None:
        """Its head signs it, or wants it written anew."""
        task, words = self.ward.tasks[stream], self._words()
        number = unsigned_of(task, unit)
        if number is None:
            return
        head = self.roster.head(unit)
        if number > 1 or not self._happens(0.3, "contribution returns", unit, stream):
            await self._act(head, ApproveContribution(stream=stream, contribution=number))
            return
        said = None if task.restricted else "Cần nêu rõ số hộ của từng tổ."
        returned = ReturnContribution(
            stream=stream,
            contribution=number,
            reason=words.put(said, label="Lý do"),
            reason_code="superior-opinion" if task.restricted else None,
        )
        await self._act(head, returned, words)
        self._later(self._in(1), stream, partial(self._contribute, unit=unit))

    async def _ask(self, stream: str, *, unit: str) -> None:
        task, words = self.ward.tasks[stream], self._words()
        if not owes(task, unit):
            return
        said = None if task.restricted else "Số hộ đã ký cam kết của từng tổ."
        command = RequestContribution(
            stream=stream,
            unit=unit,
            by_on=max(day_of(self.ward.at), task.due_on or self._in(_UNDATED)),
            note=words.put(said, label="Nội dung cần phối hợp"),
        )
        await self._act(self.roster.specialist(task.lead), command, words)

    async def _waive(self, stream: str, *, unit: str) -> None:
        task, words = self.ward.tasks[stream], self._words()
        if not owes(task, unit):
            return
        said = None if task.restricted else "Đơn vị chủ trì đã có đủ số liệu."
        command = WaiveContribution(
            stream=stream,
            unit=unit,
            reason=words.put(said, label="Lý do"),
            reason_code="superior-opinion" if task.restricted else None,
        )
        await self._act(self.roster.head(task.lead), command, words)
