"""Evidence with something in it that acts: refused by its bytes, with a sentence of its own."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from services.commands.evidence import examine
from services.commands.evidence_refusals import _WHY
from services.domain.errors import Refusal
from tests import evidence_files as files

AT_MOST = 25
PRINT = "in lại thành PDF"
PHOTOGRAPH = "lưu thành ảnh mới hoặc chụp lại"
SAVE = "mở bằng Word hoặc Excel, lưu lại"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _act(name: str) -> DictionaryObject:
    return DictionaryObject({NameObject("/S"): NameObject(name)})


def _opening(act: DictionaryObject | ArrayObject) -> Callable[[PdfWriter], None]:
    def change(writer: PdfWriter) -> None:
        writer.root_object[NameObject("/OpenAction")] = act

    return change


def _on_a_page(writer: PdfWriter) -> None:
    writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): _act("/Launch")})


def _scripted(writer: PdfWriter) -> None:
    script = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("a()")}
    )
    names = DictionaryObject({NameObject("/Names"): ArrayObject([TextStringObject("a"), script])})
    writer.root_object[NameObject("/Names")] = DictionaryObject({NameObject("/JavaScript"): names})


def _compressed(change: Callable[[PdfWriter], object]) -> bytes:
    """The same objects in a compressed object stream, where no search for bytes finds a name."""
    plain = PdfReader(BytesIO(files.pdf(change)))
    listed, bodies = [], b""
    for number in sorted(plain.xref[0]):
        if number == 0:
            continue
        body = BytesIO()
        part = plain.get_object(number)
        assert part is not None
        part.write_to_stream(body)
        listed.append(f"{number} {len(bodies)}")
        bodies += body.getvalue() + b"\n"
    head = (" ".join(listed) + "\n").encode()
    return _object_stream(head, bodies, plain)


def _object_stream(head: bytes, bodies: bytes, plain: PdfReader) -> bytes:
    stream = StreamObject()
    stream.set_data(head + bodies)
    packed = stream.flate_encode()
    count = len(plain.xref[0]) - (0 in plain.xref[0])
    packed[NameObject("/Type")] = NameObject("/ObjStm")
    said = f"/N {count} /First {len(head)}".encode()
    data = packed._data
    first = b"%PDF-1.7\n"
    number = max(plain.xref[0]) + 1
    holder = (
        f"{number} 0 obj\n<< /Type /ObjStm /Filter /FlateDecode /Length {len(data)} ".encode()
        + said
        + b" >>\nstream\n"
        + data
        + b"\nendstream\nendobj\n"
    )
    at = len(first) + len(holder)
    rows = b"\x00\x00\x00\x00\x00"
    for inner in range(1, number):
        rows += b"\x02" + number.to_bytes(3) + bytes([inner - 1])
    rows += b"\x01" + len(first).to_bytes(3) + b"\x00"
    rows += b"\x01" + at.to_bytes(3) + b"\x00"
    root = plain.trailer.raw_get("/Root").idnum
    table = (
        f"{number + 1} 0 obj\n<< /Type /XRef /Size {number + 2} /W [1 3 1] "
        f"/Root {root} 0 R /Length {len(rows)} >>\nstream\n".encode()
        + rows
        + b"\nendstream\nendobj\n"
    )
    return first + holder + table + f"startxref\n{at}\n%%EOF\n".encode()


HARMLESS_PDF = {
    "opens at a place": files.pdf(_opening(ArrayObject([NameObject("/Fit")]))),
    "goes to a place": files.pdf(_opening(_act("/GoTo"))),
    "has compressed objects": _compressed(lambda _: None),
    "links to a page of the web": files.pdf(
        lambda writer: writer.add_annotation(
            0,
            DictionaryObject(
                {NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): _act("/URI")}
            ),
        )
    ),
    "is locked for changes only": files.pdf(lambda writer: writer.encrypt("", "chủ")),
}


@pytest.mark.parametrize("content", HARMLESS_PDF.values(), ids=HARMLESS_PDF)
def test_a_pdf_that_is_only_read_is_taken(content: bytes) -> None:
    assert examine(content, "a.pdf", AT_MOST) == "application/pdf"


ACTING_PDF = {
    "script by name": (files.pdf(_scripted), "file-pdf-script"),
    "script in a compressed object": (
        _compressed(_scripted),
        "file-pdf-script",
    ),
    "script with an escaped name": (
        files.pdf(_scripted).replace(b"/JavaScript", b"/J#61vaScript").replace(b"/JS", b"/J#53"),
        "file-pdf-script",
    ),
    "starts a program when it opens": (files.pdf(_opening(_act("/Launch"))), "file-pdf-script"),
    "opens the web when it opens": (files.pdf(_opening(_act("/URI"))), "file-pdf-script"),
    "acts when a page is shown": (files.pdf(_on_a_page), "file-pdf-script"),
    "form with programs of its own": (
        files.pdf(
            lambda w: w.root_object.update(
                {
                    NameObject("/AcroForm"): DictionaryObject(
                        {NameObject("/XFA"): TextStringObject("<xdp/>")}
                    )
                }
            )
        ),
        "file-pdf-script",
    ),
    "another file inside": (
        files.pdf(lambda w: w.add_attachment("a.exe", b"MZ")),
        "file-pdf-attachment",
    ),
    "locked": (files.pdf(lambda w: w.encrypt("mở", "chủ")), "file-pdf-locked"),
    "also a page of the web": (
        b"%PDF-1.7\n<html><script>alert(1)</script>\n" + files.PDF,
        "file-two-kinds",
    ),
    "a page of the web behind it": (files.PDF + b"<script>alert(1)</script>", "file-two-kinds"),
    "also an archive": (files.PDF + files.package("a.exe"), "file-two-kinds"),
    "cut off": (files.PDF[:60], "file-broken"),
    "a mark and nothing else": (b"%PDF-1.7\n", "file-broken"),
}


@pytest.mark.parametrize(("content", "code"), ACTING_PDF.values(), ids=ACTING_PDF)
def test_a_pdf_that_acts_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        examine(content, "a.pdf", AT_MOST)
    assert refused.value.code == code


def test_a_picture_that_is_also_an_archive_is_refused() -> None:
    for name, picture in (("a.png", files.png(9, 9)), ("a.jpg", files.jpeg(9, 9))):
        with pytest.raises(Refusal) as refused:
            examine(picture + files.package("a.exe"), name, AT_MOST)
        assert refused.value.code == "file-two-kinds"


def _words(*runs: str) -> str:
    said = "".join(f"<w:r><w:instrText>{run}</w:instrText></w:r>" for run in runs)
    return f"<w:document {W}><w:p>{said}</w:p></w:document>"


def _link(kind: str, target: str = "https://noi-khac.example/mau.dotm") -> dict[str, bytes | str]:
    said = (
        f'<Relationships><Relationship Id="r1" Type="{RELS}/{kind}" Target="{target}" '
        'TargetMode="External"/></Relationships>'
    )
    return {"word/_rels/settings.xml.rels": said}


def _many_zeros(size: int) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<x/>")
        with archive.open("word/media/anh.bmp", "w") as member:
            for _ in range(size // 1_000_000):
                member.write(bytes(1_000_000))
    return made.getvalue()


ACTING_WORD = {
    "OLE object": (files.parts({"word/embeddings/oleObject1.bin": b"\xd0\xcf"}), "file-embedded"),
    "old Word document inside": (files.parts({"word/embeddings/a.doc": b"\xd0"}), "file-embedded"),
    "script": (files.parts({"word/embeddings/a.vbs": "x"}), "file-program"),
    "page of the web inside": (files.parts({"word/afchunk1.html": "x"}), "file-program"),
    "macro in the package inside": (
        files.parts({"word/embeddings/a.xlsx": files.XLSM}),
        "file-macro",
    ),
    "package in a package in a package": (
        files.parts(
            {"word/embeddings/a.docx": files.parts({"word/embeddings/b.docx": files.DOCX})}
        ),
        "file-embedded",
    ),
    "DDE": (files.parts({"word/document.xml": _words("DDEAUTO c:\\\\windows")}), "file-dde"),
    "DDE in pieces": (files.parts({"word/document.xml": _words(" DD", "E", " cmd")}), "file-dde"),
    "DDE in two bytes a letter": (
        files.parts(
            {
                "word/header1.xml": (
                    '<?xml version="1.0" encoding="UTF-16"?>' + _words("DDE cmd")
                ).encode("utf-16")
            }
        ),
        "file-dde",
    ),
    "DDE in a simple field": (
        files.parts({"word/document.xml": f'<w:p {W}><w:fldSimple w:instr="&#68;DE cmd"/></w:p>'}),
        "file-dde",
    ),
    "template from elsewhere": (files.parts(_link("attachedTemplate")), "file-remote"),
    "object from elsewhere": (files.parts(_link("oleObject")), "file-remote"),
    "frame from elsewhere": (files.parts(_link("frame")), "file-remote"),
    "path that leads out": (files.parts({"../../etc/passwd": "x"}), "file-paths"),
    "path of a drive": (files.parts({"C:/a.xml": "x"}), "file-paths"),
    "the same name twice": (
        files.parts({"word/settings.xml": "<x/>", "WORD/settings.xml": "<x/>"}),
        "file-paths",
    ),
    "300 MB of zeros": (_many_zeros(300_000_000), "file-bomb"),
    "entities that explode": (
        files.parts(
            {"word/document.xml": '<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]><a>&c;</a>'}
        ),
        "file-bomb",
    ),
    "words that are no XML": (files.parts({"word/document.xml": "<a"}), "file-broken"),
}
ACTING_EXCEL = {
    "old macros": (
        files.parts({"xl/macrosheets/sheet1.xml": "<x/>"}, "xl/workbook.xml"),
        "file-macro",
    ),
    "old macros under another name": (
        files.package(
            "xl/workbook.xml",
            types="<Types>application/vnd.ms-excel.intlmacrosheet+xml</Types>",
        ),
        "file-macro",
    ),
    "DDE": (
        files.parts(
            {
                "xl/externalLinks/externalLink1.xml": '<externalLink><ddeLink ddeService="cmd"/>'
                "</externalLink>"
            },
            "xl/workbook.xml",
        ),
        "file-dde",
    ),
}


@pytest.mark.parametrize(("content", "code"), ACTING_WORD.values(), ids=ACTING_WORD)
def test_a_word_file_that_acts_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        examine(content, "a.docx", AT_MOST)
    assert refused.value.code == code


@pytest.mark.parametrize(("content", "code"), ACTING_EXCEL.values(), ids=ACTING_EXCEL)
def test_an_excel_file_that_acts_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        examine(content, "a.xlsx", AT_MOST)
    assert refused.value.code == code


def _written_by_word() -> bytes:
    document = Document()
    document.add_paragraph("Báo cáo về DDE và mã lệnh: chữ trong bài không phải là lệnh.")
    made = BytesIO()
    document.save(made)
    return made.getvalue()


HARMLESS_WORD = {
    "whole": _written_by_word(),
    "a workbook behind a chart": files.parts({"word/embeddings/a.xlsx": files.XLSX}),
    "a page of the web to press": files.parts(_link("hyperlink")),
    "a field whose address holds the letters": files.parts(
        {"word/document.xml": _words('HYPERLINK "https://vi-du.example/DDE"')}
    ),
}


@pytest.mark.parametrize("content", HARMLESS_WORD.values(), ids=HARMLESS_WORD)
def test_a_word_file_that_is_only_read_is_taken(content: bytes) -> None:
    assert examine(content, "a.docx", AT_MOST).endswith("wordprocessingml.document")


def test_each_reason_says_what_to_do_next() -> None:
    assert all("Hãy" in sentence or "Chỉ nhận" in sentence for sentence in _WHY.values())


def _deep(writer: PdfWriter) -> None:
    nested = ArrayObject()
    for _ in range(150):
        nested = ArrayObject([nested])
    writer.root_object[NameObject("/Deep")] = nested


_DOCTYPE = "<!DOCTYPE a><a/>"
ADVICE = {
    "a PDF that is nested too deep": (files.pdf(_deep), "a.pdf", "file-bomb", PRINT),
    "a PDF that is a page of the web": (
        *(files.PDF + b"<script>", "a.pdf", "file-two-kinds", PRINT),
    ),
    "a PDF that is an archive": (
        *(files.PDF + files.package("a"), "a.pdf", "file-two-kinds", PRINT),
    ),
    "a PDF that is cut off": (files.PDF[:60], "a.pdf", "file-broken", PRINT),
    "a picture that is an archive": (
        *(files.png(9, 9) + files.package("a"), "a.png", "file-two-kinds", PHOTOGRAPH),
    ),
    "a picture that is cut off": (b"\xff\xd8\xff\xe0", "a.jpg", "file-broken", PHOTOGRAPH),
    "a Word file that unpacks too large": (
        *(_many_zeros(300_000_000), "a.docx", "file-bomb", SAVE),
    ),
    "a Word file with a document type": (
        *(files.parts({"word/document.xml": _DOCTYPE}), "a.docx", "file-bomb", SAVE),
    ),
    "a Word file that is cut off": (files.DOCX[:99], "a.docx", "file-broken", SAVE),
}


@pytest.mark.parametrize(("content", "name", "code", "advice"), ADVICE.values(), ids=ADVICE)
def test_the_advice_fits_the_kind_of_file(
    content: bytes, name: str, code: str, advice: str
) -> None:
    with pytest.raises(Refusal) as refused:
        examine(content, name, AT_MOST)
    assert refused.value.code == code
    assert [each for each in (PRINT, PHOTOGRAPH, SAVE) if each in refused.value.sentence] == [
        advice
    ]


def test_only_what_unpacks_too_large_is_said_to() -> None:
    for content, name in ((files.pdf(_deep), "a.pdf"), (_typed_document(), "a.docx")):
        with pytest.raises(Refusal) as refused:
            examine(content, name, AT_MOST)
        assert "bung ra quá lớn" not in refused.value.sentence


def _typed_document() -> bytes:
    return files.parts({"customXml/item1.xml": _DOCTYPE})
