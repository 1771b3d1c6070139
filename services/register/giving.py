"""Which rows of a file that only it has can become work, and from which paper each comes. Pure."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from services.register.row import CellRemark, ImportedRow, RegisterRow
from services.register.row_key import row_key
from services.register.row_reading import RowReading
from services.register.words import cleaned, comparable

_FINISHED: Final = (
    "dòng này đã xong ở sổ cũ. Phần mềm chỉ nhận việc đang thực hiện: hãy để việc này ở sổ cũ, "
    "hoặc xóa ô này nếu việc chưa xong."
)
_RESTRICTED: Final = (
    "dòng mật không ghi được từ tệp, vì tệp không nói giao cho ai. Hãy ghi nhận văn bản mật ở "
    "Nguồn giao việc rồi giao việc ở đó."
)
# What all works of one paper have in common, as it is registered once.
_OF_PAPER: Final = ("summary", "received_number")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPaper:
    """Một nguồn giao việc đã có, by what a row of the register says of it."""

    code: str
    number: str
    dated_on: date | None
    issuer: str
    summary: str
    received_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperToGive:
    """Một nguồn với các dòng của nó: the directive that is there (`known`), else a new one.

    `key` is the same whenever rows of the same paper are sent again.
    """

    key: str
    known: KnownPaper | None
    rows: tuple[ImportedRow, ...]

    @property
    def first(self) -> RegisterRow:
        """The row that says what the paper is."""
        return next(row.values for row in self.rows if row.values is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class GivingPlan:
    """Việc ghi được, chưa ghi được: papers with their rows, and what stands against a row."""

    papers: tuple[PaperToGive, ...]
    refusals: Mapping[int, CellRemark]


def plan_giving(
    rows: Sequence[ImportedRow], known: Iterable[KnownPaper], columns: Mapping[str, int]
) -> GivingPlan:
    """Sort new rows by their papers; a row against which something stands blocks no other.

    `columns` says in which column of the sheet each of ours stands, for the cells' addresses.
    """
    there: dict[tuple[str, date | None], list[KnownPaper]] = {}
    for each in known:
        there.setdefault((_number(each.number), each.dated_on), []).append(each)
    refusals: dict[int, CellRemark] = {}
    groups: dict[str, list[ImportedRow]] = {}
    for row in rows:
        if row.values is None:
            continue
        refusal = _unfit(row.values)
        if refusal is None:
            groups.setdefault(paper_key(row.values), []).append(row)
        else:
            refusals[row.number] = remark(columns, row.number, *refusal)
    papers = []
    for key, group in groups.items():
        paper = _paper(key, group, there, columns, refusals)
        if paper is not None:
            papers.append(paper)
    return GivingPlan(papers=tuple(papers), refusals=refusals)


def paper_key(row: RegisterRow) -> str:
    """The fingerprint of the paper that a row names: number, day and body.

    Of an order without a number the words, who ordered and when; else the row stands alone.
    """
    day = row.issued_on.isoformat() if row.issued_on else ""
    ordered = row.assigned_on.isoformat() if row.assigned_on else ""
    if row.number and day:
        parts = ["paper", _number(row.number), day, comparable(row.issuer)]
    elif row.summary:
        parts = ["order", comparable(row.summary), comparable(row.number), day]
        parts += [row.assigner, ordered]
    else:
        parts = ["row", row_key(row)]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def remark(columns: Mapping[str, int], number: int, key: str, sentence: str) -> CellRemark:
    """What stands against a row, with the address of its cell."""
    reading = RowReading(number=number, columns=columns)
    reading.refuse(key, sentence)
    return reading.refusals[0]


def _unfit(row: RegisterRow) -> tuple[str, str] | None:
    """The column and the sentence of what no paper could mend."""
    if row.restricted:
        return "restricted", _RESTRICTED
    done = ("completed_on", "leader_approved", "superior_reply")
    key = next((key for key in done if getattr(row, key)), None)
    return (key, _FINISHED) if key else None


def _paper(
    key: str,
    group: Sequence[ImportedRow],
    there: Mapping[tuple[str, date | None], Sequence[KnownPaper]],
    columns: Mapping[str, int],
    refusals: dict[int, CellRemark],
) -> PaperToGive | None:
    """The paper with the rows that agree with it; what does not agree is refused."""
    first = next(row.values for row in group if row.values is not None)
    known = _known(first, there)
    if len(known) > 1:
        codes = ", ".join(paper.code for paper in known)
        sentence = (
            f"đã có {len(known)} nguồn giao việc cùng số, ngày và cơ quan ({codes}). Hãy giao "
            "việc từ đúng nguồn ở trang Nguồn giao việc."
        )
        for row in group:
            refusals[row.number] = remark(columns, row.number, "number", sentence)
        return None
    paper = known[0] if known else None
    agreeing = []
    for row in group:
        wrong = _disagreeing(row, group[0], paper)
        if wrong is None:
            agreeing.append(row)
        else:
            refusals[row.number] = remark(columns, row.number, *wrong)
    return PaperToGive(key=key, known=paper, rows=tuple(agreeing)) if agreeing else None


def _known(
    row: RegisterRow, there: Mapping[tuple[str, date | None], Sequence[KnownPaper]]
) -> list[KnownPaper]:
    """Those with this number, day and body; where either names no body the others are enough."""
    if not row.number or row.issued_on is None:
        return []
    issuer = comparable(row.issuer)
    return [
        paper
        for paper in there.get((_number(row.number), row.issued_on), ())
        if not issuer or not paper.issuer or comparable(paper.issuer) == issuer
    ]


def _disagreeing(
    row: ImportedRow, first: ImportedRow, known: KnownPaper | None
) -> tuple[str, str] | None:
    if row.values is None or first.values is None:
        return None
    for key in _OF_PAPER:
        words = comparable(getattr(row.values, key))
        if known is not None and words != comparable(getattr(known, key)):
            theirs = getattr(known, key) or "trống"
            return key, f"nguồn giao việc {known.code} đã có ghi “{theirs}”. Hãy ghi giống vậy."
        if known is None and words != comparable(getattr(first.values, key)):
            return key, f"khác dòng {first.number} của cùng văn bản. Hãy ghi giống nhau."
    return None


def _number(number: str) -> str:
    return cleaned(number).casefold()
