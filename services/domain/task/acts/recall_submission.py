"""Rút lại báo cáo: until somebody has decided; afterwards only a return brings it back."""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact
from services.domain.replacing import replace
from services.domain.task.authority import JUDGED, refuse_stopped, require_seen, require_worker
from services.domain.task.rules import (
    ALREADY_DECIDED,
    NOT_LEAD_UNIT,
    NOT_THE_NEWEST,
    TASK_CLOSED,
    TASK_SUSPENDED,
)
from services.domain.task.state import Stage, Task

ALREADY_SIGNED: Final = Rule(
    code="already-signed",
    sentence=(
        "Đơn vị đã ký báo cáo nên không rút lại được. Nếu cần sửa, hãy đề nghị người có "
        "thẩm quyền của bước sau trả lại."
    ),
    brief="đơn vị đã ký báo cáo nên không rút lại được",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallSubmission:
    """Rút lại báo cáo, before anybody has decided on it."""

    stream: str
    submission: Annotated[int, JUDGED]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionRecalled:
    """Rút lại báo cáo: the unit took its report back before anybody had decided on it."""

    TYPE: ClassVar[str] = "submission-recalled"
    SCHEMA: ClassVar[int] = 1

    submission: int


def offer(task: Task, context: DecisionContext) -> Offer:
    """Offered to the lead unit while its report waits for the unit's own signature."""
    refuse_stopped(task)
    held = require_worker(task, context.holder)
    require_seen(task, context, NOT_THE_NEWEST)
    if task.stage is Stage.APPROVED:
        raise ALREADY_SIGNED.refuse()
    if task.stage is not Stage.SUBMITTED:
        raise ALREADY_DECIDED.refuse()
    return Offer(held=held)


def decide(task: Task, command: RecallSubmission, context: DecisionContext) -> Verdict:
    """The report is the unit's own again."""
    held = offer(task, context.seeing(command.submission)).held
    return Verdict(held=held, events=(SubmissionRecalled(submission=command.submission),))


def _recalled(task: Task, _event: SubmissionRecalled, _fact: Fact) -> Task:
    # What was sent back before it is a returned report again.
    return replace(task, stage=Stage.ACKNOWLEDGED, returned=task.returns > 0)


def _describe(event: SubmissionRecalled, _names: Names) -> str:
    return f"Rút lại báo cáo bản {event.submission} để sửa."


ACT: Final = Act(
    command=RecallSubmission,
    name="recall-submission",
    said="rút lại báo cáo",
    slug="rut-lai",
    explained=(
        "Gửi nhầm hoặc cần sửa thì rút lại được khi chưa ai quyết định; bản đã rút vẫn còn trong "
        "diễn biến."
    ),
    resource="recall",
    done="Đã rút lại báo cáo. Nội dung của bản đó ở sẵn bên dưới để sửa và gửi lại.",
    verb="recall",
    rules=(
        TASK_CLOSED,
        TASK_SUSPENDED,
        NOT_LEAD_UNIT,
        NOT_THE_NEWEST,
        ALREADY_SIGNED,
        ALREADY_DECIDED,
    ),
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=SubmissionRecalled, name="Rút lại báo cáo", apply=_recalled, describe=_describe
    ),
)
