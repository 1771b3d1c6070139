"""A proof is one small file: written in one way, checked anywhere, worthless when changed."""

from base64 import b64encode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.ledger.merkle import EMPTY_ROOT
from services.ledger.tlog.checkpoints import Checkpoint, sign_checkpoint
from services.ledger.tlog.errors import NotProven, Unproven
from services.ledger.tlog.notes import SignedNote
from services.ledger.tlog.proof_files import ConsistencyFile, InclusionFile
from services.ledger.tlog.proofs import TiledTree
from tests.ledger.tlog.note_vectors import LOG, NEXT_LOG, ORIGIN, SEEN, STRANGER, WITNESS
from tests.ledger.tlog.textbook import built, flipped, leaf, root_over

LARGEST = 600
TILES = built(LARGEST)
KEYS = (LOG.verifier, WITNESS.verifier)
SIZES = st.integers(1, LARGEST)
PLACES = SIZES.flatmap(lambda size: st.tuples(st.integers(0, size - 1), st.just(size)))


def signed(size: int) -> SignedNote:
    return sign_checkpoint(Checkpoint(ORIGIN, size, root_over(0, size)), [LOG])


def inclusion(index: int, size: int, extra: bytes | None = None) -> InclusionFile:
    path = tuple(TiledTree(TILES, size).inclusion(index))
    return InclusionFile(index, path, signed(size), extra)


def consistency(old: int, new: int) -> ConsistencyFile:
    path = tuple(TiledTree(TILES, new).consistency(old))
    return ConsistencyFile(path, signed(old), signed(new))


def lines_of(hashes: tuple[bytes, ...]) -> str:
    return "".join(f"{b64encode(each).decode()}\n" for each in hashes)


def test_the_file_of_a_fact_is_that_of_the_standard() -> None:
    proof = inclusion(5, 8)
    head = f"c2sp.org/tlog-proof@v1\nindex 5\n{lines_of(proof.path)}\n"
    assert proof.write() == head.encode() + signed(8).write()
    with_extra = inclusion(5, 8, b"case 7").write()
    assert with_extra.split(b"\n")[1] == b"extra " + b64encode(b"case 7")
    alone = inclusion(0, 1).write()
    assert alone == b"c2sp.org/tlog-proof@v1\nindex 0\n\n" + signed(1).write()


def test_the_file_of_a_continuation_is_as_documented() -> None:
    proof = consistency(5, 8)
    head = f"dondoc/tlog-consistency@v1\n{lines_of(proof.path)}\n"
    assert proof.write() == head.encode() + signed(5).write() + b"\n" + signed(8).write()
    assert consistency(8, 8).write() == (
        b"dondoc/tlog-consistency@v1\n\n" + signed(8).write() + b"\n" + signed(8).write()
    )


@settings(deadline=None)
@given(PLACES, st.none() | st.binary(max_size=50))
def test_every_fact_is_proven_by_its_file(place: tuple[int, int], extra: bytes | None) -> None:
    index, size = place
    proof = InclusionFile.read(inclusion(index, size, extra).write())
    assert proof == inclusion(index, size, extra)
    opened = proof.verify(leaf(index), ORIGIN, KEYS)
    assert opened.checkpoint == Checkpoint(ORIGIN, size, root_over(0, size))
    with pytest.raises(NotProven, match="not the one at index"):
        proof.verify(leaf(LARGEST), ORIGIN, KEYS)


@settings(deadline=None)
@given(PLACES)
def test_every_continuation_is_proven_by_its_file(place: tuple[int, int]) -> None:
    old, new = place[0] + 1, place[1]
    proof = ConsistencyFile.read(consistency(old, new).write())
    assert proof == consistency(old, new)
    earlier, later = proof.verify(ORIGIN, KEYS)
    assert (earlier.checkpoint.size, later.checkpoint.size) == (old, new)


def test_a_log_that_was_empty_is_continued() -> None:
    empty = sign_checkpoint(Checkpoint(ORIGIN, 0, EMPTY_ROOT), [LOG])
    proof = ConsistencyFile((), empty, signed(9))
    earlier, later = ConsistencyFile.read(proof.write()).verify(ORIGIN, KEYS)
    assert (earlier.checkpoint.size, later.checkpoint.size) == (0, 9)


def test_the_proof_of_a_fact_in_ten_million_is_small() -> None:
    path = tuple(leaf(n) for n in range(24))
    assert len(InclusionFile(9_999_999, path, signed(600)).write()) <= 1600


def test_the_witnesses_of_a_proof_are_named() -> None:
    note = signed(8).adding(WITNESS.sign(signed(8).text, time=SEEN))
    proof = InclusionFile(5, inclusion(5, 8).path, note)
    opened = InclusionFile.read(proof.write()).verify(leaf(5), ORIGIN, KEYS)
    assert [(each.key, each.time) for each in opened.cosigned] == [(WITNESS.verifier, SEEN)]


def test_a_proof_by_the_key_before_still_holds_when_both_are_known() -> None:
    later = sign_checkpoint(Checkpoint(ORIGIN, 8, root_over(0, 8)), [NEXT_LOG])
    proof = ConsistencyFile(consistency(5, 8).path, signed(5), later)
    proof.verify(ORIGIN, [LOG.verifier, NEXT_LOG.verifier])
    with pytest.raises(NotProven) as refused:
        proof.verify(ORIGIN, [NEXT_LOG.verifier])
    assert refused.value.kind is Unproven.KEY_UNKNOWN


