"""Xin gia hạn: the lead unit asks for a later last day before its due day ends."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact, TextRef
from services.domain.fields import CodeOf, DayField, OneOf, TypedText
from services.domain.instants import day_of, written_day
from services.domain.replacing import replace
from services.domain.task.authority import refuse_ended, refuse_suspended, require_worker
from services.domain.task.events import DelayCause
from services.domain.task.extension_days import (
    DAY_RULES,
    NO_DUE_DAY,
    check_until,
    item_read,
    require_due,
)
from services.domain.task.extensions import ExtensionRequest
from services.domain.task.reasons import REASON_NOT_LISTED, REASON_RULES, check_reason, coded
from services.domain.task.rules import NOT_LEAD_UNIT, RESTRICTED, TASK_CLOSED, TASK_SUSPENDED
from services.domain.task.state import Stage, Task
from services.domain.task.terms import DELAY_CAUSES, EXTENSION_CODES

ASKED_TOO_LATE: Final = Rule(
    code="extension-too-late",
    sentence=(
        "Hạn {due} đã hết nên không xin gia hạn được nữa; chỉ xin trước khi hết ngày hạn. Hãy gửi "
        "báo cáo sớm nhất có thể và nêu lý do chậm với người giao việc."
    ),
    brief="xin gia hạn sau khi hết hạn",
)
ALREADY_ASKED: Final = Rule(
    code="extension-asked",
    sentence=(
        "Đã có đề nghị gia hạn đến ngày {until} đang chờ trả lời. Hãy đợi trả lời, hoặc rút đề "
        "nghị đó rồi gửi lại."
    ),
    brief="đã có đề nghị gia hạn đang chờ",
)
TOO_MANY: Final = Rule(
    code="extensions-at-most",
    sentence=(
        "Việc này đã được gia hạn {count} lần, là mức tối đa theo quy tắc của phường. Hãy báo cáo "
        "đúng hạn {due}, hoặc trao đổi với người giao việc."
    ),
    brief="quá số lần gia hạn",
)
NOTHING_TO_EXTEND: Final = Rule(
    code="extension-nothing-owed",
    sentence=(
        "Thủ trưởng đơn vị đã duyệt báo cáo nên đơn vị không còn phải nộp gì, không cần gia hạn. "
        "Nếu báo cáo bị trả lại, người trả lại sẽ ghi ngày hoàn chỉnh."
    ),
    brief="đơn vị không còn phải nộp gì",
)
CAUSE_UNKNOWN: Final = Rule(
    code="field-cause",
    sentence="Nguyên nhân: hãy chọn khách quan hoặc chủ quan.",
    brief="chưa chọn nguyên nhân",
    fields=("cause",),
)
PROGRESS_MISSING: Final = Rule(
    code="extension-progress-missing",
    sentence="Đề nghị gia hạn phải cho biết đã làm được gì. Hãy ghi phần việc đã làm.",
    brief="chưa ghi phần việc đã làm",
    fields=("done_so_far",),
)


_DONE_SO_FAR: Final = "Đã làm được"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestExtension:
    """Xin gia hạn đến hết một ngày; việc theo chế độ mật ghi lý do bằng mã, không có lời."""

    stream: str
    until_on: Annotated[date, DayField(label="Xin gia hạn đến hết ngày")]
    cause: Annotated[
        DelayCause,
        OneOf(label="Nguyên nhân", of=DelayCause, words=DELAY_CAUSES, unknown=CAUSE_UNKNOWN),
    ]
    reason: Annotated[
        TextRef | None,
        TypedText(label="Lý do xin gia hạn", example="Chờ số liệu của Chi cục Thống kê."),
    ]
    reason_code: Annotated[
        str | None,
        CodeOf(label="Lý do", among=EXTENSION_CODES, unknown=REASON_NOT_LISTED),
    ]
    done_so_far: Annotated[
        TextRef | None, TypedText(label=_DONE_SO_FAR, example="Đã có số liệu của 9/12 tổ.")
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionRequested:
    """Xin gia hạn: the lead unit asked for a later last day before the due day `due_on` ended.

    `request` counts those of the task. A restricted task gives a coded reason and no words.
    """

    TYPE: ClassVar[str] = "extension-requested"
    SCHEMA: ClassVar[int] = 1

    request: int
    due_on: date
    until_on: date
    cause: DelayCause
    reason: TextRef | None
    reason_code: str | None
    done_so_far: TextRef | None


def offer(task: Task, context: DecisionContext) -> Offer:
    """Offered to the lead unit until its due day ends, while it owes and nothing is asked."""
    held = require_worker(task, context.holder)
    refuse_ended(task)
    refuse_suspended(task)
    if task.stage is Stage.APPROVED:
        raise NOTHING_TO_EXTEND.refuse()
    if task.extension is not None:
        raise ALREADY_ASKED.refuse(until=written_day(task.extension.until_on))
    due_on = require_due(task)
    if day_of(context.now) > due_on:
        raise ASKED_TOO_LATE.refuse(due=written_day(due_on))
    if task.extensions_granted >= context.policy.requests.extensions_at_most:
        raise TOO_MANY.refuse(count=task.extensions_granted, due=written_day(due_on))
    return Offer(held=held)


def decide(task: Task, command: RequestExtension, context: DecisionContext) -> Verdict:
    """The request; the due date stays what it is."""
    held = offer(task, context).held
    check_reason(task, command.reason, command.reason_code, EXTENSION_CODES)
    if task.restricted and command.done_so_far is not None:
        raise RESTRICTED.refuse()
    if not task.restricted and command.done_so_far is None:
        raise PROGRESS_MISSING.refuse()
    check_until(task, command.until_on, context)
    event = ExtensionRequested(
        request=task.extensions_asked + 1,
        due_on=require_due(task),
        until_on=command.until_on,
        cause=command.cause,
        reason=command.reason,
        reason_code=command.reason_code,
        done_so_far=command.done_so_far,
    )
    return Verdict(held=held, events=(event,))


def _requested(task: Task, event: ExtensionRequested, fact: Fact) -> Task:
    request = ExtensionRequest(
        number=event.request,
        made_on=day_of(fact.occurred_at),
        made_at=fact.occurred_at,
        by=fact.actor.person_id,
        due_on=event.due_on,
        until_on=event.until_on,
        cause=event.cause,
        reason=event.reason,
        reason_code=event.reason_code,
        done_so_far=event.done_so_far,
    )
    return replace(task, extension=request, extensions_asked=event.request)


def _describe(event: ExtensionRequested, _names: Names) -> str:
    return (
        f"Xin gia hạn lần {event.request}: từ hạn {written_day(event.due_on)} đến hết ngày "
        f"{written_day(event.until_on)}, nguyên nhân {DELAY_CAUSES[event.cause].lower()}"
        f"{coded(event.reason_code, EXTENSION_CODES)}."
    )


ACT: Final = Act(
    command=RequestExtension,
    name="request-extension",
    said="xin gia hạn",
    slug="xin-gia-han",
    explained=(
        "Gửi người giao việc trước khi hết ngày hạn. Trong lúc chờ, hạn chưa đổi; hạn gốc luôn "
        "được giữ và hiển thị."
    ),
    resource="extension-requests",
    done="Đã gửi đề nghị gia hạn.",
    verb="request_extension",
    rules=(
        NOT_LEAD_UNIT,
        TASK_CLOSED,
        TASK_SUSPENDED,
        NOTHING_TO_EXTEND,
        NO_DUE_DAY,
        ALREADY_ASKED,
        ASKED_TOO_LATE,
        TOO_MANY,
        CAUSE_UNKNOWN,
        *REASON_RULES,
        PROGRESS_MISSING,
        *DAY_RULES,
    ),
    reads_next=item_read,
    by_calendar=True,
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=ExtensionRequested,
        name="Xin gia hạn",
        apply=_requested,
        describe=_describe,
        text=lambda event: event.reason,
        more_texts=lambda event: {_DONE_SO_FAR: event.done_so_far},
    ),
)
