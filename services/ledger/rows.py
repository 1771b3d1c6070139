"""What a decision becomes before it is stored: the same rows for memory and PostgreSQL."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from services.domain.facts import Decision, Fact, NewEvent
from services.ledger import canonical, envelope, listed, names
from services.ledger.canonical import NotCanonical
from services.ledger.codec import Codec
from services.ledger.envelope import Envelope
from services.ledger.merkle import leaf_hash
from services.ledger.names import BadName
from services.ledger.port import (
    Appended,
    Command,
    CommandReused,
    Context,
    NewText,
    Outcome,
    Snapshot,
)
from services.ledger.salts import command_digest, salted


@dataclass(slots=True)  # not frozen: verify makes a million of them, in a third of the time
class StoredRow:
    """One row of `events` beside its row of `payloads`; a missing one leaves its two fields None.

    Everything but `record` is a copy for queries, and verify compares it. The order is that of
    the statement `stored_rows`.
    """

    ledger_id: str
    position: int
    stream: str
    version: int
    type: str
    schema: int
    record: bytes
    leaf: bytes
    occurred_at: datetime
    recorded_at: datetime
    actor_key: str
    person_id: UUID | None
    command_id: UUID
    subject: str
    actor_unit: str | None
    setting_up: bool
    salt: bytes | None
    payload: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRow:
    """A fact that has its version but no position yet."""

    stream: str
    version: int
    type: str
    schema: int
    record: bytes
    leaf: bytes
    subject: str
    setting_up: bool
    salt: bytes
    payload: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Turns decisions into rows of one ledger; `build` is `<version>+<commit or unknown>`."""

    ledger_id: str
    codec: Codec
    build: str
    salt: Callable[[], bytes]

    def __post_init__(self) -> None:
        names.check_ledger_id(self.ledger_id)
        names.check_build(self.build)

    def rows(
        self,
        command: Command,
        context: Context,
        decision: Decision,
        expected: Mapping[str, int],
    ) -> list[NewRow]:
        """Encode each event with the next version of its stream.

        Raises ValueError where `expected` does not name a stream, and what the codec refuses.
        """
        versions = dict(expected)
        if len({stream.lower() for stream in versions}) < len(versions):
            raise BadName(f"two of these streams differ only in case: {sorted(versions)}")
        rows = []
        for new in decision:
            if new.stream not in versions:
                raise ValueError(f"no expected version was given for {new.stream}")
            versions[new.stream] += 1
            rows.append(self._row(command, context, new, versions[new.stream]))
        return rows

    def _row(self, command: Command, context: Context, new: NewEvent, version: int) -> NewRow:
        event, salt = new.event, self.salt()
        payload = self.codec.encode(event)
        record = envelope.encode(
            Envelope(
                actor=context.actor,
                behalf=context.behalf,
                build=self.build,
                calendar_version=context.calendar_version,
                causation=context.causation,
                command_id=command.command_id,
                correlation_id=context.correlation_id,
                ledger_id=self.ledger_id,
                occurred_at=context.occurred_at,
                payload_sha256=salted(salt, payload),
                plan_version=context.plan_version,
                policy_version=context.policy_version,
                recorded_at=context.recorded_at,
                schema=event.SCHEMA,
                session_id=context.session_id,
                stream=new.stream,
                type=event.TYPE,
                version=version,
            )
        )
        columns = listed.of_event(new.stream, event)
        return NewRow(
            stream=new.stream,
            version=version,
            type=event.TYPE,
            schema=event.SCHEMA,
            record=record,
            leaf=leaf_hash(record),
            subject=columns.subject,
            setting_up=columns.setting_up,
            salt=salt,
            payload=payload,
        )


def check_known(known: Snapshot, rows: Sequence[NewRow]) -> None:
    """Demand that each stream that goes on was read, at the version it goes on from.

    Raises ValueError: its rows would be made of something else than its facts.
    """
    first = {row.stream: row.version for row in reversed(rows)}
    for stream, version in first.items():
        if known.version(stream) != version - 1:
            raise ValueError(f"{stream} was not read at version {version - 1}")


