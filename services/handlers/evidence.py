"""What a file is, told by its bytes alone; everything that could run or hide another is refused.

Nothing is decoded or unpacked: heads, a picture's dimensions, the list of names in a package.
"""

import lzma
import re
import struct
import unicodedata
import zipfile
import zlib
from io import BytesIO
from pathlib import PurePosixPath
from typing import Final

from services.domain.errors import Refusal
from services.domain.task.files import MEGABYTE

PDF: Final = "application/pdf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
JPEG: Final = "image/jpeg"
PNG: Final = "image/png"
TEXT: Final = "text/plain"
ENDINGS: Final = {
    PDF: (".pdf",),
    DOCX: (".docx",),
    XLSX: (".xlsx",),
    JPEG: (".jpg", ".jpeg"),
    PNG: (".png",),
    TEXT: (".txt",),
}
LONGEST_NAME: Final = 150
# More pixels than this a side no scanner gives, and a viewer may fall over it.
SIDE_AT_MOST: Final = 20_000
_MEMBERS_AT_MOST: Final = 5_000
_TYPES_AT_MOST: Final = 1024 * 1024  # bytes read of a package's list of types
_ACCEPTED: Final = "Chỉ nhận PDF, Word (.docx), Excel (.xlsx), ảnh JPEG hoặc PNG, văn bản .txt."
_SCRIPT: Final = re.compile(r"\s*(?:<\?xml|<!doctype|<!--|#!)", re.IGNORECASE)
_MARKUP: Final = re.compile(r"<(?:html|svg|script|iframe)\b", re.IGNORECASE)
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
# What reading a damaged package raises, by the place of the damage.
_BROKEN: Final = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError),
    *(RuntimeError, OSError, ValueError, OverflowError, MemoryError),
)
_FRAMES: Final = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})  # of a JPEG: its dimensions


def clean_name(sent: str) -> str:
    """The name as it is shown: no folder, plain characters; raises Refusal for a way out."""
    parts = unicodedata.normalize("NFC", sent).replace("\\", "/").split("/")
    if ".." in parts:
        raise Refusal("file-name", "Tên tệp có đường dẫn thư mục. Hãy đổi tên tệp rồi tải lại.")
    plain = "".join(c for c in parts[-1] if c.isprintable() and unicodedata.category(c) != "Cn")
    plain = plain.strip(" .")
    if not plain:
        raise Refusal("file-name", "Tệp không có tên. Hãy đặt tên tệp rồi tải lại.")
    return plain[-LONGEST_NAME:]


def examine(content: bytes, name: str, mb_at_most: int) -> str:
    """The media type of a file that is taken; raises Refusal that says why one is not."""
    if not content:
        raise Refusal("file-missing", "Chưa chọn tệp, hoặc tệp trống. Hãy chọn tệp rồi tải lại.")
    if len(content) > mb_at_most * MEGABYTE:
        raise Refusal(
            "file-too-large",
            f"Tệp lớn hơn {mb_at_most} MB nên chưa được nhận. "
            "Hãy giảm dung lượng hoặc tách tệp rồi tải lại.",
        )
    found = _kind(content)
    if PurePosixPath(name).suffix.lower() not in ENDINGS[found]:
        raise Refusal(
            "file-lies",
            f"“{name:.80}”: nội dung tệp không đúng với đuôi của tên tệp. {_ACCEPTED}",
        )
    return found


def _kind(content: bytes) -> str:
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"PK\x03\x04"):
        return _package(content)
    if content.startswith(b"\xff\xd8\xff"):
        return _picture(JPEG, _jpeg_sides(content))
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return _picture(PNG, _png_sides(content))
    return _text(content)


def _package(content: bytes) -> str:
    """Word and Excel are packages: what lies inside tells which one, and whether it may run."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = [member.filename.lower() for member in package.infolist()]
            if len(names) > _MEMBERS_AT_MOST:
                raise _not_taken("archive")
            types = b""
            if "[Content_Types].xml" in package.namelist():
                with package.open("[Content_Types].xml") as listed:
                    types = listed.read(_TYPES_AT_MOST + 1)
    except _BROKEN as error:
        raise _not_taken("broken") from error
    if len(types) > _TYPES_AT_MOST:
        raise _not_taken("archive")
    types = types.replace(b"\x00", b"").lower()  # it may be written in two bytes a letter
    if b"macroenabled" in types or b"vbaproject" in types or _any(names, "vbaproject.bin"):
        raise _not_taken("macro")
    if _any(names, ".exe") or _any(names, ".dll") or any("/activex/" in name for name in names):
        raise _not_taken("program")
    if not types:
        raise _not_taken("archive")
    if "word/document.xml" in names:
        return DOCX
    if "xl/workbook.xml" in names:
        return XLSX
    raise _not_taken("archive")


def _any(names: list[str], ending: str) -> bool:
    return any(name.endswith(ending) for name in names)


def _picture(kind: str, sides: tuple[int, int] | None) -> str:
    if sides is None or 0 in sides:
        raise _not_taken("broken")
    if max(sides) > SIDE_AT_MOST:
        width, height = (f"{side:,}".replace(",", ".") for side in sides)
        limit = f"{SIDE_AT_MOST:,}".replace(",", ".")
        raise Refusal(
            "picture-too-large",
            f"Ảnh {width} × {height} điểm, mỗi chiều tối đa {limit}. Hãy thu nhỏ rồi tải lại.",
        )
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
        raise _not_taken("unknown") from error
    if _CONTROLS.search(words):
        raise _not_taken("unknown")
    if _SCRIPT.match(words) or _MARKUP.search(words):
        raise _not_taken("markup")
    return TEXT


_WHY: Final = {
    "archive": "Không nhận tệp nén.",
    "broken": "Tệp bị hỏng hoặc không đọc được.",
    "macro": "Không nhận văn bản có macro. Hãy lưu lại thành .docx hoặc .xlsx rồi tải lên.",
    "program": "Không nhận tệp có chứa chương trình.",
    "markup": "Không nhận trang web hoặc tệp lệnh.",
    "unknown": "Không nhận ra loại tệp này.",
}


def _not_taken(why: str) -> Refusal:
    return Refusal(f"file-{why}", f"{_WHY[why]} {_ACCEPTED}")
