"""Tasks over JSON: list, read, and every act of the task page."""

import base64
import binascii
import hashlib
from datetime import date
from decimal import Decimal
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Header, Query, Response

from api.rest import shapes
from api.rest.callers import Actor, TheActor, TheCaller
from api.routes.task_page import known_stream
from services.domain.errors import Refusal
from services.domain.instants import day_of
from services.domain.task.commands import (
    AcknowledgeTask,
    ApproveSubmission,
    ConfirmSubmission,
    ReturnSubmission,
    SubmitContribution,
    SubmitReport,
    TaskCommand,
)
from services.domain.task.events import Figure, FigureKind, Ground, Paper
from services.domain.task.state import Task as TaskState
from services.handlers.requests import Words
from services.ledger.port import Outcome
from services.queries.reading import reading
from services.queries.shapes import Part, SubmissionLine, TaskPage, WorkRow
from services.queries.task_list import MOST, Wanted, task_list
from services.queries.task_page import task_page

router = APIRouter(tags=["tasks"])
Stage = Literal["issued", "acknowledged", "submitted", "approved", "confirmed"]
After = Annotated[str | None, Query(max_length=400, description="`next` của trang trước.")]
Seen = Annotated[str | None, Header(alias="If-None-Match")]


@router.get("/tasks", operation_id="listTasks", response_model=shapes.TaskList)
async def list_tasks(
    caller: TheCaller,
    *,
    unit: Annotated[shapes.Code | None, Query(examples=["KTHTDT"])] = None,
    stage: Stage | None = None,
    closed: bool | None = None,
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 50,
    seen: Seen = None,
) -> Response:
    """Các việc mà người này được xem, hạn sớm trước."""
    acting = caller.acting
    wanted = Wanted(unit=unit, stage=stage, closed=closed, after=_cursor(after), limit=limit)
    async with reading(caller.house.engine) as connection:
        rows, more = await task_list(
            connection,
            caller.house.ledger_id,
            holder=acting.holder,
            policy=acting.rules.policy,
            today=day_of(acting.now),
            wanted=wanted,
        )
    last = rows[-1].task if rows and more else None
    found = shapes.TaskList(
        tasks=[_line(row) for row in rows],
        next=_token(last.due_on, last.stream) if last else None,
    )
    return tagged(found, seen)


@router.get("/tasks/{stream}", operation_id="readTask", response_model=shapes.Task)
async def read_task(caller: TheCaller, stream: str, seen: Seen = None) -> Response:
    """Một việc: yêu cầu, các bản đã gửi, ai làm gì tiếp theo, diễn biến."""
    acting = caller.acting
    page = await task_page(
        caller.house.ledger,
        known_stream(stream),
        acting.holder,
        acting.rules.policy,
        day_of(acting.now),
    )
    found = _task(page)
    return tagged(found, seen)


@router.post("/tasks/{stream}/acknowledge", operation_id="acknowledgeTask")
async def acknowledge(actor: TheActor, stream: str, body: shapes.NoBody) -> shapes.Done:
    """Tiếp nhận."""
    return await _do(actor, "acknowledge-task", AcknowledgeTask(stream=known_stream(stream)), body)


@router.post("/tasks/{stream}/report", operation_id="submitReport")
async def submit(actor: TheActor, stream: str, body: shapes.Report) -> shapes.Done:
    """Gửi báo cáo."""
    put = actor.words()
    command = SubmitReport(
        stream=known_stream(stream),
        after_submission=body.after_submission,
        text=put.put(body.text, label="Nội dung báo cáo"),
        figures=tuple(_figure(one, put) for one in body.figures),
        paper=_paper(body.paper),
    )
    return await _do(actor, "submit-report", command, body, put)


@router.post("/tasks/{stream}/contribution", operation_id="submitContribution")
async def contribute(actor: TheActor, stream: str, body: shapes.Contribution) -> shapes.Done:
    """Gửi nội dung phối hợp."""
    put = actor.words()
    command = SubmitContribution(
        stream=known_stream(stream),
        unit=body.unit,
        text=put.put(body.text, label="Nội dung phối hợp"),
        on_paper=body.on_paper,
        paper=_paper(body.paper),
    )
    return await _do(actor, "submit-contribution", command, body, put)


@router.post("/tasks/{stream}/approval", operation_id="approveSubmission")
async def approve(actor: TheActor, stream: str, body: shapes.Judged) -> shapes.Done:
    """Duyệt."""
    command = ApproveSubmission(stream=known_stream(stream), submission=body.submission)
    return await _do(actor, "approve-submission", command, body)


