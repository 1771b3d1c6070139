"""What was done to somebody's account and offices, until that person has read it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from services.domain.directory.consent_events import NoticesRead, OfficeGrantConsented
from services.domain.directory.events import (
    AccountClosed,
    AccountReopened,
    LinkIssued,
    OfficeEnded,
    OfficeGranted,
    PasswordRevoked,
    PasswordSet,
    PersonRegistered,
    SessionsEnded,
)
from services.domain.facts import Actor, Event, Fact

_OF_ACCOUNT: Final = (AccountClosed, AccountReopened, PasswordRevoked, SessionsEnded)
_OF_OFFICES: Final = (OfficeGranted, OfficeGrantConsented, OfficeEnded)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One act on somebody's account or offices: what, when (UTC), by whom.

    Of a password that was set, `by` is the issuer of its link.
    """

    event: Event
    at: datetime
    by: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Notices:
    """What a person has not marked as read, oldest first, and how far it goes."""

    items: tuple[Notice, ...] = ()
    account_version: int = 0
    person_version: int = 0


NOTHING: Final = Notices()


def unread(account: Sequence[Fact], person: Sequence[Fact]) -> Notices:
    """What this person is told, from the facts of the account and of the person."""
    read = next(
        (fact.event for fact in reversed(account) if isinstance(fact.event, NoticesRead)), None
    )
    seen = (read.account_version, read.person_version) if read else (0, 0)
    found = (*_of_account(account, seen[0]), *_of_person(person, seen[1]))
    return Notices(
        items=tuple(sorted(found, key=lambda one: one.at)),
        account_version=account[-1].version if account else 0,
        person_version=person[-1].version if person else 0,
    )


def _of_account(facts: Sequence[Fact], seen: int) -> Iterator[Notice]:
    link: Fact | None = None
    for fact in facts:
        if isinstance(fact.event, LinkIssued):
            link = fact
        elif isinstance(fact.event, PasswordSet):
            # Without a link nobody else had a hand in it.
            if link is not None and fact.version > seen:
                yield Notice(event=fact.event, at=fact.recorded_at, by=link.actor)
            link = None
        elif isinstance(fact.event, _OF_ACCOUNT) and fact.version > seen:
            yield Notice(event=fact.event, at=fact.recorded_at, by=fact.actor)
    if link is not None and link.version > seen:
        yield Notice(event=link.event, at=link.recorded_at, by=link.actor)


def _of_person(facts: Sequence[Fact], seen: int) -> Iterator[Notice]:
    registered = next(
        (fact.command_id for fact in facts if isinstance(fact.event, PersonRegistered)), None
    )
    for fact in facts:
        own = fact.version > seen and fact.command_id != registered
        if own and isinstance(fact.event, _OF_OFFICES):
            yield Notice(event=fact.event, at=fact.recorded_at, by=fact.actor)


def read_notices(facts: Sequence[Fact], event: NoticesRead) -> tuple[NoticesRead, ...]:
    """The mark of somebody who read; nothing where as much was read before."""
    known = [fact.event for fact in facts if isinstance(fact.event, NoticesRead)]
    further = not known or (known[-1].account_version, known[-1].person_version) < (
        event.account_version,
        event.person_version,
    )
    return (event,) if further else ()
