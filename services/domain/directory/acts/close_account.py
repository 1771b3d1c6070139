"""Khóa tài khoản: the person may sign in no longer."""

from dataclasses import dataclass
from typing import Annotated, Final
from uuid import UUID

from services.domain.act import Act, Offer, Verdict
from services.domain.context import DecisionContext
from services.domain.directory.account_state import Account
from services.domain.directory.authority import open_account, require_administrator
from services.domain.directory.events import AccountClosed, account_stream, person_stream
from services.domain.directory.last_administrator import require_not_the_last
from services.domain.directory.rules import (
    ACCOUNT_CLOSED,
    LAST_ADMINISTRATOR,
    NO_ACCOUNT,
    NOT_ADMINISTRATOR,
)
from services.domain.fields import InAddress


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseAccount:
    """Khóa tài khoản."""

    person_id: Annotated[UUID, InAddress()]

    @property
    def stream(self) -> str:
        """The account of that person."""
        return account_stream(self.person_id)


def offer(account: Account | None, context: DecisionContext) -> Offer:
    """Offered to the administrator, of an account that is open."""
    held = require_administrator(context.holder)
    open_account(account)
    return Offer(held=held)


def decide(account: Account | None, command: CloseAccount, context: DecisionContext) -> Verdict:
    """Sessions, tokens and password end; never those of the last administrator."""
    held, known = offer(account, context).held, open_account(account)
    require_not_the_last(context, command.person_id)
    return Verdict(held=held, events=(AccountClosed(person_id=known.person_id),))


def _person_of(command: CloseAccount) -> tuple[str, ...]:
    return (person_stream(command.person_id),)


ACT: Final = Act(
    command=CloseAccount,
    name="close-account",
    said="khóa tài khoản",
    slug="khoa",
    resource="account/close",
    done="Đã khóa tài khoản; các mã truy cập hết hiệu lực.",
    rules=(NOT_ADMINISTRATOR, NO_ACCOUNT, ACCOUNT_CLOSED, LAST_ADMINISTRATOR),
    offer=offer,
    decide=decide,
    reads=_person_of,
    by_administrators=True,
    by_program=False,
)
