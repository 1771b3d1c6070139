"""How large a register may be: data, so that an installation can say otherwise."""

from dataclasses import dataclass
from typing import Final

from services.plandoc.sources.zip_contents import ZipLimits

MEGABYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLimits(ZipLimits):
    """Giới hạn của tệp nhập: thousands of rows a year, tens of them in a merged ward."""

    bytes: int = 32 * MEGABYTE
    entries: int = 2000
    part_bytes: int = 256 * MEGABYTE
    all_bytes: int = 384 * MEGABYTE
    ratio: int = 200
    ratio_from: int = 10 * MEGABYTE
    small_part_bytes: int = 16 * MEGABYTE  # of the table of sheets, the styles
    sheets: int = 200
    rows: int = 60_000
    columns: int = 256
    cells: int = 2_500_000
    elements: int = 10_000_000  # of XML; 50,000 rows of all columns have some four million
    merged_rows: int = 200_000
    characters: int = 64 * MEGABYTE


LIMITS: Final = RegisterLimits()
