"""The pages as of a day: which fact was the last of it, and readers who stand behind that fact."""

import asyncio
from collections.abc import AsyncIterator, Collection, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from contextvars import Context
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final, Protocol

from sqlalchemy import text
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from services.commands.acting import Acting
from services.domain.facts import Fact
from services.domain.instants import day_of, end_of, written_day
from services.domain.past_days import NOT_YET_OVER, TOO_EARLY
from services.domain.policy import POLICY_STREAM, PolicyInForce, in_force
from services.domain.streams import Family
from services.ledger.connections import one_snapshot
from services.ledger.port import Ledger, LedgerUnavailable, Snapshot
from services.ledger.wrapper import LedgerWrapper
from services.projections.past_places import folded_so_far, path_to, taken, withheld_at
from services.queries.past_reader import past_reader, reading_as
from services.queries.reading import reading

# A fact that was decided on before midnight may be written a little after it.
_ARRIVING: Final = timedelta(minutes=10)
# By how many facts times may run back within a ledger: a fact may be a little older than the one
# before it, so that the last of a day may lie somewhat behind the first of the next.
_DISORDERED: Final = 10_000

_SIZE: Final = text("SELECT size FROM ledger_heads WHERE ledger_id = own_ledger()")
_RECORDED: Final = text(
    "SELECT recorded_at FROM events WHERE ledger_id = own_ledger() AND position = :position"
)
_LAST: Final = text(
    "SELECT max(position) FROM events WHERE ledger_id = own_ledger()"
    " AND position BETWEEN :after AND :until AND recorded_at < :over"
)


class Build(Protocol):
    """Makes the rows as of some facts, all of them or none: `services.projections.past.build`."""

    def __call__(
        self, *positions: int, beside: Collection[int] = ()
    ) -> Coroutine[None, None, None]:
        """Begin, unless somebody is at it; those beside stay as they are."""


class PastBeingBuilt(Exception):
    """The rows of that day are being made; whoever asks again in a moment gets them.

    Of `facts` so many are `folded`; none while another day is made first.
    """

    def __init__(self, day: date, *, folded: int, facts: int) -> None:
        super().__init__(f"the rows of {day} are being made")
        self.day = day
        self.folded = folded
        self.facts = facts


class PastLedger(LedgerWrapper):
    """A ledger whose readers know nothing behind a fact, at the end of its day.

    Of the streams that are `withheld` they know nothing at all.
    """

    def __init__(
        self, ledger: Ledger, position: int, at: datetime, withheld: Collection[str] = ()
    ) -> None:
        super().__init__(ledger)
        self._position = position
        self._at = at
        self._withheld = withheld

    def seen(self, snapshot: Snapshot) -> Snapshot:
        """The facts up to that one."""
        facts: Mapping[str, Sequence[Fact]] = {
            stream: known
            for stream, each in snapshot.facts.items()
            if stream not in self._withheld
            and (known := [fact for fact in each if fact.position <= self._position])
        }
        return replace(snapshot, read_at=self._at, facts=facts, states={})

    async def tail(self, after: int, limit: int) -> Sequence[Fact]:
        """See `Ledger.tail`."""
        left = max(0, min(limit, self._position - after))
        return await super().tail(after, left) if left else []

    async def tail_of(
        self, families: Collection[Family], after: int, limit: int
    ) -> tuple[Sequence[Fact], int]:
        """See `Ledger.tail_of`."""
        left = max(0, min(limit, self._position - after))
        return await super().tail_of(families, after, left) if left else ([], after)


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDay:
    """A day that is over: its last fact, its last moment (UTC), and the ledger up to then.

    `rules` are those in force on that day, as far as they were known when it was over.
    """

    day: date
    position: int
    at: datetime
    ledger: PastLedger
    rules: PolicyInForce

    def then(self, acting: Acting) -> Acting:
        """Who looks, when that day was over; what may be read is no matter of these rules."""
        return replace(acting, now=self.at, rules=self.rules)