@router.post("/tasks/{stream}/return", operation_id="returnSubmission")
async def return_submission(actor: TheActor, stream: str, body: shapes.Return) -> shapes.Done:
    """Trả lại, có căn cứ, lý do và ngày hoàn chỉnh."""
    put = actor.words()
    command = ReturnSubmission(
        stream=known_stream(stream),
        submission=body.submission,
        ground=Ground(body.ground),
        reason=put.put(body.reason, label="Lý do trả lại"),
        reason_code=body.reason_code,
        correct_by=body.correct_by,
    )
    return await _do(actor, "return-submission", command, body, put)


@router.post("/tasks/{stream}/confirmation", operation_id="confirmSubmission")
async def confirm(actor: TheActor, stream: str, body: shapes.Judged) -> shapes.Done:
    """Xác nhận hoàn thành."""
    command = ConfirmSubmission(stream=known_stream(stream), submission=body.submission)
    return await _do(actor, "confirm-submission", command, body)


def tagged(found: shapes.Shape, seen: str | None) -> Response:
    """Mark an answer, so that a program that has it already is told so in one line."""
    text = found.model_dump_json()
    tag = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    if seen is not None and tag in {one.strip() for one in seen.split(",")}:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers={"ETag": tag})
    return Response(text, media_type="application/json", headers={"ETag": tag})


def done(outcome: Outcome | None) -> shapes.Done:
    """What was kept; nothing where nothing was left to do."""
    return shapes.Done(
        versions=dict(outcome.versions) if outcome else {},
        first_position=outcome.first_position if outcome else None,
        last_position=outcome.last_position if outcome else None,
    )


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
        nil_reason=put.put(one.nil_reason, label=f"Lý do không có số ({one.measure:.20})"),
    )


def _paper(one: shapes.PaperShape | None) -> Paper | None:
    return None if one is None else Paper(number=one.number, dated_on=one.dated_on)


def _line(row: WorkRow) -> shapes.TaskLine:
    return task_line(row.task, row.box.value, row.part)


def task_line(task: TaskState, box: str, part: Part) -> shapes.TaskLine:
    """A task as the lists give it."""
    issued = task.issued
    return shapes.TaskLine(
        stream=task.stream,
        kind=issued.kind,
        title=issued.title,
        section=issued.section,
        deliverable=issued.deliverable,
        period=issued.period,
        lead_unit=issued.lead_unit,
        supporting_units=list(issued.supporting_units),
        restricted=issued.restricted,
        due_on=task.due_on,
        original_due_on=issued.due_on,
        stage=task.stage.value,
        box=box,
        returned=task.returned,
        submission=task.submission,
        part=part.value,
    )


_ACTS = ("acknowledge", "submit", "approve", "confirm")


def _task(page: TaskPage) -> shapes.Task:
    may = [name for name in _ACTS if getattr(page.may, name)]
    may += ["return"] if page.may.return_on else []
    may += ["contribute"] if page.may.contribute_as or page.may.record_for else []
    return shapes.Task(
        task=task_line(page.task, page.box.value, Part.WATCH),
        version=max((line.version for line in page.trail), default=0),
        measures=[
            shapes.Asked(
                code=one.asked.code,
                title=one.asked.title,
                unit=one.asked.unit,
                kind=one.asked.kind,
            )
            for one in page.measures
        ],
        submissions=[_submission(one) for one in page.submissions],
        contributed_units=list(page.task.contributions),
        may=may,
        trail=[
            shapes.Trail(
                version=line.version,
                at=line.at,
                by=line.doer.name,
                office=line.doer.office,
                unit=line.doer.unit,
                event=line.event.TYPE,
            )
            for line in page.trail
        ],
    )


def _submission(one: SubmissionLine) -> shapes.Submission:
    return shapes.Submission(
        number=one.number,
        at=one.at,
        by=one.doer.name,
        text=one.words,
        figures=[
            shapes.FigureGiven(
                measure=code,
                value=None if line.figure.value is None else format(line.figure.value, "f"),
                kind=line.figure.kind.value if line.figure.kind else None,
                nil_reason=line.nil_words,
            )
            for code, line in one.figures.items()
        ],
        paper=shapes.PaperShape(number=one.paper.number, dated_on=one.paper.dated_on)
        if one.paper
        else None,
    )


def _token(day: date, stream: str) -> str:
    return base64.urlsafe_b64encode(f"{day.isoformat()}|{stream}".encode()).decode().rstrip("=")


def _cursor(token: str | None) -> tuple[date, str] | None:
    if token is None:
        return None
    try:
        padded = token + "=" * (-len(token) % 4)
        day, _, stream = base64.urlsafe_b64decode(padded.encode()).decode("ascii").partition("|")
        return date.fromisoformat(day), known_stream(stream)
    except (binascii.Error, ValueError, Refusal):
        raise Refusal(
            "cursor", "Tham số after không phải là next của một trang trước. Hãy đọc lại từ đầu."
        ) from None
