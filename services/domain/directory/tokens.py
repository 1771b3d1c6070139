"""Access tokens: what a program may do in somebody's name, and which still open anything."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from services.domain.directory.account_state import Account
from services.domain.directory.token_events import TokenIssued


class Scope(StrEnum):
    """What a program may do: look, or also act."""

    READ = "read"
    WRITE = "write"


SCOPES: Final[Mapping[Scope, str]] = {Scope.READ: "Chỉ xem", Scope.WRITE: "Xem và thực hiện"}


def open_tokens(account: Account | None, today: date) -> tuple[TokenIssued, ...]:
    """The tokens of an account that still open anything, oldest first.

    Whatever ends every session of a person ends the tokens that were given before it, too.
    """
    live = account.tokens.values() if account else ()
    return tuple(token for token in live if token.ends_on >= today)
