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
def test_what_is_written_is_read_with_either_minus(value: Decimal) -> None:
    written = numerals.written(value)
    assert numerals.read(written) == numerals.read(written.replace("−", "-")) == value
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
    two_readings = numerals.either(printed) is not None
    assert two_readings == (999 < value < 1_000_000)
    assert numerals.read(printed) == (None if two_readings else value)


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
    assert re.search(rf"“{re.escape(typed)}” có thể đọc hai cách: \S+ hay \S+\?", said)
    assert tuple(numerals.read(each) for each in offered) == read_as
    assert [numerals.either(each) for each in offered] == [None, None], "either is plain now"


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "",
            ",5",
            "5,",
            ".5",
            "5.",
            "--1",
            "1" * 16,
            "1,1234567",
            "٣",
            "½",
            "1e5",
            "+1",
            "1.2.3",
        ),
        *(
            "1.234",
            "1.2345,6",
            "1.23.456",
            "01.234.567",
            "1 23",
            "1,234.567,8",
            "1.234 567",
            "97,4%",
        ),
        "999.999.999.999.999.999",
    ],
)
def test_what_is_no_number_or_may_be_two_is_none(typed: str) -> None:
    assert numerals.read(typed) is None


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        *(
            ("61.03", "61.03"),
            ("0.123", "0.123"),
            ("1234.567", "1234.567"),
            ("12.3456", "12.3456"),
        ),
        *(("1.234,5", "1234.5"), ("1.234,567", "1234.567"), ("1.234.567", "1234567")),
        *(("1 234,5", "1234.5"), ("1 234", "1234"), ("−12\u00a0345,25", "-12345.25")),
        *(("1,234.5", "1234.5"), ("1,234,567", "1234567"), ("1,234,567.25", "1234567.25")),
    ],
)
def test_what_has_one_meaning_is_read(typed: str, value: str) -> None:
    assert numerals.read(typed) == Decimal(value)


@given(MEANT, st.sampled_from([".", " ", "\u00a0", "\u202f"]))
def test_every_writing_of_an_office_means_its_number_or_is_asked_again(
    value: Decimal, mark: str
) -> None:
    whole, comma, decimals = f"{value:,f}".partition(".")
    decimals = decimals.rstrip("0")
    typed = whole.replace(",", mark) + (f",{decimals}" if decimals else "")
    meant = Decimal(f"{value:f}")
    if mark == "." and not decimals and numerals.either(typed):
        assert numerals.read(typed) is None
        assert meant in (numerals.either(typed) or ())
        return
    assert comma
    assert numerals.read(typed) == meant


@given(MEANT)
def test_a_decimal_point_is_read_where_it_cannot_part_thousands(value: Decimal) -> None:
    typed = f"{value:f}"
    trimmed = typed.rstrip("0").rstrip(".")
    for each in (typed, trimmed):
        expected = None if numerals.either(each) else value
        assert numerals.read(each) == expected


@given(MEANT)
def test_what_is_read_back_has_one_reading(value: Decimal) -> None:
    for each in (value, value.normalize()):
        said = numerals.understood(each)
        assert numerals.either(said) is None
        assert numerals.read(said) == value


def test_a_share_stands_close_to_its_sign() -> None:
    assert numerals.of_unit("97,45", "%") == "97,45%"
    assert numerals.of_unit("12", "hộ") == "12 hộ"
    assert numerals.of_unit("12", "") == "12"
    assert numerals.without_percent("97,45 %") == numerals.without_percent("97,45%") == "97,45"


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
