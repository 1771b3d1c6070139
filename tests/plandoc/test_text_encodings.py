"""A text of before Unicode is recognised where that is sure, and refused where it is not."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.plandoc.sources.docx_source import read_docx
from services.plandoc.sources.legacy_encodings import TCVN3, VNI, LegacyEncoding
from services.plandoc.sources.open_source import read_source
from services.plandoc.sources.source import DocumentError, Paragraph, SourceDocument
from tests.plandoc.docx_making import docx_of, paragraph

PLAN = """kế hoạch
phát triển xã Đồng Rươi
1. Phòng Kinh tế kiểm tra đường đê, báo cáo trước ngày 20 hằng tháng.
2. Trạm Y tế tiêm phòng cho trẻ em, HĐND xã giám sát; hỗ trợ người nghèo sửa nhà ở."""
FRENCH = "Le maire a décidé où les élèves étudient, à côté du château, très tôt, déjà vu. "


def encoded(text: str, encoding: LegacyEncoding) -> str:
    codes = {letter: code for code, letter in encoding.letters.items()}
    return "".join(codes.get(letter, letter) for letter in text)


def _windows(text: str) -> bytes:
    """Windows-1258: letters with their roofs, each tone a code of its own."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    written = ""
    for letter in text:
        apart = unicodedata.normalize("NFD", letter)
        written += unicodedata.normalize("NFC", "".join(c for c in apart if c not in tones))
        written += "".join(c for c in apart if c in tones)
    return written.encode("cp1258")


def lines(document: SourceDocument) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("encoding", [TCVN3, VNI], ids=["tcvn3", "vni"])
@pytest.mark.parametrize("stored", ["cp1252", "utf-8", "utf-16"])
def test_a_text_that_is_surely_of_an_encoding_is_converted(
    encoding: LegacyEncoding, stored: str
) -> None:
    document = read_source(encoded(PLAN, encoding).encode(stored), "k.txt")
    assert lines(document) == PLAN.splitlines()
    assert document.notes[0].startswith("Đã chuyển")
    assert encoding.name in document.notes[0]
    assert len(document.notes) == (2 if encoding is TCVN3 else 1)


def test_vni_keeps_its_capitals() -> None:
    document = read_source(encoded(PLAN.upper(), VNI).encode("cp1252"), "k.txt")
    assert lines(document) == PLAN.upper().splitlines()


@pytest.mark.parametrize(
    "content",
    [
        FRENCH.encode("cp1252") * 3,
        _windows(PLAN) * 3,
        encoded("Đồng Rươi", TCVN3).encode("cp1252"),
        encoded(PLAN, TCVN3).encode("cp1252") + b"\x81\x8d",
        encoded(PLAN, TCVN3).encode("cp1252") + encoded(PLAN, VNI).encode("cp1252"),
    ],
    ids=["french", "windows-1258", "too short", "no such code", "two encodings"],
)
def test_what_is_not_surely_recognised_stays_refused(content: bytes) -> None:
    with pytest.raises(DocumentError, match="UTF-8") as refused:
        read_source(content, "k.txt")
    assert refused.value.code == "document-encoding"


@pytest.mark.parametrize("text", [PLAN, FRENCH * 9])
def test_unicode_of_other_words_stays_as_it_is(text: str) -> None:
    document = read_source(text.encode(), "k.txt")
    assert " ".join(lines(document)).split() == text.split()
    assert document.notes == ()


def test_a_word_file_in_such_letters_without_such_fonts_is_refused() -> None:
    content = docx_of(paragraph(encoded(line, VNI)) for line in PLAN.splitlines())
    with pytest.raises(DocumentError, match="bảng mã VNI nhưng phông không phải") as refused:
        read_docx(content, "k.docx")
    assert refused.value.code == "document-legacy-font"


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(st.text("aàáảãạăâđêôơưuicnhtg ,.12", max_size=300))
def test_unicode_is_never_taken_for_anything_else(text: str) -> None:
    document = read_source(f"đầu {text}".encode(), "k.txt")
    assert not any("Đã chuyển" in note for note in document.notes)
