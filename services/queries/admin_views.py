"""What the administrator's pages get: people, offices, accounts, units; frozen rows."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.domain.roles import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeRow:
    """An office of a person, with its days (both inclusive)."""

    office: Office
    unit: str | None
    from_on: date
    until_on: date | None
    over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person of the directory with the account."""

    person_id: UUID
    name: str | None
    phone: str | None
    login: str | None
    offices: tuple[OfficeRow, ...]
    has_account: bool
    account_closed: bool
    link_issued_at: datetime | None
    password_set_at: datetime | None
    signed_in_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A unit of the ward."""

    code: str
    name: str
    kind: str
    internal: bool
    restricted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AdminPage:
    """What the administrator sees: people, offices, accounts, units. No report."""

    people: tuple[PersonRow, ...]
    units: tuple[UnitRow, ...]
