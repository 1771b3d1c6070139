"""The provable tree over made-up leaves, without a database: how it grows, how a fact is proven.

Proofs are made as a reader of the page gets them: out of the files, with nothing remembered of
the one before. Beside it, where it is installed, the same tree in memory by pymerkle.
"""

import importlib
import importlib.util
import random
import time
from itertools import islice
from pathlib import Path
from typing import Any, Final

from services.ledger.merkle import Tree, leaf_hash
from services.ledger.tlog.building import TreeBuilder
from services.ledger.tlog.files import TileFiles
from services.ledger.tlog.proofs import TiledTree, verify_inclusion
from services.ledger.tlog.tiles import Tile

LEAVES: Final = 1_000_000
PEER_LEAVES: Final = 50_000
_PROOFS: Final = 2000
_WANTED_MS: Final = (1.5, 6.0)  # in the middle and at 99 %, of ten million
_PEER: Final = "pymerkle"
Figures = dict[str, float]


def measure_tree(folder: Path, leaves: int = LEAVES, peer_leaves: int = PEER_LEAVES) -> Figures:
    """How fast the tree grows, how long a proof takes, and the peer's figures where it is."""
    folder.mkdir(parents=True)
    files = TileFiles(folder)
    builder, begun = TreeBuilder(files), time.perf_counter()
    builder.extend(leaf_hash(_fact(number)) for number in range(leaves))
    spent = time.perf_counter() - begun
    proofs = sorted(_proofs(files, leaves, builder.root()))
    return {
        "leaves": float(leaves),
        "leaves_per_second": leaves / spent,
        "proof_ms": 1000 * proofs[len(proofs) // 2],
        "proof_p99_ms": 1000 * proofs[len(proofs) * 99 // 100],
        **_beside_peer(peer_leaves),
    }


def lines(figures: Figures) -> list[str]:
    """The figures as a person reads them."""
    middle, slow = _WANTED_MS
    said = [
        (
            f"tree     {figures['leaves']:.0f} leaves: {figures['leaves_per_second']:.0f}/s "
            f"on the disk; a proof {figures['proof_ms']:.2f} ms median, "
            f"{figures['proof_p99_ms']:.2f} ms at 99 % "
            f"(wanted of 10000000: {middle} and {slow:.0f})"
        )
    ]
    if "peer_leaves_per_second" in figures:
        said.append(
            f"         {figures['peer_leaves']:.0f} leaves in memory: "
            f"{figures['own_leaves_per_second']:.0f}/s and {figures['own_proofs_per_second']:.0f} "
            f"proofs/s beside {_PEER} {figures['peer_leaves_per_second']:.0f}/s and "
            f"{figures['peer_proofs_per_second']:.0f} = {figures['peer_ratio']:.1f} and "
            f"{figures['peer_proof_ratio']:.1f} times"
        )
    else:
        said.append(f"         {_PEER} is not installed here: `make bench` brings it")
    return said


def _fact(number: int) -> bytes:
    return f"sự kiện {number}".encode()


def _proofs(files: TileFiles, leaves: int, root: bytes) -> list[float]:
    """The seconds of many proofs, each of which holds."""
    drawn, seconds = random.Random(leaves), []  # noqa: S311  (which facts are asked for)
    for _ in range(min(_PROOFS, leaves)):
        index, begun = drawn.randrange(leaves), time.perf_counter()
        path = TiledTree(files, leaves).inclusion(index)
        seconds.append(time.perf_counter() - begun)
        verify_inclusion(leaf_hash(_fact(index)), index, leaves, path, root)
    return seconds


class _MemoryTiles:
    """Tiles in memory, as the peer keeps its tree."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, int], bytes] = {}

    def read(self, tile: Tile) -> bytes:
        return tile.cut(self._kept[tile.level, tile.index])

    def write(self, tiles: list[tuple[Tile, bytes]]) -> None:
        for tile, hashes in tiles:
            self._kept[tile.level, tile.index] = hashes

    def leaves(self) -> int:
        return 0  # nothing is ever opened anew


def _beside_peer(leaves: int) -> Figures:
    if importlib.util.find_spec(_PEER) is None:
        return {}
    peer: Any = importlib.import_module(_PEER).InmemoryTree(algorithm="sha256")
    store, facts = _MemoryTiles(), [_fact(number) for number in range(leaves)]
    asked = random.Random(leaves).sample(range(leaves), min(_PROOFS, leaves))  # noqa: S311  (as above)
    moments = [time.perf_counter()]
    builder = TreeBuilder(store)
    builder.extend(map(leaf_hash, facts))
    moments.append(time.perf_counter())
    for fact in facts:
        peer.append_entry(fact)
    moments.append(time.perf_counter())
    tree = TiledTree(store, leaves)
    for index in asked:
        tree.inclusion(index)
    moments.append(time.perf_counter())
    for index in asked:
        peer.prove_inclusion(index + 1)
    moments.append(time.perf_counter())
    if not peer.get_root() == builder.root() == _root(facts):
        raise RuntimeError("the two trees over the same facts differ")
    own, other, own_proofs, other_proofs = (
        end - begun for begun, end in zip(moments, islice(moments, 1, None), strict=False)
    )
    return {
        "peer_leaves": float(leaves),
        "own_leaves_per_second": leaves / own,
        "peer_leaves_per_second": leaves / other,
        "peer_ratio": other / own,
        "own_proofs_per_second": len(asked) / own_proofs,
        "peer_proofs_per_second": len(asked) / other_proofs,
        "peer_proof_ratio": other_proofs / own_proofs,
    }


def _root(facts: list[bytes]) -> bytes:
    tree = Tree()
    for fact in facts:
        tree.add(leaf_hash(fact))
    return tree.root()
