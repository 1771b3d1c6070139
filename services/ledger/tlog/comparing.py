"""Holds the tiles that are kept against the leaves of the ledger, tile by tile: for verify."""

from collections.abc import Callable, Iterator
from typing import Final

from services.ledger.tlog.building import TreeBuilder
from services.ledger.tlog.errors import NotProven, altered
from services.ledger.tlog.files import TileFiles
from services.ledger.tlog.tiles import (
    HASH_BYTES,
    MOST_LEVELS,
    WIDTH,
    Tile,
    TileStore,
    last_tile,
    tile_root,
)

MOST_FAULTS: Final = 100


class TileComparison:
    """The tree is built again, and each of its tiles compared with the file instead of written.

    It begins behind `start` leaves that were compared before, whose root is known, and ends behind
    `leaves`. Tiles of before are held to the ones above them, up to that root; the partial files
    beside them, which were replaced by wider ones, where the index of their tile is `in_turn`.
    """

    def __init__(
        self,
        files: TileFiles,
        leaves: int,
        start: int = 0,
        root: bytes | None = None,
        in_turn: Callable[[int], bool] = lambda _: True,
    ) -> None:
        self.faults: list[NotProven] = []
        self.leaves = leaves
        self._kept = _KeptTiles(files, start, self.faults)
        self._in_turn = in_turn
        self._coming: list[bytes] = []
        self._builder: TreeBuilder | None = None
        self._taken = start
        if self.leaves >= start:
            self._begin(start, root)

    def leaf(self, leaf: bytes) -> None:
        """Take the leaf hash of the next fact."""
        if self._builder is None or self._taken >= self.leaves:
            return
        self._taken += 1
        self._coming.append(leaf)
        # Whole tiles of level 1: only the last ones are partial.
        if self._taken % (WIDTH * WIDTH) == 0 or self._taken == self.leaves:
            self._compare(self._builder)

    def finish(self) -> None:
        """Compare what is left."""
        if self._builder is not None:
            self._compare(self._builder)

    def _begin(self, start: int, root: bytes | None) -> None:
        try:
            self._builder = TreeBuilder(self._kept)
            if root is not None and start and self._builder.root() != root:
                raise altered(f"the tiles of the first {start} facts are not those of before")
            for level in reversed(range(MOST_LEVELS - 1)):
                self._compare_before(level, start)
        except NotProven as fault:
            self._builder = None
            self.faults.append(fault)

    def _compare_before(self, level: int, start: int) -> None:
        """Each full tile of a level is one hash in the tile above; that one was held before it."""
        for above in _tiles_of(level + 1, start):
            try:
                hashes = self._kept.read(above)
            except NotProven:
                continue  # said when it was held to the one above it
            for place in range(above.width):
                tile = Tile(level, above.index * WIDTH + place)
                wanted = hashes[place * HASH_BYTES : (place + 1) * HASH_BYTES]
                self._kept.hold(tile, wanted, narrower=self._in_turn(tile.index))

    def _compare(self, builder: TreeBuilder) -> None:
        coming, self._coming = self._coming, []
        builder.extend(coming)


def _tiles_of(level: int, size: int) -> Iterator[Tile]:
    yield from (Tile(level, index) for index in range(size >> 8 * (level + 1)))
    if last := last_tile(level, size):
        yield last


class _KeptTiles(TileStore):
    """A store of tiles that compares instead of writing."""

    def __init__(self, files: TileFiles, start: int, faults: list[NotProven]) -> None:
        self._files = files
        self._start = start
        self._faults = faults

    def leaves(self) -> int:
        return self._start

    def read(self, tile: Tile) -> bytes:
        return self._files.read(tile)

    def write(self, tiles: list[tuple[Tile, bytes]]) -> None:
        for tile, hashes in sorted(tiles, key=lambda each: each[0]):
            try:
                if self._files.read(tile) != hashes:
                    raise _other(tile)
                self._narrower(tile, hashes)
            except NotProven as fault:
                self._say(fault)

    def hold(self, tile: Tile, root: bytes, *, narrower: bool) -> None:
        """Hold a full tile to its root, and the partial ones of its place to it."""
        try:
            hashes = self._files.read(tile)
            if tile_root(hashes) != root:
                raise _other(tile)
            if narrower:
                self._narrower(tile, hashes)
        except NotProven as fault:
            self._say(fault)

    def _narrower(self, tile: Tile, hashes: bytes) -> None:
        for each, kept in self._files.narrower(tile):
            if kept != hashes[: each.width * HASH_BYTES]:
                self._say(_other(each))

    def _say(self, fault: NotProven) -> None:
        if len(self._faults) < MOST_FAULTS:
            self._faults.append(fault)


def _other(tile: Tile) -> NotProven:
    said = f"{tile.path} holds other hashes than the ledger's facts give"
    return altered(said, tile.path)
