"""Where assigned work of a simulated ward comes from: some directives a week and their tasks.

The Office registers each, lays its text out, gives its clauses to units, by a day, without one or
again and again, and ends it; what units then do with the tasks the other scripts tell.
"""

from dataclasses import dataclass
from datetime import UTC, date, timedelta
from functools import partial
from typing import Final

from infra.simulation.acts import SimulatedActs
from infra.simulation.files import COPIES, SCAN
from infra.simulation.orders import (
    SimulatedDirective,
    SimulatedOrder,
    assigning,
    laying,
    registering,
    repeating,
)
from infra.simulation.papers import PapersOfWeek
from infra.simulation.ward import Act
from services.commands.calendars import calendar_read, current_years
from services.commands.requests import TypedTexts
from services.domain.directive.acts.attach_directive_file import AttachDirectiveFile
from services.domain.directive.acts.close_directive import CloseDirective
from services.domain.directive.acts.detach_directive_file import DetachDirectiveFile
from services.domain.directive.acts.lay_clauses import TEXT_AT_MOST
from services.domain.directive.acts.number_directive import NumberDirective
from services.domain.directive.acts.reopen_directive import ReopenDirective
from services.domain.directive.acts.settle_clauses import SettleClauses
from services.domain.directive.acts.stop_order import StopOrder
from services.domain.directive.terms import SettledAs
from services.domain.facts import Fact
from services.domain.instants import day_of, start_of
from services.domain.roles import Office
from services.domain.task.acts.confirm_submission import SubmissionConfirmed
from services.domain.task.acts.recognise_task import RecogniseTask

_WEEK: Final = timedelta(days=7)
_OPENED: Final = timedelta(days=2)  # a ward begins with its plan, not with its papers
_NUMBERED: Final = timedelta(days=2)  # after a meeting, until its conclusion has a number
_STOPPED: Final = timedelta(days=24)
_ENDED: Final = timedelta(days=4)
_AMENDED: Final = timedelta(days=1)
_ANSWERED: Final = 12  # calendar days until the upper body answers


