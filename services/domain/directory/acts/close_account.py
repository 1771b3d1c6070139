"""Khóa tài khoản: the person may sign in no longer."""

from dataclasses import dataclass
from typing import Final

from services.domain.act import Act, Verdict
from services.domain.context import DecisionContext
from services.domain.directory.account_state import Account
from services.domain.directory.authority import open_account
from services.domain.directory.events import AccountClosed
from services.domain.directory.last_administrator import require_not_the_last
from services.domain.directory.offering import OfAccount, of_open_account, person_of
from services.domain.directory.rules import (
    ACCOUNT_CLOSED,
    LAST_ADMINISTRATOR,
    NO_ACCOUNT,
    NOT_ADMINISTRATOR,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseAccount(OfAccount):
    """Khóa tài khoản."""


def decide(account: Account | None, command: CloseAccount, context: DecisionContext) -> Verdict:
    """Sessions, tokens and password end; never those of the last administrator."""
    held, known = of_open_account(account, context).held, open_account(account)
    require_not_the_last(context, command.person_id)
    return Verdict(held=held, events=(AccountClosed(person_id=known.person_id),))


ACT: Final = Act(
    command=CloseAccount,
    name="close-account",
    said="khóa tài khoản",
    slug="khoa",
    resource="account/close",
    done="Đã khóa tài khoản; các mã truy cập hết hiệu lực.",
    rules=(NOT_ADMINISTRATOR, NO_ACCOUNT, ACCOUNT_CLOSED, LAST_ADMINISTRATOR),
    offer=of_open_account,
    decide=decide,
    reads=person_of,
    by_administrators=True,
    by_program=False,
)
