"""Điểm kiểm tra: một lối viết, một nghĩa, và chỉ tin khi khóa của sổ đã ký."""

from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.ledger.merkle import EMPTY_ROOT
from services.ledger.tlog.checkpoints import (
    Checkpoint,
    open_checkpoint,
    read_checkpoint,
    sign_checkpoint,
)
from services.ledger.tlog.errors import NotProven, Unproven
from services.ledger.tlog.keys import NoteVerifier
from services.ledger.tlog.notes import read_note
from services.ledger.tlog.tiles import MOST_LEAVES
from tests.ledger.tlog.note_vectors import (
    GO_CHECKPOINTS,
    GO_KEY,
    GO_ORIGIN,
    LOG,
    NEXT_LOG,
    ORIGIN,
    SEEN,
    SOFA,
    SOFA_ORIGIN,
    SOFA_ROOT,
    SOFA_SIZE,
    STRANGER,
    WITNESS,
    go_note,
)
from tests.ledger.tlog.textbook import flipped, leaf, root_over

ROOT = root_over(0, 300)
BASE64_ROOT = b64encode(ROOT).decode()
CHECKPOINT = Checkpoint(ORIGIN, 300, ROOT)
KNOWN = (LOG.verifier, WITNESS.verifier)
LINES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)


def kind_of_refusal(data: bytes, origin: str = ORIGIN) -> Unproven:
    with pytest.raises(NotProven) as refused:
        open_checkpoint(data, origin, KNOWN)
    return refused.value.kind


def test_the_checkpoint_of_the_standard_is_read() -> None:
    checkpoint = read_checkpoint(read_note(SOFA).text)
    assert (checkpoint.origin, checkpoint.size) == (SOFA_ORIGIN, SOFA_SIZE)
    assert b64encode(checkpoint.root).decode() == SOFA_ROOT
    assert checkpoint.extensions == ()
    assert checkpoint.text().encode() == SOFA[: SOFA.index(b"\n\n") + 1]


@pytest.mark.parametrize("published", GO_CHECKPOINTS)
def test_published_checkpoints_of_go_are_opened(published: tuple[int, str, str]) -> None:
    key = NoteVerifier.read(GO_KEY)
    opened = open_checkpoint(go_note(published), GO_ORIGIN, [key])
    assert opened.checkpoint.size == published[0]
    assert [each.key for each in opened.signed] == [key]
    assert opened.cosigned == ()


@given(
    LINES,
    st.integers(1, MOST_LEAVES),
    st.binary(min_size=32, max_size=32),
    st.lists(LINES, max_size=3),
)
def test_whatever_is_written_is_read_as_it_was(
    origin: str, size: int, root: bytes, extensions: list[str]
) -> None:
    checkpoint = Checkpoint(origin, size, root, tuple(extensions))
    assert read_checkpoint(checkpoint.text()) == checkpoint


def test_an_empty_log_has_a_checkpoint() -> None:
    empty = Checkpoint(ORIGIN, 0, EMPTY_ROOT)
    assert empty.text().splitlines()[1] == "0"
    assert read_checkpoint(empty.text()) == empty
    with pytest.raises(NotProven, match="empty log"):
        Checkpoint(ORIGIN, 0, ROOT)


