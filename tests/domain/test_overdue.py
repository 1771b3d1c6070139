"""A missed due date climbs step by step: on which day, whom it reaches, what stops it."""

from dataclasses import replace
from datetime import UTC, date, timedelta

import pytest

from services.domain.approval_chains import ApprovalStepUnit
from services.domain.calendar import Calendar
from services.domain.instants import end_of, start_of
from services.domain.roles import Office
from services.domain.task.actions import EscalateOverdue
from services.domain.task.acts.grant_extension import ExtensionGranted
from services.domain.task.acts.reassign_task import TaskReassigned
from services.domain.task.acts.request_extension import ExtensionRequested
from services.domain.task.acts.resume_task import TaskResumed
from services.domain.task.acts.suspend_task import TaskSuspended
from services.domain.task.acts.withdraw_task import TaskWithdrawn
from services.domain.task.events import (
    DeadlineMissed,
    DelayCause,
    Ground,
    OverdueEscalated,
)
from services.domain.task.evolving import fold
from services.domain.task.overdue import left_the_unit, overdue_shown_to, standing_escalations
from services.domain.task_life_rules import OverdueStep
from tests import givens
from tests.domain.overdue_story import (
    CALENDAR,
    DUE,
    RULES,
    STEPS,
    daily,
    morning,
    report,
    run,
    send_back,
    sign,
    steps,
    story,
)
from tests.givens import CHAIR, CHIEF, HEAD, SPECIALIST, VICE_CHAIR

LEADERS = (Office.VICE_CHAIR, Office.CHAIR)


@pytest.mark.parametrize(
    ("due_on", "days"),
    [
        pytest.param(
            date(2026, 2, 10),
            [date(2026, 2, 11), date(2026, 2, 24), date(2026, 3, 3), date(2026, 3, 10)],
            id="over Tết, 16 to 20 February",
        ),
        pytest.param(
            date(2026, 4, 24),
            [date(2026, 4, 28), date(2026, 5, 6), date(2026, 5, 13), date(2026, 5, 20)],
            id="over 27/4, 30/4 and 1/5",
        ),
        pytest.param(
            date(2026, 8, 20),
            [date(2026, 8, 21), date(2026, 8, 26), date(2026, 9, 7), date(2026, 9, 14)],
            id="the Saturday 22/8 is worked, 31/8 to 2/9 are not",
        ),
        pytest.param(
            date(2026, 11, 20),
            [date(2026, 11, 23), date(2026, 11, 30), date(2026, 12, 7), date(2026, 12, 14)],
            id="24/11 is no working day",
        ),
        pytest.param(
            date(2026, 12, 22),
            [date(2026, 12, 23), date(2026, 12, 29), date(2027, 1, 6), date(2027, 1, 13)],
            id="over the end of a year",
        ),
    ],
)
def test_each_step_comes_so_many_working_days_after_the_due_day(
    due_on: date, days: list[date]
) -> None:
    given = story(due_on)
    assert daily(given, days[-1] + timedelta(days=40)) == dict(zip(STEPS, days, strict=True))
    assert given.task is not None
    went_out = given.task.overdue_escalations
    assert [each.overdue_working_days for each in went_out] == [1, 5, 10, 15]


def test_the_steps_lead_from_the_head_over_the_chief_and_who_is_in_charge_to_the_chair() -> None:
    given = story()
    daily(given, STEPS[15], VICE_CHAIR)
    assert given.task is not None
    assert [(each.to, each.unit, each.person_id) for each in given.task.overdue_escalations] == [
        ((Office.UNIT_HEAD, Office.CHIEF_OF_OFFICE), "KTHTDT", None),
        ((Office.CHIEF_OF_OFFICE,), "VP", None),
        ((Office.VICE_CHAIR,), None, VICE_CHAIR.person_id),
        ((Office.CHAIR,), None, None),
    ]
    assert not any(each.as_request for each in given.task.overdue_escalations)


def test_without_a_leader_in_charge_the_offices_of_the_rule_are_named() -> None:
    gone = givens.holder("gone", (Office.SPECIALIST, "VP"))
    for in_charge in (None, gone):
        given = story()
        daily(given, STEPS[10], in_charge)
        assert given.task is not None
        newest = given.task.overdue_escalations[-1]
        assert (newest.to, newest.unit, newest.person_id) == (LEADERS, None, None)


