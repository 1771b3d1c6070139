"""Giao việc: a clause, or the whole of an order, becomes one task for each lead unit."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.calendar import Calendar
from services.domain.context import DecisionContext
from services.domain.directive.asking import ASKING_RULES, AskedWork, read_around, terms_of
from services.domain.directive.assigning import AssigningRules, born, marked
from services.domain.directive.authority import of_open_directive
from services.domain.directive.events import ClauseTasksAssigned
from services.domain.directive.rules import SUPERIOR_EARLY
from services.domain.directive.state import Directive, GivenTask, LaidClause
from services.domain.facts import Fact
from services.domain.fields import DayField, YesOrNo
from services.domain.instants import day_of, written_day
from services.domain.replacing import replace
from services.domain.rules import CALENDAR_MISSING

DUE_MISSING: Final = Rule(
    code="due-missing",
    sentence="Chưa có hạn. Hãy nhập hạn, hoặc chọn “không thời hạn”.",
    brief="chưa có hạn",
    fields=("due_on",),
)
DUE_TWICE: Final = Rule(
    code="due-twice",
    sentence="Đã nhập hạn lại chọn “không thời hạn”. Hãy giữ một trong hai.",
    brief="vừa có hạn vừa không thời hạn",
    fields=("due_on",),
)
DUE_PAST: Final = Rule(
    code="due-past",
    sentence="Hạn {due_on} đã qua. Hãy chọn ngày từ hôm nay trở đi.",
    brief="hạn đã qua",
    fields=("due_on",),
)
DUE_REST_DAY: Final = Rule(
    code="due-rest-day",
    sentence=(
        "Hạn {due_on} là ngày nghỉ; ngày làm việc tiếp theo là {next_on}. Hãy sửa hạn, hoặc xác "
        "nhận giữ ngày này rồi gửi lại."
    ),
    brief="hạn vào ngày nghỉ",
    fields=("due_on",),
)
DUE_AFTER_SUPERIOR: Final = Rule(
    code="due-after-superior",
    sentence=(
        "Hạn {due_on} sau hạn của cấp trên ({superior_on}). Hãy sửa hạn, hoặc xác nhận giữ ngày "
        "này rồi gửi lại."
    ),
    brief="hạn sau hạn của cấp trên",
    fields=("due_on",),
)
DUE_REST_AFTER_SUPERIOR: Final = Rule(
    code="due-after-superior",
    sentence=(
        "Hạn {due_on} sau hạn của cấp trên ({superior_on}), lại là ngày nghỉ; ngày làm việc tiếp "
        "theo là {next_on}. Hãy sửa hạn, hoặc xác nhận giữ ngày này rồi gửi lại."
    ),
    brief="hạn sau hạn của cấp trên",
    fields=("due_on",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignTasks(AskedWork):
    """Giao việc từ một điều, khoản; `superior_due_on` left out is that of the directive.

    `despite` keeps a day that was said to be a rest day, or to lie after the upper body's day.
    """

    due_on: Annotated[date | None, DayField(label="Hạn", example="2026-12-18")]
    without_due: Annotated[
        bool, YesOrNo(about="Không thời hạn.", value="khong-thoi-han", means=True)
    ]
    superior_due_on: Annotated[date | None, DayField(label="Hạn của cấp trên")]
    despite: Annotated[
        bool,
        YesOrNo(about="Giữ hạn dù là ngày nghỉ hoặc sau hạn cấp trên.", value="giu", means=True),
    ]


def offer(state: Directive | None, context: DecisionContext) -> Offer:
    """Offered of an open directive."""
    held, _ = of_open_directive(state, context)
    return Offer(held=held)


def decide(state: Directive | None, command: AssignTasks, context: DecisionContext) -> Verdict:
    """The tasks under the next numbers of the directive, each on its own stream."""
    held, directive = of_open_directive(state, context)
    superior_on = command.superior_due_on or directive.superior_due_on
    terms = terms_of(directive, command, superior_on, context)
    if superior_on and directive.dated_on and superior_on < directive.dated_on:
        raise SUPERIOR_EARLY.refuse(dated_on=written_day(directive.dated_on))
    calendar = context.calendar or Calendar(years=())
    _check_due(command, superior_on, calendar, day_of(context.now))
    rules = AssigningRules(policy=context.policy, calendar=calendar, now=context.now)
    event = marked(directive, terms, command.due_on, None)
    beside = born(directive, terms, event, rules)
    return Verdict(
        held=held, events=(event,), beside=beside, wakes=tuple(each.stream for each in beside)
    )


def _check_due(
    command: AssignTasks, superior_on: date | None, calendar: Calendar, today: date
) -> None:
    """A day that can be kept, or none; what is doubtful is said before it is kept."""
    due_on = command.due_on
    if due_on is None:
        if not command.without_due:
            raise DUE_MISSING.refuse()
        return
    if command.without_due:
        raise DUE_TWICE.refuse()
    if due_on < today:
        raise DUE_PAST.refuse(due_on=written_day(due_on))
    if command.despite:
        return
    late, rests = superior_on and due_on > superior_on, not calendar.is_working_day(due_on)
    said = {"due_on": written_day(due_on)}
    if rests:
        said["next_on"] = written_day(calendar.next_working_day(due_on))
    if late and superior_on:
        said["superior_on"] = written_day(superior_on)
        raise (DUE_REST_AFTER_SUPERIOR if rests else DUE_AFTER_SUPERIOR).refuse(**said)
    if rests:
        raise DUE_REST_DAY.refuse(**said)


def _tasks_assigned(directive: Directive, event: ClauseTasksAssigned, fact: Fact) -> Directive:
    made = tuple(
        GivenTask(
            number=task.number,
            stream=task.stream,
            clause=event.clause,
            lead=task.lead_unit,
            due_on=event.due_on,
            occurrence_on=event.occurrence_on,
        )
        for task in event.tasks
    )
    newest = max((task.number for task in made), default=0)
    orders = tuple(
        replace(each, done=each.done | {event.occurrence_on})
        if each.number == event.order and event.occurrence_on
        else each
        for each in directive.orders
    )
    return replace(
        directive,
        tasks=(*directive.tasks, *made),
        next_number=max(directive.next_number, newest + 1),
        clauses=_with_tasks(directive.clauses, event, fact),
        gone=_with_tasks(directive.gone, event, fact),
        orders=orders,
    )


def _with_tasks(
    clauses: tuple[LaidClause, ...], event: ClauseTasksAssigned, fact: Fact
) -> tuple[LaidClause, ...]:
    """Also of a clause that a later text left out: its recurring order goes on."""
    return tuple(
        _given(each, event, fact) if each.id == event.clause else each for each in clauses
    )


def _given(clause: LaidClause, event: ClauseTasksAssigned, fact: Fact) -> LaidClause:
    """The clause with its tasks; an occurrence that the clock assigns decides nothing anew."""
    numbers = (*clause.tasks, *(task.number for task in event.tasks))
    if event.order is not None:
        return replace(clause, tasks=numbers)
    return replace(
        clause,
        tasks=numbers,
        outcome=event.outcome,
        existing=(),
        reason=None,
        decided_by=fact.actor.person_id,
        decided_on=day_of(fact.occurred_at),
    )


def _describe(event: ClauseTasksAssigned, names: Names) -> str:
    to = ", ".join(names.unit(task.lead_unit) for task in event.tasks)
    due = f"hạn {written_day(event.due_on)}" if event.due_on else "không thời hạn"
    on = event.occurrence_on
    of = f" (kỳ {written_day(on)} của chỉ đạo định kỳ)" if on else ""
    return f"Giao việc cho {to}, {due}{of}."


ACT: Final = Act(
    command=AssignTasks,
    name="assign-tasks",
    said="giao việc",
    slug="giao-viec",
    resource="tasks",
    done="Đã giao việc. Các đơn vị chủ trì nhận được ngay.",
    verb="assign_tasks",
    rules=(
        *ASKING_RULES,
        SUPERIOR_EARLY,
        DUE_MISSING,
        DUE_TWICE,
        DUE_PAST,
        DUE_REST_DAY,
        DUE_AFTER_SUPERIOR,
        DUE_REST_AFTER_SUPERIOR,
        CALENDAR_MISSING,
    ),
    offer=offer,
    decide=decide,
    reads=read_around,
    by_calendar=True,
)
FACTS: Final = (
    FactKind(
        event=ClauseTasksAssigned,
        name="Giao việc từ nguồn",
        apply=_tasks_assigned,
        describe=_describe,
        by_assigner=True,
    ),
)
