"""The words of an overdue task that climbed: whom it was told, or what the chair asks."""

from collections.abc import Mapping

from api.labels.words import ERASED
from services.domain.act import Names
from services.domain.instants import written_day
from services.domain.task.events import OverdueEscalated
from services.domain.task.overdue import standing_escalations
from services.domain.task.overdue_facts import receivers
from services.queries.views import TaskPage
from services.queries.work_views import WorkRow

Units = Mapping[str, str]


def to_me(row: WorkRow, units: Units) -> str:
    """What the viewer was told of an overdue task; blank where nothing holds."""
    step = row.overdue
    if step is None:
        return ""
    if step.as_request:
        return _asked(step, row.task.lead, units)
    return f"Đã báo cáo tới bạn khi quá hạn {step.overdue_working_days} ngày làm việc"


def on_board(step: OverdueEscalated, lead: str, units: Units, person: str | None) -> str:
    """Whom an overdue task was told, as the fact says it."""
    if step.as_request:
        return _asked(step, lead, units)
    to = receivers(step, Names(units=units, person=person or ERASED))
    return f"Đã báo cáo {to} khi quá hạn {step.overdue_working_days} ngày làm việc"


def on_page(found: TaskPage) -> list[str]:
    """Each step that holds, the lowest first."""
    task = found.task
    persons = {line.event: line.reported for line in found.trail if _is_step(line.event)}
    return [
        on_board(step, task.lead, found.units, persons.get(step))
        for step in standing_escalations(task)
    ]


def _is_step(event: object) -> bool:
    return isinstance(event, OverdueEscalated)


def _asked(step: OverdueEscalated, lead: str, units: Units) -> str:
    unit, due_on = units.get(lead, lead), written_day(step.due_on)
    return (
        f"Đề nghị của Chủ tịch gửi {unit}: báo cáo kết quả việc quá hạn {due_on} "
        f"đã {step.overdue_working_days} ngày làm việc"
    )
