"""The anchor that needs nobody: a copy of each signed checkpoint in another folder."""

import asyncio
import contextlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from infra.proving.anchors import AnchorAway, AnchorRefused
from infra.proving.disk_words import disk_words
from services.ledger.tlog.checkpoints import Checkpoint, read_checkpoint
from services.ledger.tlog.durable import write_whole
from services.ledger.tlog.errors import NotProven
from services.ledger.tlog.keys import NoteVerifier
from services.ledger.tlog.notes import read_note
from services.ledger.tlog.proofs import verify_consistency
from services.ledger.tlog.status import AnchorKind
from services.ledger.tlog.stored import copied_sizes, copy_of, opened_file

_NO_KEYS: Final = (
    "Chưa đọc được khóa công khai của sổ nên chưa so được bản sao điểm đã ký; sẽ tự thử lại."
)
_TO_INSPECTORS: Final = "Hãy giữ lại cho thanh tra xem rồi chuyển ra khỏi thư mục."
_SPOILT: Final = "Trong {folder}, bản sao {name} {words}{more} nên bị bỏ qua, không dùng để so. "


class FolderCopy:
    """A copy of each checkpoint in another folder, best on another disk or mount.

    It is only ever added to: `<size>.checkpoint`, and never one that is not larger than what is
    there and provably continues it. A file counts only with a signature of the log (`origin`) by
    a key that it was told to `trust`; a larger one without is named and passed over.
    """

    name = "folder"
    kind = AnchorKind.FOLDER

    def __init__(self, path: Path, origin: str) -> None:
        self.path = path
        self._origin = origin
        self._keys: tuple[NoteVerifier, ...] = ()
        self._last: Path | None = None  # what was kept last: a folder of years is listed once
        self._held: Checkpoint | None = None
        self._passed_over: dict[Path, NotProven] = {}

    @property
    def kept(self) -> int:
        """The size of the largest copy that counts."""
        return 0 if self._held is None else self._held.size

    @property
    def complaint(self) -> str:
        """Which files are there that count for nothing, the largest first."""
        if not self._passed_over:
            return ""
        (path, problem), *others = self._passed_over.items()
        more = f" (và {len(others)} tệp khác cũng vậy)" if others else ""
        words = problem.kind.words
        said = _SPOILT.format(folder=self.path, name=path.name, words=words, more=more)
        return said + _TO_INSPECTORS

    def trust(self, keys: Sequence[NoteVerifier]) -> None:
        """The keys of the log: what was passed over is looked at again with others."""
        if tuple(keys) != self._keys:
            self._keys, self._last = tuple(keys), None

    async def newest(self) -> Checkpoint | None:
        """The largest one in the folder."""
        return await asyncio.to_thread(self.held)

    def held(self) -> Checkpoint | None:
        """The same, read here and now. Raises AnchorAway, AnchorRefused."""
        with _reached(self.path):
            self._held = self._newest()
        return self._held

    async def keep(self, signed: bytes, proof: Sequence[bytes]) -> bytes:
        """Copy it to the disk of the folder."""
        with _reached(self.path):
            await asyncio.to_thread(self._keep, signed, proof)
        return signed

    def _keep(self, content: bytes, proof: Sequence[bytes]) -> None:
        new = read_checkpoint(read_note(content).text)
        held = self._newest()
        if held is not None:
            _demand_later(held, new, proof)
        place = self.path / f"{new.size}.checkpoint"
        if held is None or held.size < new.size:
            if place.exists():
                raise AnchorRefused(
                    f"Trong {self.path} đã có tệp {place.name} không phải bản sao của điểm vừa ký "
                    f"nên không ghi đè. {_TO_INSPECTORS}"
                )
            write_whole(place, content, self.path)
        self._last, self._held = place, new

    def _newest(self) -> Checkpoint | None:
        if not self.path.is_dir():
            raise FileNotFoundError(self.path)
        if not self._keys:
            raise AnchorAway(_NO_KEYS)
        last, passed_over = self._last, self._passed_over
        if last is not None:
            with contextlib.suppress(NotProven):
                held = self._opened(int(last.stem), last)
                self._passed_over = {
                    path: why for path, why in passed_over.items() if path.exists()
                }
                return held
        return self._largest()

    def _largest(self) -> Checkpoint | None:
        spoilt: dict[Path, NotProven] = {}
        self._last, held = None, None
        for size in reversed(copied_sizes(self.path)):
            path = copy_of(self.path, size)
            try:
                held = self._opened(size, path)
            except NotProven as problem:
                spoilt[path] = problem
            else:
                self._last = path
                break
        self._passed_over = spoilt
        if held is None:
            _demand_no_other(spoilt, self._origin)
        return held

    def _opened(self, size: int, path: Path) -> Checkpoint:
        return opened_file(path, size, self._origin, self._keys)


def _demand_no_other(paths: Iterable[Path], own: str) -> None:
    """A folder without one copy of this log must not be that of another."""
    for path in paths:
        with contextlib.suppress(NotProven, OSError):
            origin = read_checkpoint(read_note(path.read_bytes()).text).origin
            if origin != own:
                raise AnchorRefused(_of_another(origin))


def _demand_later(old: Checkpoint, new: Checkpoint, proof: Sequence[bytes]) -> None:
    if old.origin != new.origin:
        raise AnchorRefused(_of_another(old.origin))
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


def _of_another(origin: str) -> str:
    return f"Thư mục giữ bản sao điểm đã ký là của sổ khác ({origin}). Hãy chọn thư mục khác."


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
            f"Không ghi được bản sao điểm đã ký vào {path}: {disk_words(problem)}."
        ) from problem
