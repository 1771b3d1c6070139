"""The tree grows behind the ledger: gapless, in any batches, and goes on wherever it stopped."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.ledger.merkle import EMPTY_ROOT, Tree
from services.ledger.tlog.building import BATCH, TreeBuilder
from services.ledger.tlog.errors import NotProven, Unproven
from services.ledger.tlog.files import TileFiles
from services.ledger.tlog.proofs import TiledTree
from services.ledger.tlog.tiles import Tile, new_tiles, tiles_of
from tests.ledger.tlog.textbook import TilesInMemory, built, grown_root, leaves, open_tiles

STEPS = st.lists(st.integers(1, 300), min_size=1, max_size=6)
AROUND_FULL_TILES = [1, 2, 255, 256, 257, 511, 512, 513]


def totals(steps: list[int]) -> list[int]:
    return [sum(steps[: n + 1]) for n in range(len(steps))]


@given(STEPS)
def test_in_any_batches_the_same_tree_comes_out(steps: list[int]) -> None:
    sizes = totals(steps)
    store = built(*sizes)
    last = {tile.path: store.read(tile) for tile in tiles_of(sizes[-1])}
    at_once = built(sizes[-1])
    assert last == {tile.path: at_once.read(tile) for tile in tiles_of(sizes[-1])}
    # Every tile that a tree of a size between consisted of is still there, and nothing else.
    assert set(store.kept) == {tile.path for size in sizes for tile in tiles_of(size)}


@given(STEPS)
def test_the_root_at_each_size_is_that_of_the_ledgers_verify(steps: list[int]) -> None:
    builder = TreeBuilder(TilesInMemory())
    assert builder.root() == EMPTY_ROOT
    for size in totals(steps):
        builder.extend(leaves(builder.size, size))
        assert builder.size == size
        assert builder.root() == grown_root(size)


@given(STEPS)
def test_a_new_run_goes_on_where_the_files_end(steps: list[int]) -> None:
    store = TilesInMemory()
    for size in totals(steps):
        builder = TreeBuilder(store)
        builder.extend(leaves(builder.size, size))
    again = TreeBuilder(store)
    assert (again.size, again.root()) == (size, grown_root(size))
    assert store.kept == built(*totals(steps)).kept


@given(st.integers(1, 1500), st.integers(1, 1500))
def test_only_the_tiles_that_are_new_are_written(first: int, more: int) -> None:
    store = built(first)
    store.handed.clear()
    TreeBuilder(store).extend(leaves(first, first + more))
    assert store.handed == list(new_tiles(first, first + more))


def test_a_long_stretch_leaves_few_partial_tiles_on_its_way() -> None:
    stretch = 2 * BATCH + 5
    assert set(built(10, stretch).kept) == {
        tile.path for size in (10, BATCH, 2 * BATCH, stretch) for tile in tiles_of(size)
    }


def test_nothing_new_changes_nothing() -> None:
    store = built(300)
    before = dict(store.kept)
    builder = TreeBuilder(store)
    builder.extend([])
    assert (store.kept, builder.size, builder.root()) == (before, 300, grown_root(300))


@pytest.mark.parametrize("size", AROUND_FULL_TILES)
def test_around_a_full_tile_files_hold_the_tree(tmp_path: Path, size: int) -> None:
    builder = TreeBuilder(TileFiles(tmp_path))
    builder.extend(iter(leaves(0, size)))
    kept = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert kept == {tile.path for tile in tiles_of(size)}
    resumed = TreeBuilder(TileFiles(tmp_path))
    assert (resumed.size, resumed.root()) == (size, builder.root()) == (size, grown_root(size))


def test_a_large_tree_has_the_roots_of_every_size_on_its_way() -> None:
    store, tree = built(BATCH - 1, BATCH, BATCH + 1, 70_000), Tree()
    checked = {255, 256, 257, BATCH - 1, BATCH, BATCH + 1, BATCH + 257, 70_000}
    for each in leaves(0, 70_000):
        tree.add(each)
        if tree.size in checked:
            assert TiledTree(store, tree.size).root() == tree.root()
    assert TreeBuilder(store).root() == tree.root()
    assert [store.read(tile) for tile in open_tiles(70_000)] == [
        built(70_000).read(tile) for tile in open_tiles(70_000)
    ]


class _PowerCut(Exception):
    """The machine is gone."""


@contextmanager
def power_cut_after(files: int) -> Iterator[None]:
    """So many files get their names, in the order in which they are given them, and no more."""
    give_name, left = Path.replace, files

    def replace(unfinished: Path, path: Path) -> Path:
        nonlocal left
        if not left:
            raise _PowerCut
        left -= 1
        return give_name(unfinished, path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "replace", replace)
        yield


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 9), st.integers(1, 520), st.integers(1, 520))
def test_a_power_cut_leaves_a_tree_to_go_on_with(
    tmp_path_factory: pytest.TempPathFactory, left: int, first: int, more: int
) -> None:
    folder = tmp_path_factory.mktemp("tiles")
    builder = TreeBuilder(TileFiles(folder))
    with power_cut_after(left), suppress(_PowerCut):
        builder.extend(leaves(0, first))
        builder.extend(leaves(first, first + more))
    resumed = TreeBuilder(TileFiles(folder))
    assert resumed.root() == grown_root(resumed.size)
    resumed.extend(leaves(resumed.size, first + more))
    assert resumed.root() == grown_root(first + more)
    assert TiledTree(TileFiles(folder), first + more).root() == resumed.root()


def test_a_failed_write_leaves_the_builder_as_it_was(tmp_path: Path) -> None:
    builder = TreeBuilder(TileFiles(tmp_path))
    builder.extend(leaves(0, 5))
    with power_cut_after(0), pytest.raises(_PowerCut):
        builder.extend(leaves(5, 9))
    assert (builder.size, builder.root()) == (5, grown_root(5))
    builder.extend(leaves(5, 9))
    assert builder.root() == grown_root(9)


def test_leaves_of_another_history_are_refused(tmp_path: Path) -> None:
    TreeBuilder(TileFiles(tmp_path)).extend(leaves(0, 600))
    (tmp_path / Tile(0, 0).path).unlink()
    builder = TreeBuilder(TileFiles(tmp_path))
    assert builder.size == 0
    with pytest.raises(NotProven, match="kept with other hashes") as refused:
        builder.extend(leaves(1, 601))
    assert refused.value.kind is Unproven.ALTERED
    builder.extend(leaves(0, 600))
    assert builder.root() == grown_root(600)


def test_what_is_no_hash_is_no_leaf() -> None:
    store = TilesInMemory()
    with pytest.raises(NotProven, match="no SHA-256"):
        TreeBuilder(store).extend([b"short"])
    assert store.kept == {}


def test_a_tile_that_is_gone_above_the_leaves_is_named(tmp_path: Path) -> None:
    TreeBuilder(TileFiles(tmp_path)).extend(leaves(0, 600))
    (tmp_path / Tile(1, 0, 2).path).unlink()
    with pytest.raises(NotProven, match=r"tile/1/000\.p/2 is not in its folder") as refused:
        TreeBuilder(TileFiles(tmp_path))
    assert refused.value.kind is Unproven.MISSING
