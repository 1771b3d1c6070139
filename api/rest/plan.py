"""The plan in force over JSON: the tree, one item, and what the Office sets and settles."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response

from api import plan_addresses, titles
from api.addresses import item_stream
from api.deps import require_overseeing, viewing_of
from api.plan_reading import plan_of_finding, read_item
from api.rest import plan_schemas, schemas
from api.rest.answers import Seen, tagged
from api.rest.callers import Actor, ProvedRoute, TheActor, TheCaller
from api.rest.command_bodies import body_of, operation, run_call
from api.rest.task_answers import measure_of
from services.domain.act import Act
from services.domain.assignment.acts import ACTS as ITEM_ACTS
from services.domain.assignment.events import Deliverable
from services.domain.plan.acts.settle_plan_finding import ACT as SETTLE
from services.domain.plan.draft import ItemKind
from services.queries.item_periods import PeriodTask
from services.queries.plan_board import FindingLine, PlanFilter, PlanLine, plan_board
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
    caller: TheCaller,
    *,
    kind: Annotated[ItemKind | None, Query(description="Loại mục.")] = None,
    unit: Annotated[
        schemas.Code | None, Query(description="Chủ trì hoặc phối hợp.", examples=["VHXH"])
    ] = None,
    with_findings: Annotated[bool, Query(description="Còn điểm cần làm rõ.")] = False,
    without_lead: Annotated[bool, Query(description="Chưa có đơn vị chủ trì.")] = False,
    seen: Seen = None,
) -> Response:
    """Cây kế hoạch: từng mục với tình hình, các kỳ, câu chữ của văn bản."""
    require_overseeing(caller.acting.holder, "Nội dung này")
    choice = PlanFilter(
        kind=kind or "",
        unit=unit or "",
        with_findings=with_findings,
        without_lead=without_lead,
    )
    viewing = await viewing_of(caller.services, caller.acting)
    async with reading(caller.services.engine) as connection:
        board = await plan_board(connection, caller.services.ledger, choice, viewing)
    found = plan_schemas.PlanItems(
        total=board.total,
        items=[_item(line) for _, lines in board.kinds for line in lines],
        findings=[_finding(one) for one in board.general],
    )
    return tagged(found, seen)


@router.get(
    "/items/{code}", operation_id="readPlanItem", response_model=plan_schemas.PlanItemWhole
)
async def show_item(caller: TheCaller, code: ItemCode, seen: Seen = None) -> Response:
    """Một mục: câu chữ của văn bản, chỉ số, các kỳ, điểm cần làm rõ."""
    page = await read_item(caller.services, caller.acting, item_stream(code))
    restricted = page.line.item.restricted
    found = plan_schemas.PlanItemWhole(
        item=_item(page.line),
        findings=[] if restricted else [_finding(one) for one in page.findings],
        withheld=len(page.findings) if restricted else 0,
    )
    return tagged(found, seen)


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
    actor: Actor, item: str | None, finding: str, body: schemas.Schema
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
        state=plan_addresses.state(line),
        quote=plan_schemas.Quote(place=line.quote.place, text=line.quote.text)
        if line.quote
        else None,
        deliverables=[_deliverable(one) for one in item.deliverables],
        measures=[measure_of(one, untold=item.restricted) for one in item.measures],
        periods=[_period(one) for one in line.periods],
        open_findings=line.open_findings,
    )


def _deliverable(one: Deliverable) -> plan_schemas.Deliverable:
    due = None
    if one.due is not None:
        due = plan_schemas.DueRule(
            after_month=one.due.after_month,
            after_day=one.due.after_day,
            working_days_after_issue=one.due.working_days_after_issue,
        )
    return plan_schemas.Deliverable(name=one.name, frequency=one.frequency, due=due)


def _period(one: PeriodTask) -> plan_schemas.PeriodTask:
    return plan_schemas.PeriodTask(
        stream=one.task.stream,
        deliverable=one.task.deliverable,
        period=one.task.period,
        due_on=one.task.due_on,
        stage=one.task.stage.value,
        box=one.box.value,
    )


def _finding(one: FindingLine) -> plan_schemas.PlanFinding:
    found = one.finding
    return plan_schemas.PlanFinding(
        code=found.code,
        severity=found.severity,
        items=list(found.items),
        place=found.place,
        question=found.question,
        assumed=found.assumed,
        decision=plan_schemas.Decision(words=one.words, at=one.settled.occurred_at)
        if one.settled
        else None,
    )
