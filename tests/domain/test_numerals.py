"""The shape of a number is one rule: what is written can be read, and nobody has another one."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain import numerals
from tests.house.tree import ROOT, ours

MEANT = st.decimals(
    allow_nan=False, allow_infinity=False, places=6, min_value=-(10**15) + 1, max_value=10**15 - 1
)
# A comma for a point, marks between thousands, or so many digits: said again elsewhere.
_OWN_RULE = re.compile(
    r"replace\([\"']\.[\"'], ?[\"'],[\"']\)|replace\([\"'],[\"'], ?[\"']\.[\"']\)"
    r"|:,\}|\{1,1[25]\}|\{0,11\}|\{1,6\}"
)
_WRITTEN = ("services/", "api/", "infra/", "activities/", "workflows/")


@given(MEANT)
def test_what_is_written_is_read_with_either_minus_and_never_as_thousands(value: Decimal) -> None:
    written = numerals.written(value)
    assert numerals.read(written) == numerals.read(written.replace("−", "-")) == value
    assert not numerals.has_thousands(written)
    assert "-" not in written
    assert "." not in written


@given(MEANT)
def test_what_is_written_is_what_programs_send_but_for_comma_and_minus(value: Decimal) -> None:
    sent = numerals.written(value).replace(",", ".").replace("−", "-")
    assert re.fullmatch(numerals.PLAIN, sent)
    assert len(sent) <= numerals.PLAIN_AT_MOST
    assert Decimal(sent) == value


@given(st.integers(0, 10**numerals.PLAN_DIGITS - 1))
def test_a_count_is_printed_with_marks_that_a_document_is_read_with(value: int) -> None:
    printed = numerals.count(value)
    assert numerals.read_printed(printed) == value
    assert numerals.is_of_a_plan(printed)
    assert numerals.has_thousands(printed) == (value > 999)
    assert (numerals.read(printed) is None) == (value > 999)


@given(st.integers(1, 999), st.integers(0, 999), st.booleans(), st.sampled_from(".,"))
def test_one_mark_before_three_digits_has_two_readings(
    whole: int, three: int, minus: bool, mark: str
) -> None:
    typed = f"{'-' if minus else ''}{whole}{mark}{three:03}"
    read_as = numerals.either(typed)
    assert read_as is not None
    assert abs(read_as[0]) == whole * 1000 + three
    assert read_as[0] == read_as[1] * 1000
    said = numerals.asked_again(typed, read_as)
    offered = re.findall(r"Viết (\S+) hoặc (\S+)\.$", said)[0]
    assert tuple(numerals.read(each) for each in offered) == read_as
    assert [numerals.either(each) for each in offered] == [None, None], "either is plain now"


@pytest.mark.parametrize(
    "typed", ["", "1.5", "1 234", ",5", "5,", "--1", "1" * 16, "1,1234567", "٣", "½", "1e5", "+1"]
)
def test_what_is_no_number_is_none(typed: str) -> None:
    assert numerals.read(typed) is None


def test_nobody_else_says_how_a_number_looks() -> None:
    collected = {
        name: line.strip()
        for name in ours()
        if name.startswith(_WRITTEN) and name.endswith(".py")
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines()
        if _OWN_RULE.search(line) and name != "services/domain/numerals.py"
    }
    assert collected == {}


def test_the_pattern_finds_what_was_wrong_once() -> None:
    for wrong in (
        'return format(value, "f").replace(".", ",")',
        'return f"{value:,}".replace(",", ".")',
        '_NUMBER = re.compile(r"-?\\d{1,15}(?:,\\d{1,6})?")',
        '_DECIMAL = re.compile(r"-?(0|[1-9]\\d{0,11})(\\.\\d{1,6})?")',
    ):
        assert _OWN_RULE.search(wrong), wrong
