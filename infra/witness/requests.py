"""What a log sends to a witness: its newest checkpoint, and the proof that it only grew.

The form is the body of `add-checkpoint` in C2SP tlog-witness: a line `old` with the size that the
witness saw last, the hashes of the proof of consistency from there, an empty line, the checkpoint.
"""

from dataclasses import dataclass
from typing import Final, Self

from services.ledger.tlog.encoding import from_decimal, hash_from_base64, to_base64
from services.ledger.tlog.errors import malformed
from services.ledger.tlog.notes import SignedNote, read_note

ADD_CHECKPOINT: Final = "/add-checkpoint"
NEWEST: Final = "/checkpoint"
SIGNED: Final = "/signed"
SIZE_MEDIA: Final = "text/x.tlog.size"
MOST_HASHES: Final = 63  # of the standard
LARGEST_REQUEST: Final = 64 * 1024  # a proof of 63 hashes and a checkpoint with 64 signatures
_OLD: Final = "old "


@dataclass(frozen=True, slots=True)
class AddCheckpoint:
    """One request: `path` proves that the log of the checkpoint continues that of `old` facts."""

    old: int
    path: tuple[bytes, ...]
    note: SignedNote

    def write(self) -> bytes:
        """The body of the request."""
        lines = [f"{_OLD}{self.old}", *map(to_base64, self.path)]
        return "".join(f"{line}\n" for line in lines).encode() + b"\n" + self.note.write()

    @classmethod
    def read(cls, data: bytes) -> Self:
        """The request in a body, with nothing checked but its writing; raises NotProven."""
        if len(data) > LARGEST_REQUEST:
            raise malformed(f"a request has no more than {LARGEST_REQUEST} bytes")
        head, blank, note = data.partition(b"\n\n")
        try:
            first, *lines = head.decode("ascii").split("\n")
        except UnicodeDecodeError as error:
            raise malformed("the lines before the checkpoint are plain ASCII") from error
        if not blank or not first.startswith(_OLD):
            raise malformed("a request is a line with the old size, a proof and a checkpoint")
        if len(lines) > MOST_HASHES:
            raise malformed(f"a proof of consistency has no more than {MOST_HASHES} hashes")
        old = from_decimal(first.removeprefix(_OLD), "the old size")
        path = tuple(hash_from_base64(line, "a hash of the proof") for line in lines)
        return cls(old, path, read_note(note))
