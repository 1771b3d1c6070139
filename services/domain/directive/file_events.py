"""Facts about the files of a directive."""

from dataclasses import dataclass
from typing import ClassVar

from services.domain.facts import TextRef


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveFileAttached:
    """Đính kèm tệp của nguồn: a file, such as the scan of the paper, lies with the directive.

    The file itself is kept by its SHA-256 (hex) outside the ledger.
    """

    TYPE: ClassVar[str] = "directive-file-attached"
    SCHEMA: ClassVar[int] = 1

    sha256: str
    size_bytes: int
    media_type: str
    name: TextRef


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveFileDetached:
    """Bỏ tệp của nguồn: a wrong file was taken back; its bytes stay kept."""

    TYPE: ClassVar[str] = "directive-file-detached"
    SCHEMA: ClassVar[int] = 1

    sha256: str
