"""The work programmes of a simulated ward: month, quarter and year, from registration to result.

Units register on some day, some of them late; the Office composes, the chair or who stands in
signs two days after the last one, decides on three rows in the middle of the period and closes it
at its end. What units do with the tasks the other scripts tell.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from functools import partial
from typing import Any, Final

from infra.simulation.acts import SimulatedActs
from infra.simulation.programme_rows import ProgrammeRowsOfUnit
from infra.simulation.ward import Act
from services.commands.calendars import calendar_read, current_years
from services.domain.calendar import CalendarMissing
from services.domain.directive.codes import new_code
from services.domain.facts import Fact
from services.domain.instants import day_of, start_of
from services.domain.programme.acts.add_row import AddProgrammeRow
from services.domain.programme.acts.amend_row import AmendProgrammeRow
from services.domain.programme.acts.carry_row import CarryProgrammeRow
from services.domain.programme.acts.chase_registration import ChaseRegistration
from services.domain.programme.acts.close_programme import CloseProgramme
from services.domain.programme.acts.drop_row import DropProgrammeRow
from services.domain.programme.acts.merge_rows import MergeProgrammeRows
from services.domain.programme.acts.move_row import MoveProgrammeRow
from services.domain.programme.acts.open_programme import OpenProgramme
from services.domain.programme.acts.order_rows import OrderProgrammeRows
from services.domain.programme.acts.register_row import RegisterProgrammeRow
from services.domain.programme.acts.settle_finding import SettleProgrammeFinding
from services.domain.programme.acts.sign_programme import SignProgramme
from services.domain.programme.acts.strike_row import StrikeProgrammeRow
from services.domain.programme.acts.withdraw_row import WithdrawProgrammeRow
from services.domain.programme.events import ProgrammeOpened, ProgrammeResultAsked
from services.domain.programme.evolving import fold
from services.domain.programme.findings import open_findings
from services.domain.programme.periods import ProgrammeKind, ProgrammePeriod, period_of, period_on
from services.domain.programme.state import Programme, ProgrammeRow
from services.domain.roles import Office

_BEGUN: Final = timedelta(days=3)  # after a ward's first day
_SIGNED: Final = timedelta(days=2)  # after the last day to register
_CLOSED: Final = timedelta(days=2)  # after its result was asked for


@dataclass(slots=True)
class ProgrammeScript(SimulatedActs):
    """Tells who registers what, how it is composed and signed, what is decided since."""

    def plan(self, until: date) -> None:
        """The Office opens the first of each length; the clock opens all others."""
        first = day_of(self.ward.at) + _BEGUN
        for kind in ProgrammeKind:
            period = period_on(kind, first).following
            if period.first_on < until:
                self._at(first, 9, partial(self._open, period))

    def hear(self, fact: Fact) -> None:
        """Plan what becomes of a programme that was opened, and of one that is over."""
        event = fact.event
        period = period_of(event.period) if isinstance(event, ProgrammeOpened) else None
        if isinstance(event, ProgrammeOpened) and period is not None:
            self._registered(period, event)
            last_on = event.closes_on
            self._at(last_on, 14, partial(self._chase, period))
            self._at(last_on + _SIGNED, 9, partial(self._compose, period))
            self._at(last_on + _SIGNED, 15, partial(self._sign, period))
            middle = period.first_on + (period.last_on - period.first_on) / 2
            self._at(middle, 9, partial(self._adjust, period))
        if isinstance(event, ProgrammeResultAsked):
            self._at(self._in(_CLOSED.days), 10, partial(self._close, fact.stream))

    def _at(self, day: date, hour: int, act: Act) -> None:
        self.ward.later(start_of(day, hour).astimezone(UTC), act)

    async def _programme(self, stream: str) -> Programme:
        programme = fold((await self.ward.ledger.read([stream])).of(stream))
        assert programme is not None, "planned with its opening"  # noqa: S101
        return programme

    async def _open(self, period: ProgrammePeriod) -> None:
        units = {each.unit for each in self.roster.workers.values() if each.unit}
        command = OpenProgramme(
            stream=period.stream, period=period.code, units=tuple(sorted(units))
        )
        await self._act(self.roster.of(Office.CHIEF_OF_OFFICE), command)

    def _registered(self, period: ProgrammePeriod, event: ProgrammeOpened) -> None:
        today = day_of(self.ward.at)
        days = max(0, (event.closes_on - today).days)
        rows = ProgrammeRowsOfUnit(self.ward, self.chance, period)
        for unit in event.units:
            if not self._happens(rows.share, "registers", period.code, unit):
                continue
            on = today + timedelta(days=self.chance.between(0, days, "when", period.code, unit))
            self._at(on, 10, partial(self._register, rows, unit))

    async def _register(self, rows: ProgrammeRowsOfUnit, unit: str) -> None:
        """One row, now and then corrected, or taken back and written anew."""
        who, words = self.roster.specialist(unit), self._words()
        stream = rows.period.stream
        asked = rows.asked(unit, words)
        await self._act(who, RegisterProgrammeRow(unit=unit, **asked), words)
        number = max((await self._programme(stream)).rows)
        if self._happens(0.15, "amends", stream, unit):
            words = self._words()
            amended: dict[str, Any] = {**asked, "content": words.put(rows.other, label="Nội dung")}
            command = AmendProgrammeRow(row=number, seen=None, reason=None, **amended)
            await self._act(who, command, words)
        elif self._happens(0.06, "withdraws", stream, unit):
            await self._act(who, WithdrawProgrammeRow(stream=stream, row=number, seen=None))

    async def _chase(self, period: ProgrammePeriod) -> None:
        if (await self._programme(period.stream)).silent_units:
            command = ChaseRegistration(stream=period.stream, note=None)
            await self._act(self.roster.of(Office.OFFICE_SPECIALIST), command)

    async def _compose(self, period: ProgrammePeriod) -> None:
        """A late row for a unit, one left out, two merged, an order, and what collides."""
        stream, clerk = period.stream, self.roster.of(Office.OFFICE_SPECIALIST)
        programme = await self._programme(stream)
        for unit in programme.missing[:1]:
            words = self._words()
            asked = ProgrammeRowsOfUnit(self.ward, self.chance, period).asked(unit, words)
            await self._act(clerk, RegisterProgrammeRow(unit=unit, **asked), words)
        programme = await self._programme(stream)
        kept = [row for row in programme.kept if row.work is None]
        if len(kept) > 3 and self._happens(0.5, "strikes", stream):  # noqa: PLR2004
            words = self._words()
            reason = words.need("Đã có trong chương trình quý.", label="Lý do")
            command = StrikeProgrammeRow(
                stream=stream, row=kept[-1].number, seen=None, reason=reason
            )
            await self._act(clerk, command, words)
        elif len(kept) > 3:  # noqa: PLR2004
            words = self._words()
            merged = MergeProgrammeRows(
                stream=stream,
                into=kept[0].number,
                rows=(str(kept[1].number),),
                seen=None,
                reason=words.need("Cùng một sản phẩm.", label="Lý do"),
            )
            await self._act(clerk, merged, words)
        programme = await self._programme(stream)
        by_day = sorted(programme.kept, key=lambda row: (row.terms.due_on, row.number))
        order = tuple(str(row.number) for row in by_day)
        if len(order) > 1:
            await self._act(clerk, OrderProgrammeRows(stream=stream, rows=order, seen=None))

    async def _sign(self, period: ProgrammePeriod) -> None:
        programme = await self._programme(period.stream)
        if not any(programme.kept):
            return
        clerk = self.roster.of(Office.OFFICE_SPECIALIST)
        years = await current_years(self.ward.ledger)
        calendar = calendar_read(await self.ward.ledger.read(years), years).calendar
        try:
            left = open_findings(programme, self.policy, calendar)
        except CalendarMissing:
            return  # no calendar was decided for its year: it stays a draft
        for finding in left:
            words = self._words()
            settled = SettleProgrammeFinding(
                stream=period.stream,
                finding=finding.key,
                reason=words.need("Giữ nguyên theo đề nghị của đơn vị.", label="Lý do"),
            )
            await self._act(clerk, settled, words)
        office = self.chance.pick((Office.CHAIR, Office.CHAIR, Office.VICE_CHAIR), period.code)
        signing = SignProgramme(
            stream=period.stream,
            paper=self._paper("CTr"),
            seen=None,
            directive=self._code(),
        )
        await self._act(self.roster.of(office), signing)

    async def _adjust(self, period: ProgrammePeriod) -> None:
        """Three decisions of the chair: one more row, another day, one less."""
        programme = await self._programme(period.stream)
        if not programme.signed or programme.closed:
            return
        chair, rows = (
            self.roster.of(Office.CHAIR),
            ProgrammeRowsOfUnit(self.ward, self.chance, period),
        )
        today = day_of(self.ward.at)
        words = self._words()
        asked = {**rows.asked("KTHTDT", words, alone=True), "due_on": rows.day_from(today)}
        added = AddProgrammeRow(
            reason=words.need("Theo kết luận giao ban.", label="Lý do"),
            paper=self._paper("KL"),
            directive=self._code(),
            **asked,
        )
        await self._act(chair, added, words)
        await self.ward.settle()  # its task is known
        running = [*self._running(await self._programme(period.stream))]
        if len(running) > 1:
            await self._decide(chair, running, rows.day_from(today + timedelta(days=2)), period)

    async def _decide(
        self, chair: Any, running: list[ProgrammeRow], due_on: date, period: ProgrammePeriod
    ) -> None:
        first, last = running[0], running[-1]
        if first.terms.due_on != due_on:
            words = self._words()
            moved = MoveProgrammeRow(
                stream=period.stream,
                row=first.number,
                seen=None,
                due_on=due_on,
                reason=words.need("Chờ ý kiến cấp trên.", label="Lý do"),
                paper=None,
            )
            await self._act(chair, moved, words)
        words = self._words()
        dropped = DropProgrammeRow(
            stream=period.stream,
            row=last.number,
            seen=None,
            withdraws=False,
            reason=words.need("Không còn phù hợp.", label="Lý do"),
            paper=self._paper("KL"),
        )
        await self._act(chair, dropped, words)

    async def _close(self, stream: str) -> None:
        """What is not finished goes on in the next one, or is dropped; then all is recorded."""
        programme = await self._programme(stream)
        if not programme.signed:
            return
        chair = self.roster.of(Office.CHAIR)
        for row in self._running(programme):
            words = self._words()
            carried = CarryProgrammeRow(
                stream=stream,
                row=row.number,
                seen=None,
                due_on=programme.period.following.last_on - timedelta(days=3),
                reason=words.need("Chưa hoàn thành trong kỳ.", label="Lý do"),
                paper=None,
            )
            await self._act(chair, carried, words)
        await self._act(chair, CloseProgramme(stream=stream))

    def _running(self, programme: Programme) -> Iterator[ProgrammeRow]:
        """The rows whose work goes on."""
        tasks = self.ward.tasks
        return (row for row in programme.kept if row.task and tasks[row.task].ending is None)

    def _code(self) -> str:
        return new_code(self.ward.randomness.new_id(), day_of(self.ward.at))
