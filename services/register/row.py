"""A row of the register: what is written out, and what an import understands of a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class SuperiorReply:
    """Cấp trên đã công nhận: by which paper and when; both blank where only a tick says so."""

    number: str = ""
    replied_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """Một dòng của sổ; each field is the column of its name.

    `lead` and `supporters` are codes of units, `assigner` and `follower` logins of people, ""
    where nobody is named; `urgency` is a key of `URGENCY_WORDS`. Days are calendar days in
    Asia/Ho_Chi_Minh. `due_on` None means *không thời hạn*, never “not known”. Of a `restricted`
    row only number and day are ever written.
    """

    code: str = ""
    received_number: str = ""
    number: str = ""
    issued_on: date | None = None
    issuer: str = ""
    summary: str = ""
    work: str = ""
    assigner: str = ""
    assigned_on: date | None = None
    lead: str = ""
    supporters: tuple[str, ...] = ()
    follower: str = ""
    urgency: str = "ordinary"
    restricted: bool = False
    superior_due_on: date | None = None
    due_on: date | None = None
    output: str = ""
    completed_on: date | None = None
    state: str = ""
    leader_approved: bool = False
    superior_reply: SuperiorReply | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellRemark:
    """Điều phải nói về một ô: the address on the sheet ("F12"), the column's key, the sentence.

    A refusal says what is wrong and what to do; a note says how the cell was read.
    """

    cell: str
    column: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedRow:
    """Một dòng của tệp: its number on the sheet, its cells as read, and what they mean.

    `cells` holds the texts by column key. `values` is None where a cell was refused. `key` is the
    same whenever the same row is sent again; "" of a refused row.
    """

    number: int
    cells: Mapping[str, str]
    values: RegisterRow | None
    key: str = ""
    refusals: tuple[CellRemark, ...] = ()
    notes: tuple[CellRemark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedRows:
    """Dòng không phải là việc: the numbers on the sheet of what stands below the head apart."""

    blank: tuple[int, ...] = ()
    example: tuple[int, ...] = ()
    numbering: tuple[int, ...] = ()
    group_headings: tuple[int, ...] = ()

    @property
    def total(self) -> int:
        """How many rows they are together."""
        kinds = (self.blank, self.example, self.numbering, self.group_headings)
        return sum(map(len, kinds))


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedRegister:
    """Một tệp sổ đã đọc: every row between the head and the last filled row stands in it once.

    `present` are the keys of the columns that the file has; `notes` are Vietnamese sentences on
    the whole file: what is hidden, merged, turned into Unicode or not used.
    """

    file_name: str
    sha256: str
    sheet: str
    first_row: int
    last_row: int
    present: frozenset[str]
    rows: tuple[ImportedRow, ...]
    skipped: SkippedRows = field(default_factory=SkippedRows)
    notes: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many rows stand below the head, down to the last one with a filled cell."""
        return max(0, self.last_row - self.first_row + 1)
