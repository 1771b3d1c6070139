"""What is no readable plan document is refused in a sentence, and costs next to nothing."""

import io
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.plandoc.sources import docx_package
from services.plandoc.sources.open_source import read_source
from services.plandoc.sources.source import DocumentError, Paragraph
from tests.plandoc import docx_making as word
from tests.plandoc.docx_making import docx_of, paragraph, parts_of, raw_docx, table, zip_of

ROOT = Path(__file__).resolve().parents[2]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
TEXT = "<w:p><w:r><w:t>x</w:t></w:r></w:p>"
PLAIN = docx_of(
    [
        paragraph("KẾ HOẠCH", style="Heading1"),
        paragraph("việc", number=(90, 0)),
        paragraph("b", word.text_box("khung"), word.picture(), word.field("PAGE", "1")),
        table([["STT", "Nội dung"], ["1", word.cell("một", span=1)]]),
    ],
    lists=[word.numbered_list(90, ("decimal", "%1."))],
)
PARTS = parts_of(PLAIN)
FAST = settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
# Reads the file that is named and prints its answer and the most memory it ever held, in kB.
CHILD = """
import sys
from pathlib import Path
from services.plandoc.sources.open_source import read_source
from services.plandoc.sources.source import DocumentError
try:
    answer = str(len(read_source(Path(sys.argv[1]).read_bytes(), "x.docx").blocks))
except DocumentError as refused:
    answer = refused.code
status = Path("/proc/self/status").read_text()
print(answer, status.split("VmHWM:")[1].split()[0])
"""


def refused(content: bytes, name: str = "kh 2026.docx") -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        read_source(content, name)
    assert caught.value.sentence.startswith(f"Không đọc được tệp {name}: ")
    return caught.value


def tried(content: bytes) -> str:
    """The code of the refusal, or "read"; whatever else is raised fails the test."""
    try:
        read_source(content, "x.docx")
    except DocumentError as error:
        return error.code
    return "read"


def patched(name: str, data: bytes) -> bytes:
    return zip_of({**PARTS, name: data})


FOREIGN = (
    (b"", "document-empty", "tệp trống"),
    (b"%PDF-1.7\n", "document-pdf", "tệp Word gốc"),
    (b"\n\n%PDF-1.4 ...", "document-pdf", "tệp PDF"),
    (b"\x89PNG\r\n\x1a\n", "document-picture", "bản quét"),
    (b"\xff\xd8\xff\xe0\0\x10JFIF", "document-picture", "bản quét"),
    (b"GIF89a", "document-picture", "bản quét"),
    (b"II*\0\x08\0\0\0", "document-picture", "bản quét"),
    (b"MM\0*\0\0\0\x08", "document-picture", "bản quét"),
    (b"BM\x8a\x10\0\0\0\0\0\0\x8a", "document-picture", "bản quét"),
    (b"RIFF\x24\0\0\0WEBPVP8 ", "document-picture", "bản quét"),
    (b"\0\0\0\x18ftypheic", "document-picture", "bản quét"),
    (OLE + "WordDocument".encode("utf-16-le"), "document-old-word", "lưu lại thành .docx"),
    (OLE + "EncryptedPackage".encode("utf-16-le"), "document-encrypted", "có mật khẩu"),
    (OLE + "Workbook".encode("utf-16-le"), "document-spreadsheet", "Excel"),
    (OLE + "PowerPoint Document".encode("utf-16-le"), "document-slides", "PowerPoint"),
    (rb"{\rtf1\ansi K\'ea}", "document-rich-text", "RTF"),
    (b"<!DOCTYPE html><html>", "document-web-page", "trang web"),
    (b"MIME-Version: 1.0\n", "document-web-page", "trang web"),
    (b'<?xml version="1.0"?><pkg:package>', "document-old-word", "lưu lại thành .docx"),
    (b"Rar!\x1a\x07\x01\0", "document-archive", "giải nén"),
    (zip_of({"a.txt": b"a"}), "document-archive", "giải nén"),
    (zip_of({"xl/workbook.xml": b"<a/>"}), "document-spreadsheet", "Excel"),
    (zip_of({"ppt/presentation.xml": b"<a/>"}), "document-slides", "PowerPoint"),
    (zip_of({"mimetype": b"a", "content.xml": b"<a/>"}), "document-open-office", ".docx"),
    (zip_of({"[Content_Types].xml": b"<a/>"}), "document-broken", "bị hỏng"),
    (zip_of({}), "document-archive", "giải nén"),
    (raw_docx(""), "document-empty", "không có chữ nào"),
    (docx_of([paragraph(word.picture())]), "document-picture", "bản quét"),
    (PLAIN[:-30], "document-broken", "bị hỏng"),
    (b"PK\x03\x04" + bytes(100), "document-broken", "bị hỏng"),
    (zip_of({"word/document.xml": b"<w/>"}), "document-broken", "bị hỏng"),
    (b"PK\x03\x04" + bytes(docx_package.MOST_BYTES), "document-too-large", "lớn hơn 16 MB"),
)


