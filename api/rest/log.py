"""The log and the search over JSON: what this person may know of, and nothing else."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Response

from api import log_phrases
from api.filters import LONGEST, SHOWN
from api.log_filters import within
from api.rest import log_schemas, schemas
from api.rest.answers import Limit, Seen, tagged
from api.rest.callers import Caller, ProvedRoute, TheCaller
from services.domain.instants import day_of
from services.queries.find import PersonHit, find
from services.queries.found_tasks import Hits, WorkHit
from services.queries.log import log_event, log_page
from services.queries.log_choices import log_choices
from services.queries.log_rights import Reader
from services.queries.log_views import CLOCK, PAGE, LogFilter, LogLine, Subject
from services.queries.reading import reading
from services.queries.views import Doer

router = APIRouter(route_class=ProvedRoute, tags=["log"])
LAST_POSITION = 10**17
Position = Annotated[
    str | None,
    Query(pattern="^[1-9][0-9]{0,16}$", description="`next` của trang trước.", examples=["78"]),
]
Day = Annotated[
    schemas.SentDay | None,
    Query(description="Ngày, kể cả ngày đó.", examples=["2026-11-01"]),
]


def get_asked(
    *,
    person: Annotated[
        UUID | Literal["system"] | None,
        Query(description="Người thực hiện; `system` là phần mềm tự làm."),
    ] = None,
    unit: Annotated[schemas.Code | None, Query(description="Đơn vị.", examples=["KTHTDT"])] = None,
    item: Annotated[
        schemas.Code | None, Query(description="Mục của kế hoạch.", examples=["51-08"])
    ] = None,
    event: Annotated[
        schemas.Code | None,
        Query(
            description="Loại sự kiện; `chuc-vu-tai-khoan`: mọi việc về chức vụ, liên kết, mật "
            "khẩu; `thiet-lap-ban-dau`: chức vụ, liên kết có hiệu lực ngay khi thiết lập.",
            examples=["report-submitted"],
        ),
    ] = None,
    from_on: Day = None,
    until_on: Day = None,
    after: Position = None,
    limit: Limit = PAGE,
) -> LogFilter:
    """The filters that the address asks for."""
    return LogFilter(
        person=CLOCK if person == "system" else person,
        unit=unit,
        item=item,
        kind=event,
        from_on=from_on,
        until_on=until_on,
        before=int(after) if after else None,
        limit=limit,
    )


@router.get("/log", operation_id="listLog", response_model=log_schemas.LogPage)
async def list_log(
    caller: TheCaller, asked: Annotated[LogFilter, Depends(get_asked)], seen: Seen = None
) -> Response:
    """Nhật ký: ai làm gì, lúc nào, trên mục nào, mới nhất trước."""
    reader = _reader(caller)
    async with reading(caller.services.engine) as connection:
        choices = await log_choices(connection, caller.services.ledger, reader)
        wanted = within(asked, choices)
        page = await log_page(connection, caller.services.ledger, reader, wanted)
    result = log_schemas.LogPage(
        lines=[_line(line, log_phrases.sentence(line, page.units)) for line in page.lines],
        next=str(page.older) if page.older else None,
    )
    return tagged(result, seen)


@router.get("/log/{position}", operation_id="readLogEvent", response_model=log_schemas.LogLine)
async def read_event(
    caller: TheCaller,
    position: Annotated[
        int, Path(ge=1, lt=LAST_POSITION, description="Vị trí trong sổ.", examples=[128])
    ],
    seen: Seen = None,
) -> Response:
    """Một sự kiện của nhật ký, với lời nhập kèm theo."""
    reader = _reader(caller)
    async with reading(caller.services.engine) as connection:
        line, units = await log_event(connection, caller.services.ledger, reader, position)
    return tagged(_line(line, log_phrases.sentence(line, units)), seen)


@router.get("/search", operation_id="search", response_model=log_schemas.Found)
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
            _reader(caller),
            words,
            today=today,
            naming=log_phrases.HIT_NAMES,
        )
    people = hits.people
    result = log_schemas.Found(
        items=_work(hits.items, limit),
        tasks=_work(hits.tasks, limit),
        people=log_schemas.PeopleHits(
            exact_count=len(people.exact),
            exact=[_person(each) for each in people.exact[:limit]],
            near_count=len(people.near),
            near=[_person(each) for each in people.near[:limit]],
        ),
    )
    return tagged(result, seen)


def _reader(caller: Caller) -> Reader:
    acting = caller.acting
    return Reader(caller.services.ledger_id, acting.holder, acting.rules.policy)


def _line(line: LogLine, said: str) -> log_schemas.LogLine:
    fact = line.fact
    return log_schemas.LogLine(
        position=fact.position,
        stream=None if line.elsewhere else fact.stream,
        version=None if line.elsewhere else fact.version,
        event=fact.event.TYPE,
        said=said,
        at=fact.occurred_at,
        recorded_at=fact.recorded_at,
        by=_doer(line.doer),
        behalf=_doer(line.behalf) if line.behalf else None,
        subject=_subject(line.subject) if line.subject else None,
        concerns=line.concerns,
        words=list(line.words),
        hidden=line.hidden,
        leaf=line.leaf,
    )


def _doer(doer: Doer) -> log_schemas.Doer:
    return log_schemas.Doer(kind=doer.kind, name=doer.name, office=doer.office, unit=doer.unit)


def _subject(subject: Subject) -> log_schemas.Subject:
    return log_schemas.Subject(
        stream=subject.stream,
        is_task=subject.is_task,
        code=subject.code,
        kind=subject.kind,
        title=subject.title,
        deliverable=subject.deliverable or None,
        period=subject.period or None,
    )


def _work(hits: Hits[WorkHit], limit: int) -> log_schemas.WorkHits:
    return log_schemas.WorkHits(
        exact_count=len(hits.exact),
        exact=[_hit(each) for each in hits.exact[:limit]],
        near_count=len(hits.near),
        near=[_hit(each) for each in hits.near[:limit]],
    )


def _hit(work_hit: WorkHit) -> log_schemas.WorkFound:
    return log_schemas.WorkFound(
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


def _person(person_hit: PersonHit) -> log_schemas.PersonFound:
    return log_schemas.PersonFound(
        person_id=person_hit.person_id,
        name=person_hit.name,
        offices=[
            schemas.Held(office=office.value, unit=unit) for office, unit in person_hit.offices
        ],
    )
