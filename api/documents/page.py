"""Một văn bản kế hoạch: what was read beside its own words, the decisions, the load."""

from http import HTTPStatus
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.context import FormRequest, Services, TheFormRequest, TheServices, Viewer, may
from api.documents.decisions import Said, may_correct, settling
from api.documents.list_page import address_of
from api.errors import FormProblem, command_ids, show_again
from api.web.addresses import stream_of
from api.web.bodies import UPLOAD
from api.web.forms import BadForm, Typed
from api.web.pages import page
from services.commands.acting import Acting
from services.commands.readings import QuoteDocument, WithdrawQuotes
from services.domain.instants import day_of
from services.domain.plan.reading_decider import (
    LoadReading,
    require_settling,
)
from services.domain.plan.reading_events import FindingVerdict
from services.domain.plan.rules import READING_CHANGED
from services.queries.my_work import unit_names
from services.queries.plan_documents import (
    document_page,
    laying_of_active_plan,
    open_document,
)
from services.queries.reading import reading

router = APIRouter(prefix=UPLOAD + "/{document}")
LOAD: Final = "nap"
BESIDE: Final = "ghi-cau-chu"
WITHDRAW: Final = "rut-cau-chu"


@router.get("")
async def show(
    request: Request, services: TheServices, acting: Viewer, document: str, xong: str = ""
) -> Response:
    """Một văn bản: its head, its findings by severity, its items beside its own words."""
    return await document_response(request, services, acting, document, done=xong)


@router.post("/quyet-dinh")
async def settle(request: Request, form_request: TheFormRequest, document: str) -> Response:
    """Quyết định về một điểm cần làm rõ."""
    key = form_request.typed.choice("key")
    _again(request, form_request, document, key)
    opened = await open_document(form_request.services.ledger, stream_of(document))
    words = form_request.words()
    said = Said(
        key=key,
        verdict=_verdict(form_request.typed),
        value=form_request.typed.get("value"),
        why=form_request.typed.get("why"),
        seen=form_request.typed.number("seen"),
    )
    command = settling(said, opened, words)
    command_request = form_request.command_request("settle-finding", opened.state.stream, words)
    await form_request.services.readings.settle(command_request, command, opened.reading)
    keys = [finding.key for finding in opened.reading.findings]
    return _done(document, "quyet-dinh", f"#diem-{keys.index(key) + 1 if key in keys else 1}")


@router.post(f"/{LOAD}")
async def load(request: Request, form_request: TheFormRequest, document: str) -> Response:
    """Nạp kế hoạch đã đọc, từ một ngày."""
    _again(request, form_request, document, LOAD)
    opened = await open_document(form_request.services.ledger, stream_of(document))
    command = LoadReading(
        stream=opened.state.stream,
        version=form_request.typed.number("version"),
        active_from=form_request.typed.day("active_from", label="Thực hiện từ ngày")
        or form_request.today,
    )
    command_request = form_request.command_request("load-plan", opened.state.stream)
    await form_request.services.readings.load(command_request, command, opened.reading)
    return _done(document, LOAD)


@router.post(f"/{BESIDE}")
async def lay_beside(request: Request, form_request: TheFormRequest, document: str) -> Response:
    """Ghi câu chữ của văn bản vào kế hoạch đang thực hiện."""
    _again(request, form_request, document, BESIDE)
    opened = await open_document(form_request.services.ledger, stream_of(document))
    command = QuoteDocument(
        stream=opened.state.stream,
        version=form_request.typed.number("version"),
        laying=await laying_of_active_plan(form_request.services.ledger, opened),
    )
    command_request = form_request.command_request("quote-plan", opened.state.stream)
    await form_request.services.readings.lay_beside(command_request, command)
    return _done(document, BESIDE)


@router.post(f"/{WITHDRAW}")
async def withdraw(request: Request, form_request: TheFormRequest, document: str) -> Response:
    """Rút câu chữ của văn bản đã ghi vào kế hoạch."""
    _again(request, form_request, document, WITHDRAW)
    stream = stream_of(document)
    command = WithdrawQuotes(stream=stream, version=form_request.typed.number("version"))
    await form_request.services.readings.withdraw(
        form_request.command_request("withdraw-quotes", stream), command
    )
    return _done(document, WITHDRAW)


async def document_response(
    request: Request,
    services: Services,
    acting: Acting,
    document: str,
    *,
    form: str = "",
    problem: FormProblem | None = None,
    done: str = "",
) -> Response:
    """The document as it stands now; a refused form keeps what was typed. Raises NotAllowed."""
    require_settling(acting.holder, acting.rules.policy)
    result = await document_page(services.ledger, stream_of(document))
    async with reading(services.engine) as connection:
        names = await unit_names(connection, services.ledger_id)
    draft = result.draft
    forms = [LOAD, BESIDE, WITHDRAW, *(finding.key for finding in result.opened.reading.findings)]
    ids = command_ids(services, forms, form, problem)
    return page(
        request,
        "documents/page.html",
        status=problem.status if problem else 200,
        address=address_of(result.opened.state.stream),
        found=result,
        draft=draft,
        units={**{unit.code: unit.name for unit in draft.units}, **names},
        correctable={
            finding.key: may_correct(finding, result) for finding in result.opened.reading.findings
        },
        warning=READING_CHANGED.sentence if result.read_otherwise else "",
        may_load=may(acting, acting.rules.policy.authorities.load_plan),
        today=day_of(acting.now),
        command_ids=ids,
        # A form that the page shows no longer cannot hold the sentence: it stands above the rest.
        refused=form
        if form in ids and (result.opened.state.loaded is None or form == WITHDRAW)
        else "",
        problem=problem,
        again=address_of(stream_of(document)),
        typed=problem.typed if problem else Typed({}),
        blank=Typed({}),
        done=_DONE.get(done, ""),
    )


def _again(request: Request, form_request: FormRequest, document: str, form: str) -> None:
    async def again(problem: FormProblem) -> Response:
        return await document_response(
            request,
            form_request.services,
            form_request.acting,
            document,
            form=form,
            problem=problem,
        )

    show_again(request, again)


def _done(document: str, done: str, place: str = "") -> Response:
    way = f"{address_of(stream_of(document))}?xong={done}{place}"
    return RedirectResponse(way, HTTPStatus.SEE_OTHER)


def _verdict(typed: Typed) -> FindingVerdict:
    try:
        return FindingVerdict(typed.choice("decision"))
    except ValueError:
        raise BadForm(
            "field-decision",
            "Quyết định: chưa chọn. Hãy chọn một cách rồi gửi lại.",
            field="decision",
        ) from None


_DONE = {
    "quyet-dinh": "Đã ghi quyết định.",
    LOAD: "Đã nạp kế hoạch. Việc của kỳ này sẽ được giao từ ngày thực hiện.",
    BESIDE: "Đã ghi câu chữ của văn bản vào kế hoạch đang thực hiện.",
    WITHDRAW: "Đã rút câu chữ của văn bản. Câu chữ ghi trước đó, nếu có, lại có hiệu lực.",
}
