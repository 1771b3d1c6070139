"""A row of a programme's file: what is written out, and what is understood of one."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from services.domain.programme.terms import PresentedTo
from services.register.row import CellRemark, SkippedRows
from services.register.words import comparable


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeFileRow:
    """Một dòng của tệp chương trình; each field is the column of its name.

    `lead_unit` and `supporting_units` are codes of units, `leader` the login of a person. What is
    blank, or stands in a column that the file has not, is "" or None.
    """

    content: str = ""
    product: str = ""
    lead_unit: str = ""
    supporting_units: tuple[str, ...] = ()
    due_on: date | None = None
    sits_at: str = ""
    presented_to: PresentedTo | None = None
    leader: str = ""
    note: str = ""
    number: int | None = None

    @property
    def key(self) -> str:
        """The same whenever the same work of the same unit on the same day is sent again.

        Case, blanks, signs and the form of Unicode do not matter.
        """
        parts = (
            comparable(self.content),
            self.lead_unit,
            self.due_on.isoformat() if self.due_on else "",
        )
        return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class OurProgrammeRow:
    """Một dòng của chương trình: `withheld` where its words are not the viewer's to read."""

    number: int
    values: ProgrammeFileRow
    withheld: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadProgrammeRow:
    """Một dòng đọc được: its number on the sheet, its cells as texts, and what they mean.

    `values` is None where a cell was refused.
    """

    at: int
    cells: Mapping[str, str]
    values: ProgrammeFileRow | None
    refusals: tuple[CellRemark, ...] = ()
    notes: tuple[CellRemark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeFile:
    """Một tệp chương trình đã đọc: each row between the head and the last filled row, once.

    `columns` says in which column of the sheet each of ours stands; `notes` are sentences on the
    whole file.
    """

    name: str
    sheet: str
    first_row: int
    last_row: int
    columns: Mapping[str, int]
    rows: tuple[ReadProgrammeRow, ...]
    skipped: SkippedRows
    notes: tuple[str, ...]

    @property
    def total(self) -> int:
        """How many rows stand below the head, down to the last one with a filled cell."""
        return max(0, self.last_row - self.first_row + 1)
