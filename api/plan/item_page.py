"""Một mục của kế hoạch: its words, periods, findings; the Office sets what is asked and when."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.context import FormRequest, Services, TheFormRequest, TheServices, Viewer
from api.errors import FormProblem, command_ids, show_again
from api.form_binding import bind_form, run_form
from api.plan import labels
from api.plan.addresses import address, choice_of, turned_of
from api.plan.page import plan_response
from api.plan.reading import plan_of_finding, read_item
from api.web.addresses import item_stream
from api.web.forms import Typed
from api.web.pages import page
from services.commands.acting import Acting
from services.domain.assignment.acts.set_due_rule import ACT as DUE_RULE
from services.domain.assignment.acts.set_due_rule import SetDueRule, coming
from services.domain.assignment.acts.set_frequency import ACT as FREQUENCY
from services.domain.assignment.authority import require_item
from services.domain.assignment.falling_due import said
from services.domain.assignment.state import Assignment
from services.domain.context import DecisionContext
from services.domain.instants import day_of
from services.domain.plan.acts.settle_plan_finding import ACT as SETTLE
from services.queries.admin_page import unit_rows
from services.queries.plan_board import PlanItemPage
from services.queries.reading import reading

router = APIRouter()
GENERAL: Final = "chung"  # findings about no item in particular are settled on the plan's page
PREVIEW: Final = "xem"  # the button that shows the days and keeps nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A form that was looked at before it is sent: what was typed, and the days it means."""

    form: str
    typed: Typed
    coming: str


@router.get("/ke-hoach/{code}")
async def show(
    request: Request, services: TheServices, acting: Viewer, code: str, xong: str = ""
) -> Response:
    """Một mục: câu chữ của văn bản, chỉ số, các kỳ, điểm cần làm rõ."""
    return await item_response(request, services, acting, code, done=xong)


@router.post("/ke-hoach/{code}/tan-suat")
async def set_frequency(request: Request, form_request: TheFormRequest, code: str) -> Response:
    """Đặt tần suất báo cáo của một sản phẩm."""
    _again(
        request, form_request, code, f"{FREQUENCY.slug}:{form_request.typed.choice('deliverable')}"
    )
    await run_form(form_request, FREQUENCY, stream=item_stream(code))
    return _back(code, FREQUENCY.slug)


@router.post("/ke-hoach/{code}/han")
async def set_due_rule(request: Request, form_request: TheFormRequest, code: str) -> Response:
    """Đặt cách tính hạn của một sản phẩm; xem trước các ngày thì chưa ghi gì."""
    name, frequency = (
        form_request.typed.choice("deliverable"),
        form_request.typed.choice("frequency"),
    )
    form = f"{DUE_RULE.slug}:{name}:{frequency}"
    _again(request, form_request, code, form)
    if form_request.typed.choice("step") != PREVIEW:
        await run_form(form_request, DUE_RULE, stream=item_stream(code))
        return _back(code, DUE_RULE.slug)
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


@router.post("/ke-hoach/{code}/diem/{finding}")
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


def _again(request: Request, form_request: FormRequest, code: str, form: str) -> None:
    async def again(problem: FormProblem) -> Response:
        if code == GENERAL:
            return await plan_response(
                request, form_request.services, form_request.acting, refused=form, problem=problem
            )
        return await item_response(
            request,
            form_request.services,
            form_request.acting,
            code,
            refused=form,
            problem=problem,
        )

    show_again(request, again)


def _back(code: str, done: str) -> Response:
    return RedirectResponse(f"/ke-hoach/{code}?xong={done}", HTTPStatus.SEE_OTHER)


async def item_response(
    request: Request,
    services: Services,
    acting: Acting,
    code: str,
    *,
    refused: str = "",
    problem: FormProblem | None = None,
    done: str = "",
    shown: Shown | None = None,
) -> Response:
    """The item as it is now; a refused form keeps what was typed. Raises NotAllowed, NotFound."""
    year = turned_of(request.query_params).year or day_of(acting.now).year
    plan_item_page = await read_item(services, acting, item_stream(code), year)
    async with reading(services.engine) as connection:
        units = await unit_rows(connection, services.ledger_id)
    return page(
        request,
        "plan/item.html",
        status=problem.status if problem else 200,
        labels=labels,
        found=plan_item_page,
        line=plan_item_page.line,
        year=year,
        item=plan_item_page.line.item,
        names={unit.code: unit.name for unit in units},
        may_arrange=FREQUENCY.offered(plan_item_page.line.item, acting.context) is not None,
        may_name=SETTLE.offered(None, acting.context) is not None,
        command_ids=command_ids(services, _forms(plan_item_page), refused, problem),
        refused=shown.form if shown else refused,
        shown=shown,
        problem=problem,
        again=f"/ke-hoach/{code}",
        typed=problem.typed if problem else shown.typed if shown else Typed({}),
        blank=Typed({}),
        done=_DONE.get(done, ""),
    )


def _forms(plan_item_page: PlanItemPage) -> list[str]:
    item = plan_item_page.line.item
    asked = item.deliverables
    findings = () if item.restricted else plan_item_page.findings
    return [
        *(f"tan-suat:{each.name}" for each in asked),
        *(f"han:{each.name}:{each.frequency}" for each in asked),
        *(f"diem:{each.finding.code}" for each in findings),
    ]


_DONE = {act.slug: act.done for act in (FREQUENCY, DUE_RULE, SETTLE)}
