"""Nội dung: a text that is pasted or sent as a file, laid out in clauses, cut anew by hand.

A file that was laid out is attached to the directive as well.
"""

import asyncio
from collections.abc import Sequence
from functools import partial
from http import HTTPStatus
from typing import Final
from uuid import uuid5

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.context import FormRequest, Services, TheFormRequest, TheServices, Viewer, take_in
from api.directives import labels
from api.directives.addresses import LIST, way_to
from api.directives.attaching import FILES, attach_to_directive
from api.directives.cutting import cut_at_marks, joined
from api.directives.laying import TEXT, cuts_of, kept_text, lay
from api.directives.page import read_directive
from api.errors import FormProblem, command_id_of, show_again
from api.web.forms import BadForm, Typed
from api.web.pages import page
from api.web.uploads import FILE, SentFile, Upload, read_upload
from services.commands.acting import Acting
from services.domain.directive.acts.attach_directive_file import ACT as ATTACH
from services.domain.directive.acts.lay_clauses import ACT as LAY
from services.domain.directive.layout import ClauseCut
from services.domain.directive.rules import CLAUSE_UNKNOWN
from services.domain.errors import Refusal
from services.plandoc.directing.texts import text_of
from services.queries.directive_page import DirectivePage

router = APIRouter(prefix=LIST + "/{code}")
_PART: Final = "van-ban"
_RECUT: Final = "tach-lai"


@router.get("/" + _PART)
async def show(request: Request, services: TheServices, acting: Viewer, code: str) -> Response:
    """The form for the text: pasted, or a file."""
    return await text_response(request, services, acting, code)


@router.post("/" + _PART)
async def take_text(request: Request, services: TheServices, code: str) -> Response:
    """Tách văn bản: what was pasted or sent is laid out in clauses and kept, its file attached."""
    acting, sent = await take_in(request, partial(read_upload, request))
    request.state.typed = sent.typed
    form_request = FormRequest(services=services, acting=acting, typed=sent.typed)
    show_again(request, partial(text_response, request, services, acting, code))
    shown = await read_directive(services, acting, code)
    LAY.offer(shown.directive, acting.context)
    text = kept_text(services, await asyncio.to_thread(_typed_or_read, sent))
    await lay(form_request, shown, text, await cuts_of(services, form_request, shown, text.body))
    left_out = await _attach(form_request, shown, sent) if sent.content else ""
    way = way_to(code, xong=LAY.slug, tep=left_out, at=FILES if left_out else "khoan")
    return RedirectResponse(way, HTTPStatus.SEE_OTHER)


async def _attach(form_request: FormRequest, shown: DirectivePage, sent: Upload) -> str:
    """Attach the file of the text by a command of the same click; why it was not, or blank.

    What is read as a text may be no file that is kept, such as one in an old encoding: its
    clauses stand all the same, and the page says that the file does not.
    """
    command_id = uuid5(form_request.typed.command_id(), ATTACH.name)
    file = SentFile(name=sent.name, content=sent.content)
    try:
        await attach_to_directive(form_request, shown.directive.stream, file, command_id)
    except Refusal as refusal:
        if FILE not in refusal.fields:
            raise
        return refusal.code
    return ""


def _typed_or_read(sent: Upload) -> str:
    """The words of the file, else what was pasted; raises BadForm where there are both."""
    pasted = sent.typed.get(TEXT)
    if not sent.content:
        return pasted
    if pasted.strip():
        raise BadForm(
            "text-twice",
            "Đã dán nội dung lại chọn tệp. Hãy giữ một trong hai.",
            field=FILE,
        )
    try:
        return text_of(sent.content, sent.name).text
    except Refusal as refusal:
        raise BadForm.of(refusal, field=FILE) from refusal


async def text_response(
    request: Request,
    services: Services,
    acting: Acting,
    code: str,
    *,
    problem: FormProblem | None = None,
) -> Response:
    """The form, with what was pasted where it was refused; raises NotAllowed, NotFound."""
    shown = await read_directive(services, acting, code)
    LAY.offer(shown.directive, acting.context)
    return page(
        request,
        "directives/text.html",
        status=problem.status if problem else HTTPStatus.OK,
        found=shown,
        directive=shown.directive,
        labels=labels,
        way_to=way_to,
        command_id=command_id_of(services, problem),
        problem=problem,
        typed=problem.typed if problem else Typed({}),
        again=way_to(code, part=_PART),
    )


@router.get("/" + _RECUT)
async def show_recutting(
    request: Request, services: TheServices, acting: Viewer, code: str, khoan: str = ""
) -> Response:
    """One clause, to be cut where somebody marks it, or joined with the one before it."""
    return await recut_response(request, services, acting, code, clause=khoan)


@router.post("/" + _RECUT)
async def recut(request: Request, form_request: TheFormRequest, code: str) -> Response:
    """Tách lại hoặc nối: the same text with other bounds; what is touched is decided on anew."""
    services, acting, typed = form_request.services, form_request.acting, form_request.typed
    clause = typed.choice("clause")
    show_again(request, partial(recut_response, request, services, acting, code, clause=clause))
    shown = await read_directive(services, acting, code)
    LAY.offer(shown.directive, acting.context)
    text = kept_text(services, shown.text or "")
    at = _place(shown, clause)
    cuts = _cuts(shown)
    if typed.choice("noi"):
        cuts = joined(cuts, at)
    else:
        cuts = cut_at_marks(cuts, at, text.body, typed.get("words"))
    await lay(form_request, shown, text, cuts)
    return RedirectResponse(way_to(code, xong=LAY.slug, at="khoan"), HTTPStatus.SEE_OTHER)


def _place(shown: DirectivePage, clause: str) -> int:
    """Where a clause stands among all; raises Refusal."""
    ids = [each.clause.id for each in shown.clauses]
    if clause not in ids:
        raise CLAUSE_UNKNOWN.refuse()
    return ids.index(clause)


def _cuts(shown: DirectivePage) -> Sequence[ClauseCut]:
    return [
        ClauseCut(start=each.start, end=each.end, mark=each.mark, depth=each.depth, kind=each.kind)
        for each in shown.directive.clauses
    ]


async def recut_response(
    request: Request,
    services: Services,
    acting: Acting,
    code: str,
    *,
    clause: str,
    problem: FormProblem | None = None,
) -> Response:
    """The words of the clause in a field, with the one before it; raises NotAllowed, NotFound."""
    shown = await read_directive(services, acting, code)
    LAY.offer(shown.directive, acting.context)
    at = _place(shown, clause)
    return page(
        request,
        "directives/recut.html",
        status=problem.status if problem else HTTPStatus.OK,
        found=shown,
        directive=shown.directive,
        line=shown.clauses[at],
        before=shown.clauses[at - 1] if at else None,
        labels=labels,
        way_to=way_to,
        command_id=command_id_of(services, problem),
        problem=problem,
        typed=problem.typed if problem else Typed({"words": shown.clauses[at].words}),
        again=way_to(code, part=_RECUT, khoan=clause),
    )
