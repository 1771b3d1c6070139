"""How far the units of the demonstration have come with each task: the acts up to its stage."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Final

from infra.supervise.demo_commands import DemoPeople, Typing
from infra.supervise.demo_file import DemoDirective, DemoStage, DemoTask
from services.commands.requests import TypedTexts
from services.domain.papers import Paper
from services.domain.roles import SIGNING, Office
from services.domain.task.acts.acknowledge_task import AcknowledgeTask
from services.domain.task.acts.approve_submission import ApproveSubmission
from services.domain.task.acts.confirm_submission import ConfirmSubmission
from services.domain.task.acts.recognise_task import RecogniseTask
from services.domain.task.acts.request_extension import RequestExtension
from services.domain.task.acts.return_submission import ReturnSubmission
from services.domain.task.acts.send_chase import SendChase
from services.domain.task.acts.submit_report import SubmitReport
from services.domain.task.acts.suspend_task import SuspendTask
from services.domain.task.events import DelayCause, Ground

_EXTENDED: Final = timedelta(days=7)
_CORRECTION: Final = timedelta(days=3)
_WRITERS: Final = (Office.SPECIALIST, Office.OFFICE_SPECIALIST)
_ACKNOWLEDGED: Final = ("acknowledge",)
_SUBMITTED: Final = (*_ACKNOWLEDGED, "submit")
_APPROVED: Final = (*_SUBMITTED, "approve")
_CONFIRMED: Final = (*_APPROVED, "confirm")
STEPS: Final[Mapping[DemoStage, tuple[str, ...]]] = {
    DemoStage.ISSUED: (),
    DemoStage.ACKNOWLEDGED: _ACKNOWLEDGED,
    DemoStage.SUBMITTED: _SUBMITTED,
    DemoStage.APPROVED: _APPROVED,
    DemoStage.RETURNED: (*_APPROVED, "return"),
    DemoStage.CONFIRMED: _CONFIRMED,
    DemoStage.RECOGNISED: (*_CONFIRMED, "recognise"),
    DemoStage.EXTENSION_ASKED: (*_ACKNOWLEDGED, "extend"),
    DemoStage.SUSPENDED: (*_ACKNOWLEDGED, "suspend"),
    DemoStage.CHASED: (*_ACKNOWLEDGED, "chase"),
}


async def live(
    people: DemoPeople, directive: DemoDirective, task: DemoTask, stream: str, lead: str
) -> None:
    """Do what the stage of one task says; raises Refusal."""
    by = _doers(people, directive, lead)
    typings = _typings(people, task, stream)
    for step in STEPS[task.stage]:
        await people.act(by[step], stream, typings[step])


def _doers(people: DemoPeople, directive: DemoDirective, lead: str) -> Mapping[str, str]:
    """The login by which each step is done."""
    writer, head = people.login(*_WRITERS, unit=lead), people.login(*SIGNING, unit=lead)
    clerk, chief = people.login(Office.OFFICE_SPECIALIST), people.login(Office.CHIEF_OF_OFFICE)
    return {
        "acknowledge": writer,
        "submit": writer,
        "approve": head,
        "return": clerk,
        # What the Office itself leads a leader confirms.
        "confirm": people.login(Office.CHAIR) if head == chief else chief,
        "recognise": clerk,
        "extend": writer,
        "suspend": directive.orderer,
        "chase": clerk,
    }


def _typings(people: DemoPeople, task: DemoTask, stream: str) -> Mapping[str, Typing]:
    """The command of each step, with the words of whoever does it."""
    due_on = people.first_day + timedelta(days=task.due or 0)
    return {
        "acknowledge": lambda _: AcknowledgeTask(stream=stream),
        "submit": _submitting(stream),
        "approve": lambda _: ApproveSubmission(stream=stream, submission=1),
        "return": _returning(stream, people.working_day(people.today + _CORRECTION)),
        "confirm": lambda _: ConfirmSubmission(stream=stream, submission=1),
        "recognise": lambda _: RecogniseTask(
            stream=stream, paper=Paper(number="1021/SNV-CCHC", dated_on=people.today)
        ),
        "extend": _asking_more_time(stream, people.working_day(due_on + _EXTENDED)),
        "suspend": lambda words: SuspendTask(
            stream=stream,
            reason=words.put("Chờ thành phố bố trí kinh phí.", label="Lý do"),
            reason_code=None,
            paper=None,
        ),
        "chase": lambda words: SendChase(
            stream=stream,
            paper=None,
            note=words.put("Đề nghị đơn vị hoàn thành trong ngày.", label="Nội dung"),
        ),
    }


def _submitting(stream: str) -> Callable[[TypedTexts], SubmitReport]:
    said = "Đơn vị đã thực hiện xong nội dung được giao; kết quả gửi kèm báo cáo này."
    return lambda words: SubmitReport(
        stream=stream,
        after_submission=0,
        text=words.put(said, label="Báo cáo"),
        figures=(),
        paper=None,
    )


def _returning(stream: str, correct_by: date) -> Callable[[TypedTexts], ReturnSubmission]:
    return lambda words: ReturnSubmission(
        stream=stream,
        submission=1,
        ground=Ground.FORMAL_GAP,
        reason=words.put("Thiếu biểu tiến độ của từng công trình.", label="Lý do"),
        reason_code=None,
        correct_by=correct_by,
    )


def _asking_more_time(stream: str, until_on: date) -> Callable[[TypedTexts], RequestExtension]:
    return lambda words: RequestExtension(
        stream=stream,
        until_on=until_on,
        cause=DelayCause.OBJECTIVE,
        reason=words.put("Chờ ý kiến của cơ quan chuyên môn thành phố.", label="Lý do"),
        reason_code=None,
        done_so_far=words.put("Đã rà soát 8 trong 12 hộ.", label="Đã làm được"),
    )
