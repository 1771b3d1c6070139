"""The plan's items over JSON, and naming a lead."""

from fastapi import APIRouter, Response

from api.deps import require_overseeing
from api.rest import shapes
from api.rest.answers import Seen, done, tagged
from api.rest.callers import TheActor, TheCaller
from services.domain.assignment.decider import NameLead
from services.domain.assignment.events import assignment_stream
from services.queries.quotes import plan_items
from services.queries.reading import reading

router = APIRouter(tags=["plan"])


@router.get("/plan/items", operation_id="listPlanItems", response_model=shapes.PlanItems)
async def list_items(caller: TheCaller, seen: Seen = None) -> Response:
    """Các mục của kế hoạch đang thực hiện."""
    require_overseeing(caller.acting.holder, "Nội dung này")
    async with reading(caller.house.engine) as connection:
        rows = await plan_items(connection, caller.house.ledger)
    found = shapes.PlanItems(
        items=[
            shapes.PlanItem(
                code=row.code,
                kind=row.kind,
                title=row.title,
                section=row.section,
                lead_unit=row.lead_unit,
                restricted=row.restricted,
                quote=row.quote.text if row.quote else None,
            )
            for row in rows
        ]
    )
    return tagged(found, seen)


@router.post("/plan/items/{code}/lead", operation_id="nameLead")
async def name_lead(actor: TheActor, code: shapes.Code, body: shapes.NamedLead) -> shapes.Done:
    """Giao đơn vị chủ trì cho một mục chưa có."""
    command = NameLead(
        stream=assignment_stream(code),
        lead_unit=body.lead_unit,
        supporting_units=tuple(body.supporting_units),
    )
    sent = body.model_dump(mode="json")
    wish = actor.wish("name-lead", command.stream, sent, actor.words())
    return done(await actor.house.plans.name_lead(wish, command))
