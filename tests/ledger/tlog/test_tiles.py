"""A tree is cut into the tiles of C2SP tlog-tiles, and each has the path of the standard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.ledger.merkle import EMPTY_ROOT, node_hash, parents
from services.ledger.tlog.errors import NotProven, Unproven
from services.ledger.tlog.tiles import (
    MOST_LEAVES,
    WIDTH,
    Tile,
    new_tiles,
    tile_at,
    tile_root,
    tiles_of,
)
from tests.ledger.tlog.textbook import leaf, leaves, root_over

SIZES = st.integers(0, 200_000)
TILES = st.builds(Tile, st.integers(0, 63), st.integers(0, MOST_LEAVES), st.integers(1, WIDTH))


def widths(size: int) -> dict[tuple[int, int], int]:
    """The definition: of level l there are floor(s / 256**l) hashes, 256 in each tile."""
    return {
        (level, index): min(WIDTH, size // WIDTH**level - index * WIDTH)
        for level in range(8)
        for index in range(-(-(size // WIDTH**level) // WIDTH))
    }


@pytest.mark.parametrize(
    ("tile", "path"),
    [
        (Tile(0, 1234067), "tile/0/x001/x234/067"),
        (Tile(0, 1234067, 112), "tile/0/x001/x234/067.p/112"),
        (Tile(0, 0), "tile/0/000"),
        (Tile(2, 0, 1), "tile/2/000.p/1"),
        (Tile(63, 999), "tile/63/999"),
        (Tile(1, 1000, 255), "tile/1/x001/000.p/255"),
    ],
)
def test_the_paths_are_those_of_the_standard(tile: Tile, path: str) -> None:
    assert tile.path == path
    assert tile_at(path) == tile


@given(TILES)
def test_a_path_names_one_tile(tile: Tile) -> None:
    assert tile_at(tile.path) == tile


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/0",
        "tile/00/000",
        "tile/64/000",
        "tile/0/x000/001",
        "tile/0/001/002",
        "tile/0/x001/x002",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/012",
        "tile/0/000.p/",
        "tile/entries/000",
        "/tile/0/000",
        "tile/0/../000",
        "tile/0/000\n",
        "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
        "tile/0/٠٠٠",
    ],
)
def test_every_other_path_is_refused(path: str) -> None:
    with pytest.raises(NotProven) as refused:
        tile_at(path)
    assert refused.value.kind is Unproven.MALFORMED


def test_the_example_of_the_standard_has_its_tiles() -> None:
    tiles = list(tiles_of(70_000))
    full = [tile for tile in tiles if tile.full]
    assert [len([tile for tile in full if tile.level == level]) for level in (0, 1, 2)] == [
        273,
        1,
        0,
    ]
    assert [tile for tile in tiles if not tile.full] == [
        Tile(0, 273, 112),
        Tile(1, 1, 17),
        Tile(2, 0, 1),
    ]
    assert list(tiles_of(256)) == [Tile(0, 0), Tile(1, 0, 1)]
    assert list(tiles_of(0)) == []


@given(SIZES)
def test_a_tree_consists_of_the_tiles_of_the_definition(size: int) -> None:
    tiles = list(tiles_of(size))
    assert {(tile.level, tile.index): tile.width for tile in tiles} == widths(size)
    assert len(tiles) == len(widths(size))


@given(SIZES, SIZES)
def test_between_two_sizes_exactly_the_missing_tiles_are_new(one_size: int, other: int) -> None:
    old, new = sorted((one_size, other))
    assert set(new_tiles(old, new)) == set(tiles_of(new)) - set(tiles_of(old))


@pytest.mark.parametrize(("old", "new"), [(5, 4), (-1, 4), (0, MOST_LEAVES + 1)])
def test_a_tree_never_shrinks(old: int, new: int) -> None:
    with pytest.raises(NotProven):
        list(new_tiles(old, new))


def test_a_tile_that_cannot_be_is_refused() -> None:
    for level, index, width in ((64, 0, 1), (-1, 0, 1), (0, -1, 1), (0, 0, 0), (0, 0, 257)):
        with pytest.raises(NotProven):
            Tile(level, index, width)


@pytest.mark.parametrize("width", [1, 2, 3, 127, 128, 129, 255, 256])
def test_the_root_of_a_tile_is_that_of_the_rfc(width: int) -> None:
    assert tile_root(b"".join(leaves(0, width))) == root_over(0, width)


def test_a_row_of_parents_is_each_pairs_node() -> None:
    assert parents(b"".join(leaves(0, 4))) == node_hash(leaf(0), leaf(1)) + node_hash(
        leaf(2), leaf(3)
    )
    assert parents(b"") == b""
    assert root_over(0, 0) == EMPTY_ROOT


def test_a_narrow_tile_is_the_beginning_of_a_wide_one() -> None:
    hashes = b"".join(leaves(0, 10))
    assert Tile(0, 0, 3).cut(hashes) == b"".join(leaves(0, 3))
    with pytest.raises(NotProven):
        Tile(0, 0, 11).cut(hashes)
    with pytest.raises(NotProven):
        Tile(0, 0, 3).cut(hashes[:-1])
