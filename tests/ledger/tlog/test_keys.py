"""A key is one line, and a signature holds for its key, its text and its time alone."""

from base64 import b64encode
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.ledger.tlog.errors import NotProven, Unproven
from services.ledger.tlog.keys import LATEST, KeyKind, NoteSignature, NoteSigner, NoteVerifier
from tests.ledger.tlog.note_vectors import (
    GO_KEY,
    LOG,
    PETER_KEY,
    PETER_SECRET,
    PETER_TEXT,
    PETER_WRONG_KEYS,
    SEEN,
    WITNESS,
)
from tests.ledger.tlog.textbook import flipped

TEXT = "ward.example/log\n0\n"


@pytest.mark.parametrize(
    ("line", "name", "key_id"),
    [(PETER_KEY, "PeterNeumann", "c74f20a3"), (GO_KEY, "sum.golang.org", "033de0ae")],
)
def test_published_keys_are_read_with_their_ids(line: str, name: str, key_id: str) -> None:
    verifier = NoteVerifier.read(line)
    assert (verifier.name, verifier.key_id.hex()) == (name, key_id)
    assert verifier.kind is KeyKind.SIGNATURE
    assert verifier.text() == line


def test_a_published_private_key_has_its_public_one() -> None:
    signer = NoteSigner.read_secret(PETER_SECRET)
    assert signer.verifier.text() == PETER_KEY
    assert signer.secret_text() == PETER_SECRET
    assert repr(signer) == "NoteSigner(name='PeterNeumann', kind=<KeyKind.SIGNATURE: 1>)"
    assert signer.sign(PETER_TEXT).key_id.hex() == "c74f20a3"


def test_every_mangled_published_key_is_refused() -> None:
    parts = {PETER_KEY[a:b] for a in range(len(PETER_KEY)) for b in range(a, len(PETER_KEY) + 1)}
    changed = {
        PETER_KEY[:at] + chr(ord(PETER_KEY[at]) + 1) + PETER_KEY[at + 1 :]
        for at in range(len(PETER_KEY))
    }
    for line in (parts | changed | set(PETER_WRONG_KEYS)) - {PETER_KEY}:
        with pytest.raises(NotProven) as refused:
            NoteVerifier.read(line)
        assert refused.value.kind is Unproven.MALFORMED


@pytest.mark.parametrize("signer", [LOG, WITNESS])
def test_the_id_is_computed_as_the_standard_says(signer: NoteSigner) -> None:
    public = signer.private.public_key().public_bytes_raw()
    kind = {KeyKind.SIGNATURE: b"\x01", KeyKind.COSIGNATURE: b"\x04"}[signer.kind]
    key_id = sha256(signer.name.encode() + b"\n" + kind + public).digest()[:4]
    assert signer.verifier.key_id == key_id
    assert signer.verifier.text() == (
        f"{signer.name}+{key_id.hex()}+{b64encode(kind + public).decode()}"
    )
    assert NoteVerifier.read(signer.verifier.text()) == signer.verifier
    assert NoteSigner.read_secret(signer.secret_text()).verifier == signer.verifier


def test_a_private_key_of_another_id_or_no_private_key_is_refused() -> None:
    for line in (PETER_SECRET.replace("c74f20a3", "c74f20a4"), PETER_KEY, "PRIVATE+KEY+", ""):
        with pytest.raises(NotProven):
            NoteSigner.read_secret(line)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u00a0b", "a\u2003b", "a\nb", "a\x01b"])
def test_a_name_with_blanks_or_a_plus_sign_is_refused(name: str) -> None:
    with pytest.raises(NotProven):
        NoteVerifier(name, KeyKind.SIGNATURE, bytes(32))


def test_a_key_of_another_length_is_refused() -> None:
    with pytest.raises(NotProven):
        NoteVerifier("a", KeyKind.SIGNATURE, bytes(31))


def test_a_cosignature_says_when() -> None:
    signature = WITNESS.sign(TEXT, time=SEEN)
    assert signature.value[:8] == SEEN.to_bytes(8)
    assert len(signature.value) == 72
    assert WITNESS.verifier.check(TEXT, signature.value) == SEEN
    # What is signed, put together by hand as the standard says.
    public = WITNESS.private.public_key()
    public.verify(signature.value[8:], f"cosignature/v1\ntime {SEEN}\n{TEXT}".encode())


@given(st.integers(0, LATEST))
def test_every_second_of_the_standard_can_be_signed(second: int) -> None:
    assert WITNESS.verifier.check(TEXT, WITNESS.sign(TEXT, time=second).value) == second


@pytest.mark.parametrize("second", [-1, LATEST + 1, None])
def test_a_cosignature_needs_a_possible_time(second: int | None) -> None:
    with pytest.raises(ValueError, match="cosignature"):
        WITNESS.sign(TEXT, time=second)


def test_the_logs_own_signature_has_no_time() -> None:
    assert LOG.verifier.check(TEXT, LOG.sign(TEXT).value) is None
    with pytest.raises(ValueError, match="has a time"):
        LOG.sign(TEXT, time=SEEN)


def test_a_time_beyond_the_standard_is_refused_even_when_it_is_signed() -> None:
    late = LATEST + 1
    value = late.to_bytes(8) + WITNESS.private.sign(
        f"cosignature/v1\ntime {late}\n{TEXT}".encode()
    )
    with pytest.raises(NotProven, match="impossible time"):
        WITNESS.verifier.check(TEXT, value)


def signed_by(signer: NoteSigner) -> NoteSignature:
    return signer.sign(TEXT, time=SEEN if signer.kind is KeyKind.COSIGNATURE else None)


@pytest.mark.parametrize("signer", [LOG, WITNESS])
def test_a_signature_with_one_byte_changed_is_none(signer: NoteSigner) -> None:
    value = signed_by(signer).value
    wrong = [flipped(value, at, 1 << at % 8) for at in range(len(value))]
    for each in [*wrong, b"", value[:-1], value + b"\x00", value[1:]]:
        with pytest.raises(NotProven) as refused:
            signer.verifier.check(TEXT, each)
        assert refused.value.kind is Unproven.ALTERED


@pytest.mark.parametrize("signer", [LOG, WITNESS])
def test_a_signature_of_another_text_is_none(signer: NoteSigner) -> None:
    with pytest.raises(NotProven):
        signer.verifier.check(TEXT + "\n", signed_by(signer).value)
