"""Small files of every kind that is taken, and of those that are not."""

import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from pypdf import PdfWriter


def pdf(change: Callable[[PdfWriter], object] | None = None) -> bytes:
    """A PDF of one empty page, with what `change` puts into it."""
    writer = PdfWriter()
    writer.add_blank_page(width=595, height=842)
    if change is not None:
        change(writer)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


PDF = pdf()
TEXT = "Biên bản gặp mặt ngày 14/11.\r\n".encode()


def package(main: str, *others: str, types: str = "<Types/>") -> bytes:
    """An office package with these parts."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", types)
        for name in (main, *others):
            archive.writestr(name, "<x/>")
    return made.getvalue()


def parts(contents: Mapping[str, bytes | str], main: str = "word/document.xml") -> bytes:
    """An office package whose parts hold this."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in {"[Content_Types].xml": "<Types/>", main: "<x/>", **contents}.items():
            archive.writestr(name, content)
    return made.getvalue()


DOCX = package("word/document.xml")
XLSX = package("xl/workbook.xml")
DOCM = package("word/document.xml", "word/vbaProject.bin")
XLSM = package("xl/workbook.xml", types="<Types>application/vnd.ms-excel.macroEnabled</Types>")


def png(width: int, height: int) -> bytes:
    """The head of a picture of these sides; its pixels are not there."""
    head = b"IHDR" + width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02\x00\x00\x00"
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0d" + head + zlib.crc32(head).to_bytes(4)


def jpeg(width: int, height: int) -> bytes:
    """The head of a photograph: a segment to step over, then its sides."""
    frame = (
        b"\xff\xc0\x00\x11\x08" + height.to_bytes(2) + width.to_bytes(2) + b"\x03" + b"\x00" * 9
    )
    return b"\xff\xd8\xff\xe0\x00\x04\x00\x00\xff" + frame + b"\xff\xd9"
