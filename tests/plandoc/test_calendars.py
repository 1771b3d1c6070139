"""A calendar file becomes the years of the calendar, or is answered with what to correct."""

from datetime import date

import pytest

from services.domain.calendar import CalendarStatus, CalendarYear, MakeUpDay, RestDay
from services.planyaml.problems import PlanFileError
from services.planyaml.yaml_plan import read_calendars

SMALL = """\
calendars:
  - year: 2027
    status: estimated
    decision: dự kiến
    rest_days: []
    make_up_days: []
  - year: 2026
    status: official
    decision: Thông báo 9441/TB-BNV
    rest_days:
      - {date: 2026-11-24, name: Ngày Văn hóa Việt Nam, decision: Nghị quyết 28/2026/QH16}
      - {date: 2026-08-31, name: Hoán đổi, decision: Thông báo 9441/TB-BNV}
    make_up_days:
      - {date: 2026-08-22, instead_of: 2026-08-31, decision: Thông báo 9441/TB-BNV}
"""


def test_years_and_days_come_in_order() -> None:
    first, second = read_calendars(SMALL, "x")
    assert second.year == 2027
    assert first == CalendarYear(
        year=2026,
        status=CalendarStatus.OFFICIAL,
        decision="Thông báo 9441/TB-BNV",
        rest_days=(
            RestDay(on=date(2026, 8, 31), name="Hoán đổi", decision="Thông báo 9441/TB-BNV"),
            RestDay(
                on=date(2026, 11, 24),
                name="Ngày Văn hóa Việt Nam",
                decision="Nghị quyết 28/2026/QH16",
            ),
        ),
        make_up_days=(
            MakeUpDay(
                on=date(2026, 8, 22),
                instead_of=date(2026, 8, 31),
                decision="Thông báo 9441/TB-BNV",
            ),
        ),
    )


@pytest.mark.parametrize(
    ("was", "now", "at", "said"),
    [
        ("date: 2026-11-24", "date: 2027-11-24", (11, 16), "không thuộc năm 2026"),
        ("date: 2026-11-24", "date: 2026-11-22", (11, 16), "thứ Bảy hoặc Chủ nhật"),
        ("date: 2026-11-24", "date: 2026-08-31", (11, 7), "ghi hai lần"),
        ("date: 2026-08-22", "date: 2026-08-21", (14, 16), "phải là thứ Bảy hoặc Chủ nhật"),
        ("date: 2026-08-22", "date: 2025-08-23", (14, 16), "không thuộc năm 2026"),
        ("of: 2026-08-31", "of: 2026-08-28", (14, 40), "chưa có trong rest_days"),
        ("status: official", "status: chính thức", (8, 13), "official, estimated"),
    ],
)
def test_a_wrong_day_is_named_at_its_place(
    was: str, now: str, at: tuple[int, int], said: str
) -> None:
    with pytest.raises(PlanFileError) as caught:
        read_calendars(SMALL.replace(was, now, 1), "x")
    collected = {
        (problem.line, problem.column)
        for problem in caught.value.problems
        if said in problem.sentence
    }
    assert at in collected, caught.value.sentence


def test_a_year_twice_is_refused_at_the_second() -> None:
    with pytest.raises(PlanFileError) as caught:
        read_calendars(SMALL.replace("year: 2027", "year: 2026"), "x")
    problem = caught.value.problems[0]
    assert (problem.line, problem.column) == (7, 5)
    assert "Năm 2026 đã khai báo" in problem.sentence
