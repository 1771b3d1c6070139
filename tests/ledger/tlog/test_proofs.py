"""Every fact and every earlier state can be proven, and nothing else can."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.ledger.merkle import EMPTY_ROOT, leaf_hash, node_hash
from services.ledger.tlog.building import TreeBuilder
from services.ledger.tlog.errors import NotProven, Unproven
from services.ledger.tlog.files import TileFiles
from services.ledger.tlog.proofs import TiledTree, verify_consistency, verify_inclusion
from services.ledger.tlog.tiles import MOST_LEAVES
from tests.ledger.test_merkle import ENTRIES, ROOTS
from tests.ledger.tlog.textbook import (
    TilesInMemory,
    built,
    flipped,
    leaf,
    path_of,
    proof_of,
    root_over,
)

LARGEST = 600
TILES = built(LARGEST)
LARGE_TILES = built(70_000)
LARGE = [65_535, 65_536, 65_537, 65_792, 65_793, 70_000]

# google/trillian, merkle/log_verifier_test.go, which count leaves from 1; here index, size, path.
INCLUSIONS = [
    (0, 1, []),
    (
        0,
        8,
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        5,
        8,
        [
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
    (
        1,
        5,
        [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
]
CONSISTENCIES = [
    (1, 1, []),
    (1, 8, INCLUSIONS[1][2]),
    (
        6,
        8,
        [
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (
        2,
        5,
        [
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
]


def published() -> TilesInMemory:
    store = TilesInMemory()
    TreeBuilder(store).extend(map(leaf_hash, ENTRIES))
    return store


def refused(check: Callable[[], None]) -> Unproven:
    with pytest.raises(NotProven) as answer:
        check()
    return answer.value.kind


@pytest.mark.parametrize(("index", "size", "path"), INCLUSIONS)
def test_published_proofs_of_inclusion_are_made_and_hold(
    index: int, size: int, path: list[str]
) -> None:
    hashes = [bytes.fromhex(each) for each in path]
    root = bytes.fromhex(ROOTS[size - 1])
    assert TiledTree(published(), size).inclusion(index) == hashes
    verify_inclusion(leaf_hash(ENTRIES[index]), index, size, hashes, root)


@pytest.mark.parametrize(("old", "new", "path"), CONSISTENCIES)
def test_published_proofs_of_consistency_are_made_and_hold(
    old: int, new: int, path: list[str]
) -> None:
    hashes = [bytes.fromhex(each) for each in path]
    roots = (bytes.fromhex(ROOTS[old - 1]), bytes.fromhex(ROOTS[new - 1]))
    assert TiledTree(published(), new).consistency(old) == hashes
    verify_consistency(old, new, hashes, *roots)


def test_the_seven_leaves_of_the_rfc_have_the_proofs_that_it_draws() -> None:
    """RFC 9162, 2.1.5: the tree of seven leaves with its nodes a to l."""
    a, b, c, d, e, f, j = (leaf(n) for n in range(7))
    g, h, i = node_hash(a, b), node_hash(c, d), node_hash(e, f)
    k, l7 = node_hash(g, h), node_hash(i, j)
    tree = TiledTree(TILES, 7)
    assert tree.root() == node_hash(k, l7)
    assert tree.inclusion(0) == [b, h, l7]
    assert tree.inclusion(3) == [c, g, l7]
    assert tree.inclusion(4) == [f, j, k]
    assert tree.inclusion(6) == [i, k]
    assert tree.consistency(3) == [c, d, g, l7]
    assert tree.consistency(4) == [l7]
    assert tree.consistency(6) == [i, j, k]


def test_all_proofs_of_small_trees_are_those_of_the_textbook_and_hold() -> None:
    for size in range(1, 66):
        tree = TiledTree(TILES, size)
        assert tree.root() == root_over(0, size)
        for index in range(size):
            path = tree.inclusion(index)
            assert path == path_of(index, 0, size)
            verify_inclusion(leaf(index), index, size, path, tree.root())
            proof = tree.consistency(index + 1)
            assert proof == proof_of(index + 1, 0, size, known=True)
            verify_consistency(index + 1, size, proof, root_over(0, index + 1), tree.root())


SIZES = st.integers(1, LARGEST)
PLACES = SIZES.flatmap(lambda size: st.tuples(st.integers(0, size - 1), st.just(size)))


@given(PLACES)
def test_every_fact_of_every_size_is_proven(place: tuple[int, int]) -> None:
    index, size = place
    tree = TiledTree(TILES, size)
    path = tree.inclusion(index)
    assert tree.leaf(index) == leaf(index)
    assert path == path_of(index, 0, size)
    verify_inclusion(leaf(index), index, size, path, root_over(0, size))


@given(PLACES)
def test_every_size_continues_every_earlier_one(place: tuple[int, int]) -> None:
    old, new = place[0] + 1, place[1]
    path = TiledTree(TILES, new).consistency(old)
    assert path == proof_of(old, 0, new, known=True)
    verify_consistency(old, new, path, root_over(0, old), root_over(0, new))


@given(PLACES, st.data())
def test_one_byte_changed_and_a_fact_is_not_proven(
    place: tuple[int, int], data: st.DataObject
) -> None:
    index, size = place
    path = TiledTree(TILES, size).inclusion(index)
    parts = changed([leaf(index), *path, root_over(0, size)], data)
    assert (
        refused(lambda: verify_inclusion(parts[0], index, size, parts[1:-1], parts[-1]))
        is Unproven.ALTERED
    )


@given(PLACES, st.data())
def test_one_byte_changed_and_no_continuation_is_proven(
    place: tuple[int, int], data: st.DataObject
) -> None:
    old, new = place[0] + 1, place[1]
    path = TiledTree(TILES, new).consistency(old)
    parts = changed([root_over(0, old), root_over(0, new), *path], data)
    assert (
        refused(lambda: verify_consistency(old, new, parts[2:], parts[0], parts[1]))
        is Unproven.ALTERED
    )


def changed(parts: Sequence[bytes], data: st.DataObject) -> list[bytes]:
    """The same hashes but for one byte of one of them."""
    which = data.draw(st.integers(0, len(parts) - 1))
    at, mask = data.draw(st.integers(0, 31)), data.draw(st.integers(1, 255))
    return [flipped(part, at, mask) if n == which else part for n, part in enumerate(parts)]


@given(PLACES, st.integers(0, LARGEST - 1))
def test_a_fact_is_not_proven_at_another_index(place: tuple[int, int], other: int) -> None:
    index, size = place
    path, root = TiledTree(TILES, size).inclusion(index), root_over(0, size)
    if other != index:
        refused(lambda: verify_inclusion(leaf(index), other, size, path, root))
        refused(lambda: verify_inclusion(leaf(other), index, size, path, root))


@given(PLACES)
def test_hashes_too_many_or_too_few_prove_nothing(place: tuple[int, int]) -> None:
    index, size = place
    tree, root = TiledTree(TILES, size), root_over(0, size)
    path = tree.inclusion(index)
    for wrong in ([*path, root], [root, *path], *([path[:-1], path[1:]] if path else [])):
        refused(partial(verify_inclusion, leaf(index), index, size, wrong, root))
    old = index + 1
    proof, before = tree.consistency(old), root_over(0, old)
    for wrong in ([*proof, root], [root, *proof], *([proof[:-1], proof[1:]] if proof else [])):
        refused(partial(verify_consistency, old, size, wrong, before, root))


def test_a_root_that_fits_the_hashes_and_not_the_size_proves_nothing() -> None:
    a, b, c, d = (leaf(n) for n in range(4))
    pair = node_hash(a, b)
    for size, path, root in ((4, [b], pair), (2, [b, c], node_hash(c, pair))):
        refused(partial(verify_inclusion, a, 0, size, path, root))
    # A proof from 2 of 4 facts that is said to be of 8, and one from 3 of 4 with a hash too many.
    whole = node_hash(pair, node_hash(c, d))
    verify_consistency(2, 4, [node_hash(c, d)], pair, whole)
    refused(partial(verify_consistency, 2, 8, [node_hash(c, d)], pair, whole))
    longer = [node_hash(a, root) for root in (node_hash(pair, c), whole)]
    refused(partial(verify_consistency, 3, 4, [c, d, pair, a], *longer))


@pytest.mark.parametrize("size", LARGE)
def test_proofs_reach_over_three_levels_of_tiles(size: int) -> None:
    tree = TiledTree(LARGE_TILES, size)
    for index in {0, 255, 256, 40_000, 65_534, size - 1}:
        path = tree.inclusion(index)
        assert path == path_of(index, 0, size)
        verify_inclusion(leaf(index), index, size, path, tree.root())
    for old in {1, 255, 256, 257, 40_000, 65_535, size - 1}:
        proof = tree.consistency(old)
        assert proof == proof_of(old, 0, size, known=True)
        verify_consistency(old, size, proof, root_over(0, old), tree.root())


def test_a_large_tree_is_read_with_a_bounded_memory() -> None:
    tree = TiledTree(LARGE_TILES, 70_000)
    for index in range(0, 70_000, 500):
        tree.inclusion(index)
    assert len(tree._rows) <= 64


def test_an_empty_log_is_continued_by_every_log() -> None:
    assert TiledTree(TilesInMemory(), 0).root() == EMPTY_ROOT
    assert TiledTree(TILES, 5).consistency(0) == TiledTree(TILES, 5).consistency(5) == []
    verify_consistency(0, 5, [], EMPTY_ROOT, root_over(0, 5))
    verify_consistency(0, 0, [], EMPTY_ROOT, EMPTY_ROOT)
    refused(lambda: verify_consistency(0, 5, [], root_over(0, 5), root_over(0, 5)))
    refused(lambda: verify_consistency(0, 5, [leaf(0)], EMPTY_ROOT, root_over(0, 5)))
    refused(lambda: verify_consistency(5, 5, [], root_over(0, 4), root_over(0, 5)))
    refused(lambda: verify_consistency(5, 5, [leaf(0)], root_over(0, 5), root_over(0, 5)))


def test_two_histories_from_one_beginning_do_not_continue_each_other() -> None:
    fork = TilesInMemory()
    TreeBuilder(fork).extend([*map(leaf, range(200)), *map(leaf, range(1000, 1100))])
    forked = TiledTree(fork, 300)
    mine = root_over(0, 250)
    refused(lambda: verify_consistency(250, 300, forked.consistency(250), mine, forked.root()))
    verify_consistency(200, 300, forked.consistency(200), root_over(0, 200), forked.root())


def test_what_cannot_be_asked_is_refused() -> None:
    tree, root = TiledTree(TILES, 5), root_over(0, 5)
    short = leaf(0)[:-1]
    for check in (
        lambda: verify_inclusion(leaf(5), 5, 5, [], root),
        lambda: verify_inclusion(leaf(0), -1, 5, [], root),
        lambda: verify_inclusion(leaf(0), 0, 0, [], EMPTY_ROOT),
        lambda: verify_inclusion(leaf(0), 0, MOST_LEAVES + 1, [], root),
        lambda: verify_inclusion(short, 0, 1, [], short),
        lambda: verify_inclusion(leaf(0), 0, 5, [leaf(1)] * 65, root),
        lambda: verify_consistency(6, 5, [], root, root),
        lambda: verify_consistency(-1, 5, [], root, root),
        lambda: verify_consistency(1, 2, [short], root, root),
    ):
        assert refused(check) is Unproven.MALFORMED
    for question in (tree.inclusion, tree.leaf):
        for index in (-1, 5):
            with pytest.raises(NotProven):
                question(index)
    for old in (-1, 6):
        with pytest.raises(NotProven):
            tree.consistency(old)
    with pytest.raises(NotProven):
        TiledTree(TILES, -1)


def test_an_edited_tile_gives_another_root(tmp_path: Path) -> None:
    files = TileFiles(tmp_path)
    TreeBuilder(files).extend(map(leaf, range(300)))
    path = tmp_path / "tile/0/001.p/44"
    path.write_bytes(flipped(path.read_bytes(), 40, 1))
    tree = TiledTree(files, 300)
    assert tree.root() != root_over(0, 300)
    refused(lambda: verify_inclusion(leaf(0), 0, 300, tree.inclusion(0), root_over(0, 300)))
