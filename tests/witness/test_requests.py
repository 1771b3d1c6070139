"""Yêu cầu gửi nhân chứng: đúng dạng của chuẩn, mọi lối viết khác bị từ chối."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.witness.requests import LARGEST_REQUEST, AddCheckpoint
from services.ledger.tlog.checkpoints import read_checkpoint
from services.ledger.tlog.errors import NotProven, Unproven
from services.ledger.tlog.tiles import MOST_LEAVES
from tests.ledger.tlog.note_vectors import SOFA, SOFA_ORIGIN, SOFA_SIZE

# The lines before the checkpoint in the example of C2SP tlog-witness.
EXAMPLE_HEAD = (
    b"old 20852014\n"
    b"PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n"
    b"jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=\n"
    b"5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=\n"
    b"/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=\n"
)
EXAMPLE = EXAMPLE_HEAD + b"\n" + SOFA
A_HASH = b"PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n"


def test_the_example_of_the_standard_is_read_and_written() -> None:
    request = AddCheckpoint.read(EXAMPLE)
    assert request.old == 20_852_014
    assert len(request.path) == 4
    checkpoint = read_checkpoint(request.note.text)
    assert (checkpoint.origin, checkpoint.size) == (SOFA_ORIGIN, SOFA_SIZE)
    assert request.write() == EXAMPLE


@given(st.integers(0, MOST_LEAVES), st.lists(st.binary(min_size=32, max_size=32), max_size=63))
def test_whatever_is_written_is_read(old: int, path: list[bytes]) -> None:
    request = AddCheckpoint(old, tuple(path), AddCheckpoint.read(EXAMPLE).note)
    assert AddCheckpoint.read(request.write()) == request


@pytest.mark.parametrize(
    "body",
    [
        b"",
        SOFA,
        b"\n\n" + SOFA,
        b"old 1\n" + SOFA,
        b"old  1\n\n" + SOFA,
        b"old 01\n\n" + SOFA,
        b"old -1\n\n" + SOFA,
        b"old +1\n\n" + SOFA,
        b"old 1 \n\n" + SOFA,
        b"Old 1\n\n" + SOFA,
        b"old 9223372036854775808\n\n" + SOFA,
        b"old 1\r\n\r\n" + SOFA,
        "old ١\n\n".encode() + SOFA,
        b"old 1\n" + A_HASH[:-2] + b"\n\n" + SOFA,
        b"old 1\nAAAA\n\n" + SOFA,
        b"old 1\n" + A_HASH * 64 + b"\n" + SOFA,
        b"old 1\n\n" + SOFA[:-1],
        b"old 1\n\n" + b"x" * LARGEST_REQUEST,
    ],
)
def test_every_other_writing_is_refused(body: bytes) -> None:
    with pytest.raises(NotProven) as refused:
        AddCheckpoint.read(body)
    assert refused.value.kind is Unproven.MALFORMED


def test_the_longest_proof_of_the_standard_is_read() -> None:
    assert len(AddCheckpoint.read(b"old 1\n" + A_HASH * 63 + b"\n" + SOFA).path) == 63
