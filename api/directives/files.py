"""Tệp của một nguồn giao việc: attached one by one, taken back, given as attachments."""

from functools import partial
from http import HTTPStatus
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.context import (
    FormRequest,
    TheFormRequest,
    TheServices,
    TheVisitor,
    Viewer,
    take_in,
)
from api.directives.addresses import LIST, stream_named, way_to
from api.directives.attaching import (
    FILES,
    attach_to_directive,
    detach_from_directive,
    directive_attachment,
)
from api.directives.page import directive_response
from api.errors import show_again
from api.form_binding import FILE
from api.task.evidence import read_files
from api.web.forms import BadForm
from services.commands.file_rules import FILE_MISSING
from services.domain.directive.acts.attach_directive_file import ACT as ATTACH
from services.domain.directive.acts.detach_directive_file import ACT as DETACH

router = APIRouter(prefix=LIST + "/{code}")
_MOST_FIELDS: Final = 10


@router.post("/" + ATTACH.slug)
async def upload(request: Request, services: TheServices, code: str) -> Response:
    """Đính kèm tệp: the scan of the paper, or the file as it came."""
    read = partial(read_files, request, _MOST_FIELDS, 1)
    acting, (typed, files) = await take_in(request, read)
    form_request = FormRequest(services=services, acting=acting, typed=typed)
    again = partial(directive_response, request, services, acting, code, form=ATTACH.slug)
    show_again(request, again)
    stream, sent = stream_named(code), files.get(FILE)
    if sent is None:
        raise BadForm.of(FILE_MISSING.refuse())
    await attach_to_directive(form_request, stream, sent, typed.command_id())
    return RedirectResponse(way_to(code, xong=ATTACH.slug, at=FILES), HTTPStatus.SEE_OTHER)


@router.post("/" + DETACH.slug)
async def take_back(request: Request, form_request: TheFormRequest, code: str) -> Response:
    """Bỏ tệp: it no longer belongs to the directive; what was attached once stays kept."""
    services, acting = form_request.services, form_request.acting
    again = partial(directive_response, request, services, acting, code, form=DETACH.slug)
    show_again(request, again)
    sha256 = form_request.typed.choice("detach")
    await detach_from_directive(form_request, stream_named(code), sha256)
    return RedirectResponse(way_to(code, xong=DETACH.slug, at=FILES), HTTPStatus.SEE_OTHER)


@router.get("/" + ATTACH.slug + "/{sha256}")
async def download(
    services: TheServices, acting: Viewer, visitor: TheVisitor, code: str, sha256: str
) -> Response:
    """Một tệp của nguồn: always to be saved, never shown inside these pages."""
    return await directive_attachment(services, acting, visitor, code, sha256)
