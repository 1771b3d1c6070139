"""Vì sao a task climbed: by the rules that decided it then, whatever they say today. Pure.

A chase too many, a missed date step by step, a request that nobody answered, a step of the chain
whose time ran out: each is told by the fact that recorded it.
"""

from collections.abc import Collection, Sequence
from functools import partial

from services.domain.act import Names
from services.domain.authorities import listed
from services.domain.context import DecisionContext
from services.domain.facts import Event, Fact
from services.domain.instants import day_of, written_day
from services.domain.task.clock_facts import REQUESTS
from services.domain.task.events import RequestKind, StepTimeExpired
from services.domain.task.evolving import not_undone
from services.domain.task.overdue import standing_escalations
from services.domain.task.overdue_facts import receivers
from services.domain.task.requests import OpenRequest, open_requests
from services.domain.task.state import Task
from services.domain.task.step_limits import is_expired
from services.domain.task.terms import rung_named
from services.domain.task.why_parts import (
    Explanation,
    History,
    WhyTopic,
    changing,
    counted_between,
)


def every_climb(
    task: Task, facts: Sequence[Fact], history: History, context: DecisionContext, names: Names
) -> tuple[Explanation | None, ...]:
    """Why it was told to somebody higher, each way in which it was."""
    held = not_undone(facts)
    return (
        _escalated(task, held, history),
        _climbed(task, held, history, context, names),
        _unanswered(task, held, history, context, names),
        _expired(task, held, history, context),
    )


def _escalated(task: Task, facts: Sequence[Fact], history: History) -> Explanation | None:
    """Why a chase too many was told to the leaders; None where none was."""
    escalation = task.escalation
    fact = _newest(facts, escalation) if escalation else None
    if escalation is None or fact is None:
        return None
    return Explanation(
        topic=WhyTopic.ESCALATED,
        sentence=(
            f"Báo cáo lãnh đạo vì đã đôn đốc {escalation.chase} lần mà báo cáo chưa được ký; theo "
            f"quy tắc của phường khi đó, lần đôn đốc thứ {escalation.chase} phải báo cáo lãnh đạo."
        ),
        facts=changing(history, lambda each: (each.chases, each.escalation))[1:],
        by_policy=True,
        rules_version=fact.policy_version,
    )


def _climbed(
    task: Task, facts: Sequence[Fact], history: History, context: DecisionContext, names: Names
) -> Explanation | None:
    """Why the missed date was told on its newest step; None where no step holds."""
    escalation = next(reversed(standing_escalations(task)), None)
    fact = _newest(facts, escalation) if escalation else None
    if escalation is None or fact is None:
        return None
    days = counted_between(
        context.calendar, escalation.due_on, day_of(fact.occurred_at), late=task
    )
    to = receivers(escalation, Names(units=names.units, person=None))
    what = f"{to} đề nghị đơn vị báo cáo" if escalation.as_request else f"Báo cáo {to}"
    return Explanation(
        topic=WhyTopic.CLIMBED,
        sentence=(
            f"{what} vì hạn {written_day(escalation.due_on)} đã qua "
            f"{escalation.overdue_working_days} ngày làm việc mà đơn vị chưa ký báo cáo; quy tắc "
            "của phường là báo cáo bước này từ "
            f"ngày làm việc thứ {escalation.after_working_days} sau hạn."
        ),
        facts=changing(history, lambda each: (each.missed, each.overdue_escalations))[1:],
        days=days,
        by_policy=True,
        by_calendar=days is not None,
        rules_version=fact.policy_version,
    )


def _unanswered(
    task: Task, facts: Sequence[Fact], history: History, context: DecisionContext, names: Names
) -> Explanation | None:
    """Why requests that still wait were told to a leader; None where none was."""
    climbed = [
        (request, fact)
        for request in open_requests(task)
        if request.escalation is not None
        for fact in [_newest(facts, request.escalation)]
        if fact is not None
    ]
    if not climbed:
        return None
    newest, fact = climbed[-1]
    days = counted_between(context.calendar, newest.made_on, day_of(fact.occurred_at))
    return Explanation(
        topic=WhyTopic.UNANSWERED,
        sentence=" ".join(_said_unanswered(request, fact, names) for request, fact in climbed),
        facts=changing(history, partial(_standing_of, {_key(each) for each, _ in climbed}))[1:],
        days=days,
        by_policy=True,
        by_calendar=days is not None,
        rules_version=fact.policy_version,
    )


def _standing_of(keys: Collection[object], task: Task) -> object:
    """Which of these requests wait, and which of them were escalation."""
    asked = (each for each in open_requests(task) if _key(each) in keys)
    return tuple((_key(each), each.escalation is not None) for each in asked)


def _key(request: OpenRequest) -> tuple[RequestKind, int]:
    return request.kind, request.number


def _said_unanswered(request: OpenRequest, fact: Fact, names: Names) -> str:
    to = listed(request.escalation.to) if request.escalation else ""
    made_on, climbed_on = written_day(request.made_on), written_day(day_of(fact.occurred_at))
    return (
        f"{REQUESTS[request.kind]} của {names.unit(request.unit)} gửi ngày {made_on} được báo cáo "
        f"{to} ngày {climbed_on} vì đã hết thời gian trả lời theo quy tắc của phường khi đó mà "
        "chưa ai trả lời."
    )


def _expired(
    task: Task, facts: Sequence[Fact], history: History, context: DecisionContext
) -> Explanation | None:
    """Why the step at which a report waits is told to have taken too long."""
    if not is_expired(task):
        return None
    fact, event = next(
        (fact, fact.event) for fact in reversed(facts) if isinstance(fact.event, StepTimeExpired)
    )
    days = counted_between(context.calendar, event.arrived_on, event.due_on)
    return Explanation(
        topic=WhyTopic.EXPIRED,
        sentence=(
            f"Ngày {written_day(event.arrived_on)} báo cáo bản {event.submission} đến bước "
            f"{rung_named(event.rung)}; theo quy tắc của phường khi đó, bước này xử lý hết "
            f"ngày {written_day(event.due_on)} mà chưa xử lý nên đã báo {listed(event.to)}. Thời "
            "gian này không tính là chậm của đơn vị đã ký báo cáo trong hạn."
        ),
        facts=changing(history, lambda each: (each.arrived_on, each.approvals, each.step_expired))[
            -2:
        ],
        days=days,
        by_policy=True,
        by_calendar=days is not None,
        rules_version=fact.policy_version,
    )


def _newest(facts: Sequence[Fact], event: Event) -> Fact | None:
    """The newest fact that says this."""
    return next((fact for fact in reversed(facts) if fact.event == event), None)
