"""Grows the ward's provable tree behind the ledger: stored leaves in, tiles and a root out.

It goes on where the files end, however the last run ended. What it holds in memory is one batch
of leaves and at most 255 hashes of each level.
"""

from collections.abc import Iterable
from itertools import islice
from typing import Final

from services.ledger.merkle import EMPTY_ROOT
from services.ledger.tlog.errors import malformed
from services.ledger.tlog.tiles import (
    HASH_BYTES,
    MOST_LEVELS,
    WIDTH,
    Tile,
    TileStore,
    last_tile,
    tile_root,
)

BATCH: Final = WIDTH * WIDTH
_FULL: Final = WIDTH * HASH_BYTES


class TreeBuilder:
    """A tree of tiles that is only ever extended, leaf hash by leaf hash, in the ledger's order.

    What lies at a place is never changed: leaves that contradict the files are refused.
    """

    def __init__(self, store: TileStore) -> None:
        self._store = store
        self._size = store.leaves()
        # Of each level the hashes of its last tile while that is not full.
        self._open = [
            store.read(tile) if (tile := last_tile(level, self._size)) else b""
            for level in range(MOST_LEVELS)
        ]

    @property
    def size(self) -> int:
        """How many facts the tree holds: the next leaf is that of the fact after them."""
        return self._size

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Add the leaf hashes of the next facts; once it returns, all of them are on the disk."""
        coming = iter(leaves)
        # Cut where a tile of level 1 becomes full: there are few partial tiles between batches.
        while batch := list(islice(coming, BATCH - self._size % BATCH)):
            if any(len(leaf) != HASH_BYTES for leaf in batch):
                raise malformed(
                    f"a leaf after fact {self._size} is no SHA-256 of {HASH_BYTES} bytes"
                )
            self._write(batch)

    def root(self) -> bytes:
        """The root over all leaves so far (RFC 6962, section 2.1)."""
        result = b""
        for hashes in self._open:
            # What lies below is the last, incomplete element of this level.
            result = tile_root(hashes + result)
        return result or EMPTY_ROOT

    def _write(self, batch: list[bytes]) -> None:
        size = self._size + len(batch)
        grown: list[bytes] = []
        tiles: list[tuple[Tile, bytes]] = []
        risen = b"".join(batch)
        for level, hashes in enumerate(self._open):
            row = hashes + risen
            first = self._size >> 8 * (level + 1)
            full = [row[at : at + _FULL] for at in range(0, len(row) - _FULL + 1, _FULL)]
            tiles += [(Tile(level, first + n), each) for n, each in enumerate(full)]
            rest = row[len(full) * _FULL :]
            if risen and (tile := last_tile(level, size)):
                tiles.append((tile, rest))
            grown.append(rest)
            risen = b"".join(map(tile_root, full))
        self._store.write(tiles)
        self._open, self._size = grown, size
