"""Averages, sums and growth over years, each with the formula that shows how."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.assignment.stated import NOTHING_STATED, StatedTargets
from services.domain.results.averages import Computation, over_the_years
from services.domain.results.series import Attainment
from tests.domain.results.samples import measure, series

RATES = st.lists(st.decimals(min_value=-50, max_value=80, places=1), min_size=2, max_size=5)
GROWTH = measure("R2", target_average=14)
WORTH = measure("R3", target_2030=490, unit="doanh nghiệp")


def years(values: list[Decimal]) -> list[tuple[str, Decimal]]:
    return [(str(2026 + place), value) for place, value in enumerate(values)]


@given(RATES)
def test_mean_growth_lies_between_the_rates_and_not_above_their_mean(rates: list[Decimal]) -> None:
    computed = over_the_years(series(GROWTH, *years(rates)))
    assert computed is not None
    assert computed.computation is Computation.MEAN_GROWTH
    cent = Decimal("0.01")
    assert min(rates) - cent <= computed.value <= max(rates) + cent
    assert computed.value <= sum(rates, Decimal(0)) / len(rates) + cent


@given(st.decimals(min_value=1, max_value=900, places=0), st.integers(2026, 2030))
def test_growing_by_the_computed_rate_leads_from_the_baseline_to_the_figure(
    value: Decimal, year: int
) -> None:
    stated = StatedTargets(baseline=Decimal(400))
    computed = over_the_years(series(WORTH, (str(year), value), stated=stated))
    assert computed is not None
    grown = Decimal(400) * (1 + computed.value / 100) ** (year - 2025)
    assert grown == pytest.approx(value, rel=Decimal("0.001"))


@pytest.mark.parametrize(
    ("asked", "figures", "stated", "formula", "outcome"),
    [
        (
            GROWTH,
            [("2026", 15), ("2027", "12.5")],
            NOTHING_STATED,
            "Tăng bình quân 2 năm 2026 - 2027 = ((1 + 15%) × (1 + 12,5%))^(1/2) − 1 = 13,74%",
            Attainment.MISSED,
        ),
        (
            measure("R1", target_average=98),
            [("2026", 98), ("2027", 99), ("2028-Q1", 5)],
            NOTHING_STATED,
            "Bình quân 2 năm 2026 - 2027 = (98 + 99) : 2 = 98,5%",
            Attainment.REACHED,
        ),
        (
            measure("R4", "between", target_2030=50, target_2030_high=100, unit="cơ sở"),
            [("2026-Q4", 12), ("2027-Q2", 9)],
            NOTHING_STATED,
            "Cộng dồn 2 năm 2026 - 2027 = 12 + 9 = 21 cơ sở",
            Attainment.UNDECIDED,
        ),
        (
            measure("R4", "between", target_2030=50, target_2030_high=100, unit="cơ sở"),
            [("2026-Q4", 60), ("2027-Q2", 90)],
            NOTHING_STATED,
            "Cộng dồn 2 năm 2026 - 2027 = 60 + 90 = 150 cơ sở",
            Attainment.REACHED,
        ),
        (
            WORTH,
            [("2027", 441)],
            StatedTargets(baseline=Decimal(400)),
            "Tăng bình quân hằng năm 2025 - 2027 = (441 : 400)^(1/2) − 1 = 5%",
            Attainment.UNDECIDED,
        ),
    ],
)
def test_the_formula_is_a_sentence(
    asked: Any,
    figures: list[tuple[str, Any]],
    stated: StatedTargets,
    formula: str,
    outcome: Attainment,
) -> None:
    computed = over_the_years(series(asked, *figures, stated=stated))
    assert computed is not None
    assert (computed.formula, computed.outcome) == (formula, outcome)


@pytest.mark.parametrize(
    ("asked", "figures"),
    [
        (GROWTH, [("2026", 15)]),
        (GROWTH, [("2026", 15), ("2027", -100)]),
        (WORTH, [("2027", 441)]),
        (measure("R3", target_2030=60), [("2027", 55)]),
        (measure("R6", "none", kind="yes_no"), [("2026", 1), ("2027", 1)]),
        (measure("R4", target_2030=50), []),
    ],
)
def test_nothing_is_computed_where_the_years_do_not_give_it(
    asked: Any, figures: list[tuple[str, Any]]
) -> None:
    assert over_the_years(series(asked, *figures)) is None
