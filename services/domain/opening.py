"""The first fact of a ledger: which ward, and whether it is real for ever."""

from dataclasses import dataclass
from typing import ClassVar

STREAM = "ledger-main"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerOpened:
    """Mở sổ: the ward's ledger begins, real or a demonstration for ever."""

    TYPE: ClassVar[str] = "ledger-opened"
    SCHEMA: ClassVar[int] = 1

    ledger_id: str
    demonstration: bool
    ward_code: str
    ward_name: str
