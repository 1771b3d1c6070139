"""One stored row as verify has read it: every check looks at the same reading."""

from dataclasses import dataclass, field
from typing import Any, Final

from services.domain.facts import Fact
from services.ledger import envelope
from services.ledger.codec import Codec
from services.ledger.envelope import Envelope
from services.ledger.port import Undecodable
from services.ledger.rows import StoredRow

MOST_PROBLEMS: Final = 100  # of each kind in one report
_UNREAD: Final = object()


@dataclass(slots=True)
class ReadRow:
    """A row with its envelope, None where that cannot be read; read when it is first asked for.

    An `earlier` one was judged at an earlier verification: it is only folded again.
    """

    row: StoredRow
    _envelope: Any = _UNREAD
    earlier: bool = False
    _fact: Any = field(default=_UNREAD)

    @property
    def envelope(self) -> Envelope | None:
        """What the record says."""
        if self._envelope is _UNREAD:
            self._envelope = envelope.decode(self.row.record)
        known: Envelope | None = self._envelope
        return known

    def fact(self, codec: Codec) -> Fact | None:
        """The fact, read once; None where this release cannot read it: the ledger's own check."""
        if self._fact is _UNREAD:
            self._fact = self._read(codec)
        known: Fact | None = self._fact
        return known

    def _read(self, codec: Codec) -> Fact | None:
        said = self.envelope
        if said is None:
            return None
        try:
            return codec.fact_of(self.row.position, said, self.row.payload)
        except Undecodable:
            return None
