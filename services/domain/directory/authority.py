"""Who may change the directory, and what must be there to be changed."""

from datetime import date, datetime
from typing import Final

from services.domain.directory.account_state import Account
from services.domain.directory.rules import (
    ACCOUNT_CLOSED,
    DATE_FAR,
    DATES_REVERSED,
    NO_ACCOUNT,
    NO_OFFICE,
    NO_PERSON,
    NOT_ADMINISTRATOR,
)
from services.domain.directory.state import Person
from services.domain.directory.unit_rules import NO_UNIT
from services.domain.directory.unit_state import Unit
from services.domain.instants import day_of
from services.domain.roles import Holder, Office, OfficeHeld

MAX_YEARS: Final = 10
_ADMINISTRATOR: Final = frozenset({Office.ADMINISTRATOR})


def require_administrator(holder: Holder) -> OfficeHeld:
    """The administrator's office; raises NotAllowed."""
    held = holder.find(_ADMINISTRATOR)
    if held is None:
        raise NOT_ADMINISTRATOR.refuse()
    return held


def require_office(holder: Holder) -> OfficeHeld:
    """The first office of somebody who holds any; raises NotAllowed."""
    if not holder.offices:
        raise NO_OFFICE.refuse()
    return holder.offices[0]


def known_unit(unit: Unit | None) -> Unit:
    """A unit of the directory; raises NotFound."""
    if unit is None:
        raise NO_UNIT.refuse()
    return unit


def known_person(person: Person | None) -> Person:
    """Somebody of the directory; raises NotFound."""
    if person is None:
        raise NO_PERSON.refuse()
    return person


def known_account(account: Account | None) -> Account:
    """An account of the directory; raises NotFound."""
    if account is None:
        raise NO_ACCOUNT.refuse()
    return account


def open_account(account: Account | None) -> Account:
    """An account that was not closed; raises NotFound, Refusal."""
    known = known_account(account)
    if known.closed:
        raise ACCOUNT_CLOSED.refuse()
    return known


def check_dates(from_on: date, until_on: date | None, now: datetime) -> None:
    """A day within ten years, and an end after its beginning; raises Refusal."""
    today = day_of(now)
    if abs((from_on - today).days) > MAX_YEARS * 366:
        raise DATE_FAR.refuse()
    if until_on is not None and until_on < from_on:
        raise DATES_REVERSED.refuse()
