"""The tree, its proofs and its tiles as the RFC defines them, word by word and without speed."""

from collections.abc import Sequence
from functools import cache
from hashlib import sha256

from services.ledger.merkle import EMPTY_ROOT, Tree
from services.ledger.tlog.building import TreeBuilder
from services.ledger.tlog.errors import missing
from services.ledger.tlog.tiles import HASH_BYTES, WIDTH, Tile, last_tile


@cache
def leaf(index: int) -> bytes:
    """The leaf hash of an invented fact."""
    return sha256(b"\x00" + index.to_bytes(8)).digest()


def leaves(start: int, end: int) -> list[bytes]:
    return [leaf(index) for index in range(start, end)]


@cache
def root_over(start: int, end: int) -> bytes:
    """MTH(D[start:end]) of RFC 6962, section 2.1, over the invented leaves."""
    if start == end:
        return EMPTY_ROOT
    if end - start == 1:
        return leaf(start)
    middle = start + split(end - start)
    return sha256(b"\x01" + root_over(start, middle) + root_over(middle, end)).digest()


def path_of(index: int, start: int, end: int) -> list[bytes]:
    """PATH(m, D[start:end]) of RFC 6962, section 2.1.1."""
    if end - start == 1:
        return []
    middle = start + split(end - start)
    if index < middle:
        return [*path_of(index, start, middle), root_over(middle, end)]
    return [*path_of(index, middle, end), root_over(start, middle)]


def proof_of(old: int, start: int, end: int, *, known: bool) -> list[bytes]:
    """SUBPROOF(m, D[start:end], b) of RFC 6962, section 2.1.2."""
    if old == end:
        return [] if known else [root_over(start, end)]
    middle = start + split(end - start)
    if old <= middle:
        return [*proof_of(old, start, middle, known=known), root_over(middle, end)]
    return [*proof_of(old, middle, end, known=False), root_over(start, middle)]


def split(length: int) -> int:
    """The largest power of two smaller than the length, found by trying."""
    power = 1
    while power * 2 < length:
        power *= 2
    return power


def grown_root(size: int) -> bytes:
    """What the tree of the ledger's own verify says."""
    tree = Tree()
    for each in leaves(0, size):
        tree.add(each)
    return tree.root()


class TilesInMemory:
    """Tiles by their paths, as a server would hold them."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.handed: list[Tile] = []

    def read(self, tile: Tile) -> bytes:
        for width in range(tile.width, WIDTH + 1):
            if hashes := self.kept.get(Tile(tile.level, tile.index, width).path):
                return tile.cut(hashes)
        raise missing(tile.path)

    def write(self, tiles: list[tuple[Tile, bytes]]) -> None:
        self.handed += [tile for tile, _ in tiles]
        for tile, hashes in tiles:
            assert self.kept.setdefault(tile.path, hashes) == hashes
            assert len(hashes) == tile.width * HASH_BYTES

    def leaves(self) -> int:
        full = 0
        while Tile(0, full).path in self.kept:
            full += 1
        widths = [w for w in range(1, WIDTH) if Tile(0, full, w).path in self.kept]
        return full * WIDTH + max(widths, default=0)


def built(*sizes: int) -> TilesInMemory:
    """The tiles of the invented leaves, grown from size to size."""
    store = TilesInMemory()
    builder = TreeBuilder(store)
    for size in sizes:
        builder.extend(leaves(builder.size, size))
    return store


def flipped(data: bytes, at: int, mask: int) -> bytes:
    """The same bytes but for one."""
    return data[:at] + bytes([data[at] ^ mask]) + data[at + 1 :]


def open_tiles(size: int) -> Sequence[Tile]:
    """The partial tiles of a tree."""
    return [tile for level in range(8) if (tile := last_tile(level, size))]
