"""The ward keeps somebody who can let others in: the last administrator cannot lock it out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.domain.context import DecisionContext
from services.domain.directory.account_facts import fold_account
from services.domain.directory.account_state import Account
from services.domain.directory.events import account_stream, person_stream
from services.domain.directory.rules import LAST_ADMINISTRATOR
from services.domain.directory.state import Person, fold_person
from services.domain.instants import day_of
from services.domain.roles import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Administrator:
    """Somebody who may be an administrator, with the account, as the facts make both."""

    person: Person | None
    account: Account | None

    def can_return(self, day: date) -> bool:
        """Whether the ward could count on this administrator from a day on, without an end."""
        if self.person is None or self.account is None:
            return False
        if self.account.closed or not self.account.has_password:
            return False
        return any(
            held.office is Office.ADMINISTRATOR and held.from_on <= day and held.until_on is None
            for held in self.person.offices
        )


def administers(person: Person | None, today: date) -> bool:
    """Whether somebody is an administrator, today or from a later day on."""
    offices = person.offices if person else ()
    return any(
        held.office is Office.ADMINISTRATOR and (held.until_on is None or held.until_on >= today)
        for held in offices
    )


def require_another(others: Iterable[Administrator], day: date) -> None:
    """Raise Refusal where nobody else could come back from that day on."""
    if not any(other.can_return(day) for other in others):
        raise LAST_ADMINISTRATOR.refuse()


def administrators_of(context: DecisionContext, *, but: UUID) -> list[Administrator]:
    """The ward's administrators as the facts make them, without one of them."""
    return [
        Administrator(
            person=fold_person(context.of(person_stream(each))),
            account=fold_account(context.of(account_stream(each))),
        )
        for each in context.administrators
        if each != but
    ]


def require_not_the_last(context: DecisionContext, person_id: UUID) -> None:
    """Nobody locks the last administrator out, not even that one; raises Refusal."""
    person, today = fold_person(context.of(person_stream(person_id))), day_of(context.now)
    if administers(person, today):
        require_another(administrators_of(context, but=person_id), today)
