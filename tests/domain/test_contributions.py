"""Contributions around their day, by hand: counted back, late, moved, waived, signed."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from services.domain.assignment.issuing import ContributionsDue
from services.domain.assignment.schedule import contributions_due_on
from services.domain.errors import Refusal
from services.domain.instants import end_of, start_of
from services.domain.task.acts.approve_contribution import ApproveContribution
from services.domain.task.acts.grant_extension import GrantExtension
from services.domain.task.acts.request_contribution import RequestContribution
from services.domain.task.acts.request_extension import RequestExtension
from services.domain.task.acts.resume_task import ResumeTask
from services.domain.task.acts.submit_contribution import ContributionSubmitted, SubmitContribution
from services.domain.task.acts.suspend_task import SuspendTask
from services.domain.task.acts.undo_act import UndoAct
from services.domain.task.acts.waive_contribution import WaiveContribution
from services.domain.task.contributing import contribution_due_on, signed_units
from services.domain.task.events import ContributionMissed, DelayCause, ReminderSent
from services.domain.task.state import Task
from services.domain.task.supporters import supporters_of
from tests import givens
from tests.domain.day_by_day import CALENDAR, RULES, clock, send
from tests.domain.deciding import decide
from tests.domain.task_world import OTHER_HEAD

STREAM = "task-51-08.report.2026-Q4"
LEADS, OWN = date(2026, 12, 15), date(2026, 12, 10)
LATER = date(2026, 12, 22)  # to which the lead's day is extended; three working days before: 17/12
WHY: dict[str, Any] = {"reason": givens.words("Đã đủ số liệu."), "reason_code": None}


def _story(**changes: Any) -> givens.Story:
    story = givens.Story()
    due = ContributionsDue(on=OWN, before_lead_working_days=3)
    story.tell([givens.issued(**{"contributions": due, **changes})])
    return story


def _task(story: givens.Story) -> Task:
    assert story.task is not None
    return story.task


def _contribution(**changes: Any) -> SubmitContribution:
    given: dict[str, Any] = {"text": givens.words("Đã cử hai cán bộ."), "on_paper": False}
    return SubmitContribution(stream=STREAM, unit="VHXH", paper=None, **{**given, **changes})


def _sign(story: givens.Story, at: datetime) -> None:
    send(story, OTHER_HEAD, ApproveContribution(stream=STREAM, contribution=1), at)


def _extend(story: givens.Story, at: datetime) -> None:
    ask = RequestExtension(
        stream=STREAM,
        until_on=LATER,
        cause=DelayCause.OBJECTIVE,
        done_so_far=givens.words("9/12 tổ."),
        **WHY,
    )
    send(story, givens.SPECIALIST, ask, at)
    grant = GrantExtension(stream=STREAM, request=1, until_on=None, note=None)
    send(story, givens.CHIEF, grant, at + timedelta(hours=1))


def _late(story: givens.Story) -> list[tuple[str, date]]:
    missed = (fact.event for fact in story.facts if isinstance(fact.event, ContributionMissed))
    return [(event.unit, event.due_on) for event in missed]


@pytest.mark.parametrize(
    ("leads", "own"),
    [
        (date(2026, 2, 24), date(2026, 2, 12)),  # Tết: 16/2 to 20/2
        (date(2026, 5, 5), date(2026, 4, 28)),  # 30/4 and 1/5
        (date(2026, 9, 4), date(2026, 8, 27)),  # 31/8 to 2/9; 3/9 is worked
        (date(2026, 8, 26), date(2026, 8, 22)),  # Saturday 22/8 is worked
        (date(2026, 11, 27), date(2026, 11, 23)),  # 24/11
        (date(2026, 1, 13), date(2026, 1, 9)),  # Saturday 10/1 is worked
        (date(2027, 1, 5), date(2026, 12, 30)),  # over the year's end
    ],
)
def test_the_day_is_counted_back_in_working_days(leads: date, own: date) -> None:
    assert contributions_due_on(leads, 3, date(2025, 12, 15), CALENDAR) == own


def test_no_contribution_is_due_before_the_task_was_issued() -> None:
    assert contributions_due_on(LEADS, 3, date(2026, 12, 14), CALENDAR) == date(2026, 12, 14)


def test_what_is_not_signed_by_the_end_of_the_day_is_recorded_once() -> None:
    story = _story()
    send(story, givens.OTHER, _contribution(), start_of(OWN, 9))
    assert clock(story, end_of(OWN) - timedelta(seconds=1))[-1].startswith("remind/")
    assert "miss-contribution/VHXH/2026-12-10" in clock(story, end_of(OWN))
    _sign(story, end_of(OWN))
    clock(story, end_of(OWN) + timedelta(days=9))
    assert _late(story) == [("VHXH", OWN)]
    assert signed_units(_task(story)) == ("VHXH",)
    (supporter,) = supporters_of(_task(story))
    assert supporter.said == (
        "Đã gửi, tính ngày 11/12/2026; đã ghi nhận phối hợp chậm (hạn 10/12/2026)"
    )


def test_a_signature_in_the_last_second_is_in_time_also_where_the_clock_was_away() -> None:
    story = _story()
    send(story, givens.OTHER, _contribution(), start_of(OWN, 9))
    _sign(story, end_of(OWN) - timedelta(seconds=1))
    clock(story, end_of(OWN) + timedelta(days=9))
    assert _late(story) == []


def test_an_outage_of_nine_days_forgets_no_late_contribution() -> None:
    story = _story()
    back = end_of(OWN) + timedelta(days=9)
    send(story, givens.OTHER, _contribution(), back)
    _sign(story, back)
    assert "miss-contribution/VHXH/2026-12-10" in clock(story, back)


def test_a_task_of_before_has_no_late_contribution() -> None:
    story = _story(contributions=None)
    clock(story, end_of(LEADS) + timedelta(days=9))
    assert _late(story) == []
    assert contribution_due_on(_task(story)) == LEADS


def test_an_extension_moves_the_day_by_the_rule_also_where_the_clock_was_away() -> None:
    story = _story()
    _extend(story, start_of(OWN, 9))
    done = clock(story, end_of(OWN) + timedelta(days=1))
    assert done[0] == "move-contributions/1"
    assert contribution_due_on(_task(story)) == date(2026, 12, 17)
    assert _late(story) == []
    assert "miss-contribution/VHXH/2026-12-17" in clock(story, end_of(date(2026, 12, 17)))


def test_an_extension_after_the_day_takes_no_lateness_away() -> None:
    story = _story()
    _extend(story, end_of(OWN) + timedelta(hours=9))
    assert "miss-contribution/VHXH/2026-12-10" in clock(story, end_of(OWN) + timedelta(days=1))
    assert _late(story) == [("VHXH", OWN)]
    assert contribution_due_on(_task(story)) == OWN


def test_an_extension_that_is_undone_moves_the_day_back() -> None:
    story = _story()
    _extend(story, start_of(date(2026, 12, 8), 9))
    granted = start_of(date(2026, 12, 8), 10)
    clock(story, granted + timedelta(minutes=1))
    assert contribution_due_on(_task(story)) == date(2026, 12, 17)
    latest = _task(story).latest
    assert latest is not None
    undo = UndoAct(stream=STREAM, version=latest.version)
    send(story, givens.CHIEF, undo, granted + timedelta(minutes=5))
    assert clock(story, granted + timedelta(minutes=6))[0] == "move-contributions/2"
    assert contribution_due_on(_task(story)) == OWN


def test_after_a_suspension_the_day_is_as_far_away_as_before() -> None:
    story = _story()
    send(story, givens.CHIEF, SuspendTask(stream=STREAM, paper=None, **WHY), start_of(OWN, 9))
    assert not any(done.startswith("miss") for done in clock(story, end_of(LEADS)))
    resumed = start_of(date(2026, 12, 17), 9)  # five working days later
    send(story, givens.CHIEF, ResumeTask(stream=STREAM, paper=None, **WHY), resumed)
    clock(story, resumed)
    assert (_task(story).due_on, contribution_due_on(_task(story))) == (
        date(2026, 12, 22),
        date(2026, 12, 17),
    )
    assert _late(story) == []


def test_a_unit_that_is_waived_is_neither_late_nor_reminded_any_more() -> None:
    story = _story()
    waive = WaiveContribution(stream=STREAM, unit="VHXH", **WHY)
    send(story, givens.HEAD, waive, start_of(OWN, 9))
    clock(story, end_of(LEADS))
    assert _late(story) == []
    last = next(
        fact.event for fact in reversed(story.facts) if isinstance(fact.event, ReminderSent)
    )
    assert last.units == ("KTHTDT",)
    (supporter,) = supporters_of(_task(story))
    assert supporter.said == "Được miễn từ ngày 10/12/2026"


def test_a_waiver_after_the_day_leaves_what_was_missed() -> None:
    story = _story()
    waive = WaiveContribution(stream=STREAM, unit="VHXH", **WHY)
    send(story, givens.HEAD, waive, end_of(OWN))
    assert "miss-contribution/VHXH/2026-12-10" in clock(story, end_of(OWN))


def test_of_kinds_that_the_ward_names_nobody_signs() -> None:
    story = _story()
    rules = RULES.policy.contributions
    policy = replace(RULES.policy, contributions=replace(rules, unsigned_kinds=("duty",)))
    assert _task(story).kind == "duty"
    verdict = decide(
        _task(story), _contribution(), holder=givens.OTHER, policy=policy, now=story.at
    )
    (event,) = verdict.events
    assert isinstance(event, ContributionSubmitted)
    assert event.signed


def test_what_the_lead_asked_for_is_said_while_it_is_owed() -> None:
    story = _story()
    ask = RequestContribution(
        stream=STREAM, unit="VHXH", by_on=date(2026, 12, 8), note=givens.words("Số hộ.")
    )
    send(story, givens.SPECIALIST, ask, start_of(date(2026, 12, 3), 9))
    (supporter,) = supporters_of(_task(story))
    assert supporter.said == (
        "Chưa gửi; hạn phối hợp 10/12/2026; đơn vị chủ trì đề nghị ngày 03/12/2026, gửi trước "
        "hết ngày 08/12/2026"
    )
    send(story, givens.OTHER, _contribution(), start_of(date(2026, 12, 4), 9))
    _sign(story, start_of(date(2026, 12, 4), 10))
    assert supporters_of(_task(story))[0].asked is None


def test_only_the_newest_of_several_waits_for_the_head() -> None:
    story = _story()
    for hour in (9, 10):
        send(story, givens.OTHER, _contribution(), start_of(OWN, hour))
    with pytest.raises(Refusal) as refused:
        _sign(story, start_of(OWN, 11))
    assert refused.value.code == "other-contribution"
