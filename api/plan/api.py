"""The plan in force over JSON: the tree, one item, and what the Office sets and settles."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response

from api.context import viewing_of
from api.labels import titles
from api.plan import labels
from api.plan import schemas as plan_schemas
from api.plan.answers import deliverable_of
from api.plan.figures import figures_of
from api.plan.reading import plan_of_finding, read_item
from api.reading_rights import require_reading
from api.rest import schemas
from api.rest.answers import Seen, tagged
from api.rest.callers import ActingCaller, Caller, ProvedRoute, TheActor
from api.rest.command_bodies import body_of, operation, run_call
from api.rest.known import TheKnownCaller
from api.task.answers import measure_of
from api.task.result_answers import item_answer
from api.task.result_bodies import ItemResults
from api.web.addresses import item_stream
from services.domain.act import Act
from services.domain.assignment.acts import ACTS as ITEM_ACTS
from services.domain.plan.acts.settle_plan_finding import ACT as SETTLE
from services.domain.plan.draft import ItemKind
from services.queries.item_periods import PeriodTask
from services.queries.my_work import unit_names
from services.queries.plan_board import PlanItemPage, PlanLine, plan_board
from services.queries.plan_items import FindingLine, PlanFilter
from services.queries.reading import reading

router = APIRouter(route_class=ProvedRoute, prefix="/plan", tags=["plan"])
ItemCode = Annotated[schemas.Code, Path(description="Mã của mục.", examples=["51-08"])]
FindingCode = Annotated[
    schemas.Code, Path(description="Mã của điểm cần làm rõ.", examples=["D-51-08"])
]

# Both addresses of a finding take the same body.
Settled: Any = body_of(SETTLE)


@router.get("/items", operation_id="listPlanItems", response_model=plan_schemas.PlanItems)
async def list_items(
    caller: TheKnownCaller,
    *,
    kind: Annotated[ItemKind | None, Query(description="Loại mục.")] = None,
    unit: Annotated[
        schemas.Code | None, Query(description="Chủ trì hoặc phối hợp.", examples=["VHXH"])
    ] = None,
    with_findings: Annotated[bool, Query(description="Còn điểm cần làm rõ.")] = False,
    without_lead: Annotated[bool, Query(description="Chưa có đơn vị chủ trì.")] = False,
    seen: Seen = None,
) -> Response:
    """Cây kế hoạch: từng mục với tình hình, các kỳ, trích dẫn văn bản."""
    require_reading(caller.acting.holder, "Nội dung này")
    choice = PlanFilter(
        kind=kind or "",
        unit=unit or "",
        with_findings=with_findings,
        without_lead=without_lead,
    )
    viewing = await viewing_of(caller.services, caller.acting)
    async with reading(caller.services.engine) as connection:
        board = await plan_board(connection, caller.services.ledger, choice, viewing)
    plan_items = plan_schemas.PlanItems(
        total=board.total,
        items=[_item(line) for line in board.lines],
        findings=[_finding(each) for each in board.general],
    )
    return tagged(caller.known(plan_items), seen)


@router.get(
    "/items/{code}", operation_id="readPlanItem", response_model=plan_schemas.PlanItemWhole
)
async def show_item(caller: TheKnownCaller, code: ItemCode, seen: Seen = None) -> Response:
    """Một mục: trích dẫn văn bản, chỉ tiêu thành phần, các kỳ, điểm cần làm rõ."""
    page = await read_item(caller.services, caller.acting, item_stream(code))
    restricted = page.line.item.restricted
    plan_item_whole = plan_schemas.PlanItemWhole(
        item=_item(page.line),
        findings=[] if restricted else [_finding(finding) for finding in page.findings],
        grounds=await _grounds(caller, page),
        withheld=len(page.findings) if restricted else 0,
    )
    return tagged(caller.known(plan_item_whole), seen)


async def _grounds(caller: Caller, page: PlanItemPage) -> list[plan_schemas.ItemGround]:
    async with reading(caller.services.engine) as connection:
        names = await unit_names(connection, caller.services.ledger_id)
    return [
        plan_schemas.ItemGround(at=at, sentence=sentence)
        for at, sentence in labels.grounds(page, names)
    ]


@router.get("/items/{code}/results", operation_id="readItemResults", response_model=ItemResults)
async def show_results(caller: TheKnownCaller, code: ItemCode, seen: Seen = None) -> Response:
    """Kết quả của một mục: số liệu từng kỳ, mục tiêu từng năm, đạt hay chưa đạt."""
    page = await read_item(caller.services, caller.acting, item_stream(code))
    figures = await figures_of(caller.services, caller.acting, page.line.item)
    return tagged(caller.known(item_answer(figures.results, figures.reports)), seen)


def _call(act: Act[Any, Any, Any]) -> Callable[..., Awaitable[schemas.Done]]:
    async def run(actor: TheActor, code: ItemCode, body: schemas.Schema) -> schemas.Done:
        return await run_call(actor, act, body, stream=item_stream(code))

    return operation(run, act)


for _act in ITEM_ACTS:
    router.add_api_route(
        f"/items/{{code}}/{_act.resource}",
        _call(_act),
        methods=["POST"],
        operation_id=_act.operation,
    )


@router.post("/items/{code}/findings/{finding}", operation_id="settleItemFinding")
async def settle_item_finding(
    actor: TheActor, code: ItemCode, finding: FindingCode, body: Settled
) -> schemas.Done:
    """Giải quyết một điểm cần làm rõ của một mục."""
    return await _settle(actor, item_stream(code), finding, body)


@router.post("/findings/{finding}", operation_id="settlePlanFinding")
async def settle_plan_finding(
    actor: TheActor, finding: FindingCode, body: Settled
) -> schemas.Done:
    """Giải quyết một điểm cần làm rõ của cả kế hoạch."""
    return await _settle(actor, None, finding, body)


async def _settle(
    actor: ActingCaller, item: str | None, finding: str, body: schemas.Schema
) -> schemas.Done:
    plan = await plan_of_finding(actor.services, actor.acting, item, finding)
    return await run_call(actor, SETTLE, body, stream=plan, item=item, finding=finding)


def _item(line: PlanLine) -> plan_schemas.PlanItem:
    item, opened = line.item, line.item.opened
    return plan_schemas.PlanItem(
        code=opened.code,
        kind=opened.kind,
        title=titles.item_title(item),
        section=opened.section,
        lead_unit=item.lead_unit,
        supporting_units=list(item.supporting_units),
        restricted=item.restricted,
        closed=item.closed,
        starts_on=opened.starts_on,
        ends_on=opened.ends_on,
        state=labels.state(line),
        quote=plan_schemas.Quote(place=line.quote.place, text=line.quote.text)
        if line.quote
        else None,
        deliverables=[deliverable_of(deliverable) for deliverable in item.deliverables],
        measures=[measure_of(measure, untold=item.restricted) for measure in item.measures],
        periods=[_period(period) for period in line.periods],
        open_findings=line.open_findings,
    )


def _period(period_task: PeriodTask) -> plan_schemas.PeriodTask:
    return plan_schemas.PeriodTask(
        stream=period_task.task.stream,
        deliverable=period_task.terms.deliverable,
        period=period_task.terms.period,
        due_on=period_task.due_on,
        stage=period_task.task.stage.value,
        box=period_task.box.value,
    )


def _finding(finding_line: FindingLine) -> plan_schemas.PlanFinding:
    finding = finding_line.finding
    return plan_schemas.PlanFinding(
        code=finding.code,
        severity=finding.severity,
        items=list(finding.items),
        place=finding.place,
        question=finding.question,
        assumed=finding.assumed,
        decision=plan_schemas.Decision(
            words=finding_line.words, at=finding_line.settled.occurred_at
        )
        if finding_line.settled
        else None,
    )