def test_a_whole_log_of_a_stolen_name_is_not_believed() -> None:
    forged = sign_checkpoint(Checkpoint(ORIGIN, 1, leaf(7)), [STRANGER])
    with pytest.raises(NotProven) as refused:
        InclusionFile(0, (), forged).verify(leaf(7), ORIGIN, KEYS)
    assert refused.value.kind is Unproven.KEY_UNKNOWN


def test_two_histories_that_the_log_signed_are_named() -> None:
    fork = sign_checkpoint(Checkpoint(ORIGIN, 8, root_over(1, 9)), [LOG])
    with pytest.raises(NotProven, match="does not continue") as refused:
        ConsistencyFile(consistency(5, 8).path, signed(5), fork).verify(ORIGIN, KEYS)
    assert refused.value.kind is Unproven.ALTERED
    with pytest.raises(NotProven, match="log of 5 facts does not continue one of 8"):
        ConsistencyFile((), signed(8), signed(5)).verify(ORIGIN, KEYS)


@pytest.mark.parametrize(("index", "size"), [(0, 1), (5, 8), (299, 300)])
def test_no_byte_of_a_file_of_a_fact_can_be_changed(index: int, size: int) -> None:
    data = inclusion(index, size).write()
    for at in range(len(data)):
        for mask in (0x01, 0x20, 0x80):
            with pytest.raises(NotProven):
                InclusionFile.read(flipped(data, at, mask)).verify(leaf(index), ORIGIN, KEYS)


@pytest.mark.parametrize(("old", "new"), [(5, 8), (8, 8), (255, 300)])
def test_no_byte_of_a_file_of_a_continuation_can_be_changed(old: int, new: int) -> None:
    data = consistency(old, new).write()
    for at in range(len(data)):
        for mask in (0x01, 0x20, 0x80):
            with pytest.raises(NotProven):
                ConsistencyFile.read(flipped(data, at, mask)).verify(ORIGIN, KEYS)


HASH = b64encode(leaf(0)).decode()


@pytest.mark.parametrize(
    "head",
    [
        "",
        "c2sp.org/tlog-proof@v2\nindex 5\n",
        "c2sp.org/tlog-proof@v1\n",
        "c2sp.org/tlog-proof@v1\nindex\n",
        "c2sp.org/tlog-proof@v1\nindex 05\n",
        "c2sp.org/tlog-proof@v1\nindex -5\n",
        "c2sp.org/tlog-proof@v1\nindex 5 \n",
        "c2sp.org/tlog-proof@v1\nindex 9999999999999999999\n",
        "c2sp.org/tlog-proof@v1\nindex 5\nindex 5\n",
        "c2sp.org/tlog-proof@v1\nindex 5\nextra AAAA\n",
        "c2sp.org/tlog-proof@v1\nextra AAAA\nextra AAAA\nindex 5\n",
        "c2sp.org/tlog-proof@v1\nextra !!\nindex 5\n",
        f"c2sp.org/tlog-proof@v1\nindex 5\n{HASH[:-4]}\n",
        f"c2sp.org/tlog-proof@v1\nindex 5\n{HASH}{HASH}\n",
        f"c2sp.org/tlog-proof@v1\nindex 5\n {HASH}\n",
        "c2sp.org/tlog-proof@v1\nindex 5\nḣ\n",
        f"c2sp.org/tlog-proof@v1\r\nindex 5\n{HASH}\n",
        f"c2sp.org/tlog-proof@v1\nindex 5\n{(HASH + chr(10)) * 65}",
        f"c2sp.org/tlog-proof@v1\nextra {'A' * 100_000}\nindex 5\n",
    ],
)
def test_every_other_head_of_a_file_is_refused(head: str) -> None:
    with pytest.raises(NotProven) as refused:
        InclusionFile.read(f"{head}\n".encode() + signed(8).write())
    assert refused.value.kind is Unproven.MALFORMED


def test_a_file_without_its_checkpoints_or_with_more_is_refused() -> None:
    whole, both = inclusion(5, 8).write(), consistency(5, 8).write()
    for data in (b"", whole[: whole.index(b"\n\n")], whole + b"\n", whole + b"\nx\n", whole[1:]):
        with pytest.raises(NotProven):
            InclusionFile.read(data)
    for data in (b"", whole, both + b"\n", both + b"\n" + signed(8).write(), both[:-1]):
        with pytest.raises(NotProven):
            ConsistencyFile.read(data)
    for kind in (InclusionFile, ConsistencyFile):
        with pytest.raises(NotProven, match="no more than"):
            kind.read(bytes(2_000_000))


def test_the_example_of_the_standard_is_shortened_and_so_no_proof() -> None:
    """C2SP tlog-proof.md prints its signatures with `[...]`: it can only be refused."""
    example = (
        "c2sp.org/tlog-proof@v1\n"
        "index 73894\n"
        "gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=\n"
        "\n"
        "example.com/fancylog\n"
        "109482\n"
        "sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=\n"
        "\n"
        "— example.com/fancylog hI2DJw[...]1roloI=\n"
    )
    with pytest.raises(NotProven, match=r"signature of example\.com/fancylog"):
        InclusionFile.read(example.encode())
