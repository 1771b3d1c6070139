"""What `dondoc doctor` finds wrong with the signing of the log on this machine."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from infra.proving.anchors import AnchorAway, AnchorRefused
from infra.proving.folder_copy import FolderCopy
from infra.proving.key_folder import KeyFileBroken, KeyFolder
from infra.settings import Installation
from services.ledger.tlog.log_folder import LogFolder
from services.ledger.tlog.served import ServedLog
from services.ledger.tlog.status import STALE, LogStatus

BEHIND_SECONDS: Final = 60


def log_problems(there: Installation, now: float, *, running: bool) -> list[str]:
    """Every trouble as a sentence that says what to do; `now` in POSIX seconds.

    A part that tells nothing is trouble only while the installation runs.
    """
    served = ServedLog(folder=LogFolder(there.log), now=lambda: now)
    said = (
        *_of_part(served.status(), running=running),
        *_of_keys(there.log_key),
        *_of_copies(there, served, now),
    )
    return list(dict.fromkeys(said))  # what the part has told of itself is looked at here too


def _of_part(status: LogStatus | None, *, running: bool) -> Iterator[str]:
    if status is None or status.state == STALE:
        if running:
            yield (
                "Tiến trình ký sổ (auditor) không hoạt động: sự kiện mới chưa có bằng chứng. Hãy "
                "xem logs/auditor.log trong thư mục dữ liệu."
            )
        return
    if status.said:
        yield status.said
    yield from (each.said for each in status.anchors.values() if each.said)


def _of_keys(folder: Path) -> Iterator[str]:
    keys = KeyFolder(folder)
    if not folder.is_dir():
        yield f"Không có thư mục khóa ký sổ {folder}. Hãy khôi phục từ bản sao lưu."
        return
    for path in keys.open_to_others():
        mode = "700" if path.is_dir() else "600"
        yield (
            f"{path} mở cho người khác trên máy này. Hãy chạy “chmod {mode} {path}”; nếu có thể "
            "đã lộ, hãy chạy “dondoc ledger rotate-key --overlap-days 0”."
        )
    try:
        if not keys.kept():
            yield f"Thư mục khóa ký sổ {folder} không có khóa nào. Hãy khôi phục từ bản sao lưu."
    except KeyFileBroken as problem:
        yield str(problem)


def _of_copies(there: Installation, served: ServedLog, now: float) -> Iterator[str]:
    """The copies, by the keys whose private halves lie here: the ledger is not asked."""
    try:
        keys = [each.verifier for each in KeyFolder(there.log_key).kept().values()]
    except KeyFileBroken:
        keys = []  # told above
    if not keys:
        return
    folder, newest = there.anchor(), served.newest()
    copies = FolderCopy(folder, keys[0].name)
    copies.trust(keys)
    try:
        held = copies.held()
    except (AnchorAway, AnchorRefused) as problem:
        yield str(problem)
        return
    if copies.complaint:
        yield copies.complaint
    if newest is None:
        return
    copied, signed = (0 if held is None else held.size), newest.checkpoint.size
    if copied > signed:
        yield (
            f"Bản sao điểm đã ký trong {folder} có {copied} sự kiện, nhật ký ký số trên máy chỉ "
            f"có {signed}: nhật ký hoặc sổ đã bị quay lui."
        )
    elif copied < signed and now - newest.signed_at.timestamp() > BEHIND_SECONDS:
        yield (
            f"Bản sao điểm đã ký trong {folder} chậm: mới có {copied} trong {signed} sự kiện. Hãy "
            "kiểm tra ổ đĩa và quyền ghi của thư mục."
        )
