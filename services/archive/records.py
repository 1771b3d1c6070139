"""One stored fact as a line of an archive: whole, without what was said, or as its hash alone.

Each form verifies: the leaf hash needs nothing but itself, the record names the digest of its
payload, and the payload the digests of its texts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Final
from uuid import UUID

from services.ledger import canonical
from services.ledger.rows import StoredRow
from services.ledger.source import StoredText
from services.ledger.tlog.encoding import to_base64

PIECE: Final = 5000  # lines in one member: a few megabytes, read by any editor
_FOLDER: Final = "records"


class Disclosure(Enum):
    """How much of a fact an archive holds."""

    WHOLE = auto()  # with those of its texts that are given along
    RECORD = auto()  # who, when, what kind of act on which stream; nothing of what it said
    LEAF = auto()  # its place, its day and its hash


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedFact:
    """A stored row as an archive shows it; `proof` is None where the archive holds every leaf."""

    row: StoredRow
    shown: Disclosure
    texts: Mapping[UUID, StoredText]
    proof: Sequence[bytes] | None

    def line(self) -> bytes:
        """The line, with its newline."""
        return canonical.encode(self._said()) + b"\n"

    def _said(self) -> dict[str, Any]:
        proof = None if self.proof is None else [to_base64(each) for each in self.proof]
        placed = {"position": self.row.position, "proof": proof}
        if self.shown is Disclosure.LEAF:
            at = canonical.instant(self.row.recorded_at)
            return {**placed, "leaf": to_base64(self.row.leaf), "recorded_at": at}
        # A payload that is erased in the ledger is missing here too.
        salt, payload = self.row.salt, self.row.payload
        given = self.shown is Disclosure.WHOLE and salt is not None
        return {
            **placed,
            "record": to_base64(self.row.record),
            "salt": to_base64(salt) if given and salt is not None else None,
            "payload": to_base64(payload) if given and payload is not None else None,
            "texts": self._texts() if given else [],
        }

    def _texts(self) -> list[dict[str, str]]:
        return [
            {"text_id": str(key), "salt": to_base64(text.salt), "body": text.body}
            for key, text in sorted(self.texts.items())
        ]


def record_members(lines: Iterable[tuple[int, bytes]]) -> dict[str, bytes]:
    """Lines in the order of their positions as members, a piece each."""
    members: dict[str, list[bytes]] = {}
    for number, (position, line) in enumerate(lines):
        if number % PIECE == 0:
            current = members.setdefault(member_name(position), [])
        current.append(line)
    return {name: b"".join(some) for name, some in members.items()}


def member_name(first: int) -> str:
    """The member that begins with the fact at a position; names sort as positions do."""
    return f"{_FOLDER}/{first:015}.jsonl"


def file_name(sha256: str) -> str:
    """The member that holds an evidence file."""
    return f"files/{sha256}"
