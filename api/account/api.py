"""Whom the token acts for."""

from fastapi import APIRouter, Response

from api.account import schemas as account_schemas
from api.rest import schemas
from api.rest.answers import Seen, tagged
from api.rest.callers import ProvedRoute, TheCaller

router = APIRouter(route_class=ProvedRoute, tags=["me"])


@router.get("/me", operation_id="readMe", response_model=account_schemas.Me)
async def read_me(caller: TheCaller, seen: Seen = None) -> Response:
    """Người mà mã truy cập thay mặt, và chức vụ trong ngày."""
    services, acting = caller.services, caller.acting
    me = account_schemas.Me(
        person_id=acting.sender.person_id,
        name=acting.name,
        offices=[
            schemas.Held(office=held.office.value, unit=held.unit)
            for held in acting.holder.offices
        ],
        ledger_id=services.ledger_id,
        ward=services.ward_name,
        demonstration=services.demonstration,
    )
    return tagged(me, seen)
