"""Giao việc: the quick form that gives a clause, or a whole order, to one or several units."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from http import HTTPStatus
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from api.context import FormRequest, Services, TheFormRequest, TheServices, Viewer
from api.directives import labels
from api.directives.addresses import LIST, stream_named, way_to
from api.directives.page import following_clause, read_directive
from api.directives.proposed import Proposed, proposed_for
from api.directives.unit_letters import codes_of
from api.errors import FormProblem, command_id_of, show_again
from api.form_binding import run_form
from api.web.forms import Typed
from api.web.pages import page
from services.commands.acting import Acting
from services.domain.act import Act
from services.domain.directive.acts.assign_tasks import ACT as ASSIGN
from services.domain.directive.acts.repeat_order import ACT as REPEAT
from services.domain.directive.rules import CLAUSE_UNKNOWN
from services.domain.instants import day_of, written_day
from services.queries.admin_page import unit_rows
from services.queries.colleagues import colleagues, office_holders
from services.queries.directive_page import ClauseLine, DirectivePage
from services.queries.reading import reading

router = APIRouter(prefix=LIST + "/{code}")
_NEXT: Final = "nhap-tiep"
# What the next form begins with, as it was sent last: who orders and follows, until when.
_LAST: Final = ("follower", "orderer", "ordered_on", "urgency", "due_on", "supporting_units")


@dataclass(frozen=True, slots=True, kw_only=True)
class GivingChoices:
    """What there is to choose from: units by code, leaders and people of the Office by id."""

    units: Mapping[str, str]
    own_units: Mapping[str, str]
    leaders: Mapping[str, str]
    followers: Mapping[str, str]


async def _form_of_giving(
    request: Request, form_request: TheFormRequest, code: str
) -> FormRequest:
    form = request.url.path.rpartition("/")[2]
    show = partial(give_response, request, form_request.services, form_request.acting, code)
    show_again(request, partial(show, form=form))
    return form_request


GivingForm = Annotated[FormRequest, Depends(_form_of_giving)]


@router.get("/giao")
async def show(request: Request, services: TheServices, acting: Viewer, code: str) -> Response:
    """The form, for the clause that the address names; its proposals are taken by a click."""
    return await give_response(request, services, acting, code)


@router.post("/" + ASSIGN.slug)
async def assign(form_request: GivingForm, code: str) -> Response:
    """Giao việc: one task for each lead unit that was typed."""
    return await _give(form_request, code, ASSIGN)


@router.post("/" + REPEAT.slug)
async def repeat(form_request: GivingForm, code: str) -> Response:
    """Giao việc định kỳ."""
    return await _give(form_request, code, REPEAT)


async def _give(form_request: FormRequest, code: str, act: Act[Any, Any, Any]) -> Response:
    services, typed = form_request.services, form_request.typed
    async with reading(services.engine) as connection:
        rows = await unit_rows(connection, services.ledger_id)
    read = _with_codes(form_request, {unit.code: unit.name for unit in rows})
    command = await run_form(read, act, stream=stream_named(code))
    if typed.choice("tiep") != _NEXT:
        place = f"khoan-{command.clause}" if command.clause else "viec"
        return RedirectResponse(way_to(code, xong=act.slug, at=place), HTTPStatus.SEE_OTHER)
    shown = await read_directive(services, form_request.acting, code)
    following = following_clause(shown, command.clause)
    if shown.clauses and not following:
        return RedirectResponse(way_to(code, xong=act.slug, at="viec"), HTTPStatus.SEE_OTHER)
    kept = {name: typed.choice(name) for name in _LAST}
    way = way_to(code, part="giao", khoan=following, xong=act.slug, **kept)
    return RedirectResponse(way, HTTPStatus.SEE_OTHER)


def _with_codes(form_request: FormRequest, units: Mapping[str, str]) -> FormRequest:
    """The form with the codes of the units that were typed by letters, or what is wrong there."""
    fields = dict(form_request.typed.fields)
    for name, label in (("lead_units", "Chủ trì"), ("supporting_units", "Phối hợp")):
        typed, fields[name] = form_request.typed.get(name), ""
        with form_request.mistakes:
            fields[name] = ",".join(codes_of(typed, units, label=label, field=name))
    return replace(form_request, typed=Typed(fields))


async def give_response(
    request: Request,
    services: Services,
    acting: Acting,
    code: str,
    *,
    form: str = "",
    problem: FormProblem | None = None,
) -> Response:
    """The form as it is filled in, beside the words of its clause; raises NotAllowed, NotFound."""
    shown = await read_directive(services, acting, code)
    ASSIGN.offer(shown.directive, acting.context)
    query = request.query_params
    given = problem.typed if problem else None
    clause_id = given.choice("clause") if given else query.get("khoan", "")
    line = next((each for each in shown.clauses if each.clause.id == clause_id), None)
    if clause_id and line is None:
        raise CLAUSE_UNKNOWN.refuse()
    choices = await _choices(services, acting)
    proposed = await proposed_for(services, acting, shown, line)
    return page(
        request,
        "directives/give.html",
        status=problem.status if problem else HTTPStatus.OK,
        found=shown,
        directive=shown.directive,
        line=line,
        choices=choices,
        proposed=proposed,
        labels=labels,
        way_to=way_to,
        repeating=form == REPEAT.slug or query.get("dinh-ky", "") == "1",
        command_id=command_id_of(services, problem),
        problem=problem,
        typed=given or _begun(query, shown, line, proposed, day_of(acting.now)),
        done=_DONE.get(query.get("xong", ""), "") if problem is None else "",
        again=way_to(code, part="giao", khoan=clause_id),
    )


def _begun(
    query: Mapping[str, str],
    shown: DirectivePage,
    line: ClauseLine | None,
    proposed: Proposed | None,
    today: date,
) -> Typed:
    """What a new form begins with: the last values, or what was proposed where that was taken."""
    directive = shown.directive
    fields = {name: query.get(name, "") for name in _LAST}
    fields["urgency"] = fields["urgency"] or directive.urgency.value
    fields["title"] = _title(line) or shown.summary or ""
    if directive.superior_due_on:
        fields["superior_due_on"] = written_day(directive.superior_due_on)
    if directive.ordered_by is None:
        fields["ordered_on"] = fields["ordered_on"] or written_day(today)
    if proposed is not None and query.get("nhan", "") == "1":
        fields |= proposed.fields
    return Typed(fields)


def _title(line: ClauseLine | None) -> str:
    """The words of the clause in one line, without its mark."""
    if line is None:
        return ""
    words = " ".join(line.words.split())
    return words.removeprefix(line.clause.mark).strip()


async def _choices(services: Services, acting: Acting) -> GivingChoices:
    policy, today = acting.rules.policy, day_of(acting.now)
    async with reading(services.engine) as connection:
        rows = await unit_rows(connection, services.ledger_id)
        return GivingChoices(
            units={unit.code: unit.name for unit in rows},
            own_units={unit.code: unit.name for unit in rows if unit.internal},
            leaders=await office_holders(
                connection, services.ledger, policy.authorities.order, today
            ),
            followers=await colleagues(connection, services.ledger, [policy.office_unit], today),
        )


_DONE: Final = {act.slug: act.done for act in (ASSIGN, REPEAT)}
