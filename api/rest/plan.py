"""The plan's items over JSON, and naming a lead."""

from fastapi import APIRouter, Response

from api.rest import shapes
from api.rest.callers import Caller, TheActor, TheCaller
from api.rest.tasks import Seen, done, tagged
from services.domain.assignment.decider import NameLead
from services.domain.assignment.events import assignment_stream
from services.domain.errors import NotAllowed
from services.domain.roles import OVERSEEING
from services.queries.quotes import plan_items
from services.queries.reading import reading

router = APIRouter(tags=["plan"])


@router.get("/plan/items", operation_id="listPlanItems", response_model=shapes.PlanItems)
async def list_items(caller: TheCaller, seen: Seen = None) -> Response:
    """Các mục của kế hoạch đang thực hiện."""
    _require_overseeing(caller)
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


def _require_overseeing(caller: Caller) -> None:
    if caller.acting.holder.find(OVERSEEING) is None:
        raise NotAllowed(
            "not-overseeing",
            "Nội dung này dành cho Văn phòng, lãnh đạo UBND phường và thanh tra.",
        )
