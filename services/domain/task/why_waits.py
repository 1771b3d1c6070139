"""Vì sao a task waits for whom it waits for: the same answer as in every list. Pure."""

from collections.abc import Callable
from typing import Final

from services.domain.act import Names
from services.domain.context import DecisionContext
from services.domain.instants import day_of, written_day
from services.domain.task.authority import waiting_rung
from services.domain.task.awaiting import Awaited, AwaitedFor, awaited, decisive_request
from services.domain.task.clock_facts import REQUESTS
from services.domain.task.requests import OpenRequest, open_requests
from services.domain.task.state import Task
from services.domain.task.terms import rung_named
from services.domain.task.why_parts import Explanation, History, WhyTopic, changing

# The part of the state whose newest change made it so.
_LOOKED_AT: Final[dict[AwaitedFor, Callable[[Task], object]]] = {
    AwaitedFor.RESUME: lambda task: task.suspended_at,
    AwaitedFor.ANSWER: lambda task: (decisive_request(task), task.ending),
    AwaitedFor.DECIDE: lambda task: (task.stage, task.approvals, task.lead),
    AwaitedFor.WORK: lambda task: (task.stage, task.approvals, task.lead, task.returned),
}


def waits(
    task: Task, history: History, context: DecisionContext, names: Names
) -> Explanation | None:
    """Why it waits for them; None where it waits for nobody."""
    turn = awaited(task, context.policy, context.calendar)
    if turn is None:
        return None
    return Explanation(
        topic=WhyTopic.WAITS,
        sentence=f"Chờ {called(turn, names)} {_because(task, turn, context, names)}.{_also(task)}",
        facts=changing(history, _LOOKED_AT[turn.to])[-1:],
        by_policy=turn.to is not AwaitedFor.WORK,
    )


def called(turn: Awaited, names: Names) -> str:
    """Those for whom it waits: offices with where they are held, or the unit."""
    unit = names.unit(turn.unit) if turn.unit else "UBND phường"
    if not turn.offices:
        return unit
    offices = " hoặc ".join(names.office(office, turn.unit) for office in turn.offices)
    whose = " phụ trách đơn vị chủ trì" if turn.in_charge else ""
    return f"{offices}{whose}" if turn.unit else f"{offices}{whose} – {unit}"


def _because(task: Task, turn: Awaited, context: DecisionContext, names: Names) -> str:
    match turn.to:
        case AwaitedFor.RESUME:
            since = written_day(day_of(task.suspended_at)) if task.suspended_at else ""
            return f"cho tiếp tục vì việc tạm dừng từ ngày {since}"
        case AwaitedFor.ANSWER:
            return _unanswered(decisive_request(task), names)
        case AwaitedFor.DECIDE:
            return _at_step(task, context)
        case AwaitedFor.WORK:
            back = "báo cáo bị trả lại để hoàn chỉnh"
            return f"vì {back if task.returned else 'chưa có báo cáo nào đang chờ'}"


def _unanswered(request: OpenRequest | None, names: Names) -> str:
    if request is None:
        return "trả lời"
    said = REQUESTS[request.kind].lower()
    whose, day = names.unit(request.unit), written_day(request.made_on)
    return f"trả lời vì {said} của {whose} gửi ngày {day} chưa được trả lời"


def _at_step(task: Task, context: DecisionContext) -> str:
    rung = waiting_rung(task, context.policy)
    step = f"ở bước {rung_named(rung.name)} " if rung else ""
    done = "đã được duyệt ở bước trước" if task.approvals else "đã gửi và chưa ai duyệt"
    return f"{step}vì báo cáo bản {task.submission} {done}; trình tự duyệt theo quy tắc của phường"


def _also(task: Task) -> str:
    """What was asked besides, which holds up nobody's turn."""
    decisive = decisive_request(task)
    others = [REQUESTS[each.kind].lower() for each in open_requests(task) if each != decisive]
    return f" Cũng đang chờ trả lời: {', '.join(dict.fromkeys(others))}." if others else ""
