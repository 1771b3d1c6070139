"""Units, people with their offices, and accounts as rows."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from services.domain.directory.account_facts import next_account
from services.domain.directory.account_state import Account
from services.domain.directory.state import Person, next_person
from services.domain.directory.unit_state import Unit, next_unit
from services.domain.streams import Family
from services.projections.mentioned import NAMED, STATED
from services.projections.state_rows import Beside, StateRows
from services.projections.tables import accounts, offices, people, units


def _of_unit(unit: Unit) -> Mapping[str, Any]:
    return {
        "code": unit.registered.code,
        "name": unit.name,
        "internal": unit.internal,
    }


def _of_person(person: Person) -> Mapping[str, Any]:
    return {"person_id": person.person_id, "name_text_id": person.name.text_id}


def _offices(person: Person) -> Sequence[Mapping[str, Any]]:
    return [
        {
            "number": number,
            "person_id": person.person_id,
            "office": held.office.value,
            "unit": held.unit,
            "from_on": held.from_on,
            "until_on": held.until_on,
        }
        for number, held in enumerate(person.offices, 1)
    ]


def _of_account(account: Account) -> Mapping[str, Any]:
    return {
        "person_id": account.person_id,
        "login_text_id": account.login.text_id,
        "link_issued_at": account.link_issued_at,
        "password_set_at": account.password_set_at,
        "closed": account.closed,
    }


UNITS: Final = StateRows(
    table=units,
    streams=Family.UNIT,
    kind=Unit,
    evolve=next_unit,
    columns=_of_unit,
    by_fact=(NAMED, STATED),
)
PEOPLE: Final = StateRows(
    table=people,
    streams=Family.PERSON,
    kind=Person,
    evolve=next_person,
    columns=_of_person,
    beside=(Beside(table=offices, rows=_offices),),
    by_fact=(NAMED, STATED),
)
ACCOUNTS: Final = StateRows(
    table=accounts,
    streams=Family.ACCOUNT,
    kind=Account,
    evolve=next_account,
    columns=_of_account,
)
