"""Tiles that are compared with the leaves of the ledger: new ones, and those of before."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from services.ledger.merkle import Tree, leaf_hash
from services.ledger.tlog.building import TreeBuilder
from services.ledger.tlog.comparing import TileComparison
from services.ledger.tlog.files import TileFiles

LEAVES = [leaf_hash(b"%d" % number) for number in range(70_000)]
BUILT = (300, 600, 66_000, 66_500)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Tiles of so many leaves, built in some steps that left partial ones."""
    builder = TreeBuilder(TileFiles(tmp_path))
    for size in BUILT:
        builder.extend(LEAVES[builder.size : size])
    return tmp_path


@cache
def root_of(size: int) -> bytes:
    tree = Tree()
    for leaf in LEAVES[:size]:
        tree.add(leaf)
    return tree.root()


def compared(
    folder: Path, start: int = 0, in_turn: Callable[[int], bool] = lambda _: True
) -> list[str]:
    root = root_of(start) if start else None
    check = TileComparison(TileFiles(folder), BUILT[-1], start, root, in_turn)
    for leaf in LEAVES[start : BUILT[-1]]:
        check.leaf(leaf)
    check.finish()
    return [str(fault) for fault in check.faults]


def edited(folder: Path, tile: str) -> None:
    path = folder / "tile" / tile
    kept = bytearray(path.read_bytes())
    kept[5] ^= 1
    path.write_bytes(kept)


@pytest.mark.parametrize("start", [0, 255, 500, 65_536, 66_100, 66_500])
def test_tiles_as_they_were_built_are_sound(folder: Path, start: int) -> None:
    assert compared(folder, start) == []


@pytest.mark.parametrize("tile", ["0/001.p/44", "1/000.p/2"])
@pytest.mark.parametrize("start", [0, 200, 66_300])
def test_a_partial_tile_that_a_wider_one_replaced_is_compared(
    folder: Path, tile: str, start: int
) -> None:
    edited(folder, tile)
    assert compared(folder, start) == [
        f"tile/{tile} holds other hashes than the ledger's facts give"
    ]


def test_of_before_they_are_compared_in_turn(folder: Path) -> None:
    edited(folder, "0/001.p/44")
    assert compared(folder, 66_300, lambda index: index % 10 == 2) == []
    assert len(compared(folder, 66_300, lambda index: index % 10 == 1)) == 1


@pytest.mark.parametrize("tile", ["0/007", "0/256", "1/000"])
@pytest.mark.parametrize("start", [66_300, 66_500])
def test_a_full_tile_of_before_is_compared_every_time(folder: Path, tile: str, start: int) -> None:
    edited(folder, tile)
    faults = compared(folder, start)
    assert f"tile/{tile} holds other hashes than the ledger's facts give" in faults, faults
    (folder / "tile" / tile).unlink()
    assert f"the tile tile/{tile} is not in its folder" in compared(folder, start)


def test_a_tile_of_before_above_others_that_is_edited_names_itself_first(folder: Path) -> None:
    edited(folder, "1/000")
    assert compared(folder, 66_300)[0].startswith("tile/1/000 holds")
