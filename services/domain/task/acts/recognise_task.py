"""Cấp trên đã công nhận: the upper body's answer to what was finished for it is recorded."""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.authorities import require_authorised
from services.domain.context import DecisionContext
from services.domain.errors import NotAllowed, NothingToActOn
from services.domain.facts import Fact
from services.domain.fields import PaperField
from services.domain.instants import day_of
from services.domain.papers import Paper, check_paper, named
from services.domain.replacing import replace
from services.domain.rules import PAPER_IN_FUTURE, PAPER_NUMBER_WRONG
from services.domain.task.state import Ending, Task
from services.domain.task.values import Recognition

NOT_RECORDING: Final = Rule(
    code="not-recording-recognition",
    sentence="Chỉ {offices} được ghi nhận công nhận của cấp trên.",
    brief="không có thẩm quyền ghi nhận công nhận của cấp trên",
    kind=NotAllowed,
)
NOT_ASSIGNED: Final = Rule(
    code="recognised-not-assigned",
    sentence=(
        "Việc này là việc thường xuyên của kế hoạch, không do văn bản của cấp trên giao nên không "
        "có công nhận của cấp trên."
    ),
    brief="việc không do cấp trên giao",
    kind=NothingToActOn,
)
NOT_FINISHED: Final = Rule(
    code="recognised-not-finished",
    sentence=(
        "Việc chưa được phường xác nhận hoàn thành nên chưa ghi nhận công nhận của cấp trên được. "
        "Hãy ghi sau khi việc hoàn thành."
    ),
    brief="việc chưa hoàn thành",
)
ALREADY_RECOGNISED: Final = Rule(
    code="already-recognised",
    sentence="Công nhận của cấp trên đã được ghi: {paper}.",
    brief="công nhận của cấp trên đã được ghi",
)
PAPER_NEEDED: Final = Rule(
    code="recognised-paper-missing",
    sentence="Hãy ghi số và ngày của văn bản mà cấp trên đã trả lời.",
    brief="thiếu số và ngày văn bản của cấp trên",
    fields=("paper_number",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecogniseTask:
    """Ghi nhận cấp trên đã công nhận; `paper` is the upper body's answer."""

    stream: str
    paper: Annotated[Paper | None, PaperField(label="văn bản của cấp trên")]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRecognised:
    """Cấp trên đã công nhận: the upper body accepted the result, by this paper."""

    TYPE: ClassVar[str] = "task-recognised"
    SCHEMA: ClassVar[int] = 1

    paper: Paper


def offer(task: Task, context: DecisionContext) -> Offer:
    """Offered to who chases the work, once an assigned task is finished."""
    policy = context.policy
    held = require_authorised(context.holder, policy.authorities.chase, policy, NOT_RECORDING)
    if task.assigned is None:
        raise NOT_ASSIGNED.refuse()
    if task.ending is not Ending.CONFIRMED:
        raise NOT_FINISHED.refuse()
    if task.recognised is not None:
        said = named(task.recognised.paper)
        raise ALREADY_RECOGNISED.refuse(paper=f"{said[0].lower()}{said[1:]}")
    return Offer(held=held)


def decide(task: Task, command: RecogniseTask, context: DecisionContext) -> Verdict:
    """The paper that says so; what was counted of the task stays."""
    held = offer(task, context).held
    if command.paper is None:
        raise PAPER_NEEDED.refuse()
    check_paper(command.paper, context.now)
    return Verdict(held=held, events=(TaskRecognised(paper=command.paper),))


def _recognised(task: Task, event: TaskRecognised, fact: Fact) -> Task:
    recognition = Recognition(paper=event.paper, recorded_on=day_of(fact.occurred_at))
    return replace(task, recognised=recognition)


def _describe(event: TaskRecognised, _names: Names) -> str:
    said = named(event.paper)
    return f"Cấp trên đã công nhận kết quả: {said[0].lower()}{said[1:]}."


ACT: Final = Act(
    command=RecogniseTask,
    name="recognise-task",
    said="ghi nhận cấp trên đã công nhận",
    slug="cap-tren-cong-nhan",
    explained=(
        "Ghi số và ngày văn bản mà cấp trên trả lời đã chấp nhận kết quả. Ngày hoàn thành của "
        "phường không đổi."
    ),
    resource="recognition",
    done="Đã ghi nhận cấp trên công nhận.",
    verb="recognise",
    rules=(
        NOT_RECORDING,
        NOT_ASSIGNED,
        NOT_FINISHED,
        ALREADY_RECOGNISED,
        PAPER_NEEDED,
        PAPER_NUMBER_WRONG,
        PAPER_IN_FUTURE,
    ),
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=TaskRecognised,
        name="Cấp trên đã công nhận",
        apply=_recognised,
        describe=_describe,
        by_assigner=True,
    ),
)