@dataclass(slots=True)
class DirectiveScript(SimulatedActs):
    """Tells which directives come, what the Office makes of them, and how they end."""

    def plan(self, until: date) -> None:
        """Put the years' directives into the ward's queue."""
        papers = PapersOfWeek(self.chance, self.roster)
        first = day_of(self.ward.at) + _OPENED
        monday, number = first - timedelta(days=first.weekday()), 0
        while monday < until:
            for _ in range(self.pace.directives_a_week):
                number += 1
                directive = papers.directive(number, monday)
                if first <= directive.on < until:
                    self._at(directive.on, 9, partial(self._register, directive))
            monday += _WEEK

    def hear(self, fact: Fact) -> None:
        """Plan the upper body's answer to what was finished for it."""
        if not isinstance(fact.event, SubmissionConfirmed):
            return
        task = self.ward.tasks[fact.stream]
        if task.awaits_superior and self._happens(0.7, "recognised", fact.stream):
            days = self.chance.between(3, _ANSWERED, "recognised", fact.stream)
            self._at(self._in(days), 10, partial(self._recognise, fact.stream))

    def _at(self, day: date, hour: int, act: Act) -> None:
        self.ward.later(start_of(day, hour).astimezone(UTC), act)

    async def _register(self, directive: SimulatedDirective) -> None:
        """The clerk writes it down, and gives its work at once, as is done after a meeting."""
        clerk, words = self.roster.of(Office.OFFICE_SPECIALIST), self._words()
        await self._act(clerk, registering(directive, words), words)
        if not directive.number:
            self._at(directive.on + _NUMBERED, 10, partial(self._number, directive))
        if directive.text:
            words = TypedTexts(randomness=self.ward.randomness, limit=TEXT_AT_MOST)
            await self._act(clerk, laying(directive.stream, directive.text, words), words)
            await self._nothing(directive)
            await self._scan(directive)
        for order in directive.orders:
            await self._give(directive, order)
        if directive.is_amended:
            self._at(directive.on + _AMENDED, 10, partial(self._amend, directive))
        ended = directive.on + (_STOPPED if directive.repeats else _ENDED)
        self._at(ended, 15, partial(self._end, directive))

    async def _scan(self, directive: SimulatedDirective) -> None:
        """The paper itself is kept beside its text, now and then the wrong one at first."""
        clerk, words = self.roster.of(Office.OFFICE_SPECIALIST), self._words()
        number = self.chance.between(1, COPIES, "scan", directive.code)
        scan = self.ward.kept(SCAN.copy(number))
        attached = AttachDirectiveFile(
            stream=directive.stream,
            sha256=scan.sha256,
            size_bytes=len(scan.content),
            media_type=scan.media_type,
            name=words.need(scan.name, label="Tên tệp"),
        )
        await self._act(clerk, attached, words)
        if self._happens(0.03, "wrong scan", directive.code):
            await self._act(
                clerk, DetachDirectiveFile(stream=directive.stream, sha256=scan.sha256)
            )

    async def _give(self, directive: SimulatedDirective, order: SimulatedOrder) -> None:
        clerk, words = self.roster.of(Office.OFFICE_SPECIALIST), self._words()
        if order.weeks:
            until_on = directive.on + order.weeks * _WEEK
            command = repeating(directive, order, until_on, words)
            await self._act(clerk, command, words)
            return
        due_on = None
        if order.days is not None:
            years = await current_years(self.ward.ledger)
            calendar = calendar_read(await self.ward.ledger.read(years), years).calendar
            due_on = calendar.next_working_day(directive.on + timedelta(days=order.days - 1))
        await self._act(clerk, assigning(directive, order, due_on, words), words)

    async def _nothing(self, directive: SimulatedDirective) -> None:
        words = self._words()
        command = SettleClauses(
            stream=directive.stream,
            clauses=directive.idle_clauses,
            outcome=SettledAs.NOTHING,
            existing=(),
            reason=words.put("Phần nêu tình hình, không giao việc.", label="Lý do"),
            text_version=None,
        )
        await self._act(self.roster.of(Office.OFFICE_SPECIALIST), command, words)

    async def _number(self, directive: SimulatedDirective) -> None:
        command = NumberDirective(
            stream=directive.stream,
            number=directive.later_number,
            dated_on=directive.on,
            twins=(),
            twins_reason=None,
        )
        await self._act(self.roster.of(Office.OFFICE_SPECIALIST), command)

    async def _amend(self, directive: SimulatedDirective) -> None:
        """A mended text comes: its last order stays with the work that was given of it."""
        clerk, words = self.roster.of(Office.OFFICE_SPECIALIST), self._words()
        after = f"{directive.text} Gửi bản mềm về Văn phòng."
        command = laying(directive.stream, after, words, before=directive.text)
        await self._act(clerk, command, words)
        settled = SettleClauses(
            stream=directive.stream,
            clauses=(directive.orders[-1].clause or "",),
            outcome=SettledAs.EXISTING,
            existing=(f"{directive.code}.1",),
            reason=None,
            text_version=None,
        )
        await self._act(clerk, settled)

    async def _end(self, directive: SimulatedDirective) -> None:
        """Nothing is left to decide; what recurs is stopped first, some is opened once more."""
        clerk = self.roster.of(Office.OFFICE_SPECIALIST)
        if directive.repeats:
            words = self._words()
            reason = words.put("Đã kết thúc đợt cao điểm.", label="Lý do")
            stop = StopOrder(stream=directive.stream, order=1, reason=reason)
            await self._act(clerk, stop, words)
        close = CloseDirective(stream=directive.stream, reason=None)
        await self._act(clerk, close)
        if not directive.secret and self._happens(0.02, "reopen", directive.code):
            words = self._words()
            why = words.put("Lãnh đạo giao thêm một việc.", label="Lý do")
            await self._act(clerk, ReopenDirective(stream=directive.stream, reason=why), words)
            await self._give(directive, directive.further(day_of(self.ward.at)))
            await self._act(clerk, close)

    async def _recognise(self, stream: str) -> None:
        if self.ward.tasks[stream].awaits_superior:
            command = RecogniseTask(stream=stream, paper=self._paper("TB"))
            await self._act(self.roster.of(Office.OFFICE_SPECIALIST), command)
