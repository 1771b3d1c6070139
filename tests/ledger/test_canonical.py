"""The frozen form of bytes: what it writes, what it reads, what it refuses."""

import json
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.ledger import canonical
from services.ledger.canonical import NotCanonical, check_string, decode, encode, normalise

LARGEST = 2**53 - 1


def storable(text: str) -> bool:
    try:
        check_string(text)
    except NotCanonical:
        return False
    return True


strings = st.text(max_size=30).map(normalise).filter(storable)
keys = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | strings,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)


@given(values)
def test_what_is_written_is_read_back_and_written_again_alike(value: Any) -> None:
    assert decode(encode(value)) == value
    assert encode(decode(encode(value))) == encode(value)


@given(values)
def test_it_is_the_json_that_the_design_names(value: Any) -> None:
    plain = json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    assert encode(value) == plain.encode()


def test_the_form_is_bytes_that_never_change() -> None:
    value = {"z": None, "a": ['Đề án "2"\n\t\\', True, -7], "b_1": {"amount": "61.03"}}
    written = '{"a":["Đề án \\"2\\"\\n\\t\\\\",true,-7],"b_1":{"amount":"61.03"},"z":null}'
    assert encode(value) == written.encode()


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        float("nan"),
        LARGEST + 1,
        -LARGEST - 1,
        Decimal(1),
        b"a",
        ("a",),
        {"A": 1},
        {"": 1},
        {"ê": 1},
        {"a b": 1},
        {1: 1},
        {"a\n": 1},
        {"a": {"b": [0.5]}},
        "a\rb",
        "a\x00",
        "\x7f",
        "\x85",
        "\ud800",
        "\u0378",
        "\uffff",
        "Phuo\u031b\u0300ng",
    ],
)
def test_what_has_no_canonical_form_is_refused(value: Any) -> None:
    with pytest.raises(NotCanonical):
        encode(value)


def test_a_bottomless_value_is_refused_not_crashed_on() -> None:
    deep: Any = []
    for _ in range(100):
        deep = [deep]
    with pytest.raises(NotCanonical, match="deeper"):
        encode(deep)
    with pytest.raises(NotCanonical):
        decode(b"[" * 100_000)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b'{"a":1} ',
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'"\\u0061"',
        b"1.0",
        b"NaN",
        b"\xff",
        b"18446744073709551616",
        b"123456789012345678901234567890",
        b'"\\ud800"',
        b"[" * 3000 + b"]" * 3000,
    ],
)
def test_bytes_that_are_not_canonical_are_not_read(data: bytes) -> None:
    with pytest.raises(NotCanonical):
        decode(data)


@given(values, st.data())
def test_bytes_of_which_one_is_another_are_what_their_value_is_written_as_or_refused(
    value: Any, data: st.DataObject
) -> None:
    """Another library judges the bytes than the one that writes them."""
    written = bytearray(encode(value))
    at = data.draw(st.integers(0, len(written) - 1))
    written[at] = data.draw(st.integers(0, 255))
    try:
        read = decode(bytes(written))
    except NotCanonical:
        return
    assert encode(read) == written


@given(st.text(max_size=40))
def test_the_ways_normalise_what_people_type(text: str) -> None:
    clean = normalise(text)
    assert unicodedata.is_normalized("NFC", clean)
    assert "\r" not in clean
    assert normalise(clean) == clean


@given(st.datetimes(timezones=st.just(UTC)))
def test_an_instant_keeps_its_microsecond(moment: datetime) -> None:
    text = canonical.instant(moment)
    assert len(text) == len("2026-11-23T02:30:00.123456Z")
    assert canonical.read_instant(text) == moment


def test_an_instant_is_utc_or_refused() -> None:
    naive = datetime(2026, 1, 1)  # noqa: DTZ001 - the mistake under test
    hanoi = datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=7)))
    for moment in (naive, hanoi):
        with pytest.raises(NotCanonical):
            canonical.instant(moment)


@pytest.mark.parametrize(
    "text",
    [
        "2026-1-1T00:00:00.000000Z",
        "2026-13-01T00:00:00.000000Z",
        "2026-01-01T00:00:00Z",
        "",
        None,
        5,
    ],
)
def test_other_instants_are_not_read(text: Any) -> None:
    with pytest.raises(NotCanonical):
        canonical.read_instant(text)


@pytest.mark.parametrize("text", ["2026-02-30", "26-01-01", "2026-1-1", "20260101", None, 5])
def test_other_dates_are_not_read(text: Any) -> None:
    with pytest.raises(NotCanonical):
        canonical.read_date(text)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("61.03", "61.03"),
        ("12", "12.0"),
        ("0", "0.0"),
        ("-0.50", "-0.50"),
        ("1E+3", "1000.0"),
        ("1E-3", "0.001"),
    ],
)
def test_a_decimal_has_a_point_and_keeps_its_zeros(number: str, text: str) -> None:
    assert canonical.decimal(Decimal(number)) == text
    assert canonical.read_decimal(text) == Decimal(number)


def test_a_whole_number_is_read_as_one() -> None:
    assert str(canonical.read_decimal("12.0")) == "12"
    assert str(canonical.read_decimal("0.50")) == "0.50"


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9
    )
)
def test_every_figure_comes_back_with_the_same_value(number: Decimal) -> None:
    if number.is_zero() and number.is_signed():
        number = abs(number)
    assert canonical.read_decimal(canonical.decimal(number)) == number


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-0", "-0.0", "1E+99", "1E-99"])
def test_a_decimal_that_is_no_figure_is_refused(number: str) -> None:
    with pytest.raises(NotCanonical):
        canonical.decimal(Decimal(number))


@pytest.mark.parametrize(
    "text", ["12", "012.0", ".5", "1.", "1,5", "+1.0", "-0.0", "1e3", "١.٠", 1, None]
)
def test_other_decimals_are_not_read(text: Any) -> None:
    with pytest.raises(NotCanonical):
        canonical.read_decimal(text)
