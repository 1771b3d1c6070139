"""Thôi giao việc định kỳ: no further occurrence is assigned."""

from dataclasses import dataclass
from typing import Annotated, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.context import DecisionContext
from services.domain.directive.authority import check_reason, of_open_directive
from services.domain.directive.events import OrderStopped
from services.domain.directive.rules import (
    DIRECTIVE_CLOSED,
    NO_DIRECTIVE,
    NOT_REGISTERING,
    REASON_MISSING,
    SECRET_WORDS,
)
from services.domain.directive.state import Directive
from services.domain.errors import NothingToActOn
from services.domain.facts import Fact, TextRef
from services.domain.fields import CountField, TypedText
from services.domain.replacing import replace

NO_RUNNING_ORDER: Final = Rule(
    code="no-running-order",
    sentence="Không có chỉ đạo định kỳ này, hoặc đã thôi, hoặc mọi kỳ đã được giao.",
    brief="không có chỉ đạo định kỳ đang thực hiện",
    fields=("order",),
    kind=NothingToActOn,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StopOrder:
    """Thôi một chỉ đạo định kỳ; what was assigned stays."""

    stream: str
    order: Annotated[
        int, CountField(label="Chỉ đạo định kỳ", about="Số thứ tự của chỉ đạo định kỳ.", example=1)
    ]
    reason: Annotated[
        TextRef | None, TypedText(label="Lý do", example="Đã kết thúc đợt cao điểm.")
    ]


def offer(state: Directive | None, context: DecisionContext) -> Offer | None:
    """Offered while a recurring order is running."""
    held, directive = of_open_directive(state, context)
    return Offer(held=held) if directive.running else None


def decide(state: Directive | None, command: StopOrder, context: DecisionContext) -> Verdict:
    """The end of one recurring order."""
    held, directive = of_open_directive(state, context)
    order = directive.order(command.order)
    if order is None or not order.is_running:
        raise NO_RUNNING_ORDER.refuse()
    check_reason(directive, command.reason)
    return Verdict(held=held, events=(OrderStopped(order=command.order, reason=command.reason),))


def _stopped(directive: Directive, event: OrderStopped, fact: Fact) -> Directive:
    orders = (
        replace(each, stopped_at=fact.occurred_at) if each.number == event.order else each
        for each in directive.orders
    )
    return replace(directive, orders=tuple(orders))


def _describe(event: OrderStopped, _names: Names) -> str:
    return f"Thôi chỉ đạo định kỳ thứ {event.order}; việc đã giao giữ nguyên."


ACT: Final = Act(
    command=StopOrder,
    name="stop-order",
    said="thôi giao việc định kỳ",
    slug="thoi-dinh-ky",
    resource="recurring-orders/stop",
    done="Đã thôi giao việc định kỳ. Việc đã giao giữ nguyên.",
    verb="stop_order",
    rules=(
        NOT_REGISTERING,
        NO_DIRECTIVE,
        DIRECTIVE_CLOSED,
        NO_RUNNING_ORDER,
        SECRET_WORDS,
        REASON_MISSING,
    ),
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=OrderStopped,
        name="Thôi giao việc định kỳ",
        apply=_stopped,
        describe=_describe,
        text=lambda event: event.reason,
        by_assigner=True,
    ),
)
