"""Events to stored bytes and back, by the registry of what this release knows."""

from collections.abc import Iterable, Mapping

from services.domain.facts import Event, Fact
from services.ledger import canonical, envelope, fields, names
from services.ledger.canonical import NotCanonical
from services.ledger.envelope import Envelope
from services.ledger.port import Undecodable
from services.ledger.upcasters import UPCASTERS, Upcaster


class Codec:
    """Knows every event of this release by its stored type, and lifts older schemas.

    Raises ValueError at once for two classes with one type, TypeError for a field that has no
    stored form: a release that could not write a fact must not start.
    """

    def __init__(
        self,
        events: Iterable[type[Event]],
        upcasters: Mapping[tuple[str, int], Upcaster] = UPCASTERS,
    ) -> None:
        self._upcasters = upcasters
        self._kinds: dict[str, type[Event]] = {}
        self._ways: dict[str, fields.Converter] = {}
        for kind in events:
            name = names.check_type(kind.TYPE)
            if name in self._kinds:
                raise ValueError(f"two events are stored as {name}")
            self._kinds[name] = kind
            self._ways[name] = fields.of_dataclass(kind)

    def encode(self, event: Event) -> bytes:
        """Write an event's payload. Raises NotCanonical, and Undecodable for an unknown class."""
        if self._kinds.get(event.TYPE) is not type(event):
            raise Undecodable(f"{type(event).__name__} is not an event of this release")
        return canonical.encode(self._ways[event.TYPE].write(event))

    def decode(self, kind: str, schema: int, payload: bytes) -> Event:
        """Read a payload, lifted to today's schema. Raises Undecodable."""
        known = self._kinds.get(kind)
        if known is None or schema > known.SCHEMA:
            raise Undecodable(f"{kind} schema {schema} is not known to this release")
        try:
            value = canonical.parse(payload)
            for older in range(schema, known.SCHEMA):
                value = self._lift(kind, older)(value)
            event: Event = self._ways[kind].read(value)
        except NotCanonical as error:
            raise Undecodable(f"{kind} schema {schema}: {error}") from error
        return event

    def _lift(self, kind: str, schema: int) -> Upcaster:
        if (kind, schema) not in self._upcasters:
            raise Undecodable(f"nothing lifts {kind} from schema {schema} to {schema + 1}")
        return self._upcasters[kind, schema]

    def fact(self, position: int, record: bytes, payload: bytes | None) -> Fact:
        """Read one stored row as a fold wants it. Raises Undecodable."""
        return self.fact_of(position, envelope.decode(record), payload)

    def fact_of(self, position: int, result: Envelope, payload: bytes | None) -> Fact:
        """The same, of a record that was read already. Raises Undecodable."""
        if payload is None:
            raise Undecodable(f"the payload of {result.stream}@{result.version} is not here")
        return Fact(
            event=self.decode(result.type, result.schema, payload),
            stream=result.stream,
            version=result.version,
            position=position,
            actor=result.actor,
            behalf=result.behalf,
            occurred_at=result.occurred_at,
            recorded_at=result.recorded_at,
            command_id=result.command_id,
            session_id=result.session_id,
            policy_version=result.policy_version,
        )
