"""Không đồng ý gia hạn: who assigned the task leaves its due date as it is."""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact, TextRef
from services.domain.fields import CodeOf, TypedText
from services.domain.replacing import replace
from services.domain.task.acts import grant_extension
from services.domain.task.extension_days import (
    ANSWERED,
    NO_EXTENSION_REQUEST,
    OTHER_EXTENSION_REQUEST,
)
from services.domain.task.lateness import missed_once_answered
from services.domain.task.reasons import REASON_NOT_LISTED, REASON_RULES, check_reason, coded
from services.domain.task.rules import NOT_ASSIGNER, OWN_UNIT, TASK_CLOSED, TASK_SUSPENDED
from services.domain.task.state import Task
from services.domain.task.terms import EXTENSION_REFUSAL_CODES


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseExtension:
    """Không đồng ý gia hạn, có lý do."""

    stream: str
    request: Annotated[int, ANSWERED]
    reason: Annotated[
        TextRef | None,
        TypedText(label="Lý do không đồng ý", example="Thời hạn do UBND thành phố quy định."),
    ]
    reason_code: Annotated[
        str | None,
        CodeOf(label="Lý do", among=EXTENSION_REFUSAL_CODES, unknown=REASON_NOT_LISTED),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionRefused:
    """Không đồng ý gia hạn: the due date stays. A restricted task gives a coded reason."""

    TYPE: ClassVar[str] = "extension-refused"
    SCHEMA: ClassVar[int] = 1

    request: int
    reason: TextRef | None
    reason_code: str | None


def offer(task: Task, context: DecisionContext) -> Offer:
    """Offered to who may grant it."""
    return grant_extension.offer(task, context)


def decide(task: Task, command: RefuseExtension, context: DecisionContext) -> Verdict:
    """The answer, and the missed date where the due day has ended meanwhile."""
    held = offer(task, context).held
    if task.extension is None or task.extension.number != command.request:
        raise OTHER_EXTENSION_REQUEST.refuse()
    check_reason(task, command.reason, command.reason_code, EXTENSION_REFUSAL_CODES)
    event = ExtensionRefused(
        request=command.request, reason=command.reason, reason_code=command.reason_code
    )
    missed = missed_once_answered(task, context.now, "extension_refused")
    return Verdict(held=held, events=(event, *missed))


def _refused(task: Task, _event: ExtensionRefused, _fact: Fact) -> Task:
    return replace(task, extension=None)


def _describe(event: ExtensionRefused, _names: Names) -> str:
    why = coded(event.reason_code, EXTENSION_REFUSAL_CODES)
    return f"Không đồng ý gia hạn lần {event.request}{why}; hạn giữ nguyên."


ACT: Final = Act(
    command=RefuseExtension,
    name="refuse-extension",
    said="không đồng ý gia hạn",
    slug="khong-gia-han",
    explained=(
        "Hạn giữ nguyên. Nếu hạn đã qua mà chưa có báo cáo được ký trong hạn, quá hạn được ghi "
        "nhận ngay."
    ),
    resource="extension-refusal",
    done="Đã trả lời: không đồng ý gia hạn.",
    verb="refuse_extension",
    rules=(
        NOT_ASSIGNER,
        OWN_UNIT,
        TASK_CLOSED,
        TASK_SUSPENDED,
        NO_EXTENSION_REQUEST,
        OTHER_EXTENSION_REQUEST,
        *REASON_RULES,
    ),
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=ExtensionRefused,
        name="Không đồng ý gia hạn",
        apply=_refused,
        describe=_describe,
        text=lambda event: event.reason,
        by_assigner=True,
    ),
)
