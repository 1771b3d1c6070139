"""The real ledger: one ward's facts in PostgreSQL, through that ward's own login."""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncEngine

from services.domain.facts import Decision, Fact
from services.domain.streams import Family, family_of
from services.ledger import rows as forms
from services.ledger.arrays import BooleanArray, ByteArray, IdArray, IntegerArray, TextArray
from services.ledger.codec import Codec
from services.ledger.driver import Driver, one_driver, pooled_driver
from services.ledger.faults import AcceptedBefore, translated
from services.ledger.port import (
    Appended,
    Command,
    Context,
    KeptState,
    NewText,
    Outcome,
    Projections,
    Snapshot,
    StaleVersion,
)
from services.ledger.rows import NewRow, Writer
from services.ledger.salts import new_salt
from services.ledger.statements import compiled

Row = tuple[Any, ...]
# Some twenty megabytes of a process: what a ward's people look at in a day.
_REMEMBERED: Final = 8192


def no_projections(stream: str) -> None:
    """No list shows any stream."""
    del stream


class PostgresLedger:
    """One ward's ledger. Rows of `projections` are written inside each append's transaction.

    An append is one statement (`append_events`); with projections it is their statements first,
    then that one, then COMMIT, so that the ward's head lock is held for one statement only.
    """

    def __init__(
        self,
        engine: AsyncEngine,
        ledger_id: str,
        codec: Codec,
        projections: Projections = no_projections,
        *,
        build: str = "0+unknown",
        salt: Callable[[], bytes] = new_salt,
    ) -> None:
        self._writer = Writer(ledger_id=ledger_id, codec=codec, build=build, salt=salt)
        self._engine = engine
        self._projections = projections
        # Facts never change, and page after page asks for the same: the same bytes are the same
        # fact. What was erased or is not what it was is read anew.
        self._remembered = lru_cache(maxsize=_REMEMBERED)(codec.fact)

    @property
    def ledger_id(self) -> str:
        """`real-…` or `demo-…`, for ever."""
        return self._writer.ledger_id

    async def read(self, streams: Collection[str]) -> Snapshot:
        """Load streams, in one statement, with the database's clock."""
        names = list(streams)
        keys = [name.lower() for name in names]
        return self._snapshot(await self._fetch("read_streams", streams=names, keys=keys))

    async def read_category(self, category: str) -> Snapshot:
        """Load every stream whose name starts with `<category>-`."""
        # "." is the next code point after "-": the range holds exactly the category.
        bounds = {"from": f"{category}-", "to": f"{category}."}
        return self._snapshot(await self._fetch("read_category", **bounds))

    async def read_account(
        self, stream: str, since: int | None = None, *, with_state: bool = False
    ) -> Snapshot:
        """What an account is, without its sign-ins and sign-outs before a version."""
        asked = {"stream": stream, "key": stream.lower(), "since": since}
        rows = await self._fetch("read_account", **asked, with_state=with_state)
        read = self._snapshot([row[:4] for row in rows])
        version, state = rows[0][4:]
        if not with_state or version is None:
            return read
        return replace(read, states={stream: KeptState(version=version, state=state)})

    async def tail(self, after: int, limit: int) -> Sequence[Fact]:
        """Facts after a position, in order, gapless."""
        rows = await self._fetch("tail", after=after, limit=limit)
        return [self._writer.codec.fact(*row[1:]) for row in rows]  # once each: not remembered

    async def tail_of(
        self, families: Collection[Family], after: int, limit: int
    ) -> tuple[Sequence[Fact], int]:
        """Facts of some kinds of streams among the next ones, and the last position looked at."""
        patterns = [f"{family.value}%" for family in families]
        rows = await self._fetch("tail_of", patterns=patterns, after=after, limit=limit)
        facts = [self._writer.codec.fact(*row[1:]) for row in rows if row[2] is not None]
        # A name may begin as that of a wider family does.
        wanted = [fact for fact in facts if family_of(fact.stream) in families]
        return wanted, rows[-1][1] if rows else after

    async def outcome(self, command: Command) -> Outcome | None:
        """What an earlier command of the same actor and id did. Raises CommandReused."""
        rows = await self._fetch(
            "outcome", actor_key=command.actor_key, command_id=command.command_id
        )
        if not rows:
            return None
        name, salt, digest, stored = rows[0]
        forms.demand_same(command, salt, digest)
        return Outcome(command_id=command.command_id, name=name, **stored)

    async def append(
        self,
        command: Command,
        context: Context,
        decision: Decision,
        *,
        known: Snapshot | None = None,
        expected: Mapping[str, int],
        texts: Sequence[NewText] = (),
        rings: Collection[str] = (),
    ) -> Outcome:
        """Keep the decision: once, whole, in order; the same command id gives the first outcome.

        Raises StaleVersion, TimeRunsBack, CommandReused, LedgerUnavailable.
        """
        if not decision:
            return await self.outcome(command) or forms.nothing_done(command)
        rows = self._writer.rows(command, context, decision, expected)
        forms.check_texts(rows, texts)
        versions = forms.last_versions(rows)
        wake_ups = forms.rings_of(rings, expected, versions)
        parameters = {
            **self._command(command, versions),
            **_expectation(expected),
            **_facts(context, rows),
            **_beside(texts, wake_ups),
        }
        listed = [row for row in rows if self._projections(row.stream)]
        read = known or Snapshot(read_at=context.recorded_at)
        forms.check_known(read, rows if known else listed)
        appended = forms.appended(command, context, decision, rows, read)
        try:
            last = await self._store(parameters, appended)
        except (AcceptedBefore, StaleVersion):
            # The second of two clicks finds the streams moved by the first: that is its outcome.
            first = await self.outcome(command)
            if first is None:
                raise
            return first
        return Outcome(
            command_id=command.command_id,
            name=command.name,
            versions=versions,
            first_position=last - len(rows) + 1,
            last_position=last,
        )

    async def texts(self, ids: Collection[UUID]) -> Mapping[UUID, str]:
        """Bodies by id; an erased one is missing."""
        if not ids:
            return {}
        return {key: body for key, _, body in await self._fetch("texts", ids=list(ids))}

    async def _store(self, parameters: dict[str, Any], appended: Sequence[Appended]) -> int:
        kept = [(result, each) for each in appended if (result := self._projections(each.stream))]
        with translated():
            if not kept:  # one statement is its own transaction
                async with one_driver(self._engine) as driver:
                    return await _append(driver, parameters)
            async with pooled_driver(self._engine) as driver, driver.transaction():
                for projection, each in kept:
                    await projection.project(driver, each)
                return await _append(driver, parameters)

    async def _fetch(self, name: str, **parameters: Any) -> Sequence[Row]:
        with translated():
            async with one_driver(self._engine) as driver:
                rows = await driver.execute(
                    compiled(name), {"ledger_id": self.ledger_id, **parameters}
                )
                return await rows.fetchall()

    def _command(self, command: Command, versions: Mapping[str, int]) -> dict[str, Any]:
        salt = self._writer.salt() if command.body is not None else b""
        digest = forms.new_digest(command, salt)
        return {
            "ledger_id": self.ledger_id,
            "actor_key": command.actor_key,
            "command_id": command.command_id,
            "name": command.name,
            "body_salt": None if digest is None else salt,
            "body_sha256": digest,
            "outcome": json.dumps({"versions": versions}),
        }

    def _snapshot(self, rows: Sequence[Row]) -> Snapshot:
        read_at: datetime = rows[0][0]
        facts: dict[str, list[Fact]] = {}
        for row in rows:
            if row[1] is not None:
                fact = self._remembered(*row[1:])
                facts.setdefault(fact.stream, []).append(fact)
        return Snapshot(read_at=read_at.astimezone(UTC), facts=facts)


