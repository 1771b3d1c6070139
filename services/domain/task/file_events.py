"""Facts about the evidence files of a task."""

from dataclasses import dataclass
from typing import ClassVar

from services.domain.facts import TextRef


@dataclass(frozen=True, slots=True, kw_only=True)
class FileAttached:
    """Đính kèm tệp: a file lies with the task, for the report or for a unit's contribution.

    The file itself is kept by its SHA-256 (hex) outside the ledger.
    """

    TYPE: ClassVar[str] = "file-attached"
    SCHEMA: ClassVar[int] = 1

    sha256: str
    size_bytes: int
    media_type: str
    name: TextRef
    contribution_of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDetached:
    """Bỏ tệp: a file was taken back before it was handed in; its bytes stay kept."""

    TYPE: ClassVar[str] = "file-detached"
    SCHEMA: ClassVar[int] = 1

    sha256: str
    contribution_of: str | None
