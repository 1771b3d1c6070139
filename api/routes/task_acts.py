"""What people do with a task: each act is one form, one command, one redirect."""

from decimal import Decimal
from functools import partial
from http import HTTPStatus
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from api import words
from api.deps import Desk, TheDesk
from api.errors import Problem, show_again
from api.forms import BadForm, read_decimal, read_paper_number
from api.routes.task_page import known_stream, task_response
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
from services.handlers.requests import Words

router = APIRouter(prefix="/viec/{stream}")
FIGURE: Final = "figure."
NIL: Final = "nil."
KIND: Final = "kind."
_REACHED: Final = {"dat": Decimal(1), "chua-dat": Decimal(0)}


async def _desk_of_task(request: Request, desk: TheDesk, stream: str) -> Desk:
    """The form of a task; refused, it is shown again on the task's own page."""
    form = request.url.path.rpartition("/")[2]

    async def again(problem: Problem) -> Response:
        show = partial(task_response, request, desk.house, desk.acting, stream)
        return await show(form=form, problem=problem)

    show_again(request, again)
    known_stream(stream)
    return desk


TaskDesk = Annotated[Desk, Depends(_desk_of_task)]


@router.post("/tiep-nhan")
async def acknowledge(desk: TaskDesk, stream: str) -> Response:
    """Tiếp nhận."""
    return await _do(desk, "acknowledge-task", AcknowledgeTask(stream=stream), "tiep-nhan")


@router.post("/bao-cao")
async def submit_report(desk: TaskDesk, stream: str) -> Response:
    """Gửi báo cáo: words, figures and a paper as the task asks for them."""
    typed, put = desk.typed, desk.words()
    command = SubmitReport(
        stream=stream,
        after_submission=typed.number("after_submission"),
        text=put.put(typed.get("text"), label="Nội dung báo cáo"),
        figures=_figures(desk, put),
        paper=_paper(desk),
    )
    return await _do(desk, "submit-report", command, "bao-cao", put)


@router.post("/phoi-hop")
async def contribute(desk: TaskDesk, stream: str) -> Response:
    """Gửi nội dung phối hợp; the lead may record what a partner sent on paper."""
    typed, put = desk.typed, desk.words()
    unit, _, way = typed.choice("unit").partition(":")
    command = SubmitContribution(
        stream=stream,
        unit=unit[:60],
        text=put.put(typed.get("text"), label="Nội dung phối hợp"),
        on_paper=way == "giay",
        paper=_paper(desk),
    )
    return await _do(desk, "submit-contribution", command, "phoi-hop", put)


@router.post("/duyet")
async def approve(desk: TaskDesk, stream: str) -> Response:
    """Duyệt."""
    command = ApproveSubmission(stream=stream, submission=desk.typed.number("submission"))
    return await _do(desk, "approve-submission", command, "duyet")


@router.post("/tra-lai")
async def return_submission(desk: TaskDesk, stream: str) -> Response:
    """Trả lại, có lý do và ngày hoàn chỉnh."""
    typed, put = desk.typed, desk.words()
    correct_by = typed.day("correct_by", label="Hoàn chỉnh trước ngày")
    if typed.choice("ground") not in set(Ground):
        raise BadForm("field-ground", "Chưa chọn căn cứ trả lại. Hãy chọn một trong các căn cứ.")
    if correct_by is None:
        raise BadForm("field-day", "Hoàn chỉnh trước ngày: chưa nhập ngày.")
    command = ReturnSubmission(
        stream=stream,
        submission=typed.number("submission"),
        ground=Ground(typed.choice("ground")),
        reason=put.put(typed.get("reason"), label="Lý do trả lại"),
        reason_code=typed.choice("reason_code") or None,
        correct_by=correct_by,
    )
    if command.reason_code is not None and command.reason_code not in words.RETURN_CODES:
        raise BadForm("field-reason", "Lý do trả lại: hãy chọn một lý do trong danh sách.")
    return await _do(desk, "return-submission", command, "tra-lai", put)


@router.post("/xac-nhan")
async def confirm(desk: TaskDesk, stream: str) -> Response:
    """Xác nhận hoàn thành."""
    command = ConfirmSubmission(stream=stream, submission=desk.typed.number("submission"))
    return await _do(desk, "confirm-submission", command, "xac-nhan")


async def _do(
    desk: Desk, name: str, command: TaskCommand, form: str, put: Words | None = None
) -> Response:
    await desk.house.tasks.handle(desk.wish(name, command.stream, put), command)
    way = f"/viec/{command.stream}?xong={form}"
    return RedirectResponse(way, HTTPStatus.SEE_OTHER)


def _paper(desk: Desk) -> Paper | None:
    number = desk.typed.choice("paper_number")
    dated_on = desk.typed.day("paper_date", label="Ngày văn bản")
    if not number and dated_on is None:
        return None
    if not number or dated_on is None:
        raise BadForm("field-paper", "Văn bản: hãy nhập cả số và ngày, hoặc để trống cả hai.")
    return Paper(number=read_paper_number(number, label="Số văn bản"), dated_on=dated_on)


def _figures(desk: Desk, put: Words) -> tuple[Figure, ...]:
    codes = [name.removeprefix(FIGURE) for name in desk.typed.fields if name.startswith(FIGURE)]
    found = (_figure(desk, put, code) for code in codes)
    return tuple(figure for figure in found if figure is not None)


def _figure(desk: Desk, put: Words, code: str) -> Figure | None:
    typed = desk.typed
    value = _value(typed.choice(FIGURE + code), code)
    reason = put.put(typed.get(NIL + code), label=f"Lý do không có số ({code:.20})")
    if value is None and reason is None:
        return None
    kind = typed.choice(KIND + code) or FigureKind.OFFICIAL.value
    if kind not in set(FigureKind):
        raise BadForm("field-kind", f"Loại số liệu của {code:.20}: hãy chọn trong danh sách.")
    return Figure(
        measure=code,
        value=value,
        kind=FigureKind(kind) if value is not None else None,
        nil_reason=reason,
    )


def _value(typed: str, code: str) -> Decimal | None:
    if not typed:
        return None
    if typed in _REACHED:
        return _REACHED[typed]
    return read_decimal(typed, label=f"Số liệu {code:.20}")
