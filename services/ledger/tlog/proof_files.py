"""One small file that proves without the server: hand it over, keep it, check it years later.

That a fact stands in the log is C2SP tlog-proof (`.tlog-proof`): a header line, optionally a line
`extra` with bytes that nobody vouches for, the line `index`, the hashes of the proof from the
leaf's neighbour up, an empty line, the checkpoint as it was signed.

That the log only continued an earlier one has no form of C2SP; ours is written in the same style.
The lines, each ended by a newline:

    dondoc/tlog-consistency@v1
    <the hashes of RFC 9162, 2.1.4.1, in base64, one a line; none where the earlier log was empty
     or both are of one size>
    <empty line>
    <the earlier checkpoint as it was signed>
    <empty line>
    <the later checkpoint as it was signed>

A checkpoint has exactly one empty line in it, so the four empty lines divide such a file without
doubt. The sizes stand in the checkpoints alone: nothing is said twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self

from services.ledger.tlog.checkpoints import OpenedCheckpoint, open_checkpoint
from services.ledger.tlog.encoding import from_base64, from_decimal, hash_from_base64, to_base64
from services.ledger.tlog.errors import malformed
from services.ledger.tlog.keys import NoteVerifier
from services.ledger.tlog.notes import LARGEST, SignedNote, read_note
from services.ledger.tlog.proofs import LONGEST, verify_consistency, verify_inclusion

INCLUSION: Final = "c2sp.org/tlog-proof@v1"
CONSISTENCY: Final = "dondoc/tlog-consistency@v1"
SUFFIX: Final = ".tlog-proof"
MOST_EXTRA: Final = 64 * 1024
_INDEX: Final = "index "
_EXTRA: Final = "extra "
_LARGEST_FILE: Final = 2 * LARGEST + 2 * MOST_EXTRA


@dataclass(frozen=True, slots=True)
class InclusionFile:
    """The proof that one fact stands in the log of a checkpoint."""

    index: int
    path: tuple[bytes, ...]
    note: SignedNote
    extra: bytes | None = None

    def write(self) -> bytes:
        """The file."""
        extra = [] if self.extra is None else [_EXTRA + to_base64(self.extra)]
        head = [INCLUSION, *extra, f"{_INDEX}{self.index}", *map(to_base64, self.path)]
        return _lines(head) + b"\n" + self.note.write()

    @classmethod
    def read(cls, data: bytes) -> Self:
        """The proof in a file, not yet checked."""
        head, _, note = _whole(data).partition(b"\n\n")
        lines = _head(head, INCLUSION)
        extra = None
        if lines and lines[0].startswith(_EXTRA):
            extra = from_base64(lines.pop(0).removeprefix(_EXTRA), "the extra bytes of the proof")
            if len(extra) > MOST_EXTRA:
                raise malformed(f"a proof has no more than {MOST_EXTRA} extra bytes")
        if not lines or not lines[0].startswith(_INDEX):
            raise malformed("a proof of inclusion says the index of its fact")
        index = from_decimal(lines.pop(0).removeprefix(_INDEX), "the index of the proof")
        return cls(index, _hashes(lines), read_note(note), extra)

    def verify(self, leaf: bytes, origin: str, keys: Iterable[NoteVerifier]) -> OpenedCheckpoint:
        """Whether the fact with this leaf hash stands there; tells the checkpoint it stands in.

        `NotProven` where it does not, or where no known key of the log vouches for it.
        """
        opened = open_checkpoint(self.note.write(), origin, keys)
        checkpoint = opened.checkpoint
        verify_inclusion(leaf, self.index, checkpoint.size, self.path, checkpoint.root)
        return opened


@dataclass(frozen=True, slots=True)
class ConsistencyFile:
    """The proof that the log of the later checkpoint only continued that of the earlier one."""

    path: tuple[bytes, ...]
    earlier: SignedNote
    later: SignedNote

    def write(self) -> bytes:
        """The file."""
        head = _lines([CONSISTENCY, *map(to_base64, self.path)])
        return b"\n".join((head, self.earlier.write(), self.later.write()))

    @classmethod
    def read(cls, data: bytes) -> Self:
        """The proof in a file, not yet checked."""
        sections = _whole(data).split(b"\n\n")
        if len(sections) != 5:  # noqa: PLR2004  (the head, and text and signatures of both)
            raise malformed("a proof of consistency has four empty lines")
        head, *earlier = sections[:3]
        lines = _head(head, CONSISTENCY)
        note = read_note(b"\n\n".join(earlier) + b"\n")
        return cls(_hashes(lines), note, read_note(b"\n\n".join(sections[3:])))

    def verify(
        self, origin: str, keys: Iterable[NoteVerifier]
    ) -> tuple[OpenedCheckpoint, OpenedCheckpoint]:
        """Whether nothing before the later checkpoint was changed; tells both checkpoints."""
        known = tuple(keys)
        earlier = open_checkpoint(self.earlier.write(), origin, known)
        later = open_checkpoint(self.later.write(), origin, known)
        old, new = earlier.checkpoint, later.checkpoint
        verify_consistency(old.size, new.size, self.path, old.root, new.root)
        return earlier, later


def _whole(data: bytes) -> bytes:
    if len(data) > _LARGEST_FILE:
        raise malformed(f"a proof has no more than {_LARGEST_FILE} bytes, this one {len(data)}")
    return data


def _lines(lines: list[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _head(head: bytes, kind: str) -> list[str]:
    try:
        first, *lines = head.decode("ascii").split("\n")
    except UnicodeDecodeError as error:
        raise malformed("the lines before the checkpoint are plain ASCII") from error
    if first != kind:
        raise malformed(f"the file does not begin with {kind}")
    return lines


def _hashes(lines: list[str]) -> tuple[bytes, ...]:
    if len(lines) > LONGEST:
        raise malformed(f"a proof has no more than {LONGEST} hashes, this one {len(lines)}")
    return tuple(hash_from_base64(line, "a hash of the proof") for line in lines)
