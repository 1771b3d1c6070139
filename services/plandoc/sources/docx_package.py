"""The container of a Word file: a ZIP that is looked over before anything in it is opened.

Only the text, its styles and its numbering are ever inflated, each through a reader that stops;
pictures, macros and everything else stay closed. That is why python-docx parses the parts but
does not open the file: it would inflate and parse all of it.
"""

import io
import posixpath
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from services.plandoc.sources.docx_xml import Element, PartParser, attribute, broken, too_large
from services.plandoc.sources.source import DocumentError
from services.plandoc.sources.zip_contents import (
    ZIP_ERRORS,
    ZipFault,
    ZipLimits,
    fault_of,
    has_too_many,
)

MEGABYTE = 1024 * 1024
MOST_BYTES = 16 * MEGABYTE
_LIMITS = ZipLimits(
    entries=2000,
    part_bytes=64 * MEGABYTE,  # what one entry may declare, read or not
    all_bytes=128 * MEGABYTE,
    ratio=200,
    ratio_from=10 * MEGABYTE,
)
_MOST_XML = 32 * MEGABYTE  # what is really inflated of one part
_OTHER_OFFICE = ("xl/", "ppt/")


@dataclass(frozen=True, slots=True)
class DocxParts:
    """The parts of a Word file that are read, as trees; `has_macros` where it carries programs."""

    document: Element
    styles: Element | None
    numbering: Element | None
    has_macros: bool


def open_docx(content: bytes, name: str) -> DocxParts:
    """Open a Word file's text, styles and numbering; `name` stands in the complaints.

    Raises DocumentError where it is too large, a bomb, locked, broken, or no Word file.
    """
    if len(content) > MOST_BYTES:
        raise DocumentError(
            "document-too-large",
            name,
            f"tệp lớn hơn {MOST_BYTES // MEGABYTE} MB. Hãy tách phụ lục hoặc bỏ hình ảnh.",
        )
    if has_too_many(content, _LIMITS):
        raise _bomb(name)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _inspect(entries, name)
            names = frozenset(entry.filename for entry in entries)
            return _Container(archive, names, name, PartParser(name)).parts()
    except ZIP_ERRORS:
        raise broken(name) from None


@dataclass(frozen=True, slots=True)
class _Container:
    archive: zipfile.ZipFile
    entries: frozenset[str]
    name: str
    parser: PartParser

    def parts(self) -> DocxParts:
        main = self._target("", "officeDocument") or "word/document.xml"
        document = None if main.startswith(_OTHER_OFFICE) else self._tree(main)
        if document is None:
            raise _no_word(self.entries, self.name)
        return DocxParts(
            document=document,
            styles=self._tree(self._target(main, "styles") or "word/styles.xml"),
            numbering=self._tree(self._target(main, "numbering") or "word/numbering.xml"),
            has_macros=any(entry.endswith("vbaProject.bin") for entry in self.entries),
        )

    def _target(self, part: str, kind: str) -> str | None:
        """Find where a part says that the one of this kind is; it may have any name."""
        folder, base = posixpath.split(part)
        relations = self._tree(posixpath.join(folder, "_rels", f"{base}.rels"))
        for each in () if relations is None else relations.iterchildren("{*}Relationship"):
            if (attribute(each, "Type") or "").endswith(f"/{kind}"):
                target = posixpath.join("/", folder, attribute(each, "Target") or "")
                return posixpath.normpath(target).lstrip("/")
        return None

    def _tree(self, part: str) -> Element | None:
        if part not in self.entries:
            return None
        with self.archive.open(part) as file:
            data = file.read(_MOST_XML + 1)
        if len(data) > _MOST_XML:
            raise too_large(self.name)
        return self.parser.parse(data)


def _inspect(entries: Sequence[zipfile.ZipInfo], name: str) -> None:
    """Refuse by the table of contents alone what must not be opened."""
    match fault_of(entries, _LIMITS):
        case ZipFault.BOMB:
            raise _bomb(name)
        case ZipFault.LOCKED:
            raise locked(name)
        case ZipFault.BROKEN:
            raise broken(name)


def _bomb(name: str) -> DocumentError:
    return DocumentError(
        "document-bomb",
        name,
        "tệp nén bung ra quá lớn, có thể là tệp độc hại. Hãy xin lại tệp từ người soạn.",
    )


def locked(name: str) -> DocumentError:
    """The refusal of a document behind a password."""
    return DocumentError(
        "document-encrypted",
        name,
        "tệp có mật khẩu. Hãy mở bằng Word, bỏ mật khẩu rồi lưu lại.",
    )


def _no_word(entries: frozenset[str], name: str) -> DocumentError:
    """Say what a ZIP is that holds no document of Word."""
    if any(entry.startswith("xl/") for entry in entries):
        return spreadsheet(name)
    if any(entry.startswith("ppt/") for entry in entries):
        return slides(name)
    if {"mimetype", "content.xml"} <= entries:
        return DocumentError(
            "document-open-office",
            name,
            "đây là tệp OpenDocument (LibreOffice). Hãy mở tệp rồi lưu lại thành .docx.",
        )
    if entries & {"[Content_Types].xml", "_rels/.rels"}:
        return broken(name)
    return archive(name)


def archive(name: str) -> DocumentError:
    """The refusal of files packed together."""
    return DocumentError(
        "document-archive",
        name,
        "đây là tệp nén. Hãy giải nén rồi chọn đúng tệp Word của kế hoạch.",
    )


def spreadsheet(name: str) -> DocumentError:
    """The refusal of a workbook."""
    return DocumentError(
        "document-spreadsheet",
        name,
        "đây là tệp bảng tính Excel. Hãy chọn tệp Word (.docx) của kế hoạch.",
    )


def slides(name: str) -> DocumentError:
    """The refusal of a presentation."""
    return DocumentError(
        "document-slides",
        name,
        "đây là tệp trình chiếu PowerPoint. Hãy chọn tệp Word (.docx) của kế hoạch.",
    )
