"""The Office's board over JSON: what each cell counts is what its list holds."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Depends, Query, Response

from api.board import schemas as board_schemas
from api.context import viewing_of
from api.labels import titles
from api.reading_rights import require_overseeing
from api.rest import schemas
from api.rest.answers import After, Limit, Seen, page_of, tagged
from api.rest.callers import Caller, ProvedRoute
from api.rest.known import TheKnownCaller
from api.task.answers import task_line
from api.web.filters import LONGEST
from services.domain.task.births import CountGroup
from services.domain.task.contacts import open_promise
from services.domain.task.events import OverdueEscalated
from services.domain.task.lateness import box
from services.domain.task.standing import BoardColumn
from services.queries.board_views import (
    NOBODY,
    Board,
    BoardFilter,
    BoardLine,
    BoardList,
    BoardRow,
    BoardSide,
    BoardSort,
    UnitContact,
)
from services.queries.chase_board import chase_board
from services.queries.my_work import part_of
from services.queries.reading import reading
from services.queries.today import moved_today

MOST_LATE: Final = 10_000  # working days: nobody waits for forty years
router = APIRouter(route_class=ProvedRoute, prefix="/board", tags=["board"])


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What narrows the whole board: a kind of item, words, the group of work, whose part."""

    kind: str
    words: str
    group: CountGroup
    side: BoardSide
    late_from: int

    @property
    def asked(self) -> BoardFilter:
        """The whole board, narrowed so."""
        return BoardFilter(
            group=self.group,
            kind=self.kind,
            wanted=self.words,
            side=self.side,
            late_from=self.late_from,
        )


def get_narrowed(
    kind: Annotated[
        Literal["indicator", "scheme", "duty"] | None, Query(description="Loại mục.")
    ] = None,
    words: Annotated[
        str, Query(max_length=LONGEST, description="Các từ cần có.", examples=["nước sạch"])
    ] = "",
    group: Annotated[
        CountGroup, Query(description="Nhóm việc; ba nhóm được đếm riêng, không cộng vào nhau.")
    ] = CountGroup.ROUTINE,
    side: Annotated[
        BoardSide, Query(description="Phần của đơn vị chủ trì, hay phối hợp chưa gửi nội dung.")
    ] = BoardSide.LEAD,
    late_from: Annotated[
        int, Query(ge=0, le=MOST_LATE, description="Quá hạn từ bấy nhiêu ngày làm việc.")
    ] = 0,
) -> Narrowed:
    """The narrowing that the address asks for."""
    return Narrowed(kind or "", words, group, side, late_from)


Narrowing = Annotated[Narrowed, Depends(get_narrowed)]


@router.get("", operation_id="readBoard", response_model=board_schemas.Board)
async def read_board(caller: TheKnownCaller, by: Narrowing, *, seen: Seen = None) -> Response:
    """Bảng đôn đốc: đơn vị theo dòng, tình trạng theo cột."""
    board = await _board(caller, by.asked)
    result = board_schemas.Board(
        today=board.today,
        group=board.group.value,
        groups={group.value: count for group, count in board.groups.items()},
        lines=[_line(line) for line in board.lines],
        totals=_line(board.totals),
        counts={sought.value: count for sought, count in board.counts.items()},
        may_chase=board.may_chase and caller.past is None,
        unreached=list(board.unreached),
        contacts=[_contact(each, board) for each in board.contacts],
    )
    return tagged(caller.known(result), seen)


@router.get("/tasks", operation_id="listBoardTasks", response_model=board_schemas.BoardTasks)
async def list_board_tasks(
    caller: TheKnownCaller,
    by: Narrowing,
    *,
    unit: Annotated[
        schemas.Code | None, Query(description="Đơn vị chủ trì.", examples=["KTHTDT"])
    ] = None,
    state: Annotated[
        BoardList | BoardColumn,
        Query(description="Cột hoặc con số của bảng; bỏ trống là mọi việc đang mở."),
    ] = BoardList.ALL,
    leader: Annotated[
        str,
        Query(max_length=LONGEST, description=f"Lãnh đạo phụ trách (id); `{NOBODY}` là chưa có."),
    ] = "",
    sort: Annotated[
        BoardSort, Query(description="Thứ tự; cùng giá trị thì theo hạn.")
    ] = BoardSort.DUE,
    backwards: Annotated[bool, Query(description="Thứ tự ngược lại.")] = False,
    after: After = None,
    limit: Limit = 50,
    seen: Seen = None,
) -> Response:
    """Các việc của một ô, một tổng hay một con số của bảng, theo thứ tự được hỏi."""
    asked = replace(
        by.asked, unit=unit or "", leader=leader, sought=state, sort=sort, backwards=backwards
    )
    board = await _board(caller, asked)
    shown, following = page_of(
        board.rows, partial(_place, board), after, limit, newest_first=backwards
    )
    board_tasks = board_schemas.BoardTasks(
        tasks=[_row(each, caller, board) for each in shown], next=following
    )
    return tagged(caller.known(board_tasks), seen)


