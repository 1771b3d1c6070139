"""What sealing needs of the log: newest checkpoint, tree, history of keys, who signs now."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from infra.errors import SettingsError
from infra.proving.key_folder import KeyFolder, origin_of
from infra.settings import Installation
from infra.witness.stamps import FOLDER, newest_stamp, stamp_file
from services.archive.sealing import SealedKey
from services.domain.log_keys import STREAM, log_keys
from services.ledger.port import Ledger
from services.ledger.tlog.checkpoints import OpenedCheckpoint, open_checkpoint, read_checkpoint
from services.ledger.tlog.errors import altered
from services.ledger.tlog.keys import NoteSigner, NoteVerifier
from services.ledger.tlog.log_folder import LogFolder
from services.ledger.tlog.proofs import TiledTree

_NOT_YET: Final = (
    "Sổ chưa có điểm kiểm tra đã ký. Hãy khởi động Đôn Đốc bằng “dondoc up”, đợi có điểm kiểm tra "
    "đầu tiên rồi làm lại."
)
_NO_KEY: Final = (
    "Không có khóa đang ký sổ trong {folder}. Hãy chạy lệnh này trên máy của phường, với người "
    "dùng đã khởi động Đôn Đốc."
)


@dataclass(frozen=True, slots=True)
class KeptStamp:
    """A time stamp as the authority answered it, and the lines of the checkpoint it stamps."""

    size: int
    token: bytes
    text: str


@dataclass(frozen=True, slots=True)
class LogOnDisk:
    """The log of one ward at its newest signed checkpoint; `signers` sign at this moment."""

    checkpoint: OpenedCheckpoint
    tree: TiledTree
    stamp: KeptStamp | None
    keys: tuple[SealedKey, ...]
    signers: tuple[NoteSigner, ...]


async def read_log(there: Installation, ledger: Ledger, now: datetime) -> LogOnDisk:
    """Raises SettingsError where nothing is signed yet or no key is here, NotProven."""
    origin, folder = origin_of(ledger.ledger_id), LogFolder(there.log)
    keys = log_keys((await ledger.read([STREAM])).of(STREAM))
    signers = tuple(KeyFolder(there.log_key).signers(keys, now))
    if not signers:
        raise SettingsError(_NO_KEY.format(folder=there.log_key))
    note = folder.newest()
    if note is None:
        raise SettingsError(_NOT_YET)
    opened = open_checkpoint(note.write(), origin, [NoteVerifier.read(key.key) for key in keys])
    size = opened.checkpoint.size
    tree = folder.tree(size)
    if tree.root() != opened.checkpoint.root:
        raise altered(f"the tiles are not those of the log of {size} facts")
    return LogOnDisk(
        opened,
        tree,
        _stamp(folder, size),
        tuple(SealedKey(vkey=k.key, since=k.introduced_at, until=k.retired_at) for k in keys),
        signers,
    )


def _stamp(folder: LogFolder, most: int) -> KeptStamp | None:
    """The newest time stamp of at most so many facts: there is one a day, not one of each size."""
    stamps = folder.path / FOLDER
    size = newest_stamp(stamps, most)
    note = None if size is None else folder.checkpoint(size)
    if size is None or note is None:
        return None
    if folder.tree(size).root() != read_checkpoint(note.text).root:
        raise altered(f"the checkpoint of {size} facts that was stamped is not one of the log")
    return KeptStamp(size, stamp_file(stamps, size).read_bytes(), note.text)
