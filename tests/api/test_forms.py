"""How what was typed is understood: days, numbers, papers; nothing is guessed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from api.binding import bind
from api.form_binding import PageValues
from api.labels import words
from api.rest.command_bodies import BodyValues
from api.rest.schemas import SentDay
from api.web.forms import BadForm, Typed, read_code, read_day, read_figure, read_paper_number
from infra.randomness import RANDOMNESS
from services.commands.requests import TypedTexts
from services.domain import numerals
from services.domain.assignment.events import MeasureAsked
from services.domain.fields import InAddress, UnitCodes


@pytest.mark.parametrize(
    ("typed", "value"),
    [("97,45", "97.45"), ("0", "0"), ("-2,5", "-2.5"), ("1234", "1234"), ("100,0", "100.0")],
)
def test_a_number_has_a_decimal_comma(typed: str, value: str) -> None:
    assert read_decimal(typed) == Decimal(value)


@pytest.mark.parametrize(
    "typed", ["1,2,3", "abc", "1e5", "٣", "½", ",5", "5,", "--1", "1" * 16, "+1", "NaN"]
)
def test_what_is_no_number_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(BadForm, match="97,45"):
        read_decimal(typed)


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9
    )
)
def test_a_number_that_is_shown_can_be_typed_again(value: Decimal) -> None:
    assert read_decimal(numerals.understood(value)) == value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("05/12/2026", date(2026, 12, 5)),
        ("5/1/2027", date(2027, 1, 5)),
        ("29/02/2028", date(2028, 2, 29)),
        ("1.12.2026", date(2026, 12, 1)),
        ("1-12-2026", date(2026, 12, 1)),
        ("1–12–2026", date(2026, 12, 1)),
        ("1 12 2026", date(2026, 12, 1)),
        (" 1 / 12 / 2026 ", date(2026, 12, 1)),
        ("05/12/26", date(2026, 12, 5)),
        ("5.1.27", date(2027, 1, 5)),
        ("05122026", date(2026, 12, 5)),
    ],
)
def test_a_day_is_typed_day_first(typed: str, value: date) -> None:
    assert read_day(typed, label="Ngày") == value


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "2026-12-05",
            "31/02/2026",
            "29/02/2026",
            "12/31/2026",
            "0/1/2026",
            "1/1/026",
            "hôm nay",
        ),
        *("1/12", "1//12/2026", "1/12/0000", "051226", "٠١/12/2026"),
    ],
)
def test_what_is_no_day_is_refused_with_the_form(typed: str) -> None:
    with pytest.raises(BadForm, match="ngày/tháng/năm"):
        read_day(typed, label="Ngày")


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("31/02/2026", "tháng 02/2026 có các ngày từ 1 đến 28"),
        ("31.4.26", "tháng 04/2026 có các ngày từ 1 đến 30"),
        ("12/31/2026", "không có tháng 31"),
    ],
)
def test_a_day_that_no_calendar_has_is_refused_with_the_reason(typed: str, why: str) -> None:
    with pytest.raises(BadForm, match=why):
        read_day(typed, label="Ngày")


@given(
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["/", ".", "-", " ", " / ", ". "]),
    st.sampled_from(["{:02}", "{}"]),
    st.booleans(),
)
def test_every_accepted_writing_of_a_day_reads_back(
    value: date, mark: str, digits: str, short: bool
) -> None:
    year = f"{value.year % 100:02}" if short else str(value.year)
    typed = mark.join([digits.format(value.day), digits.format(value.month), year])
    assert read_day(typed, label="Ngày") == value
    assert read_day(words.day(value), label="Ngày") == value
    assert read_day(f"{value:%d%m%Y}", label="Ngày") == value


def read_decimal(typed: str) -> Decimal:
    """A number of a measure that says nothing of which numbers are possible."""
    asked = MeasureAsked(code="M", title="Số hộ", unit="%", kind="number", possible=None)
    return read_figure(typed, asked, label="Số liệu", field="f")


@pytest.mark.parametrize(
    "typed", ["15/BC-KTHTĐT", "70/KH-UBND", "123", "12/2026/QĐ-UBND", "45-BC/ĐU"]
)
def test_a_paper_has_a_number(typed: str) -> None:
    assert read_paper_number(typed, label="Số văn bản") == typed


@pytest.mark.parametrize(
    "typed", ["số 15", "15 BC", "BC", "15\n16", "1" * 51, "15/<b>", "15/BC gửi ông An"]
)
def test_words_are_no_number_of_a_paper(typed: str) -> None:
    with pytest.raises(BadForm, match="15/BC-KTHTĐT"):
        read_paper_number(typed, label="Số văn bản")


def test_a_unit_is_chosen_from_a_list() -> None:
    assert read_code("VHXH", label="Đơn vị") == "VHXH"
    assert read_code("", label="Đơn vị") is None
    for typed in ("VHXH;", "Phòng", "a\x00", "../x"):
        with pytest.raises(BadForm):
            read_code(typed, label="Đơn vị")


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportersNamed:
    """A command that holds units and nothing else."""

    stream: Annotated[str, InAddress(label="Việc", example="T-1")]
    supporting: Annotated[tuple[str, ...], UnitCodes(label="Đơn vị phối hợp", example=["KTHTDT"])]


def _units_of(typed: str) -> tuple[str, ...]:
    sent = PageValues(Typed({"supporting": typed}), {})
    words = TypedTexts(randomness=RANDOMNESS, limit=1000)
    return bind(SupportersNamed, sent, words, {"stream": "T-1"}).command.supporting


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("VHXH, KTHTDT", ("VHXH", "KTHTDT")),
        (" VHXH ,KTHTDT,", ("VHXH", "KTHTDT")),
        ("VHXH", ("VHXH",)),
        ("", ()),
        (" , ", ()),
    ],
)
def test_units_are_typed_with_commas_and_blanks_as_the_hint_writes_them(
    typed: str, codes: tuple[str, ...]
) -> None:
    assert _units_of(typed) == codes


def test_a_word_that_is_no_code_of_a_unit_is_named() -> None:
    with pytest.raises(BadForm, match="“Phòng Văn hóa” không phải là mã đơn vị"):
        _units_of("VHXH, Phòng Văn hóa")


@given(st.dates())
def test_a_day_of_a_year_that_no_plan_means_is_refused_with_its_year(day: date) -> None:
    typed = f"{day.day:02}/{day.month:02}/{day.year:04}"
    if 2000 <= day.year <= 2100:
        assert read_day(typed, label="Ngày văn bản") == day
        return
    with pytest.raises(BadForm) as caught:
        read_day(typed, label="Ngày văn bản", field="dated_on")
    assert (caught.value.code, caught.value.field) == ("field-year", "dated_on")
    assert f"ngày {typed} phải từ năm 2000 đến năm 2100" in caught.value.sentence


@given(day=st.dates())
def test_a_program_s_day_of_an_act_is_held_to_the_same_years(day: date) -> None:
    read = BodyValues({}).day
    if 2000 <= day.year <= 2100:
        assert read(day.isoformat(), label="Ngày", field="until_on") == day
        return
    with pytest.raises(BadForm, match="năm 2000") as caught:
        read(day.isoformat(), label="Ngày", field="until_on")
    assert (caught.value.code, caught.value.field) == ("field-year", "until_on")


@given(day=st.dates())
def test_a_day_of_a_program_s_filter_is_held_to_the_same_years(day: date) -> None:
    read: TypeAdapter[date] = TypeAdapter(SentDay)
    if 2000 <= day.year <= 2100:
        assert read.validate_python(day.isoformat()) == day
        return
    with pytest.raises(ValidationError, match="năm 2000"):
        read.validate_python(day.isoformat())
