"""Ai báo cáo gì, khi nào, về việc nào: tasks with the acts that say what became of them.

The tasks are read in the order of their newest acts, a page at a time and by an index; of the
ledger only the facts of the tasks on the page are opened.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, case, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.attempts import CommandRefused
from services.domain.facts import Event
from services.domain.instants import day_of
from services.domain.task.acts.approve_submission import SubmissionApproved
from services.domain.task.acts.confirm_submission import SubmissionConfirmed
from services.domain.task.acts.correct_figure import FigureCorrected
from services.domain.task.acts.grant_extension import ExtensionGranted
from services.domain.task.acts.reassign_task import TaskReassigned
from services.domain.task.acts.recall_submission import SubmissionRecalled
from services.domain.task.acts.replace_task import TaskReplaced
from services.domain.task.acts.resume_task import TaskResumed
from services.domain.task.acts.return_submission import SubmissionReturned
from services.domain.task.acts.submit_report import ReportSubmitted
from services.domain.task.acts.suspend_task import TaskSuspended
from services.domain.task.acts.undo_act import ActUndone
from services.domain.task.acts.withdraw_task import TaskWithdrawn
from services.domain.task.events import DeadlineMissed, DueDateMoved
from services.domain.task.lateness import OfficialStatus, box
from services.domain.task.rescheduling import TaskRescheduled
from services.domain.task.state import Task
from services.ledger.port import Ledger
from services.projections.tables import assignments, measure_values, tasks
from services.projections.work import ASSIGNMENTS
from services.queries.log import acts_that
from services.queries.log_asked import conditions
from services.queries.log_lines import about_stream
from services.queries.log_rights import Reader, about_these, events
from services.queries.log_views import LogFilter, LogLine
from services.queries.task_rows import seen_task, select_tasks
from services.queries.viewing import Viewing
from services.queries.visibility import visible

# What says who reported, who decided and what became of the day; reminders stand in the timeline.
ANSWERING: Final[tuple[type[Event], ...]] = (
    ReportSubmitted,
    SubmissionRecalled,
    SubmissionApproved,
    SubmissionReturned,
    SubmissionConfirmed,
    FigureCorrected,
    ExtensionGranted,
    DueDateMoved,
    TaskRescheduled,
    TaskReassigned,
    TaskSuspended,
    TaskResumed,
    TaskReplaced,
    TaskWithdrawn,
    ActUndone,
    DeadlineMissed,
    CommandRefused,
)
TASKS_A_PAGE: Final = 12
_ACTS_SHOWN: Final = 10  # of a task in its answer, the newest; its timeline shows all
# Counted apart: nobody pushes a report out of the answer by asking for what is refused.
_REFUSALS_SHOWN: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPlace:
    """Where a page goes on: behind the task of this newest act."""

    last_act_at: datetime
    stream: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionQuestion:
    """What an inspector asks; None and blank ask for everything.

    `acts` are the acts that a task must have one of: by whom, of which kind, with which outcome
    and words, on which days. `unit` leads or supports the work; `measure` was reported; `refused`
    asks for tasks on which a request was refused. `behind` is where the page begins.
    """

    acts: LogFilter = field(default_factory=LogFilter)
    unit: str | None = None
    item: str | None = None
    measure: str | None = None
    period: str | None = None
    refused: bool = False
    behind: TaskPlace | None = None

    @property
    def asks_acts(self) -> bool:
        """Whether anything is asked of the acts."""
        return self.acts != LogFilter()


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskAnswer:
    """One task: its state as this reader may see it, and what was done, the oldest first.

    Of many acts the newest; `left_out` counts those that only the timeline shows.
    """

    task: Task
    status: OfficialStatus
    acts: tuple[LogLine, ...]
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionAnswers:
    """A page of answers; `behind` is where the next one begins, None at the end."""

    answers: tuple[TaskAnswer, ...]
    behind: TaskPlace | None


async def inspection_answers(
    connection: AsyncConnection,
    ledger: Ledger,
    reader: Reader,
    viewing: Viewing,
    question: InspectionQuestion,
) -> InspectionAnswers:
    """The tasks that fit, those with the newest acts first, each with what was done on it."""
    statement = await _tasks_asked(connection, reader, question)
    rows = (await connection.execute(statement.limit(TASKS_A_PAGE + 1))).all()
    known = [seen_task(row, viewing.policy, viewing.holder) for row in rows[:TASKS_A_PAGE]]
    shown = [task for task in known if task is not None]
    streams = [each.stream for each in shown]
    amounts, acts = await _acts_by_stream(connection, ledger, reader, streams)
    last = shown[-1] if len(rows) > TASKS_A_PAGE and shown else None
    return InspectionAnswers(
        answers=tuple(
            TaskAnswer(
                task=task,
                status=box(task, day_of(viewing.now)),
                acts=tuple(acts[task.stream]),
                left_out=amounts[task.stream] - len(acts[task.stream]),
            )
            for task in shown
        ),
        behind=TaskPlace(last_act_at=last.last_act_at, stream=last.stream) if last else None,
    )


async def _tasks_asked(
    connection: AsyncConnection, reader: Reader, question: InspectionQuestion
) -> Select[Any]:
    asked: list[ColumnElement[bool]] = [visible(tasks, reader.policy, reader.holder)]
    if question.item is not None:
        asked.append(tasks.c.assignment == question.item)
    if question.period is not None:
        asked.append(tasks.c.period == question.period)
    if question.unit is not None:
        led = tasks.c.lead_unit == question.unit
        asked.append(led | tasks.c.supporting_units.contains([question.unit]))
    if question.measure is not None:
        reported = select(measure_values.c.stream).where(
            measure_values.c.ledger_id == reader.ledger_id,
            measure_values.c.measure == question.measure,
        )
        asked.append(tasks.c.stream.in_(reported))
    if question.asks_acts:
        acts = await conditions(connection, reader, question.acts)
        asked.append(_with_an_act(reader, acts))
    if question.refused:
        # By the person and on the days that are asked for; a refusal has no kind and no outcome.
        who_and_when = LogFilter(
            person=question.acts.person,
            from_on=question.acts.from_on,
            until_on=question.acts.until_on,
        )
        acts = await conditions(connection, reader, who_and_when)
        asked.append(_with_an_act(reader, [*acts, events.c.type == CommandRefused.TYPE]))
    if question.behind is not None:
        place = question.behind
        order = tuple_(tasks.c.last_act_at, tasks.c.stream)
        asked.append(order < tuple_(place.last_act_at, place.stream))
    return (
        select_tasks(reader.ledger_id)
        .where(*asked)
        .order_by(tasks.c.last_act_at.desc(), tasks.c.stream.desc())
    )


def _with_an_act(reader: Reader, acts: Sequence[ColumnElement[bool]]) -> ColumnElement[bool]:
    return tasks.c.stream.in_(
        select(events.c.subject).where(
            events.c.ledger_id == reader.ledger_id, reader.may_read(), *acts
        )
    )


async def _acts_by_stream(
    connection: AsyncConnection, ledger: Ledger, reader: Reader, streams: Sequence[str]
) -> tuple[Mapping[str, int], Mapping[str, list[LogLine]]]:
    """How many acts each task has, and the newest of them, the oldest first."""
    amounts: Counter[str] = Counter()
    acts: defaultdict[str, list[LogLine]] = defaultdict(list)
    if not streams:
        return amounts, acts
    is_refused = events.c.type == CommandRefused.TYPE
    of_each = (events.c.subject, is_refused)
    from_newest = func.row_number().over(partition_by=of_each, order_by=events.c.position.desc())
    numbered = (
        select(
            events.c.subject,
            events.c.position,
            is_refused.label("is_refused"),
            from_newest.label("from_newest"),
            func.count().over(partition_by=of_each).label("amount"),
        )
        .where(
            events.c.ledger_id == reader.ledger_id,
            reader.may_read(),
            about_these(streams),
            events.c.type.in_([each.TYPE for each in ANSWERING]),
        )
        .subquery("numbered")
    )
    room = case((numbered.c.is_refused, _REFUSALS_SHOWN), else_=_ACTS_SHOWN)
    newest = select(numbered).where(numbered.c.from_newest <= room)
    positions: list[int] = []
    for row in await connection.execute(newest):
        positions.append(row.position)
        if row.from_newest == 1:
            amounts[row.subject] += row.amount
    at_these: list[ColumnElement[bool]] = [events.c.position.in_(positions)]
    for line in await acts_that(connection, ledger, reader, at_these, max(1, len(positions))):
        acts[about_stream(line.fact)].append(line)
    return amounts, acts


async def measure_choices(
    connection: AsyncConnection, reader: Reader
) -> Mapping[str, Mapping[str, str]]:
    """By item, the titles of its measures by their codes; of restricted work none are told."""
    statement = (
        select(assignments.c.code, assignments.c.state)
        .where(assignments.c.ledger_id == reader.ledger_id, ~assignments.c.restricted)
        .where(visible(assignments, reader.policy, reader.holder))
        .order_by(assignments.c.code)
    )
    read = [(row.code, ASSIGNMENTS.read(row.state)) for row in await connection.execute(statement)]
    return {
        code: {measure.code: measure.title for measure in item.measures}
        for code, item in read
        if item.measures
    }