@pytest.mark.parametrize(("content", "code", "words"), FOREIGN, ids=range(len(FOREIGN)))
def test_what_is_no_plan_document_is_refused_by_what_it_is(
    content: bytes, code: str, words: str
) -> None:
    error = refused(content)
    assert error.code == code
    assert words in error.sentence


def test_what_a_file_is_does_not_depend_on_its_name() -> None:
    assert read_source(PLAIN, "k.txt").blocks == read_source(PLAIN, "k.docx").blocks
    for text in ("KẾ HOẠCH\n", "BM: bưu chính\n", "PK 5 năm\n", "<w:p> là gì\n"):
        (block,) = read_source(text.encode(), "k.docx").blocks
        assert block == Paragraph(text=text.strip(), at=1)


def test_macros_are_not_read_and_that_is_said() -> None:
    document = read_source(zip_of({**PARTS, "word/vbaProject.bin": b"\xd0\xcf"}), "k.docm")
    assert document.blocks == read_source(PLAIN, "k.docm").blocks
    assert document.notes[-1].startswith("Tệp có macro")


def test_the_document_is_found_under_any_name_that_the_file_gives() -> None:
    moved = {
        name.replace("word/document", "word/document2"): data.replace(
            b"word/document.xml", b"/word/document2.xml"
        )
        for name, data in PARTS.items()
    }
    assert read_source(zip_of(moved), "k").blocks == read_source(PLAIN, "k").blocks


def test_an_encrypted_entry_is_a_password() -> None:
    flagged = bytearray(PLAIN)
    at = flagged.index(b"PK\x01\x02")
    flagged[at + 8] |= 1
    assert refused(bytes(flagged)).code == "document-encrypted"


@pytest.mark.parametrize("name", ["../x", "/etc/x", "word/../../x", "word\\..\\x"])
def test_a_path_out_of_the_file_is_refused(name: str) -> None:
    assert refused(patched(name, b"x")).code == "document-broken"


def test_two_entries_of_one_name_are_refused() -> None:
    content = patched("word/documenu.xml", raw_docx(TEXT))
    assert tried(content) == "read"
    assert refused(content.replace(b"word/documenu.xml", b"word/document.xml")).code == (
        "document-broken"
    )


def test_a_method_that_python_inflates_without_a_limit_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("word/document.xml", raw_docx(TEXT))
    assert refused(file.getvalue()).code == "document-broken"


def test_too_many_entries_are_refused() -> None:
    few = {f"word/{number}": b"" for number in range(2000 - len(PARTS))}
    assert tried(zip_of({**PARTS, **few})) == "read"
    assert refused(zip_of({**PARTS, **few, "word/x": b""})).code == "document-bomb"
    many = {f"{number}": b"" for number in range(4001)}
    assert refused(zip_of(many)).code == "document-bomb"


@pytest.mark.parametrize("size", [11, 65])
def test_a_part_that_inflates_beyond_reason_is_refused_unopened(size: int) -> None:
    assert refused(patched("word/media/a.bin", bytes(size << 20))).code == "document-bomb"


