"""Which version of the ward's rules is in force on a day."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.errors import Refusal
from services.domain.facts import OPERATOR, Fact
from services.domain.policy import POLICY_STREAM, PolicyAdopted, in_force
from tests import givens
from tests.ledger.toys import key

START = datetime(2026, 1, 1, tzinfo=UTC)


def _adopted(*days: date) -> list[Fact]:
    return [
        Fact(
            event=PolicyAdopted(policy=replace(givens.policy(), effective_on=day)),
            stream=POLICY_STREAM,
            version=number,
            position=number,
            actor=OPERATOR,
            behalf=None,
            occurred_at=START + timedelta(days=number),
            recorded_at=START + timedelta(days=number),
            command_id=key(f"policy/{number}"),
            session_id=None,
        )
        for number, day in enumerate(days, 1)
    ]


def test_a_correction_of_this_year_does_not_undo_the_rules_of_the_next() -> None:
    facts = _adopted(date(2026, 1, 1), date(2027, 1, 1), date(2026, 7, 1))
    assert in_force(facts, date(2026, 6, 30)).version == "policy-ward@1"
    assert in_force(facts, date(2026, 12, 31)).version == "policy-ward@3"
    assert in_force(facts, date(2027, 1, 1)).version == "policy-ward@2"


def test_of_two_versions_of_one_day_the_later_one_corrects() -> None:
    facts = _adopted(date(2026, 1, 1), date(2026, 7, 1), date(2026, 7, 1))
    assert in_force(facts, date(2026, 7, 1)).version == "policy-ward@3"


DAYS = st.dates(date(2026, 1, 1), date(2026, 3, 1))


@given(st.lists(DAYS, min_size=1, max_size=8), DAYS)
def test_the_latest_day_that_has_come_wins_and_of_one_day_the_last(
    days: list[date], today: date
) -> None:
    facts = _adopted(*days)
    come = [(day, number) for number, day in enumerate(days, 1) if day <= today]
    if not come:
        with pytest.raises(Refusal, match="chưa ban hành quy tắc"):
            in_force(facts, today)
        return
    assert in_force(facts, today).version == f"policy-ward@{max(come)[1]}"
