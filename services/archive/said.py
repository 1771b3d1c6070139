"""What a stored payload refers to: texts and evidence files, without knowing its schema."""

import re
from typing import Any, Final
from uuid import UUID

from services.domain.directive.file_events import DirectiveFileAttached
from services.domain.task.file_events import FileAttached
from services.ledger import canonical
from services.ledger.canonical import NotCanonical
from services.ledger.rows import StoredRow, text_references

_UUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
_NAMING: Final = frozenset({FileAttached.TYPE, DirectiveFileAttached.TYPE})


def texts_of(row: StoredRow) -> set[UUID]:
    """The ids of the texts that a fact refers to."""
    if row.payload is None or b'"text_id"' not in row.payload:
        return set()
    named = {text_id for text_id, _ in text_references(_payload(row))}
    return {UUID(text_id) for text_id in named if _UUID.fullmatch(text_id)}


def files_of(row: StoredRow) -> list[str]:
    """The SHA-256 of the file that a fact attaches, if any."""
    if row.type not in _NAMING:
        return []
    said = _payload(row)
    return [str(said["sha256"])] if isinstance(said, dict) and "sha256" in said else []


def _payload(row: StoredRow) -> Any:
    try:
        return canonical.parse(row.payload or b"null")
    except NotCanonical:  # `ledger verify` says so
        return None
