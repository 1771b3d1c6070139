"""What was done to somebody's account and offices, and which session has read it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

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
from services.domain.facts import Actor, ActorKind, Event, Fact

_OF_ACCOUNT: Final = (AccountClosed, AccountReopened, PasswordRevoked, SessionsEnded)
_OF_OFFICES: Final = (OfficeGranted, OfficeGrantConsented, OfficeEnded)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One act on somebody's account or offices: what, when (UTC), by whom.

    Of a password that was set, `by` is the issuer of its link. `version` is that of the fact in
    its own stream, the person's where `of_person`, else the account's.
    """

    event: Event
    at: datetime
    by: Actor
    version: int
    of_person: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadMark:
    """How far something was marked as read, in each of both streams."""

    account: int = 0
    person: int = 0

    def has(self, notice: Notice) -> bool:
        """Whether this notice is among what was read."""
        return notice.version <= (self.person if notice.of_person else self.account)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notices:
    """What a session shows, oldest first, and how far both streams go.

    `items` has no session marked as read; `recent` another session marked, and this one did not.
    """

    items: tuple[Notice, ...] = ()
    recent: tuple[Notice, ...] = ()
    account_version: int = 0
    person_version: int = 0


NOTHING: Final = Notices()


def notices(
    account: Sequence[Fact], person: Sequence[Fact], session_id: UUID, since: datetime
) -> Notices:
    """What a session of this person is told, from the facts of the account and of the person.

    Whoever signed in with a stolen password marks as read for that session alone: what was done
    from `since` on is told to every other session too.
    """
    result = changes(account, person)
    anybody, own = _read(account), _read(account, session_id)
    again = (each for each in result if anybody.has(each) and not own.has(each))
    return Notices(
        items=tuple(each for each in result if not anybody.has(each)),
        recent=tuple(each for each in again if each.at >= since),
        account_version=account[-1].version if account else 0,
        person_version=person[-1].version if person else 0,
    )


def changes(account: Sequence[Fact], person: Sequence[Fact]) -> tuple[Notice, ...]:
    """All that was done to somebody's account and offices, oldest first, read or not."""
    result = (*_of_account(account), *_of_person(person))
    return tuple(sorted(result, key=lambda each: each.at))


def _read(account: Sequence[Fact], session_id: UUID | None = None) -> ReadMark:
    """How far this session marked as read, or any of them."""
    marks = [
        fact.event
        for fact in account
        if isinstance(fact.event, NoticesRead) and session_id in {None, fact.session_id}
    ]
    return ReadMark(
        account=max((mark.account_version for mark in marks), default=0),
        person=max((mark.person_version for mark in marks), default=0),
    )


def _of_account(facts: Sequence[Fact]) -> Iterator[Notice]:
    link: Fact | None = None
    for fact in facts:
        if isinstance(fact.event, LinkIssued):
            link = fact
        elif isinstance(fact.event, PasswordSet):
            # Without a link nobody else had a hand in it; by the person it leaves a link unused.
            if link is not None:
                own = fact.actor.kind is ActorKind.PERSON
                yield _notice(link) if own else _notice(fact, by=link.actor)
            link = None
        elif isinstance(fact.event, _OF_ACCOUNT):
            yield _notice(fact)
    if link is not None:
        yield _notice(link)


def _of_person(facts: Sequence[Fact]) -> Iterator[Notice]:
    registered = next(
        (fact.command_id for fact in facts if isinstance(fact.event, PersonRegistered)), None
    )
    for fact in facts:
        if fact.command_id != registered and isinstance(fact.event, _OF_OFFICES):
            yield _notice(fact, of_person=True)


def _notice(fact: Fact, *, by: Actor | None = None, of_person: bool = False) -> Notice:
    return Notice(
        event=fact.event,
        at=fact.recorded_at,
        by=by or fact.actor,
        version=fact.version,
        of_person=of_person,
    )


def read_notices(
    facts: Sequence[Fact], event: NoticesRead, session_id: UUID
) -> tuple[NoticesRead, ...]:
    """The mark of a session; nothing where the same session marked as much before."""
    known = _read(facts, session_id)
    further = event.account_version > known.account or event.person_version > known.person
    return (event,) if further else ()
