"""Fonts of before Unicode, VNI and TCVN3, are recognised by name and turned into Unicode."""

import itertools
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.plandoc.sources.docx_source import read_docx
from services.plandoc.sources.legacy_encodings import TCVN3, VNI, LegacyEncoding, legacy_font
from services.plandoc.sources.source import DocumentError, Paragraph, SourceDocument, Table
from services.plandoc.sources.spelling import is_spelled
from tests.plandoc import docx_making as word
from tests.plandoc.docx_making import docx_of, in_font, paragraph, table

TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
SMALL = [
    unicodedata.normalize("NFC", base + tone)
    for base, tone in itertools.product("aăâeêioôơuưy", TONES)
] + ["đ"]
ACCENTED = [letter for letter in SMALL if not letter.isascii()]
LETTERS = st.sampled_from([*SMALL, *"bcdghklmnpqrstvx"])
LINES = st.lists(st.text(LETTERS, min_size=1, max_size=7), min_size=1, max_size=9).map(" ".join)
EXAMPLES = settings(max_examples=200, deadline=None, derandomize=True, database=None)


def encoded(text: str, encoding: LegacyEncoding) -> str:
    """The text as a file in this encoding holds it: the shipped table, the other way round."""
    codes = {letter: code for code, letter in encoding.letters.items()}
    return "".join(codes.get(letter, letter) for letter in text)


def read(*blocks: str, styles: tuple[str, ...] = ()) -> SourceDocument:
    return read_docx(docx_of(blocks, styles=styles), "k.docx")


def texts(document: SourceDocument) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def test_both_tables_hold_every_letter_and_no_letter_twice_in_tcvn3() -> None:
    assert len(ACCENTED) == 67  # as many as TCVN 5712 has
    assert set(ACCENTED) <= set(TCVN3.letters.values())
    capitals = {letter.upper() for letter in ACCENTED}
    assert {*ACCENTED, *capitals} == set(VNI.letters.values())
    assert set(TCVN3.letters.values()) == {*ACCENTED, *"ĂÂÊÔƠƯĐ", "\u00a0"}
    assert len(TCVN3.letters) == 75


@pytest.mark.parametrize("letter", ACCENTED)
def test_each_letter_comes_back(letter: str) -> None:
    assert TCVN3.decoded(encoded(letter, TCVN3)) == letter
    assert VNI.decoded(encoded(letter, VNI)) == letter
    assert VNI.decoded(encoded(letter.upper(), VNI)) == letter.upper()


@EXAMPLES
@given(LINES)
def test_any_text_comes_back(text: str) -> None:
    assert TCVN3.decoded(encoded(text, TCVN3)) == text
    assert VNI.decoded(encoded(text, VNI)) == text
    assert VNI.decoded(encoded(text.upper(), VNI)) == text.upper()
    assert VNI.decoded(encoded(text.title(), VNI)) == text.title()


