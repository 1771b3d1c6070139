"""What the administrator's pages get: people, offices, accounts, units; frozen rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.domain.inspection_scope import InspectionScope, ScopeFrom
from services.domain.papers import Paper
from services.domain.roles import Office
from services.domain.titles import UnitName


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeRow:
    """An office of a person, with its days (both inclusive) and the decisions behind it.

    `scope` is what an inspector's account covered first, `later_scopes` what followed.
    """

    office: Office
    unit: str | None
    from_on: date
    until_on: date | None
    over: bool
    basis: Paper | None
    end_basis: Paper | None
    scope: InspectionScope | None = None
    later_scopes: tuple[ScopeFrom, ...] = ()


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
    name: UnitName
    kind: str
    internal: bool
    restricted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AdminPage:
    """What the administrator sees: people, offices, accounts, units. No report."""

    people: tuple[PersonRow, ...]
    units: tuple[UnitRow, ...]

    @property
    def unit_names(self) -> Mapping[str, UnitName]:
        """The name of each unit by its code, with the titles of its head and deputies."""
        return {unit.code: unit.name for unit in self.units}

    def name_of(self, unit: str | None) -> UnitName | None:
        """The name of a unit, by its code; None for an office without one."""
        return self.unit_names.get(unit) if unit else None
