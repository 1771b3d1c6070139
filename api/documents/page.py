"""Một văn bản kế hoạch: what it is and how far one is, in short; the workbench; the load."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial
from http import HTTPStatus
from typing import Annotated, Any, Final
from uuid import uuid5

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from api.context import FormRequest, Services, TheFormRequest, TheServices, Viewer
from api.documents.acts import OF_ONE, drawn_for, may_correct
from api.documents.bench import BENCH, BenchAsked
from api.documents.list_page import address_of
from api.documents.paging import rows_page
from api.errors import FormProblem, command_ids, show_again
from api.form_binding import bind_form_act, run_form
from api.labels.finding_kinds import finding_kind
from api.web.addresses import stream_of
from api.web.bodies import UPLOAD
from api.web.forms import Typed
from api.web.pages import page
from services.commands.acting import Acting
from services.domain.act import Act
from services.domain.instants import day_of
from services.domain.plan.past_work import past_work
from services.domain.plan_document.acts.settle_finding import ACT as SETTLE
from services.domain.plan_document.acts.settle_finding import SettleFinding
from services.domain.plan_document.acts.withdraw_quotes import ACT as WITHDRAW
from services.domain.plan_document.authority import require_settling
from services.domain.plan_document.reading import Reading
from services.domain.plan_document.rules import READING_CHANGED
from services.queries.document_workbench import (
    NOTES,
    Workbench,
    accepted_at_once,
    decided_lines,
    every_finding,
    kinds_of,
)
from services.queries.my_work import unit_names
from services.queries.plan_documents import DocumentPage, document_page
from services.queries.reading import reading

router = APIRouter(prefix=UPLOAD + "/{document}")
AT_ONCE: Final = "quyet-dinh-ca-loai"
_DECIDED_AT_ONCE: Final = 20


@router.get("")
async def show(
    request: Request, services: TheServices, acting: Viewer, document: str, xong: str = ""
) -> Response:
    """Một văn bản: its head, its findings by kind, what was decided, the load."""
    return await document_response(request, services, acting, document, done=xong)


@router.get(f"/{BENCH}")
async def show_workbench(
    request: Request, services: TheServices, acting: Viewer, document: str, xong: str = ""
) -> Response:
    """Từng điểm một: the finding on the right, the document's lines around it on the left."""
    asked = BenchAsked.of(request.query_params)
    return await document_response(request, services, acting, document, done=xong, bench=asked)


async def _form_of_document(
    request: Request, form_request: TheFormRequest, document: str
) -> FormRequest:
    """A form about a document; refused, it is shown again where it stood."""
    form = request.url.path.rpartition("/")[2]
    bench = BenchAsked.of(form_request.typed.fields) if form in _ON_THE_BENCH else None
    if form == SETTLE.slug:  # each finding has one
        form = form_request.typed.choice("key")
    show = partial(
        document_response, request, form_request.services, form_request.acting, document
    )
    show_again(request, partial(show, form=form, bench=bench))
    return form_request


DocumentForm = Annotated[FormRequest, Depends(_form_of_document)]


def _route(act: Act[Any, Any, Any]) -> Callable[..., Awaitable[Response]]:
    async def run(form_request: DocumentForm, document: str) -> Response:
        stream = stream_of(document)
        drawn = await drawn_for(form_request.services, act, stream)
        command = await run_form(form_request, act, drawn, stream=stream)
        way = f"{address_of(stream)}?xong={act.slug}"
        if isinstance(command, SettleFinding):
            bench = BenchAsked.of(form_request.typed.fields)
            numbers = _numbers(command.reading)
            way = bench.link(address_of(stream), sau=numbers.get(command.key, 0), xong=act.slug)
        return RedirectResponse(way, HTTPStatus.SEE_OTHER)

    run.__doc__ = f"{act.said.capitalize()}."
    return run