@pytest.mark.parametrize(
    "text",
    [
        f"{ORIGIN}\n300\n{BASE64_ROOT}",
        f"{ORIGIN}\n300\n",
        f"\n300\n{BASE64_ROOT}\n",
        f"{ORIGIN}\n\n{BASE64_ROOT}\n",
        f"{ORIGIN}\n0300\n{BASE64_ROOT}\n",
        f"{ORIGIN}\n+300\n{BASE64_ROOT}\n",
        f"{ORIGIN}\n-300\n{BASE64_ROOT}\n",
        f"{ORIGIN}\n3_00\n{BASE64_ROOT}\n",
        f"{ORIGIN}\n 300\n{BASE64_ROOT}\n",
        f"{ORIGIN}\n٣٠٠\n{BASE64_ROOT}\n",
        f"{ORIGIN}\n{MOST_LEAVES + 1}\n{BASE64_ROOT}\n",
        f"{ORIGIN}\n{'9' * 5000}\n{BASE64_ROOT}\n",
        f"{ORIGIN}\n300\n{BASE64_ROOT[:-1]}\n",
        f"{ORIGIN}\n300\n{b64encode(ROOT[:-1]).decode()}\n",
        f"{ORIGIN}\n300\n{b64encode(ROOT + ROOT[:1]).decode()}\n",
        f"{ORIGIN}\n300\n{ROOT.hex()}\n",
        f"{ORIGIN}\n300\n{BASE64_ROOT} \n",
        f"{ORIGIN}\n300\n{BASE64_ROOT}\n\n",
        f"{ORIGIN}\n300\n{BASE64_ROOT}\n\nx\n",
        f"{ORIGIN}\n300\r\n{BASE64_ROOT}\n",
    ],
)
def test_every_other_writing_is_refused(text: str) -> None:
    with pytest.raises(NotProven) as refused:
        read_checkpoint(text)
    assert refused.value.kind is Unproven.MALFORMED


def test_what_cannot_be_a_checkpoint_is_not_written() -> None:
    for origin, size, root, extensions in (
        ("", 1, ROOT, ()),
        ("a\nb", 1, ROOT, ()),
        ("a", -1, ROOT, ()),
        ("a", 1, ROOT[1:], ()),
        ("a", 1, ROOT, ("",)),
        ("a\tb", 1, ROOT, ()),
    ):
        with pytest.raises(NotProven):
            Checkpoint(origin, size, root, extensions)


def test_a_signed_checkpoint_is_opened_with_its_witnesses() -> None:
    note = sign_checkpoint(CHECKPOINT, [LOG])
    seen = note.adding(WITNESS.sign(note.text, time=SEEN))
    opened = open_checkpoint(seen.write(), ORIGIN, KNOWN)
    assert opened.checkpoint == CHECKPOINT
    assert [each.key for each in opened.signed] == [LOG.verifier]
    assert [(each.key, each.time) for each in opened.cosigned] == [(WITNESS.verifier, SEEN)]
    assert opened.note == seen


def test_while_a_key_takes_over_both_sign_and_either_is_enough() -> None:
    data = sign_checkpoint(CHECKPOINT, [LOG, NEXT_LOG]).write()
    for keys in ([LOG.verifier], [NEXT_LOG.verifier], [LOG.verifier, NEXT_LOG.verifier]):
        assert [each.key for each in open_checkpoint(data, ORIGIN, keys).signed] == keys


def test_a_checkpoint_that_only_strangers_or_witnesses_signed_is_not_believed() -> None:
    text = CHECKPOINT.text()
    witnessed = sign_checkpoint(CHECKPOINT, [STRANGER]).adding(WITNESS.sign(text, time=SEEN))
    assert kind_of_refusal(sign_checkpoint(CHECKPOINT, [STRANGER]).write()) is Unproven.KEY_UNKNOWN
    assert kind_of_refusal(witnessed.write()) is Unproven.KEY_UNKNOWN


def test_a_checkpoint_of_another_log_is_refused() -> None:
    other = sign_checkpoint(Checkpoint("other.example/log", 300, ROOT), [LOG])
    assert kind_of_refusal(other.write()) is Unproven.ALTERED


def test_a_well_signed_text_that_is_no_checkpoint_is_refused() -> None:
    note = sign_checkpoint(CHECKPOINT, [LOG])
    text = f"{ORIGIN}\nmany\n"
    assert note.text != text
    data = f"{text}\n".encode() + _line_of(text)
    assert kind_of_refusal(data) is Unproven.MALFORMED


def _line_of(text: str) -> bytes:
    signature = LOG.sign(text)
    value = b64encode(signature.key_id + signature.value).decode()
    return f"— {signature.name} {value}\n".encode()


def test_every_bit_of_a_signed_checkpoint_counts() -> None:
    data = sign_checkpoint(Checkpoint(ORIGIN, 1, leaf(0)), [LOG]).write()
    for at in range(len(data)):
        for bit in range(8):
            kind_of_refusal(flipped(data, at, 1 << bit))