def test_after_an_outage_of_nine_days_only_the_newest_step_goes_out() -> None:
    given = story()
    run(given, morning(date(2026, 12, 14)))
    went_out = run(given, morning(date(2026, 12, 23)))
    assert steps(went_out) == [(1, False), (5, True)]
    assert isinstance(went_out[1], OverdueEscalated)
    assert went_out[1].overdue_working_days == 6
    assert run(given, morning(date(2026, 12, 28))) == []
    assert steps(run(given, morning(STEPS[10]))) == [(10, True)]


def test_no_step_goes_out_before_the_due_day_was_missed_and_recorded() -> None:
    given = story()
    assert run(given, end_of(DUE) - timedelta(seconds=1)) == []
    assert run(given, end_of(DUE)) == []
    assert isinstance(given.facts[-1].event, DeadlineMissed)
    assert steps(run(given, morning(STEPS[1]) - timedelta(seconds=1))) == []
    assert steps(run(given, morning(STEPS[1]))) == [(1, True)]


def test_the_signature_of_the_unit_stops_it_at_once() -> None:
    given = story()
    daily(given, STEPS[5])
    assert given.task is not None
    report(given)
    assert left_the_unit(given.task)  # nobody has signed yet
    sign(given)
    assert standing_escalations(given.task) == ()
    assert not left_the_unit(given.task)
    assert overdue_shown_to(given.task, CHIEF, (HEAD, CHIEF)) is None
    assert daily(given, date(2027, 2, 26)) == {}


def test_a_return_that_does_not_keep_the_day_opens_it_again_each_step_once() -> None:
    given = story()
    daily(given, STEPS[5])
    report(given)
    sign(given)
    given.at = start_of(date(2026, 12, 24), 9).astimezone(UTC)
    send_back(given, Ground.FAILED_CONTENT, date(2027, 1, 15))
    assert given.task is not None
    assert standing_escalations(given.task) == ()  # the signature answered what climbed before
    assert daily(given, date(2027, 2, 26)) == {10: STEPS[10], 15: STEPS[15]}


def test_while_a_correction_has_its_time_no_step_goes_out() -> None:
    given = story()
    daily(given, STEPS[1])
    report(given)
    sign(given)
    send_back(given, Ground.SUPPLEMENT, date(2026, 12, 24))
    assert run(given, end_of(date(2026, 12, 24)) - timedelta(seconds=1)) == []
    assert steps(run(given, end_of(date(2026, 12, 24)))) == [(5, True)]


def test_partners_never_climb() -> None:
    for partner in RULES.policy.chasing.not_escalated_units:
        given = story(lead=partner)
        assert daily(given, date(2027, 2, 26)) == {}
        assert given.task is not None
        assert given.task.missed


def test_for_police_and_military_it_is_a_request_from_the_chair() -> None:
    for unit in ("CAP", "BCHQS"):
        given = story(lead=unit)
        daily(given, STEPS[15], VICE_CHAIR)
        assert given.task is not None
        went_out = given.task.overdue_escalations
        assert [each.as_request for each in went_out] == [False, True, True, True]
        assert went_out[0].unit == unit  # its own head, nobody outside
        assert {(each.to, each.unit, each.person_id) for each in went_out[1:]} == {
            ((Office.CHAIR,), None, None)
        }
        task, holders = given.task, (CHIEF, CHAIR, VICE_CHAIR)
        assert overdue_shown_to(task, CHAIR, holders) == went_out[-1]
        assert overdue_shown_to(task, CHIEF, holders) is None


def test_whoever_was_named_sees_it_and_of_a_vacant_office_those_who_lead() -> None:
    given = story()
    daily(given, STEPS[10], VICE_CHAIR)
    assert given.task is not None
    task, everybody = given.task, (HEAD, CHIEF, VICE_CHAIR, CHAIR)
    seen = {
        name: found.after_working_days if found else None
        for name, who in (("head", HEAD), ("chief", CHIEF), ("vice", VICE_CHAIR), ("chair", CHAIR))
        for found in (overdue_shown_to(task, who, everybody),)
    }
    assert seen == {"head": 1, "chief": 5, "vice": 10, "chair": None}
    assert overdue_shown_to(task, SPECIALIST, everybody) is None
    without_chief = (HEAD, VICE_CHAIR, CHAIR)
    found = overdue_shown_to(task, CHAIR, without_chief)
    assert found is not None
    assert found.after_working_days == 5
    # The one who was named leads no more: it is theirs who lead today.
    found = overdue_shown_to(task, CHAIR, (HEAD, CHIEF, CHAIR))
    assert found is not None
    assert found.after_working_days == 10


