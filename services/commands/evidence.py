"""What a file is, told by its bytes alone; everything that could run or hide another is refused.

A picture is told by its head and its dimensions; packages and PDF files are read through, because
what acts in them may lie anywhere.
"""

import re
import unicodedata
import zipfile
from io import BytesIO
from pathlib import PurePosixPath
from typing import Final

from services.commands.evidence_package import BROKEN, examine_package
from services.commands.evidence_pdf import examine_pdf
from services.commands.evidence_refusals import ACCEPTED, not_taken
from services.commands.evidence_relations import DOCX, XLSX
from services.commands.file_rules import (
    FILE_LIES,
    FILE_MISSING,
    FILE_NAME,
    FILE_NAMELESS,
    FILE_TOO_LARGE,
    PICTURE_TOO_LARGE,
)
from services.domain.numerals import count
from services.domain.task.files import MEGABYTE

PDF: Final = "application/pdf"
JPEG: Final = "image/jpeg"
PNG: Final = "image/png"
TEXT: Final = "text/plain"
# Phones and browsers name a picture by any of these, whatever it is: its bytes are believed.
_PICTURES: Final = (".jpg", ".jpeg", ".jpe", ".jfif", ".png")
ENDINGS: Final = {
    PDF: (".pdf",),
    DOCX: (".docx",),
    XLSX: (".xlsx",),
    JPEG: _PICTURES,
    PNG: _PICTURES,
    TEXT: (".txt",),
}
LONGEST_NAME: Final = 150
# Some scanners write a byte order mark or line ends before a PDF's own mark; readers allow it.
_BEFORE_PDF: Final = b"\xef\xbb\xbf\r\n\t \x00\x0c"
_PDF_BEGINS_WITHIN: Final = 1024  # ISO 32000-1, implementation note 13
# More pixels than this a side no scanner gives, and a viewer may fall over it.
SIDE_AT_MOST: Final = 20_000
_SCRIPT: Final = re.compile(r"\s*(?:<\?xml|<!doctype|<!--|#!)", re.IGNORECASE)
_MARKUP: Final = re.compile(r"<(?:html|svg|script|iframe)\b", re.IGNORECASE)
# Office before 2007 keeps its documents in an OLE container, under names of two bytes a letter.
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_OFFICE: Final = {
    "WordDocument".encode("utf-16-le"): "old-office/word",
    "Workbook".encode("utf-16-le"): "old-office/excel",
}
_PROGRAMS: Final = (b"MZ", b"\x7fELF")  # of Windows and of Linux
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_FRAMES: Final = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})  # of a JPEG: its dimensions


def clean_name(sent: str) -> str:
    """The name as it is shown: no folder, plain characters; raises Refusal for a way out."""
    parts = unicodedata.normalize("NFC", sent).replace("\\", "/").split("/")
    if ".." in parts:
        raise FILE_NAME.refuse()
    plain = "".join(c for c in parts[-1] if c.isprintable() and unicodedata.category(c) != "Cn")
    plain = plain.strip(" .")
    if not plain:
        raise FILE_NAMELESS.refuse()
    return plain[-LONGEST_NAME:]


def examine(content: bytes, name: str, mb_at_most: int) -> str:
    """The media type of a file that is taken; raises Refusal that says why one is not."""
    if not content:
        raise FILE_MISSING.refuse()
    if len(content) > mb_at_most * MEGABYTE:
        raise FILE_TOO_LARGE.refuse(mb_at_most=mb_at_most)
    result = _kind(content)
    if PurePosixPath(name).suffix.lower() not in ENDINGS[result]:
        raise FILE_LIES.refuse(name=name, accepted=ACCEPTED)
    return result


def _kind(content: bytes) -> str:
    if content.startswith(b"PK\x03\x04"):
        return examine_package(content)
    if content[:_PDF_BEGINS_WITHIN].lstrip(_BEFORE_PDF).startswith(b"%PDF-"):
        _alone(content, "pdf")
        examine_pdf(content.lstrip(_BEFORE_PDF))
        return PDF
    if content.startswith(b"\xff\xd8\xff"):
        _alone(content, "picture")
        return _picture(JPEG, _jpeg_sides(content))
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        _alone(content, "picture")
        return _picture(PNG, _png_sides(content))
    return _text(content)


def _alone(content: bytes, kind: str) -> None:
    """Refuse a file that another program opens as an archive."""
    try:
        zipfile.ZipFile(BytesIO(content)).close()
    except BROKEN:
        return
    raise not_taken(f"two-kinds/{kind}")


def _picture(kind: str, sides: tuple[int, int] | None) -> str:
    if sides is None or 0 in sides:
        raise not_taken("broken/picture")
    if max(sides) > SIDE_AT_MOST:
        width, height = map(count, sides)
        raise PICTURE_TOO_LARGE.refuse(width=width, height=height, most=count(SIDE_AT_MOST))
    return kind


def _png_sides(content: bytes) -> tuple[int, int] | None:
    if content[12:16] != b"IHDR" or len(content) < 24:  # noqa: PLR2004  (where the header ends)
        return None
    return int.from_bytes(content[16:20]), int.from_bytes(content[20:24])


def _jpeg_sides(content: bytes) -> tuple[int, int] | None:
    """Width and height from the frame's head, found by stepping over the segments before it."""
    at = 2
    while at + 9 < len(content):
        if content[at] != 0xFF:  # noqa: PLR2004  (every marker begins so)
            return None
        marker = content[at + 1]
        if marker == 0xFF:  # noqa: PLR2004  (a fill byte)
            at += 1
        elif marker in _FRAMES:
            height = int.from_bytes(content[at + 5 : at + 7])
            return int.from_bytes(content[at + 7 : at + 9]), height
        else:
            at += 2 + max(2, int.from_bytes(content[at + 2 : at + 4]))
    return None


def _text(content: bytes) -> str:
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise not_taken(_no_text(content)) from error
    if _CONTROLS.search(words):
        raise not_taken(_no_text(content))
    if _SCRIPT.match(words) or _MARKUP.search(words):
        raise not_taken("markup")
    return TEXT


def _no_text(content: bytes) -> str:
    """Why bytes that are neither words nor of a kind that is taken are refused."""
    if content.startswith(_PROGRAMS):
        return "program"
    if not content.startswith(_OLE):
        return "unknown"
    return next((why for mark, why in _OLD_OFFICE.items() if mark in content), "old-office/other")
