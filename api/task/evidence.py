"""A chosen file on its way to a task: looked at, named, attached by one command; and back."""

import asyncio
import hashlib
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote
from uuid import UUID

import structlog
from fastapi import Request
from fastapi.responses import Response

from api.binding import Bound, bind
from api.context import (
    FormRequest,
    Services,
)
from api.form_binding import PageValues
from api.web.forms import BadForm, Typed, content_kind, read_form
from api.web.uploads import SentFile, read_sent
from services.commands.access import AccessKind, Visitor
from services.commands.acting import Acting
from services.commands.evidence import clean_name, examine
from services.commands.file_rules import NO_FILE
from services.commands.files import AttachedFile, FileLost
from services.commands.requests import TypedTexts
from services.domain.errors import Refusal
from services.domain.policy import EvidenceLimits, Policy
from services.domain.roles import Holder
from services.domain.task.acts.attach_file import ACT as ATTACH
from services.domain.task.acts.attach_file import AttachFile
from services.domain.task.acts.detach_file import ACT as DETACH
from services.domain.task.acts.detach_file import DetachFile

FILE_COMMAND: Final = "file_command_id"
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
# What gives a file of the thing with that stream to those who may see it.
ReadsFile = Callable[[str, str, Holder, Policy], Awaitable[tuple[AttachedFile, bytes]]]
_log = structlog.get_logger("pages")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExaminedFile:
    """A file that is taken: the name under which it is shown, what it is, its SHA-256 (hex)."""

    name: str
    media_type: str
    sha256: str
    size_bytes: int


async def examined_file(sent: SentFile, limits: EvidenceLimits) -> ExaminedFile:
    """What a sent file is; raises BadForm for one that is not taken."""
    try:
        name = clean_name(sent.name)
        kind = await asyncio.to_thread(examine, sent.content, name, limits.file_mb_at_most)
    except Refusal as refusal:
        raise BadForm.of(refusal) from refusal
    return ExaminedFile(
        name=name,
        media_type=kind,
        sha256=hashlib.sha256(sent.content).hexdigest(),
        size_bytes=len(sent.content),
    )


async def examined(
    stream: str, sent: SentFile, unit: str | None, put: TypedTexts, limits: EvidenceLimits
) -> Bound[AttachFile]:
    """The command that attaches this file; the same file under the same name is the same one.

    Raises BadForm for a file that is not taken.
    """
    file = await examined_file(sent, limits)
    command = AttachFile(
        stream=stream,
        sha256=file.sha256,
        size_bytes=file.size_bytes,
        media_type=file.media_type,
        name=put.need(file.name, label="Tên tệp"),
        contribution_of=unit,
    )
    reported = {"file_sha256": file.sha256, "file_name": file.name, "contribution_of": unit}
    covered = {"target": stream, **reported}
    return Bound(command=command, sent=covered, texts=tuple(put.texts))


async def attach_file(
    form_request: FormRequest, stream: str, sent: SentFile, command_id: UUID, unit: str | None
) -> str:
    """Attach it to the report, or to the contribution of a unit; the name it is shown under.

    Raises BadForm for a file that is not taken, Refusal for a rule.
    """
    put = form_request.words()
    limits = form_request.acting.rules.policy.evidence
    bound = await examined(stream, sent, unit, put, limits)
    asked = form_request.request(ATTACH.name, bound, command_id)
    await form_request.services.files.attach(asked, bound.command, sent.content)
    return str(bound.sent["file_name"])


async def as_attachment(
    services: Services,
    acting: Acting,
    visitor: Visitor,
    stream: str,
    sha256: str,
    *,
    read: ReadsFile | None = None,
) -> Response:
    """A file, always to be saved, never shown; raises NotFound, NotAllowed, Refusal.

    It is a task's where nothing else is `read`. Who took it stands in the access log.
    """
    read = read or services.files.read
    if not _SHA256.fullmatch(sha256):
        raise NO_FILE.refuse()
    try:
        file, content = await read(stream, sha256, acting.holder, acting.rules.policy)
    except FileLost as lost:
        _log.exception("file_lost", stream=stream, sha256=sha256)
        raise Refusal(
            "file-lost",
            "Tệp trong kho không còn nguyên vẹn nên không tải xuống được. "
            "Hãy báo quản trị hệ thống.",
        ) from lost
    await services.accounts.gate.note_read(acting, AccessKind.FILE_READ, visitor)
    names = await services.ledger.texts([file.name.text_id])
    name = names.get(file.name.text_id, "tệp")
    return Response(
        content,
        media_type=file.media_type,
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff",
        },
    )


async def read_files(
    request: Request, most_fields: int, most_files: int
) -> tuple[Typed, dict[str, SentFile]]:
    """A form with files; one that was carried through a sign-in has lost them. Raises BadForm."""
    if content_kind(request) == "multipart/form-data":
        typed, files = await read_sent(request, most_fields=most_fields, most_files=most_files)
    else:
        typed, files = await read_form(request), {}
    digests = [hashlib.sha256(file.content).hexdigest() for file in files.values()]
    if digests:  # a page that keeps the form says that the file itself is not kept
        typed = Typed({**typed.fields, "file_sha256": " ".join(digests)})
    request.state.typed = typed
    return typed, dict(files)


def check_digest(sha256: str) -> None:
    """What a form says is the digest of a file; raises BadForm."""
    if not _SHA256.fullmatch(sha256):
        raise BadForm("form-file", "Biểu mẫu không còn nguyên vẹn. Hãy tải lại trang.")


async def detach_file(form_request: FormRequest, stream: str, sha256: str, unit: str) -> None:
    """Take a file back by one command, a blank unit's from the report; raises Refusal."""
    check_digest(sha256)
    values = PageValues(Typed({"unit": unit}), {})
    address = {"stream": stream, "sha256": sha256}
    bound = bind(DetachFile, values, form_request.words(), address)
    asked = form_request.request(DETACH.name, bound, form_request.typed.uuid(FILE_COMMAND))
    await form_request.services.acts.handle(asked, bound.command)