async def _append(driver: Driver, parameters: dict[str, Any]) -> int:
    answer = await driver.execute(compiled("append"), parameters, prepare=True)
    (last,) = await answer.fetchone() or (0,)
    return int(last)


def _expectation(expected: Mapping[str, int]) -> dict[str, Any]:
    return {
        "expected_streams": TextArray(expected),
        "expected_versions": IntegerArray(expected.values()),
    }


def _facts(context: Context, rows: Sequence[NewRow]) -> dict[str, Any]:
    return {
        "occurred_at": context.occurred_at,
        "recorded_at": context.recorded_at,
        "person_id": context.actor.person_id,
        "actor_unit": context.actor.unit,
        "streams": TextArray([row.stream for row in rows]),
        "versions": IntegerArray([row.version for row in rows]),
        "types": TextArray([row.type for row in rows]),
        "schemas": IntegerArray([row.schema for row in rows]),
        "records": ByteArray([row.record for row in rows]),
        "leaves": ByteArray([row.leaf for row in rows]),
        "subjects": TextArray([row.subject for row in rows]),
        "setting_up": BooleanArray([row.setting_up for row in rows]),
        "salts": ByteArray([row.salt for row in rows]),
        "payloads": ByteArray([row.payload for row in rows]),
    }


def _beside(texts: Sequence[NewText], wake_ups: Sequence[tuple[str, int]]) -> dict[str, Any]:
    return {
        "text_ids": IdArray(text.text_id for text in texts),
        "text_salts": ByteArray([text.salt for text in texts]),
        "text_bodies": TextArray(text.body for text in texts),
        "ring_streams": TextArray(stream for stream, _ in wake_ups),
        "ring_versions": IntegerArray(version for _, version in wake_ups),
    }
