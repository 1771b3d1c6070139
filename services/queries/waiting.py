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
from services.domain.inspection_scope import InspectionScope
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
    scope: InspectionScope | None


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
        return sum(grant.may for grant in self.grants) + sum(link.may for link in self.links)

    def of(self, person_id: UUID) -> "WaitingPage":
        """The same for one person."""
        return WaitingPage(
            grants=tuple(grant for grant in self.grants if grant.person_id == person_id),
            links=tuple(link for link in self.links if link.person_id == person_id),
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
    streams = [name(person) for person in people for name in (person_stream, account_stream)]
    snapshot = await ledger.read(streams)
    firsts = _firsts(snapshot, people, looking.now)
    known = await _known(ledger, {*people, *firsts, looking.holder.person_id})
    refs = {each.person_id: each.name.text_id for each in known.values()}
    bodies = await ledger.texts(list(refs.values()))
    around = _Waiting(
        looking=looking,
        known=known,
        names={key: bodies[ref] for key, ref in refs.items() if ref in bodies},
    )
    return WaitingPage(
        grants=tuple(sorted(around.grants(people), key=lambda each: each.at)),
        links=tuple(sorted(around.links(snapshot, people), key=lambda each: each.at)),
    )


def _firsts(snapshot: Snapshot, people: Sequence[UUID], now: datetime) -> set[UUID]:
    """Those who granted or issued what waits."""
    firsts: set[UUID | None] = set()
    for each in people:
        person = fold_person(snapshot.of(person_stream(each)))
        account = fold_account(snapshot.of(account_stream(each)))
        if person:
            firsts |= {waits.granted_by for waits in person.waiting_on(day_of(now))}
        if account and account.link:
            firsts.add(account.link.issued_by.person_id)
    return {each for each in firsts if each is not None}


async def _known(ledger: Ledger, people: Collection[UUID]) -> Mapping[UUID, Person]:
    snapshot = await ledger.read([person_stream(person) for person in people])
    collected = {person: fold_person(snapshot.of(person_stream(person))) for person in people}
    return {key: person for key, person in collected.items() if person is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiting:
    looking: Onlooker
    known: Mapping[UUID, Person]
    names: Mapping[UUID, str]

    def grants(self, people: Sequence[UUID]) -> list[GrantWaits]:
        return [
            GrantWaits(
                person_id=person,
                name=self.names.get(person),
                office=waits.office,
                unit=waits.unit,
                granted=waits.granted,
                from_on=waits.from_on,
                by=self._name(waits.granted_by),
                at=waits.granted_at,
                may=self._may(person, waits.granted_by),
                scope=waits.scope,
            )
            for person in people
            if person in self.known
            for waits in self.known[person].waiting_on(day_of(self.looking.now))
        ]

    def links(self, snapshot: Snapshot, people: Sequence[UUID]) -> list[LinkWaits]:
        collected = []
        for person in people:
            account = fold_account(snapshot.of(account_stream(person)))
            link = account.link if account else None
            if link is None:
                continue
            looking = self.looking
            opens = opens_at(link, self.known.get(person), looking.policy, looking.now)
            if opens <= looking.now:
                continue
            collected.append(
                LinkWaits(
                    person_id=person,
                    name=self.names.get(person),
                    issued=link.issued,
                    opens_at=opens,
                    by=self._name(link.issued_by.person_id),
                    at=link.issued_at,
                    may=self._may(person, link.issued_by.person_id),
                )
            )
        return collected

    def _name(self, person_id: UUID | None) -> str | None:
        return self.names.get(person_id) if person_id else None

    def _may(self, concerned: UUID, first: UUID | None) -> bool:
        own = self.known.get(self.looking.holder.person_id)
        if own is None:
            return False
        granter = self.known.get(first) if first else None
        second = Second(holder=self.looking.holder, person=own, first=granter)
        return second.may(concerned, self.looking.policy, self.looking.now)
