"""Giao việc định kỳ: the same work is due again and again until a day; the clock assigns it."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.context import DecisionContext
from services.domain.directive.asking import ASKING_RULES, AskedWork, read_around, terms_of
from services.domain.directive.authority import of_open_directive
from services.domain.directive.events import OrderRepeated
from services.domain.directive.rhythm import OrderRhythm, named_days, written_rhythm
from services.domain.directive.state import Directive, RecurringOrder
from services.domain.directive.terms import RHYTHMS, ClauseOutcome, OrderRhythmKind
from services.domain.facts import Fact
from services.domain.fields import CountField, DayField, OneOf
from services.domain.instants import day_of, written_day
from services.domain.replacing import replace

# A recurring order names its last day: five years, as long as a plan of the ward.
LONGEST_DAYS: Final = 5 * 366
EARLIEST_WORKING_DAYS: Final = 60

RHYTHM_UNKNOWN: Final = Rule(
    code="field-rhythm",
    sentence="Nhịp: hãy chọn trong danh sách.",
    brief="nhịp không có trong danh sách",
    fields=("rhythm",),
)
RHYTHM_DAY: Final = Rule(
    code="rhythm-day",
    sentence=(
        "Ngày của nhịp không đúng: hằng tuần từ 1 (thứ Hai) đến 7 (Chủ nhật); hằng tháng, hằng "
        "quý từ 1 đến 31, hằng quý thêm tháng thứ 1 đến 3 của quý."
    ),
    brief="ngày của nhịp không đúng",
    fields=("rhythm_day",),
)
ORDER_FROM_PAST: Final = Rule(
    code="order-from-past",
    sentence="Ngày bắt đầu {from_on} đã qua. Hãy chọn ngày từ hôm nay trở đi.",
    brief="ngày bắt đầu định kỳ đã qua",
    fields=("from_on",),
)
ORDER_DAYS: Final = Rule(
    code="order-days",
    sentence=(
        "Từ {from_on} đến {until_on} không có kỳ nào, hoặc dài hơn năm năm. Hãy sửa ngày bắt đầu, "
        "ngày kết thúc hoặc nhịp."
    ),
    brief="không có kỳ nào trong khoảng định kỳ",
    fields=("until_on",),
)
ISSUE_BEFORE_WRONG: Final = Rule(
    code="issue-before",
    sentence="Số ngày làm việc giao trước hạn phải từ 0 đến {most}.",
    brief="số ngày giao trước hạn ngoài khoảng cho phép",
    fields=("issue_before_working_days",),
)
ORDER_RUNNING: Final = Rule(
    code="order-running",
    sentence=(
        "Điều, khoản này đang có chỉ đạo định kỳ thứ {number}. Hãy thôi chỉ đạo đó trước khi giao "
        "định kỳ lại."
    ),
    brief="đang có chỉ đạo định kỳ của điều, khoản này",
    fields=("clause",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatOrder(AskedWork):
    """Giao việc định kỳ theo nhịp; `rhythm_month` counts the months of a quarter from 1.

    `issue_before_working_days` left out is the ward's rule.
    """

    rhythm: Annotated[
        OrderRhythmKind,
        OneOf(
            label="Nhịp",
            example="weekly",
            of=OrderRhythmKind,
            words=RHYTHMS,
            unknown=RHYTHM_UNKNOWN,
        ),
    ]
    rhythm_day: Annotated[
        int,
        CountField(label="Ngày", about="Hằng tuần: 1 là thứ Hai; còn lại: ngày.", example=5),
    ]
    rhythm_month: Annotated[
        int | None, CountField(label="Tháng của quý", about="Chỉ của hằng quý: 1 đến 3.")
    ]
    from_on: Annotated[date, DayField(label="Từ ngày", example="2026-06-01")]
    until_on: Annotated[date, DayField(label="Đến hết ngày", example="2026-06-30")]
    issue_before_working_days: Annotated[
        int | None, CountField(label="Giao trước hạn (ngày làm việc)")
    ]


def offer(state: Directive | None, context: DecisionContext) -> Offer:
    """Offered of an open directive."""
    held, _ = of_open_directive(state, context)
    return Offer(held=held)


def decide(state: Directive | None, command: RepeatOrder, context: DecisionContext) -> Verdict:
    """The terms and the rhythm; each occurrence is assigned by the clock when its time comes."""
    held, directive = of_open_directive(state, context)
    terms = terms_of(directive, command, None, context)
    running = (each for each in directive.running if each.terms.clause == terms.clause)
    if before := next(running, None):
        raise ORDER_RUNNING.refuse(number=before.number)
    issue_before = command.issue_before_working_days
    if issue_before is None:
        issue_before = context.policy.directives.issue_before_working_days
    if not 0 <= issue_before <= EARLIEST_WORKING_DAYS:
        raise ISSUE_BEFORE_WRONG.refuse(most=EARLIEST_WORKING_DAYS)
    event = OrderRepeated(
        number=len(directive.orders) + 1,
        terms=terms,
        rhythm=_rhythm(directive, command, context),
        from_on=command.from_on,
        until_on=command.until_on,
        issue_before_working_days=issue_before,
    )
    return Verdict(held=held, events=(event,))


def _rhythm(directive: Directive, command: RepeatOrder, context: DecisionContext) -> OrderRhythm:
    """A rhythm with at least one day that no earlier order of the clause answered."""
    rhythm = OrderRhythm(kind=command.rhythm, day=command.rhythm_day, month=command.rhythm_month)
    if not rhythm.is_possible:
        raise RHYTHM_DAY.refuse()
    from_on, until_on = command.from_on, command.until_on
    if from_on < day_of(context.now):
        raise ORDER_FROM_PAST.refuse(from_on=written_day(from_on))
    clause = command.clause or None
    days = (
        named_days(rhythm, from_on, until_on)
        if (until_on - from_on).days <= LONGEST_DAYS
        else iter(())
    )
    if all(directive.has_occurrence(clause, day) for day in days):
        raise ORDER_DAYS.refuse(from_on=written_day(from_on), until_on=written_day(until_on))
    return rhythm


def _repeated(directive: Directive, event: OrderRepeated, fact: Fact) -> Directive:
    answered = {
        day
        for each in directive.orders
        if each.terms.clause == event.terms.clause
        for day in each.done
    }
    order = RecurringOrder(
        number=event.number,
        terms=event.terms,
        rhythm=event.rhythm,
        from_on=event.from_on,
        until_on=event.until_on,
        issue_before_working_days=event.issue_before_working_days,
        ordered_at=fact.occurred_at,
        # A day that an earlier order of the clause answered is never asked for again.
        done=frozenset(answered),
    )
    outcome = ClauseOutcome.FIGURE if event.terms.asks_figure else ClauseOutcome.TASK
    clauses = tuple(
        replace(
            each,
            outcome=outcome,
            existing=(),
            reason=None,
            decided_by=fact.actor.person_id,
            decided_on=day_of(fact.occurred_at),
        )
        if each.id == event.terms.clause
        else each
        for each in directive.clauses
    )
    return replace(directive, orders=(*directive.orders, order), clauses=clauses)


def _describe(event: OrderRepeated, names: Names) -> str:
    to = ", ".join(names.unit(unit) for unit in event.terms.lead_units)
    until = f"đến hết ngày {written_day(event.until_on)}"
    return (
        f"Giao việc định kỳ cho {to}: {written_rhythm(event.rhythm)}, từ ngày "
        f"{written_day(event.from_on)} {until}; giao trước hạn "
        f"{event.issue_before_working_days} ngày làm việc."
    )


ACT: Final = Act(
    command=RepeatOrder,
    name="repeat-order",
    said="giao việc định kỳ",
    slug="giao-dinh-ky",
    resource="recurring-orders",
    done="Đã giao việc định kỳ. Mỗi kỳ được giao trước hạn theo số ngày đã đặt.",
    explained=(
        "Hạn của mỗi kỳ là ngày theo nhịp; gặp ngày nghỉ thì hạn là ngày làm việc tiếp theo."
    ),
    verb="repeat_order",
    rules=(
        *ASKING_RULES,
        ORDER_RUNNING,
        RHYTHM_UNKNOWN,
        ISSUE_BEFORE_WRONG,
        RHYTHM_DAY,
        ORDER_FROM_PAST,
        ORDER_DAYS,
    ),
    offer=offer,
    decide=decide,
    reads=read_around,
)
FACTS: Final = (
    FactKind(
        event=OrderRepeated,
        name="Giao việc định kỳ",
        apply=_repeated,
        describe=_describe,
        text=lambda event: event.terms.title,
        more_texts=lambda event: {"Sản phẩm": event.terms.product},
        person=lambda event: event.terms.ordered_by.person_id,
        by_assigner=True,
    ),
)
