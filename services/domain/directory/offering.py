"""To whom acts of the directory are offered, and the things that their commands name."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from services.domain.act import Offer
from services.domain.context import DecisionContext
from services.domain.directory.account_state import Account
from services.domain.directory.appointing import require_consenting
from services.domain.directory.authority import (
    known_person,
    open_account,
    require_administrator,
    require_office,
)
from services.domain.directory.events import account_stream, person_stream, unit_stream
from services.domain.directory.state import Person
from services.domain.fields import InAddress


@dataclass(frozen=True, slots=True, kw_only=True)
class OfUnit:
    """A command about a unit, by its code."""

    unit: Annotated[str, InAddress()]

    @property
    def stream(self) -> str:
        """The unit's own."""
        return unit_stream(self.unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfPerson:
    """A command about somebody's details and offices."""

    person_id: Annotated[UUID, InAddress()]

    @property
    def stream(self) -> str:
        """The person's own."""
        return person_stream(self.person_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfAccount:
    """A command about somebody's account."""

    person_id: Annotated[UUID, InAddress()]

    @property
    def stream(self) -> str:
        """The account of that person."""
        return account_stream(self.person_id)


def person_of(command: OfAccount) -> tuple[str, ...]:
    """Where the offices of the account's owner are recorded: what an act on it may depend on."""
    return (person_stream(command.person_id),)


def to_administrator(_thing: object, context: DecisionContext) -> Offer:
    """Offered to the administrator."""
    return Offer(held=require_administrator(context.holder))


def of_known_person(person: Person | None, context: DecisionContext) -> Offer:
    """Offered to the administrator, of whoever is known."""
    held = require_administrator(context.holder)
    known_person(person)
    return Offer(held=held)


def of_open_account(account: Account | None, context: DecisionContext) -> Offer:
    """Offered to the administrator, of an account that is open."""
    held = require_administrator(context.holder)
    open_account(account)
    return Offer(held=held)


def to_consenting(_thing: object, context: DecisionContext) -> Offer:
    """Offered to whoever may agree at all; of each thing that waits its own choice is made."""
    return Offer(held=require_consenting(context.holder))


def to_office_holder(_account: Account | None, context: DecisionContext) -> Offer:
    """Offered to whoever holds an office, of the own account."""
    return Offer(held=require_office(context.holder))