def last_versions(rows: Sequence[NewRow]) -> dict[str, int]:
    """The last version of each stream appended to."""
    return {row.stream: row.version for row in rows}


def rings_of(
    rings: Collection[str], expected: Mapping[str, int], versions: Mapping[str, int]
) -> list[tuple[str, int]]:
    """One wake-up for each stream, with the newest version known here."""
    return [
        (names.check_stream(stream), versions.get(stream, expected.get(stream, 0)))
        for stream in sorted(set(rings))
    ]


def check_texts(rows: Sequence[NewRow], texts: Sequence[NewText]) -> None:
    """Demand that each new text is what an event of this decision refers to.

    A body that no fact names could be exchanged without a trace. Raises ValueError.
    """
    if not texts:
        return
    named = {
        reference for row in rows for reference in text_references(canonical.parse(row.payload))
    }
    for text in texts:
        canonical.check_string(text.body)
        if (str(text.text_id), salted(text.salt, text.body.encode())) not in named:
            raise ValueError(f"no event of this decision refers to the text {text.text_id}")


def text_references(payload: Any) -> list[tuple[str, str]]:
    """Every `{"text_id", "sha256"}` in a payload of any schema."""
    if isinstance(payload, list):
        return [text_reference for item in payload for text_reference in text_references(item)]
    if not isinstance(payload, dict):
        return []
    if payload.keys() == {"text_id", "sha256"}:
        return [(str(payload["text_id"]), str(payload["sha256"]))]
    return [
        text_reference for item in payload.values() for text_reference in text_references(item)
    ]


def appended(
    command: Command,
    context: Context,
    decision: Decision,
    rows: Sequence[NewRow],
    known: Snapshot,
) -> list[Appended]:
    """What each stream of a decision gets, in the order of stream names."""
    collected: dict[str, list[Fact]] = {}
    for fact in _new_facts(command, context, decision, rows):
        collected.setdefault(fact.stream, []).append(fact)
    return [
        Appended(
            stream=stream,
            before=known.of(stream),
            state=known.states[stream].state if stream in known.states else None,
            facts=collected[stream],
        )
        for stream in sorted(collected)
    ]


def _new_facts(
    command: Command, context: Context, decision: Decision, rows: Sequence[NewRow]
) -> list[Fact]:
    """The facts as projections inside the transaction see them: not recorded yet, in order."""
    return [
        Fact(
            event=new.event,
            stream=row.stream,
            version=row.version,
            position=0,
            actor=context.actor,
            behalf=context.behalf,
            occurred_at=context.occurred_at,
            recorded_at=context.recorded_at,
            command_id=command.command_id,
            session_id=context.session_id,
            policy_version=context.policy_version,
        )
        for new, row in zip(decision, rows, strict=True)
    ]


def nothing_done(command: Command) -> Outcome:
    """The answer to a decision without events: it succeeds and stores nothing."""
    return Outcome(
        command_id=command.command_id,
        name=command.name,
        versions={},
        first_position=0,
        last_position=0,
    )


def new_digest(command: Command, salt: bytes) -> bytes | None:
    """The digest to keep with an accepted command; none for an automatic act."""
    if command.body is None:
        return None
    if not command.name or "\n" in command.name:
        raise NotCanonical(f"not a command's name: {command.name!r:.60}")
    return command_digest(salt, command.name, command.body)


def demand_same(command: Command, salt: bytes | None, digest: bytes | None) -> None:
    """Hold a repeated command id to what it first came with. Raises CommandReused.

    For an automatic act nothing is compared: the id is there, so it is done.
    """
    if command.body is None:
        return
    if salt is None or command_digest(salt, command.name, command.body) != digest:
        raise CommandReused(f"command {command.command_id} was accepted with another content")
