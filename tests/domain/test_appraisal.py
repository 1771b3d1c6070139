"""Evidence for Nghị định 335 and 233: whose product, how late, which returns, which causes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.domain.assignment.issuing import ContributionsDue
from services.domain.calendar import Calendar
from services.domain.instants import end_of, start_of
from services.domain.task.acts.approve_contribution import ApproveContribution
from services.domain.task.acts.claim_cause import ClaimCause
from services.domain.task.acts.confirm_cause import ConfirmCause
from services.domain.task.acts.submit_contribution import SubmitContribution
from services.domain.task.acts.undo_act import UndoAct
from services.domain.task.appraisal import product_of
from services.domain.task.appraisal_lines import lines_of, quarter_of, tally
from services.domain.task.causes import CauseSubject
from services.domain.task.events import Ground
from services.domain.task.evolving import fold
from services.domain.task.lateness import OfficialStatus
from services.domain.task.owners import OwnedBy
from tests import givens
from tests.domain import appraised_lives as life
from tests.domain.day_by_day import CALENDAR, clock, send
from tests.domain.task_world import OTHER_HEAD
from tests.due_days import due_of

LATER = date(2027, 1, 29)
COLLEAGUE = givens.holder(
    "colleague", *((held.office, held.unit) for held in givens.SPECIALIST.offices)
)


@pytest.mark.parametrize(
    ("due_on", "signed_on", "working_days"),
    [
        # Friday before Tết; 16–20 February are Tết: 23, 24, 25 February are worked.
        (date(2026, 2, 13), date(2026, 2, 25), 3),
        # 30/4 and 1/5 are Thursday and Friday: Monday 4 and Tuesday 5 May.
        (date(2026, 4, 29), date(2026, 5, 5), 2),
        # Saturday 22 August makes up for Monday the 31st: Saturday and Monday the 24th.
        (date(2026, 8, 21), date(2026, 8, 24), 2),
        # 31 August to 2 September are free: Thursday 3 September alone.
        (date(2026, 8, 28), date(2026, 9, 3), 1),
        # Tuesday 24 November is free: Wednesday the 25th.
        (date(2026, 11, 23), date(2026, 11, 25), 1),
        # Over the end of the year: Friday 1 January is free, Monday 4 and Tuesday 5 are not.
        (date(2026, 12, 31), date(2027, 1, 5), 2),
        # On the Saturday after: late, by no working day yet.
        (date(2026, 12, 11), date(2026, 12, 12), 0),
    ],
)
def test_days_late_are_working_days_from_the_due_date_to_the_signature(
    due_on: date, signed_on: date, working_days: int
) -> None:
    story = life.passed(life.issued(due_on - timedelta(days=9), due_on))
    life.reported(story, signed_on)
    made = life.product(story, LATER)
    late = made.lateness
    assert late is not None
    assert (late.since_on, late.until_on, late.working_days) == (due_on, signed_on, working_days)
    assert late.position == next(
        fact.position for fact in story.facts if fact.event.TYPE == "deadline-missed"
    )
    life.confirmed(story, signed_on + timedelta(days=9))
    assert life.product(story, LATER).lateness == late, "the wait for others is not the unit's"
    assert life.product(story, LATER).status is OfficialStatus.DONE_LATE


def test_what_is_still_owed_is_late_until_today_and_before_the_record_too() -> None:
    story = life.issued()
    late = life.product(story, date(2026, 12, 18)).lateness
    assert late is not None
    assert (late.working_days, late.position) == (3, None)
    late = life.product(life.passed(story), date(2026, 12, 21)).lateness
    assert late is not None
    assert (late.working_days, late.position) == (4, len(story.facts))


def test_in_time_there_is_no_lateness_and_both_dates_agree() -> None:
    story = life.issued()
    life.reported(story, life.DUE_ON)
    life.confirmed(story, date(2026, 12, 22))
    made = life.product(story, LATER)
    assert made.lateness is None
    assert made.status is made.status_by_original is OfficialStatus.DONE_IN_TIME
    assert made.confirmed_at == len(story.facts)


def test_a_granted_extension_is_in_time_by_the_date_in_force_and_late_by_the_original() -> None:
    story = life.issued()
    life.extended(story, date(2026, 12, 14), date(2026, 12, 22), date(2026, 12, 15))
    life.reported(story, date(2026, 12, 21))
    life.confirmed(story, date(2026, 12, 22))
    made = life.product(story, LATER)
    assert made.status is OfficialStatus.DONE_IN_TIME
    assert made.status_by_original is OfficialStatus.DONE_LATE
    assert made.lateness is None
    assert due_of(made.task).original == life.DUE_ON


def test_while_a_request_of_before_the_due_day_waits_nothing_is_late_yet() -> None:
    story = life.issued()
    life.asked(story, date(2026, 12, 14), date(2026, 12, 22))
    made = life.product(story, date(2026, 12, 18))
    assert made.awaits_extension
    assert made.status is OfficialStatus.RUNNING_LATE
    assert made.lateness is None


def test_what_was_recorded_stays_after_a_grant_that_came_too_late() -> None:
    story = life.issued()
    life.asked(story, date(2026, 12, 14), date(2027, 1, 8))
    life.passed(story, date(2026, 12, 29))  # ten working days undecided
    life.granted(story, date(2026, 12, 30))
    life.reported(story, date(2027, 1, 5))
    life.confirmed(story, date(2027, 1, 6))
    made = life.product(story, LATER)
    assert made.task.due_on == date(2027, 1, 8)
    assert made.status is OfficialStatus.DONE_LATE
    assert made.lateness is not None
    assert made.lateness.since_on == life.DUE_ON
    assert made.lateness.working_days == 14


def test_returns_are_listed_by_their_kind_and_only_failed_content_is_deducted() -> None:
    story = life.issued()
    day = date(2026, 12, 2)
    for ground in (Ground.FORMAL_GAP, Ground.SUPPLEMENT, Ground.FAILED_CONTENT):
        life.reported(story, day)
        life.returned(story, day, ground)
        day += timedelta(days=1)
    returns = life.product(story, date(2026, 12, 7)).returns
    assert [each.ground for each in returns] == [
        Ground.FORMAL_GAP,
        Ground.SUPPLEMENT,
        Ground.FAILED_CONTENT,
    ]
    assert [each.submission for each in returns] == [1, 2, 3]
    assert [each.is_deducted for each in returns] == [False, False, True]
    assert [each.on for each in returns] == [date(2026, 12, each) for each in (2, 3, 4)]


def test_an_older_return_for_quality_is_listed_and_never_deducted() -> None:
    story = life.issued()
    life.reported(story, date(2026, 12, 2))
    life.returned(story, date(2026, 12, 3), Ground.FAILED_CONTENT)
    fact = story.facts[-1]
    older = replace(fact, event=replace(fact.event, ground=Ground.FAILED_QUALITY))
    made = product_of([*story.facts[:-1], older], CALENDAR, date(2026, 12, 4))
    assert made is not None
    (back,) = made.returns
    assert back.ground is Ground.FAILED_QUALITY
    assert not back.is_deducted


def test_a_return_that_was_undone_counts_for_nothing() -> None:
    story = life.issued()
    life.reported(story, date(2026, 12, 2))
    life.returned(story, date(2026, 12, 3), Ground.FAILED_CONTENT)
    back = life.task_of(story).latest
    assert back is not None
    assert len(life.product(story, date(2026, 12, 3)).returns) == 1
    undo = UndoAct(stream=life.STREAM, version=back.version)
    send(story, givens.CHIEF, undo, start_of(date(2026, 12, 3), 14) + timedelta(minutes=5))
    assert life.product(story, date(2026, 12, 3)).returns == ()


@pytest.mark.parametrize("confirms", [True, False])
def test_a_confirmed_cause_removes_exactly_the_deduction_that_it_is_about(
    *, confirms: bool
) -> None:
    story = life.passed(life.issued())
    life.reported(story, date(2026, 12, 17))
    life.returned(story, date(2026, 12, 18), Ground.FAILED_CONTENT)
    life.claimed(story, date(2026, 12, 21))
    made = life.product(story, date(2026, 12, 21))
    assert made.lateness is not None
    assert made.lateness.is_deducted, "a claim alone removes nothing"
    life.answered(story, date(2026, 12, 22), confirms=confirms)
    made = life.product(story, date(2026, 12, 22))
    assert made.lateness is not None
    cause = made.lateness.cause
    assert cause is not None
    assert cause.claim.answer is not None
    assert cause.claim.answer.person_id == givens.CHIEF.person_id
    assert (cause.claimed_at, cause.answered_at) == (len(story.facts) - 1, len(story.facts))
    assert made.lateness.is_deducted is not confirms
    assert [each.is_deducted for each in made.returns] == [True], "the return is another matter"
    life.claimed(story, date(2026, 12, 23), CauseSubject.RETURN, 1)
    life.answered(story, date(2026, 12, 24), 2, confirms=True)
    assert not life.product(story, date(2026, 12, 24)).returns[0].is_deducted


def test_a_product_is_who_s_was_named_when_the_version_was_sent_else_who_sent_it() -> None:
    story = life.issued()
    assert life.product(story, date(2026, 12, 2)).owner.by is OwnedBy.NOBODY
    life.sent(story, date(2026, 12, 2), COLLEAGUE)
    owner = life.product(story, date(2026, 12, 2)).owner
    assert (owner.person_id, owner.by) == (COLLEAGUE.person_id, OwnedBy.SENT)
    life.named(story, givens.SPECIALIST)
    owner = life.product(story, date(2026, 12, 2)).owner
    assert owner.person_id == COLLEAGUE.person_id, "named after it was sent"
    life.signed(story, date(2026, 12, 3))
    life.returned(story, date(2026, 12, 3), Ground.FAILED_CONTENT)
    life.reported(story, date(2026, 12, 4), COLLEAGUE)
    life.confirmed(story, date(2026, 12, 7))
    made = life.product(story, date(2026, 12, 8))
    assert (made.owner.person_id, made.owner.by) == (givens.SPECIALIST.person_id, OwnedBy.NAMED)
    (back,) = made.returns
    assert back.owner.person_id == COLLEAGUE.person_id, "of the version that came back"


def test_before_anything_is_sent_it_is_expected_of_who_is_named() -> None:
    story = life.issued()
    life.named(story, COLLEAGUE)
    owner = life.product(story, date(2026, 12, 2)).owner
    assert (owner.person_id, owner.by) == (COLLEAGUE.person_id, OwnedBy.EXPECTED)


def test_a_recorded_lateness_stays_with_the_unit_that_led_when_it_was_recorded() -> None:
    story = life.issued()
    life.named(story, COLLEAGUE)
    life.passed(story)
    life.reassigned(story, date(2026, 12, 17), "VHXH")
    made = life.product(story, date(2026, 12, 18))
    assert (made.owner.unit, made.owner.by) == ("VHXH", OwnedBy.NOBODY)
    assert made.lateness is not None
    assert (made.lateness.owner.unit, made.lateness.owner.person_id) == (
        "KTHTDT",
        COLLEAGUE.person_id,
    )


def test_without_the_calendar_of_a_year_the_days_are_unknown_and_the_lateness_is_not() -> None:
    story = life.passed(life.issued())
    made = product_of(story.facts, Calendar(years=()), date(2026, 12, 18))
    assert made is not None
    assert made.lateness is not None
    assert made.lateness.working_days is None


def test_a_task_without_facts_is_no_product() -> None:
    assert fold([]) is None
    assert product_of([], CALENDAR, LATER) is None


def test_a_late_contribution_is_the_supporting_unit_s_and_not_the_lead_s() -> None:
    story, own = givens.Story(), date(2026, 12, 10)
    due = ContributionsDue(on=own, before_lead_working_days=3)
    story.tell([givens.issued(contributions=due)])
    clock(story, end_of(own))
    (late,) = life.product(story, date(2026, 12, 14)).contributions
    assert (late.due_on, late.given_on, late.working_days) == (own, None, 2)
    assert (late.owner.unit, late.owner.by) == ("VHXH", OwnedBy.NOBODY)
    sent = SubmitContribution(
        stream="task-51-08.report.2026-Q4",
        unit="VHXH",
        text=givens.words("Đã cử hai cán bộ."),
        on_paper=False,
        paper=None,
    )
    send(story, givens.OTHER, sent, start_of(date(2026, 12, 14), 9))
    signed = ApproveContribution(stream="task-51-08.report.2026-Q4", contribution=1)
    send(story, OTHER_HEAD, signed, start_of(date(2026, 12, 15), 9))
    made = life.product(story, LATER)
    (late,) = made.contributions
    assert (late.given_on, late.working_days) == (date(2026, 12, 15), 3)
    assert (late.owner.person_id, late.owner.by) == (givens.OTHER.person_id, OwnedBy.SENT)
    assert made.owner.unit == "KTHTDT"
    (line,) = [each for each in lines_of(made, quarter_of(own)) if each.contributions]
    assert (line.owner.unit, line.is_due, line.lateness) == ("VHXH", False, None)
    assert tally([line]).contributions_late == 1
    assert tally([line]).late == 0


def test_a_cause_confirmed_for_a_late_contribution_stands_beside_the_supporter_s_line() -> None:
    story, own = givens.Story(), date(2026, 12, 10)
    due = ContributionsDue(on=own, before_lead_working_days=3)
    story.tell([givens.issued(contributions=due)])
    clock(story, end_of(own))
    claim = ClaimCause(
        stream="task-51-08.report.2026-Q4",
        about=CauseSubject.LATE_CONTRIBUTION,
        submission=None,
        reason=givens.words("Mưa lũ."),
        reason_code=None,
        paper=None,
    )
    send(story, givens.OTHER, claim, start_of(date(2026, 12, 14), 9))
    (late,) = life.product(story, LATER).contributions
    assert late.cause is not None
    assert (late.cause.claim.unit, late.cause.claimed_at) == ("VHXH", story.facts[-1].position)
    assert late.is_deducted
    confirmed = ConfirmCause(
        stream=claim.stream, claim=1, reason=givens.words("Đã có công điện."), reason_code=None
    )
    send(story, givens.CHIEF, confirmed, start_of(date(2026, 12, 15), 9))
    clock(story, end_of(date(2026, 12, 15)))
    made = life.product(story, LATER)
    (late,) = made.contributions
    assert not late.is_deducted
    assert made.lateness is not None
    assert made.lateness.cause is None, "the lead is freed by its own cause alone"
    (line,) = [each for each in lines_of(made, quarter_of(own)) if each.contributions]
    counted = tally([line])
    assert (counted.contributions_late, counted.causes_confirmed) == (1, 1)
