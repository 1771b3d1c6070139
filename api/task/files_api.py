"""Files over JSON: sent as they are, one a call; given back always as attachments."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.context import TheVisitor
from api.rest import schemas
from api.rest.answers import Seen, Stream, done
from api.rest.callers import ProvedRoute, TheActor, TheCaller
from api.rest.command_bodies import body_of, run_call
from api.rest.sent_files import A_FILE, GIVEN, Name, Sha256, sent_file, tagged_file
from api.task.evidence import as_attachment, examined
from api.web.addresses import known_stream
from services.domain.task.acts.attach_file import ACT as ATTACH
from services.domain.task.acts.detach_file import ACT as DETACH

router = APIRouter(route_class=ProvedRoute, tags=["files"])
Detached: Any = body_of(DETACH)


@router.post("/tasks/{stream}/files", operation_id="attachFile", openapi_extra=A_FILE)
async def attach(
    request: Request,
    actor: TheActor,
    stream: Stream,
    *,
    name: Name = None,
    contribution_of: Annotated[
        schemas.Code | None,
        Query(description="Đơn vị phối hợp; bỏ trống là tệp của báo cáo.", examples=["VHXH"]),
    ] = None,
) -> schemas.Done:
    """Đính kèm một tệp: PDF, Word, Excel, ảnh, văn bản thuần; cỡ tệp do phường quy định."""
    put, stream = actor.words(), known_stream(stream)
    sent = await sent_file(request, name)
    limits = actor.acting.rules.policy.evidence
    bound = await examined(stream, sent, contribution_of, put, limits)
    asked = actor.request(ATTACH.name, bound)
    return done(await actor.services.files.attach(asked, bound.command, sent.content))


@router.post("/tasks/{stream}/files/{sha256}/detachment", operation_id="detachFile")
async def detach(actor: TheActor, stream: Stream, sha256: Sha256, body: Detached) -> schemas.Done:
    """Bỏ một tệp đã đính kèm, trước khi gửi."""
    return await run_call(actor, DETACH, body, stream=known_stream(stream), sha256=sha256)


@router.get(
    "/tasks/{stream}/files/{sha256}",
    operation_id="downloadFile",
    response_class=Response,
    responses=GIVEN,
)
async def download(
    caller: TheCaller, visitor: TheVisitor, stream: Stream, sha256: Sha256, seen: Seen = None
) -> Response:
    """Tải xuống một tệp của việc."""
    named = known_stream(stream)
    answer = await as_attachment(caller.services, caller.acting, visitor, named, sha256)
    return tagged_file(answer, sha256, seen)
