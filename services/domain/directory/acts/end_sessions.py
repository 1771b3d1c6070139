"""Đăng xuất mọi nơi: every session and token of a person ends."""

from dataclasses import dataclass
from typing import Annotated, Final
from uuid import UUID

from services.domain.act import Act, Offer, Verdict
from services.domain.context import DecisionContext
from services.domain.directory.account_state import Account
from services.domain.directory.authority import open_account, require_administrator
from services.domain.directory.events import SessionsEnded, account_stream
from services.domain.directory.rules import ACCOUNT_CLOSED, NO_ACCOUNT, NOT_ADMINISTRATOR
from services.domain.fields import InAddress


@dataclass(frozen=True, slots=True, kw_only=True)
class EndSessions:
    """Đăng xuất mọi nơi."""

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


def decide(account: Account | None, _command: EndSessions, context: DecisionContext) -> Verdict:
    """The person is signed out everywhere and may sign in again."""
    held, known = offer(account, context).held, open_account(account)
    return Verdict(held=held, events=(SessionsEnded(person_id=known.person_id),))


ACT: Final = Act(
    command=EndSessions,
    name="end-sessions",
    said="đăng xuất mọi nơi",
    slug="dang-xuat",
    resource="sessions/end",
    done="Đã đăng xuất cán bộ ở mọi nơi; mã truy cập của phần mềm cũng hết hiệu lực.",
    rules=(NOT_ADMINISTRATOR, NO_ACCOUNT, ACCOUNT_CLOSED),
    offer=offer,
    decide=decide,
)