def test_a_declared_size_that_lies_gains_nothing() -> None:
    content = bytearray(patched("word/document.xml", bytes(11 << 20)))
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(b"word/document.xml"))
    content[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    assert refused(bytes(content)).code == "document-broken"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_a_document_type_is_refused_in_any_encoding(encoding: str) -> None:
    entities = '<!ENTITY a "lol">' + "".join(
        f'<!ENTITY {after} "{f"&{before};" * 10}">'
        for before, after in zip("abcdefgh", "bcdefghi", strict=True)
    )
    laughs = f"<!DOCTYPE x [{entities}]><x>&i;</x>"
    for part in ("word/document.xml", "word/styles.xml", "word/numbering.xml", "_rels/.rels"):
        code = refused(patched(part, laughs.encode(encoding))).code
        assert code == ("document-bomb" if encoding == "utf-8" else "document-broken")


STRANGE = (
    ('<?xml version="1.0" encoding="utf-7"?><x/>', "document-broken"),
    ('<?xml version="1.0" encoding="windows-1258"?><x/>', "document-broken"),
    ("<x>", "document-broken"),
    ("<x y='1' y='2'/>", "document-broken"),
    ("<a:x/>", "document-broken"),
    ("<x>" * 201 + "</x>" * 201, "document-too-large"),
    (f"<x>{'<y/>' * 1_000_000}</x>", "document-too-large"),
    (f"<x>{'<!---->' * 1_000_000}</x>", "document-too-large"),
    (f"<x>{'y' * 2**20}{'<y/>' * 9}{'y' * 2**20}</x>", "document-broken"),
    ("<x>" + ("<y>" + "y" * 1_000_000 + "</y>") * 9 + "</x>", "document-too-large"),
    ("<x " + " ".join(f"a{n}=''" for n in range(257)) + "/>", "document-too-large"),
    ("<x>" + "".join(f"<y{n}/>" for n in range(5001)) + "</x>", "document-too-large"),
)


@pytest.mark.parametrize(("xml", "code"), STRANGE, ids=range(len(STRANGE)))
def test_a_part_that_no_word_wrote_is_refused_before_its_tree_is_built(
    xml: str, code: str
) -> None:
    noise = random.Random(5).randbytes(200_000).hex()  # noqa: S311  (so that it is no zip bomb)
    file = zip_of({"word/document.xml": f"{xml}<!--{noise}-->".encode()})
    assert refused(file).code == code


def test_the_parts_are_limited_together() -> None:
    third = "<x>" + "<y/>" * 400_000 + "</x>"
    assert tried(raw_docx(TEXT, styles=third, numbering=third)) == "read"
    assert refused(raw_docx("<y/>" * 400_000, styles=third, numbering=third)).code == (
        "document-too-large"
    )


@pytest.mark.parametrize(
    "body",
    [
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="101"/></w:tcPr></w:tc></w:tr></w:tbl>',
        '<w:tbl><w:tr><w:trPr><w:gridBefore w:val="101"/></w:trPr><w:tc/></w:tr></w:tbl>',
        f"<w:tbl><w:tr>{'<w:tc/>' * 101}</w:tr></w:tbl>",
    ],
)
def test_more_columns_than_word_has_are_refused(body: str) -> None:
    assert refused(raw_docx(body)).code == "document-too-large"


def test_values_that_make_no_sense_are_passed_over() -> None:
    body = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="99999999999"/><w:numId w:val="x"/></w:numPr></w:pPr>'
        f'<w:r><w:fldChar w:fldCharType="end"/><w:fldChar/></w:r></w:p>{TEXT}<?x y?><!-- z -->'
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="-3"/></w:tcPr></w:tc></w:tr></w:tbl>'
    )
    assert read_source(raw_docx(body), "k").blocks == (Paragraph(text="x", at=1),)


def test_styles_that_stand_on_each_other_in_a_ring_end() -> None:
    ring = [word.numbered_style("A", None, "B"), word.numbered_style("B", None, "A")]
    content = docx_of([paragraph("x", style="A")], styles=ring)
    assert read_source(content, "k").blocks == (Paragraph(text="x", at=1),)


