"""Lateness when the clock itself was late, and what no report may hold: found by the machines."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from services.domain.calendar import Calendar
from services.domain.errors import Refusal
from services.domain.roles import Holder
from services.domain.task import agenda as clock
from services.domain.task.actions import Remind
from services.domain.task.acts.approve_submission import ApproveSubmission
from services.domain.task.acts.confirm_submission import ConfirmSubmission
from services.domain.task.acts.return_submission import ReturnSubmission
from services.domain.task.acts.submit_report import SubmitReport
from services.domain.task.events import DueDateMoved, Figure, FigureKind, Ground
from services.domain.task.lateness import OfficialStatus, box
from tests import givens
from tests.domain.deciding import decide
from tests.domain.pure_kit import resting
from tests.due_days import due_of
from tests.givens import CHECKER, CHIEF, HEAD, SPECIALIST, Story, issued, words

STREAM = "task-51-08.report.2026-Q4"
DUE = date(2026, 12, 15)


@pytest.fixture
def story() -> Story:
    reported = Story()
    reported.tell([issued()])
    return reported


def send(story: Story, who: Holder, command: object) -> None:
    assert story.task is not None
    verdict = decide(
        story.task,
        command,  # type: ignore[arg-type]
        holder=who,
        policy=givens.policy(),
        now=story.at,
    )
    story.tell(verdict.events, givens.actor(who))


def report(after: int = 0, **changes: object) -> SubmitReport:
    plain = SubmitReport(
        stream=STREAM, after_submission=after, text=words(), figures=(), paper=None
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def give_back(ground: Ground, by: date, n: int = 1, code: str | None = None) -> ReturnSubmission:
    return ReturnSubmission(
        stream=STREAM,
        submission=n,
        ground=ground,
        reason=words("reason"),
        reason_code=code,
        correct_by=by,
    )


def due(story: Story, rules: clock.Rules | None = None) -> list[str]:
    assert story.task is not None
    agenda = clock.agenda(story.task, rules or givens.rules(), story.at)
    return [each.id for each in agenda.due if not isinstance(each, Remind)]


def test_a_signature_after_the_due_day_does_not_hide_that_the_clock_was_away(
    story: Story,
) -> None:
    story.go(date(2026, 12, 17))
    send(story, HEAD, report())
    assert due(story) == ["miss/2026-12-15"]


def test_a_late_report_confirmed_before_the_clock_is_back_is_still_recorded_as_missed(
    story: Story,
) -> None:
    story.go(date(2026, 12, 17))
    send(story, HEAD, report())
    send(story, CHIEF, ConfirmSubmission(stream=STREAM, submission=1))
    assert due(story) == ["miss/2026-12-15"]
    assert story.task is not None
    (each,) = clock.agenda(story.task, givens.rules(), story.at).due
    story.tell(clock.act(story.task, givens.rules(), story.at, each))
    assert clock.agenda(story.task, givens.rules(), story.at).closed
    assert box(story.task, date(2026, 12, 17)) is OfficialStatus.DONE_LATE


def test_what_was_signed_in_time_and_confirmed_late_leaves_the_clock_nothing(story: Story) -> None:
    story.go(DUE)
    send(story, HEAD, report())
    story.go(date(2026, 12, 20))
    send(story, CHIEF, ConfirmSubmission(stream=STREAM, submission=1))
    assert story.task is not None
    assert clock.agenda(story.task, givens.rules(), story.at).closed


def test_the_head_s_own_return_does_not_end_a_date_that_was_given_for_form(story: Story) -> None:
    story.go(date(2026, 12, 14))
    send(story, HEAD, report())
    send(story, CHECKER, give_back(Ground.FORMAL_GAP, date(2026, 12, 18)))
    story.go(date(2026, 12, 17))
    send(story, SPECIALIST, report(after=1))
    send(story, HEAD, give_back(Ground.FAILED_CONTENT, date(2026, 12, 18), n=2))
    assert story.task is not None
    assert not story.task.missed
    assert due(story) == []
    send(story, SPECIALIST, report(after=2))
    send(story, HEAD, ApproveSubmission(stream=STREAM, submission=3))
    send(story, CHIEF, ConfirmSubmission(stream=STREAM, submission=3))
    assert story.task.counted_on == date(2026, 12, 14)
    assert box(story.task, date(2026, 12, 18)) is OfficialStatus.DONE_IN_TIME


def with_rest_days(*days: date) -> clock.Rules:
    years = {year.year: year for year in givens.calendar().years}
    for day in days:
        years[day.year] = resting(years[day.year], day, given=True)
    return replace(givens.rules(), calendar=Calendar(years=tuple(years.values())))


def test_a_new_rest_day_moves_an_open_date_on_and_a_rest_day_taken_back_moves_it_back(
    story: Story,
) -> None:
    story.go(date(2026, 12, 10))
    assert "move/2026-12-15/2026-12-16/calendar-2026@1" in due(story, with_rest_days(DUE))
    moved = DueDateMoved(
        from_on=DUE, due_on=date(2026, 12, 16), calendar_version="calendar-2026@1"
    )
    story.tell([moved])
    assert "move/2026-12-16/2026-12-15/calendar-2026@1" in due(story)


def test_a_calendar_that_moves_does_not_undo_what_a_person_decided(story: Story) -> None:
    """No act extends a date yet; the state already tells the two days apart."""
    story.go(date(2026, 12, 10))
    later = date(2026, 12, 25)
    assert story.task is not None
    extended = replace(story.task, due=replace(due_of(story.task), extended_to=later))
    rules = with_rest_days(DUE)
    result = clock.agenda(extended, rules, story.at).due
    assert [each.id for each in result] == ["move/2026-12-15/2026-12-16/calendar-2026@1"]
    story.task = extended
    after = story.tell(clock.act(extended, rules, story.at, result[0]))
    assert (due_of(after).original, due_of(after).counted) == (DUE, date(2026, 12, 16))
    assert after.due_on == later
    again = clock.agenda(after, rules, story.at).due
    assert not any(each.id.startswith("move") for each in again)


def test_a_date_is_never_taken_back_behind_today(story: Story) -> None:
    story.tell(
        [DueDateMoved(from_on=DUE, due_on=date(2026, 12, 17), calendar_version="calendar-2026@1")]
    )
    story.go(date(2026, 12, 16))
    assert not any(each.startswith("move") for each in due(story))


def test_a_duty_asks_for_no_figures_and_takes_none(story: Story) -> None:
    figure = Figure(
        measure="một câu tự do", value=Decimal(1), kind=FigureKind.OFFICIAL, nil_reason=None
    )
    with pytest.raises(Refusal) as refused:
        send(story, SPECIALIST, report(figures=(figure,)))
    assert refused.value.code == "figure-unknown"


def test_the_code_of_a_reason_is_one_of_the_list(story: Story) -> None:
    send(story, HEAD, report())
    by = date(2026, 9, 20)
    with pytest.raises(Refusal) as refused:
        send(story, CHECKER, give_back(Ground.FORMAL_GAP, by, code="một câu tự do"))
    assert refused.value.code == "reason-unknown"
