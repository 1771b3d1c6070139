"""Đồng ý cấp liên kết: a second person lets a waiting link open at once."""

from dataclasses import dataclass
from typing import Annotated, Final
from uuid import UUID

from services.domain.act import Act, Verdict
from services.domain.context import DecisionContext
from services.domain.directory.account_state import Account
from services.domain.directory.appointing import Second, opens_at
from services.domain.directory.consent_events import LinkConsented
from services.domain.directory.events import person_stream
from services.domain.directory.offering import OfAccount, person_of, to_consenting
from services.domain.directory.rules import (
    CONSENT_NEW,
    CONSENT_OWN,
    CONSENT_SAME,
    NOT_CONSENTING,
    WAITS_NO_LONGER,
)
from services.domain.directory.state import fold_person
from services.domain.fields import CountField, NewId


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentToLink(OfAccount):
    """Đồng ý với việc cấp liên kết; `issued` là sự kiện cấp."""

    person_id: Annotated[UUID, NewId()]
    issued: Annotated[int, CountField()]


def decide(account: Account | None, command: ConsentToLink, context: DecisionContext) -> Verdict:
    """The link opens now."""
    to_consenting(account, context)
    link = account.link if account else None
    if account is None or link is None or link.issued != command.issued:
        raise WAITS_NO_LONGER.refuse()
    person = fold_person(context.of(person_stream(command.person_id)))
    if opens_at(link, person, context.policy, context.now) <= context.now:
        raise WAITS_NO_LONGER.refuse()
    second = Second.of(context, link.issued_by.person_id)
    held = second.require(command.person_id, context.policy, context.now)
    consented = LinkConsented(person_id=account.person_id, issued=link.issued)
    return Verdict(held=held, events=(consented,))


def _issuer(
    account: Account | None, _command: ConsentToLink, _context: DecisionContext
) -> tuple[str, ...]:
    issuer = account.link.issued_by.person_id if account and account.link else None
    return (person_stream(issuer),) if issuer else ()


ACT: Final = Act(
    command=ConsentToLink,
    name="consent-to-link",
    said="đồng ý cấp liên kết",
    slug="lien-ket",
    done="Đã ghi đồng ý.",
    rules=(NOT_CONSENTING, WAITS_NO_LONGER, CONSENT_OWN, CONSENT_SAME, CONSENT_NEW),
    offer=to_consenting,
    decide=decide,
    reads=person_of,
    reads_next=_issuer,
    by_program=False,
)
