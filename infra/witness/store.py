"""The store of a witness: its key, the keys of the logs that it serves, what it saw of each.

One process writes at a time (the command takes the lock of the folder). `checkpoint` is the truth
about the newest; the list beside it is completed from it, so that `kill -9` between the two
leaves nothing to repair by hand.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from socket import gethostname
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from infra.engines.private_files import private_folder, sync_folder, write_private
from infra.errors import SettingsError
from infra.witness.folder import WitnessFolder, name_of, size_in, text_in
from services.ledger.tlog.checkpoints import Checkpoint, read_checkpoint
from services.ledger.tlog.errors import NotProven
from services.ledger.tlog.keys import KeyKind, NoteSigner, NoteVerifier
from services.ledger.tlog.notes import SignedNote, read_note, verified

_KEY: Final = "witness-key"
_LOG_KEYS: Final = "log-keys"
_NOT_OURS: Final = "điểm kiểm tra không đọc được hoặc không mang chữ ký của nhân chứng"


@dataclass(frozen=True, slots=True)
class CosignedCheckpoint:
    """A checkpoint that this witness saw and cosigned, and the second in which it did."""

    checkpoint: Checkpoint
    time: int
    note: SignedNote


class WitnessStore:
    """What one witness keeps. Opening it checks its own signature on every newest checkpoint."""

    def __init__(self, folder: Path) -> None:
        self._files = WitnessFolder(folder)
        self.signer = _read_key(folder)
        self._log_keys = _by_origin(_read_log_keys(folder))
        self._newest = {
            origin: kept for origin in self._log_keys if (kept := self._kept(origin)) is not None
        }

    @property
    def origins(self) -> tuple[str, ...]:
        """The logs that it serves."""
        return tuple(self._log_keys)

    @property
    def files(self) -> WitnessFolder:
        """What it has seen, for reading."""
        return self._files

    def keys_of(self, origin: str) -> tuple[NoteVerifier, ...]:
        """The keys that may sign for a log; none where the log is not known."""
        return self._log_keys.get(origin, ())

    def newest(self, origin: str) -> CosignedCheckpoint | None:
        """What was seen last of a log."""
        return self._newest.get(origin)

    def keep(self, kept: CosignedCheckpoint) -> None:
        """Keep a checkpoint as the newest of its log; once it returns, it is on the disk."""
        origin = kept.checkpoint.origin
        before = self._newest.get(origin)
        if before is not None:
            # It is not listed yet where the disk failed between the two writes below.
            self._list(before)
        if kept == before:
            return
        _make_lasting(self._files.newest_file(origin).parent)
        write_private(self._files.newest_file(origin), kept.note.write())
        self._newest[origin] = kept
        self._list(kept)

    def _kept(self, origin: str) -> CosignedCheckpoint | None:
        """The newest checkpoint as it lies there, listed too; raises SettingsError."""
        data = self._files.newest(origin)
        if data is None:
            if next(self._files.signed(origin), None) is not None:
                raise _damaged(self._files.newest_file(origin), "mất tệp này")
            return None
        try:
            # Its own word is enough: the key of the log may have been taken off the list since.
            note = read_note(data)
            (own, *_) = verified(note, [self.signer.verifier])
            checkpoint = read_checkpoint(note.text)
        except NotProven as problem:
            raise _damaged(self._files.newest_file(origin), _NOT_OURS) from problem
        if checkpoint.origin != origin:
            raise _damaged(self._files.newest_file(origin), f"tệp này là của {checkpoint.origin}")
        kept = CosignedCheckpoint(checkpoint, own.time or 0, note)
        self._demand_newest(kept)
        self._list(kept)
        return kept

    def _demand_newest(self, kept: CosignedCheckpoint) -> None:
        """Refuse a store whose list goes beyond: `checkpoint` is always written before the list.

        By sizes and texts, not by seconds: the machine's clock may have been set back.
        """
        size, own = kept.checkpoint.size, name_of(kept.checkpoint.size, 0, kept.note.text)
        for name, _ in self._files.signed(kept.checkpoint.origin, str(size - 1) if size else ""):
            listed = size_in(name)
            if listed > size:
                what = f"nhân chứng đã ký đến {listed} sự kiện, tệp này chỉ có {size}"
            elif text_in(name) != text_in(own):
                what = f"nhân chứng đã ký {size} sự kiện với mã gốc khác"
            else:
                continue
            raise _damaged(self._files.newest_file(kept.checkpoint.origin), what)

    def _list(self, kept: CosignedCheckpoint) -> None:
        checkpoint = kept.checkpoint
        name = name_of(checkpoint.size, kept.time, kept.note.text)
        file = self._files.signed_file(checkpoint.origin, name)
        if not file.exists():
            _make_lasting(file.parent)
            write_private(file, kept.note.write())


def create_witness(folder: Path, name: str) -> NoteVerifier:
    """Make the key of a new witness; one that is there is kept. Raises SettingsError.

    Without a name it is named after this machine.
    """
    file = folder / _KEY
    if file.exists():
        verifier = _read_key(folder).verifier
        if name not in ("", verifier.name):
            raise SettingsError(
                f"Nhân chứng ở {folder} đã có khóa với tên {verifier.name}. Khóa không đổi tên: "
                "hãy bỏ --name hoặc chọn thư mục khác bằng --store."
            )
        return verifier
    name = name or f"dondoc-witness/{gethostname()}"
    try:
        signer = NoteSigner(name, KeyKind.COSIGNATURE, Ed25519PrivateKey.generate())
        verifier = signer.verifier
    except NotProven:
        raise SettingsError(
            f"“{name}” không dùng làm tên khóa được: tên không có dấu cách, không có dấu cộng. "
            "Hãy nêu tên khác bằng --name, ví dụ nhan-chung.example/phuong."
        ) from None
    _make_lasting(folder)
    write_private(file, signer.secret_text() + "\n")
    return verifier


def trust_log_keys(folder: Path, written: Iterable[str]) -> None:
    """Add keys of logs to those that the witness serves; raises SettingsError."""
    known = _read_log_keys(folder)
    added = [key for each in written if (key := _log_key(each)) not in known]
    if added:
        text = "".join(f"{key.text()}\n" for key in (*known, *dict.fromkeys(added)))
        write_private(folder / _LOG_KEYS, text)


def _read_log_keys(folder: Path) -> tuple[NoteVerifier, ...]:
    """The keys in the list, one a line; what begins with # is a remark."""
    file = folder / _LOG_KEYS
    if not file.exists():
        return ()
    lines = map(str.strip, file.read_text(encoding="utf-8").splitlines())
    return tuple(_log_key(line) for line in lines if line and not line.startswith("#"))


