"""The container of an Excel file: a ZIP that is looked over before anything in it is opened."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Final

from services.plandoc.sources.source import DocumentError
from services.plandoc.sources.zip_contents import ZIP_ERRORS, ZipFault, fault_of, has_too_many
from services.register.limits import MEGABYTE, RegisterLimits

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_HEAD: Final = 1024
_WEB: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html[\s>]|table[\s>])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class XlsxPackage:
    """Tệp Excel đã soát: opens the entries that are read, and those only."""

    archive: zipfile.ZipFile
    entries: frozenset[str]
    name: str
    limits: RegisterLimits

    def open(self, entry: str) -> IO[bytes]:
        """Open one entry. Raises DocumentError where it is not there."""
        if entry not in self.entries:
            raise broken(self.name)
        return self.archive.open(entry)


@contextmanager
def opened(content: bytes, name: str, limits: RegisterLimits) -> Iterator[XlsxPackage]:
    """Look an Excel file over, then open it; `name` stands in the complaints.

    Raises DocumentError, also for what is met inside the `with`, where the file is too large, a
    bomb, locked, broken, or no Excel file.
    """
    _refuse_foreign(content, name, limits)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _inspect(entries, name, limits)
            names = frozenset(entry.filename for entry in entries)
            if not any(entry.startswith("xl/") for entry in names):
                raise _no_workbook(names, name)
            yield XlsxPackage(archive, names, name, limits)
    except ZIP_ERRORS:
        raise broken(name) from None


def _refuse_foreign(content: bytes, name: str, limits: RegisterLimits) -> None:
    if not content:
        raise DocumentError("workbook-empty", name, "tệp trống. Hãy chọn đúng tệp sổ theo dõi.")
    if len(content) > limits.bytes:
        raise DocumentError(
            "workbook-too-large",
            name,
            f"tệp lớn hơn {limits.bytes // MEGABYTE} MB. Hãy bỏ hình ảnh hoặc tách tệp.",
        )
    if content.startswith(_OLE):
        raise _locked(name) if _LOCKED in content else _old_excel(name)
    if not content.startswith(_ZIP):
        raise _no_excel(content[:_HEAD], name)
    if has_too_many(content, limits):
        raise bomb(name)


def _inspect(entries: Sequence[zipfile.ZipInfo], name: str, limits: RegisterLimits) -> None:
    """Refuse by the table of contents alone what must not be opened."""
    match fault_of(entries, limits):
        case ZipFault.BOMB:
            raise bomb(name)
        case ZipFault.LOCKED:
            raise _locked(name)
        case ZipFault.BROKEN:
            raise broken(name)


def bomb(name: str) -> DocumentError:
    """The refusal of a file that unpacks to more than any register holds."""
    return DocumentError(
        "workbook-bomb",
        name,
        "tệp nén bung ra quá lớn, có thể là tệp độc hại. Hãy xin lại tệp từ nơi gửi.",
    )


def broken(name: str) -> DocumentError:
    """The refusal of an Excel file that its own parts contradict."""
    return DocumentError(
        "workbook-broken",
        name,
        "tệp Excel bị hỏng. Hãy mở tệp bằng Excel, lưu lại thành tệp .xlsx mới rồi thử lại.",
    )


def _locked(name: str) -> DocumentError:
    return DocumentError(
        "workbook-encrypted",
        name,
        "tệp có mật khẩu. Hãy mở bằng Excel, bỏ mật khẩu rồi lưu lại.",
    )


def _old_excel(name: str) -> DocumentError:
    return DocumentError(
        "workbook-old",
        name,
        "tệp Excel hoặc Word kiểu cũ (.xls, .doc). Hãy mở bằng Excel rồi lưu lại thành .xlsx.",
    )


def _no_excel(head: bytes, name: str) -> DocumentError:
    if _WEB.match(head):
        return DocumentError(
            "workbook-web-page",
            name,
            "đây là trang web mang tên Excel, như nhiều phần mềm xuất ra. "
            "Hãy mở bằng Excel rồi lưu lại thành .xlsx.",
        )
    if b"%PDF-" in head:
        return DocumentError(
            "workbook-pdf", name, "đây là tệp PDF. Hãy lấy tệp Excel gốc (.xlsx) của sổ."
        )
    return DocumentError(
        "workbook-foreign",
        name,
        "đây không phải là tệp Excel (.xlsx). Hãy mở tệp (.csv cũng vậy) bằng Excel rồi lưu lại "
        "thành .xlsx.",
    )


def _no_workbook(entries: frozenset[str], name: str) -> DocumentError:
    if any(entry.startswith("word/") for entry in entries):
        return DocumentError(
            "workbook-word", name, "đây là tệp Word. Hãy chọn tệp Excel (.xlsx) của sổ."
        )
    if {"mimetype", "content.xml"} <= entries:
        return DocumentError(
            "workbook-open-office",
            name,
            "đây là tệp OpenDocument (LibreOffice). Hãy mở tệp rồi lưu lại thành .xlsx.",
        )
    if entries & {"[Content_Types].xml", "_rels/.rels"}:
        return broken(name)
    return DocumentError(
        "workbook-archive", name, "đây là tệp nén. Hãy giải nén rồi chọn đúng tệp Excel của sổ."
    )
