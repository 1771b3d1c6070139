"""Lines that paper parted are one paragraph again where that is sure, and nothing else is."""

import re
import textwrap
import time
from collections.abc import Sequence
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.domain.plan_document.reading import PieceRole, Reading
from services.plandoc.reading.reader import read_document
from services.plandoc.sources.docx_source import read_docx
from services.plandoc.sources.source import Paragraph, SourceDocument, Table
from services.plandoc.sources.source_store import dump, load
from services.plandoc.sources.text_source import read_text
from tests.plandoc.docx_making import docx_of, paragraph
from tests.plandoc.real_plan import real_document, real_text

HEAD = """KẾ HOẠCH
Phát triển kinh tế - xã hội xã Đồng Rươi giai đoạn 2026 - 2030
Căn cứ Nghị quyết của Hội đồng nhân dân xã;
I. TỔ CHỨC THỰC HIỆN"""
FERRIES = """1. Phòng Kinh tế chủ trì, phối hợp với Trạm Y tế và Văn
phòng HĐND và UBND xã kiểm tra các lò mổ, gửi danh sách
cơ sở vi phạm về Ủy ban nhân dân xã trước ngày 25 hằng
tháng; phối hợp với
Công an xã dẹp chợ cóc ven đường."""
SEAWALL = """a) Công an xã tuần tra đê biển, bảo vệ các đầm nuôi của
bà con vào mùa thu hoạch; phối hợp với lực lượng của đồn
Biên phòng trực đêm tại các cửa sông trong những ngày có
gió lớn.
b) Trạm Y tế phun thuốc muỗi tại các thôn ven đê, báo cáo
Trung tâm Y tế khu vực."""
SCHOOLS = """- Phòng Văn hóa - Xã hội mở lớp dạy bơi cho học sinh các
trường; đề xuất mua áo phao theo Kế hoạch số 14/KH-
UBND của xã trong năm 2027.
- Trạm Y tế khám mắt cho học sinh lớp một của các trường,
điểm trường ven sông."""


def source(*parts: str) -> SourceDocument:
    return read_text("\n".join((HEAD, *parts)).encode(), "k.txt")


def in_word(*parts: str) -> SourceDocument:
    lines = "\n".join((HEAD, *parts)).splitlines()
    return read_docx(docx_of(map(paragraph, lines)), "k.docx")


def whole(document: SourceDocument) -> list[str]:
    """The paragraphs with the lines that go on with them."""
    collected: list[str] = []
    for block in document.blocks:
        if isinstance(block, Table) or block.layout:
            continue
        if block.goes_on:
            collected[-1] += ("" if re.search(r"\w[-/]$", collected[-1]) else " ") + block.text
        else:
            collected.append(block.text)
    return collected


def work(reading: Reading) -> list[str]:
    return [item.title for item in reading.draft.items]


@pytest.mark.parametrize("read", [source, in_word], ids=["text", "word"])
@pytest.mark.parametrize(
    "lines", [FERRIES, SEAWALL, SCHOOLS], ids=["ferries", "seawall", "schools"]
)
def test_wrapped_lines_are_the_paragraphs_that_were_cut(lines: str, read: object) -> None:
    assert callable(read)
    document = read(lines)
    glued = lines.replace("KH-\nUBND", "KH-UBND")
    wanted = re.sub(r"\n(?!\d+\.|[a-z]\)|- )", " ", glued).splitlines()
    assert whole(document)[4:] == wanted
    (note,) = document.notes
    assert "đã nối" in note
    assert "hãy dùng tệp đó" in note


def test_every_line_keeps_its_number() -> None:
    document = source(FERRIES)
    assert [block.at for block in document.blocks] == list(range(1, 10))
    assert [b.at for b in document.blocks if isinstance(b, Paragraph) and b.goes_on] == [
        6,
        7,
        8,
        9,
    ]


