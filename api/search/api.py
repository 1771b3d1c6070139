"""The search over JSON: what this person may know of, and nothing else."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.log import labels as log_phrases
from api.rest import schemas
from api.rest.answers import Seen, tagged
from api.rest.callers import ProvedRoute, TheCaller
from api.search import schemas as search_schemas
from api.web.filters import LONGEST, SHOWN
from services.domain.instants import day_of
from services.queries.find import PersonHit, find
from services.queries.found_tasks import Hits, WorkHit
from services.queries.reading import reading

router = APIRouter(route_class=ProvedRoute, tags=["log"])


@router.get("/search", operation_id="search", response_model=search_schemas.Found)
async def search(
    caller: TheCaller,
    *,
    words: Annotated[
        str,
        Query(
            min_length=1,
            max_length=LONGEST,
            description="Các từ cần tìm, có dấu hay không.",
            examples=["nuoc sach"],
        ),
    ],
    limit: Annotated[int, Query(ge=1, le=100, description="Số kết quả mỗi loại.")] = SHOWN,
    seen: Seen = None,
) -> Response:
    """Tìm mục, việc và cán bộ theo từ."""
    today = day_of(caller.acting.now)
    async with reading(caller.services.engine) as connection:
        hits = await find(
            connection,
            caller.services.ledger,
            caller.reader,
            words,
            today=today,
            naming=log_phrases.HIT_NAMES,
        )
    people = hits.people
    result = search_schemas.Found(
        items=_work(hits.items, limit),
        tasks=_work(hits.tasks, limit),
        more_tasks=hits.more_tasks,
        people=search_schemas.PeopleHits(
            exact_count=len(people.exact),
            exact=[_person(each) for each in people.exact[:limit]],
            near_count=len(people.near),
            near=[_person(each) for each in people.near[:limit]],
        ),
    )
    return tagged(result, seen)


def _work(hits: Hits[WorkHit], limit: int) -> search_schemas.WorkHits:
    return search_schemas.WorkHits(
        exact_count=len(hits.exact),
        exact=[_hit(each) for each in hits.exact[:limit]],
        near_count=len(hits.near),
        near=[_hit(each) for each in hits.near[:limit]],
    )


def _hit(work_hit: WorkHit) -> search_schemas.WorkFound:
    return search_schemas.WorkFound(
        stream=work_hit.stream,
        code=work_hit.code,
        kind=work_hit.kind,
        title=work_hit.title,
        deliverable=work_hit.deliverable or None,
        period=work_hit.period or None,
        lead_unit=work_hit.lead_unit,
        due_on=work_hit.due_on,
        closed=work_hit.closed,
    )


def _person(person_hit: PersonHit) -> search_schemas.PersonFound:
    return search_schemas.PersonFound(
        person_id=person_hit.person_id,
        name=person_hit.name,
        offices=[
            schemas.Held(office=office.value, unit=unit) for office, unit in person_hit.offices
        ],
    )
