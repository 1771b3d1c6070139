"""What is asked of the log, as conditions on the ledger's events."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.instants import end_of, start_of
from services.projections.tables import assignments, tasks
from services.queries.log_late import recorded_later
from services.queries.log_numbers import of_number
from services.queries.log_rights import Reader, about, about_these, events
from services.queries.log_typed import of_words
from services.queries.log_views import CLOCK, KIND_GROUPS, OUTCOMES, SETTING_UP, LogFilter
from services.queries.visibility import visible

Conditions = list[ColumnElement[bool]]


async def conditions(connection: AsyncConnection, reader: Reader, wanted: LogFilter) -> Conditions:
    """All that is asked for but where the page begins; what is not this reader's fits nothing."""
    collected = [*_by_whom(wanted), *_of_what(wanted), *_on_which_days(wanted)]
    if wanted.item is not None or wanted.period is not None:
        rows = await connection.execute(_streams(reader, wanted))
        collected.append(about_these(rows.scalars().all()))
    elif wanted.unit is not None:
        collected.append(about(_streams(reader, wanted)))
    if wanted.number:
        collected.append(of_number(reader, wanted.number))
    if wanted.late:
        collected.append(recorded_later(reader))
    if wanted.words:
        collected.append(of_words(reader, wanted.words))
    return collected


def _by_whom(wanted: LogFilter) -> Conditions:
    collected: Conditions = []
    if wanted.person == CLOCK:
        collected.append(events.c.person_id.is_(None))
    elif isinstance(wanted.person, UUID):
        collected.append(events.c.person_id == wanted.person)
    if wanted.people_only:
        collected.append(events.c.person_id.is_not(None))
    if wanted.person_unit is not None:
        collected.append(events.c.actor_unit == wanted.person_unit)
    return collected


def _of_what(wanted: LogFilter) -> Conditions:
    collected: Conditions = []
    if wanted.outcome is not None:
        collected.append(events.c.type.in_([each.TYPE for each in OUTCOMES[wanted.outcome]]))
    if wanted.kind is not None and wanted.kind in KIND_GROUPS:
        collected.append(events.c.type.in_([each.TYPE for each in KIND_GROUPS[wanted.kind]]))
        if wanted.kind == SETTING_UP:
            collected.append(events.c.setting_up)
    elif wanted.kind is not None:
        collected.append(events.c.type == wanted.kind)
    return collected


def _on_which_days(wanted: LogFilter) -> Conditions:
    collected: Conditions = []
    if wanted.from_on is not None:
        collected.append(events.c.occurred_at >= start_of(wanted.from_on))
    if wanted.until_on is not None:
        collected.append(events.c.occurred_at < end_of(wanted.until_on))
    return collected


def _streams(reader: Reader, wanted: LogFilter) -> Select[Any]:
    """The work that is asked for: tasks, and items where no period is; only what they may see."""
    statements = [_of_table(tasks, tasks.c.assignment, reader, wanted)]
    if wanted.period is not None:
        return statements[0].where(tasks.c.period == wanted.period)
    statements.append(_of_table(assignments, assignments.c.code, reader, wanted))
    return select(union_all(*statements).subquery().c.stream)


def _of_table(
    rows: Any, code: ColumnElement[str], reader: Reader, wanted: LogFilter
) -> Select[Any]:
    statement = select(rows.c.stream).where(rows.c.ledger_id == reader.ledger_id)
    if wanted.item is not None:
        statement = statement.where(code == wanted.item)
    if wanted.unit is not None:
        led = rows.c.lead_unit == wanted.unit
        statement = statement.where(led | rows.c.supporting_units.contains([wanted.unit]))
    return statement.where(visible(rows, reader.policy, reader.holder))
