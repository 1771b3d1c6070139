"""The record that a row's columns and payload would have: most rows are judged by one comparison.

Two facts of one kind by one person differ in six places of their records, and each of the six
stands in a column or is the digest of the payload. So the record of a fact that was judged piece
by piece is kept in parts, the next row's own values are written between them, and its record must
be these very bytes: then it is canonical and says what its columns say. Reading it piece by piece
takes three times as long. Whatever is not equal is no problem yet: it is read piece by piece.
"""

import re
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from services.ledger import canonical, names
from services.ledger.canonical import NotCanonical
from services.ledger.names import BadName
from services.ledger.rows import StoredRow

# People by their units and kinds of facts; forgotten all at once where there are more.
_MOST: Final = 4096

# Without a backslash in a record, a quote begins or ends a string: what stands between two of them
# in this order is the field of that name and nothing that a person could have typed.
_PARTS: Final = re.compile(
    rb'(\{"actor":.*"causation":null,"command_id":")([^"]+)(","correlation_id":")\2'
    rb'(","envelope":.*"occurred_at":")[^"]+(","payload_sha256":")[^"]+'
    rb'(","plan_version":.*"recorded_at":")[^"]+(","schema":.*"stream":")[^"]+'
    rb'(","type":.*"version":)\d+\}'
)

_Like = tuple[str, str, str | None, str, int]


@dataclass(frozen=True, slots=True)
class _Parts:
    person_id: UUID | None
    before_command: bytes
    before_correlation: bytes
    before_occurred: bytes
    before_digest: bytes
    before_recorded: bytes
    before_stream: bytes
    before_version: bytes


@dataclass(slots=True)
class ExpectedRecords:
    """What the records of each person, unit and kind of fact have in common, as last seen."""

    _known: dict[_Like, _Parts] = field(default_factory=dict)

    def learn(self, row: StoredRow) -> None:
        """Keep the parts of a record that was found right, beside columns that say the same."""
        parts = None if b"\\" in row.record else _PARTS.fullmatch(row.record)
        if parts is None:  # it has a cause, so it is like no other
            return
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[_like(row)] = _Parts(row.person_id, *parts.group(1, 3, 4, 5, 6, 7, 8))

    def has(self, row: StoredRow, digest: str) -> bool:
        """Whether the record is, byte by byte, what the columns and this digest make of it."""
        parts = self._known.get(_like(row))
        if parts is None or parts.person_id != row.person_id:
            return False
        try:
            stream = names.check_stream(row.stream).encode()
            recorded = canonical.instant(row.recorded_at).encode()
            occurred = (
                recorded
                if row.occurred_at == row.recorded_at
                else canonical.instant(row.occurred_at).encode()
            )
        except (BadName, NotCanonical):
            return False
        command = str(row.command_id).encode()
        return row.record == b"%b%b%b%b%b%b%b%b%b%b%b%b%b%d}" % (
            parts.before_command,
            command,
            parts.before_correlation,
            command,
            parts.before_occurred,
            occurred,
            parts.before_digest,
            digest.encode(),
            parts.before_recorded,
            recorded,
            parts.before_stream,
            stream,
            parts.before_version,
            row.version,
        )


def _like(row: StoredRow) -> _Like:
    return (row.ledger_id, row.actor_key, row.actor_unit, row.type, row.schema)
