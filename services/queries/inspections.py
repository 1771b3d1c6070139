"""Kiến nghị kiểm tra: the list, what waits for whom, what was found of one thing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.inspection.authority import INSPECTING, seen_units_of
from services.domain.inspection.state import InspectionFinding
from services.domain.inspection.terms import InspectedThing, InspectionStage
from services.domain.task.state import Task
from services.ledger.port import Ledger
from services.projections.inspections import INSPECTION_FINDINGS
from services.projections.tables import inspection_findings, tasks
from services.queries.inspection_sight import restricted_today, visible_findings
from services.queries.stretch import WHOLE, Stretch
from services.queries.task_rows import seen_task, select_tasks
from services.queries.viewing import Viewing


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionFilter:
    """Which findings are asked for; None asks for all."""

    stage: InspectionStage | None = None
    unit: str | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionLine:
    """One finding of a list with the inspector's words, and the task that it is about.

    `words` are None where there are none or they were erased; `task` where it is about no task,
    or about one that the viewer may not see.
    """

    finding: InspectionFinding
    words: str | None
    task: Task | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionList:
    """A page of findings, the newest first, and how many there are in all."""

    lines: tuple[InspectionLine, ...]
    total: int


async def inspection_list(
    connection: AsyncConnection,
    ledger: Ledger,
    viewing: Viewing,
    asked: InspectionFilter,
    stretch: Stretch = WHOLE,
) -> InspectionList:
    """The findings that fit, as far as they exist for the viewer."""
    conditions = [*_asked(asked), visible_findings(ledger.ledger_id, viewing.holder)]
    own = inspection_findings.c.ledger_id == ledger.ledger_id
    total = await connection.execute(
        select(func.count()).select_from(inspection_findings).where(own, *conditions)
    )
    statement = (
        _findings(ledger.ledger_id, conditions)
        .order_by(inspection_findings.c.opened_at.desc(), inspection_findings.c.stream)
        .offset(stretch.first)
        .limit(stretch.length)
    )
    findings = [_finding(row) for row in await connection.execute(statement)]
    about = await tasks_about(connection, ledger.ledger_id, viewing, findings)
    texts = [each.opened.text for each in findings if each.opened.text is not None]
    bodies = await ledger.texts([each.text_id for each in texts])
    return InspectionList(
        lines=tuple(
            InspectionLine(
                finding=each,
                words=bodies.get(each.opened.text.text_id) if each.opened.text else None,
                task=about.get(each.subject),
            )
            for each in findings
        ),
        total=total.scalar_one(),
    )


async def inspections_waiting(
    connection: AsyncConnection, ledger_id: str, viewing: Viewing
) -> tuple[InspectionFinding, ...]:
    """What waits for an answer of the viewer's units, and for a conclusion of an inspector."""
    rows, holder = inspection_findings.c, viewing.holder
    units = sorted(seen_units_of(holder))
    waits: list[ColumnElement[bool]] = []
    if units:
        waits.append((rows.stage == InspectionStage.OPEN.value) & rows.unit.in_(units))
    if holder.find(INSPECTING) is not None:
        waits.append(rows.stage == InspectionStage.ANSWERED.value)
    if not waits:
        return ()
    statement = _findings(ledger_id, [or_(*waits), visible_findings(ledger_id, holder)]).order_by(
        rows.answer_by_on, rows.stream
    )
    return tuple(_finding(row) for row in await connection.execute(statement))


async def tasks_about(
    connection: AsyncConnection,
    ledger_id: str,
    viewing: Viewing,
    findings: Sequence[InspectionFinding],
) -> Mapping[str, Task]:
    """The tasks that findings are about, by their streams, as far as the viewer may see them."""
    streams = [each.subject for each in findings if each.about is InspectedThing.TASK]
    if not streams:
        return {}
    statement = select_tasks(ledger_id).where(tasks.c.stream.in_(streams))
    rows = await connection.execute(statement)
    seen = (seen_task(row, viewing.policy, viewing.holder) for row in rows)
    return {task.stream: task for task in seen if task is not None}


def _findings(ledger_id: str, conditions: Sequence[ColumnElement[bool]]) -> Select[Any]:
    is_restricted = restricted_today(ledger_id).label("is_restricted")
    return select(inspection_findings, is_restricted).where(
        inspection_findings.c.ledger_id == ledger_id, *conditions
    )


def _finding(row: Row[Any]) -> InspectionFinding:
    """The finding as it is today."""
    return replace(INSPECTION_FINDINGS.state_of(row), restricted=row.is_restricted)


def _asked(asked: InspectionFilter) -> list[ColumnElement[bool]]:
    rows = inspection_findings.c
    named = (
        (rows.stage, asked.stage.value if asked.stage else None),
        (rows.unit, asked.unit),
        (rows.subject, asked.subject),
    )
    return [column == value for column, value in named if value is not None]
