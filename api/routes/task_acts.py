"""What people do with a task: each act is one form, one command, one redirect."""

from functools import partial
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from api.deps import Desk, TheDesk
from api.drafts import REPORT, forget, refuse_passed_by
from api.errors import Problem, show_again
from api.forms import COMMAND_ID, BadForm, Typed, read_reason_code
from api.reports import contribution_of, report_of
from api.routes.task_page import CONTRIBUTION, keep_report, known_stream, task_response
from services.domain.task.acts.acknowledge_task import AcknowledgeTask
from services.domain.task.acts.approve_submission import ApproveSubmission
from services.domain.task.acts.confirm_submission import ConfirmSubmission
from services.domain.task.acts.recall_submission import RecallSubmission
from services.domain.task.acts.return_submission import ReturnSubmission
from services.domain.task.decider import TaskCommand
from services.domain.task.events import Ground
from services.handlers.requests import Words

router = APIRouter(prefix="/viec/{stream}")
ACKNOWLEDGING = "acknowledge_command_id"


async def _desk_of_task(request: Request, desk: TheDesk, stream: str) -> Desk:
    """The form of a task; refused, it is shown again on the task's own page."""
    form = request.url.path.rpartition("/")[2]
    if ACKNOWLEDGING in desk.typed.fields:  # it came with the report's form
        form = REPORT

    async def again(problem: Problem) -> Response:
        show = partial(task_response, request, desk.house, desk.acting, stream)
        return await show(form=form, problem=problem)

    show_again(request, again)
    known_stream(stream)
    return desk


TaskDesk = Annotated[Desk, Depends(_desk_of_task)]


@router.post("/tiep-nhan")
async def acknowledge(desk: TaskDesk, stream: str) -> Response:
    """Tiếp nhận; the report that is being typed beside it is kept as a draft."""
    if ACKNOWLEDGING in desk.typed.fields:
        await keep_report(desk, stream)
        own = Typed({COMMAND_ID: desk.typed.choice(ACKNOWLEDGING)})
        desk = Desk(house=desk.house, acting=desk.acting, typed=own)
    return await _do(desk, "acknowledge-task", AcknowledgeTask(stream=stream), "tiep-nhan")


@router.post("/bao-cao")
async def submit_report(desk: TaskDesk, stream: str) -> Response:
    """Gửi báo cáo: words, figures and a paper as the task asks for them."""
    await refuse_passed_by(desk, stream)
    command, put = await report_of(desk, stream)
    response = await _do(desk, "submit-report", command, "bao-cao", put)
    await forget(desk, stream)
    return response


@router.post("/rut-lai")
async def recall(desk: TaskDesk, stream: str) -> Response:
    """Rút lại báo cáo vừa gửi, khi chưa ai quyết định."""
    command = RecallSubmission(stream=stream, submission=desk.typed.number("submission"))
    return await _do(desk, "recall-submission", command, "rut-lai")


@router.post("/phoi-hop")
async def contribute(desk: TaskDesk, stream: str) -> Response:
    """Gửi nội dung phối hợp; the lead may record what a partner sent on paper."""
    await refuse_passed_by(desk, stream, CONTRIBUTION)
    command, put = contribution_of(desk, stream)
    response = await _do(desk, "submit-contribution", command, "phoi-hop", put)
    await forget(desk, stream, CONTRIBUTION)
    return response


@router.post("/duyet")
async def approve(desk: TaskDesk, stream: str) -> Response:
    """Duyệt."""
    command = ApproveSubmission(
        stream=stream,
        submission=desk.typed.number("submission"),
        correction=_correction(desk.typed),
    )
    return await _do(desk, "approve-submission", command, "duyet")


@router.post("/tra-lai")
async def return_submission(desk: TaskDesk, stream: str) -> Response:
    """Trả lại, có lý do và ngày hoàn chỉnh."""
    typed, put = desk.typed, desk.words()
    correct_by = typed.need_day("correct_by", label="Hoàn chỉnh trước hết ngày")
    if typed.choice("ground") not in set(Ground):
        sentence = "Chưa chọn căn cứ trả lại. Hãy chọn một trong các căn cứ."
        raise BadForm("field-ground", sentence, field="ground")
    command = ReturnSubmission(
        stream=stream,
        submission=typed.number("submission"),
        ground=Ground(typed.choice("ground")),
        reason=put.put(typed.get("reason"), label="Lý do trả lại", field="reason"),
        reason_code=read_reason_code(typed.choice("reason_code"), field="reason_code"),
        correct_by=correct_by,
    )
    return await _do(desk, "return-submission", command, "tra-lai", put)


@router.post("/xac-nhan")
async def confirm(desk: TaskDesk, stream: str) -> Response:
    """Xác nhận hoàn thành."""
    command = ConfirmSubmission(
        stream=stream,
        submission=desk.typed.number("submission"),
        correction=_correction(desk.typed),
    )
    return await _do(desk, "confirm-submission", command, "xac-nhan")


def _correction(typed: Typed) -> Ground | None:
    chosen = typed.choice("correction")
    return Ground(chosen) if chosen in set(Ground) else None


async def _do(
    desk: Desk, name: str, command: TaskCommand, form: str, put: Words | None = None
) -> Response:
    await desk.house.tasks.handle(desk.wish(name, command.stream, put), command)
    way = f"/viec/{command.stream}?xong={form}"
    return RedirectResponse(way, HTTPStatus.SEE_OTHER)
