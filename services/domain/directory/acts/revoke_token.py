"""Thu hồi mã truy cập: the program may act no longer."""

from dataclasses import dataclass
from typing import Annotated, Final
from uuid import UUID

from services.domain.act import Act, Verdict
from services.domain.context import DecisionContext
from services.domain.directory.account_state import Account
from services.domain.directory.offering import OfAccount, to_office_holder
from services.domain.directory.rules import NO_OFFICE, NO_TOKEN
from services.domain.directory.token_events import TokenIssued, TokenRevoked
from services.domain.directory.tokens import open_tokens
from services.domain.fields import InAddress
from services.domain.instants import day_of


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeToken(OfAccount):
    """Thu hồi mã truy cập."""

    token_id: Annotated[UUID, InAddress()]


def decide(account: Account | None, command: RevokeToken, context: DecisionContext) -> Verdict:
    """The token ends now; of one that has ended nothing is left to do."""
    held = to_office_holder(account, context).held
    issued = {
        fact.event.token_id
        for fact in context.of(command.stream)
        if isinstance(fact.event, TokenIssued)
    }
    if command.token_id not in issued:
        raise NO_TOKEN.refuse()
    live = {token.token_id for token in open_tokens(account, day_of(context.now))}
    revoked = TokenRevoked(person_id=command.person_id, token_id=command.token_id)
    return Verdict(held=held, events=(revoked,) if command.token_id in live else ())


ACT: Final = Act(
    command=RevokeToken,
    name="revoke-token",
    said="thu hồi mã truy cập",
    slug="thu-hoi",
    done="Đã thu hồi mã truy cập.",
    rules=(NO_OFFICE, NO_TOKEN),
    offer=to_office_holder,
    decide=decide,
    by_program=False,
)
