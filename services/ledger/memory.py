"""The ledger for thousands of domain cases: in memory, through the same codec and rows.

It stores bytes and decodes them on reading, so what it gives back is what PostgreSQL would.
"""

from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fnmatch import fnmatchcase
from typing import Final
from uuid import UUID

from services.domain.facts import Decision, Fact
from services.domain.streams import Family, category_of, family_of
from services.ledger import rows as forms
from services.ledger.codec import Codec
from services.ledger.command_audit import StoredCommand, WrittenFact
from services.ledger.names import BadName
from services.ledger.port import (
    MOST_BEHIND,
    WHOLE,
    Command,
    Context,
    KeptState,
    LedgerError,
    NewText,
    Outcome,
    Snapshot,
    StaleVersion,
    TimeRunsBack,
)
from services.ledger.rows import NewRow, StoredRow, Writer
from services.ledger.salts import new_salt
from services.ledger.source import Head, StoredText

_BATCH = 1000
# As the statement `read_account` names them.
SIGNED: Final = ("signed-in", "signed-out", "sign-in-failed")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCommand:
    """An accepted command as PostgreSQL keeps it; no salt and no digest for automatic acts."""

    actor_key: str
    body_salt: bytes | None
    body_sha256: bytes | None
    outcome: Outcome


class MemoryLedger:
    """One ward's ledger in memory; `clock` gives aware UTC instants.

    `outbox` holds what the relay would read: (stream, version), oldest first.
    """

    def __init__(
        self,
        ledger_id: str,
        codec: Codec,
        clock: Callable[[], datetime],
        *,
        build: str = "0+unknown",
        salt: Callable[[], bytes] = new_salt,
    ) -> None:
        self._writer = Writer(ledger_id=ledger_id, codec=codec, build=build, salt=salt)
        self._clock = clock
        self.stored: list[StoredRow] = []
        self.stored_texts: dict[UUID, StoredText] = {}
        self.outbox: list[tuple[str, int]] = []
        self._decoded: dict[int, Fact] = {}
        self._positions: dict[str, list[int]] = {}
        self._spelling: dict[str, str] = {}
        self._commands: dict[tuple[str, UUID], KeptCommand] = {}

    @property
    def ledger_id(self) -> str:
        """`real-…` or `demo-…`, for ever."""
        return self._writer.ledger_id

    async def read(self, streams: Collection[str]) -> Snapshot:
        """Load streams, with the clock."""
        collected = {
            stream: self._facts(stream) for stream in streams if stream in self._positions
        }
        return Snapshot(read_at=self._clock(), facts=collected)

    async def read_category(self, category: str) -> Snapshot:
        """Load every stream whose name starts with `<category>-`."""
        return await self.read(
            [name for name in sorted(self._positions) if category_of(name) == category]
        )

    async def read_account(
        self, stream: str, since: int | None = None, *, with_state: bool = False
    ) -> Snapshot:
        """What an account is, without its sign-ins and sign-outs before a version."""
        read, newest = await self.read([stream]), self.version(stream)
        start = newest if since is None else since
        facts = [
            fact
            for fact in read.of(stream)
            if fact.version >= start or fact.event.TYPE not in SIGNED
        ]
        states = {stream: KeptState(version=newest, state=None)} if with_state and facts else {}
        return replace(read, facts={stream: facts} if facts else {}, states=states)

    async def tail(self, after: int, limit: int) -> Sequence[Fact]:
        """Facts after a position, in order, gapless."""
        return [self._fact(row) for row in self.stored[after : after + limit]]

    async def tail_of(
        self, families: Collection[Family], after: int, limit: int
    ) -> tuple[Sequence[Fact], int]:
        """Facts of some kinds of streams among the next ones, and the last position looked at."""
        rows = self.stored[after : after + limit]
        wanted = [self._fact(row) for row in rows if family_of(row.stream) in families]
        return wanted, after + len(rows)

    async def outcome(self, command: Command) -> Outcome | None:
        """What an earlier command of the same actor and id did. Raises CommandReused."""
        result = self._commands.get((command.actor_key, command.command_id))
        if result is None:
            return None
        forms.demand_same(command, result.body_salt, result.body_sha256)
        return result.outcome

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
        """Keep the decision: once, whole, in order. Raises as the port says."""
        done = await self.outcome(command)
        if done is not None:
            return done
        if not decision:
            return forms.nothing_done(command)
        new = self._writer.rows(command, context, decision, expected)
        forms.check_texts(new, texts)
        if known is not None:
            forms.check_known(known, new)
        self._check_streams(expected)
        self._check_time(context.recorded_at, {row.stream for row in new})
        self._check_text_ids(texts)
        versions = forms.last_versions(new)
        wake_ups = forms.rings_of(rings, expected, versions)
        outcome = Outcome(
            command_id=command.command_id,
            name=command.name,
            versions=versions,
            first_position=len(self.stored) + 1,
            last_position=len(self.stored) + len(new),
        )
        salt = self._writer.salt()
        digest = forms.new_digest(command, salt)
        accepted = KeptCommand(
            actor_key=command.actor_key,
            body_salt=salt if digest else None,
            body_sha256=digest,
            outcome=outcome,
        )
        # Nothing below may fail: this is the memory's transaction.
        for row in new:
            self._keep(command, context, row)
        self.stored_texts |= {text.text_id: StoredText(text.salt, text.body) for text in texts}
        self._commands[command.actor_key, command.command_id] = accepted
        self.outbox.extend(wake_ups)
        return outcome

    async def texts(self, ids: Collection[UUID]) -> Mapping[UUID, str]:
        """Bodies by id; an erased one is missing."""
        return {key: self.stored_texts[key].body for key in ids if key in self.stored_texts}

    def accepted(self) -> Collection[KeptCommand]:
        """Every accepted command, oldest first."""
        return self._commands.values()

    def ring(self, streams: Collection[str]) -> None:
        """Put one wake-up for each stream into the outbox."""
        for stream in sorted(set(streams)):
            self.outbox.append((stream, self.version(stream)))

    def version(self, stream: str) -> int:
        """How many facts a stream has."""
        return len(self._positions.get(stream, ()))

    async def head(self) -> Head:
        """For verify: how much the ledger says it holds."""
        return Head(size=len(self.stored), payloads=len(self.stored), texts=len(self.stored_texts))

    async def batches(self, after: int = 0) -> AsyncIterator[Sequence[StoredRow]]:
        """For verify: every stored row behind a position."""
        for start in range(after, len(self.stored), _BATCH):
            yield self.stored[start : start + _BATCH]

    async def earlier(self, streams: Collection[str], until: int) -> Sequence[StoredRow]:
        """For verify: the rows of some streams up to a position."""
        return [row for row in self.stored[:until] if row.stream in streams]

    async def written(self, after: int = 0) -> AsyncIterator[Sequence[WrittenFact]]:
        """For verify: what each event says of its command."""
        for start in range(after, len(self.stored), _BATCH):
            yield [WrittenFact.of(row) for row in self.stored[start : start + _BATCH]]

    async def commands(self, after: int = 0) -> AsyncIterator[Sequence[StoredCommand]]:
        """For verify: every accepted command, by its first position."""
        kept = sorted(self._commands.values(), key=lambda each: each.outcome.first_position)
        yield [
            StoredCommand(
                actor_key=each.actor_key,
                command_id=each.outcome.command_id,
                outcome={
                    "versions": dict(each.outcome.versions),
                    "first_position": each.outcome.first_position,
                    "last_position": each.outcome.last_position,
                },
            )
            for each in kept
            if each.outcome.first_position > after
        ]

    async def text_rows(self, ids: Collection[UUID]) -> Mapping[UUID, StoredText]:
        """For verify: salts and bodies."""
        return {key: self.stored_texts[key] for key in ids if key in self.stored_texts}

    def _check_streams(self, expected: Mapping[str, int]) -> None:
        for stream, version in expected.items():
            if stream.endswith(WHOLE):
                if self._held(stream) != version:
                    raise StaleVersion(f"{stream} does not hold {version} facts")
                continue
            if self._spelling.get(stream.lower(), stream) != stream:
                raise BadName(f"{stream} differs from a stream of this ledger only in case")
            if len(self._positions.get(stream, ())) != version:
                raise StaleVersion(f"{stream} is not at version {version}")

    def _check_time(self, recorded_at: datetime, streams: set[str]) -> None:
        if self.stored and self.stored[-1].recorded_at - recorded_at > MOST_BEHIND:
            raise TimeRunsBack(f"recorded {recorded_at}, the newest fact later")
        for stream in streams & self._positions.keys():
            if self.stored[self._positions[stream][-1] - 1].recorded_at > recorded_at:
                raise TimeRunsBack(f"recorded {recorded_at}, {stream} reaches later")

    def _held(self, category: str) -> int:
        return sum(
            len(held) for name, held in self._positions.items() if fnmatchcase(name, category)
        )

    def _check_text_ids(self, texts: Sequence[NewText]) -> None:
        for text in texts:
            if text.text_id in self.stored_texts:
                raise LedgerError(f"the text id {text.text_id} was used before")

    def _keep(self, command: Command, context: Context, row: NewRow) -> None:
        position = len(self.stored) + 1
        self._positions.setdefault(row.stream, []).append(position)
        self._spelling[row.stream.lower()] = row.stream
        self.stored.append(
            StoredRow(
                ledger_id=self.ledger_id,
                position=position,
                stream=row.stream,
                version=row.version,
                type=row.type,
                schema=row.schema,
                record=row.record,
                leaf=row.leaf,
                occurred_at=context.occurred_at,
                recorded_at=context.recorded_at,
                actor_key=context.actor.key,
                person_id=context.actor.person_id,
                command_id=command.command_id,
                subject=row.subject,
                actor_unit=context.actor.unit,
                setting_up=row.setting_up,
                salt=row.salt,
                payload=row.payload,
            )
        )

    def _facts(self, stream: str) -> list[Fact]:
        return [self._fact(self.stored[position - 1]) for position in self._positions[stream]]

    def _fact(self, row: StoredRow) -> Fact:
        # Decoded once: a simulated year reads each stream hundreds of times.
        if row.position not in self._decoded:
            fact = self._writer.codec.fact(row.position, row.record, row.payload)
            self._decoded[row.position] = fact
        return self._decoded[row.position]
