"""Tài khoản của tôi: what the directory holds of whoever asks, folded live."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.directory.account_facts import fold_account
from services.domain.directory.events import account_stream, person_stream
from services.domain.directory.rules import NO_LONGER_A_PERSON
from services.domain.directory.state import fold_person
from services.ledger.port import Ledger
from services.queries.admin_page import offices_of
from services.queries.admin_views import OfficeRow
from services.queries.my_work import unit_names


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAccount:
    """Name and telephone, login, every office that is or was held, when the password was set."""

    name: str | None
    phone: str | None
    login: str | None
    offices: tuple[OfficeRow, ...]
    units: Mapping[str, str]
    password_set_at: datetime | None


async def own_account(
    connection: AsyncConnection, ledger: Ledger, person_id: UUID, today: date
) -> OwnAccount:
    """The person's own page; raises NotAllowed where the directory knows nobody."""
    streams = person_stream(person_id), account_stream(person_id)
    person = fold_person((await ledger.read(streams[:1])).of(streams[0]))
    account = fold_account((await ledger.read_account(streams[1])).of(streams[1]))
    if person is None or account is None:
        raise NO_LONGER_A_PERSON.refuse()
    phone = person.phone.text_id if person.phone else None
    wanted = {person.name.text_id, account.login.text_id, *([phone] if phone else [])}
    bodies = await ledger.texts(wanted)
    return OwnAccount(
        name=bodies.get(person.name.text_id),
        phone=bodies.get(phone) if phone else None,
        login=bodies.get(account.login.text_id),
        offices=offices_of(person, today)[::-1],
        units=await unit_names(connection, ledger.ledger_id),
        password_set_at=account.password_set_at,
    )
