"""What people do with an item of the plan: one route runs any act, each one form, one command."""

from collections.abc import Awaitable, Callable
from functools import partial
from http import HTTPStatus
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.context import FormRequest, TheFormRequest
from api.errors import show_again
from api.form_binding import bind_form, run_form
from api.plan.addresses import address, choice_of
from api.plan.item_page import Shown, item_response
from api.plan.page import plan_response
from api.plan.reading import plan_of_finding
from api.web.addresses import item_stream
from services.domain.act import Act
from services.domain.assignment.acts import ACTS
from services.domain.assignment.acts.name_lead import ACT as NAME_LEAD
from services.domain.assignment.acts.set_due_rule import ACT as DUE_RULE
from services.domain.assignment.acts.set_due_rule import SetDueRule, coming
from services.domain.assignment.authority import require_item
from services.domain.assignment.falling_due import said
from services.domain.assignment.state import Assignment
from services.domain.context import DecisionContext
from services.domain.plan.acts.settle_plan_finding import ACT as SETTLE

router = APIRouter(prefix="/ke-hoach/{code}")
GENERAL: Final = "chung"  # findings about no item in particular are settled on the plan's page
PREVIEW: Final = "xem"  # the button that shows the days and keeps nothing
# An item has a form for each product that it asks, or for each of the product's frequencies.
_ONE_OF_SEVERAL: Final = ("deliverable", "frequency")


def _form(act: Act[Any, Any, Any], form_request: FormRequest) -> str:
    """Which of the page's forms was sent, as the page calls it."""
    typed = form_request.typed
    chosen = (typed.choice(name) for name in _ONE_OF_SEVERAL if name in typed.fields)
    return ":".join((act.slug, *chosen))


def _again(request: Request, form_request: FormRequest, code: str, form: str) -> None:
    given = (request, form_request.services, form_request.acting)
    if code == GENERAL:
        show_again(request, partial(plan_response, *given, refused=form))
    else:
        show_again(request, partial(item_response, *given, code, refused=form))


def _back(code: str, done: str) -> Response:
    return RedirectResponse(f"/ke-hoach/{code}?xong={done}", HTTPStatus.SEE_OTHER)


def _route(act: Act[Any, Any, Any]) -> Callable[..., Awaitable[Response]]:
    async def run(request: Request, form_request: TheFormRequest, code: str) -> Response:
        form = _form(act, form_request)
        _again(request, form_request, code, form)
        if act is DUE_RULE and form_request.typed.choice("step") == PREVIEW:
            return await _preview(request, form_request, code, form)
        await run_form(form_request, act, stream=item_stream(code))
        return _back(code, act.slug)

    run.__doc__ = f"{act.said.capitalize()}."
    return run


for _act in ACTS:
    if _act is not NAME_LEAD:  # its form stands on the plan's own page
        router.add_api_route(f"/{_act.slug}", _route(_act), methods=["POST"], name=_act.name)


async def _preview(request: Request, form_request: FormRequest, code: str, form: str) -> Response:
    """The days that a due-date rule would mean, beside its form; nothing is kept."""
    bound = await bind_form(form_request, SetDueRule, stream=item_stream(code))

    def days(item: Assignment | None, context: DecisionContext) -> str:
        return said(coming(require_item(item), bound.command, context))

    asked = form_request.request(DUE_RULE.name, bound)
    shown = Shown(
        form=form,
        typed=form_request.typed,
        coming=await form_request.services.acts.judge(asked, bound.command, days),
    )
    return await item_response(
        request, form_request.services, form_request.acting, code, shown=shown
    )


@router.post(f"/{SETTLE.slug}/{{finding}}")
async def settle_finding(
    request: Request, form_request: TheFormRequest, code: str, finding: str
) -> Response:
    """Giải quyết một điểm cần làm rõ của mục hoặc của cả kế hoạch."""
    _again(request, form_request, code, f"{SETTLE.slug}:{finding}")
    item = None if code == GENERAL else item_stream(code)
    plan = await plan_of_finding(form_request.services, form_request.acting, item, finding)
    await run_form(form_request, SETTLE, stream=plan, item=item, finding=finding)
    if item is None:
        way = address("/ke-hoach", choice_of(request.query_params), SETTLE.slug)
        return RedirectResponse(way, HTTPStatus.SEE_OTHER)
    return _back(code, SETTLE.slug)
