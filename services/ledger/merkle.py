"""The hash tree over the records, as RFC 6962 and RFC 9162 define it.

The tree lets anybody check later that a fact stood in the ledger and that nothing before it
changed. Neither a position nor a previous hash is in a leaf: the position is the leaf's index.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import Final

EMPTY_ROOT: Final = sha256(b"").digest()


def leaf_hash(record: bytes) -> bytes:
    """SHA-256(0x00 ‖ record)."""
    return sha256(b"\x00" + record).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 ‖ left ‖ right)."""
    return sha256(b"\x01" + left + right).digest()


def parents(hashes: bytes) -> bytes:
    """The nodes over each pair of neighbours: `node_hash` for a whole row at once, for speed."""
    return b"".join(
        [sha256(b"\x01" + hashes[at : at + 64]).digest() for at in range(0, len(hashes), 64)]
    )


class Tree:
    """Grows leaf by leaf and keeps only the roots of its full subtrees: log2(n) hashes."""

    __slots__ = ("_roots", "size")

    def __init__(self, peaks: Sequence[bytes] = (), size: int = 0) -> None:
        if len(peaks) != size.bit_count():
            raise ValueError(f"a tree of {size} leaves has {size.bit_count()} full subtrees")
        self._roots = list(peaks)
        self.size = size

    @property
    def peaks(self) -> tuple[bytes, ...]:
        """The roots of its full subtrees, the largest first: all that going on needs."""
        return tuple(self._roots)

    def add(self, leaf: bytes) -> None:
        """Append the hash of the next leaf."""
        # Each trailing one in the size is a full subtree that the new leaf completes.
        ones = self.size
        while ones & 1:
            leaf = node_hash(self._roots.pop(), leaf)
            ones >>= 1
        self._roots.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """The hash over everything so far; of an empty tree SHA-256 of nothing."""
        if not self._roots:
            return EMPTY_ROOT
        *rest, root = self._roots
        for left in reversed(rest):
            root = node_hash(left, root)
        return root
