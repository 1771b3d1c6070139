"""Why a task climbed: a chase too many, or a missed date step by step. Pure."""

from itertools import pairwise

from services.domain.act import Names
from services.domain.context import DecisionContext
from services.domain.instants import day_of, written_day
from services.domain.task.overdue import standing_escalations
from services.domain.task.overdue_facts import receivers
from services.domain.task.state import Task
from services.domain.task.why_parts import (
    Explanation,
    History,
    WhyTopic,
    changing,
    counted_between,
)


def escalated(task: Task, history: History, context: DecisionContext) -> Explanation | None:
    """Why a chase too many was told to the leaders; None where none was."""
    escalated_to = task.escalation
    if escalated_to is None:
        return None
    return Explanation(
        topic=WhyTopic.ESCALATED,
        sentence=(
            f"Báo cáo vượt cấp vì đã đôn đốc {escalated_to.chase} lần mà báo cáo chưa được ký; "
            "quy tắc của phường là báo cáo từ lần đôn đốc thứ "
            f"{context.policy.chasing.escalate_at}."
        ),
        facts=changing(history, lambda each: (each.chases, each.escalation))[1:],
        by_policy=True,
    )


def climbed(
    task: Task, history: History, context: DecisionContext, names: Names
) -> Explanation | None:
    """Why the missed date was told on its newest step; None where no step holds."""
    newest = next(reversed(standing_escalations(task)), None)
    if newest is None:
        return None
    # The state after a fact knows when it happened.
    escalated_at = next(
        after.last_act_at
        for (_, before), (_, after) in reversed(tuple(pairwise(history)))
        if after.overdue_escalations != before.overdue_escalations
    )
    days = counted_between(context.calendar, newest.due_on, day_of(escalated_at), late=task)
    to = receivers(newest, Names(units=names.units, person=None))
    what = f"{to} đề nghị đơn vị báo cáo" if newest.as_request else f"Báo cáo {to}"
    return Explanation(
        topic=WhyTopic.CLIMBED,
        sentence=(
            f"{what} vì hạn {written_day(newest.due_on)} đã qua {newest.overdue_working_days} "
            "ngày làm việc mà đơn vị chưa ký báo cáo; quy tắc của phường là báo cáo bước này từ "
            f"ngày làm việc thứ {newest.after_working_days} sau hạn."
        ),
        facts=changing(history, lambda each: (each.missed, each.overdue_escalations))[1:],
        days=days,
        by_policy=True,
        by_calendar=days is not None,
    )
