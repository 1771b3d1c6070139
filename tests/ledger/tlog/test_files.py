"""The folder of tiles: whole files or none, kept for ever, never another history."""

from pathlib import Path

import pytest

from services.ledger.tlog.errors import NotProven, Unproven
from services.ledger.tlog.files import TileFiles
from services.ledger.tlog.tiles import Tile
from tests.ledger.tlog.textbook import leaves


def hashes(start: int, end: int) -> bytes:
    return b"".join(leaves(start, end))


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_tile_is_kept_at_its_path_and_read_again(tmp_path: Path) -> None:
    files = TileFiles(tmp_path / "log")
    files.write([(Tile(0, 1234067), hashes(0, 256)), (Tile(0, 5, 7), hashes(0, 7))])
    assert contents(tmp_path) == {
        "log/tile/0/x001/x234/067": hashes(0, 256),
        "log/tile/0/005.p/7": hashes(0, 7),
    }
    assert files.read(Tile(0, 1234067)) == hashes(0, 256)
    assert files.read(Tile(0, 5, 7)) == hashes(0, 7)


def test_writing_again_is_no_change(tmp_path: Path) -> None:
    files = TileFiles(tmp_path)
    path = tmp_path / Tile(0, 0).path
    files.write([(Tile(0, 0), hashes(0, 256))])
    before = path.stat()
    files.write([(Tile(0, 0), hashes(0, 256)), (Tile(0, 0, 3), hashes(0, 3))])
    assert path.stat() == before
    assert list(contents(tmp_path)) == ["tile/0/000"]


@pytest.mark.parametrize("tile", [Tile(0, 0), Tile(0, 0, 3)])
def test_other_bytes_at_a_place_are_refused(tmp_path: Path, tile: Tile) -> None:
    files = TileFiles(tmp_path)
    files.write([(tile, hashes(0, tile.width))])
    before = contents(tmp_path)
    with pytest.raises(NotProven, match="other hashes") as refused:
        files.write([(tile, hashes(1, tile.width + 1))])
    assert refused.value.kind is Unproven.ALTERED
    assert contents(tmp_path) == before


def test_a_full_tile_answers_for_the_partial_ones_before_it(tmp_path: Path) -> None:
    files = TileFiles(tmp_path)
    files.write([(Tile(0, 0, 9), hashes(0, 9)), (Tile(0, 1, 40), hashes(0, 40))])
    files.write([(Tile(0, 0), hashes(0, 256))])
    assert files.read(Tile(0, 0, 9)) == hashes(0, 9)
    assert files.read(Tile(0, 0, 100)) == hashes(0, 100)
    assert files.read(Tile(0, 1, 8)) == hashes(0, 8)
    with pytest.raises(NotProven) as refused:
        files.read(Tile(0, 1, 41))
    assert refused.value.kind is Unproven.MISSING


def test_a_tile_of_a_wrong_length_is_altered(tmp_path: Path) -> None:
    files = TileFiles(tmp_path)
    files.write([(Tile(0, 0), hashes(0, 256)), (Tile(0, 1, 2), hashes(0, 2))])
    for tile in (Tile(0, 0), Tile(0, 1, 2)):
        path = tmp_path / tile.path
        path.write_bytes(path.read_bytes()[:-1])
        with pytest.raises(NotProven, match="bytes instead of") as refused:
            files.read(tile)
        assert refused.value.kind is Unproven.ALTERED
    with pytest.raises(NotProven):
        files.write([(Tile(0, 2), hashes(0, 255))])


def test_leaves_are_counted_up_to_the_first_gap(tmp_path: Path) -> None:
    files = TileFiles(tmp_path)
    assert files.leaves() == 0
    files.write([(Tile(0, n), hashes(0, 256)) for n in range(3)])
    files.write([(Tile(0, 3, 7), hashes(0, 7)), (Tile(0, 3, 12), hashes(0, 12))])
    assert files.leaves() == 3 * 256 + 12
    (tmp_path / Tile(0, 1).path).unlink()
    assert files.leaves() == 256


def test_leaves_are_counted_beyond_a_folder_of_a_thousand_tiles(tmp_path: Path) -> None:
    for index in range(1002):
        path = tmp_path / Tile(0, index).path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    assert TileFiles(tmp_path).leaves() == 1002 * 256


def test_what_a_power_cut_left_unfinished_counts_nothing_and_is_written_anew(
    tmp_path: Path,
) -> None:
    files = TileFiles(tmp_path)
    unfinished = tmp_path / "tile/0/000.unfinished"
    unfinished.parent.mkdir(parents=True)
    unfinished.write_bytes(b"half")
    partial = tmp_path / "tile/0/000.p/4.unfinished"
    partial.parent.mkdir()
    partial.write_bytes(b"half")
    assert files.leaves() == 0
    files.write([(Tile(0, 0), hashes(0, 256))])
    assert files.read(Tile(0, 0)) == hashes(0, 256)
    assert not unfinished.exists()
