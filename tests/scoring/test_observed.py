"""What a draft holds of a duty's time, as a score compares it."""

from datetime import date

import pytest

from services.domain.assignment.terms import DeliverableName
from services.domain.calendar import Frequency
from services.domain.due_days import DayInPeriod, DueDays
from services.domain.plan.draft import DeliverableDraft, ItemDraft, ItemKind
from services.scoring.due_said import DueSaid
from services.scoring.observed import dues_said


def duty(*reports: DeliverableDraft, ends_on: date | None = None) -> ItemDraft:
    return ItemDraft(
        code="I-01",
        kind=ItemKind.DUTY,
        title="Thả sen",
        section="I.1",
        lead=None,
        supporting=(),
        restricted=False,
        starts_on=None,
        ends_on=ends_on,
        deliverables=reports,
        measures=(),
    )


def report(
    frequency: Frequency, *days: tuple[int, int] | date, proposed: bool = False
) -> DeliverableDraft:
    said = DueDays(
        in_period=tuple(
            DayInPeriod(month=each[0], day=each[1]) for each in days if isinstance(each, tuple)
        ),
        on=tuple(each for each in days if isinstance(each, date)),
    )
    return DeliverableDraft(
        name=DeliverableName.REPORT,
        frequency=frequency,
        proposed=proposed,
        due=None,
        days=said if days else None,
    )


@pytest.mark.parametrize(
    ("reports", "parts"),
    [
        ([report(Frequency.MONTH)], {"month"}),
        ([report(Frequency.MONTH, (1, 18))], {f"18/{month:02}" for month in range(1, 13)}),
        ([report(Frequency.QUARTER, (3, 20))], {"20/03", "20/06", "20/09", "20/12"}),
        ([report(Frequency.QUARTER, (4, 5))], {"05/04", "05/07", "05/10", "05/01"}),
        ([report(Frequency.HALF_YEAR, (6, 1), (5, 15))], {"01/06", "15/11"}),
        ([report(Frequency.YEAR, (11, 15))], {"15/11"}),
        ([report(Frequency.YEAR, (13, 10))], {"10/01"}),
        ([report(Frequency.YEAR, (6, 31))], {"30/06"}),
        ([report(Frequency.YEAR, (2, 31))], {"28/02"}),
        ([report(Frequency.SCHOOL_YEAR, (12, 31))], {"31/05"}),
        (
            [report(Frequency.HALF_YEAR, (6, 10)), report(Frequency.YEAR, (12, 10))],
            {"10/06", "10/12"},
        ),
        (
            [report(Frequency.ONCE, date(2028, 12, 31), date(2030, 12, 31))],
            {"một lần, 31/12/2028", "một lần, 31/12/2030"},
        ),
        ([report(Frequency.ONCE)], {"một lần"}),
        ([report(Frequency.QUARTER, proposed=True)], set()),
    ],
)
def test_days_of_periods_are_days_of_the_year(
    reports: list[DeliverableDraft], parts: set[str]
) -> None:
    dues = dues_said(duty(*reports))
    assert {part for due in dues for part in due.parts} == parts


def test_what_is_done_once_ends_with_its_item_where_it_has_no_day_of_its_own() -> None:
    until = date(2027, 9, 30)
    assert dues_said(duty(report(Frequency.ONCE), ends_on=until)) == (
        DueSaid(frequency=Frequency.ONCE, until=until),
    )
