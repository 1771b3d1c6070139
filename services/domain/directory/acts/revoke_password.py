"""Buộc đổi mật khẩu: only a one-time link sets a new one."""

from dataclasses import dataclass
from typing import Final

from services.domain.act import Act, Verdict
from services.domain.context import DecisionContext
from services.domain.directory.account_state import Account
from services.domain.directory.authority import open_account
from services.domain.directory.events import PasswordRevoked
from services.domain.directory.last_administrator import require_not_the_last
from services.domain.directory.offering import OfAccount, of_open_account, person_of
from services.domain.directory.rules import (
    ACCOUNT_CLOSED,
    LAST_ADMINISTRATOR,
    NO_ACCOUNT,
    NOT_ADMINISTRATOR,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokePassword(OfAccount):
    """Buộc đổi mật khẩu."""


def decide(account: Account | None, command: RevokePassword, context: DecisionContext) -> Verdict:
    """The person must choose a new password; never the last administrator."""
    held, known = of_open_account(account, context).held, open_account(account)
    require_not_the_last(context, command.person_id)
    return Verdict(held=held, events=(PasswordRevoked(person_id=known.person_id),))


ACT: Final = Act(
    command=RevokePassword,
    name="revoke-password",
    said="buộc đổi mật khẩu",
    slug="doi-mat-khau",
    resource="password/revoke",
    done=(
        "Mật khẩu cũ và các mã truy cập hết hiệu lực. Hãy cấp liên kết để cán bộ đặt mật khẩu mới."
    ),
    rules=(NOT_ADMINISTRATOR, NO_ACCOUNT, ACCOUNT_CLOSED, LAST_ADMINISTRATOR),
    offer=of_open_account,
    decide=decide,
    reads=person_of,
    by_administrators=True,
)
