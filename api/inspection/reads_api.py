"""Who read or exported what, over JSON."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from api.inspection.reads_page import require_reads
from api.inspection.schemas import AccessRead, AccessReads
from api.rest.answers import Limit, Seen, tagged
from api.rest.callers import ProvedRoute, TheCaller
from api.rest.schemas import SentDay
from services.commands.access import AccessKind
from services.queries.access_reads import AccessReadLine, ReadsFilter, reads_page
from services.queries.reading import reading
from services.queries.stretch import Stretch

router = APIRouter(route_class=ProvedRoute, prefix="/access-reads", tags=["inspections"])


@router.get("", operation_id="listAccessReads", response_model=AccessReads)
async def list_reads(
    caller: TheCaller,
    *,
    person: Annotated[UUID | None, Query(description="Cán bộ.")] = None,
    kind: Annotated[AccessKind | None, Query(description="Loại.")] = None,
    since: Annotated[SentDay | None, Query(description="Từ ngày.")] = None,
    until: Annotated[SentDay | None, Query(description="Đến hết ngày.")] = None,
    page: Annotated[int, Query(ge=1, le=100_000, description="Trang, từ 1.")] = 1,
    limit: Limit = 50,
    seen: Seen = None,
) -> Response:
    """Ai đã đọc, đã xuất những gì, mới nhất trước, trong phạm vi của người này."""
    require_reads(caller.acting.holder)
    asked = ReadsFilter(person=person, kind=kind, from_on=since, until_on=until)
    services = caller.services
    async with reading(services.engine) as connection:
        shown = await reads_page(
            connection, services.ledger, caller.acting.holder, asked, Stretch.of_page(page, limit)
        )
    return tagged(
        AccessReads(
            total=shown.total,
            reads=[_read(line) for line in shown.lines],
            next=page + 1 if page * limit < shown.total else None,
        ),
        seen,
    )


def _read(line: AccessReadLine) -> AccessRead:
    return AccessRead(
        at=line.at,
        person_id=line.person_id,
        name=line.name,
        kind=line.kind.value,
        origin=line.origin,
        known_device=line.known_device,
        address=line.address,
    )
