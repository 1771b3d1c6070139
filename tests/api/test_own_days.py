"""Days by which reports are due, as they are typed, as they are written, and in words."""

from dataclasses import replace
from datetime import date

import pytest

from api.labels import plan_words
from api.web.forms import BadForm
from api.web.own_days import example, read_days, typed_days
from services.domain.assignment.due_words import written_days
from services.domain.assignment.events import Deliverable
from services.domain.assignment.own_days import require_fitting
from services.domain.assignment.terms import DeliverableName, written_period
from services.domain.calendar import Frequency
from services.domain.due_days import DayInPeriod, DueDays
from services.domain.plan.draft import DeliverableDraft
from tests.plandoc.test_small_plan import small


@pytest.mark.parametrize(
    ("frequency", "typed", "words"),
    [
        ("month", "18", "ngày 18 hằng tháng"),
        ("month", "31", "ngày cuối hằng tháng"),
        ("month", "5/2", "ngày 05 của tháng sau, hằng tháng"),
        ("quarter", "20/3", "ngày 20 tháng cuối quý, hằng quý"),
        ("quarter", "10/4", "ngày 10 tháng đầu quý sau, hằng quý"),
        (
            "quarter",
            "20/3; 20/3; 15/3; 10/3",
            "ngày 20/03, ngày 20/06, ngày 15/09 và ngày 10/12 hằng năm",
        ),
        ("half_year", "01/06; 15/11", "ngày 01/06 và ngày 15/11 hằng năm"),
        ("half_year", "31/06; 31/12", "ngày cuối tháng 06 và ngày cuối tháng 12 hằng năm"),
        ("year", "15/11", "ngày 15/11 hằng năm"),
        ("year", "15/13", "ngày 15/01 năm sau hằng năm"),
        ("school_year", "20/12", "ngày 20 tháng thứ 12 của năm học"),
        ("once", "30/09/2027; 31/12/2030", "ngày 30/09/2027, ngày 31/12/2030"),
    ],
)
def test_days_are_read_and_written_as_they_are_typed(
    frequency: str, typed: str, words: str
) -> None:
    days = read_days(frequency, typed)
    require_fitting(frequency, days)
    assert typed_days(frequency, days) == typed
    asked = Deliverable(name="report", frequency=frequency, due=None, days=days)
    assert written_days(asked) == words


def test_one_day_of_a_half_holds_for_both() -> None:
    days = DueDays(in_period=(DayInPeriod(month=6, day=10),))
    assert typed_days("half_year", days) == "10/06; 10/12"
    assert read_days("half_year", "10/06") == days


@pytest.mark.parametrize("typed", ["cuối quý", "15/11/2026/1", "-1"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(BadForm):
        read_days("year", typed)


def test_each_frequency_has_an_example_and_no_days_are_blank() -> None:
    assert all(example(each.value) for each in Frequency)
    assert typed_days("year", None) == ""
    assert written_days(Deliverable(name="report", frequency="year", due=None)) == ""


def test_a_period_of_one_off_work_is_called_by_its_day() -> None:
    assert written_period("once") == "một lần"
    assert written_period("once-2027-09-30") == "một lần, hạn 30/09/2027"
    days = read_days("once", "31/12/2030; 30/09/2027")
    assert days.on == (date(2027, 9, 30), date(2030, 12, 31))


def test_what_a_plan_asks_is_said_with_its_days_and_whether_it_is_proposed() -> None:
    (item, *_) = small().items
    dated = DeliverableDraft(
        name=DeliverableName.REPORT,
        frequency=Frequency.QUARTER,
        proposed=False,
        due=None,
        days=read_days("quarter", "20/3"),
    )
    assert plan_words.asked(replace(item, deliverables=(*item.deliverables[1:], dated))) == [
        "Báo cáo tiến độ hằng quý (đề xuất)",
        "Báo cáo hằng quý, hạn ngày 20 tháng cuối quý, hằng quý",
    ]