@router.get("/today", operation_id="readMovedToday", response_model=board_schemas.Today)
async def read_today(caller: TheKnownCaller, seen: Seen = None) -> Response:
    """Diễn biến của hôm nay trên mọi việc của phường."""
    require_overseeing(caller.acting.holder, "Nội dung này")
    viewing = await viewing_of(caller.services, caller.acting)
    async with reading(caller.services.engine) as connection:
        today = await moved_today(connection, caller.services.ledger, viewing)
    result = board_schemas.Today(
        moved=[
            board_schemas.Moved(
                stream=movement.task.stream,
                title=titles.title(movement.task),
                at=movement.at,
                by=movement.doer.name,
                office=movement.doer.office,
                unit=movement.doer.unit,
                event=movement.event.TYPE,
            )
            for movement in today.movements
        ],
        left_out=today.left_out,
    )
    return tagged(caller.known(result), seen)


async def _board(caller: Caller, asked: BoardFilter) -> Board:
    require_overseeing(caller.acting.holder, "Nội dung này")
    viewing = await viewing_of(caller.services, caller.acting)
    async with reading(caller.services.engine) as connection:
        return await chase_board(connection, caller.services.ledger, viewing, asked, titles.named)


def _line(board_line: BoardLine) -> board_schemas.BoardLine:
    counts = {column.value: count for column, count in board_line.counts.items()}
    return board_schemas.BoardLine(
        unit=board_line.unit or None,
        counts=counts,
        total=board_line.total,
        beside={each.value: count for each, count in board_line.beside.items()},
    )


def _place(board: Board, row: BoardRow) -> tuple[str, ...]:
    """Where a row stands in the order that is asked for, as letters that sort alike."""
    each, task = row.open, row.open.task
    promise = open_promise(task.promises)
    value = {
        BoardSort.DUE: "",
        BoardSort.LATE: f"{each.days_late:09}",
        BoardSort.UNIT: board.units.get(task.lead, task.lead).encode().hex(),
        BoardSort.CHASES: f"{task.chases:09}",
        BoardSort.PROMISE: (promise.by_on if promise else date.max).isoformat(),
        BoardSort.SIGN: f"{each.silent_for:09}",
    }[board.asked.sort]
    return f"{value} {task.by_due_day.isoformat()}", task.stream


def _contact(contact: UnitContact, board: Board) -> board_schemas.UnitContact:
    return board_schemas.UnitContact(
        unit=contact.unit,
        head=contact.head,
        telephone=contact.telephone,
        leader=board.leaders.get(board.in_charge.get(contact.unit, "")),
        quarters=[
            board_schemas.QuarterDone(
                quarter=f"{each.quarter.year}-Q{each.quarter.number}",
                late=each.late,
                total=each.total,
            )
            for each in contact.quarters
        ],
    )


def _overdue(step: OverdueEscalated | None) -> board_schemas.OverdueStep | None:
    if step is None:
        return None
    return board_schemas.OverdueStep(
        after_working_days=step.after_working_days,
        overdue_working_days=step.overdue_working_days,
        offices=[office.value for office in step.to],
        unit=step.unit,
        as_request=step.as_request,
    )


def _row(row: BoardRow, caller: Caller, board: Board) -> board_schemas.BoardTask:
    each, acting = row.open, caller.acting
    part = part_of(each.task, acting.holder, acting.rules.policy)
    return board_schemas.BoardTask(
        task=task_line(each.task, box(each.task, board.today).value, part),
        state=each.standing.value,
        days_late=each.days_late,
        silent_for=each.silent_for,
        silent=each.silent,
        escalated_at=each.task.escalated_at,
        overdue=_overdue(row.overdue),
        awaited=board_schemas.Awaited(
            offices=[office.value for office in each.awaited.offices], unit=each.awaited.unit
        )
        if each.awaited
        else None,
        next_step=board_schemas.NextStep(kind=row.next_step.kind, at=row.next_step.at),
        closed_to_chase=row.closed_to_chase,
        decides=row.decides,
        leader=board.leaders.get(each.leader),
        return_reason=board_schemas.ReturnReason(words=row.returned.words, code=row.returned.code)
        if row.returned
        else None,
    )
