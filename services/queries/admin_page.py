"""The administrator's page, and the plan items that wait for a lead."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.roles import Office
from services.domain.task.sight import Sight, Work, sight
from services.ledger.port import Ledger
from services.projections.tables import accounts, assignments, offices, people, units
from services.queries.search import by_given_name
from services.queries.shapes import AdminPage, ItemRow, OfficeRow, PersonRow, UnitRow
from services.queries.viewing import Viewing

Rows = Sequence[Row[Any]]


async def admin_page(connection: AsyncConnection, ledger: Ledger, today: date) -> AdminPage:
    """People with their offices and accounts, and the units; by given name."""
    persons = await _all(connection, people, ledger.ledger_id)
    held = await _all(connection, offices, ledger.ledger_id)
    logins = {row.person_id: row for row in await _all(connection, accounts, ledger.ledger_id)}
    bodies = await ledger.texts(_text_ids(persons, list(logins.values())))
    found = [
        _person(
            row,
            [one for one in held if one.person_id == row.person_id],
            logins.get(row.person_id),
            bodies,
            today,
        )
        for row in persons
    ]
    return AdminPage(
        people=tuple(sorted(found, key=lambda one: by_given_name(one.name or ""))),
        units=await unit_rows(connection, ledger.ledger_id),
    )


async def unit_rows(connection: AsyncConnection, ledger_id: str) -> tuple[UnitRow, ...]:
    """Every unit, those of the ward first."""
    rows = await _all(connection, units, ledger_id)
    return tuple(
        UnitRow(
            code=row.code,
            name=row.name,
            kind=row.kind,
            internal=row.internal,
            restricted=row.restricted,
        )
        for row in sorted(rows, key=lambda row: (not row.internal, row.name))
    )


async def items_without_lead(
    connection: AsyncConnection, ledger_id: str, viewing: Viewing
) -> tuple[ItemRow, ...]:
    """The plan items that start nothing until the Office names their lead.

    Only with what this person may read of them.
    """
    rows = await connection.execute(
        select(assignments)
        .where(assignments.c.ledger_id == ledger_id)
        .where(assignments.c.lead_unit.is_(None), ~assignments.c.closed)
        .order_by(assignments.c.code)
    )
    return tuple(
        ItemRow(
            stream=row.stream,
            code=row.code,
            kind=row.kind,
            title=row.title if seen is Sight.WHOLE else "(chế độ mật)",
            section=row.section,
            supporting_units=tuple(row.supporting_units),
        )
        for row in rows
        if (seen := _sight(row, viewing)) is not Sight.NOTHING
    )


def _sight(row: Row[Any], viewing: Viewing) -> Sight:
    work = Work(row.lead_unit, tuple(row.supporting_units), row.restricted)
    return sight(work, viewing.policy, viewing.holder)


async def _all(connection: AsyncConnection, table: Any, ledger_id: str) -> Rows:
    statement = select(table).where(table.c.ledger_id == ledger_id).order_by(table.c.stream)
    return (await connection.execute(statement)).all()


def _text_ids(persons: Rows, logins: Rows) -> set[UUID]:
    found = {row.name_text_id for row in persons} | {row.phone_text_id for row in persons}
    return (found | {row.login_text_id for row in logins}) - {None}


def _person(
    row: Row[Any],
    held: Rows,
    account: Row[Any] | None,
    bodies: Mapping[UUID, str],
    today: date,
) -> PersonRow:
    return PersonRow(
        person_id=row.person_id,
        name=bodies.get(row.name_text_id),
        phone=bodies.get(row.phone_text_id) if row.phone_text_id else None,
        login=bodies.get(account.login_text_id) if account else None,
        offices=tuple(_office(one, today) for one in sorted(held, key=_since)),
        has_account=account is not None,
        account_closed=account is not None and account.closed,
        link_issued_at=account.link_issued_at if account else None,
        password_set_at=account.password_set_at if account else None,
        signed_in_at=account.signed_in_at if account else None,
    )


def _since(row: Row[Any]) -> tuple[date, int]:
    return row.from_on, row.granted


def _office(row: Row[Any], today: date) -> OfficeRow:
    return OfficeRow(
        office=Office(row.office),
        unit=row.unit,
        from_on=row.from_on,
        until_on=row.until_on,
        over=row.until_on is not None and row.until_on < today,
    )
