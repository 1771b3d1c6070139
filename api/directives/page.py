"""Một nguồn giao việc: its clauses and what becomes of each, its tasks, what can be done."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from http import HTTPStatus
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from api.context import FormRequest, Services, TheFormRequest, TheServices, Viewer, viewing_of
from api.directives import labels
from api.directives.addresses import LIST, stream_named, way_to
from api.directives.doing import run_directive_form
from api.errors import FormProblem, command_ids, show_again
from api.web.filters import page_number
from api.web.forms import Typed
from api.web.pages import page
from services.commands.acting import Acting
from services.commands.every_rule import EVERY_RULE
from services.domain.act import Act
from services.domain.directive.acts import ACTS
from services.domain.directive.acts.assign_tasks import ACT as ASSIGN
from services.domain.directive.acts.attach_directive_file import ACT as ATTACH
from services.domain.directive.acts.close_directive import ACT as CLOSE
from services.domain.directive.acts.detach_directive_file import ACT as DETACH
from services.domain.directive.acts.lay_clauses import ACT as LAY
from services.domain.directive.acts.number_directive import ACT as NUMBER
from services.domain.directive.acts.register_directive import ACT as REGISTER
from services.domain.directive.acts.reopen_directive import ACT as REOPEN
from services.domain.directive.acts.repeat_order import ACT as REPEAT
from services.domain.directive.acts.settle_clauses import ACT as SETTLE
from services.domain.directive.acts.stop_order import ACT as STOP
from services.queries.directive_page import ClauseLine, DirectivePage, directive_page
from services.queries.reading import reading
from services.queries.stretch import Stretch

router = APIRouter(prefix=LIST + "/{code}")
A_PAGE: Final = 50  # clauses of a long text
TICK: Final = "chon."
# Work is given and texts are laid out on pages of their own; files come in forms of their kind.
_HERE: Final = (SETTLE, CLOSE, REOPEN, STOP, NUMBER)
_FORMS: Final = tuple(act.slug for act in (*_HERE, ATTACH, DETACH))
_DONE: Final = {act.slug: act.done for act in ACTS}
# Why the file of a text was not attached, by the code that the address carries.
_BRIEFS: Final = {rule.code: rule.brief for rule in EVERY_RULE if "file" in rule.fields}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClausesShown:
    """Which clauses a page shows: those undecided alone or all of them, and of these one page."""

    open_only: bool
    number: int
    lines: tuple[ClauseLine, ...]
    found: int

    @property
    def more(self) -> bool:
        """Whether another page follows."""
        return self.number * A_PAGE < self.found


@router.get("")
async def show(
    request: Request,
    services: TheServices,
    acting: Viewer,
    code: str,
    *,
    xong: str = "",
    tep: str = "",
) -> Response:
    """The directive as it stands now; `tep` is why the file of its text was not attached."""
    return await directive_response(request, services, acting, code, done=xong, left_out=tep)


async def _form_of_directive(
    request: Request, form_request: TheFormRequest, code: str
) -> FormRequest:
    """A form about a directive; refused, it is shown again on the directive's page."""
    form = request.url.path.rpartition("/")[2]
    show = partial(directive_response, request, form_request.services, form_request.acting, code)
    show_again(request, partial(show, form=form))
    return form_request


DirectiveForm = Annotated[FormRequest, Depends(_form_of_directive)]


def _route(act: Act[Any, Any, Any]) -> Callable[..., Awaitable[Response]]:
    async def run(form_request: DirectiveForm, code: str) -> Response:
        await run_directive_form(_with_ticked(form_request), act, stream_named(code))
        return RedirectResponse(way_to(code, xong=act.slug), HTTPStatus.SEE_OTHER)

    run.__doc__ = f"{act.said.capitalize()}."
    return run


for _act in _HERE:
    router.add_api_route(f"/{_act.slug}", _route(_act), methods=["POST"], name=_act.name)


def _with_ticked(form_request: FormRequest) -> FormRequest:
    """The form with the ticked clauses in one field, where it has boxes."""
    fields = form_request.typed.fields
    ticked = [name.removeprefix(TICK) for name in fields if name.startswith(TICK)]
    if not ticked:
        return form_request
    named = [*filter(None, fields.get("clauses", "").split(",")), *ticked]
    return replace(form_request, typed=Typed({**fields, "clauses": ",".join(named)}))


async def directive_response(
    request: Request,
    services: Services,
    acting: Acting,
    code: str,
    *,
    form: str = "",
    problem: FormProblem | None = None,
    done: str = "",
    left_out: str = "",
) -> Response:
    """The page as it is now; a refused form keeps what was typed. Raises NotFound."""
    shown = await read_directive(services, acting, code)
    clauses = clauses_of(request, shown)
    typed = problem.typed if problem else Typed({})
    return page(
        request,
        "directives/page.html",
        status=problem.status if problem else HTTPStatus.OK,
        found=shown,
        directive=shown.directive,
        clauses=clauses,
        labels=labels,
        way_to=way_to,
        may_assign=ASSIGN.slug in shown.offers,
        may_lay=LAY.slug in shown.offers,
        may_repeat=REPEAT.slug in shown.offers,
        may_attach=ATTACH.slug in shown.offers,
        may_detach=DETACH.slug in shown.offers,
        left_out=_BRIEFS.get(left_out, ""),
        command_ids=command_ids(services, _FORMS, form, problem),
        refused=form if problem else "",
        problem=problem,
        typed=typed,
        ticked={name.removeprefix(TICK) for name in typed.fields if name.startswith(TICK)},
        blank=Typed({}),
        done=_DONE.get(done, ""),
        registered=done == REGISTER.slug,
        again=way_to(code),
    )


async def read_directive(services: Services, acting: Acting, code: str) -> DirectivePage:
    """The directive that an address names, as this person may see it; raises NotFound."""
    stream = stream_named(code)
    viewing = await viewing_of(services, acting)
    async with reading(services.engine) as connection:
        return await directive_page(connection, services.ledger, stream, viewing, acting.context)


def following_clause(shown: DirectivePage, clause: str | None) -> str:
    """The next clause that somebody must decide on; blank where there is none."""
    ids = [each.clause.id for each in shown.clauses]
    start = ids.index(clause) + 1 if clause in ids else 0
    behind = (*shown.clauses[start:], *shown.clauses[:start])
    waiting = (each.clause for each in behind if each.clause.outcome is None)
    return next((each.id for each in waiting if not labels.is_quiet(each)), "")


def clauses_of(request: Request, shown: DirectivePage) -> ClausesShown:
    """The clauses that the address asks for: the undecided ones first, unless all are wanted."""
    asked, number = request.query_params, page_number(request.query_params)
    open_only = asked.get("khoan", "") == "chua" or (
        asked.get("khoan", "") != "tat-ca" and len(shown.clauses) > A_PAGE and shown.undecided > 0
    )
    wanted = [each for each in shown.clauses if not open_only or each.clause.outcome is None]
    lines = Stretch.of_page(number, A_PAGE).of(wanted)
    return ClausesShown(open_only=open_only, number=number, lines=tuple(lines), found=len(wanted))
