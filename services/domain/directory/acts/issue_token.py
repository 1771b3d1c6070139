"""Cấp mã truy cập: a person lets a program act in the own name, until a day."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final
from uuid import UUID

from services.domain.act import Act, Verdict
from services.domain.context import DecisionContext
from services.domain.directory.account_state import Account
from services.domain.directory.offering import OfAccount, to_office_holder
from services.domain.directory.rules import NO_OFFICE, SCOPE_UNKNOWN, TOKEN_DAY, TOKEN_MANY
from services.domain.directory.token_events import TokenIssued
from services.domain.directory.tokens import SCOPES, Scope, open_tokens
from services.domain.facts import TextRef
from services.domain.fields import DayField, DrawnHere, OneOf, TypedText
from services.domain.instants import day_of

MOST_DAYS: Final = 366  # a token that outlives a year is a password that nobody changes
MOST_TOKENS: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueToken(OfAccount):
    """Cấp mã truy cập; `secret_sha256` is the digest of the stored hash of its secret."""

    token_id: Annotated[UUID, DrawnHere()]
    secret_sha256: Annotated[str, DrawnHere()]
    ends_on: Annotated[date, DayField(label="Dùng đến ngày")]
    scope: Annotated[Scope, OneOf(label="Phạm vi", of=Scope, words=SCOPES, unknown=SCOPE_UNKNOWN)]
    label: Annotated[TextRef, TypedText(label="Tên phần mềm")]


def decide(account: Account | None, command: IssueToken, context: DecisionContext) -> Verdict:
    """The token from now until the end of a day."""
    held, today = to_office_holder(account, context).held, day_of(context.now)
    if not 0 <= (command.ends_on - today).days <= MOST_DAYS:
        raise TOKEN_DAY.refuse(most_days=MOST_DAYS)
    if len(open_tokens(account, today)) >= MOST_TOKENS:
        raise TOKEN_MANY.refuse(most_tokens=MOST_TOKENS)
    issued = TokenIssued(
        person_id=command.person_id,
        token_id=command.token_id,
        label=command.label,
        scope=command.scope.value,
        ends_on=command.ends_on,
        secret_sha256=command.secret_sha256,
    )
    return Verdict(held=held, events=(issued,))


ACT: Final = Act(
    command=IssueToken,
    name="issue-token",
    said="cấp mã truy cập",
    slug="cap",
    done="Đã cấp mã truy cập. Hãy chép lại ngay: mã chỉ hiện một lần.",
    rules=(NO_OFFICE, SCOPE_UNKNOWN, TOKEN_DAY, TOKEN_MANY),
    offer=to_office_holder,
    decide=decide,
    by_program=False,
)
