"""A one-time link at the moment when somebody opens it: does it open its account now?"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.domain.directory.account_facts import fold_account
from services.domain.directory.account_state import Account
from services.domain.directory.appointing import opens_at, require_open
from services.domain.directory.events import account_stream, person_stream
from services.domain.directory.state import Person, fold_person
from services.domain.instants import day_of
from services.domain.policy import POLICY_STREAM, Policy, in_force
from services.ledger.port import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLink:
    """A link that opens: whose it is, judged by which rules, when (UTC)."""

    person_id: UUID
    policy: Policy
    now: datetime

    def opens(self, account: Account, person: Person | None) -> bool:
        """Whether it does so still: an office may have been granted, the link used, meanwhile."""
        link = account.link
        return link is not None and opens_at(link, person, self.policy, self.now) <= self.now


async def open_link(ledger: Ledger, person_id: UUID, now: datetime) -> OpenLink | None:
    """The link that this account waits for; None where it waits for none: used, ended, closed.

    Until when, the facts say, whatever the row does; raises Refusal before it opens.
    """
    stream = account_stream(person_id)
    account = fold_account((await ledger.read_account(stream)).of(stream))
    if account is None or account.link is None or account.link.until <= now:
        return None
    snapshot = await ledger.read([person_stream(person_id), POLICY_STREAM])
    policy = in_force(snapshot.of(POLICY_STREAM), day_of(now)).policy
    person = fold_person(snapshot.of(person_stream(person_id)))
    require_open(account.link, person, policy, now)
    return OpenLink(person_id=person_id, policy=policy, now=now)
