"""Nhân chứng chỉ ký điểm kiểm tra nối tiếp điều đã thấy; trả lời đúng mã của chuẩn."""

from dataclasses import replace
from http import HTTPStatus
from pathlib import Path

import pytest

from infra.witness.requests import AddCheckpoint
from infra.witness.witness import SAME_ANSWER_SECONDS, Witness, WitnessAnswer
from services.ledger.tlog.checkpoints import Checkpoint, sign_checkpoint
from services.ledger.tlog.keys import NoteSigner
from services.ledger.tlog.notes import SignedNote, read_note, verified
from tests.ledger.tlog.note_vectors import LOG, ORIGIN, SEEN, STRANGER, WITNESS
from tests.witness.histories import Log, MovedClock, witness_at


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


@pytest.fixture
def witness(tmp_path: Path, clock: MovedClock) -> Witness:
    return witness_at(tmp_path, clock)


def answered(witness: Witness, request: AddCheckpoint) -> WitnessAnswer:
    return witness.add_checkpoint(request.write())


def cosigned_at(answer: WitnessAnswer, note: SignedNote) -> int | None:
    """The second in the cosignature, checked as a client of the standard checks it."""
    assert answer.status == HTTPStatus.OK, answer
    assert answer.body.startswith("— ")
    whole = read_note(note.text.encode() + b"\n" + answer.body.encode())
    (checked,) = verified(whole, [WITNESS.verifier])
    return checked.time


def facts(size: int, first: int = 0) -> tuple[int, ...]:
    return tuple(range(first, first + size))


def test_a_log_that_grows_is_cosigned_each_time(witness: Witness) -> None:
    log, seen = Log(), 0
    for more in (1, 1, 5, 249, 1, 700):
        log.grow(facts(more, log.size))
        request = log.request(seen)
        assert cosigned_at(answered(witness, request), request.note) == SEEN
        seen = log.size
    newest = witness.store.newest(ORIGIN)
    assert newest is not None
    assert newest.checkpoint.size == 957


def test_an_empty_log_is_cosigned_too(witness: Witness) -> None:
    request = Log().request(0)
    assert cosigned_at(answered(witness, request), request.note) == SEEN


def test_another_old_size_is_answered_with_the_size_that_was_seen(witness: Witness) -> None:
    log = Log(facts(9))
    assert answered(witness, log.request(0, 5)).status == HTTPStatus.OK
    for old in (0, 4, 6):
        answer = answered(witness, log.request(old))
        assert (answer.status, answer.body) == (HTTPStatus.CONFLICT, "5\n")
        assert answer.media == "text/x.tlog.size"
    never_seen = Log(facts(9))
    assert answered(witness, never_seen.request(5)).status == HTTPStatus.OK


def test_a_witness_that_saw_nothing_says_so(witness: Witness) -> None:
    answer = answered(witness, Log(facts(9)).request(4))
    assert (answer.status, answer.body) == (HTTPStatus.CONFLICT, "0\n")


def test_two_histories_of_one_size_are_a_conflict(witness: Witness) -> None:
    assert answered(witness, Log(facts(6)).request(0)).status == HTTPStatus.OK
    other = Log((*facts(5), 99))
    answer = answered(witness, other.request(6))
    assert (answer.status, answer.body) == (HTTPStatus.CONFLICT, "6\n")


def test_a_log_that_was_written_anew_is_refused_whoever_signs_it(witness: Witness) -> None:
    assert answered(witness, Log(facts(6)).request(0)).status == HTTPStatus.OK
    rewritten = Log((0, 1, 99, 3, 4, 5, 6, 7))  # signed with the true key, as by a thief
    assert answered(witness, rewritten.request(6)).status == HTTPStatus.UNPROCESSABLE_ENTITY
    newest = witness.store.newest(ORIGIN)
    assert newest is not None
    assert newest.checkpoint.size == 6