def test_the_reading_is_that_of_the_whole_lines() -> None:
    for lines in (FERRIES, SEAWALL):
        cut = read_document(source(lines))
        unwrapped = "\n".join(whole(source(lines)))
        assert cut.draft == read_document(read_text(unwrapped.encode(), "k.txt")).draft


@pytest.mark.parametrize(
    "number", ["                                   2", "- 2 -", "\f2", "Trang 2/9"]
)
def test_a_page_number_parts_nothing_and_is_only_form(number: str) -> None:
    cut = FERRIES.replace("gửi danh sách\n", f"gửi danh sách\n{number}\n")
    document, plain = source(cut), source(FERRIES)
    (page,) = (b for b in document.blocks if isinstance(b, Paragraph) and b.layout)
    assert page.text == number.strip()
    assert whole(document) == whole(plain)
    reading = read_document(document)
    assert work(reading) == work(read_document(plain))
    roles = {piece.role for piece in reading.pieces if piece.text.strip() == page.text}
    assert roles == {PieceRole.FORM}


def test_bare_numbers_are_pages_where_they_count_on_and_figures_where_not() -> None:
    page = "\n".join(f"{n}. Trạm Y tế khám bệnh cho người già thôn {n}." for n in range(1, 13))
    numbered = source(f"{page}\n1\n{page}\n2\n{page}\n3\nHết.")
    pages = [b.text for b in numbered.blocks if isinstance(b, Paragraph) and b.layout]
    assert pages == ["1", "2", "3"]
    alone = source("Số hộ nghèo\n7\nSố thôn\n8\nSố chợ\n9")
    assert not any(b.layout for b in alone.blocks if isinstance(b, Paragraph))


@pytest.mark.parametrize(
    "after",
    [
        "2. Công an xã trực đê.",
        "b) Công an xã trực đê.",
        "- Công an xã trực đê.",
        "II. NHIỆM VỤ",
        "CÁC NHIỆM VỤ KHÁC",
        "Xây dựng đường đê.",
        "Căn cứ Luật Đê điều;",
        "Nơi nhận:",
        "Điều 2. Hiệu lực",
        "TM. ỦY BAN NHÂN DÂN",
    ],
)
def test_what_may_begin_an_item_is_never_joined(after: str) -> None:
    wide = "1. Trạm Y tế kiểm tra nước uống của các trường học ven"
    for last in (wide, f"{wide} đê,"[:-1], f"{wide} đê."):
        document = source(FERRIES, last, after)
        assert whole(document)[-1] == after


def test_a_heading_and_its_first_sentence_stay_two_lines_with_a_note() -> None:
    document = source(
        FERRIES, "Về đầm nuôi của các thôn ở phía ngoài con đê quai", "Đồng Rươi là xã."
    )
    assert whole(document)[-2:] == [
        "Về đầm nuôi của các thôn ở phía ngoài con đê quai",
        "Đồng Rươi là xã.",
    ]
    assert "1 dòng không chắc nên để riêng" in document.notes[0]


def test_a_text_of_whole_paragraphs_is_not_taken_for_a_wrapped_one() -> None:
    long = "Trạm Y tế khám bệnh cho người già các thôn " * 5
    cut = f"1. {long.strip()}\nvà trẻ em.\n2. {long.strip()}\nvà học sinh."
    document = source(cut)
    assert document.notes == ()
    assert not any(b.goes_on for b in document.blocks if isinstance(b, Paragraph))


def test_a_stored_document_keeps_what_paper_brought() -> None:
    document = source(FERRIES.replace("hằng\n", "hằng\n- 3 -\n"))
    assert load(dump(document)) == document


@pytest.mark.parametrize("width", [60, 85, 100])
def test_the_ward_s_plan_reads_the_same_off_narrow_paper(width: int) -> None:
    wrapped: list[str] = []
    for line in real_text().splitlines():
        table = "\t" in line
        wrapped += [line] if table else textwrap.wrap(line, width, break_on_hyphens=False)
    tops = range(0, len(wrapped), 40)
    pages = [[*wrapped[at : at + 40], f"{'':30}{at // 40 + 2}"] for at in tops]
    cut = read_document(read_text("\n".join(chain(*pages)).encode(), "k.txt"))
    whole = {item.title for item in read_document(real_document()).draft.items}
    titles = {item.title for item in cut.draft.items}
    assert len(whole - titles) <= 2
    assert len(titles - whole) <= 4


