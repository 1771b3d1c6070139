"""Proof that a fact stands in the log, and that a later log only continued an earlier one.

Making a proof reads tiles; checking one needs nothing but hashes, and follows the steps of
RFC 9162 (2.1.3.2 and 2.1.4.2), not the way the proof was made.
"""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Final

from services.ledger.merkle import EMPTY_ROOT, node_hash, parents
from services.ledger.tlog.errors import altered, malformed
from services.ledger.tlog.tiles import (
    HASH_BYTES,
    MOST_LEAVES,
    WIDTH,
    Tile,
    TileReader,
)

LONGEST: Final = 64  # hashes of a proof in the largest tree
_REMEMBERED: Final = 64  # tiles with the rows above their hashes: about a megabyte
_HEIGHT: Final = 8  # of the subtree in one tile


class TiledTree:
    """The log at one size, out of its tiles: its root and every proof against it."""

    def __init__(self, reader: TileReader, size: int) -> None:
        if not 0 <= size <= MOST_LEAVES:
            raise malformed(f"a tree cannot have {size} leaves")
        self._reader = reader
        self._size = size
        self._rows: OrderedDict[tuple[int, int], list[bytes]] = OrderedDict()

    @property
    def size(self) -> int:
        """How many facts it holds."""
        return self._size

    def root(self) -> bytes:
        """The root over all of them."""
        return self._over(0, self._size) if self._size else EMPTY_ROOT

    def leaf(self, index: int) -> bytes:
        """The leaf hash of one fact."""
        self._demand(index)
        return self._over(index, index + 1)

    def inclusion(self, index: int) -> list[bytes]:
        """The proof that the fact at an index (from 0) is in it, from the leaf's neighbour up."""
        self._demand(index)
        start, end = 0, self._size
        path = []
        while end - start > 1:
            middle = start + _split(end - start)
            if index < middle:
                path.append(self._over(middle, end))
                end = middle
            else:
                path.append(self._over(start, middle))
                start = middle
        return path[::-1]

    def consistency(self, old: int) -> list[bytes]:
        """The proof that it continues the tree of an earlier size; none is needed from nothing."""
        if not 0 <= old <= self._size:
            raise malformed(f"a log of {self._size} facts does not continue one of {old}")
        if old in (0, self._size):
            return []
        start, end = 0, self._size
        path = []
        while end != old:
            middle = start + _split(end - start)
            if old <= middle:
                path.append(self._over(middle, end))
                end = middle
            else:
                path.append(self._over(start, middle))
                start = middle
        # Where the earlier tree is itself one whole subtree, its root is known to the reader.
        if start:
            path.append(self._over(start, end))
        return path[::-1]

    def _demand(self, index: int) -> None:
        if not 0 <= index < self._size:
            raise malformed(f"a log of {self._size} facts has no index {index}")

    def _over(self, start: int, end: int) -> bytes:
        """The root over a range that is a subtree of the tree."""
        length = end - start
        if length & (length - 1):
            middle = start + _split(length)
            return node_hash(self._over(start, middle), self._over(middle, end))
        level, height = divmod(length.bit_length() - 1, _HEIGHT)
        index, place = divmod(start >> _HEIGHT * level, WIDTH)
        row = self._row(level, index, height)
        at = (place >> height) * HASH_BYTES
        return row[at : at + HASH_BYTES]

    def _row(self, level: int, index: int, height: int) -> bytes:
        """The nodes that stand so high above the hashes of a tile."""
        rows = self._rows.get((level, index))
        if rows is None:
            width = min(WIDTH, (self._size >> _HEIGHT * level) - index * WIDTH)
            rows = self._rows[level, index] = [self._reader.read(Tile(level, index, width))]
            if len(self._rows) > _REMEMBERED:
                self._rows.popitem(last=False)
        self._rows.move_to_end((level, index))
        while len(rows) <= height:
            below = rows[-1]
            rows.append(parents(below[: len(below) // (2 * HASH_BYTES) * (2 * HASH_BYTES)]))
        return rows[height]


def verify_inclusion(
    leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes
) -> None:
    """Whether the fact with this leaf hash stands at the index of the log (RFC 9162, 2.1.3.2)."""
    _demand_hashes(leaf, root, *path)
    if not 0 <= index < size <= MOST_LEAVES:
        raise malformed(f"a log of {size} facts has no index {index}")
    place, last = index, size - 1
    result = leaf
    for neighbour in path:
        if not last:
            raise altered("the proof of inclusion has more hashes than the tree has levels")
        if place & 1 or place == last:
            result = node_hash(neighbour, result)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            result = node_hash(result, neighbour)
        place, last = place >> 1, last >> 1
    if last:
        raise altered("the proof of inclusion has fewer hashes than the tree has levels")
    if result != root:
        raise altered(f"this fact is not the one at index {index} of the log with this root")


def verify_consistency(
    old: int, new: int, path: Sequence[bytes], old_root: bytes, new_root: bytes
) -> None:
    """Whether the later log only continued the earlier one (RFC 9162, 2.1.4.2)."""
    _demand_hashes(old_root, new_root, *path)
    if not 0 <= old <= new <= MOST_LEAVES:
        raise malformed(f"a log of {new} facts does not continue one of {old}")
    if old in (0, new):
        if path or old_root != (new_root if old else EMPTY_ROOT):
            raise altered(f"two logs of {old} facts have different roots or a proof too many")
        return
    # A whole subtree of the later tree is not repeated in the proof: the reader knows its root.
    hashes = [*path] if old & (old - 1) else [old_root, *path]
    if not hashes:
        raise altered("the proof of consistency has no hashes")
    if _both_roots(old, new, hashes) != (old_root, new_root):
        raise altered(f"the log of {new} facts does not continue the log of {old} facts")


def _both_roots(old: int, new: int, hashes: Sequence[bytes]) -> tuple[bytes, bytes]:
    """The roots of the earlier and the later log that the hashes of a proof give."""
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    earlier = later = hashes[0]
    for node in hashes[1:]:
        if not last:
            raise altered("the proof of consistency has more hashes than the tree has levels")
        if place & 1 or place == last:
            earlier, later = node_hash(node, earlier), node_hash(node, later)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            later = node_hash(later, node)
        place, last = place >> 1, last >> 1
    if last:
        raise altered("the proof of consistency has fewer hashes than the tree has levels")
    return earlier, later


def _split(length: int) -> int:
    """The largest power of two below a length of at least two."""
    return 1 << (length - 1).bit_length() - 1


def _demand_hashes(*hashes: bytes) -> None:
    if len(hashes) > LONGEST + 2:
        raise malformed(f"a proof has no more than {LONGEST} hashes")
    if any(len(each) != HASH_BYTES for each in hashes):
        raise malformed(f"a hash of a proof has {HASH_BYTES} bytes")
