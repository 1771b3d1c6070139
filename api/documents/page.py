"""Một văn bản kế hoạch: what was read beside its own words, the decisions, the load."""

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
from api.errors import FormProblem, command_ids, show_again
from api.form_binding import bind_form_act, run_form
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
from services.domain.plan_document.rules import READING_CHANGED
from services.queries.document_workbench import NOTES, accepted_at_once
from services.queries.my_work import unit_names
from services.queries.plan_documents import document_page
from services.queries.reading import reading

router = APIRouter(prefix=UPLOAD + "/{document}")
AT_ONCE: Final = "quyet-dinh-ca-loai"


@router.get("")
async def show(
    request: Request, services: TheServices, acting: Viewer, document: str, xong: str = ""
) -> Response:
    """Một văn bản: its head, its findings by severity, its items beside its own words."""
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
    """A form about a document; refused, it is shown again on the document's page."""
    form = request.url.path.rpartition("/")[2]
    if form == SETTLE.slug:  # each finding has one
        form = form_request.typed.choice("key")
    show = partial(
        document_response, request, form_request.services, form_request.acting, document
    )
    show_again(request, partial(show, form=form, bench=_bench_of(form_request.typed.fields)))
    return form_request


DocumentForm = Annotated[FormRequest, Depends(_form_of_document)]


def _route(act: Act[Any, Any, Any]) -> Callable[..., Awaitable[Response]]:
    async def run(form_request: DocumentForm, document: str) -> Response:
        stream = stream_of(document)
        drawn = await drawn_for(form_request.services, act, stream)
        command = await run_form(form_request, act, drawn, stream=stream)
        bench = _bench_of(form_request.typed.fields)
        if bench is not None and isinstance(command, SettleFinding):
            way = bench.link(address_of(stream), sau=_number(command), xong=act.slug)
        else:
            way = f"{address_of(stream)}?xong={act.slug}{_place(command)}"
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
    bench = _bench_of(typed.fields) or BenchAsked()
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
    """The document as it stands now, whole or on the workbench. Raises NotAllowed.

    A refused form keeps what was typed.
    """
    require_settling(acting.holder, acting.rules.policy)
    result = await document_page(services.ledger, stream_of(document))
    async with reading(services.engine) as connection:
        names = await unit_names(connection, services.ledger_id)
    draft = result.draft
    keys = (finding.key for finding in result.opened.reading.findings)
    kinds = {finding.code for finding in result.opened.reading.findings} | {NOTES}
    at_once = (f"{AT_ONCE}.{kind}" for kind in kinds if bench)
    forms = [*(act.slug for act in OF_ONE if act is not SETTLE), *keys, *at_once]
    ids = command_ids(services, forms, form, problem)
    return page(
        request,
        "documents/page.html" if bench is None else "documents/workbench.html",
        status=problem.status if problem else 200,
        address=address_of(result.opened.state.stream),
        found=result,
        bench=bench,
        work=bench.of_document(result) if bench else None,
        draft=draft,
        units={**{unit.code: unit.name for unit in draft.units}, **names},
        correctable={
            line.key
            for finding in result.opened.reading.findings
            for line in finding.lines
            if may_correct(line, result)
        },
        warning=READING_CHANGED.sentence if result.read_otherwise else "",
        offers={act.slug for act in OF_ONE if act.offered(result.opened.state, acting.context)},
        today=day_of(acting.now),
        past=past_work(draft, day_of(acting.now)),
        command_ids=ids,
        # A form that the page shows no longer cannot hold the sentence: it stands above the rest.
        refused=form
        if form in ids and (result.opened.state.loaded is None or form == WITHDRAW.slug)
        else "",
        problem=problem,
        again=address_of(stream_of(document)),
        typed=problem.typed if problem else Typed({}),
        blank=Typed({}),
        done=_DONE.get(done, ""),
    )


def _place(command: object) -> str:
    """Where the page is opened again: at the finding that was decided on."""
    if not isinstance(command, SettleFinding):
        return ""
    return f"#diem-{_number(command)}"


def _number(command: SettleFinding) -> int:
    """The number of the finding that was decided on."""
    keys = [finding.key for finding in command.reading.findings]
    return keys.index(command.key) + 1 if command.key in keys else 1


def _bench_of(fields: Mapping[str, str]) -> BenchAsked | None:
    """The workbench that a form came from; None where it stood on the document's page."""
    return BenchAsked.of(fields) if fields.get(BENCH) else None


_DONE = {act.slug: act.done for act in OF_ONE}
