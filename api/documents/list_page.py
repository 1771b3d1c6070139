"""Văn bản kế hoạch: which documents were read, and the form that sends another one."""

from functools import partial
from http import HTTPStatus
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.context import FormRequest, Services, TheServices, Viewer, take_in
from api.documents.paging import rows_page
from api.documents.uploads import document_read
from api.errors import FormProblem, command_id_of, show_again
from api.web.bodies import UPLOAD
from api.web.pages import page
from api.web.uploads import read_upload
from services.commands.acting import Acting
from services.domain.plan_document.acts.read_document import ACT as READ
from services.domain.plan_document.authority import require_settling
from services.domain.plan_document.events import reading_id_of
from services.queries.plan_document_list import documents
from services.queries.reading import reading

router = APIRouter()
_AT_ONCE: Final = 20  # documents of one page


@router.get(UPLOAD)
async def show(request: Request, services: TheServices, acting: Viewer) -> Response:
    """Văn bản kế hoạch: the list and the form."""
    return await documents_response(request, services, acting)


@router.post(UPLOAD)
async def upload(request: Request, services: TheServices) -> Response:
    """Tải một văn bản lên: it is read, kept, and shown with what must be decided."""
    acting, sent = await take_in(request, partial(read_upload, request))
    request.state.typed = sent.typed
    form_request = FormRequest(services=services, acting=acting, typed=sent.typed)
    show_again(request, partial(documents_response, request, services, acting))
    bound = await document_read(services, sent)
    outcome = await services.acts.handle(form_request.request(READ.name, bound), bound.command)
    stream = min(outcome.versions) if outcome else bound.command.stream
    return RedirectResponse(address_of(stream), HTTPStatus.SEE_OTHER)


def address_of(stream: str) -> str:
    """Where a document is shown."""
    return f"{UPLOAD}/{reading_id_of(stream)}"


async def documents_response(
    request: Request, services: Services, acting: Acting, *, problem: FormProblem | None = None
) -> Response:
    """The list as it is now, with the form; raises NotAllowed."""
    require_settling(acting.holder, acting.rules.policy)
    async with reading(services.engine) as connection:
        result = await documents(connection, services.ledger)
    return page(
        request,
        "documents/list.html",
        status=problem.status if problem else 200,
        shown=rows_page(
            [(address_of(each.stream), each) for each in result], request.query_params, _AT_ONCE
        ),
        command_id=command_id_of(services, problem),
        problem=problem,
        again=UPLOAD,
    )
