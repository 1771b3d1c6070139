"""A plan document of any kind: its first bytes tell what it is, not its name."""

import re

from services.plandoc.sources import docx_package, text_source
from services.plandoc.sources.docx_changes import Tracked
from services.plandoc.sources.docx_source import read_docx
from services.plandoc.sources.source import DocumentError, SourceDocument

_HEAD = 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08")
_PICTURES = (
    re.compile(rb"\x89PNG\r\n"),
    re.compile(rb"\xff\xd8\xff"),
    re.compile(rb"GIF8[79]a"),
    re.compile(rb"II\*\0|MM\0\*"),
    re.compile(rb"BM.{4}\0{4}", re.DOTALL),
    re.compile(rb"RIFF.{4}WEBP", re.DOTALL),
    re.compile(rb".{4}ftyp(?:hei[cfmsx]|hev[cmsx]|mif1|msf1|avif)", re.DOTALL),
)
_RTF = re.compile(rb"\s*\{\\rtf")
_WEB = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!doctype\s+html|<html[\s>]|mime-version:)", re.IGNORECASE
)
_WORD_AS_XML = re.compile(rb"<\?mso-application\s+progid=.Word|<w:wordDocument|<pkg:package")


def read_source(content: bytes, name: str, tracked: Tracked = Tracked.ACCEPTED) -> SourceDocument:
    """Read a plan document, Word or text, into its blocks; `name` stands in the complaints.

    `tracked` says how tracked changes of a Word file are read; a text has none.
    Raises DocumentError, and nothing else, for whatever is no such document.
    """
    if not content:
        raise DocumentError("document-empty", name, "tệp trống. Hãy chọn đúng tệp kế hoạch.")
    if content.startswith(_ZIP):
        return read_docx(content, name, tracked)
    if content.startswith(_OLE):
        raise _old_office(content, name)
    if content.startswith(_ARCHIVES):
        raise docx_package.archive(name)
    refused = _foreign(content[:_HEAD], name)
    if refused is not None:
        raise refused
    return text_source.read_text(content, name)


def _foreign(head: bytes, name: str) -> DocumentError | None:
    """Recognise by its first bytes what is neither a Word file nor plain text."""
    if b"%PDF-" in head:
        return DocumentError(
            "document-pdf", name, "đây là tệp PDF. Hãy lấy tệp Word gốc (.docx) của kế hoạch."
        )
    if any(picture.match(head) for picture in _PICTURES):
        return DocumentError(
            "document-picture",
            name,
            "đây là tệp hình ảnh (bản quét hoặc bản chụp). Hãy lấy tệp Word gốc (.docx).",
        )
    if _RTF.match(head):
        return DocumentError(
            "document-rich-text",
            name,
            "đây là tệp RTF. Hãy mở bằng Word rồi lưu lại thành .docx.",
        )
    if _WEB.match(head):
        return DocumentError(
            "document-web-page",
            name,
            "đây là trang web. Hãy mở bằng Word rồi lưu lại thành .docx.",
        )
    if _WORD_AS_XML.search(head):
        return _old_word(name)
    return None


def _old_office(content: bytes, name: str) -> DocumentError:
    """Tell apart what shares the container of Office before 2007."""
    if _wide("EncryptedPackage") in content:
        return docx_package.locked(name)
    if _wide("Workbook") in content:
        return docx_package.spreadsheet(name)
    if _wide("PowerPoint Document") in content:
        return docx_package.slides(name)
    return _old_word(name)


def _wide(words: str) -> bytes:
    return words.encode("utf-16-le")


def _old_word(name: str) -> DocumentError:
    return DocumentError(
        "document-old-word",
        name,
        "tệp Word kiểu cũ (.doc). Hãy mở bằng Word rồi lưu lại thành .docx.",
    )
