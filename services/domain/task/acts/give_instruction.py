"""Ý kiến chỉ đạo: a leader of the ward says to the unit what to do about a task."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.context import DecisionContext
from services.domain.directory.in_charge import streams_about
from services.domain.errors import NotAllowed
from services.domain.facts import Fact, TextRef
from services.domain.fields import DayField, TypedText
from services.domain.instants import day_of, written_day
from services.domain.replacing import replace
from services.domain.roles import LEADING, Office, OfficeHeld
from services.domain.task.authority import refuse_stopped
from services.domain.task.chasing import UNIT_SIGNED, is_reported_to
from services.domain.task.contacts import Instruction
from services.domain.task.overdue import is_overdue_reported_to
from services.domain.task.rules import RESTRICTED, TASK_CLOSED, TASK_SUSPENDED
from services.domain.task.state import Stage, Task

NOT_INSTRUCTING: Final = Rule(
    code="not-instructing",
    sentence="Chỉ Chủ tịch, Phó Chủ tịch được cho ý kiến chỉ đạo.",
    brief="không phải lãnh đạo phường",
    kind=NotAllowed,
)
ANOTHER_LEADER: Final = Rule(
    code="another-leader",
    sentence=(
        "Đơn vị chủ trì do lãnh đạo khác phụ trách và việc chưa được báo cáo đến bạn. Đề nghị "
        "lãnh đạo phụ trách hoặc Chủ tịch cho ý kiến."
    ),
    brief="đơn vị do lãnh đạo khác phụ trách",
    kind=NotAllowed,
)
INSTRUCTED_DAY: Final = Rule(
    code="instructed-day",
    sentence="Ngày yêu cầu phải từ hôm nay trở đi. Hãy sửa ngày hoặc để trống.",
    brief="ngày yêu cầu đã qua",
    fields=("by_on",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveInstruction:
    """Cho ý kiến chỉ đạo về một việc; có thể kèm ngày phải thực hiện xong."""

    stream: str
    text: Annotated[
        TextRef,
        TypedText(label="Ý kiến chỉ đạo", example="Báo cáo ngay phần đã có, bổ sung sau."),
    ]
    by_on: Annotated[date | None, DayField(label="Thực hiện trước hết ngày", example="2026-12-10")]


@dataclass(frozen=True, slots=True, kw_only=True)
class InstructionGiven:
    """Ý kiến chỉ đạo: a leader told the unit what to do; the due day stays.

    It stands until the unit signs its report, or the next one.
    """

    TYPE: ClassVar[str] = "instruction-given"
    SCHEMA: ClassVar[int] = 1

    text: TextRef
    by_on: date | None


def offer(task: Task, context: DecisionContext) -> Offer:
    """Offered to the chair, to who is in charge of the lead unit, and to whom it was reported."""
    held = _instructing(task, context)
    refuse_stopped(task)
    if task.stage is Stage.APPROVED:
        raise UNIT_SIGNED.refuse()
    if task.restricted:
        raise RESTRICTED.refuse()
    return Offer(held=held)


def _instructing(task: Task, context: DecisionContext) -> OfficeHeld:
    """The office of the leader; where nobody is in charge of the unit, any of them may."""
    holder = context.holder
    held = holder.find(LEADING)
    if held is None:
        raise NOT_INSTRUCTING.refuse()
    left = (task.lead, held.office) in holder.left_to_others
    if held.office is Office.CHAIR or not left:
        return held
    if is_reported_to(task, holder) or is_overdue_reported_to(task, holder):
        return held
    raise ANOTHER_LEADER.refuse()


def decide(task: Task, command: GiveInstruction, context: DecisionContext) -> Verdict:
    """The instruction, with a day of today or later where there is one."""
    held = offer(task, context).held
    if command.by_on is not None and command.by_on < day_of(context.now):
        raise INSTRUCTED_DAY.refuse()
    event = InstructionGiven(text=command.text, by_on=command.by_on)
    return Verdict(held=held, events=(event,))


def _reads_next(task: Task, _command: object, given: DecisionContext) -> tuple[str, ...]:
    return streams_about(task.lead, given.facts, day_of(given.now))


def _instructed(task: Task, event: InstructionGiven, fact: Fact) -> Task:
    instruction = Instruction(
        text=event.text,
        by=fact.actor.person_id,
        office=fact.actor.office,
        on=day_of(fact.occurred_at),
        by_on=event.by_on,
    )
    return replace(task, instruction=instruction)


def _describe(event: InstructionGiven, _names: Names) -> str:
    until = f", thực hiện trước hết ngày {written_day(event.by_on)}" if event.by_on else ""
    return f"Cho ý kiến chỉ đạo{until}."


ACT: Final = Act(
    command=GiveInstruction,
    name="give-instruction",
    said="cho ý kiến chỉ đạo",
    slug="chi-dao",
    explained=(
        "Đơn vị chủ trì thấy ý kiến này ở đầu trang việc cho đến khi báo cáo được ký, hoặc có ý "
        "kiến mới. Hạn của việc không đổi."
    ),
    resource="instructions",
    done="Đã gửi ý kiến chỉ đạo đến đơn vị chủ trì.",
    verb="give_instruction",
    rules=(
        NOT_INSTRUCTING,
        ANOTHER_LEADER,
        TASK_CLOSED,
        TASK_SUSPENDED,
        UNIT_SIGNED,
        RESTRICTED,
        INSTRUCTED_DAY,
    ),
    offer=offer,
    decide=decide,
    reads_next=_reads_next,
)
FACTS: Final = (
    FactKind(
        event=InstructionGiven,
        name="Ý kiến chỉ đạo",
        apply=_instructed,
        describe=_describe,
        text=lambda event: event.text,
        by_assigner=True,
    ),
)
