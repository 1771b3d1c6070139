"""The administrator's page, and the plan items that wait for a lead."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.directory.account_state import Account
from services.domain.directory.state import OfficePapers, Person
from services.domain.roles import OfficeHeld
from services.domain.task.sight import Sight, sight, work_of_item
from services.ledger.port import Ledger
from services.projections.directory import ACCOUNTS, PEOPLE, UNITS
from services.projections.tables import accounts, assignments, listed, people, units
from services.queries.admin_views import AdminPage, OfficeRow, PersonRow, UnitRow
from services.queries.search import by_given_name
from services.queries.viewing import Viewing
from services.queries.views import ItemRow

Rows = Sequence[Row[Any]]


async def admin_page(connection: AsyncConnection, ledger: Ledger, today: date) -> AdminPage:
    """People with their offices and accounts, and the units; by given name."""
    persons = [PEOPLE.state_of(row) for row in await _all(connection, people, ledger.ledger_id)]
    opened = [ACCOUNTS.state_of(row) for row in await _all(connection, accounts, ledger.ledger_id)]
    of_person = {account.person_id: account for account in opened}
    bodies = await ledger.texts(_text_ids(persons, opened))
    collected = [
        _person(person, of_person.get(person.person_id), bodies, today) for person in persons
    ]
    return AdminPage(
        people=tuple(sorted(collected, key=lambda each: by_given_name(each.name or ""))),
        units=await unit_rows(connection, ledger.ledger_id),
    )


async def unit_rows(connection: AsyncConnection, ledger_id: str) -> tuple[UnitRow, ...]:
    """Every unit, those of the ward first."""
    collected = [UNITS.state_of(row) for row in await _all(connection, units, ledger_id)]
    return tuple(
        UnitRow(
            code=unit.registered.code,
            name=unit.called,
            kind=unit.registered.kind,
            internal=unit.internal,
            restricted=unit.restricted,
        )
        for unit in sorted(collected, key=lambda unit: (not unit.internal, unit.name))
    )


async def items_without_lead(
    connection: AsyncConnection, ledger_id: str, viewing: Viewing
) -> tuple[ItemRow, ...]:
    """The plan items that start nothing until the Office names their lead.

    Only with what this person may read of them.
    """
    rows = await connection.execute(
        select(*listed(assignments))
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
    work = work_of_item(row.code, row.lead_unit, row.supporting_units, restricted=row.restricted)
    return sight(work, viewing.policy, viewing.holder)


async def _all(connection: AsyncConnection, table: Any, ledger_id: str) -> Rows:
    statement = select(table).where(table.c.ledger_id == ledger_id).order_by(table.c.stream)
    return (await connection.execute(statement)).all()


def _text_ids(persons: Sequence[Person], opened: Sequence[Account]) -> set[UUID]:
    names = {person.name.text_id for person in persons}
    phones = {person.phone.text_id for person in persons if person.phone is not None}
    return names | phones | {account.login.text_id for account in opened}


def _person(
    person: Person, account: Account | None, bodies: Mapping[UUID, str], today: date
) -> PersonRow:
    phone = person.phone
    return PersonRow(
        person_id=person.person_id,
        name=bodies.get(person.name.text_id),
        phone=bodies.get(phone.text_id) if phone else None,
        login=bodies.get(account.login.text_id) if account else None,
        offices=offices_of(person, today),
        has_account=account is not None,
        account_closed=account is not None and account.closed,
        link_issued_at=account.link_issued_at if account else None,
        password_set_at=account.password_set_at if account else None,
        signed_in_at=account.signed_in_at if account else None,
    )


def offices_of(person: Person, today: date) -> tuple[OfficeRow, ...]:
    """Every office that somebody ever held, with its papers, the first one first."""
    rows = [
        _office(held, papers, today)
        for held, papers in zip(person.offices, person.papers, strict=True)
    ]
    return tuple(sorted(rows, key=lambda row: row.from_on))


def _office(held: OfficeHeld, papers: OfficePapers, today: date) -> OfficeRow:
    return OfficeRow(
        office=held.office,
        unit=held.unit,
        from_on=held.from_on,
        until_on=held.until_on,
        over=held.until_on is not None and held.until_on < today,
        basis=papers.granted,
        end_basis=papers.ended,
        scope=held.scope,
        later_scopes=held.later_scopes,
    )
