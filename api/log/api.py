"""The log over JSON: what this person may know of, and nothing else."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Response

from api.log import labels as log_phrases
from api.log import schemas as log_schemas
from api.log.asked import MOST_LETTERS
from api.log.filters import within
from api.rest import schemas
from api.rest.answers import Limit, Seen, tagged
from api.rest.callers import ProvedRoute, TheCaller
from api.task.answers import number
from services.queries.log import log_event, log_page
from services.queries.log_choices import log_choices
from services.queries.log_views import (
    CLOCK,
    PAGE,
    LogFigure,
    LogFilter,
    LogLine,
    LogOutcome,
    Subject,
)
from services.queries.reading import reading
from services.queries.search import readable
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


Person = Annotated[
    UUID | Literal["system"] | None,
    Query(description="Người thực hiện; `system` là phần mềm tự làm."),
]
PeopleOnly = Annotated[
    bool, Query(description="Chỉ việc do người làm, không có việc phần mềm tự làm.")
]
Late = Annotated[bool, Query(description="Chỉ sự kiện ghi sổ sau ngày xảy ra mà nó nêu.")]
PersonUnit = Annotated[
    schemas.Code | None,
    Query(description="Đơn vị của người thực hiện lúc đó.", examples=["KTHTDT"]),
]
WorkUnit = Annotated[
    schemas.Code | None,
    Query(description="Đơn vị chủ trì hoặc phối hợp của việc.", examples=["KTHTDT"]),
]
Item = Annotated[schemas.Code | None, Query(description="Mục của kế hoạch.", examples=["51-08"])]
AskedPeriod = Annotated[
    str | None, Query(max_length=20, description="Kỳ của việc.", examples=["2026-Q4"])
]
AskedOutcome = Annotated[
    LogOutcome | None,
    Query(
        description="Kết quả: trễ hạn, trả lại, đã báo cáo lãnh đạo, xác nhận hoàn thành.",
        examples=["returned"],
    ),
]
PaperNumber = Annotated[
    str,
    Query(
        max_length=MOST_LETTERS,
        description="Số, ký hiệu của nguồn giao việc, hoặc của văn bản mà sự kiện nêu.",
        examples=["120/KH-UBND"],
    ),
]
TypedWords = Annotated[
    str,
    Query(
        max_length=MOST_LETTERS,
        description="Các từ trong lời nhập kèm theo và trong báo cáo; không cần dấu.",
        examples=["chờ số liệu"],
    ),
]
EventKind = Annotated[
    schemas.Code | None,
    Query(
        description="Loại sự kiện; `chuc-vu-tai-khoan`: mọi việc về chức vụ, liên kết, mật "
        "khẩu; `thiet-lap-ban-dau`: chức vụ, liên kết có hiệu lực ngay khi thiết lập.",
        examples=["report-submitted"],
    ),
]
OldestFirst = Annotated[bool, Query(description="Cũ nhất trước.")]


def get_asked(
    *,
    person: Person = None,
    people_only: PeopleOnly = False,
    late: Late = False,
    person_unit: PersonUnit = None,
    unit: WorkUnit = None,
    item: Item = None,
    period: AskedPeriod = None,
    outcome: AskedOutcome = None,
    number: PaperNumber = "",
    words: TypedWords = "",
    event: EventKind = None,
    from_on: Day = None,
    until_on: Day = None,
    oldest_first: OldestFirst = False,
    after: Position = None,
    limit: Limit = PAGE,
) -> LogFilter:
    """The filters that the address asks for."""
    at = int(after) if after else None
    return LogFilter(
        person=CLOCK if person == "system" else person,
        people_only=people_only,
        late=late,
        person_unit=person_unit,
        unit=unit,
        item=item,
        period=period,
        outcome=outcome,
        number=readable(number),
        words=readable(words),
        kind=event,
        from_on=from_on,
        until_on=until_on,
        oldest_first=oldest_first,
        before=None if oldest_first else at,
        after=at if oldest_first else None,
        limit=limit,
    )


@router.get("/log", operation_id="listLog", response_model=log_schemas.LogPage)
async def list_log(
    caller: TheCaller, asked: Annotated[LogFilter, Depends(get_asked)], seen: Seen = None
) -> Response:
    """Nhật ký: ai làm gì, lúc nào, trên mục nào; mới nhất trước nếu không xin thứ tự khác."""
    reader = caller.reader
    async with reading(caller.services.engine) as connection:
        choices = await log_choices(connection, caller.services.ledger, reader)
        wanted = within(asked, choices)
        page = await log_page(connection, caller.services.ledger, reader, wanted)
    following = page.newer if asked.oldest_first else page.older
    result = log_schemas.LogPage(
        lines=[_line(line, log_phrases.sentence(line, page.units)) for line in page.lines],
        next=str(following) if following else None,
        total=page.total,
        is_counted=page.is_counted,
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
    reader = caller.reader
    async with reading(caller.services.engine) as connection:
        line, units = await log_event(connection, caller.services.ledger, reader, position)
    return tagged(_line(line, log_phrases.sentence(line, units)), seen)


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
        happened_on=log_phrases.happened_on(line),
        by=_doer(line.doer),
        behalf=_doer(line.behalf) if line.behalf else None,
        subject=_subject(line.subject) if line.subject else None,
        concerns=line.concerns,
        words=list(line.words),
        figures=[_figure(each) for each in line.figures],
        hidden=line.hidden,
        leaf=line.leaf,
    )


def _figure(figure: LogFigure) -> log_schemas.LogFigure:
    given = figure.given.figure
    return log_schemas.LogFigure(
        measure=figure.asked.code,
        title=figure.asked.title,
        unit=figure.asked.unit,
        value=number(given.value),
        kind=given.kind.value if given.kind else None,
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
