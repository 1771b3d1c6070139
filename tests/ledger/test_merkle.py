"""The tree is that of RFC 6962: checked with the vectors of Certificate Transparency."""

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from services.ledger.merkle import EMPTY_ROOT, Tree, leaf_hash, node_hash

# google/certificate-transparency, merkle tree test data: the entries and the roots after each.
ENTRIES = [
    bytes.fromhex(entry)
    for entry in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def textbook_root(records: list[bytes]) -> bytes:
    """The recursive definition of RFC 6962, section 2.1, word by word."""
    if not records:
        return sha256(b"").digest()
    if len(records) == 1:
        return sha256(b"\x00" + records[0]).digest()
    split = 1 << ((len(records) - 1).bit_length() - 1)
    left, right = textbook_root(records[:split]), textbook_root(records[split:])
    return sha256(b"\x01" + left + right).digest()


def test_the_published_roots_come_out() -> None:
    tree = Tree()
    assert tree.root() == EMPTY_ROOT
    for entry, root in zip(ENTRIES, ROOTS, strict=True):
        tree.add(leaf_hash(entry))
        assert tree.root().hex() == root


def test_a_leaf_can_never_be_taken_for_a_node() -> None:
    left, right = leaf_hash(b"a"), leaf_hash(b"b")
    assert leaf_hash(left + right) != node_hash(left, right)


@given(st.lists(st.binary(max_size=8), max_size=70))
def test_growing_leaf_by_leaf_is_the_recursive_definition(records: list[bytes]) -> None:
    tree = Tree()
    for record in records:
        tree.add(leaf_hash(record))
    assert tree.root() == textbook_root(records)
    assert tree.size == len(records)
