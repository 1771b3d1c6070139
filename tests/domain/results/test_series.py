"""Đạt hay chưa đạt follows from figure, operator and the plan's rule, never from what is typed."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.assignment.events import Measure
from services.domain.assignment.stated import NOTHING_STATED, StatedTargets, YearlyTarget
from services.domain.plan.draft import Operator, Polarity
from services.domain.results.series import Attainment, Standing, worst
from services.domain.results.targets import (
    Target,
    TargetSource,
    Unknown,
    polarity,
    target_of,
)
from tests.domain.results.samples import YEARS, measure, series

AMOUNTS = st.decimals(min_value=-1000, max_value=1000, places=2)
REACHED, MISSED, UNDECIDED = Attainment.REACHED, Attainment.MISSED, Attainment.UNDECIDED


@given(AMOUNTS, AMOUNTS)
def test_each_operator_and_its_opposite_divide_the_figures(value: Decimal, limit: Decimal) -> None:
    met = {
        operator: Target(
            operator=operator, value=limit, high=None, source=TargetSource.PLAN
        ).met_by(value)
        for operator in Operator
    }
    assert met[Operator.AT_LEAST] is not met[Operator.LESS_THAN]
    assert met[Operator.AT_MOST] is not met[Operator.MORE_THAN]
    assert met[Operator.EQUALS] is (met[Operator.AT_LEAST] and met[Operator.AT_MOST])
    assert not met[Operator.NONE]


@given(AMOUNTS, st.integers(2026, 2029), AMOUNTS)
def test_on_the_line_to_a_higher_figure_more_is_never_worse(
    baseline: Decimal, year: int, value: Decimal
) -> None:
    asked = measure("R3", target_2030=1000)
    stated = StatedTargets(baseline=baseline)
    target = target_of(asked, year, YEARS, stated)
    assert isinstance(target, Target)
    assert baseline - 1 <= target.value <= 1000
    outcomes = [series(asked, (f"{year}", amount), stated=stated) for amount in (value, value + 1)]
    reached = [each.points[0].outcome is REACHED for each in outcomes]
    assert reached[1] >= reached[0]


@given(st.lists(st.tuples(st.integers(2026, 2030), st.integers(1, 4), AMOUNTS), max_size=12))
def test_the_order_in_which_figures_come_changes_nothing(
    reported: list[tuple[int, int, Decimal]],
) -> None:
    figures = list({f"{year}-Q{quarter}": value for year, quarter, value in reported}.items())
    asked = measure("R1", target_average=10)
    forward, backward = series(asked, *figures), series(asked, *reversed(figures))
    assert forward == backward
    places = [each.end.place for each in forward.points]
    assert places == sorted(places)
    assert len(forward.by_year) == len({period[:4] for period, _ in figures})


@pytest.mark.parametrize(
    ("asked", "period", "value", "outcome", "unknown"),
    [
        (measure("R1", target_average=98), "2027-Q1", 98, REACHED, None),
        (measure("R1", target_average=98), "2027-M02", 97.99, MISSED, None),
        (measure("R1", "more_than", target_average=94), "2027", 94, MISSED, None),
        (measure("R1", "equals", target_2030=100), "2027-SY", 100, REACHED, None),
        (measure("R1", "equals", target_2030=0), "2027-SY", 3, MISSED, None),
        (measure("R2", target_average=14), "2027-H1", 13.9, MISSED, None),
        (measure("R3", "at_most", target_2030=40), "2027", 45, UNDECIDED, Unknown.NO_BASELINE),
        (measure("R3", "at_most", target_2030=40), "2027", 39, REACHED, None),
        (measure("R3", "at_most", target_2030=40), "2030", 41, MISSED, None),
        (measure("R6", "none"), "2027", 2, UNDECIDED, Unknown.NO_NUMBER),
        (measure("R1", target_average=5), "2027", None, UNDECIDED, Unknown.NO_FIGURE),
        (measure("R1", target_average=45, unit="doanh nghiệp/năm"), "2027-Q2", 20, UNDECIDED,
         Unknown.YEAR_RUNS),
        (measure("R1", target_average=45, unit="doanh nghiệp/năm"), "2027-Q4", 44, MISSED, None),
        (measure("R4", "between", target_average=10, target_average_high=20), "2027-Q4", 25,
         REACHED, None),
        (measure("R4", "between", target_average=10, target_average_high=20), "2027-Q4", 9,
         MISSED, None),
        (measure("R1", "between", target_average=10, target_average_high=20), "2027-Q4", 25,
         MISSED, None),
    ],
)  # fmt: skip
def test_a_figure_is_judged_by_the_rule_of_its_measure(
    asked: Measure, period: str, value: float | None, outcome: Attainment, unknown: Unknown | None
) -> None:
    point = series(asked, (period, value)).points[0]
    assert (point.outcome, point.unknown) == (outcome, unknown)


@pytest.mark.parametrize(
    ("rule", "reach_by", "period", "answer", "outcome", "unknown"),
    [
        ("R5", date(2027, 12, 31), "2026-Q4", 0, UNDECIDED, Unknown.NOT_DUE),
        ("R5", date(2027, 12, 31), "2026-Q4", 1, REACHED, None),
        ("R5", date(2027, 12, 31), "2027-Q3", 0, UNDECIDED, Unknown.YEAR_RUNS),
        ("R5", date(2027, 12, 31), "2027-Q4", 0, MISSED, None),
        ("R5", None, "2029", 0, UNDECIDED, Unknown.NO_YEAR),
        ("R6", None, "2026", 0, MISSED, None),
        ("R6", None, "2026", 1, REACHED, None),
    ],
)
def test_yes_and_no_are_judged_by_the_day_on_which_it_must_be_so(
    rule: str,
    reach_by: date | None,
    period: str,
    answer: int,
    *,
    outcome: Attainment,
    unknown: Unknown | None,
) -> None:
    asked = measure(rule, "none", kind="yes_no", unit="đạt/chưa đạt", reach_by=reach_by)
    point = series(asked, (period, answer)).points[0]
    assert (point.outcome, point.unknown) == (outcome, unknown)


def test_poverty_glides_from_the_baseline_and_is_nothing_from_the_year_of_the_step() -> None:
    asked = measure("R7", "equals", target_2030=0, reach_by=date(2028, 12, 31))
    stated = StatedTargets(baseline=Decimal("0.9"))
    judged = series(asked, ("2026", 0.6), ("2027", 0.5), ("2028", 0), ("2029", 0.1), stated=stated)
    wanted = [each.target and each.target.value for each in judged.points]
    assert wanted == [Decimal("0.6"), Decimal("0.3"), 0, 0]
    assert [each.outcome for each in judged.points] == [REACHED, MISSED, REACHED, MISSED]
    assert polarity(asked) is Polarity.LOWER


def test_the_target_that_the_ward_set_for_a_year_comes_before_the_line() -> None:
    stated = StatedTargets(
        baseline=Decimal(80), years=(YearlyTarget(year=2027, value=Decimal(90)),)
    )
    asked = measure("R3", "equals", target_2030=100)
    wanted = [target_of(asked, year, YEARS, stated) for year in (2026, 2027, 2030)]
    assert [(each.value, each.source) for each in wanted if isinstance(each, Target)] == [
        (Decimal(84), TargetSource.LINE),
        (Decimal(90), TargetSource.WARD),
        (Decimal(100), TargetSource.LAST_YEAR),
    ]
    assert series(asked, ("2027", 95), stated=stated).points[0].outcome is REACHED


def test_what_is_striven_for_stands_apart_from_what_must_be_reached() -> None:
    judged = series(
        measure("R2", target_average=14, stretch_target=15), ("2026", 14), ("2027", 15)
    )
    assert [(each.outcome, each.beyond) for each in judged.points] == [
        (REACHED, False),
        (REACHED, True),
    ]


def test_a_measure_stands_by_its_newest_decided_figure_since_the_run_began() -> None:
    asked = measure("R1", target_average=45, unit="doanh nghiệp/năm")
    judged = series(
        asked, ("2026-Q4", 50), ("2027-Q4", 30), ("2028-Q3", 20), ("2028-Q4", 40), ("2029-Q1", 5)
    )
    standing = judged.standing
    assert standing.outcome is MISSED
    assert standing.since is not None
    assert standing.by is not None
    assert (standing.since.figure.period, standing.by.figure.period) == ("2027-Q4", "2028-Q4")
    assert judged.last is not None
    assert judged.last.figure.period == "2029-Q1"


def test_a_row_is_reached_only_where_all_of_it_is() -> None:
    def row(*outcomes: Attainment) -> Attainment:
        return worst([Standing(outcome=each, by=None, since=None) for each in outcomes])

    none = Attainment.NO_FIGURE
    assert row(REACHED, REACHED) is REACHED
    assert row(REACHED, MISSED, none) is MISSED
    assert row(REACHED, none) is UNDECIDED
    assert row(none, none) is none
    assert series(measure("R1", target_average=1)).standing.outcome is none


def test_a_school_year_is_that_of_its_end() -> None:
    judged = series(measure("R3", "equals", target_2030=100), ("2029-SY", 99))
    assert judged.points[0].end.year == 2030
    assert judged.points[0].outcome is MISSED
    assert target_of(measure("R5"), 2027, YEARS, NOTHING_STATED) is Unknown.NO_YEAR
