"""An extension around its due day: the race, an outage, an answer that comes late, by hand."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from services.domain.errors import Refusal
from services.domain.instants import end_of, start_of
from services.domain.task.acts.grant_extension import GrantExtension
from services.domain.task.acts.refuse_extension import RefuseExtension
from services.domain.task.acts.request_extension import RequestExtension
from services.domain.task.events import DeadlineMissed, DelayCause, DueDateMoved, Ground
from services.domain.task.lateness import OfficialStatus, box
from services.domain.task.requests import is_asked, may_answer, open_requests
from tests import givens
from tests.domain.appraised_lives import reported, returned
from tests.domain.day_by_day import CALENDAR, RULES, clock, send
from tests.due_days import due_day, due_of

DUE, STREAM = date(2026, 12, 15), "task-51-08.report.2026-Q4"


def _story(**changes: Any) -> givens.Story:
    story = givens.Story()
    story.tell([givens.issued(**changes)])
    return story


def _asked(until_on: date, **more: Any) -> RequestExtension:
    given: Mapping[str, Any] = {
        "cause": DelayCause.OBJECTIVE,
        "reason": givens.words("Chờ số liệu."),
        "reason_code": None,
        "done_so_far": givens.words("Đã có 9/12 tổ."),
    }
    return RequestExtension(stream=STREAM, until_on=until_on, **{**given, **more})


def _missed(story: givens.Story) -> list[DeadlineMissed]:
    return [fact.event for fact in story.facts if isinstance(fact.event, DeadlineMissed)]


def _refusal(story: givens.Story, until_on: date, at: datetime) -> Refusal:
    with pytest.raises(Refusal) as raised:
        send(story, givens.SPECIALIST, _asked(until_on), at)
    return raised.value


LAST_SECOND = end_of(DUE) - timedelta(seconds=1)


def test_asked_in_the_last_second_of_the_due_day_nothing_is_recorded_at_midnight() -> None:
    story = _story()
    send(story, givens.SPECIALIST, _asked(date(2026, 12, 22)), LAST_SECOND)
    clock(story, end_of(DUE))
    assert story.task is not None
    assert _missed(story) == []
    assert box(story.task, DUE + timedelta(days=1)) is OfficialStatus.RUNNING_LATE


def test_after_the_due_day_nothing_is_asked_whether_or_not_the_clock_was_there() -> None:
    story = _story()
    assert _refusal(story, date(2026, 12, 22), end_of(DUE)).code == "extension-too-late"
    clock(story, end_of(DUE))
    assert [event.cause for event in _missed(story)] == ["due_day_ended"]
    assert _refusal(story, date(2026, 12, 22), end_of(DUE)).code == "extension-too-late"


def test_granted_after_the_due_day_it_leaves_no_lateness_and_the_original_date_stays() -> None:
    story = _story()
    send(story, givens.SPECIALIST, _asked(date(2026, 12, 22)), LAST_SECOND)
    grant = GrantExtension(stream=STREAM, request=1, until_on=None, note=None)
    send(story, givens.CHIEF, grant, start_of(date(2026, 12, 18), 9))
    assert story.task is not None
    assert (due_day(story.task), due_of(story.task).original) == (date(2026, 12, 22), DUE)
    assert box(story.task, date(2026, 12, 22)) is OfficialStatus.RUNNING_IN_TIME
    assert _missed(story) == []


def test_refused_after_the_due_day_the_miss_is_recorded_at_once() -> None:
    story = _story()
    send(story, givens.SPECIALIST, _asked(date(2026, 12, 22)), LAST_SECOND)
    reason = givens.words("Hạn do thành phố quy định.")
    refuse = RefuseExtension(stream=STREAM, request=1, reason=reason, reason_code=None)
    send(story, givens.CHIEF, refuse, start_of(date(2026, 12, 18), 9))
    assert [event.cause for event in _missed(story)] == ["extension_refused"]


def test_an_outage_of_nine_days_over_the_due_date_records_nothing_while_a_request_waits() -> None:
    story = _story()
    send(story, givens.SPECIALIST, _asked(date(2026, 12, 30)), start_of(DUE, 9))
    done = clock(story, start_of(DUE + timedelta(days=9), 9))
    assert _missed(story) == []
    assert done.count("escalate-request/extension/1") == 1


def test_undecided_for_ten_working_days_it_is_recorded_and_a_later_grant_erases_nothing() -> None:
    """Ten working days after Tuesday 15/12/2026 are over with Tuesday 29/12."""
    story = _story()
    send(story, givens.SPECIALIST, _asked(date(2026, 12, 30)), LAST_SECOND)
    last = CALENDAR.add_working_days(DUE, 10)
    assert last == date(2026, 12, 29)
    clock(story, end_of(last) - timedelta(seconds=1))
    assert _missed(story) == []
    clock(story, end_of(last))
    assert [event.cause for event in _missed(story)] == ["extension_undecided"]
    grant = GrantExtension(stream=STREAM, request=1, until_on=date(2027, 1, 8), note=None)
    send(story, givens.CHIEF, grant, start_of(date(2026, 12, 31), 9))
    assert story.task is not None
    assert (story.task.due_on, story.task.missed_on) == (date(2027, 1, 8), DUE)
    assert box(story.task, date(2027, 1, 4)) is OfficialStatus.RUNNING_LATE


@pytest.mark.parametrize(
    ("until_on", "following"),
    [
        pytest.param(date(2027, 2, 8), "11/02/2027", id="Tết 2027"),
        pytest.param(date(2027, 4, 30), "04/05/2027", id="30/4"),
        pytest.param(date(2027, 9, 2), "06/09/2027", id="2/9"),
        pytest.param(date(2027, 1, 1), "04/01/2027", id="year end"),
        pytest.param(date(2026, 12, 19), "21/12/2026", id="a Saturday"),
    ],
)
def test_a_rest_day_is_refused_and_the_next_working_day_is_offered(
    until_on: date, following: str
) -> None:
    refusal = _refusal(_story(), until_on, start_of(date(2026, 12, 1), 9))
    assert refusal.code == "extension-on-rest-day"
    assert following in refusal.sentence


def test_a_saturday_that_is_made_up_may_be_asked_for() -> None:
    """22/8/2026 is worked instead of 31/8; 24/11, a rest day by law since 2026, is none."""
    story = _story(due_on=date(2026, 8, 14))
    send(story, givens.SPECIALIST, _asked(date(2026, 8, 22)), start_of(date(2026, 8, 10), 9))
    assert story.task is not None
    assert story.task.extension is not None
    other = _story(due_on=date(2026, 11, 16))
    at = start_of(date(2026, 11, 10), 9)
    assert _refusal(other, date(2026, 11, 24), at).code == "extension-on-rest-day"


def test_a_day_of_a_year_without_a_calendar_is_refused_with_its_year() -> None:
    refusal = _refusal(_story(), date(2033, 3, 2), start_of(date(2026, 12, 1), 9))
    assert refusal.code == "calendar-missing"
    assert "2033" in refusal.sentence


def test_unanswered_for_three_working_days_it_is_reported_and_the_leaders_may_answer() -> None:
    story = _story()
    send(story, givens.SPECIALIST, _asked(date(2026, 12, 22)), start_of(date(2026, 12, 3), 9))
    assert story.task is not None
    assert is_asked(story.task)
    assert may_answer(story.task, RULES.policy, givens.CHIEF)
    assert not may_answer(story.task, RULES.policy, givens.VICE_CHAIR)
    assert not may_answer(story.task, RULES.policy, givens.HEAD)
    assert "escalate-request/extension/1" not in clock(story, end_of(date(2026, 12, 7)))
    assert "escalate-request/extension/1" in clock(story, end_of(date(2026, 12, 8)))
    assert open_requests(story.task)[0].escalation is not None
    assert may_answer(story.task, RULES.policy, givens.VICE_CHAIR)
    assert "escalate-request/extension/1" not in clock(story, end_of(date(2026, 12, 11)))


def test_a_request_that_a_report_in_time_makes_moot_is_reported_only_once_it_comes_back() -> None:
    """Asked on 3/12, signed on 4/12, returned on 14/12: the three days were over on 8/12."""
    story = _story()
    send(story, givens.SPECIALIST, _asked(date(2026, 12, 22)), start_of(date(2026, 12, 3), 9))
    reported(story, date(2026, 12, 4))
    reporting = "escalate-request/extension/1"
    assert reporting not in clock(story, end_of(date(2026, 12, 13)))
    assert story.task is not None
    assert is_asked(story.task), "it is not answered, and may be"
    returned(story, date(2026, 12, 14), Ground.FAILED_CONTENT)
    assert reporting in clock(story, start_of(date(2026, 12, 14), 12))


def test_a_request_that_waits_beside_a_report_signed_too_late_is_reported() -> None:
    story = _story()
    send(story, givens.SPECIALIST, _asked(date(2026, 12, 22)), start_of(DUE, 9))
    reported(story, date(2026, 12, 17))
    assert "escalate-request/extension/1" in clock(story, end_of(date(2026, 12, 18)))


def test_a_calendar_that_changes_later_moves_only_what_the_rule_counted() -> None:
    story = _story()
    send(story, givens.SPECIALIST, _asked(date(2026, 12, 22)), start_of(date(2026, 12, 3), 9))
    grant = GrantExtension(stream=STREAM, request=1, until_on=None, note=None)
    send(story, givens.CHIEF, grant, start_of(date(2026, 12, 4), 9))
    assert story.task is not None
    moved = date(2026, 12, 16)
    story.tell([DueDateMoved(from_on=DUE, due_on=moved, calendar_version="calendar-2026@2")])
    assert due_of(story.task).counted == date(2026, 12, 16)
    assert story.task.due_on == date(2026, 12, 22)
    assert not is_asked(story.task)
