"""Late contributions in the evidence: how long they are late, and what ends that."""

from datetime import date

import pytest

from services.domain.calendar import Calendar
from services.domain.instants import start_of
from services.domain.task.acts.resume_task import ResumeTask
from services.domain.task.acts.submit_contribution import SubmitContribution
from services.domain.task.acts.suspend_task import SuspendTask
from services.domain.task.acts.waive_contribution import WaiveContribution
from services.domain.task.acts.withdraw_task import WithdrawTask
from services.domain.task.appraisal import product_of
from services.domain.task.appraised_contributions import ContributionLateness, CountedTo
from tests import givens
from tests.domain import appraised_lives as life
from tests.domain.day_by_day import send
from tests.domain.task_world import OTHER_HEAD

LATER = date(2027, 1, 29)
WHY = {"reason": givens.words("Có số liệu khác."), "reason_code": None}


def given(story: givens.Story, on: date) -> None:
    """The unit's head sends it, which signs it."""
    sent = SubmitContribution(
        stream=life.STREAM,
        unit="VHXH",
        text=givens.words("Đã cử hai cán bộ."),
        on_paper=False,
        paper=None,
    )
    send(story, OTHER_HEAD, sent, start_of(on, 9))


def waived(story: givens.Story, on: date) -> None:
    waive = WaiveContribution(stream=life.STREAM, unit="VHXH", **WHY)  # type: ignore[arg-type]
    send(story, givens.HEAD, waive, start_of(on, 10))


def late(story: givens.Story, today: date = LATER) -> ContributionLateness:
    (only,) = life.product(story, today).contributions
    return only


def counted(story: givens.Story, today: date = LATER) -> tuple[CountedTo, date, int | None]:
    each = late(story, today)
    return each.counted_to, each.until_on, each.working_days


def test_a_waiver_ends_the_days_of_a_late_contribution() -> None:
    story = life.unsupported()
    assert counted(story, date(2026, 12, 14)) == (CountedTo.TODAY, date(2026, 12, 14), 2)
    waived(story, date(2026, 12, 15))
    assert counted(story) == (CountedTo.WAIVED, date(2026, 12, 15), 3)
    assert (late(story).waived_on, late(story).given_on) == (date(2026, 12, 15), None)


def test_what_comes_after_a_waiver_or_a_signature_makes_nothing_later() -> None:
    story = life.unsupported()
    waived(story, date(2026, 12, 14))
    given(story, date(2026, 12, 17))
    assert counted(story) == (CountedTo.WAIVED, date(2026, 12, 14), 2)
    story = life.unsupported()
    given(story, date(2026, 12, 11))
    given(story, date(2026, 12, 21))
    assert counted(story) == (CountedTo.GIVEN, date(2026, 12, 11), 1)


@pytest.mark.parametrize(
    ("order", "how"), [(SuspendTask, CountedTo.SUSPENDED), (WithdrawTask, CountedTo.ENDED)]
)
def test_a_task_that_stands_or_ended_asks_for_no_contribution(
    order: type[SuspendTask | WithdrawTask], how: CountedTo
) -> None:
    story = life.unsupported()
    stop = order(stream=life.STREAM, paper=None, **WHY)  # type: ignore[arg-type]
    send(story, givens.CHIEF, stop, start_of(date(2026, 12, 16), 9))
    assert counted(story) == (how, date(2026, 12, 16), 4)


def test_the_days_of_a_suspension_are_not_late() -> None:
    """Two days late when it stopped on the Monday, and one more after it went on."""
    story = life.unsupported()
    stop = SuspendTask(stream=life.STREAM, paper=None, **WHY)  # type: ignore[arg-type]
    send(story, givens.CHIEF, stop, start_of(date(2026, 12, 14), 9))
    assert counted(story) == (CountedTo.SUSPENDED, date(2026, 12, 14), 2)
    go_on = ResumeTask(stream=life.STREAM, paper=None, **WHY)  # type: ignore[arg-type]
    send(story, givens.CHIEF, go_on, start_of(date(2026, 12, 21), 9))
    given(story, date(2026, 12, 22))
    assert counted(story) == (CountedTo.GIVEN, date(2026, 12, 22), 3)


def test_a_confirmed_task_ends_them_too() -> None:
    story = life.unsupported()
    life.reported(story, date(2026, 12, 11))
    life.confirmed(story, date(2026, 12, 14))
    assert counted(story) == (CountedTo.ENDED, date(2026, 12, 14), 2)


def test_without_the_calendar_of_a_year_the_day_is_known_and_the_count_is_not() -> None:
    story = life.unsupported()
    waived(story, date(2026, 12, 15))
    made = product_of(story.facts, Calendar(years=()), LATER)
    assert made is not None
    (each,) = made.contributions
    assert (each.waived_on, each.working_days) == (date(2026, 12, 15), None)
