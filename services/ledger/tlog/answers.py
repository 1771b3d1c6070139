"""What the auditor part answers to those who asked it for something: files beside the log.

Its login writes nothing to the database, so an answer is a file under the request's id; a request
without one is still to be done, whichever process of the part began it.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from services.ledger.tlog.durable import make_folder, write_whole

VERIFICATIONS: Final = "verifications"
CASES: Final = "cases"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditAnswer:
    """What came of a request: one sentence, and the details below it (Vietnamese).

    `ok` is whether it came out as hoped: the log is sound, the case file was made. `at` is when
    it was done (POSIX seconds), `limits` how the account of who asked was limited then.
    """

    ok: bool
    said: str
    details: str
    at: float
    limits: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditProgress:
    """How far a request has come that is being done: facts read, and how many there are."""

    read: int
    total: int


@dataclass(frozen=True, slots=True)
class AuditAnswers:
    """The answers of one kind, in a folder of the log: `path` is the log's own folder."""

    path: Path
    kind: str

    @property
    def folder(self) -> Path:
        """Where the answers of this kind lie."""
        return self.path / self.kind

    def answer(self, request_id: UUID) -> AuditAnswer | None:
        """What came of it; None while it waits or is being done."""
        kept = _kept(self._file(request_id, "json"))
        try:
            return None if kept is None else AuditAnswer(**kept)
        except TypeError:
            return None

    def keep(self, request_id: UUID, answer: AuditAnswer) -> None:
        """Answer; whole or not at all."""
        content = json.dumps(asdict(answer), ensure_ascii=False, indent=1)
        write_whole(self._file(request_id, "json"), content.encode() + b"\n", self.path)
        self._file(request_id, "progress").unlink(missing_ok=True)

    def progress(self, request_id: UUID) -> AuditProgress | None:
        """How far it has come; None before it is begun."""
        kept = _kept(self._file(request_id, "progress"))
        try:
            return None if kept is None else AuditProgress(**kept)
        except TypeError:
            return None

    def tell(self, request_id: UUID, progress: AuditProgress) -> None:
        """Say how far it has come; not flushed to the disk: it is written anew all the time."""
        path = self._file(request_id, "progress")
        make_folder(path.parent, self.path)
        beside = path.with_name(f".{path.name}")
        beside.write_text(json.dumps(asdict(progress)), encoding="utf-8")
        beside.replace(path)

    def archive(self, request_id: UUID) -> Path:
        """Where the case file of a request lies, as long as it is kept."""
        return self._file(request_id, "zip")

    def _file(self, request_id: UUID, ending: str) -> Path:
        return self.folder / f"{request_id}.{ending}"


def _kept(path: Path) -> dict[str, Any] | None:
    try:
        kept = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return kept if isinstance(kept, dict) else None
