"""What was read in a plan document: the draft, the document's own words, what is wrong in it.

A reading is a value made by a pure reader; it is no fact. Codes are those of its draft. Strings
are NFC, dates are calendar days in Asia/Ho_Chi_Minh.
"""

from dataclasses import dataclass
from enum import StrEnum

from services.domain.plan.draft import PlanDraft, Severity


class Field(StrEnum):
    """What of a plan, an item or a measure the Office may correct while it decides."""

    NUMBER = "number"  # số, ký hiệu của kế hoạch
    ISSUED_ON = "issued_on"  # ngày ban hành
    PLACE = "place"  # địa danh
    REPLACES = "replaces"  # kế hoạch bị thay thế
    TITLE = "title"  # tên mục
    LEAD = "lead"  # đơn vị chủ trì
    SUPPORTING = "supporting"  # đơn vị phối hợp
    UNIT = "unit"  # đơn vị tính
    OPERATOR = "operator"  # dấu so sánh
    FINAL = "target_2030"  # mức đến năm cuối
    AVERAGE = "target_average"  # mức bình quân năm
    REACH_BY = "reach_by"  # ngày phải đạt


PLAN_ITSELF = "plan"  # the item of a slot that means the plan's own head


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Chỗ được sửa: one field of the plan (`item` is PLAN_ITSELF), of an item or of a measure."""

    item: str
    field: Field


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceQuote:
    """Lời của văn bản: the document's own words, and where they stand ("mục II.2(3)")."""

    place: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFinding:
    """Điểm cần làm rõ mà máy đọc thấy: what is wrong or undecided in the document.

    `code` is the kind of defect, for ever; `key` is this one defect and stays the same on a second
    reading. `sentence` says why it matters, `assumed` what the reading takes meanwhile; `corrects`
    is what a correction would change, None where there is nothing to type.

    A gathered one has `members`: findings of one cause, each with a key and a place to correct of
    its own, on which it is decided. `of_many` is its sentence with {count} and {names} to fill in.
    """

    key: str
    code: str
    severity: Severity
    items: tuple[str, ...]
    place: str
    quotes: tuple[SentenceQuote, ...]
    sentence: str
    assumed: str
    corrects: Slot | None
    members: tuple["ReadFinding", ...] = ()
    of_many: str = ""

    @property
    def lines(self) -> tuple["ReadFinding", ...]:
        """What is decided on, one by one: its members, or itself where it stands alone."""
        return self.members or (self,)

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Every place that a correction would change."""
        return tuple(each.corrects for each in self.lines if each.corrects is not None)


class PieceRole(StrEnum):
    """What a piece of the document is to the reading."""

    ITEM = "item"  # lời của một chỉ tiêu, đề án, nhiệm vụ
    PART = "part"  # phần của mục: đơn vị chủ trì, thời gian, chỗ viết tiếp
    CONTEXT = "context"  # giải thích mục chứa nó
    FORM = "form"  # thể thức: đề mục, căn cứ, nơi nhận, chữ ký
    UNREAD = "unread"  # có yêu cầu nhưng không thành mục nào


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Một đoạn của văn bản và vai của nó; all pieces together are the document, unchanged.

    `line` counts paragraphs and rows from 1; the last piece of a line ends with the line's end.
    `place` is where it stands ("mục II.4.1"), `section` the outermost section around it ("mục
    II"); `items` are the codes of the items whose words or part it is.
    """

    line: int
    text: str
    role: PieceRole
    place: str
    section: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Kết quả đọc văn bản: a draft plan whose findings are these findings.

    `dated` is the date line as printed, complete or not. `quotes` gives the document's own words
    for each item and measure, by code. `notes` say what was skipped, in Vietnamese. `pieces` cut
    the whole document by what each part of it is; empty for a plan in our own schema.
    """

    draft: PlanDraft
    dated: str | None
    quotes: dict[str, SentenceQuote]
    findings: tuple[ReadFinding, ...]
    notes: tuple[str, ...]
    pieces: tuple[Piece, ...] = ()

    @property
    def errors(self) -> tuple[ReadFinding, ...]:
        """The findings that must be decided before the plan may be loaded."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)