@router.post(f"/{AT_ONCE}")
async def accept_at_once(form_request: DocumentForm, document: str) -> Response:
    """Theo cách đọc cho cả loại: each open finding of a kind, or each note, by its own command."""
    services, typed, stream = form_request.services, form_request.typed, stream_of(document)
    require_settling(form_request.acting.holder, form_request.acting.rules.policy)
    kind = typed.choice("kind")
    drawn = await drawn_for(services, SETTLE, stream)
    for shown in accepted_at_once(await document_page(services.ledger, stream), kind):
        finding = {"key": shown.finding.key, "seen": str(shown.seen), "decision": "accepted"}
        own = replace(form_request, typed=Typed(finding))
        bound = await bind_form_act(own, SETTLE, drawn, stream=stream)
        command_id = uuid5(typed.command_id(), shown.finding.key)
        await services.acts.handle(own.request(SETTLE.name, bound, command_id), bound.command)
    bench = BenchAsked.of(typed.fields)
    way = bench.link(address_of(stream), sau=typed.choice("diem"), xong=SETTLE.slug)
    return RedirectResponse(way, HTTPStatus.SEE_OTHER)


for _act in OF_ONE:
    router.add_api_route(f"/{_act.slug}", _route(_act), methods=["POST"], name=_act.name)


async def document_response(
    request: Request,
    services: Services,
    acting: Acting,
    document: str,
    *,
    form: str = "",
    problem: FormProblem | None = None,
    done: str = "",
    bench: BenchAsked | None = None,
) -> Response:
    """The document as it stands now, in short or on the workbench. Raises NotAllowed.

    A refused form keeps what was typed; that of a finding is shown on the bench.
    """
    require_settling(acting.holder, acting.rules.policy)
    result = await document_page(services.ledger, stream_of(document))
    async with reading(services.engine) as connection:
        names = await unit_names(connection, services.ledger_id)
    numbers = _numbers(result.opened.reading)
    if bench is not None and form in numbers:
        bench = replace(bench, number=numbers[form])
    work = bench.of_document(result) if bench else None
    forms = _forms_of(work) if work else [act.slug for act in OF_ONE if act is not SETTLE]
    ids = command_ids(services, forms, form, problem)
    loaded = result.opened.state.loaded is not None
    own = (
        {"bench": bench, "work": work, "correctable": _correctable(result, work)}
        if work
        else _in_short(request, result, acting)
    )
    return page(
        request,
        "documents/workbench.html" if work else "documents/page.html",
        status=problem.status if problem else 200,
        address=address_of(result.opened.state.stream),
        found=result,
        draft=result.draft,
        finding_kind=finding_kind,
        units={**{unit.code: unit.name for unit in result.draft.units}, **names},
        warning=READING_CHANGED.sentence if result.read_otherwise else "",
        offers={act.slug for act in OF_ONE if act.offered(result.opened.state, acting.context)},
        command_ids=ids,
        # A form that the page shows no longer cannot hold the sentence: it stands above the rest.
        refused=form if form in ids and (not loaded or form == WITHDRAW.slug) else "",
        problem=problem,
        again=address_of(stream_of(document)),
        typed=problem.typed if problem else Typed({}),
        blank=Typed({}),
        done=_DONE.get(done, ""),
        **own,
    )


def _in_short(request: Request, found: DocumentPage, acting: Acting) -> Mapping[str, Any]:
    """What the document's own page shows beside its head and the load."""
    every, today = every_finding(found), day_of(acting.now)
    return {
        "kinds": kinds_of(every),
        "amount": len(every),
        "decided_amount": sum(not each.open for each in every),
        "decided": rows_page(decided_lines(found), request.query_params, _DECIDED_AT_ONCE),
        "today": today,
        "past": past_work(found.draft, today),
    }


def _forms_of(work: Workbench) -> list[str]:
    """The forms that the bench shows: of its finding, and of what is accepted at once."""
    notes = f"{AT_ONCE}.{NOTES}"
    if work.shown is None:
        return [notes]
    finding = work.shown.finding
    return [finding.key, f"{AT_ONCE}.{finding.code}", notes]


def _correctable(found: DocumentPage, work: Workbench | None) -> set[str]:
    """The lines of the finding on the bench that have a place to correct."""
    lines = work.shown.finding.lines if work and work.shown else ()
    return {line.key for line in lines if may_correct(line, found)}


def _numbers(read: Reading) -> Mapping[str, int]:
    """The findings' numbers, by their keys."""
    return {finding.key: number for number, finding in enumerate(read.findings, start=1)}


_ON_THE_BENCH: Final = frozenset({SETTLE.slug, AT_ONCE})
_DONE = {act.slug: act.done for act in OF_ONE}
