"""Sổ theo dõi: the assigned work as rows of the register, in the order in which it was entered."""

from collections.abc import Iterable, Mapping
from typing import Final

from sqlalchemy import Select, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.task.lateness import OfficialStatus, box
from services.domain.task.state import Ending, Task
from services.ledger.port import Ledger
from services.projections.directives import DIRECTIVES
from services.projections.tables import directives, tasks
from services.queries.register_names import register_names
from services.queries.register_rows import RegisteredTask, rows_of
from services.queries.register_views import (
    RegisterFilter,
    RegisterLine,
    RegisterNames,
    RegisterPage,
    RegisterState,
)
from services.queries.search import asked_words, folded, holds
from services.queries.stretch import WHOLE, Stretch
from services.queries.task_rows import seen_task, select_tasks, task_of
from services.queries.viewing import Viewing
from services.queries.visibility import visible
from services.register.columns import OPEN_WHEN_RESTRICTED
from services.register.pairing_rows import OurRow
from services.register.row import RegisterRow

_RUNNING: Final = frozenset(
    {
        OfficialStatus.RUNNING_IN_TIME,
        OfficialStatus.RUNNING_LATE,
        OfficialStatus.NO_DUE_DATE,
        OfficialStatus.SUSPENDED,
    }
)


async def register_page(
    connection: AsyncConnection,
    ledger: Ledger,
    viewing: Viewing,
    asked: RegisterFilter,
    stretch: Stretch = WHOLE,
) -> RegisterPage:
    """The rows that exist for the viewer; the caller has asked whether they may see the register.

    Of restricted work number and day alone. Raises LedgerUnavailable.
    """
    names = await register_names(connection, ledger, viewing.today)
    statement = _narrowed(ledger.ledger_id, asked).where(
        visible(tasks, viewing.policy, viewing.holder)
    )
    seen = (
        seen_task(row, viewing.policy, viewing.holder)
        for row in await connection.execute(statement)
    )
    given = await _given(connection, ledger.ledger_id, filter(None, seen), viewing)
    kept = [each for each in given if _is_of(each, asked)]
    if asked.wanted:
        rows = await rows_of(connection, ledger, kept, names)
        words, units = asked_words(asked.wanted), names.unit_names()
        kept = [
            each for each in kept if holds(_said(_shown(rows[each.task.stream]), units), words)
        ]
        chosen = stretch.of(kept)
    else:
        chosen = stretch.of(kept)
        rows = await rows_of(connection, ledger, chosen, names)
    lines = [
        RegisterLine(
            stream=each.task.stream,
            directive=each.directive.code,
            number=each.number,
            entered_at=each.directive.registered_at,
            status=each.status,
            row=_shown(rows[each.task.stream]),
        )
        for each in chosen
    ]
    return RegisterPage(lines=lines, total=len(kept), names=names, today=viewing.today)


async def our_rows(
    connection: AsyncConnection, ledger: Ledger, viewing: Viewing, names: RegisterNames
) -> tuple[OurRow, ...]:
    """All assigned work of the ward, whoever asks, to set a file against.

    Also what the viewer does not see must be known, else a file would bring it a second time; of
    a restricted row nothing but number and day is ever told (`minutes_view`).
    """
    every = await connection.execute(_narrowed(ledger.ledger_id, RegisterFilter()))
    given = await _given(connection, ledger.ledger_id, map(task_of, every), viewing)
    rows = await rows_of(connection, ledger, given, names)
    return tuple(OurRow(code=each.code, row=rows[each.task.stream]) for each in given)


def _narrowed(ledger_id: str, asked: RegisterFilter) -> Select[tuple[object, ...]]:
    statement = select_tasks(ledger_id).where(tasks.c.directive.is_not(None))
    if asked.unit:
        led, helped = tasks.c.lead_unit, tasks.c.supporting_units
        statement = statement.where(or_(led == asked.unit, helped.overlap([asked.unit])))
    if asked.due_from:
        statement = statement.where(tasks.c.due_on >= asked.due_from)
    if asked.due_until:
        statement = statement.where(tasks.c.due_on <= asked.due_until)
    return statement


async def _given(
    connection: AsyncConnection, ledger_id: str, every: Iterable[Task | None], viewing: Viewing
) -> list[RegisteredTask]:
    """Each task with its directive, in the order of the paper."""
    assigned = [task for task in every if task is not None and task.assigned is not None]
    codes = {task.assigned.directive for task in assigned if task.assigned}
    rows = await connection.execute(
        select(directives).where(
            directives.c.ledger_id == ledger_id, directives.c.code.in_(sorted(codes))
        )
    )
    of_code = {row.code: DIRECTIVES.state_of(row) for row in rows}
    given = [
        RegisteredTask(
            task=task,
            directive=of_code[task.assigned.directive],
            status=box(task, viewing.today),
        )
        for task in assigned
        if task.assigned and task.assigned.directive in of_code
    ]
    return sorted(given, key=lambda each: each.order)


def _is_of(each: RegisteredTask, asked: RegisterFilter) -> bool:
    if asked.source is not None and each.directive.source is not asked.source:
        return False
    in_state = {
        RegisterState.OPEN: each.status in _RUNNING,
        RegisterState.LATE: each.status is OfficialStatus.RUNNING_LATE,
        RegisterState.FINISHED: each.task.ending is Ending.CONFIRMED,
        RegisterState.AWAITS_SUPERIOR: each.task.awaits_superior,
        RegisterState.UNDATED: each.task.due is None,
    }
    return asked.state is None or in_state[asked.state]


def _shown(row: RegisterRow) -> RegisterRow:
    """The row as anybody may read it: of restricted work which paper it is, no more."""
    if not row.restricted:
        return row
    kept = ("code", "received_number", "number", "issued_on", "restricted")
    return RegisterRow(**{key: getattr(row, key) for key in kept if key in OPEN_WHEN_RESTRICTED})


def _said(row: RegisterRow, units: Mapping[str, str]) -> str:
    """What a search looks into, folded."""
    texts = (
        row.code,
        row.received_number,
        row.number,
        row.issuer,
        row.summary,
        row.work,
        row.output,
        units.get(row.lead, row.lead),
    )
    return folded(" ".join(texts))
