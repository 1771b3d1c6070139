"""Every character of a document is accounted for, and nothing that asks for something is lost."""

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.domain.plan_document.reading import PieceRole, Reading
from services.plandoc.reading.coverage import counted, coverage_lines, partition_as_json
from services.plandoc.reading.reader import read_document
from services.plandoc.sources.open_source import read_source
from services.plandoc.sources.source import DocumentError, SourceDocument, Table
from services.plandoc.sources.text_source import read_text
from tests.plandoc.clean_plan import CLEAN
from tests.plandoc.genre_reading import DOCUMENTS
from tests.plandoc.real_plan import real_text
from tests.plandoc.word_plan import as_word

TEXTS = [*(path.read_text(encoding="utf-8") for path in DOCUMENTS), CLEAN, real_text()]
OF_NO_ITEM = (PieceRole.CONTEXT, PieceRole.FORM)
# Said here once more, not asked of the reader: what gives work to somebody.
GIVES_WORK = re.compile(
    r"^(?:[a-z0-9]{1,3}[.)]|[-+•])?\s*(?:Giao\s+)?(?:Phòng|Trạm|Công an|Trung tâm|Văn phòng)\s"
    r"[^.;]*(?:chủ trì|phối hợp|rà soát|tổ chức|hướng dẫn|báo cáo)"
)


def whole(document: SourceDocument) -> str:
    """The document as one text, written without a look at the reader's own."""
    lines = []
    for block in document.blocks:
        rows = block.rows if isinstance(block, Table) else ()
        lines += ["\t".join(row.cells) for row in rows] or [block.text]  # type: ignore[union-attr]
    return "\n".join(lines)


def joins(document: SourceDocument) -> Reading:
    """Read a document whose pieces join to it."""
    reading = read_document(document)
    assert "".join(piece.text for piece in reading.pieces) == whole(document)
    codes = {item.code for item in reading.draft.items}
    for piece in reading.pieces:
        assert piece.text
        assert codes.issuperset(piece.items)
        assert bool(piece.items) is (piece.role in {PieceRole.ITEM, PieceRole.PART})
    quoted = [quote.text for each in reading.findings for quote in each.quotes]
    for piece in reading.pieces:
        if piece.role is PieceRole.UNREAD:
            said = " ".join(piece.text.split())
            assert any(words and words in said for words in quoted), piece
    return reading


@pytest.mark.parametrize("text", TEXTS, ids=[*(path.stem for path in DOCUMENTS), "clean", "real"])
def test_the_pieces_join_to_the_document_in_text_and_in_word(text: str) -> None:
    text = text.replace("< ", "dưới ")  # the writer of Word files keeps "<" as XML
    typed = read_text(text.encode(), "k.txt")
    printed = read_source(as_word(typed), "k.docx")
    for document in (typed, printed):
        reading = joins(document)
        placed = {code for piece in reading.pieces for code in piece.items}
        assert placed == {item.code for item in reading.draft.items}, "every item has its words"
        for piece in reading.pieces:
            if piece.role in OF_NO_ITEM:
                assert not GIVES_WORK.search(piece.text), piece


LINES = [line for text in TEXTS for line in text.splitlines() if line.strip()]
MARKS = [
    "",
    "- ",
    "+ ",
    "a) ",
    "b) ",
    "1. ",
    "2. ",
    "1.1. ",
    "(1) ",
    "(2) ",
    "I. ",
    "II. ",
    "A. ",
    "* ",
]
HEAD = "KẾ HOẠCH\nPhát triển phường Xa giai đoạn 2026 - 2030\n"


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Lines of the genre in any order, wrapped, indented and numbered anew."""
    chance = random.Random(draw(st.integers(0, 2**32)))  # noqa: S311  (a repeatable shuffle)
    lines = []
    for line in chance.sample(LINES, draw(st.integers(1, 25))):
        match chance.randrange(5):
            case 0:
                lines.append(chance.choice(MARKS) + line.lstrip("-+•(abcdIVX123456789.) "))
            case 1:
                at = chance.randrange(1 + len(line))
                lines += [line[:at], line[at:]]
            case 2:
                lines.append("  " * chance.randrange(4) + line)
            case 3:
                lines.append(line.replace(" ", "\t", chance.randrange(3)))
            case _:
                lines.append(line)
    return HEAD + "\n".join(lines)


@settings(max_examples=1000, deadline=None)
@given(documents())
def test_the_pieces_of_any_document_join_to_it(text: str) -> None:
    try:
        joins(read_text(text.encode(), "k.txt"))
    except DocumentError as refused:
        assert refused.code in {"document-no-plan", "document-no-year"}  # noqa: PT017


UNHEARD_OF = """I. TỔ CHỨC THỰC HIỆN
1. Phòng Kinh tế: Lập sổ theo dõi giếng khoan.
2. Đội thủy nông liên thôn
a) Khơi thông cống dưới đê.
b) Canh nước ruộng cấy.
II. NHIỆM VỤ CHUNG
- Quét dọn sân đình.
III. ĐẶC ĐIỂM
Ngày mùa đến sớm hơn mọi năm.
"""


def test_lines_that_nobody_is_given_are_one_finding_for_each_section() -> None:
    reading = joins(read_text((HEAD + UNHEARD_OF).encode(), "k.txt"))
    unread = [each for each in reading.findings if each.code == "lines-unread"]
    assert unread[-1].place == "mục II"
    assert [quote.text for quote in unread[-1].quotes] == ["- Quét dọn sân đình"]
    assert "1 dòng của mục II chưa giao ai" in unread[-1].sentence


def test_the_counts_and_the_margin_tell_each_line_once() -> None:
    document = read_text((HEAD + UNHEARD_OF).encode(), "k.txt")
    reading = read_document(document)
    counts = counted(reading.pieces)
    assert sum(counts.values()) == len(document.blocks)
    assert counts[PieceRole.CONTEXT] == 1, "the sentence on the harvest"
    margin = "\n".join(coverage_lines(reading.pieces))
    assert re.search(r"^CHƯA ĐỌC ĐƯỢC +\| - Quét dọn sân đình\.$", margin, re.MULTILINE)
    assert re.search(r"^mục I-01 +\| .*Lập sổ theo dõi giếng khoan", margin, re.MULTILINE)
    as_json = partition_as_json(reading.pieces)
    assert "".join(each["text"] for each in as_json["pieces"]) == whole(document)
    assert as_json["lines"]["unread"] == counts[PieceRole.UNREAD]
