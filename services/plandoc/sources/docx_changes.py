"""Tracked changes of Word: read as if all were accepted, or as if all were rejected."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from services.plandoc.sources.docx_xml import Element, child, local


class Tracked(StrEnum):
    """Cách đọc thay đổi: what a document says with its changes, or what it said before them."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


_ADDED = frozenset({"ins", "moveTo"})
_TAKEN = frozenset({"del", "moveFrom"})
_KINDS = {"ins": "chỗ thêm", "del": "chỗ xóa", "moveFrom": "chỗ chuyển đi nơi khác"}
_READ_AS = {
    Tracked.ACCEPTED: "đã đọc như mọi thay đổi được chấp nhận",
    Tracked.REJECTED: "đã đọc bản trước khi sửa, như mọi thay đổi bị từ chối",
}


@dataclass(frozen=True, slots=True)
class TrackedChanges:
    """Which of a document's tracked changes are read: what is gone, and what stays."""

    tracked: Tracked

    @property
    def gone(self) -> frozenset[str]:
        """The names of elements whose content does not stand in the document as it is read."""
        return _TAKEN if self.tracked is Tracked.ACCEPTED else _ADDED

    def properties(self, holder: Element, name: str) -> Element | None:
        """The settings of a paragraph or run; of before they were changed, where that is read."""
        now = child(holder, name)
        if self.tracked is Tracked.ACCEPTED:
            return now
        before = child(now, f"{name}Change", name)
        return now if before is None else before

    def ends_here(self, paragraph: Element) -> bool:
        """Whether a paragraph has its end; else it goes on in the next one."""
        mark = child(paragraph, "pPr", "rPr")
        return all(child(mark, name) is None for name in self.gone)

    def has_row(self, row: Element) -> bool:
        """Whether a row of a table stands in the document as it is read."""
        return all(child(row, "trPr", name) is None for name in self.gone)

    def has_cell(self, cell: Element) -> bool:
        """Whether a cell of a row stands in the document as it is read."""
        name = "cellDel" if self.tracked is Tracked.ACCEPTED else "cellIns"
        return child(cell, "tcPr", name) is None

    def notes(self, body: Element) -> tuple[str, ...]:
        """Say in Vietnamese how many changes there are, and how they were read; once through."""
        places = Counter(filter(None, map(_kind, body.iter("{*}ins", "{*}del", "{*}moveFrom"))))
        if not places:
            return ()
        counted = ", ".join(f"{places[kind]} {words}" for kind, words in _KINDS.items())
        sentence = (
            f"Văn bản còn {counted} đang theo dõi thay đổi: {_READ_AS[self.tracked]}. Hãy mở bằng "
            "Word, chấp nhận hoặc từ chối từng thay đổi rồi lưu lại."
        )
        return (sentence,)


def _kind(change: Element) -> str | None:
    """The kind of a change that begins here; what only goes on with one is no other change."""
    name = local(change)
    holder = change.getparent()
    if holder is None or local(holder) in {"numPr", "ctrlPr"}:
        return None
    if local(holder) == "rPr":
        return name if _is_mark_alone(change, name) else None
    before = change.getprevious()
    while before is not None and local(before) in _MARKS:
        before = before.getprevious()
    return None if before is not None and local(before) == name else name


_MARKS = frozenset({"", "bookmarkStart", "bookmarkEnd", "proofErr", "commentRangeStart"})


def _is_mark_alone(change: Element, name: str) -> bool:
    """Whether only the end of a paragraph was changed, and none of its words."""
    holder = change.getparent().getparent()
    paragraph = holder.getparent() if holder is not None and local(holder) == "pPr" else None
    return paragraph is not None and child(paragraph, name) is None
