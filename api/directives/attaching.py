"""A chosen file on its way to a directive: looked at, named, attached by one command; and back."""

from typing import Final
from uuid import UUID

from fastapi.responses import Response

from api.binding import Bound, bind
from api.context import FormRequest, Services
from api.directives.addresses import stream_named
from api.form_binding import PageValues
from api.task.evidence import as_attachment, check_digest, examined_file
from api.web.forms import Typed
from api.web.uploads import SentFile
from services.commands.access import Visitor
from services.commands.acting import Acting
from services.commands.requests import TypedTexts
from services.domain.directive.acts.attach_directive_file import ACT as ATTACH
from services.domain.directive.acts.attach_directive_file import AttachDirectiveFile
from services.domain.directive.acts.detach_directive_file import ACT as DETACH
from services.domain.directive.acts.detach_directive_file import DetachDirectiveFile
from services.domain.policy import EvidenceLimits

FILES: Final = "tep-cua-nguon"  # where they stand on the directive's page


async def examined_of_directive(
    stream: str, sent: SentFile, put: TypedTexts, limits: EvidenceLimits
) -> Bound[AttachDirectiveFile]:
    """The command that attaches this file; the same file under the same name is the same one.

    Raises BadForm for a file that is not taken.
    """
    file = await examined_file(sent, limits)
    command = AttachDirectiveFile(
        stream=stream,
        sha256=file.sha256,
        size_bytes=file.size_bytes,
        media_type=file.media_type,
        name=put.need(file.name, label="Tên tệp"),
    )
    covered = {"target": stream, "file_sha256": file.sha256, "file_name": file.name}
    return Bound(command=command, sent=covered, texts=tuple(put.texts))


async def attach_to_directive(
    form_request: FormRequest, stream: str, sent: SentFile, command_id: UUID
) -> None:
    """Attach it by one command; raises BadForm for a file that is not taken, Refusal."""
    limits = form_request.acting.rules.policy.evidence
    bound = await examined_of_directive(stream, sent, form_request.words(), limits)
    asked = form_request.request(ATTACH.name, bound, command_id)
    await form_request.services.files.attach(asked, bound.command, sent.content)


async def detach_from_directive(form_request: FormRequest, stream: str, sha256: str) -> None:
    """Take a file back by one command; raises BadForm, Refusal."""
    check_digest(sha256)
    address = {"stream": stream, "sha256": sha256}
    none_typed = PageValues(Typed({}), {})
    bound = bind(DetachDirectiveFile, none_typed, form_request.words(), address)
    asked = form_request.request(DETACH.name, bound)
    await form_request.services.acts.handle(asked, bound.command)


async def directive_attachment(
    services: Services, acting: Acting, visitor: Visitor, code: str, sha256: str
) -> Response:
    """A file of a directive, always to be saved, never shown; raises NotFound, NotAllowed."""
    stream, read = stream_named(code), services.files.read_of_directive
    return await as_attachment(services, acting, visitor, stream, sha256, read=read)
