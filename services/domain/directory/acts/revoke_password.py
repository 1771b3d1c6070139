"""Buộc đổi mật khẩu: only a one-time link sets a new one."""

from dataclasses import dataclass
from typing import Annotated, Final
from uuid import UUID

from services.domain.act import Act, Offer, Verdict
from services.domain.context import DecisionContext
from services.domain.directory.account_state import Account
from services.domain.directory.authority import open_account, require_administrator
from services.domain.directory.events import PasswordRevoked, account_stream, person_stream
from services.domain.directory.last_administrator import require_not_the_last
from services.domain.directory.rules import (
    ACCOUNT_CLOSED,
    LAST_ADMINISTRATOR,
    NO_ACCOUNT,
    NOT_ADMINISTRATOR,
)
from services.domain.fields import InAddress


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokePassword:
    """Buộc đổi mật khẩu."""

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


def decide(account: Account | None, command: RevokePassword, context: DecisionContext) -> Verdict:
    """The person must choose a new password; never the last administrator."""
    held, known = offer(account, context).held, open_account(account)
    require_not_the_last(context, command.person_id)
    return Verdict(held=held, events=(PasswordRevoked(person_id=known.person_id),))


def _person_of(command: RevokePassword) -> tuple[str, ...]:
    return (person_stream(command.person_id),)


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
    offer=offer,
    decide=decide,
    reads=_person_of,
    by_administrators=True,
)
