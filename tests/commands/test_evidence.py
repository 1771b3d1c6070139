"""Which files are taken: told by their bytes, whatever they are called."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.commands.evidence import ENDINGS, clean_name, examine
from services.domain.errors import Refusal
from services.domain.policy import ORDINARY_EVIDENCE
from services.domain.task.files import MEDIA_TYPES, MEGABYTE
from tests import evidence_files as files

AT_MOST = ORDINARY_EVIDENCE.file_mb_at_most
# A list of types in two bytes a letter: what it names is still found.
TWO_BYTES = "".join(f"{letter}\x00" for letter in "<Types>macroEnabled</Types>")


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("báo cáo.pdf", files.PDF, "application/pdf"),
        ("báo cáo.PDF", files.PDF, "application/pdf"),
        ("ảnh.jpg", files.jpeg(4000, 3000), "image/jpeg"),
        ("ảnh.jpeg", files.jpeg(4000, 3000), "image/jpeg"),
        ("ảnh.png", files.png(4000, 3000), "image/png"),
        ("ảnh.jfif", files.jpeg(4000, 3000), "image/jpeg"),
        ("ảnh.jpg", files.png(4000, 3000), "image/png"),
        ("quét.pdf", b"\xef\xbb\xbf" + files.PDF, "application/pdf"),
        ("quét.pdf", b"\r\n\n" + files.PDF, "application/pdf"),
        ("biên bản.txt", files.TEXT, "text/plain"),
        ("biên bản.txt", b"\xef\xbb\xbf" + files.TEXT, "text/plain"),
    ],
)
def test_a_file_is_what_its_bytes_say(name: str, content: bytes, kind: str) -> None:
    assert examine(content, name, AT_MOST) == kind


def test_word_and_excel_are_shown_by_what_lies_in_the_package() -> None:
    assert examine(files.DOCX, "a.docx", AT_MOST).endswith("wordprocessingml.document")
    assert examine(files.XLSX, "a.xlsx", AT_MOST).endswith("spreadsheetml.sheet")
    assert set(ENDINGS) == MEDIA_TYPES


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("trống.pdf", b"", "file-missing"),
        ("lớn.pdf", files.PDF + b"0" * AT_MOST * MEGABYTE, "file-too-large"),
        ("ảnh.jpg", files.PDF, "file-lies"),
        ("báo cáo.docx", files.XLSX, "file-lies"),
        ("báo cáo.pdf.exe", files.PDF, "file-lies"),
        ("báo cáo", files.PDF, "file-lies"),
        ("a.docx", files.DOCM, "file-macro"),
        ("a.docm", files.DOCM, "file-macro"),
        ("a.xlsx", files.XLSM, "file-macro"),
        ("a.docx", files.package("word/document.xml", types=" " * 2_000_000), "file-archive"),
        ("a.docx", files.package("word/document.xml", types=TWO_BYTES), "file-macro"),
        ("a.docx", files.package("word/document.xml", "word/activeX/a.bin"), "file-program"),
        ("a.docx", files.package("word/document.xml", "word/embeddings/a.EXE"), "file-program"),
        ("a.zip", files.package("mã nguồn.txt"), "file-archive"),
        ("a.docx", b"PK\x03\x04 broken", "file-broken"),
        ("a.png", files.png(30_000, 30_000), "picture-too-large"),
        ("a.jpg", files.jpeg(30_000, 30_000), "picture-too-large"),
        ("a.png", files.png(0, 3), "file-broken"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "file-broken"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "file-broken"),
        ("a.jpg", b"\xff\xd8\xff" + b"\x00" * 40, "file-broken"),
        ("virus.exe", b"MZ\x90\x00\x03\x00\x00\x00", "file-program"),
        ("a.txt", b"\x7fELF\x02\x01\x01\x00", "file-program"),
        ("a.txt", b"GIF89a\xff\xff", "file-unknown"),
        ("a.txt", b"<!DOCTYPE html><p>x", "file-markup"),
        ("a.txt", b"  <svg onload=alert(1)>", "file-markup"),
        ("a.txt", b"loi chao <SCRIPT src=x>", "file-markup"),
        ("a.txt", b"#!/bin/sh\nrm", "file-markup"),
    ],
)
def test_what_is_not_taken_is_refused_with_its_reason(
    name: str, content: bytes, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        examine(content, name, AT_MOST)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("name", "of_its_kind", "advice"),
    [
        ("báo cáo.doc", "WordDocument", "lưu lại thành .docx"),
        ("biểu.xls", "Workbook", "lưu lại thành .xlsx"),
        ("trình chiếu.ppt", "PowerPoint Document", "lưu lại thành .docx, .xlsx hoặc PDF"),
    ],
)
def test_files_of_the_old_office_are_refused_with_what_to_do(
    name: str, of_its_kind: str, advice: str
) -> None:
    container = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64) + of_its_kind.encode("utf-16-le")
    with pytest.raises(Refusal, match=advice) as refused:
        examine(container, name, AT_MOST)
    assert refused.value.code == "file-old-office"


def test_an_archive_without_a_list_of_types_is_an_archive() -> None:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    with pytest.raises(Refusal, match="tệp nén"):
        examine(made.getvalue(), "a.docx", AT_MOST)


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("báo cáo.pdf", "báo cáo.pdf"),
        ("C:\\Người dùng\\báo cáo.pdf", "báo cáo.pdf"),
        ("/tmp/báo cáo.pdf", "báo cáo.pdf"),
        ("a\x00b\u202efdp.exe", "abfdp.exe"),
        ("k" * 300 + ".pdf", "k" * 146 + ".pdf"),
    ],
)
def test_a_name_is_shown_without_its_folders(sent: str, shown: str) -> None:
    assert clean_name(sent) == shown


@pytest.mark.parametrize("sent", ["../../etc/a.pdf", "..\\a.pdf", "..", "", "/", "...", "\x00"])
def test_a_name_that_leads_out_of_a_folder_or_says_nothing_is_refused(sent: str) -> None:
    with pytest.raises(Refusal) as refused:
        clean_name(sent)
    assert refused.value.code == "file-name"


WHOLE = (files.PDF, files.DOCX, files.XLSX, files.png(9, 9), files.jpeg(9, 9), files.TEXT)


@given(
    st.sampled_from(WHOLE),
    st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), max_size=6),
    st.integers(0, 2000),
    st.sampled_from(sorted(end for ends in ENDINGS.values() for end in ends)),
)
def test_a_damaged_file_is_taken_or_refused_and_nothing_else(
    whole: bytes, changes: list[tuple[int, int]], cut: int, ending: str
) -> None:
    damaged = bytearray(whole)
    for place, value in changes:
        damaged[place % len(damaged)] = value
    try:
        kind = examine(bytes(damaged[: len(damaged) - cut % 50]), f"a{ending}", AT_MOST)
    except Refusal:
        return
    assert ending in ENDINGS[kind]
