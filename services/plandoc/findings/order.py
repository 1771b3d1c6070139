"""Defects of order: numbers of headings and rows that are missing, doubled or miscounted."""

import re
from collections.abc import Iterator

from services.domain.plan_document.reading import ReadFinding, SentenceQuote
from services.plandoc.findings.noting import DOUBT, NOTE, finding, quote, row_place
from services.plandoc.items.understood import UnderstoodWords
from services.plandoc.structure.numbering import Level

_COUNTED = re.compile(
    r"(?<!\d)(?P<count>0?\d|1\d)\s+(?:khâu\s+)?(?P<what>đột phá|nhóm nhiệm vụ|nhiệm vụ trọng tâm|"
    r"giải pháp|đề án|chỉ tiêu)",
    re.IGNORECASE,
)


def headings(read: UnderstoodWords) -> Iterator[ReadFinding]:
    """A number is missing or stands twice in a run of headings or rows."""
    for gap in read.gaps:
        above = f"Mục {'.'.join(gap.path)}" if gap.path else "Văn bản"
        if gap.repeated:
            yield finding(
                "heading-twice",
                NOTE,
                subject=(*gap.entry.path, gap.entry.text[:60]),
                quotes=[quote(gap.entry, f"{gap.entry.mark} {gap.entry.text[:120]}")],
                sentence=f"{above} dùng số “{gap.missing}” hai lần nên dẫn chiếu sẽ lẫn.",
                assumed="Giữ cả hai theo thứ tự trong văn bản.",
            )
            continue
        yield finding(
            "missing-heading",
            DOUBT,
            subject=(*gap.path, gap.missing),
            quotes=[quote(gap.entry, f"{gap.entry.mark} {gap.entry.text[:120]}")],
            sentence=f"{above} có số “{gap.entry.mark}” nhưng thiếu số “{gap.missing}”:"
            " thiếu đề mục hoặc thiếu hẳn một phần.",
            assumed="Đọc tiếp như văn bản đang có.",
        )
    yield from _rows_in_order(read)


def _rows_in_order(read: UnderstoodWords) -> Iterator[ReadFinding]:
    before, group = 0, ""
    for row in read.annex.rows if read.annex else ():
        if not row.number.isdigit():
            continue
        if row.group != group or int(row.number) == 1:
            before, group = 0, row.group
        for missing in range(before + 1, min(int(row.number), before + 4)):
            yield finding(
                "missing-heading",
                DOUBT,
                subject=("phụ lục", group, str(missing)),
                quotes=[SentenceQuote(place=row_place(row.label), text=row.name)],
                sentence=f"Phụ lục có dòng {row.label} nhưng thiếu dòng {missing} đứng trước nó:"
                " đánh số sót hoặc mất hẳn một chỉ tiêu.",
                assumed="Đọc tiếp như phụ lục đang có.",
            )
        before = int(row.number)


def announced_counts(read: UnderstoodWords) -> Iterator[ReadFinding]:
    """A heading announces a number of parts, and another number of them follows."""
    for entry in read.parts.body:
        match = _COUNTED.search(entry.text)
        if match is None or entry.level is not Level.NUMBER:
            continue
        depth = len(entry.path)
        children = [
            each
            for each in read.parts.body
            if each.path[:depth] == entry.path
            and len(each.path) == depth + 1
            and each.level in (Level.NUMBER, Level.PAREN, Level.LETTER)
        ]
        if children and len(children) != int(match["count"]):
            yield finding(
                "count-differs",
                NOTE,
                subject=(entry.section, match["what"]),
                quotes=[quote(entry, match[0])],
                sentence=f"Đề mục báo {match[0]} nhưng chỉ đánh số {len(children)} phần.",
                assumed="Đọc theo số phần đang có.",
            )
