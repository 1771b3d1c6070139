"""Tasks over JSON: list, read, and every act of the task page."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from api.deps import viewing_of
from api.forms import read_paper_number, read_reason_code
from api.rest import shapes
from api.rest.answers import (
    After,
    Limit,
    Seen,
    Stream,
    cursor,
    done,
    no_cursor,
    read_cursor,
    tagged,
)
from api.rest.callers import Actor, ProvedRoute, TheActor, TheCaller
from api.rest.task_answers import task_answer, work_line
from api.routes.task_page import known_stream
from services.domain.errors import Refusal
from services.domain.papers import Paper
from services.domain.task.acts.acknowledge_task import AcknowledgeTask
from services.domain.task.acts.approve_submission import ApproveSubmission
from services.domain.task.acts.confirm_submission import ConfirmSubmission
from services.domain.task.acts.recall_submission import RecallSubmission
from services.domain.task.acts.return_submission import ReturnSubmission
from services.domain.task.acts.send_chase import SendChase
from services.domain.task.acts.submit_contribution import SubmitContribution
from services.domain.task.acts.submit_report import SubmitReport
from services.domain.task.decider import TaskCommand
from services.domain.task.events import Figure, FigureKind, Ground
from services.handlers.requests import Words
from services.queries.reading import reading
from services.queries.task_list import Wanted, task_list
from services.queries.task_page import task_page

router = APIRouter(route_class=ProvedRoute, tags=["tasks"])
Stage = Literal["issued", "acknowledged", "submitted", "approved", "confirmed"]


@router.get("/tasks", operation_id="listTasks", response_model=shapes.TaskList)
async def list_tasks(
    caller: TheCaller,
    *,
    unit: Annotated[
        shapes.Code | None, Query(description="Đơn vị chủ trì.", examples=["KTHTDT"])
    ] = None,
    stage: Annotated[Stage | None, Query(description="Bước của việc.")] = None,
    closed: Annotated[bool | None, Query(description="Đã hoàn thành hay đang mở.")] = None,
    after: After = None,
    limit: Limit = 50,
    seen: Seen = None,
) -> Response:
    """Các việc mà người này được xem, hạn sớm trước."""
    viewing = await viewing_of(caller.house, caller.acting)
    wanted = Wanted(unit=unit, stage=stage, closed=closed, after=_place(after), limit=limit)
    async with reading(caller.house.engine) as connection:
        rows, more = await task_list(
            connection,
            caller.house.ledger_id,
            viewing=viewing,
            wanted=wanted,
        )
    last = rows[-1].task if rows and more else None
    found = shapes.TaskList(
        tasks=[work_line(row) for row in rows],
        next=cursor(last.due_on.isoformat(), last.stream) if last else None,
    )
    return tagged(found, seen)


@router.get("/tasks/{stream}", operation_id="readTask", response_model=shapes.Task)
async def read_task(caller: TheCaller, stream: Stream, seen: Seen = None) -> Response:
    """Một việc: yêu cầu, các bản đã gửi, ai làm gì tiếp theo, diễn biến."""
    acting = caller.acting
    page = await task_page(caller.house.ledger, known_stream(stream), acting.context)
    return tagged(task_answer(page), seen)


@router.post("/tasks/{stream}/acknowledge", operation_id="acknowledgeTask")
async def acknowledge(actor: TheActor, stream: Stream, body: shapes.NoBody) -> shapes.Done:
    """Tiếp nhận."""
    return await _do(actor, "acknowledge-task", AcknowledgeTask(stream=known_stream(stream)), body)


@router.post("/tasks/{stream}/report", operation_id="submitReport")
async def submit(actor: TheActor, stream: Stream, body: shapes.Report) -> shapes.Done:
    """Gửi báo cáo."""
    put = actor.words()
    command = SubmitReport(
        stream=known_stream(stream),
        after_submission=body.after_submission,
        text=put.put(body.text, label="Nội dung báo cáo", field="text"),
        figures=tuple(_figure(one, put) for one in body.figures),
        paper=_paper(body.paper),
        early_reason=put.put(body.early_reason, label="Lý do gửi số chính thức sớm"),
    )
    return await _do(actor, "submit-report", command, body, put)


@router.post("/tasks/{stream}/recall", operation_id="recallSubmission")
async def recall(actor: TheActor, stream: Stream, body: shapes.Judged) -> shapes.Done:
    """Rút lại báo cáo, khi chưa ai quyết định."""
    command = RecallSubmission(stream=known_stream(stream), submission=body.submission)
    return await _do(actor, "recall-submission", command, body)


@router.post("/tasks/{stream}/contribution", operation_id="submitContribution")
async def contribute(actor: TheActor, stream: Stream, body: shapes.Contribution) -> shapes.Done:
    """Gửi nội dung phối hợp."""
    put = actor.words()
    command = SubmitContribution(
        stream=known_stream(stream),
        unit=body.unit,
        text=put.put(body.text, label="Nội dung phối hợp", field="text"),
        on_paper=body.on_paper,
        paper=_paper(body.paper),
    )
    return await _do(actor, "submit-contribution", command, body, put)


@router.post("/tasks/{stream}/approval", operation_id="approveSubmission")
async def approve(actor: TheActor, stream: Stream, body: shapes.Agreed) -> shapes.Done:
    """Duyệt."""
    command = ApproveSubmission(
        stream=known_stream(stream),
        submission=body.submission,
        correction=Ground(body.correction) if body.correction else None,
    )
    return await _do(actor, "approve-submission", command, body)


@router.post("/tasks/{stream}/return", operation_id="returnSubmission")
async def return_submission(actor: TheActor, stream: Stream, body: shapes.Return) -> shapes.Done:
    """Trả lại, có căn cứ, lý do và ngày hoàn chỉnh."""
    put = actor.words()
    command = ReturnSubmission(
        stream=known_stream(stream),
        submission=body.submission,
        ground=Ground(body.ground),
        reason=put.put(body.reason, label="Lý do trả lại", field="reason"),
        reason_code=read_reason_code(body.reason_code or "", field="reason_code"),
        correct_by=body.correct_by,
    )
    return await _do(actor, "return-submission", command, body, put)


@router.post("/tasks/{stream}/confirmation", operation_id="confirmSubmission")
async def confirm(actor: TheActor, stream: Stream, body: shapes.Agreed) -> shapes.Done:
    """Xác nhận hoàn thành."""
    command = ConfirmSubmission(
        stream=known_stream(stream),
        submission=body.submission,
        correction=Ground(body.correction) if body.correction else None,
    )
    return await _do(actor, "confirm-submission", command, body)


@router.post("/tasks/{stream}/chases", operation_id="sendChase")
async def chase(actor: TheActor, stream: Stream, body: shapes.Chase) -> shapes.Done:
    """Đôn đốc một việc, kèm số và ngày công văn nếu có."""
    put = actor.words()
    command = SendChase(
        stream=known_stream(stream),
        paper=_paper(body.paper),
        note=put.put(body.note, label="Lời đôn đốc", field="note"),
    )
    return await _do(actor, "send-chase", command, body, put)


async def _do(
    actor: Actor, name: str, command: TaskCommand, body: shapes.Shape, put: Words | None = None
) -> shapes.Done:
    sent = body.model_dump(mode="json")
    wish = actor.wish(name, command.stream, sent, put or actor.words())
    return done(await actor.house.tasks.handle(wish, command))


def _figure(one: shapes.Figure, put: Words) -> Figure:
    value = None if one.value is None else Decimal(one.value)
    return Figure(
        measure=one.measure,
        value=value,
        kind=FigureKind(one.kind) if value is not None else None,
        nil_reason=put.put(
            one.nil_reason,
            label=f"Lý do không có số ({one.measure:.20})",
            field="figures",
        ),
    )


def _paper(one: shapes.PaperShape | None) -> Paper | None:
    if one is None:
        return None
    return Paper(
        number=read_paper_number(one.number, label="Số văn bản", field="paper.number"),
        dated_on=one.dated_on,
    )


def _place(after: str | None) -> tuple[date, str] | None:
    if after is None:
        return None
    day, stream = read_cursor(after)
    try:
        return date.fromisoformat(day), known_stream(stream)
    except (ValueError, Refusal):
        raise no_cursor() from None
