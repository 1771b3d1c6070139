"""The administrator's list of people: narrowed by words, unit, office and state, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from services.domain.roles import Office
from services.queries.admin_views import OfficeRow, PersonRow
from services.queries.search import folded


class AccountState(StrEnum):
    """How somebody's account stands."""

    OPEN = "open"
    NO_PASSWORD = "no_password"  # noqa: S105  (a state of an account)
    CLOSED = "closed"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleFilter:
    """What narrows the list; blank narrows nothing.

    `without_office` asks for whoever holds none.
    """

    words: str = ""
    unit: str = ""
    office: Office | None = None
    without_office: bool = False
    state: AccountState | None = None

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return self != PeopleFilter()

    def lets(self, person: PersonRow) -> bool:
        """Whether somebody stands in the list."""
        held = [each for each in person.offices if not each.over]
        if self.without_office and held:
            return False
        if (self.unit or self.office) and not any(self._is(each) for each in held):
            return False
        if self.state is not None and account_state(person) is not self.state:
            return False
        said = folded(" ".join((person.name or "", person.login or "", person.phone or "")))
        return all(word in said for word in folded(self.words).split())

    def _is(self, held: OfficeRow) -> bool:
        return self.unit in {"", held.unit} and self.office in {None, held.office}


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleList:
    """One page of the list: its rows, how many there are on all pages, whether more follow."""

    rows: tuple[PersonRow, ...]
    total: int
    number: int
    more: bool


def account_state(person: PersonRow) -> AccountState:
    """How the account of somebody stands."""
    if not person.has_account:
        return AccountState.NONE
    if person.account_closed:
        return AccountState.CLOSED
    return AccountState.OPEN if person.password_set_at else AccountState.NO_PASSWORD


def people_list(
    people: Sequence[PersonRow], asked: PeopleFilter, number: int, at_most: int
) -> PeopleList:
    """The page of this number, of so many rows; the order of the people stays."""
    rows = [person for person in people if asked.lets(person)]
    first = (number - 1) * at_most
    return PeopleList(
        rows=tuple(rows[first : first + at_most]),
        total=len(rows),
        number=number,
        more=len(rows) > first + at_most,
    )
