"""Where checkpoints are kept outside the database and the log's own folder.

An anchor never decides what is signed; it keeps what it is given and refuses what does not
continue what it holds. It may be away for days: nothing of the log waits for it.
"""

import asyncio
import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

import structlog

from services.ledger.tlog.checkpoints import Checkpoint, read_checkpoint
from services.ledger.tlog.durable import write_whole
from services.ledger.tlog.errors import NotProven
from services.ledger.tlog.log_folder import LogFolder
from services.ledger.tlog.notes import SignedNote, read_note
from services.ledger.tlog.proofs import verify_consistency

RETRY_SECONDS: Final = 15.0
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

    async def newest(self) -> Checkpoint | None:
        """The newest checkpoint that it holds; None for none. Raises AnchorAway."""
        ...

    async def keep(self, signed: bytes, proof: Sequence[bytes]) -> bytes:
        """Keep a signed checkpoint; `proof` says that it continues what `newest` answered.

        Gives it back, with a cosignature where the anchor signs. Raises AnchorAway, AnchorRefused.
        """
        ...


class FolderCopy:
    """A copy of each checkpoint in another folder, best on another disk or mount.

    It is only ever added to: `<size>.checkpoint`, and never one that is not larger than what is
    there and provably continues it.
    """

    name = "folder"

    def __init__(self, path: Path) -> None:
        self.path = path
        self._last: Path | None = None  # what was kept last: a folder of years is listed once

    async def newest(self) -> Checkpoint | None:
        """The largest one in the folder."""
        return await asyncio.to_thread(self.held)

    def held(self) -> Checkpoint | None:
        """The same, read here and now. Raises AnchorAway."""
        with _reached(self.path):
            note = self._newest()
        return None if note is None else read_checkpoint(note.text)

    async def keep(self, signed: bytes, proof: Sequence[bytes]) -> bytes:
        """Copy it to the disk of the folder."""
        with _reached(self.path):
            await asyncio.to_thread(self._keep, signed, proof)
        return signed

    def _keep(self, content: bytes, proof: Sequence[bytes]) -> None:
        new = read_checkpoint(read_note(content).text)
        held = self._newest()
        if held is not None:
            old = read_checkpoint(held.text)
            _demand_later(old, new, proof)
            if old.size == new.size:
                return
        place = self.path / _name(new.size)
        write_whole(place, content, self.path)
        self._last = place

    def _newest(self) -> SignedNote | None:
        if self._last is None or not self._last.is_file():
            self._last = self._largest()
        return None if self._last is None else read_note(self._last.read_bytes())

    def _largest(self) -> Path | None:
        if not self.path.is_dir():
            raise FileNotFoundError(self.path)
        sizes = [
            int(path.stem)
            for path in self.path.glob("*.checkpoint")
            if path.stem.isascii() and path.stem.isdecimal()
        ]
        return self.path / _name(max(sizes)) if sizes else None


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

    def offer(self) -> None:
        """Say that a checkpoint was signed."""
        self._offered.set()

    async def run(self) -> None:
        """Keep for ever; what is away is tried again after a pause."""
        while True:
            self._offered.clear()
            settled = await self.once()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(
                    self._offered.wait(), None if settled else self.retry_seconds
                )

    async def once(self) -> bool:
        """Hand over the newest checkpoint; whether nothing is left to try again."""
        note = self.folder.newest()
        if note is None:
            return True
        new = read_checkpoint(note.text)
        try:
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
        except AnchorAway as problem:
            return self._note("anchor_away", str(problem), settled=False)
        except (AnchorRefused, NotProven) as problem:
            return self._note("anchor_refused", str(problem), settled=False)
        self.size = new.size
        return self._note("ok", "", settled=True)

    def _note(self, state: str, said: str, *, settled: bool) -> bool:
        if state != self.state:
            _log.warning("anchor", anchor=self.anchor.name, state=state, said=said)
        self.state, self.said = state, said
        return settled


def _demand_later(old: Checkpoint, new: Checkpoint, proof: Sequence[bytes]) -> None:
    if old.origin != new.origin:
        raise AnchorRefused(
            f"Thư mục giữ bản sao điểm đã ký là của sổ khác ({old.origin}). Hãy chọn thư mục khác."
        )
    if old.size > new.size:
        raise AnchorRefused(
            f"Sổ bị quay lui: bản sao giữ ngoài đã có {old.size} sự kiện, điểm mới ký chỉ có "
            f"{new.size}."
        )
    try:
        verify_consistency(old.size, new.size, proof, old.root, new.root)
    except NotProven as problem:
        raise AnchorRefused(
            f"Sổ bị viết lại: điểm ký {new.size} sự kiện không nối tiếp điểm {old.size} sự kiện "
            "đã giữ bên ngoài."
        ) from problem


def _name(size: int) -> str:
    return f"{size}.checkpoint"


@contextlib.contextmanager
def _reached(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as problem:
        raise AnchorAway(
            f"Không có thư mục giữ bản sao điểm đã ký: {path}. Hãy gắn lại ổ đĩa hoặc tạo thư mục."
        ) from problem
    except OSError as problem:
        raise AnchorAway(
            f"Không ghi được bản sao điểm đã ký vào {path}: {problem.strerror or problem}."
        ) from problem
