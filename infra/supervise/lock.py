"""One installation at a time on a data directory."""

import fcntl
import json
import os
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from infra.engines.errors import EngineError
from infra.engines.private_files import private_folder
from services.domain.instants import HANOI


@dataclass(frozen=True, slots=True, kw_only=True)
class LockHolder:
    """Who runs on a data directory: the process, since when (an instant in UTC), the address."""

    pid: int
    since: str
    address: str

    def sentence(self, data: Path) -> str:
        """Say it to a person, with the way out."""
        since = datetime.fromisoformat(self.since).astimezone(HANOI)
        where = f", địa chỉ {self.address}" if self.address else ""
        return (
            f"Thư mục dữ liệu {data} đang được tiến trình {self.pid} sử dụng từ "
            f"{since:%H:%M:%S} ngày {since:%d/%m/%Y}{where}. Hãy dùng bản đang chạy, dừng nó "
            f"(kill {self.pid}) rồi chạy lại, hoặc chọn thư mục khác bằng --data."
        )


class DataHeld(EngineError):
    """Another installation runs on this data directory; the text is a Vietnamese sentence."""

    def __init__(self, data: Path, holder: LockHolder | None) -> None:
        unnamed = (
            f"Thư mục dữ liệu {data} đang được một tiến trình khác sử dụng, tiến trình này chưa "
            "kịp ghi tên. Hãy chờ vài giây rồi chạy lại, hoặc chọn thư mục khác bằng --data."
        )
        super().__init__(holder.sentence(data) if holder else unnamed)
        self.holder = holder


class DataLock:
    """The right to run on a data directory.

    An flock: the kernel gives it up with the process, however it ends, so after `kill -9` or a
    power cut the next start simply takes over. The file's content only tells who it was.
    """

    def __init__(self, data: Path, address: str = "") -> None:
        self.data = data
        self.address = address
        self._file = data / "lock"
        self._handle: int | None = None

    def acquire(self) -> None:
        """Take it; harmless when we hold it. Raises DataHeld."""
        if self._handle is not None:
            return
        private_folder(self.data)
        # Close-on-exec, as Python opens: a part that outlives us must not keep the lock.
        handle = os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            os.close(handle)
            raise DataHeld(self.data, _read(self._file)) from problem
        self._handle = handle
        self._sign()

    def tell(self, address: str) -> None:
        """Write down where this installation answers, once that is known."""
        self.address = address
        self._sign()

    def release(self) -> None:
        """Give it up; harmless when we do not hold it."""
        if self._handle is not None:
            os.ftruncate(self._handle, 0)
            os.close(self._handle)
            self._handle = None

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()

    def _sign(self) -> None:
        if self._handle is None:
            return
        since = datetime.fromtimestamp(time.time(), UTC).isoformat(timespec="seconds")
        holder = LockHolder(pid=os.getpid(), since=since, address=self.address)
        content = json.dumps(asdict(holder)).encode()
        os.pwrite(self._handle, content, 0)
        os.ftruncate(self._handle, len(content))


def holder_of(data: Path) -> LockHolder | None:
    """Return who runs on this data directory now; None when nobody does.

    This is how the command line finds a running installation.
    """
    file = data / "lock"
    if not file.exists():
        return None
    handle = os.open(file, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _read(file)
    finally:
        os.close(handle)
    return None


def _read(file: Path) -> LockHolder | None:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        return LockHolder(
            pid=int(content["pid"]), since=content["since"], address=content["address"]
        )
    except (ValueError, KeyError, TypeError):
        return None  # taken a moment ago and not signed yet
