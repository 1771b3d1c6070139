"""A refusal of a task: in its first working days, and until somebody answers, by hand."""

from datetime import date

import pytest

from services.domain.errors import Refusal
from services.domain.instants import end_of, start_of
from services.domain.task.acts.decline_task import DeclineTask
from services.domain.task.acts.keep_task import KeepTask
from services.domain.task.requests import is_asked, may_answer, open_requests
from services.domain.task.state import Task
from tests import givens
from tests.domain.day_by_day import RULES, clock, send

STREAM = "task-51-08.report.2026-Q4"


def _declined(on: date) -> givens.Story:
    """Issued on Tuesday 15 September 2026, declined at nine of some day."""
    story = givens.Story()
    story.at = start_of(date(2026, 9, 15), 8)
    story.tell([givens.issued()])
    decline = DeclineTask(
        stream=STREAM,
        lead_unit="VHXH",
        reason=givens.words("Thuộc chức năng của Phòng Văn hóa - Xã hội."),
        reason_code=None,
    )
    send(story, givens.HEAD, decline, start_of(on, 9))
    return story


def _kept(story: givens.Story, on: date) -> None:
    keep = KeepTask(
        stream=STREAM, reason=givens.words("Đúng việc của phòng."), reason_code=None, paper=None
    )
    send(story, givens.VICE_CHAIR, keep, start_of(on, 9))


def test_it_may_be_refused_until_the_end_of_the_second_working_day() -> None:
    assert is_asked(_task(_declined(date(2026, 9, 17))))
    with pytest.raises(Refusal) as raised:
        _declined(date(2026, 9, 18))
    assert "17/09/2026" in raised.value.sentence


def test_unanswered_for_three_working_days_it_is_reported_and_the_leaders_may_answer() -> None:
    story = _declined(date(2026, 9, 17))  # Thursday
    assert may_answer(_task(story), RULES.policy, givens.CHIEF)
    with pytest.raises(Refusal):
        _kept(story, date(2026, 9, 18))
    assert "escalate-request/decline/1" not in clock(story, end_of(date(2026, 9, 21)))
    assert "escalate-request/decline/1" in clock(story, end_of(date(2026, 9, 22)))
    assert open_requests(_task(story))[0].escalation is not None
    assert "escalate-request/decline/1" not in clock(story, end_of(date(2026, 9, 30)))
    _kept(story, date(2026, 10, 1))
    assert not is_asked(_task(story))


def test_who_refuses_does_not_accept_by_silence() -> None:
    story = _declined(date(2026, 9, 16))
    assert not [each for each in clock(story, end_of(date(2026, 9, 25))) if "silence" in each]


def _task(story: givens.Story) -> Task:
    assert story.task is not None
    return story.task
