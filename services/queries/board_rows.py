"""The rows of the board's list: what the clock does next, whom a task was reported to."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.agenda import Idle
from services.domain.calendar import CalendarMissing
from services.domain.task.acts.send_chase import chase_refusal
from services.domain.task.agenda import Rules, agenda
from services.domain.task.authority import (
    may_decide,
    may_return_for_form,
    rungs_of,
    waiting_rung,
)
from services.domain.task.overdue import standing_escalations
from services.domain.task.state import Task
from services.ledger.port import Ledger
from services.queries.board_views import BoardRow, NextStep, OpenTask
from services.queries.colleagues import names_of
from services.queries.return_reasons import ReturnReason, return_reasons
from services.queries.viewing import Viewing


async def board_rows(
    connection: AsyncConnection, ledger: Ledger, viewing: Viewing, shown: Sequence[OpenTask]
) -> Mapping[str, BoardRow]:
    """These tasks as rows, by their streams."""
    rules = Rules(
        policy=viewing.policy,
        calendar=viewing.calendar,
        calendar_version=viewing.working_days.version,
    )
    reported = await _reported_by_name(connection, ledger, shown)
    reasons = await return_reasons(connection, ledger, viewing, [each.task for each in shown])
    return {
        each.task.stream: _row(
            each,
            _next_step(each.task, rules, viewing.now),
            viewing,
            reported,
            reasons.get(each.task.stream),
        )
        for each in shown
    }


def may_confirm(task: Task, viewing: Viewing) -> bool:
    """Whether the decision that is waited for is the last one, and the viewer's to take."""
    policy = viewing.policy
    last = rungs_of(task, policy)[-1]
    return waiting_rung(task, policy) == last and may_decide(task, policy, viewing.holder)


def _next_step(task: Task, rules: Rules, now: datetime) -> NextStep:
    try:
        planned = agenda(task, rules, now)
    except CalendarMissing:  # a year that nobody has decided yet spoils no board
        return NextStep(step=Idle.CALENDAR)
    return NextStep(step=next(iter(planned.due), planned.coming) or planned.idle)


async def _reported_by_name(
    connection: AsyncConnection, ledger: Ledger, shown: Sequence[OpenTask]
) -> Mapping[UUID, str]:
    """The names of the leaders in charge whom tasks on this page were told."""
    reported = {
        escalated.person_id
        for each in shown
        for escalated in (each.task.escalation, *each.task.overdue_escalations)
        if escalated and escalated.person_id
    }
    return await names_of(connection, ledger, reported)


def _row(
    open_task: OpenTask,
    step: NextStep,
    viewing: Viewing,
    reported: Mapping[UUID, str],
    returned: ReturnReason | None,
) -> BoardRow:
    escalated_to = open_task.task.escalation
    overdue = next(reversed(standing_escalations(open_task.task)), None)
    refusal = chase_refusal(open_task.task, viewing.policy, viewing.today)
    decides = may_decide(open_task.task, viewing.policy, viewing.holder) or may_return_for_form(
        open_task.task, viewing.policy, viewing.holder
    )
    return BoardRow(
        open=open_task,
        next_step=step,
        closed_to_chase=refusal.sentence if refusal else None,
        closed_code=refusal.code if refusal else "",
        decides=decides,
        confirms=may_confirm(open_task.task, viewing),
        reported=reported.get(escalated_to.person_id)
        if escalated_to and escalated_to.person_id
        else None,
        overdue=overdue,
        overdue_person=reported.get(overdue.person_id) if overdue and overdue.person_id else None,
        returned=returned,
    )
