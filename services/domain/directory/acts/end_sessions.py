"""Đăng xuất mọi nơi: every session and token of a person ends."""

from dataclasses import dataclass
from typing import Final

from services.domain.act import Act, Verdict
from services.domain.context import DecisionContext
from services.domain.directory.account_state import Account
from services.domain.directory.authority import open_account
from services.domain.directory.events import SessionsEnded
from services.domain.directory.offering import OfAccount, of_open_account
from services.domain.directory.rules import ACCOUNT_CLOSED, NO_ACCOUNT, NOT_ADMINISTRATOR


@dataclass(frozen=True, slots=True, kw_only=True)
class EndSessions(OfAccount):
    """Đăng xuất mọi nơi."""


def decide(account: Account | None, _command: EndSessions, context: DecisionContext) -> Verdict:
    """The person is signed out everywhere and may sign in again."""
    held, known = of_open_account(account, context).held, open_account(account)
    return Verdict(held=held, events=(SessionsEnded(person_id=known.person_id),))


ACT: Final = Act(
    command=EndSessions,
    name="end-sessions",
    said="đăng xuất mọi nơi",
    slug="dang-xuat",
    resource="sessions/end",
    done="Đã đăng xuất cán bộ ở mọi nơi; mã truy cập của phần mềm cũng hết hiệu lực.",
    rules=(NOT_ADMINISTRATOR, NO_ACCOUNT, ACCOUNT_CLOSED),
    offer=of_open_account,
    decide=decide,
)