def test_an_open_request_for_more_time_holds_it_with_the_record() -> None:
    given = story()
    asked = ExtensionRequested(
        request=1,
        due_on=DUE,
        until_on=date(2026, 12, 29),
        cause=DelayCause.OBJECTIVE,
        reason=givens.words("why"),
        reason_code=None,
        done_so_far=givens.words("done"),
    )
    given.tell([asked], givens.actor(SPECIALIST))
    assert run(given, morning(STEPS[5])) == []
    granted = ExtensionGranted(request=1, due_on=DUE, until_on=date(2026, 12, 29), note=None)
    given.tell([granted], givens.actor(CHIEF))
    # Counted from the day that holds: 30 December is the first working day after the 29th.
    assert daily(given, date(2026, 12, 30)) == {1: date(2026, 12, 30)}


def test_a_suspended_task_has_no_step_and_goes_on_by_the_days_on_which_its_clock_ran() -> None:
    """One day before 16/12, and from 24/12 on: the fifth is 30/12; 1/1 is a rest day."""
    given = story()
    daily(given, STEPS[1])
    given.tell(
        [TaskSuspended(reason=givens.words("stop"), reason_code=None, paper=None)],
        givens.actor(CHIEF),
    )
    assert given.task is not None
    assert standing_escalations(given.task) == ()
    assert run(given, morning(date(2026, 12, 24))) == []
    resumed = TaskResumed(
        working_days=6,
        due_on=None,
        acknowledge_by=None,
        correct_by=None,
        grace_until=None,
        reason=givens.words("go"),
        reason_code=None,
        paper=None,
    )
    given.tell([resumed], givens.actor(CHIEF))
    assert [each.after_working_days for each in standing_escalations(given.task)] == [1]
    assert daily(given, date(2027, 2, 26)) == {
        5: date(2026, 12, 30),
        10: date(2027, 1, 7),
        15: date(2027, 1, 14),
    }
    escalated = [f.event for f in given.facts if isinstance(f.event, OverdueEscalated)]
    assert [each.overdue_working_days for each in escalated] == [1, 5, 10, 15]


def test_an_end_stops_it() -> None:
    given = story()
    daily(given, STEPS[1])
    ended = TaskWithdrawn(unjudged=None, reason=givens.words("end"), reason_code=None, paper=None)
    given.tell([ended], givens.actor(CHIEF))
    assert run(given, morning(STEPS[15])) == []


def test_the_rules_of_a_ward_that_said_nothing_have_no_step() -> None:
    silent = replace(
        RULES, policy=replace(RULES.policy, overdue=replace(RULES.policy.overdue, steps=()))
    )
    assert daily(story(), date(2027, 2, 26), rules=silent) == {}


def test_other_steps_of_a_ward_are_other_days_and_offices() -> None:
    step = OverdueStep(after_working_days=3, offices=(Office.CHAIR,), unit=ApprovalStepUnit.WARD)
    policy = replace(
        RULES.policy, overdue=replace(RULES.policy.overdue, steps=(step,), requested_units=())
    )
    given = story(lead="CAP")
    assert daily(given, date(2027, 2, 26), rules=replace(RULES, policy=policy)) == {
        3: date(2026, 12, 18)
    }
    assert given.task is not None
    assert not given.task.overdue_escalations[0].as_request


def test_what_went_out_under_a_former_lead_is_answered() -> None:
    given = story()
    daily(given, STEPS[5])
    handed_on = TaskReassigned(
        former_unit="KTHTDT",
        lead_unit="VHXH",
        supporting_units=(),
        acknowledge_by=date(2026, 12, 24),
        unjudged=None,
        reason=givens.words("why"),
        reason_code=None,
        paper=None,
    )
    given.tell([handed_on], givens.actor(CHIEF))
    assert given.task is not None
    assert standing_escalations(given.task) == ()
    assert daily(given, STEPS[10]) == {10: STEPS[10]}


def test_a_task_folds_to_the_same_and_each_step_has_one_id() -> None:
    given = story()
    daily(given, STEPS[15])
    assert fold(given.facts) == given.task
    action = EscalateOverdue(due_on=DUE, after_working_days=5, at=morning(STEPS[5]))
    assert action.id == "escalate-overdue/2026-12-15/5"


def test_a_year_without_a_calendar_is_asked_only_for_the_next_step() -> None:
    known = Calendar(years=tuple(year for year in CALENDAR.years if year.year == 2026))
    given = story()
    rules = replace(RULES, calendar=known)
    assert daily(given, date(2026, 12, 28), rules=rules) == {1: STEPS[1], 5: STEPS[5]}
