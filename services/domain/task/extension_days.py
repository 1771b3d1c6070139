"""To which day an extension may go. Pure."""

from datetime import date
from typing import Final

from services.domain.act import Rule
from services.domain.assignment.events import assignment_stream
from services.domain.assignment.evolving import fold as fold_assignment
from services.domain.context import DecisionContext
from services.domain.errors import NothingToActOn, Stale
from services.domain.fields import CountField
from services.domain.instants import day_of, written_day
from services.domain.rules import CALENDAR_MISSING
from services.domain.task.state import Task

NO_DUE_DAY: Final = Rule(
    code="extension-no-date",
    sentence=(
        "Việc này không có thời hạn nên không có gì để gia hạn. Hãy gửi kết quả khi hoàn thành, "
        "hoặc báo tiến độ cho người giao việc."
    ),
    brief="việc không có thời hạn",
)
BEFORE_TODAY: Final = Rule(
    code="extension-before-today",
    sentence=(
        "Ngày {until} đã qua nên không gia hạn đến ngày đó được. Hãy chọn một ngày làm việc từ "
        "hôm nay trở đi."
    ),
    brief="ngày gia hạn đã qua",
    fields=("until_on",),
)
NOT_LATER: Final = Rule(
    code="extension-not-later",
    sentence=(
        "Ngày {until} không sau hạn hiện tại {due} nên không phải là gia hạn. Hãy chọn một ngày "
        "làm việc sau ngày {due}."
    ),
    brief="ngày gia hạn không sau hạn hiện tại",
    fields=("until_on",),
)
ON_REST_DAY: Final = Rule(
    code="extension-on-rest-day",
    sentence=(
        "Ngày {until} là ngày nghỉ nên không gia hạn đến ngày đó được. Ngày làm việc kế tiếp là "
        "{next}."
    ),
    brief="ngày gia hạn là ngày nghỉ",
    fields=("until_on",),
)
BEYOND_PLAN: Final = Rule(
    code="extension-beyond-plan",
    sentence=(
        "Ngày {until} sau ngày kết thúc kế hoạch {ends} nên không gia hạn đến ngày đó được. Hãy "
        "chọn một ngày không sau {ends}."
    ),
    brief="ngày gia hạn sau ngày kết thúc kế hoạch",
    fields=("until_on",),
)
NO_EXTENSION_REQUEST: Final = Rule(
    code="no-extension-request",
    sentence=(
        "Việc này không có đề nghị gia hạn nào đang chờ trả lời. Đơn vị chủ trì có thể gửi đề "
        "nghị trước khi hết hạn."
    ),
    brief="không có đề nghị gia hạn đang chờ",
    kind=NothingToActOn,
)
OTHER_EXTENSION_REQUEST: Final = Rule(
    code="other-extension-request",
    sentence=(
        "Đề nghị gia hạn bạn đang xem không còn là đề nghị đang chờ. Hãy tải lại trang để xem đề "
        "nghị mới nhất."
    ),
    brief="đã có đề nghị gia hạn khác",
    kind=Stale,
)
DAY_RULES: Final = (BEFORE_TODAY, NOT_LATER, BEYOND_PLAN, CALENDAR_MISSING, ON_REST_DAY)
# Every answer says which request it is about, so that nobody answers one unseen.
ANSWERED: Final = CountField(example=1, known="task/extension/number")


def item_read(task: Task, _command: object, _given: DecisionContext) -> tuple[str, ...]:
    """The plan's item behind a task, which says when the plan ends; none of assigned work."""
    return (assignment_stream(task.periodic.assignment),) if task.periodic else ()


def require_due(task: Task) -> date:
    """The due day that may be extended; raises Refusal where the work has none."""
    if task.due is None:
        raise NO_DUE_DAY.refuse()
    return task.due.on


def check_until(task: Task, until_on: date, context: DecisionContext) -> None:
    """A working day after the present due date, within the plan.

    Raises Refusal, CalendarMissing.
    """
    due_on = require_due(task)
    until, due = written_day(until_on), written_day(due_on)
    if until_on < day_of(context.now):
        raise BEFORE_TODAY.refuse(until=until)
    if until_on <= due_on:
        raise NOT_LATER.refuse(until=until, due=due)
    item = fold_assignment(context.of(assignment_stream(task.item)))
    if item is not None and until_on > item.opened.ends_on:
        raise BEYOND_PLAN.refuse(until=until, ends=written_day(item.opened.ends_on))
    assert context.calendar is not None  # noqa: S101  (the acts ask for it)
    if not context.calendar.is_working_day(until_on):
        following = context.calendar.next_working_day(until_on)
        raise ON_REST_DAY.refuse(until=until, next=written_day(following))