@pytest.mark.parametrize(
    "parted",
    [
        ("Thực hiện chương trình mục tiêu, kế hoạch giai đoạn 2026", "- 2030 của xã."),
        ("Trạm Y tế kiểm tra bếp ăn của các trường theo Chỉ thị", "9/CT-UBND của xã."),
        ("Trạm Y tế tiêm phòng cho trẻ em, giao giấy hẹn cho Trung tâm", "Y tế khu vực."),
        ("Trạm Y tế khám mắt cho học sinh các trường, cho ít nhất", "95% số lớp."),
    ],
)
def test_numbers_of_papers_years_and_names_are_put_together(parted: tuple[str, str]) -> None:
    first, rest = parted
    assert whole(source(FERRIES, f"2. {first}", rest))[-1] == f"2. {first} {rest}"


SYLLABLES = st.sampled_from(
    [
        "rà soát",
        "bến",
        "đò",
        "kiểm tra",
        "Văn phòng",
        "Công an",
        "xã",
        "Trạm Y tế",
        "trước",
        "ngày",
        "20",
        "5%",
        "3,5",
        "và",
        "của",
    ]
)
ITEMS = st.lists(st.lists(SYLLABLES, min_size=1, max_size=40), min_size=1, max_size=8)
EXAMPLES = settings(max_examples=150, deadline=None, derandomize=True, database=None)


def _printed(items: Sequence[Sequence[str]], width: int) -> list[str]:
    paragraphs = [f"{n}. Rà {' '.join(words)}." for n, words in enumerate(items, start=1)]
    return [line for each in paragraphs for line in textwrap.wrap(each, width)]


@EXAMPLES
@given(ITEMS, st.integers(50, 90))
def test_no_wrapping_joins_two_items_or_loses_a_word(items: list[list[str]], width: int) -> None:
    lines = _printed(items, width)
    document = read_text("\n".join(lines).encode(), "k.txt")
    joined = whole(document)
    assert " ".join(joined).split() == " ".join(lines).split()
    numbers = [re.findall(r"(?:^|(?<=\. ))\d\. Rà", each) for each in joined]
    assert all(len(each) <= 1 for each in numbers)
    assert [each for some in numbers for each in some] == [
        f"{n}. Rà" for n in range(1, len(items) + 1)
    ]


CHARACTERS = "aăâ bcđêô ơưẢ1.,;:()“”-\u00a0\u200b\u00ad\t\n*"
EMPHASIS = re.compile(r"\*{1,3}")


@EXAMPLES
@given(st.text(CHARACTERS, max_size=400))
def test_every_word_of_a_text_stands_in_its_blocks_in_order(text: str) -> None:
    text = f"đầu\n{text}"
    shown = EMPHASIS.sub("", text.replace("\u200b", "").replace("\u00ad", ""))
    words: list[str] = []
    for block in read_text(text.encode(), "k.txt").blocks:
        rows = block.rows if isinstance(block, Table) else ()
        words += block.text.split() if isinstance(block, Paragraph) else []
        words += [word for row in rows for cell in row.cells for word in cell.split()]
    assert words == shown.split()


def _seconds(lines: int) -> float:
    content = (
        f"1. {'Rà soát bến đò của ' * 3}\nxã và {'các thôn ' * 6}\n" * (lines // 2)
    ).encode()
    times = []
    for _ in range(3):
        began = time.perf_counter()
        read_text(content, "k.txt")
        times.append(time.perf_counter() - began)
    return min(times)


def test_joining_takes_linear_time() -> None:
    small, large = _seconds(2_000), _seconds(20_000)
    assert large < 25 * small + 0.2
    assert large < 20  # on a loaded machine; a megabyte takes about a second
