"""Mở lại tài khoản: undo a closing; a one-time link must set a new password."""

from dataclasses import dataclass
from typing import Final

from services.domain.act import Act, Offer, Verdict
from services.domain.context import DecisionContext
from services.domain.directory.account_state import Account
from services.domain.directory.authority import known_account, require_administrator
from services.domain.directory.events import AccountReopened
from services.domain.directory.offering import OfAccount
from services.domain.directory.rules import ACCOUNT_OPEN, NO_ACCOUNT, NOT_ADMINISTRATOR


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenAccount(OfAccount):
    """Mở lại tài khoản."""


def offer(account: Account | None, context: DecisionContext) -> Offer:
    """Offered to the administrator, of an account that is closed."""
    held = require_administrator(context.holder)
    if not known_account(account).closed:
        raise ACCOUNT_OPEN.refuse()
    return Offer(held=held)


def decide(account: Account | None, command: ReopenAccount, context: DecisionContext) -> Verdict:
    """The account is there again, without sessions, tokens or a password."""
    held = offer(account, context).held
    return Verdict(held=held, events=(AccountReopened(person_id=command.person_id),))


ACT: Final = Act(
    command=ReopenAccount,
    name="reopen-account",
    said="mở lại tài khoản",
    slug="mo-lai",
    resource="account/reopen",
    done="Đã mở lại tài khoản. Hãy cấp liên kết để cán bộ đặt mật khẩu mới.",
    rules=(NOT_ADMINISTRATOR, NO_ACCOUNT, ACCOUNT_OPEN),
    offer=offer,
    decide=decide,
    by_program=False,
)
