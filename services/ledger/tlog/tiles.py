"""The hash tree in files of 256 hashes each, of which a proof reads a few (C2SP tlog-tiles).

A tile of level 0 holds leaf hashes; each hash of a tile of a higher level is the root over one
full tile below it. Only the last tile of a level may be partial, and a tree of a size consists of
exactly one set of tiles.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Protocol

from services.ledger.merkle import parents
from services.ledger.tlog.errors import malformed

HASH_BYTES: Final = 32
WIDTH: Final = 256
MOST_LEAVES: Final = 2**63 - 1
MOST_LEVELS: Final = 8  # of a tree that has as many leaves
_HIGHEST_LEVEL: Final = 63
_GROUP: Final = 1000  # three digits of an index are one element of the path

_PATH: Final = re.compile(
    r"tile/(?P<level>0|[1-9][0-9]?)/(?P<index>(?:x[0-9]{3}/)*[0-9]{3})"
    r"(?:\.p/(?P<width>[1-9][0-9]{0,2}))?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True, order=True)
class Tile:
    """A place in the tree: up to 256 neighbouring hashes of one level."""

    level: int
    index: int
    width: int = WIDTH

    def __post_init__(self) -> None:
        if not (
            0 <= self.level <= _HIGHEST_LEVEL
            and 0 <= self.index <= MOST_LEAVES
            and 0 < self.width <= WIDTH
        ):
            raise malformed(
                f"there is no tile of level {self.level}, index {self.index}, width {self.width}"
            )

    @property
    def full(self) -> bool:
        """True: nothing will ever be added to it."""
        return self.width == WIDTH

    @property
    def path(self) -> str:
        """Where it is kept and served, such as `tile/0/x001/x234/067.p/112`."""
        index, last = divmod(self.index, _GROUP)
        elements = [f"{last:03}"]
        while index:
            index, group = divmod(index, _GROUP)
            elements.insert(0, f"x{group:03}")
        name = f"tile/{self.level}/{'/'.join(elements)}"
        return name if self.full else f"{name}.p/{self.width}"

    def cut(self, hashes: bytes) -> bytes:
        """Its hashes out of those of a tile at the same place that is as wide or wider."""
        length = self.width * HASH_BYTES
        if len(hashes) < length or len(hashes) % HASH_BYTES:
            raise malformed(f"{self.path} needs {length} bytes and has {len(hashes)}")
        return hashes[:length]


class TileReader(Protocol):
    """Whoever holds tiles: a folder, an export, a server of the ward."""

    def read(self, tile: Tile) -> bytes:
        """Exactly the hashes of this tile, one behind the other; `NotProven` where it has none."""


class TileStore(TileReader, Protocol):
    """Holds tiles that a tree grows by."""

    def write(self, tiles: list[tuple[Tile, bytes]]) -> None:
        """Keep these, those of the higher levels before those of the lower."""

    def leaves(self) -> int:
        """How many leaves it holds from the first on without a gap."""


def tile_at(path: str) -> Tile:
    """The tile that a path names; refuses every path but the one that the tile has."""
    match = _PATH.fullmatch(path)
    if not match:
        raise malformed("the path names no tile")
    index = int(match["index"].replace("x", "").replace("/", ""))
    tile = Tile(int(match["level"]), index, int(match["width"] or WIDTH))
    if tile.path != path:
        raise malformed("the path of the tile is not the one that the standard writes")
    return tile


def tiles_of(size: int) -> Iterator[Tile]:
    """Every tile of a tree with so many leaves, lowest level first."""
    return new_tiles(0, size)


def new_tiles(old: int, new: int) -> Iterator[Tile]:
    """The tiles of the tree of the new size that the tree of the old size does not have."""
    if not 0 <= old <= new <= MOST_LEAVES:
        raise malformed(f"a tree does not grow from {old} to {new} leaves")
    level = 0
    while new:
        full, partial = divmod(new, WIDTH)
        for index in range(old // WIDTH, full):
            yield Tile(level, index)
        if partial and new != old:
            yield Tile(level, full, partial)
        old, new, level = old // WIDTH, full, level + 1


def last_tile(level: int, size: int) -> Tile | None:
    """The partial tile of a level in a tree of this size; None where all its tiles are full."""
    index, width = divmod(size >> 8 * level, WIDTH)
    return Tile(level, index, width) if width else None


def tile_root(hashes: bytes) -> bytes:
    """The root over the hashes of one tile, full or partial (RFC 6962, section 2.1)."""
    while len(hashes) > HASH_BYTES:
        # The hash that has no right neighbour rises as it is: it is a smaller subtree's root.
        paired = len(hashes) - len(hashes) % (2 * HASH_BYTES)
        hashes = parents(hashes[:paired]) + hashes[paired:]
    return hashes
