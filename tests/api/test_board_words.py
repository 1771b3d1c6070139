"""The board says every step that the clock may take next, and why none comes."""

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
from services.queries.board_views import NextStep

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