@pytest.mark.parametrize(
    ("encoding", "stored", "printed"),
    [
        (TCVN3, "Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        (TCVN3, "§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
        (TCVN3, "®\u00adêng phè, ¦íc thùc hiÖn", "đường phố, Ước thực hiện"),
        (VNI, "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        (VNI, "Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"),
        (VNI, "ÑÖÔØNG THUÛY, Aùnh saùng, AÙNH SAÙNG", "ĐƯỜNG THỦY, Ánh sáng, ÁNH SÁNG"),
        (VNI, "kyø, kyõ, kyû, kî, nghæ, cuõ", "kỳ, kỹ, kỷ, kỵ, nghỉ, cũ"),
    ],
)
def test_known_lines_are_printed_as_they_were(
    encoding: LegacyEncoding, stored: str, printed: str
) -> None:
    assert encoding.decoded(stored) == printed


@pytest.mark.parametrize("stored", ["Vi\u00d9t ø", "båp", "aÿ", "\u00ffa", "ø", "ü"])
def test_what_has_no_letter_is_no_letter(stored: str) -> None:
    assert VNI.decoded(stored) is None or TCVN3.decoded(stored) is None


def test_fonts_are_known_by_their_names() -> None:
    def known(name: str) -> tuple[LegacyEncoding | None, bool]:
        font = legacy_font(name)
        return (font.encoding, font.capitals) if font else (None, False)

    assert known(".VnTime") == (TCVN3, False)
    assert known(".vnarial") == (TCVN3, False)
    assert known(".VnTimeH") == known(".VnArial NarrowH") == (TCVN3, True)
    assert known("VNI-Times") == known("vni-helve") == (VNI, False)
    for name in ("Times New Roman", "Vni", "VN", "Arial", "", "minorHAnsi"):
        assert known(name) == (None, False)


def test_runs_are_converted_and_a_note_counts_letters_and_names_fonts() -> None:
    document = read(
        paragraph(in_font("ñy ban nh©n d©n x·", ".VnTimeH")),
        paragraph(
            in_font("1. Tr¹m Y tÕ ", ".VnTime"), "chủ trì ", in_font("kieåm tra", "VNI-Times")
        ),
        table([["STT", "Nội dung"], ["1", word.cell(paragraph(in_font("TrÎ em", ".VnTime")))]]),
    )
    assert texts(document) == ["ỦY BAN NHÂN DÂN XÃ", "1. Trạm Y tế chủ trì kiểm tra"]
    (grid,) = (block for block in document.blocks if isinstance(block, Table))
    assert grid.rows[1].cells == ("1", "Trẻ em")
    tcvn3, vni = document.notes
    assert tcvn3.startswith("Đã chuyển 7 chữ có dấu của phông .VnTime, .VnTimeH (bảng mã TCVN3")
    assert vni.startswith("Đã chuyển 1 chữ có dấu của phông VNI-Times (bảng mã VNI)")


def test_a_word_that_is_cut_into_runs_and_a_soft_hyphen_are_letters() -> None:
    soft = in_font("", ".VnTime").replace(
        '<w:t xml:space="preserve"></w:t>', "<w:t>tr</w:t><w:softHyphen/><w:t>êng</w:t>"
    )
    document = read(
        paragraph(in_font("Vie", "VNI-Times"), in_font("ät", "VNI-Times"), " Nam"),
        paragraph(soft, in_font(" häc", ".VnTime")),
        paragraph(in_font("Tr", ".VnTime"), "ường"),
    )
    assert texts(document) == ["Việt Nam", "trường học", "Trường"]


def test_a_font_comes_through_styles_their_parents_and_the_default() -> None:
    fonts = '<w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr>'
    styles = (
        f'<w:style w:type="paragraph" w:styleId="Cu"><w:name w:val="Cu"/>{fonts}</w:style>',
        word.numbered_style("Con", None, "Cu"),
        f'<w:style w:type="character" w:styleId="Chu"><w:name w:val="Chu"/>{fonts}</w:style>',
    )
    styled = '<w:r><w:rPr><w:rStyle w:val="Chu"/></w:rPr><w:t>phè</w:t></w:r>'
    document = read(
        paragraph("ViÖt", style="Cu"),
        paragraph("ViÖt", style="Con"),
        paragraph(in_font("Việt", "Times New Roman"), " ", styled, style="Con"),
        styles=styles,
    )
    assert texts(document) == ["Việt", "Việt", "Việt phố"]


def test_text_that_is_unicode_already_stays_whatever_its_font_is_called() -> None:
    lines = ["Trạm Y tế khám bệnh cho trẻ em và người già", "cá, và, hàng năm"]
    document = read(*(paragraph(in_font(line, ".VnTime")) for line in lines))
    assert texts(document) == lines
    assert document.notes == ()


def test_a_word_of_both_encodings_is_read_as_the_words_around_it() -> None:
    either = "cá"  # "cá" in Unicode, "cỏ" in TCVN3
    legacy = read(paragraph(in_font(f"Trång {either} cho bß", ".VnTime")))
    assert texts(legacy) == ["Trồng cỏ cho bò"]
    other = read(paragraph(in_font(f"Nuôi {either} trên sông", ".VnTime")))
    assert texts(other) == ["Nuôi cá trên sông"]


def test_an_unsure_word_stays_as_it_is_and_is_quoted() -> None:
    document = read(
        paragraph(in_font("X· trång c©y ®Çu n¨m, ph¸t tÝn hiÖu ", ".VnTime"), "ở đ\u00adê"),
        paragraph(in_font("diÖn tÝch 30 m²", ".VnTime")),
        paragraph(in_font("Vi", ".VnTime"), in_font("Ö", ".VnTime"), "tộ"),
    )
    assert texts(document)[1:] == ["diện tích 30 m²", "ViÖtộ"]
    assert document.notes[-1].startswith("2 từ dùng phông cũ không chắc là chữ gì")
    assert "“m²”, “ViÖtộ”" in document.notes[-1]


def test_a_document_whose_font_lies_is_refused_with_the_reason() -> None:
    line = in_font("Ñaõ xaây döïng keá hoaïch phöôøng", ".VnTime")
    with pytest.raises(DocumentError, match="không theo bảng mã của phông") as refused:
        read(paragraph(line), paragraph(line))
    assert refused.value.code == "document-legacy-font"
    assert "hãy chuyển" in refused.value.sentence.casefold()


@settings(max_examples=25, deadline=None, derandomize=True, database=None)
@given(st.lists(LINES, min_size=1, max_size=4), st.sampled_from(["tcvn3", "vni"]))
def test_spelled_words_come_back_through_a_word_file(lines: list[str], kind: str) -> None:
    spelled = [" ".join(filter(is_spelled, line.split())) for line in lines]
    encoding, font = (TCVN3, ".VnTime") if kind == "tcvn3" else (VNI, "VNI-Times")
    anchor = "cộng hòa đổi mới phường xã hướng ngoại"
    made = (paragraph(in_font(encoded(f"{anchor} {line}", encoding), font)) for line in spelled)
    assert texts(read(*made)) == [f"{anchor} {line}".strip() for line in spelled]


@pytest.mark.parametrize(
    ("spelled", "other"),
    [
        ("nghiêng khuỷu quyển giếng yêu thuở quẹo xoong", "Céng hoµ ®Çu nghÜa ghà kâng"),
        ("ĐỘC Lập ĩ ở", "Coäng hoøa chuû ngx"),
        ("mức sách đặt kịp", "mừc sảch đàt kìp"),
    ],
)
def test_spelling_tells_vietnamese_from_other_letters(spelled: str, other: str) -> None:
    assert all(map(is_spelled, spelled.split()))
    assert not any(map(is_spelled, other.split()))
