"""A note is believed only where a known key signed it, and written and read in one way only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.ledger.tlog.errors import NotProven, Unproven
from services.ledger.tlog.keys import KeyKind, NoteSignature, NoteSigner, NoteVerifier
from services.ledger.tlog.notes import (
    LARGEST,
    MOST_SIGNATURES,
    SignedNote,
    read_note,
    verified,
)
from tests.ledger.tlog.note_vectors import (
    GO_CHECKPOINTS,
    GO_KEY,
    GO_ORIGIN,
    LOG,
    NEXT_LOG,
    PETER_KEY,
    PETER_LINE,
    PETER_SECRET,
    PETER_TEXT,
    POEM,
    SEEN,
    SOFA,
    SOFA_ORIGIN,
    SOFA_ROOT,
    SOFA_SEEN,
    SOFA_SIZE,
    SOFA_VALUE,
    STRANGER,
    WITNESS,
    go_note,
)
from tests.ledger.tlog.textbook import flipped

TEXT = "Phường đã nhận.\n\nDòng sau dòng trống.\n"
PETER = f"{PETER_TEXT}\n{PETER_LINE}".encode()


def note(*signers: NoteSigner) -> SignedNote:
    return SignedNote(
        TEXT,
        tuple(s.sign(TEXT, time=SEEN if s.kind is KeyKind.COSIGNATURE else None) for s in signers),
    )


def kind_of_refusal(data: bytes, *keys: NoteVerifier) -> Unproven:
    with pytest.raises(NotProven) as refused:
        verified(read_note(data), keys)
    return refused.value.kind


def test_a_published_note_is_verified_and_written_byte_for_byte() -> None:
    read = read_note(PETER)
    assert read.text == PETER_TEXT
    assert [each.key.name for each in verified(read, [NoteVerifier.read(PETER_KEY)])] == [
        "PeterNeumann"
    ]
    again = SignedNote(PETER_TEXT, (NoteSigner.read_secret(PETER_SECRET).sign(PETER_TEXT),))
    assert again.write() == read.write() == PETER


@pytest.mark.parametrize("checkpoint", GO_CHECKPOINTS)
def test_published_checkpoints_of_go_are_verified(checkpoint: tuple[int, str, str]) -> None:
    key = NoteVerifier.read(GO_KEY)
    data = go_note(checkpoint)
    assert [each.key for each in verified(read_note(data), [key])] == [key]
    wrong = data.replace(str(checkpoint[0]).encode(), str(checkpoint[0] + 1).encode())
    assert kind_of_refusal(wrong, key) is Unproven.ALTERED


def test_the_poem_of_the_standard_is_read_with_its_empty_line() -> None:
    read = read_note(POEM)
    assert read.text.endswith("sole:\n\ned è subito sera.\n")
    assert [(each.name, len(each.value)) for each in read.signatures] == [
        ("quasimodo.example/salvatore", 64)
    ]
    assert read.write() == POEM


def test_the_checkpoint_of_the_standard_is_read_with_its_witness() -> None:
    read = read_note(SOFA)
    own, witness = read.signatures
    assert (own.name, len(own.value)) == (SOFA_ORIGIN, 64)
    assert (witness.name, len(witness.value)) == ("witness.example.com/w1", 8 + 64)
    assert int.from_bytes(witness.value[:8]) == SOFA_SEEN
    assert read.write() == SOFA


def test_the_signature_of_that_example_is_gos_under_another_name() -> None:
    go = NoteVerifier.read(GO_KEY)
    assert read_note(SOFA).signatures[0].key_id == go.key_id
    assert verified(read_note(go_note((SOFA_SIZE, SOFA_ROOT, SOFA_VALUE))), [go])
    # With the text of the example it is the signature of nobody.
    renamed = SOFA.replace(f"— {SOFA_ORIGIN}".encode(), "— sum.golang.org".encode())
    assert GO_ORIGIN.encode() not in renamed
    assert kind_of_refusal(renamed, go) is Unproven.ALTERED


def test_all_signatures_of_known_keys_are_named_and_others_passed_over() -> None:
    read = read_note(note(STRANGER, LOG, WITNESS, NEXT_LOG).write())
    known = [WITNESS.verifier, LOG.verifier]
    assert [(each.key, each.time) for each in verified(read, known)] == [
        (LOG.verifier, None),
        (WITNESS.verifier, SEEN),
    ]


def test_a_note_of_strangers_is_not_believed() -> None:
    data = note(STRANGER, NEXT_LOG).write()
    assert kind_of_refusal(data, LOG.verifier, WITNESS.verifier) is Unproven.KEY_UNKNOWN
    assert kind_of_refusal(data) is Unproven.KEY_UNKNOWN


def test_a_wrong_signature_of_a_known_key_refuses_the_whole() -> None:
    good = note(LOG, WITNESS)
    own, witness = good.signatures
    for wrong in (
        (NoteSignature(own.name, own.key_id, STRANGER.sign(TEXT).value), witness),
        (own, NoteSignature(witness.name, witness.key_id, flipped(witness.value, 7, 1))),
        (own, NoteSignature(own.name, own.key_id, bytes(64))),
    ):
        data = SignedNote(TEXT, wrong).write()
        assert kind_of_refusal(data, LOG.verifier, WITNESS.verifier) is Unproven.ALTERED


def test_the_same_key_under_another_kind_is_another_key() -> None:
    as_witness = NoteVerifier(LOG.name, KeyKind.COSIGNATURE, LOG.verifier.public)
    assert kind_of_refusal(note(LOG).write(), as_witness) is Unproven.KEY_UNKNOWN


@given(st.integers(1, MOST_SIGNATURES))
def test_many_signatures_are_accepted(count: int) -> None:
    data = note(*[STRANGER] * (count - 1), LOG).write()
    read = read_note(data)
    assert len(read.signatures) == count
    assert verified(read, [LOG.verifier])


def test_too_many_signatures_and_too_large_a_note_are_refused() -> None:
    lines = note(LOG).write().removeprefix(f"{TEXT}\n".encode())
    assert kind_of_refusal(f"{TEXT}\n".encode() + lines * (MOST_SIGNATURES + 1)) is (
        Unproven.MALFORMED
    )
    large = SignedNote("x" * LARGEST + "\n", (LOG.sign("x"),)).write()
    assert kind_of_refusal(large) is Unproven.MALFORMED


def test_another_signature_is_added_below() -> None:
    data = note(LOG).adding(WITNESS.sign(TEXT, time=SEEN)).write()
    assert data == note(LOG, WITNESS).write()


def broken() -> dict[str, bytes]:
    """What the x/mod module of Go tries on its own reader, and more."""
    line = PETER_LINE
    return {
        "empty": b"",
        "no signature": PETER_TEXT.encode(),
        "no line below": f"{PETER_TEXT}\n".encode(),
        "no empty line": f"{PETER_TEXT}{line}".encode(),
        "no newline at the end": PETER[:-1],
        "newline too many": PETER + b"\n",
        "line without a dash": f"{PETER_TEXT}\n{line[2:]}".encode(),
        "line with a hyphen": PETER.replace("—".encode(), b"-"),
        "two blanks": PETER.replace(b" x08go", b"  x08go"),
        "blank at the end": PETER[:-1] + b" \n",
        "no name": PETER.replace(b"PeterNeumann", b""),
        "plus in the name": PETER.replace(b"PeterNeumann", b"Peter+Neumann"),
        "space of Unicode in the name": PETER.replace(
            b"PeterNeumann", "Peter\u2003Neumann".encode()
        ),
        "no base64": PETER.replace(b"x08go", b"x08g!"),
        "base64 without padding": PETER.replace(b"AM=\n", b"AM\n"),
        "base64 of addresses": PETER.replace(b"x08go/", b"x08go_"),
        "spare bits in base64": PETER.replace(b"AM=\n", b"AN=\n"),
        "id alone": f"{PETER_TEXT}\n— PeterNeumann x08gow==\n".encode(),
        "carriage return": PETER.replace(b"problem,\n", b"problem,\r\n"),
        "tab": PETER.replace(b"problem,", b"\tproblem,"),
        "nul": PETER.replace(b"problem,", b"\0problem,"),
        "no UTF-8": PETER.replace(b"problem,", b"\xffproblem,"),
        "text between the signatures": PETER + b"more\n",
    }


@pytest.mark.parametrize("name", broken())
def test_what_is_written_otherwise_is_refused(name: str) -> None:
    data = broken()[name]
    assert data != PETER
    assert kind_of_refusal(data, NoteVerifier.read(PETER_KEY)) is Unproven.MALFORMED


def test_what_cannot_be_a_note_is_not_written() -> None:
    for text in ("no newline", "a\x00b\n", ""):
        with pytest.raises(NotProven):
            SignedNote(text, (LOG.sign(text),))
    with pytest.raises(NotProven):
        SignedNote(TEXT, ())


@given(st.integers(0, len(PETER) - 1), st.integers(1, 255))
def test_one_byte_changed_and_the_note_is_not_believed(at: int, mask: int) -> None:
    kind_of_refusal(flipped(PETER, at, mask), NoteVerifier.read(PETER_KEY))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=200))
def test_whatever_is_signed_is_read_as_it_was(text: str) -> None:
    text += "\n"
    data = SignedNote(text, (LOG.sign(text),)).write()
    read = read_note(data)
    assert (read.text, read.write()) == (text, data)
    assert verified(read, [LOG.verifier])
