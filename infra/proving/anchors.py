"""Where checkpoints are kept outside the database and the log's own folder.

An anchor keeps what it is given and refuses what does not continue what it holds. What it holds
under a signature is never contradicted by what is signed; what is wrong with itself stops nothing.
It may be away for days: nothing of the log waits for it.
"""

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

import structlog

from infra.proving import faults
from services.ledger.tlog.checkpoints import Checkpoint, read_checkpoint
from services.ledger.tlog.errors import NotProven
from services.ledger.tlog.keys import NoteVerifier
from services.ledger.tlog.log_folder import LogFolder
from services.ledger.tlog.notes import read_note
from services.ledger.tlog.status import AnchorKind

RETRY_SECONDS: Final = 15.0
_FAILED: Final = (
    "Gặp lỗi không lường trước khi gửi điểm đã ký tới nơi này; sẽ tự thử lại. Hãy báo người vận "
    "hành máy chủ xem logs/auditor.log."
)
_log = structlog.get_logger("anchors")


class AnchorAway(Exception):
    """It cannot be reached or written now; it is tried again. A Vietnamese sentence."""


class AnchorRefused(Exception):
    """What it holds contradicts the log: rolled back or forked. A Vietnamese sentence."""


class Anchor(Protocol):
    """Somewhere outside that keeps checkpoints: a folder, a witness, a time-stamp authority."""

    @property
    def name(self) -> str:
        """By which health and pages tell it from others."""
        ...

    @property
    def kind(self) -> AnchorKind:
        """What kind of place it is."""
        ...

    @property
    def kept(self) -> int:
        """How many facts the newest checkpoint has that it holds, as far as is known here."""
        ...

    @property
    def complaint(self) -> str:
        """What is wrong with what it holds though it goes on; a Vietnamese sentence, or empty."""
        ...

    def trust(self, keys: Sequence[NoteVerifier]) -> None:
        """Know the log's keys, for an anchor that has no key of its own to vouch with."""
        ...

    async def newest(self) -> Checkpoint | None:
        """The newest checkpoint that it holds; None for none. Raises AnchorAway, AnchorRefused."""
        ...

    async def keep(self, signed: bytes, proof: Sequence[bytes]) -> bytes:
        """Keep a signed checkpoint; `proof` says that it continues what `newest` answered.

        Gives it back, with a cosignature where the anchor signs. Raises AnchorAway, AnchorRefused.
        """
        ...


@dataclass(slots=True)
class AnchorRunner:
    """Hands the newest checkpoint to one anchor, whenever there is one that it does not hold."""

    anchor: Anchor
    folder: LogFolder
    retry_seconds: float = RETRY_SECONDS
    state: str = "ok"
    said: str = ""
    size: int = 0
    _offered: asyncio.Event = field(default_factory=asyncio.Event)

    def trust(self, keys: Sequence[NoteVerifier]) -> None:
        """Let the anchor know the log's keys; from then on it is asked."""
        self.anchor.trust(keys)
        self._offered.set()

    def offer(self) -> None:
        """Say that a checkpoint was signed."""
        self._offered.set()

    async def run(self) -> None:
        """Keep for ever; what is away is tried again after a pause."""
        await self._pause(self.retry_seconds)  # until the log's keys are known
        while True:
            self._offered.clear()
            settled = await self.once()
            await self._pause(None if settled else self.retry_seconds)

    async def once(self) -> bool:
        """Hand over the newest checkpoint; whether nothing is left to try again."""
        try:
            await self._hand_over()
        except AnchorAway as problem:
            return self._note("anchor_away", str(problem))
        except AnchorRefused as problem:
            return self._note("anchor_refused", str(problem))
        except NotProven as problem:
            spoilt = faults.log_altered(problem)
            return self._note(spoilt.state.value, str(spoilt))
        except OSError as problem:
            refused = faults.disk_refused(self.folder.path, problem)
            return self._note(refused.state.value, str(refused))
        except Exception as problem:  # noqa: BLE001  (what strangers answer must not end the part)
            _log.error("anchor_failed", anchor=self.anchor.name, exc_info=problem)
            return self._note("anchor_away", _FAILED)
        self.size = self.anchor.kept
        complaint = self.anchor.complaint
        return self._note("anchor_spoilt" if complaint else "ok", complaint)

    async def _hand_over(self) -> None:
        note = await asyncio.to_thread(self.folder.newest)
        if note is None:
            return
        new = read_checkpoint(note.text)
        held = await self.anchor.newest()
        old = 0 if held is None else held.size
        proof = (
            await asyncio.to_thread(self.folder.tree(new.size).consistency, old)
            if old <= new.size
            else []
        )
        cosigned = read_note(await self.anchor.keep(note.write(), proof))
        if cosigned != note:
            await asyncio.to_thread(self.folder.keep, cosigned)

    async def _pause(self, seconds: float | None) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._offered.wait(), seconds)

    def _note(self, state: str, said: str) -> bool:
        if state != self.state:
            _log.warning("anchor", anchor=self.anchor.name, state=state, said=said)
        self.state, self.said = state, said
        return state == "ok"
