"""What happens to some tasks of a simulated ward beside their reports.

A head names a specialist, now and then by mistake, or refuses the task, the lead asks for more
time, the assigner gives it to another unit, stops it for a while, takes it back or puts another
one in its place.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Final

from infra.simulation.acts import SimulatedActs, new_task
from infra.simulation.people import OFFICE_UNIT
from services.commands.acts import ActCommand
from services.commands.calendars import calendar_read, current_years
from services.commands.requests import TypedTexts
from services.domain.facts import Fact, TextRef
from services.domain.instants import day_of
from services.domain.task.acts.decline_task import DeclineTask
from services.domain.task.acts.grant_extension import GrantExtension
from services.domain.task.acts.keep_task import KeepTask
from services.domain.task.acts.name_specialist import NameSpecialist
from services.domain.task.acts.reassign_task import ReassignTask
from services.domain.task.acts.refuse_extension import RefuseExtension
from services.domain.task.acts.release_specialist import ReleaseSpecialist
from services.domain.task.acts.replace_task import ReplaceTask
from services.domain.task.acts.request_extension import RequestExtension
from services.domain.task.acts.resume_task import ResumeTask
from services.domain.task.acts.suspend_task import SuspendTask
from services.domain.task.acts.undo_act import UndoAct
from services.domain.task.acts.withdraw_extension import WithdrawExtension
from services.domain.task.acts.withdraw_task import WithdrawTask
from services.domain.task.events import DelayCause
from services.domain.task.state import Stage, Task

# The Office itself and the general departments: what is handed on goes to one of these.
_OTHERS: Final = ("VHXH", "KTHTDT", OFFICE_UNIT)
_UNDATED: Final = 30  # calendar days in which something happens to work without a day
_EXTENDED: Final = timedelta(days=14)
_UNDECIDED: Final = 25  # calendar days: longer than any miss is held back
_SUSPENDED: Final = 12  # calendar days


class DecisionScript(SimulatedActs):
    """Tells who decides what about a task; most tasks need no decision."""

    def hear(self, fact: Fact) -> None:
        """Plan what will be decided about a task that was issued or assigned."""
        task = new_task(fact.event)
        if task is None:
            return
        stream, start = fact.stream, self._in(0)
        due_on = task.around(start, _UNDATED)
        for day, share, step in (
            (start, 0.02, self._decline),
            (self._in(1), 0.1, self._name),
            (due_on - timedelta(days=2), 0.1, self._ask),
            (due_on - timedelta(days=20), 0.03, self._suspend),
            (due_on - timedelta(days=10), 0.02, self._hand_on),
            (due_on - timedelta(days=8), 0.01, self._take_back),
            (due_on - timedelta(days=6), 0.01, self._replace),
        ):
            if self._happens(share, step.__name__, stream):
                self._later(max(start, day), stream, step)

    async def _name(self, stream: str) -> None:
        task = self.ward.tasks[stream]
        head, specialist = self.roster.head(task.lead), self.roster.specialist(task.lead)
        named = NameSpecialist(
            stream=stream, person_id=specialist.person_id, by_on=None, note=None
        )
        await self._act(head, named)
        if self._happens(0.2, "release", stream):
            await self._act(head, ReleaseSpecialist(stream=stream))
        if self._happens(0.2, "undo", stream):
            at = self.ward.at + timedelta(minutes=5)
            self.ward.later(at, partial(self._undo, stream))

    async def _undo(self, stream: str) -> None:
        """Named by mistake, where nobody has acted meanwhile."""
        task = self.ward.tasks[stream]
        head, latest = self.roster.head(task.lead), task.latest
        if latest is not None and latest.before is not None and latest.by == head.person_id:
            await self._act(head, UndoAct(stream=stream, version=latest.version))

    async def _decline(self, stream: str) -> None:
        """On the day on which it came, unless that is also the day on which it was reported."""
        task, words = self.ward.tasks[stream], self._words()
        if task.returned or task.stage not in {Stage.ISSUED, Stage.ACKNOWLEDGED}:
            return
        declined = DeclineTask(
            stream=stream,
            lead_unit=self._another(task),
            reason=self._said(task, words, "Không thuộc chức năng của đơn vị."),
            reason_code="not-function" if task.restricted else None,
        )
        await self._act(self.roster.head(task.lead), declined, words)
        self._later(self._in(1), stream, self._answer_decline)

    async def _answer_decline(self, stream: str) -> None:
        task = self.ward.tasks[stream]
        if task.decline is None:
            return
        if self._happens(0.5, "keep", stream):
            await self._decided(task, KeepTask)
        else:
            await self._hand_on(stream)

    async def _ask(self, stream: str) -> None:
        """More time is asked for in time; some days later it is answered, sometimes hardly."""
        task, words = self.ward.tasks[stream], self._words()
        today = day_of(self.ward.at)
        if task.due is None or task.stage is Stage.APPROVED or today > task.due.on:
            return
        years = await current_years(self.ward.ledger)
        calendar = calendar_read(await self.ward.ledger.read(years), years).calendar
        asked = RequestExtension(
            stream=stream,
            until_on=calendar.next_working_day(task.due.on + _EXTENDED),
            cause=DelayCause.OBJECTIVE,
            reason=self._said(task, words, "Chờ số liệu của các tổ dân phố."),
            reason_code="awaiting-partner" if task.restricted else None,
            done_so_far=self._said(task, words, "Đã tổng hợp được 9/12 tổ."),
        )
        await self._act(self.roster.specialist(task.lead), asked, words)
        days = self.chance.pick((1, 1, 2, 4, _UNDECIDED), "answer", stream)
        self._later(self._in(days), stream, self._answer_request)

    async def _answer_request(self, stream: str) -> None:
        task, words = self.ward.tasks[stream], self._words()
        if task.extension is None:
            return
        number, drawn = task.extension.number, self.chance.share("answer", stream, "how")
        if drawn < 0.25:  # noqa: PLR2004  (a share)
            taken = WithdrawExtension(stream=stream, request=number)
            await self._act(self.roster.specialist(task.lead), taken)
        elif drawn < 0.45 or task.extension.until_on < day_of(self.ward.at):  # noqa: PLR2004
            refused = RefuseExtension(
                stream=stream,
                request=number,
                reason=self._said(task, words, "Thời hạn do cấp trên quy định."),
                reason_code="fixed-by-superior" if task.restricted else None,
            )
            await self._act(self._assigner(task), refused, words)
        else:
            granted = GrantExtension(
                stream=stream, request=number, until_on=task.extension.until_on, note=None
            )
            await self._act(self._assigner(task), granted)

    async def _suspend(self, stream: str) -> None:
        await self._decided(self.ward.tasks[stream], SuspendTask)
        at = self.ward.at + timedelta(days=_SUSPENDED)
        self.ward.later(at, partial(self._resume, stream))

    async def _resume(self, stream: str) -> None:
        task = self.ward.tasks[stream]
        if not task.ending:
            await self._decided(task, ResumeTask)

    async def _hand_on(self, stream: str) -> None:
        task = self.ward.tasks[stream]
        await self._decided(task, partial(ReassignTask, lead_unit=self._another(task)))

    async def _take_back(self, stream: str) -> None:
        await self._decided(self.ward.tasks[stream], WithdrawTask)

    async def _replace(self, stream: str) -> None:
        """By another task of the same unit that still runs."""
        task = self.ward.tasks[stream]
        others = [
            other
            for other, each in self.ward.tasks.items()
            if each.lead == task.lead and not each.ending and other != stream
        ]
        if others:
            successor = self.chance.pick(tuple(others), "successor", stream)
            await self._decided(task, partial(ReplaceTask, successor=successor))

    async def _decided(self, task: Task, made: Callable[..., ActCommand]) -> None:
        words = self._words()
        command = made(
            stream=task.stream,
            reason=self._said(task, words, "Theo kết luận giao ban của Ủy ban nhân dân phường."),
            reason_code="superior-opinion" if task.restricted else None,
            paper=self._paper("KL"),
        )
        await self._act(self._assigner(task), command, words)

    def _said(self, task: Task, words: TypedTexts, text: str) -> TextRef | None:
        return None if task.restricted else words.need(text, label="Lý do")

    def _another(self, task: Task) -> str:
        others = tuple(unit for unit in _OTHERS if unit != task.lead)
        return self.chance.pick(others, "another", task.stream)
