"""The board says every step that the clock may take next, and why none comes."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import get_args

import pytest

from api.board import row_labels
from services.domain.agenda import Idle
from services.domain.task.actions import (
    Acknowledge,
    Escalate,
    EscalateOverdue,
    EscalateRequest,
    ExpireStep,
    Miss,
    MissContribution,
    Move,
    MoveContributions,
    Remind,
    TaskAction,
)
from services.domain.task.events import RequestKind
from services.domain.task.evolving import fold
from services.domain.task.standing import BoardColumn
from services.queries.board_views import NextStep, OpenTask
from tests.domain.deciding import facts_of
from tests.givens import issued

DUE = date(2026, 12, 15)
AT = datetime(2026, 12, 15, 17, tzinfo=UTC)
SAID: tuple[tuple[TaskAction, str, str], ...] = (
    (Acknowledge(at=AT), "acknowledge", "Coi như đã tiếp nhận"),
    (Remind(due_on=DUE, offset_working_days=0, at=AT), "remind", "Nhắc việc"),
    (Miss(due_on=DUE, at=AT), "miss", "Ghi nhận quá hạn"),
    (
        Move(from_on=DUE, to_on=DUE, calendar_version="calendar-2026@2", at=AT),
        "move",
        "Dời hạn theo lịch nghỉ",
    ),
    (
        MissContribution(unit="VHXH", due_on=DUE, at=AT),
        "miss-contribution",
        "Ghi nhận phối hợp chậm",
    ),
    (
        MoveContributions(move=1, from_on=DUE, to_on=DUE, at=AT),
        "move-contributions",
        "Dời hạn phối hợp",
    ),
    (Escalate(chase=3, at=AT), "escalate", "Báo cáo lãnh đạo"),
    (
        EscalateRequest(kind=RequestKind.EXTENSION, request=1, at=AT),
        "escalate-request",
        "Báo cáo đề nghị chưa được trả lời",
    ),
    (
        ExpireStep(submission=1, rung="office_check", arrived_on=DUE, due_on=DUE, at=AT),
        "expire-step",
        "Ghi nhận quá hạn xử lý",
    ),
    (
        EscalateOverdue(due_on=DUE, after_working_days=5, at=AT),
        "escalate-overdue",
        "Báo cáo việc quá hạn lên một bước",
    ),
)


@pytest.mark.parametrize(("action", "kind", "words"), SAID, ids=lambda each: str(each)[:12])
def test_a_step_is_said_with_its_day(action: TaskAction, kind: str, words: str) -> None:
    step = NextStep(step=action)
    assert (step.kind, step.at) == (kind, AT)
    assert row_labels.next_step(step) == f"{words} ngày 16/12/2026"


def test_every_action_of_a_task_is_said() -> None:
    assert {type(action) for action, _, _ in SAID} == {*get_args(TaskAction)}


def test_where_no_step_comes_it_is_said_who_is_waited_for() -> None:
    waiting, calendar = NextStep(step=Idle.WAITING), NextStep(step=Idle.CALENDAR)
    assert (waiting.kind, calendar.kind) == ("waiting", "calendar")
    assert row_labels.next_step(waiting) == "Không có, chờ người xử lý"
    assert row_labels.next_step(calendar).startswith("Chưa tính được")


def silent(last_sign_at: datetime | None, clock_from: datetime, working_days: int) -> OpenTask:
    """A task of whose unit nothing was heard for so many working days."""
    (facts,) = facts_of("task-51-08.report.2026-Q4", issued()).values()
    task = fold(facts)
    assert task is not None
    return OpenTask(
        task=replace(task, last_sign_at=last_sign_at, clock_from=clock_from),
        standing=BoardColumn.LATE,
        days_late=0,
        silent_for=working_days,
        awaited=None,
        lists=frozenset(),
        units=(),
        leader="",
    )


def test_days_since_the_last_sign_are_said_with_the_day_from_which_they_count() -> None:
    """A due date that a programme moved starts the count anew: it is not the sign's own."""
    heard_at, moved_at = datetime(2026, 4, 9, 2, tzinfo=UTC), datetime(2026, 10, 9, 3, tzinfo=UTC)
    as_ever = silent(heard_at, datetime(2026, 4, 1, tzinfo=UTC), 36)
    assert row_labels.heard(as_ever) == "09/04/2026 (36)"
    assert row_labels.sign(as_ever) == "09/04/2026 (36 ngày làm việc trước)"
    moved = silent(heard_at, moved_at, 36)
    assert row_labels.heard(moved) == "09/04/2026 (36 từ 09/10/2026)"
    assert row_labels.sign(moved) == "09/04/2026 (36 ngày làm việc từ khi tính lại 09/10/2026)"
    never = silent(None, moved_at, 36)
    assert row_labels.heard(never) == "Chưa có (36)"
    assert row_labels.sign(never) == "Chưa có (36 ngày làm việc từ khi giao)"
