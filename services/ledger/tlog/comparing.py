"""Holds the tiles that are kept against the leaves of the ledger, tile by tile: for verify."""

from typing import Final

from services.ledger.tlog.building import TreeBuilder
from services.ledger.tlog.errors import NotProven, altered
from services.ledger.tlog.files import TileFiles
from services.ledger.tlog.tiles import WIDTH, Tile

MOST_FAULTS: Final = 100


class TileComparison:
    """The tree is built again, and each of its tiles compared with the file instead of written.

    It begins behind `start` leaves that were compared before, and ends where the files end.
    """

    def __init__(self, files: TileFiles, start: int = 0, root: bytes | None = None) -> None:
        self.faults: list[NotProven] = []
        self.leaves = files.leaves()
        self._kept = _KeptTiles(files, start, self.faults)
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
        except NotProven as fault:
            self._builder = None
            self.faults.append(fault)

    def _compare(self, builder: TreeBuilder) -> None:
        coming, self._coming = self._coming, []
        builder.extend(coming)


class _KeptTiles:
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
                    raise altered(f"{tile.path} holds other hashes than the ledger's facts give")
            except NotProven as fault:
                if len(self._faults) < MOST_FAULTS:
                    self._faults.append(fault)