@FAST
@given(st.binary(max_size=2000), st.sampled_from([b"", b"PK\x03\x04", OLE, b"<w", b"{\\rtf"]))
def test_any_bytes_are_read_or_refused(content: bytes, head: bytes) -> None:
    assert tried(head + content)


@FAST
@given(st.integers(min_value=4, max_value=len(PLAIN) - 1))
def test_a_cut_file_is_refused(length: int) -> None:
    assert tried(PLAIN[:length]) != "read"


@FAST
@given(st.data())
def test_bytes_that_were_damaged_anywhere_are_read_or_refused(data: st.DataObject) -> None:
    damaged = bytearray(PLAIN)
    for at in data.draw(st.lists(st.integers(0, len(PLAIN) - 1), min_size=1, max_size=20)):
        damaged[at] = data.draw(st.integers(0, 255))
    assert tried(bytes(damaged))


READ_PARTS = ("word/document.xml", "word/styles.xml", "word/numbering.xml", "_rels/.rels")


@FAST
@given(st.sampled_from(READ_PARTS), st.binary(max_size=300), st.data())
def test_parts_that_were_damaged_are_read_or_refused(
    part: str, noise: bytes, data: st.DataObject
) -> None:
    whole = PARTS[part]
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    assert tried(patched(part, whole[:start] + noise + whole[end:]))


TAGS = (
    "p",
    "r",
    "t",
    "tbl",
    "tr",
    "tc",
    "sdt",
    "sdtContent",
    "pPr",
    "numPr",
    "tcPr",
    "ins",
    "del",
)
LEAVES = (
    *("<w:br/>", "<w:vMerge/>", '<w:gridSpan w:val="3"/>', '<w:ilvl w:val="1"/>', "chữ"),
    *('<w:numId w:val="1"/>', '<w:fldChar w:fldCharType="begin"/>', "<mc:AlternateContent/>"),
)
TREES = st.recursive(
    st.sampled_from(LEAVES),
    lambda inside: st.builds(
        lambda tag, parts: f"<w:{tag}>{''.join(parts)}</w:{tag}>",
        st.sampled_from(TAGS),
        st.lists(inside, max_size=4),
    ),
    max_leaves=30,
)


@FAST
@given(st.lists(TREES, max_size=5))
def test_elements_in_any_order_are_read_or_refused(trees: list[str]) -> None:
    numbering = parts_of(PLAIN)["word/numbering.xml"].decode()
    assert tried(raw_docx("".join(trees), numbering=numbering)) in {"read", "document-empty"}


def _noisy(size: int) -> bytes:
    """A Word file of this size that deflates badly, as one full of photographs does."""
    noise = random.Random(3).randbytes(size)  # noqa: S311  (no secret, only noise)
    return zip_of({**PARTS, "word/media/a.jpg": noise})


def _crowded() -> bytes:
    """As many attributes as are let through, the dearest thing that a tree may hold."""
    elements = (
        "<w:a " + " ".join(f'a{n}="{(n * number) % 9973}"' for n in range(250)) + "/>"
        for number in range(3900)
    )
    return raw_docx(TEXT + "".join(elements))


@pytest.mark.parametrize(
    ("make", "answer"),
    [
        (lambda: patched("word/document.xml", bytes(60 << 20)), "document-bomb"),
        (lambda: _noisy(docx_package.MOST_BYTES - 100_000), "4"),
        (_crowded, "1"),
        (lambda: raw_docx(TEXT * 20_000), "20000"),
    ],
    ids=["bomb", "photographs", "attributes", "paragraphs"],
)
def test_no_file_takes_half_a_gigabyte(
    tmp_path: Path, make: Callable[[], bytes], answer: str
) -> None:
    file = tmp_path / "x.docx"
    file.write_bytes(make())
    child = subprocess.run(
        [sys.executable, "-c", CHILD, str(file)],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
        timeout=10,
    )
    said, most = child.stdout.split()
    assert said == answer
    assert int(most) < 512 * 1024
