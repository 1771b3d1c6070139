"""Điểm kiểm tra: how many facts the log held and the root over them, signed.

Who keeps a checkpoint outside the ward can later prove to anybody that the ward's log continues
it, or that it does not. The form is C2SP tlog-checkpoint.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from services.ledger.merkle import EMPTY_ROOT
from services.ledger.tlog.encoding import from_decimal, hash_from_base64, to_base64
from services.ledger.tlog.errors import altered, key_unknown, malformed
from services.ledger.tlog.keys import KeyKind, NoteSigner, NoteVerifier
from services.ledger.tlog.notes import (
    CheckedSignature,
    SignedNote,
    demand_text,
    read_note,
    verified,
)
from services.ledger.tlog.tiles import HASH_BYTES, MOST_LEAVES

_LINES: Final = 3  # origin, size and root; what follows are extensions


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """One state of one log: origin names the log, and stays the same for as long as it lives."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        lines = (self.origin, *self.extensions)
        if not all(lines) or any("\n" in line for line in lines):
            raise malformed("the origin and the extensions of a checkpoint are lines with a text")
        if not 0 <= self.size <= MOST_LEAVES or len(self.root) != HASH_BYTES:
            raise malformed("a checkpoint has a size and a root of 32 bytes")
        if not self.size and self.root != EMPTY_ROOT:
            raise malformed("the checkpoint of an empty log has another root than that of nothing")
        demand_text(self.text())

    def text(self) -> str:
        """The lines that are signed."""
        lines = (self.origin, str(self.size), to_base64(self.root), *self.extensions)
        return "".join(f"{line}\n" for line in lines)


@dataclass(frozen=True, slots=True)
class OpenedCheckpoint:
    """A checkpoint whose signatures hold: by a key of the log, and by which witnesses and when."""

    checkpoint: Checkpoint
    signed: tuple[CheckedSignature, ...]
    cosigned: tuple[CheckedSignature, ...]
    note: SignedNote


def read_checkpoint(text: str) -> Checkpoint:
    """The checkpoint in the text of a note; believe it only after its signatures."""
    demand_text(text)
    lines = text[:-1].split("\n")
    if len(lines) < _LINES:
        raise malformed("a checkpoint has a line each for origin, size and root")
    origin, size, root, *extensions = lines
    return Checkpoint(
        origin,
        from_decimal(size, "the size of a checkpoint"),
        hash_from_base64(root, "the root of a checkpoint"),
        tuple(extensions),
    )


def sign_checkpoint(checkpoint: Checkpoint, signers: Sequence[NoteSigner]) -> SignedNote:
    """The checkpoint with the log's signature, of two keys while one takes over from the other.

    The caller has proven first that it continues every checkpoint that was signed before.
    """
    text = checkpoint.text()
    return SignedNote(text, tuple(signer.sign(text) for signer in signers))


def open_checkpoint(data: bytes, origin: str, keys: Iterable[NoteVerifier]) -> OpenedCheckpoint:
    """A checkpoint of this log that at least one known key of the log has signed.

    `keys` are those of the log, whose signature is its own word, and those of witnesses, whose
    kind is a cosignature. A wrong signature by any of them refuses the checkpoint.
    """
    note = read_note(data)
    signatures = verified(note, keys)
    own = [each for each in signatures if each.key.kind is KeyKind.SIGNATURE]
    if not own:
        raise key_unknown("no known key of the log has signed the checkpoint, only witnesses")
    checkpoint = read_checkpoint(note.text)
    if checkpoint.origin != origin:
        raise altered(f"this is a checkpoint of {checkpoint.origin}, not of {origin}")
    seen = tuple(each for each in signatures if each.key.kind is KeyKind.COSIGNATURE)
    return OpenedCheckpoint(checkpoint, tuple(own), seen, note)