def _log_key(text: str) -> NoteVerifier:
    try:
        key = NoteVerifier.read(text.strip())
    except NotProven:
        key = None
    if key is None or key.kind is not KeyKind.SIGNATURE:
        raise SettingsError(
            f"“{text:.100}” không phải khóa công khai của một sổ. Hãy chép nguyên dòng khóa trên "
            "trang khóa của sổ, dạng tên+mã+khóa."
        )
    return key


def _by_origin(keys: Iterable[NoteVerifier]) -> Mapping[str, tuple[NoteVerifier, ...]]:
    """A log's origin is the name of its keys."""
    result: dict[str, tuple[NoteVerifier, ...]] = defaultdict(tuple)
    for key in keys:
        result[key.name] += (key,)
    return dict(result)


def _read_key(folder: Path) -> NoteSigner:
    file = folder / _KEY
    try:
        signer = NoteSigner.read_secret(file.read_text(encoding="utf-8").strip())
    except FileNotFoundError:
        raise SettingsError(
            f"Nhân chứng ở {folder} chưa có khóa. Hãy chạy “dondoc witness --init” trước."
        ) from None
    except NotProven as problem:
        raise _damaged(file, "dòng khóa không đọc được") from problem
    if signer.kind is not KeyKind.COSIGNATURE:
        raise _damaged(file, "khóa này không phải khóa của nhân chứng")
    return signer


def _damaged(file: Path, what: str) -> SettingsError:
    return SettingsError(
        f"Kho của nhân chứng không còn nguyên vẹn ở {file}: {what}. Nhân chứng không chạy tiếp "
        "với kho này. Hãy báo cho thanh tra và giữ nguyên thư mục để xem xét."
    )


def _make_lasting(folder: Path) -> None:
    """Make a folder that is there after a power cut too."""
    if not folder.is_dir():
        _make_lasting(folder.parent)
        private_folder(folder)
        sync_folder(folder.parent)
