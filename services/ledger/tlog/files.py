"""The folder in which the ward keeps the tiles of its log.

A file is written whole under another name, flushed to the disk and then given its name, so that
a power cut leaves either the file or nothing. A tile that is there is never replaced by other
bytes: that would be another history. Partial tiles stay, because a checkpoint may rest on them.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from services.ledger.tlog.durable import (
    finish,
    flush_folder,
    make_folder,
    write_unfinished,
)
from services.ledger.tlog.errors import altered, missing
from services.ledger.tlog.tiles import HASH_BYTES, WIDTH, Tile

_IN_A_FOLDER = 1000


class TileFiles:
    """Tiles below one folder, at the paths of C2SP tlog-tiles. One process writes at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, tile: Tile) -> bytes:
        """The hashes of a tile, also out of a wider one at the same place."""
        for path in self._holders(tile):
            try:
                kept = path.read_bytes()
            except (FileNotFoundError, NotADirectoryError):
                continue
            width = WIDTH if path == self._at(Tile(tile.level, tile.index)) else int(path.name)
            if len(kept) != width * HASH_BYTES:
                name = str(path.relative_to(self._folder))
                raise altered(
                    f"the tile {name} has {len(kept)} bytes instead of {width * HASH_BYTES}", name
                )
            return tile.cut(kept)
        raise missing(f"the tile {tile.path} is not in its folder", tile.path)

    def narrower(self, tile: Tile) -> Iterator[tuple[Tile, bytes]]:
        """The partial tiles that are kept of its place and hold less; readers are given them."""
        for width in sorted(self._widths(tile)):
            each = Tile(tile.level, tile.index, width) if 0 < width < tile.width else None
            if each is not None and (path := self._at(each)).is_file():
                yield each, path.read_bytes()

    def write(self, tiles: list[tuple[Tile, bytes]]) -> None:
        """Keep tiles, higher levels first: whoever sees a leaf's tile finds the ones above it."""
        ordered = sorted(tiles, key=lambda each: (-each[0].level, each[0].index))
        for _, level in groupby(ordered, key=lambda each: each[0].level):
            self._write_level(level)

    def leaves(self) -> int:
        """How many leaves the files hold from the first on; what lies behind a gap counts not."""
        full = 0
        while True:
            names = _names(self._at(Tile(0, full)).parent)
            last = next((n for n in range(_IN_A_FOLDER) if f"{n:03}" not in names), None)
            if last is not None:
                break
            full += _IN_A_FOLDER
        full += last
        return full * WIDTH + max(self._widths(Tile(0, full)), default=0)

    def _write_level(self, tiles: Iterable[tuple[Tile, bytes]]) -> None:
        renamed: list[Path] = []
        for tile, hashes in tiles:
            if len(hashes) != tile.width * HASH_BYTES:
                raise altered(f"{tile.path} would be kept with {len(hashes)} bytes")
            if not self._is_kept(tile, hashes):
                path = self._at(tile)
                make_folder(path.parent, self._folder)
                write_unfinished(path, hashes)
                renamed.append(path)
        for path in renamed:
            finish(path)
        for folder in sorted({path.parent for path in renamed}):
            flush_folder(folder)

    def _is_kept(self, tile: Tile, hashes: bytes) -> bool:
        """Whether these very bytes are there; other bytes at the same place are refused."""
        for whole in (Tile(tile.level, tile.index), tile):
            path = self._at(whole)
            if path.is_file():
                if path.read_bytes()[: len(hashes)] != hashes:
                    raise altered(
                        f"the tile {whole.path} is kept with other hashes than those that the "
                        "ledger's leaves give",
                        whole.path,
                    )
                return True
        return False

    def _holders(self, tile: Tile) -> Iterable[Path]:
        yield self._at(tile)
        if not tile.full:
            yield self._at(Tile(tile.level, tile.index))
            for width in sorted(self._widths(tile)):
                if width > tile.width:
                    yield self._at(Tile(tile.level, tile.index, width))

    def _widths(self, tile: Tile) -> set[int]:
        """How wide the partial tiles are that are kept of this place."""
        folder = self._at(Tile(tile.level, tile.index, 1)).parent
        return {int(name) for name in _names(folder) if name.isascii() and name.isdecimal()}

    def _at(self, tile: Tile) -> Path:
        return self._folder / tile.path


def _names(folder: Path) -> set[str]:
    try:
        return {path.name for path in folder.iterdir()}
    except FileNotFoundError:
        return set()
