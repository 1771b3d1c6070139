"""How much of a request is read, and of whom: nobody unknown fills this machine's memory."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive, Scope

EVIDENCE_MB: Final = 64
BODY_LIMIT: Final = 1024 * 1024
# Where a file is sent, and how much there: 16 MB and the rest of the form.
UPLOAD: Final = "/ke-hoach/van-ban"
UPLOADS: Final = frozenset(
    {UPLOAD, "/api/plan/documents", "/so-theo-doi/nhap", "/api/register/imports"}
)
# The text of a directive, which may be the file of a long document; the rows of a programme.
_OF_A_THING: Final = re.compile(r"/giao-viec/[^/]+/van-ban|/chuong-trinh/[^/]+/nhap")
UPLOAD_LIMIT: Final = 16 * BODY_LIMIT
_UPLOAD_BODY: Final = UPLOAD_LIMIT + 64 * 1024
# Files of a task or a directive, one at a time, beside what was typed in the same form: what the
# server takes at all. The ward's own rule says so much at most, mostly less, and keeps the form.
EVIDENCE_LIMIT: Final = EVIDENCE_MB * BODY_LIMIT
EVIDENCE: Final = re.compile(
    r"/(?:viec|phieu|giao-viec)/[^/]+/tep|/api/(?:tasks|directives)/[^/]+/files"
)
# The period sheet holds the reports of a whole unit, and passes the sign-in when a session ends;
# the text of a directive may have 300 pages, with where each of its clauses begins.
_SHEET: Final = re.compile(r"/phieu/[^/]+/[a-z-]+|/dang-nhap|/api/directives/[^/]+/clauses")
SHEET_LIMIT: Final = 4 * BODY_LIMIT
_EVIDENCE_BODY: Final = EVIDENCE_LIMIT + SHEET_LIMIT
# A body that is not kept is read up to here, so that the browser gets to read our answer: of so
# many requests at once, the others find the connection closed.
DRAIN_LIMIT: Final = 32 * BODY_LIMIT
DRAINS: Final = 4
# What strangers' forms may hold of memory together; a sign-in form is no weight at all.
STRANGERS_ROOM: Final = 16 * BODY_LIMIT
LIGHT: Final = 16 * 1024


def limit_of(scope: Scope) -> int:
    """How many bytes a request to this address may have."""
    path: str = scope["path"]
    if path in UPLOADS or _OF_A_THING.fullmatch(path):
        return _UPLOAD_BODY
    if EVIDENCE.fullmatch(path):
        return _EVIDENCE_BODY
    return SHEET_LIMIT if _SHEET.fullmatch(path) else BODY_LIMIT


def declared(headers: Headers) -> int | None:
    """The body's declared length; None where it comes in pieces of unknown number."""
    if "transfer-encoding" in headers:
        return None
    length = headers.get("content-length", "0")
    return int(length) if length.isascii() and length.isdigit() else None


@dataclass(slots=True)
class BoundedBody:
    """A body of at most so many bytes, counted as they come."""

    source: Receive
    limit: int
    count: int = 0

    @property
    def too_long(self) -> bool:
        """Whether more came than may come."""
        return self.count > self.limit

    async def receive(self) -> Message:
        """The next piece; raises HTTPException (413) beyond the limit."""
        message = await self.source()
        self.count += len(message.get("body", b""))
        if self.too_long:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return message


class Unread:
    """Bodies that nobody keeps, in one process: read to their end, so that the answer arrives."""

    def __init__(self) -> None:
        self._draining = 0

    async def drain(self, receive: Receive) -> None:
        """Let the rest of a body come and forget it; not where many do so already."""
        if self._draining >= DRAINS:
            return
        self._draining += 1
        try:
            read, more = 0, True
            while more and read < DRAIN_LIMIT:
                message = await receive()
                read += len(message.get("body", b""))
                more = message["type"] == "http.request" and message.get("more_body", False)
        finally:
            self._draining -= 1


class StrangersRoom:
    """The memory that forms of people who are not known may take in one process, together."""

    def __init__(self, size: int = STRANGERS_ROOM) -> None:
        self._free = size

    @contextmanager
    def taken(self, length: int) -> Iterator[bool]:
        """Take room for so many bytes; whether there was any. A light form always finds some."""
        weight = length if length > LIGHT else 0
        result = weight <= self._free
        self._free -= weight if result else 0
        try:
            yield result
        finally:
            self._free += weight if result else 0
