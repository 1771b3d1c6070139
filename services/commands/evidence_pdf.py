"""A PDF that is only read: no script, no act of its own, no other file inside.

Every object of the file is looked at, also the compressed ones, in which names cannot be searched
for as bytes.
"""

import logging
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Final

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject

from services.commands.evidence_refusals import not_taken

_OBJECTS_AT_MOST: Final = 200_000
_NESTED_AT_MOST: Final = 100
_ACTS: Final = frozenset(
    {
        *("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition", "/GoToE"),
        *("/Movie", "/Sound", "/RichMediaExecute", "/GoTo3DView"),
    }
)
_SCRIPTS: Final = frozenset({"/JS", "/JavaScript", "/XFA", "/RichMediaContent"})
_ATTACHMENTS: Final = frozenset({"/EmbeddedFiles", "/EF"})
_MARKUP: Final = re.compile(rb"<(?:!doctype\s+html|html|script|svg|iframe|body)\b", re.IGNORECASE)
_SNIFFED: Final = (
    1500  # bytes at the head by which browsers tell a kind (WHATWG MIME Sniffing: 1445)
)
_END: Final = b"%%EOF"
# What pypdf raises besides its own errors over a damaged file, by the place of the damage.
_BROKEN: Final = (
    *(PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError),
    *(OverflowError, RecursionError, NotImplementedError, EOFError, OSError, MemoryError),
)
# It warns of every small damage that it repairs; the file is not ours to mend.
logging.getLogger("pypdf").setLevel(logging.ERROR)


def examine_pdf(content: bytes) -> None:
    """Raise Refusal where the file does more than to be read, or cannot be read."""
    tail = content[content.rfind(_END) :] if _END in content else b""
    if _MARKUP.search(content[:_SNIFFED]) or _MARKUP.search(tail):
        raise not_taken("two-kinds/pdf")
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise not_taken("pdf-locked")
        if not reader.root_object:
            raise not_taken("broken/pdf")
        _check_opening(reader.root_object)
        for pdf_object in _objects(reader):
            _check(pdf_object)
    except _BROKEN as error:
        raise not_taken("broken/pdf") from error


def _objects(reader: PdfReader) -> Iterator[PdfObject]:
    numbers = {
        (number, generation) for generation, listed in reader.xref.items() for number in listed
    }
    numbers |= {(number, 0) for number in reader.xref_objStm}
    if len(numbers) > _OBJECTS_AT_MOST:
        raise not_taken("bomb/pdf")
    for number, generation in sorted(numbers):
        part = reader.get_object(IndirectObject(number, generation, reader))
        if part is not None:
            yield part
    yield reader.trailer


def _check_opening(root: DictionaryObject) -> None:
    """Where it opens is a place (ISO 32000-1, 12.3.2); another act at opening is refused."""
    opening = root.get("/OpenAction")
    act = opening.get_object() if opening is not None else None
    if isinstance(act, DictionaryObject) and act.get("/S") != "/GoTo":
        raise not_taken("pdf-script")


def _check(pdf_object: PdfObject) -> None:
    waiting: list[tuple[PdfObject, int]] = [(pdf_object, 0)]
    while waiting:
        each, depth = waiting.pop()
        if depth > _NESTED_AT_MOST:
            raise not_taken("bomb/pdf")
        if isinstance(each, DictionaryObject):
            _check_keys(each)
            waiting += [(value, depth + 1) for value in each.values()]
        elif isinstance(each, ArrayObject):
            waiting += [(value, depth + 1) for value in each]


def _check_keys(dictionary_object: DictionaryObject) -> None:
    keys = dictionary_object.keys()
    if keys & _SCRIPTS or dictionary_object.get("/S") in _ACTS:
        raise not_taken("pdf-script")
    if keys & _ATTACHMENTS or dictionary_object.get("/Type") == "/EmbeddedFile":
        raise not_taken("pdf-attachment")
