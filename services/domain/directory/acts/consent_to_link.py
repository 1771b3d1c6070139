"""Đồng ý cấp liên kết: a second person lets a waiting link open at once."""

from dataclasses import dataclass
from typing import Annotated, Final
from uuid import UUID

from services.domain.act import Act, Offer, Verdict
from services.domain.context import DecisionContext
from services.domain.directory.account_facts import fold_account
from services.domain.directory.account_state import Account
from services.domain.directory.appointing import Second, opens_at, require_consenting
from services.domain.directory.consent_events import LinkConsented
from services.domain.directory.events import account_stream, person_stream
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
class ConsentToLink:
    """Đồng ý với việc cấp liên kết; `issued` là sự kiện cấp."""

    person_id: Annotated[UUID, NewId()]
    issued: Annotated[int, CountField()]

    @property
    def stream(self) -> str:
        """The stream of the account whose link it is."""
        return account_stream(self.person_id)


def offer(_account: Account | None, context: DecisionContext) -> Offer:
    """Offered to whoever may agree at all; of each thing that waits its own choice is made."""
    return Offer(held=require_consenting(context.holder))


def decide(account: Account | None, command: ConsentToLink, context: DecisionContext) -> Verdict:
    """The link opens now."""
    offer(account, context)
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


def _person_of(command: ConsentToLink) -> tuple[str, ...]:
    return (person_stream(command.person_id),)


def _issuer(command: ConsentToLink, context: DecisionContext) -> tuple[str, ...]:
    account = fold_account(context.of(command.stream))
    issuer = account.link.issued_by.person_id if account and account.link else None
    return (person_stream(issuer),) if issuer else ()


ACT: Final = Act(
    command=ConsentToLink,
    name="consent-to-link",
    said="đồng ý cấp liên kết",
    slug="lien-ket",
    done="Đã ghi đồng ý.",
    rules=(NOT_CONSENTING, WAITS_NO_LONGER, CONSENT_OWN, CONSENT_SAME, CONSENT_NEW),
    offer=offer,
    decide=decide,
    reads=_person_of,
    reads_next=_issuer,
    by_program=False,
)
