"""What waits for a second person: grants that have not begun, links that do not open yet."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.directory.account_facts import fold_account
from services.domain.directory.appointing import Second, opens_at
from services.domain.directory.events import account_stream, person_stream
from services.domain.directory.state import Person, fold_person
from services.domain.instants import day_of
from services.domain.policy import Policy
from services.domain.roles import Holder, Office
from services.ledger.port import Ledger, Snapshot
from services.projections.tables import accounts, offices

_LONGEST_WAIT: Final = timedelta(days=31)  # no ward's rules make a link wait longer


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantWaits:
    """A grant that begins on `from_on`, or earlier once somebody agrees; `may` says: this one."""

    person_id: UUID
    name: str | None
    office: Office
    unit: str | None
    granted: int
    from_on: date
    by: str | None
    at: datetime
    may: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkWaits:
    """A link that opens at `opens_at`, or earlier once somebody agrees; `may` says: this one."""

    person_id: UUID
    name: str | None
    issued: int
    opens_at: datetime
    by: str | None
    at: datetime
    may: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPage:
    """Everything that waits, the oldest first."""

    grants: tuple[GrantWaits, ...] = ()
    links: tuple[LinkWaits, ...] = ()

    @property
    def mine(self) -> int:
        """How many of them this reader may agree to."""
        return sum(one.may for one in self.grants) + sum(one.may for one in self.links)

    def of(self, person_id: UUID) -> "WaitingPage":
        """The same for one person."""
        return WaitingPage(
            grants=tuple(one for one in self.grants if one.person_id == person_id),
            links=tuple(one for one in self.links if one.person_id == person_id),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Onlooker:
    """Who looks at what waits, by which rules and when (UTC)."""

    holder: Holder
    policy: Policy
    now: datetime


async def concerned(connection: AsyncConnection, ledger_id: str, now: datetime) -> list[UUID]:
    """Those whose grant or link may wait, by the rows; their facts say whether it does."""
    granted = select(offices.c.person_id).where(
        offices.c.ledger_id == ledger_id, offices.c.from_on > day_of(now)
    )
    issued = accounts.c.link_issued_at
    # Of one moment: which was first only the facts know.
    unused = or_(accounts.c.password_set_at.is_(None), accounts.c.password_set_at <= issued)
    linked = select(accounts.c.person_id).where(
        accounts.c.ledger_id == ledger_id,
        ~accounts.c.closed,
        issued > now - _LONGEST_WAIT,
        unused,
    )
    return list((await connection.execute(granted.union(linked))).scalars())


async def waiting(ledger: Ledger, looking: Onlooker, people: Sequence[UUID]) -> WaitingPage:
    """What waits of these people, as their facts have it."""
    if not people:
        return WaitingPage()
    streams = [name(one) for one in people for name in (person_stream, account_stream)]
    snapshot = await ledger.read(streams)
    firsts = _firsts(snapshot, people, looking.now)
    known = await _known(ledger, {*people, *firsts, looking.holder.person_id})
    refs = {one.person_id: one.name.text_id for one in known.values()}
    bodies = await ledger.texts(list(refs.values()))
    around = _Around(
        looking=looking,
        known=known,
        names={key: bodies[ref] for key, ref in refs.items() if ref in bodies},
    )
    return WaitingPage(
        grants=tuple(sorted(around.grants(people), key=lambda one: one.at)),
        links=tuple(sorted(around.links(snapshot, people), key=lambda one: one.at)),
    )


def _firsts(snapshot: Snapshot, people: Sequence[UUID], now: datetime) -> set[UUID]:
    """Those who granted or issued what waits."""
    found: set[UUID | None] = set()
    for one in people:
        person = fold_person(snapshot.of(person_stream(one)))
        account = fold_account(snapshot.of(account_stream(one)))
        if person:
            found |= {waits.granted_by for waits in person.waiting_on(day_of(now))}
        if account and account.link:
            found.add(account.link.issued_by.person_id)
    return {one for one in found if one is not None}


async def _known(ledger: Ledger, people: Collection[UUID]) -> Mapping[UUID, Person]:
    snapshot = await ledger.read([person_stream(one) for one in people])
    found = {one: fold_person(snapshot.of(person_stream(one))) for one in people}
    return {key: person for key, person in found.items() if person is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    looking: Onlooker
    known: Mapping[UUID, Person]
    names: Mapping[UUID, str]

    def grants(self, people: Sequence[UUID]) -> list[GrantWaits]:
        return [
            GrantWaits(
                person_id=one,
                name=self.names.get(one),
                office=waits.office,
                unit=waits.unit,
                granted=waits.granted,
                from_on=waits.from_on,
                by=self._name(waits.granted_by),
                at=waits.granted_at,
                may=self._may(one, waits.granted_by),
            )
            for one in people
            if one in self.known
            for waits in self.known[one].waiting_on(day_of(self.looking.now))
        ]

    def links(self, snapshot: Snapshot, people: Sequence[UUID]) -> list[LinkWaits]:
        found = []
        for one in people:
            account = fold_account(snapshot.of(account_stream(one)))
            link = account.link if account else None
            if link is None:
                continue
            looking = self.looking
            opens = opens_at(link, self.known.get(one), looking.policy, looking.now)
            if opens <= looking.now:
                continue
            found.append(
                LinkWaits(
                    person_id=one,
                    name=self.names.get(one),
                    issued=link.issued,
                    opens_at=opens,
                    by=self._name(link.issued_by.person_id),
                    at=link.issued_at,
                    may=self._may(one, link.issued_by.person_id),
                )
            )
        return found

    def _name(self, person_id: UUID | None) -> str | None:
        return self.names.get(person_id) if person_id else None

    def _may(self, concerned: UUID, first: UUID | None) -> bool:
        own = self.known.get(self.looking.holder.person_id)
        if own is None:
            return False
        granter = self.known.get(first) if first else None
        second = Second(holder=self.looking.holder, person=own, first=granter)
        return second.may(concerned, self.looking.policy, self.looking.now)
