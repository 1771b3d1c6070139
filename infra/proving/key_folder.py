"""The private halves of the log's keys: one file each, readable by their owner only.

They lie outside the database, outside the folder of the log and outside every export. Which of
them signs, the facts of the ledger say (`services/domain/log_keys.py`).
"""

import os
import stat
from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from infra.engines.private_files import private_folder, sync_folder, write_private
from services.domain.log_keys import LogKey, signing_keys
from services.ledger.tlog.errors import NotProven
from services.ledger.tlog.keys import KeyKind, NoteSigner

_SUFFIX: Final = ".key"
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


def origin_of(ledger_id: str) -> str:
    """The name of a ward's log and of its keys: the first line of every checkpoint."""
    return f"dondoc/{ledger_id}"


class KeyFolder:
    """The keys of one ward's log."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def next_key(self, origin: str, known: Collection[str]) -> NoteSigner:
        """The key to introduce next: drawn and kept, or the one that an earlier try had drawn.

        A try that ended between the file and the fact leaves a key that no fact names.
        """
        for signer in self.kept().values():
            if signer.name == origin and signer.verifier.text() not in known:
                return signer
        signer = NoteSigner(origin, KeyKind.SIGNATURE, Ed25519PrivateKey.generate())
        private_folder(self.path)
        write_private(self._file(signer), signer.secret_text() + "\n")
        return signer

    def signers(self, keys: Sequence[LogKey], now: datetime) -> list[NoteSigner]:
        """Who signs at this instant, the newest first; without those that have no file here."""
        kept = {signer.verifier.text(): signer for signer in self.kept().values()}
        return [kept[key.key] for key in signing_keys(keys, now) if key.key in kept]

    def erase_retired(self, keys: Sequence[LogKey], now: datetime) -> list[str]:
        """Erase the private halves that sign nothing any more; their public lines."""
        retired = {key.key for key in keys if not key.signs(now)}
        erased = []
        for path, signer in self.kept().items():
            text = signer.verifier.text()
            if text in retired:
                _erase(path)
                erased.append(text)
        return erased

    def open_to_others(self) -> list[Path]:
        """The folder and files that somebody else than their owner may read or enter."""
        if not self.path.is_dir():
            return []
        there = (self.path, *sorted(self.path.glob(f"*{_SUFFIX}")))
        return [path for path in there if path.stat().st_mode & _OTHERS]

    def kept(self) -> dict[Path, NoteSigner]:
        """Every key by its file. Raises NotProven where a file holds none."""
        result = {}
        for path in sorted(self.path.glob(f"*{_SUFFIX}")):
            try:
                result[path] = NoteSigner.read_secret(path.read_text(encoding="ascii").strip())
            except (NotProven, UnicodeDecodeError) as problem:
                raise KeyFileBroken(path) from problem
        return result

    def _file(self, signer: NoteSigner) -> Path:
        return self.path / f"{signer.verifier.key_id.hex()}{_SUFFIX}"


class KeyFileBroken(Exception):
    """A file of the folder holds no private key; the text is a Vietnamese sentence."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Tệp khóa ký sổ {path} không đọc được. Hãy khôi phục tệp này từ bản sao lưu; nếu "
            "không còn, hãy xóa tệp rồi chạy “dondoc ledger rotate-key” để dùng khóa mới."
        )


def _erase(path: Path) -> None:
    """Overwritten first: a file that is only unlinked can be read off the disk for a while."""
    with path.open("r+b") as file:
        file.write(b"\x00" * path.stat().st_size)
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    sync_folder(path.parent)