def test_a_log_that_was_rolled_back_is_refused(witness: Witness) -> None:
    log = Log(facts(9))
    assert answered(witness, log.request(0)).status == HTTPStatus.OK
    assert answered(witness, log.request(9, 7)).status == HTTPStatus.BAD_REQUEST
    assert answered(witness, log.request(7, 7)).status == HTTPStatus.CONFLICT


@pytest.mark.parametrize("wrong", ["short", "long", "other", "needless"])
def test_a_wrong_proof_is_refused(witness: Witness, wrong: str) -> None:
    log = Log(facts(9))
    assert answered(witness, log.request(0, 5)).status == HTTPStatus.OK
    good = log.request(5)
    path = {
        "short": good.path[:-1],
        "long": (*good.path, b"x" * 32),
        "other": (b"x" * 32, *good.path[1:]),
        "needless": (b"x" * 32,),
    }[wrong]
    request = log.request(5, 5) if wrong == "needless" else good
    answer = answered(witness, replace(request, path=path))
    assert answer.status == HTTPStatus.UNPROCESSABLE_ENTITY


def test_a_proof_from_nothing_is_empty(witness: Witness) -> None:
    request = replace(Log(facts(3)).request(0), path=(b"x" * 32,))
    assert answered(witness, request).status == HTTPStatus.UNPROCESSABLE_ENTITY


def test_an_unknown_log_is_not_found(witness: Witness) -> None:
    other = Log(facts(3), origin="other.example/log")
    assert answered(witness, other.request(0)).status == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("signer", [STRANGER, WITNESS], ids=["stranger", "witness"])
def test_a_checkpoint_without_a_signature_of_the_log_is_forbidden(
    witness: Witness, signer: NoteSigner
) -> None:
    request = Log(facts(3)).request(0)
    time = SEEN if signer is WITNESS else None
    note = SignedNote(request.note.text, (signer.sign(request.note.text, time=time),))
    assert answered(witness, replace(request, note=note)).status == HTTPStatus.FORBIDDEN


def test_a_wrong_signature_of_the_log_is_forbidden(witness: Witness) -> None:
    request, other = Log(facts(3)).request(0), Log(facts(4)).request(0)
    note = SignedNote(request.note.text, other.note.signatures)
    assert answered(witness, replace(request, note=note)).status == HTTPStatus.FORBIDDEN


def test_signatures_of_strangers_are_passed_over_and_not_kept(witness: Witness) -> None:
    request = Log(facts(3)).request(0)
    crowded = request.note.adding(STRANGER.sign(request.note.text))
    assert cosigned_at(answered(witness, replace(request, note=crowded)), crowded) == SEEN
    kept = witness.store.files.newest(ORIGIN)
    assert kept is not None
    assert len(read_note(kept).signatures) == 2


def test_what_is_not_written_as_a_request_is_bad(witness: Witness) -> None:
    no_checkpoint = sign_checkpoint(Checkpoint(ORIGIN, 3, b"x" * 32), [LOG])
    garbled = SignedNote("just\nwords\n", no_checkpoint.signatures)
    for body in (b"", b"old 0\n\n", AddCheckpoint(0, (), garbled).write()):
        assert witness.add_checkpoint(body).status == HTTPStatus.BAD_REQUEST


def test_asked_again_soon_it_gives_the_same_cosignature(
    witness: Witness, clock: MovedClock
) -> None:
    log = Log(facts(3))
    first = answered(witness, log.request(0))
    clock.second += SAME_ANSWER_SECONDS - 1
    assert answered(witness, log.request(3)) == first
    assert len(list(witness.store.files.signed(ORIGIN))) == 1


def test_asked_again_later_it_says_that_the_log_is_still_so(
    witness: Witness, clock: MovedClock
) -> None:
    log = Log(facts(3))
    answered(witness, log.request(0))
    clock.second += SAME_ANSWER_SECONDS
    request = log.request(3)
    assert cosigned_at(answered(witness, request), request.note) == clock.second
    assert len(list(witness.store.files.signed(ORIGIN))) == 2
