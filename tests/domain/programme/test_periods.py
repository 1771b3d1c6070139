"""Periods of programmes: every day lies in one of each length, and they are made of each other."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.assignment.terms import written_period
from services.domain.programme.periods import ProgrammeKind, period_of, period_on

DAYS = st.dates(date(2020, 1, 1), date(2060, 12, 31))


@given(day=DAYS, kind=st.sampled_from(ProgrammeKind))
def test_a_day_lies_in_one_period_that_its_code_names(day: date, kind: ProgrammeKind) -> None:
    period = period_on(kind, day)
    assert period.holds(day)
    assert period_of(period.code) == period
    assert period.following.preceding == period
    assert period.following.first_on == period.last_on + timedelta(days=1)
    assert str(day.year) in written_period(period.code)


@given(day=DAYS, kind=st.sampled_from(ProgrammeKind))
def test_its_parts_cover_it_without_a_gap(day: date, kind: ProgrammeKind) -> None:
    period = period_on(kind, day)
    parts = period.parts
    assert len(parts) == {"year": 4, "quarter": 3, "month": 0}[kind]
    if parts:
        assert (parts[0].first_on, parts[-1].last_on) == (period.first_on, period.last_on)
        for before, after in pairwise(parts):
            assert before.following == after


@pytest.mark.parametrize(
    "code", ["", "2026-Q5", "2026-M13", "2026-M00", "26", "2026-SY", "x", "9999", "1999-Q1"]
)
def test_other_codes_are_no_programme(code: str) -> None:
    assert period_of(code) is None
