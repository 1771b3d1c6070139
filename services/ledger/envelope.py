"""The envelope of every fact, first edition: who, when, on whose authority, under which rules.

Its fields are frozen (design §3, 7). Another edition is another number with a decoder of its own.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from services.domain.facts import Actor, ActorKind, Behalf
from services.ledger import canonical, names
from services.ledger.canonical import NotCanonical
from services.ledger.names import BadName
from services.ledger.port import Undecodable

EDITION: Final = 1

_ACTOR: Final = frozenset({"kind", "office", "person_id", "unit"})
_BEHALF: Final = frozenset({"delegation", "office", "person_id", "unit"})
_SHA256_HEX: Final = 64


@dataclass(slots=True, kw_only=True)  # not frozen: as a stored row
class Envelope:
    """Everything that a stored record says; instants are UTC."""

    actor: Actor
    behalf: Behalf | None
    build: str
    calendar_version: str | None
    causation: str | None
    command_id: UUID
    correlation_id: UUID
    ledger_id: str
    occurred_at: datetime
    payload_sha256: str
    plan_version: str | None
    policy_version: str | None
    recorded_at: datetime
    schema: int
    session_id: UUID | None
    stream: str
    type: str
    version: int


_FIELDS: Final = frozenset(Envelope.__dataclass_fields__) | {"envelope"}
_SORTED: Final = tuple(sorted(_FIELDS))


def encode(envelope: Envelope) -> bytes:
    """Write the record. Raises BadName or NotCanonical where a field has not the frozen shape."""
    _check_names(envelope)
    return canonical.encode(
        {
            "actor": _write_actor(envelope.actor),
            "behalf": _write_behalf(envelope.behalf),
            "build": envelope.build,
            "calendar_version": envelope.calendar_version,
            "causation": envelope.causation,
            "command_id": str(envelope.command_id),
            "correlation_id": str(envelope.correlation_id),
            "envelope": EDITION,
            "ledger_id": envelope.ledger_id,
            "occurred_at": canonical.instant(envelope.occurred_at),
            "payload_sha256": envelope.payload_sha256,
            "plan_version": envelope.plan_version,
            "policy_version": envelope.policy_version,
            "recorded_at": canonical.instant(envelope.recorded_at),
            "schema": envelope.schema,
            "session_id": _optional(envelope.session_id),
            "stream": envelope.stream,
            "type": envelope.type,
            "version": envelope.version,
        }
    )


def decode(record: bytes) -> Envelope:
    """Read a stored record. Raises Undecodable for another edition or a broken shape."""
    try:
        return read(canonical.parse(record))
    except NotCanonical as error:
        raise Undecodable(f"a record that is no envelope 1: {error}") from error


def read(given: Any) -> Envelope:
    """Read a record that is parsed already. Raises Undecodable."""
    try:
        if type(given) is not dict or given.get("envelope") != EDITION:
            raise Undecodable("an envelope that this release does not know")
        if tuple(given) != _SORTED and given.keys() != _FIELDS:
            raise Undecodable(f"envelope 1 with other fields: {sorted(given.keys() ^ _FIELDS)}")
        return _read(given)
    except (NotCanonical, KeyError, TypeError, ValueError, AttributeError) as error:
        raise Undecodable(f"a record that is no envelope 1: {error}") from error


def check(envelope: Envelope) -> None:
    """Hold a decoded envelope to the frozen shapes of its names. Raises BadName."""
    _check_names(envelope)


def _check_names(envelope: Envelope) -> None:
    names.check_stream(envelope.stream)
    names.check_reference(envelope.causation)
    _check_common(
        envelope.ledger_id,
        envelope.type,
        envelope.build,
        envelope.plan_version,
        envelope.policy_version,
        envelope.calendar_version,
    )
    if envelope.version < 1 or envelope.schema < 1:
        raise BadName(f"version and schema count from 1: {envelope.version}, {envelope.schema}")
    if len(envelope.payload_sha256) != _SHA256_HEX:
        raise BadName(f"not a SHA-256 in hex: {envelope.payload_sha256!r:.80}")


@lru_cache(maxsize=1024)  # the same stand together in fact after fact
def _check_common(ledger_id: str, kind: str, build: str, *references: str | None) -> None:
    names.check_ledger_id(ledger_id)
    names.check_type(kind)
    names.check_build(build)
    for reference in references:
        names.check_reference(reference)


def _read(given: dict[str, Any]) -> Envelope:
    _demand_texts(given["build"], given["ledger_id"], given["type"])
    _demand_texts_or_none(
        given["calendar_version"], given["plan_version"], given["policy_version"]
    )
    command, correlation = given["command_id"], given["correlation_id"]
    command_id = UUID(command)
    return Envelope(
        actor=_read_actor(given["actor"]),
        behalf=_read_behalf(given["behalf"]),
        build=given["build"],
        calendar_version=given["calendar_version"],
        causation=_text_or_none(given["causation"]),
        command_id=command_id,
        correlation_id=command_id if correlation == command else UUID(correlation),
        ledger_id=given["ledger_id"],
        occurred_at=canonical.read_instant(given["occurred_at"]),
        payload_sha256=_text(given["payload_sha256"]),
        plan_version=given["plan_version"],
        policy_version=given["policy_version"],
        recorded_at=canonical.read_instant(given["recorded_at"]),
        schema=_count(given["schema"]),
        session_id=_id_or_none(given["session_id"]),
        stream=_text(given["stream"]),
        type=given["type"],
        version=_count(given["version"]),
    )


def _write_actor(actor: Actor) -> dict[str, str | None]:
    return {
        "kind": str(actor.kind),
        "office": actor.office,
        "person_id": _optional(actor.person_id),
        "unit": actor.unit,
    }


# The same stand together in fact after fact.
@lru_cache(maxsize=1024)
def _demand_texts(*given: Any) -> None:
    for each in given:
        _text(each)


@lru_cache(maxsize=1024)
def _demand_texts_or_none(*given: Any) -> None:
    for each in given:
        _text_or_none(each)


def _read_actor(given: dict[str, Any]) -> Actor:
    _expect(given, _ACTOR)
    return _actor(given["kind"], given["office"], given["person_id"], given["unit"])


# A ward's few hundred people and offices stand in fact after fact.
@lru_cache(maxsize=1024)
def _actor(kind: Any, office: Any, person_id: Any, unit: Any) -> Actor:
    return Actor(
        kind=ActorKind(kind),
        office=_text_or_none(office),
        person_id=_id_or_none(person_id),
        unit=_text_or_none(unit),
    )


def _write_behalf(behalf: Behalf | None) -> dict[str, str] | None:
    if behalf is None:
        return None
    return {
        "delegation": behalf.delegation,
        "office": behalf.office,
        "person_id": str(behalf.person_id),
        "unit": behalf.unit,
    }


def _read_behalf(given: dict[str, Any] | None) -> Behalf | None:
    if given is None:
        return None
    _expect(given, _BEHALF)
    return Behalf(
        delegation=_text(given["delegation"]),
        office=_text(given["office"]),
        person_id=UUID(given["person_id"]),
        unit=_text(given["unit"]),
    )


def _expect(given: dict[str, Any], fields: frozenset[str]) -> None:
    if given.keys() != fields:
        raise NotCanonical(f"other fields than {sorted(fields)}")


def _optional(value: UUID | None) -> str | None:
    return None if value is None else str(value)


@lru_cache(maxsize=1024)
def _id_or_none(given: Any) -> UUID | None:
    return None if given is None else UUID(given)


def _text(given: Any) -> str:
    if type(given) is not str:
        raise NotCanonical(f"not a string: {given!r:.60}")
    return given


def _text_or_none(given: Any) -> str | None:
    return None if given is None else _text(given)


def _count(given: Any) -> int:
    if type(given) is not int:
        raise NotCanonical(f"not an integer: {given!r:.60}")
    return given
