"""Cấp liên kết một lần: lets a person set a password once, within the limit."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from services.domain.act import Act, Verdict
from services.domain.context import DecisionContext
from services.domain.directory.account_state import Account
from services.domain.directory.appointing import Terms, opens_after_hours
from services.domain.directory.authority import open_account
from services.domain.directory.consent_events import SETUP_STREAM
from services.domain.directory.events import LinkIssued, person_stream
from services.domain.directory.offering import OfAccount, of_open_account, person_of
from services.domain.directory.rules import (
    ACCOUNT_CLOSED,
    LINK_SPENT,
    NO_ACCOUNT,
    NOT_ADMINISTRATOR,
)
from services.domain.directory.state import fold_person


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueLink(OfAccount):
    """Cấp liên kết một lần để đặt mật khẩu."""


def decide(account: Account | None, command: IssueLink, context: DecisionContext) -> Verdict:
    """A link; of whoever decides it opens after a wait, or once a second person agrees."""
    held = of_open_account(account, context).held
    person, terms = fold_person(context.of(person_stream(command.person_id))), Terms.of(context)
    issued = link_of(
        open_account(account),
        context.policy.link_hours,
        setting_up=terms.setting_up,
        opens_after_hours=opens_after_hours(person, terms),
    )
    return Verdict(held=held, events=(issued,))


def link_of(
    account: Account, hours: int, *, setting_up: bool, opens_after_hours: int = 0
) -> LinkIssued:
    """A link that is valid for so many hours from when it opens."""
    return LinkIssued(
        person_id=account.person_id,
        valid_hours=hours,
        opens_after_hours=opens_after_hours,
        setting_up=setting_up,
    )


def link_until(account: Account | None, issuer: UUID, command_id: UUID, now: datetime) -> datetime:
    """Until when the link of this very act opens the account; raises Refusal for a spent one."""
    link = open_account(account).link
    own = link is not None and (link.issued_by.person_id, link.command_id) == (issuer, command_id)
    if link is None or not own or link.until <= now:
        raise LINK_SPENT.refuse()
    return link.until


def _reads(command: IssueLink) -> tuple[str, ...]:
    return (*person_of(command), SETUP_STREAM)


ACT: Final = Act(
    command=IssueLink,
    name="issue-link",
    said="cấp liên kết một lần",
    slug="lien-ket",
    resource="link",
    done="Đã cấp liên kết một lần.",
    rules=(NOT_ADMINISTRATOR, NO_ACCOUNT, ACCOUNT_CLOSED, LINK_SPENT),
    offer=of_open_account,
    decide=decide,
    reads=_reads,
    by_calendar=True,
    by_program=False,
)
