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
    """Read a record that is parsed already; hold its names to their shapes. Raises Undecodable."""
    try:
        if type(given) is not dict or given.get("envelope") != EDITION:
            raise Undecodable("an envelope that this release does not know")
        # `_read` looks each of them up: so many, and none is missing, are these and no others.
        if len(given) != len(_FIELDS):
            raise Undecodable(f"envelope 1 with other fields: {sorted(given.keys() ^ _FIELDS)}")
        result = _read(given)
        _check_names(result)
    except (NotCanonical, BadName, KeyError, TypeError, ValueError, AttributeError) as error:
        raise Undecodable(f"a record that is no envelope 1: {error}") from error
    return result


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
    version, schema, digest = envelope.version, envelope.schema, envelope.payload_sha256
    if type(version) is not int or type(schema) is not int or version < 1 or schema < 1:
        raise BadName(f"version and schema count from 1: {version!r:.60}, {schema!r:.60}")
    if type(digest) is not str or len(digest) != _SHA256_HEX:
        raise BadName(f"not a SHA-256 in hex: {digest!r:.80}")


@lru_cache(maxsize=1024)  # the same stand together in fact after fact
def _check_common(ledger_id: str, kind: str, build: str, *references: str | None) -> None:
    names.check_ledger_id(ledger_id)
    names.check_type(kind)
    names.check_build(build)
    for reference in references:
        names.check_reference(reference)


def _read(given: dict[str, Any]) -> Envelope:
    """The fields as they stand: whether names are strings of their shapes is asked afterwards."""
    actor, behalf = given["actor"], given["behalf"]
    if len(actor) != len(_ACTOR):
        raise NotCanonical(f"other fields than {sorted(_ACTOR)}")
    command, correlation = given["command_id"], given["correlation_id"]
    command_id = UUID(command)
    return Envelope(
        actor=_actor(actor["kind"], actor["office"], actor["person_id"], actor["unit"]),
        behalf=None if behalf is None else _read_behalf(behalf),
        build=given["build"],
        calendar_version=given["calendar_version"],
        causation=given["causation"],
        command_id=command_id,
        correlation_id=command_id if correlation == command else UUID(correlation),
        ledger_id=given["ledger_id"],
        occurred_at=canonical.read_instant(given["occurred_at"]),
        payload_sha256=given["payload_sha256"],
        plan_version=given["plan_version"],
        policy_version=given["policy_version"],
        recorded_at=canonical.read_instant(given["recorded_at"]),
        schema=given["schema"],
        session_id=_id_or_none(given["session_id"]),
        stream=given["stream"],
        type=given["type"],
        version=given["version"],
    )


def _write_actor(actor: Actor) -> dict[str, str | None]:
    return {
        "kind": str(actor.kind),
        "office": actor.office,
        "person_id": _optional(actor.person_id),
        "unit": actor.unit,
    }


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


def _read_behalf(given: dict[str, Any]) -> Behalf:
    if given.keys() != _BEHALF:
        raise NotCanonical(f"other fields than {sorted(_BEHALF)}")
    return Behalf(
        delegation=_text(given["delegation"]),
        office=_text(given["office"]),
        person_id=UUID(given["person_id"]),
        unit=_text(given["unit"]),
    )


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
