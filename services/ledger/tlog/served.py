"""The log as pages, calls and printed sheets show it: read only, out of the folder."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from services.domain.numerals import count
from services.ledger.tlog.checkpoints import Checkpoint, read_checkpoint
from services.ledger.tlog.encoding import to_base64
from services.ledger.tlog.errors import NotProven
from services.ledger.tlog.log_folder import LogFolder
from services.ledger.tlog.notes import SignedNote
from services.ledger.tlog.status import STALE, STALE_SECONDS, LogStatus

# `SignedState.line` in a file that comes back: passed over, it says nothing of the table.
SIGNED_LINE: Final = re.compile(r"Sổ [\d.]+ sự kiện, mã gốc [A-Za-z0-9+/]{43}=")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedState:
    """The newest checkpoint: its note, what it says, and when it was signed last."""

    note: SignedNote
    checkpoint: Checkpoint
    signed_at: datetime

    @property
    def root(self) -> str:
        """The root in 44 characters (base64), short enough to be printed and compared."""
        return to_base64(self.checkpoint.root)

    @property
    def line(self) -> str:
        """Size and root in one line, as every sheet and export carries it."""
        return f"Sổ {count(self.checkpoint.size)} sự kiện, mã gốc {self.root}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedLog:
    """One ward's log; `now` is the machine's clock (POSIX seconds)."""

    folder: LogFolder
    now: Callable[[], float]

    def newest(self) -> SignedState | None:
        """What was signed last; None before the first, or where it cannot be read."""
        try:
            note, at = self.folder.newest(), self.folder.signed_at()
            if note is None or at is None:
                return None
            checkpoint = read_checkpoint(note.text)
        except (NotProven, OSError):
            return None
        return SignedState(
            note=note, checkpoint=checkpoint, signed_at=datetime.fromtimestamp(at, UTC)
        )

    def status(self) -> LogStatus | None:
        """How the job fares; `stale` where it has said nothing for half a minute."""
        status = LogStatus.read(self.folder.path)
        if status is None or self.now() - status.at <= STALE_SECONDS:
            return status
        return replace(status, state=STALE, said="Tiến trình ký sổ không còn hoạt động.")
