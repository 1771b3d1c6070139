"""The figures of the pages: every page answers in a simulated ward; ratios decide, no clock."""

from datetime import timedelta
from pathlib import Path

import pytest

from infra.bench import crowding, pages, rebuilding, wards
from infra.bench.pages import Row
from infra.bench.simulated_installation import simulated_installation
from infra.simulation.simulator import FIRST_DAY
from services.projections import STATE_ROWS
from tests.engines_fixture import running_postgres


def row(years: int, *, p50: float = 20, p95: float = 40, kib: float = 30) -> Row:
    return {
        "office": "thanh tra",
        "page": "Nhật ký",
        "years": years,
        "p50_ms": p50,
        "p95_ms": p95,
        "kib": kib,
    }


def test_a_page_that_costs_more_with_the_years_is_found_and_a_slow_one_is_only_said() -> None:
    assert not pages.grows([row(1, p50=900, p95=2000), row(5, p50=900, p95=2000)])
    assert not pages.grows([row(1), row(5, p50=25)])
    assert pages.grows([row(1), row(5, p50=27)])


def test_the_lines_say_what_was_measured_what_was_wanted_and_what_is_over() -> None:
    said = pages.lines([row(1), row(5, p50=80, kib=553)])
    assert len(said) == 3
    assert "60 ms median, 150 ms at 95 %, 150 KiB" in said[0]
    assert "times" not in said[1]
    assert said[2].endswith("553.0 KiB = 4.00 times (over: p50_ms, kib)")


def test_a_crowd_that_slows_others_too_much_is_found() -> None:
    collected = {"pages": [row(1), row(5)], "crowding": {"ratio": 1.9}}
    assert wards.reached(collected)
    assert not wards.reached({**collected, "crowding": {"ratio": 2.1}})
    assert not wards.reached({**collected, "pages": [row(1), row(5, p50=50)]})


@pytest.mark.postgres
def test_every_page_of_the_figures_answers_in_a_simulated_ward(tmp_path: Path) -> None:
    folder, until = tmp_path / "simulated", FIRST_DAY + timedelta(days=40)
    # A server of its own: the roles of the shared one belong to a migrator without power.
    with (
        running_postgres() as server,
        simulated_installation(server, folder, until, pages.LOGINS, processes=1) as installation,
    ):
        rows = pages.measure_pages({1: installation}, rounds=1)
        crowded = crowding.measure_crowding(installation, alone=1, at_once=3)
        rebuilt = rebuilding.measure_rebuild(installation)
    assert [(each["office"], each["page"]) for each in rows] == [
        (office.words, name) for office, name, _ in pages.PAGES
    ]
    assert {office.login for office, _, _ in pages.PAGES} <= {*pages.LOGINS}
    assert min(each["kib"] for each in rows) > 3
    assert crowded["ratio"] > 0
    assert "tasks" in {row["projection"] for row in rebuilt if not row["simple"]}
    assert any(row["simple"] for row in rebuilt)
    assert len(rebuilding.lines(rebuilt)) == len(STATE_ROWS) + 1
    assert pages.lines(rows)
    assert crowding.lines(crowded)
