"""A witness: cosigns what only continues what it saw of a log before, and nothing else.

The checks and their answers are those of C2SP tlog-witness, `add-checkpoint`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http import HTTPStatus
from threading import Lock
from typing import Final

from infra.witness.requests import SIZE_MEDIA, AddCheckpoint
from infra.witness.store import CosignedCheckpoint, WitnessStore
from services.ledger.merkle import EMPTY_ROOT
from services.ledger.tlog.checkpoints import (
    OpenedCheckpoint,
    open_checkpoint,
    read_checkpoint,
)
from services.ledger.tlog.errors import NotProven
from services.ledger.tlog.keys import NoteVerifier
from services.ledger.tlog.notes import SignedNote
from services.ledger.tlog.proofs import verify_consistency

PLAIN: Final = "text/plain; charset=utf-8"
# Anybody may send a signed checkpoint again: asked again so soon, the witness answers with the
# cosignature that it has, so that its store does not grow with each request.
SAME_ANSWER_SECONDS: Final = 3600


@dataclass(frozen=True, slots=True)
class WitnessAnswer:
    """What goes back to the log: cosignature lines with 200, otherwise why not."""

    status: HTTPStatus
    body: str
    media: str = PLAIN


class Witness:
    """Answers one request after the other; `now` is the second (POSIX) of its own clock."""

    def __init__(self, store: WitnessStore, now: Callable[[], int]) -> None:
        self._store = store
        self._now = now
        self._one_at_a_time = Lock()

    @property
    def store(self) -> WitnessStore:
        """What it keeps."""
        return self._store

    def add_checkpoint(self, body: bytes) -> WitnessAnswer:
        """Cosign a log's checkpoint, which is on the disk before this returns, or say why not."""
        try:
            request = AddCheckpoint.read(body)
            checkpoint = read_checkpoint(request.note.text)
        except NotProven as problem:
            return _refusal(HTTPStatus.BAD_REQUEST, str(problem))
        keys = self._store.keys_of(checkpoint.origin)
        if not keys:
            return _refusal(HTTPStatus.NOT_FOUND, "this witness does not serve such a log")
        try:
            opened = open_checkpoint(request.note.write(), checkpoint.origin, keys)
        except NotProven as problem:
            return _refusal(HTTPStatus.FORBIDDEN, str(problem))
        if request.old > checkpoint.size:
            return _refusal(HTTPStatus.BAD_REQUEST, "the old size is greater than the new one")
        with self._one_at_a_time:
            return self._continued(request, opened)

    def _continued(self, request: AddCheckpoint, opened: OpenedCheckpoint) -> WitnessAnswer:
        """The answer to what the log has signed; from check to keeping nobody else is let in."""
        checkpoint = opened.checkpoint
        newest = self._store.newest(checkpoint.origin)
        seen = newest.checkpoint.size if newest else 0
        before = newest.checkpoint.root if newest else EMPTY_ROOT
        forked = seen == checkpoint.size and before != checkpoint.root
        if request.old != seen or forked:
            return WitnessAnswer(HTTPStatus.CONFLICT, f"{seen}\n", SIZE_MEDIA)
        try:
            verify_consistency(seen, checkpoint.size, request.path, before, checkpoint.root)
        except NotProven as problem:
            return _refusal(HTTPStatus.UNPROCESSABLE_ENTITY, str(problem))
        return WitnessAnswer(HTTPStatus.OK, self._cosigned(opened, newest))

    def _cosigned(self, opened: OpenedCheckpoint, newest: CosignedCheckpoint | None) -> str:
        """The line of the cosignature: the one that was given a moment ago, or a new one, kept."""
        now = self._now()
        text = opened.note.text
        if (
            newest is not None
            and newest.note.text == text
            and 0 <= now - newest.time < SAME_ANSWER_SECONDS
        ):
            self._store.keep(newest)
            return _lines_of(newest.note, self._store.signer.verifier)
        note = _signed_by(opened.note, [each.key for each in opened.signed])
        cosigned = note.adding(self._store.signer.sign(text, time=now))
        self._store.keep(CosignedCheckpoint(opened.checkpoint, now, cosigned))
        return _lines_of(cosigned, self._store.signer.verifier)


def _signed_by(note: SignedNote, keys: Iterable[NoteVerifier]) -> SignedNote:
    """The note with the signatures of these keys alone: what strangers added is not kept."""
    known = {(key.name, key.key_id) for key in keys}
    kept = (each for each in note.signatures if (each.name, each.key_id) in known)
    return SignedNote(note.text, tuple(kept))


def _lines_of(note: SignedNote, key: NoteVerifier) -> str:
    """The lines that stand below a note with the signatures of one key."""
    return _signed_by(note, [key]).write().decode().removeprefix(f"{note.text}\n")


def _refusal(status: HTTPStatus, why: str) -> WitnessAnswer:
    return WitnessAnswer(status, f"{why}\n")
