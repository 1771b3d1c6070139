"""Evidence files of a task: uploaded one by one before the form is sent, given as attachments."""

from functools import partial
from http import HTTPStatus
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from api.context import FormRequest, TheServices, TheVisitor, Viewer, get_services, take_in
from api.errors import FormProblem, show_again
from api.form_binding import FILE
from api.task.drafts import REPORT, keep
from api.task.evidence import FILE_COMMAND, as_attachment, attach_file, detach_file, read_files
from api.task.page import CONTRIBUTION, task_response
from api.web.addresses import known_stream
from api.web.forms import MOST_FIELDS, BadForm, Typed, read_code
from api.web.uploads import SentFile
from services.commands.file_rules import FILE_MISSING

router = APIRouter(prefix="/viec/{stream}")
DETACH: Final = "detach"


async def _sending(request: Request, stream: str) -> tuple[FormRequest, SentFile | None]:
    """Who sends the form, then the form; refused, it is shown again on the task's page."""
    acting, (typed, files) = await take_in(request, partial(read_files, request, MOST_FIELDS, 1))
    services = get_services(request)
    form_request = FormRequest(services=services, acting=acting, typed=typed)
    show = partial(task_response, request, services, form_request.acting, stream)

    async def again(*, problem: FormProblem) -> Response:
        return await show(form=_form(typed), problem=problem)

    show_again(request, again)
    known_stream(stream)
    return form_request, files.get(FILE)


Sending = Annotated[tuple[FormRequest, SentFile | None], Depends(_sending)]


@router.post("/tep")
async def upload(sending: Sending, stream: str) -> Response:
    """Tải tệp lên: the file is attached, and what was typed beside it is kept as a draft."""
    form_request, sent = sending
    if sent is None:
        raise BadForm.of(FILE_MISSING.refuse())
    await attach_file(
        form_request,
        stream,
        sent,
        form_request.typed.uuid(FILE_COMMAND),
        _unit(form_request.typed),
    )
    return await _back(form_request, stream, "tep")


@router.post("/bo-tep")
async def take_back(sending: Sending, stream: str) -> Response:
    """Bỏ tệp: it no longer belongs to what will be handed in."""
    form_request, _ = sending
    # The button names the file's own unit: the list of units may show another one by now.
    sha256, _, unit = form_request.typed.choice(DETACH).partition(" ")
    await detach_file(form_request, stream, sha256, unit)
    return await _back(form_request, stream, "bo-tep")


@router.get("/tep/{sha256}")
async def download(
    services: TheServices, acting: Viewer, visitor: TheVisitor, stream: str, sha256: str
) -> Response:
    """Một tệp kèm theo: always to be saved, never shown inside these pages."""
    return await as_attachment(services, acting, visitor, known_stream(stream), sha256)


def _form(typed: Typed) -> str:
    return CONTRIBUTION if typed.choice("form") == CONTRIBUTION else REPORT


def _unit(typed: Typed) -> str | None:
    """Whose contribution the file is for; None for the report."""
    if _form(typed) == REPORT:
        return None
    unit = typed.choice("unit").partition(":")[0]
    return read_code(unit, label="Đơn vị phối hợp", field="unit") or ""


async def _back(form_request: FormRequest, stream: str, done: str) -> Response:
    """To the form, with everything that was typed in it."""
    form = _form(form_request.typed)
    await keep(form_request, {stream: form_request.typed}, form)
    return RedirectResponse(f"/viec/{stream}?xong={done}#{form}", HTTPStatus.SEE_OTHER)
