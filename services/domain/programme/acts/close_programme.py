"""Tổng kết chương trình: the result of every row is recorded, and nothing changes any more."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact
from services.domain.instants import day_of, written_day
from services.domain.programme.adjusting import IN_FORCE_RULES, task_of, tasks_read
from services.domain.programme.authority import of_programme_in_force
from services.domain.programme.events import ClosedRow, ProgrammeClosed
from services.domain.programme.state import Programme, ProgrammeRow
from services.domain.programme.terms import ROW_RESULTS, RowResult, RowState
from services.domain.replacing import replace
from services.domain.task.lateness import OfficialStatus, box

PERIOD_RUNNING: Final = Rule(
    code="programme-period-running",
    sentence="Kỳ còn đến hết ngày {last_on}. Tổng kết sau ngày đó.",
    brief="kỳ chưa kết thúc",
)
ROWS_OPEN: Final = Rule(
    code="programme-rows-open",
    sentence=(
        "Dòng {rows} chưa có kết quả. Hãy chuyển sang kỳ sau hoặc đưa ra khỏi chương trình, rồi "
        "tổng kết."
    ),
    brief="còn dòng chưa có kết quả",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseProgramme:
    """Tổng kết chương trình của một kỳ."""

    stream: str


def offer(state: Programme | None, context: DecisionContext) -> Offer | None:
    """Offered to who signs, once the period is over."""
    held, programme = of_programme_in_force(state, context)
    over = day_of(context.now) > programme.period.last_on
    return Offer(held=held) if over else None


def decide(state: Programme | None, _command: CloseProgramme, context: DecisionContext) -> Verdict:
    """The result of every row that was in force."""
    held, programme = of_programme_in_force(state, context)
    last_on = programme.period.last_on
    if day_of(context.now) <= last_on:
        raise PERIOD_RUNNING.refuse(last_on=written_day(last_on))
    results = [(row, _result(row, context)) for row in _in_force(programme)]
    running = [row.number for row, result in results if result is None]
    if running:
        raise ROWS_OPEN.refuse(rows=", ".join(map(str, running)))
    rows = tuple(result for _, result in results if result is not None)
    return Verdict(held=held, events=(ProgrammeClosed(rows=rows),))


def _in_force(programme: Programme) -> Iterator[ProgrammeRow]:
    """The rows that were signed, added or taken over: also those that were dropped or carried."""
    ended = {RowState.KEPT, RowState.DROPPED, RowState.CARRIED}
    rows = (programme.rows[number] for number in programme.order)
    return (row for row in rows if row.state in ended and row.planned_on is not None)


def _result(row: ProgrammeRow, context: DecisionContext) -> ClosedRow | None:
    """How a row ended; None while its work runs."""
    if row.state is RowState.CARRIED:
        return ClosedRow(row=row.number, result=RowResult.CARRIED, finished_on=None)
    if row.state is RowState.DROPPED:
        return ClosedRow(row=row.number, result=RowResult.DROPPED, finished_on=None)
    task = task_of(row, context)
    if task is None or task.ending is None:
        return None
    status = box(task, day_of(context.now))
    if status is OfficialStatus.WITHDRAWN:
        return ClosedRow(row=row.number, result=RowResult.DROPPED, finished_on=None)
    late = status is OfficialStatus.DONE_LATE
    result = RowResult.LATE if late else RowResult.IN_TIME
    return ClosedRow(row=row.number, result=result, finished_on=task.counted_on)


def _closed(programme: Programme, event: ProgrammeClosed, fact: Fact) -> Programme:
    return replace(
        programme,
        results=event.rows,
        closed_at=fact.occurred_at,
        closed_by=fact.actor.person_id,
    )


def _describe(event: ProgrammeClosed, _names: Names) -> str:
    counts = Counter(row.result for row in event.rows)
    said = ", ".join(f"{counts[each]} {ROW_RESULTS[each]}" for each in RowResult if counts[each])
    return f"Tổng kết chương trình: {said or 'không có dòng nào'}."


def _reads_next(
    state: Programme | None, _command: CloseProgramme, _context: DecisionContext
) -> tuple[str, ...]:
    return tasks_read(state, tuple(row.number for row in state.kept)) if state else ()


ACT: Final = Act(
    command=CloseProgramme,
    name="close-programme",
    said="tổng kết chương trình công tác",
    slug="tong-ket",
    resource="result",
    done="Đã tổng kết chương trình.",
    verb="close",
    rules=(*IN_FORCE_RULES, PERIOD_RUNNING, ROWS_OPEN),
    offer=offer,
    decide=decide,
    reads_next=_reads_next,
)
FACTS: Final = (
    FactKind(
        event=ProgrammeClosed,
        name="Tổng kết chương trình",
        apply=_closed,
        describe=_describe,
        by_assigner=True,
    ),
)
