"""Files of a directive over JSON: sent as they are, one a call; given back as attachments."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.context import TheVisitor
from api.directives.addresses import stream_named
from api.directives.api import DirectiveCode
from api.directives.attaching import directive_attachment, examined_of_directive
from api.rest import schemas
from api.rest.answers import Seen, done
from api.rest.callers import ProvedRoute, TheActor, TheCaller
from api.rest.command_bodies import body_of, run_call
from api.rest.sent_files import A_FILE, GIVEN, Name, Sha256, sent_file, tagged_file
from services.domain.directive.acts.attach_directive_file import ACT as ATTACH
from services.domain.directive.acts.detach_directive_file import ACT as DETACH

router = APIRouter(route_class=ProvedRoute, prefix="/directives/{code}/files", tags=["directives"])
Detached: Any = body_of(DETACH)


@router.post("", operation_id=ATTACH.operation, openapi_extra=A_FILE)
async def attach(
    request: Request, actor: TheActor, code: DirectiveCode, *, name: Name = None
) -> schemas.Done:
    """Đính kèm một tệp vào nguồn giao việc; loại và cỡ tệp như tệp của báo cáo."""
    put, stream = actor.words(), stream_named(code)
    sent = await sent_file(request, name)
    limits = actor.acting.rules.policy.evidence
    bound = await examined_of_directive(stream, sent, put, limits)
    asked = actor.request(ATTACH.name, bound)
    return done(await actor.services.files.attach(asked, bound.command, sent.content))


@router.post("/{sha256}/detachment", operation_id=DETACH.operation)
async def detach(
    actor: TheActor, code: DirectiveCode, sha256: Sha256, body: Detached
) -> schemas.Done:
    """Bỏ một tệp đính kèm nhầm; nội dung tệp vẫn được lưu."""
    return await run_call(actor, DETACH, body, stream=stream_named(code), sha256=sha256)


@router.get(
    "/{sha256}",
    operation_id="downloadDirectiveFile",
    response_class=Response,
    responses=GIVEN,
)
async def download(
    caller: TheCaller, visitor: TheVisitor, code: DirectiveCode, sha256: Sha256, seen: Seen = None
) -> Response:
    """Tải xuống một tệp của nguồn giao việc."""
    answer = await directive_attachment(caller.services, caller.acting, visitor, code, sha256)
    return tagged_file(answer, sha256, seen)