@dataclass(slots=True)
class PastDays:
    """The days that a ward's pages may be read as of; the rows of those asked for are kept."""

    engine: AsyncEngine
    ledger: Ledger
    build: Build
    _last: dict[date, int] = field(default_factory=dict)
    _building: dict[tuple[int, ...], asyncio.Task[None]] = field(default_factory=dict)

    @asynccontextmanager
    async def at(self, day: date, acting: Acting) -> AsyncIterator[PastDay]:
        """Whatever this request reads meanwhile is what was known when the day was over.

        It reads what this person may read today. Raises PastBeingBuilt, Refusal for a day that is
        not over, before the first fact or without rules, LedgerUnavailable.
        """
        position = await self.last_position(day, acting.now)
        async with _standing(self.engine, position) as stood:
            if stood is not None:
                at = end_of(day).astimezone(UTC) - timedelta(microseconds=1)
                ledger = PastLedger(self.ledger, position, at, stood.withheld)
                policies = (await ledger.read([POLICY_STREAM])).of(POLICY_STREAM)
                rules = in_force(policies, day)
                past = PastDay(day=day, position=position, at=at, ledger=ledger, rules=rules)
                reader = await past_reader(stood.connection, position, acting.rules.policy)
                with reading_as(reader):
                    yield past
                return
        raise await self._begun({position: day})

    async def together(self, days: Collection[date], now: datetime) -> None:
        """Ask for days of which one page needs all: they are made together, or none of them is.

        Asked for one by one, each could give way to what others ask for before the last is there.
        Raises PastBeingBuilt, Refusal, LedgerUnavailable.
        """
        wanted = {await self.last_position(day, now): day for day in sorted(days)}
        missing = dict(wanted)
        for position in wanted:
            async with _standing(self.engine, position) as stood:
                if stood is not None:
                    del missing[position]
        if missing:
            raise await self._begun(missing, beside=wanted.keys() - missing.keys())

    async def last_position(self, day: date, now: datetime) -> int:
        """The last fact that was recorded on that day or before it. Raises Refusal."""
        today = day_of(now)
        if day >= today:
            last = written_day(today - timedelta(days=1))
            raise NOT_YET_OVER.refuse(day=written_day(day), last=last)
        if day in self._last:
            return self._last[day]
        async with reading(self.engine) as connection:
            last_of_day = await _last_of(connection, day)
        if now - end_of(day) > _ARRIVING:
            self._last[day] = last_of_day
        return last_of_day

    async def all_built(self) -> None:
        """Wait for what is being made."""
        await asyncio.gather(*self._building.values())

    async def _begun(
        self, missing: Mapping[int, date], beside: Collection[int] = ()
    ) -> PastBeingBuilt:
        """Begin to make the rows, unless that goes on; how far it is.

        Why it failed is raised to who asks.
        """
        positions = tuple(missing)
        known = self._building.get(positions)
        if known is not None and known.done():
            await self._building.pop(positions)
            known = None
        if known is None:
            # A context of its own: it must not read on the connection of who asked.
            begun = asyncio.create_task(self.build(*positions, beside=beside), context=Context())
            self._building[positions] = begun
        async with reading(self.engine) as connection:
            folded = {each: await folded_so_far(connection, each) for each in positions}
        made_now = max(positions, key=folded.__getitem__)
        return PastBeingBuilt(missing[made_now], folded=folded[made_now], facts=made_now)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stood:
    """Where a reader stands: the connection, and the streams that nobody reads there."""

    connection: AsyncConnection
    withheld: frozenset[str]


@asynccontextmanager
async def _standing(engine: AsyncEngine, position: int) -> AsyncIterator[_Stood | None]:
    """A reader of the rows as of that fact; None where they are yet to be made."""
    async with reading(engine) as connection:
        place = await taken(connection, position)
    if place is None:
        yield None
        return
    try:
        async with one_snapshot(engine, path_to(place)) as connection:
            withheld = await withheld_at(connection, place, position)
            if withheld is None:
                yield None
            else:
                yield _Stood(connection=connection, withheld=withheld)
    except (OperationalError, InterfaceError, OSError) as error:
        raise LedgerUnavailable(f"the rows cannot be read: {type(error).__name__}") from error


async def _last_of(connection: AsyncConnection, day: date) -> int:
    """By halves, because a ledger has no index of its times."""
    over = end_of(day)
    size = int((await connection.execute(_SIZE)).scalar() or 0)
    first = (await connection.execute(_RECORDED, {"position": 1})).scalar()
    if first is None or first >= over:
        began = written_day(day_of(first)) if first else ""
        raise TOO_EARLY.refuse(day=written_day(day), first=began)
    low, high = 1, size + 1
    while high - low > 1:
        middle = (low + high) // 2
        recorded = (await connection.execute(_RECORDED, {"position": middle})).scalar_one()
        low, high = (middle, high) if recorded < over else (low, middle)
    asked = {"after": low, "until": low + _DISORDERED, "over": over}
    return int((await connection.execute(_LAST, asked)).scalar_one())
