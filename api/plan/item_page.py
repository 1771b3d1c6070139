"""Một mục của kế hoạch: its words, periods, findings; the Office sets what is asked and when."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.context import Services
from api.errors import FormProblem, command_ids
from api.past import KnownServices, KnownViewer
from api.plan import labels, tree_words
from api.plan.addresses import year_of
from api.plan.figures import figures_of
from api.plan.previews import Shown
from api.plan.reading import read_item
from api.web.addresses import item_stream
from api.web.forms import Typed
from api.web.pages import page
from api.web.series_charts import chart_of, dots_of
from services.commands.acting import Acting
from services.domain.assignment.acts import ACTS as ITEM_ACTS
from services.domain.assignment.acts.correct_lead import ACT as CORRECT_LEAD
from services.domain.assignment.acts.correct_range import ACT as CORRECT_RANGE
from services.domain.assignment.acts.name_lead import ACT as NAME_LEAD
from services.domain.assignment.acts.set_frequency import ACT as FREQUENCY
from services.domain.assignment.acts.state_targets import ACT as STATE_TARGETS
from services.domain.instants import day_of
from services.domain.plan.acts.settle_plan_finding import ACT as SETTLE
from services.queries.admin_page import unit_rows
from services.queries.plan_board import PlanItemPage
from services.queries.reading import reading

router = APIRouter()


@router.get("/ke-hoach/{code}")
async def show(
    request: Request, services: KnownServices, acting: KnownViewer, code: str, xong: str = ""
) -> Response:
    """Một mục: trích dẫn văn bản, chỉ tiêu thành phần, các kỳ, điểm cần làm rõ."""
    return await item_response(request, services, acting, code, done=xong)


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
    year = year_of(request.query_params) or day_of(acting.now).year
    plan_item_page = await read_item(services, acting, item_stream(code), year)
    item = plan_item_page.line.item
    figures = await figures_of(services, acting, item, year)
    async with reading(services.engine) as connection:
        units = await unit_rows(connection, services.ledger_id)
    return page(
        request,
        "plan/item.html",
        status=problem.status if problem else 200,
        labels=labels,
        tree_words=tree_words,
        found=plan_item_page,
        line=plan_item_page.line,
        year=year,
        item=item,
        units=units,
        figures=figures,
        chart_of=chart_of,
        dots_of=dots_of,
        names={unit.code: unit.name for unit in units},
        may_name=NAME_LEAD.offered(item, acting.context) is not None,
        may_correct=CORRECT_LEAD.offered(item, acting.context) is not None,
        may_arrange=FREQUENCY.offered(item, acting.context) is not None,
        may_measure=STATE_TARGETS.offered(item, acting.context) is not None,
        may_settle=SETTLE.offered(None, acting.context) is not None,
        command_ids=command_ids(services, _forms(plan_item_page), refused, problem),
        case_command=str(services.randomness.new_id()) if acting.holder.reads_across else "",
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
        NAME_LEAD.slug,
        CORRECT_LEAD.slug,
        *(f"tan-suat:{each.name}" for each in asked),
        *(f"han:{each.name}:{each.frequency}" for each in asked),
        *(f"{STATE_TARGETS.slug}:{each.code}" for each in item.measures),
        *(f"{CORRECT_RANGE.slug}:{each.code}" for each in item.measures),
        *(f"diem:{each.finding.code}" for each in findings),
    ]


_DONE = {**{act.slug: act.done for act in ITEM_ACTS}, SETTLE.slug: SETTLE.done}
