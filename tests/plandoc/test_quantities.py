"""Figures in the words of plans: comparison, value, unit, of what, by when."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.numerals import read_printed
from services.plandoc.wording.quantities import (
    Comparison,
    Quantity,
    read_period,
    read_quantities,
)


def only(text: str) -> Quantity:
    (quantity,) = read_quantities(text)
    return quantity


@pytest.mark.parametrize(
    ("words", "comparison", "value"),
    [
        ("≥ 61,5%", Comparison.AT_LEAST, "61.5"),
        (">= 61,5 %", Comparison.AT_LEAST, "61.5"),
        ("ít nhất 3%", Comparison.AT_LEAST, "3"),
        ("không thấp hơn 60%", Comparison.AT_LEAST, "60"),
        ("đạt 98 % trở lên", Comparison.AT_LEAST, "98"),
        ("từ 90% trở lên", Comparison.AT_LEAST, "90"),
        ("trên 75%", Comparison.MORE, "75"),
        ("tối đa 40%", Comparison.AT_MOST, "40"),
        ("không quá 5 hộ", Comparison.AT_MOST, "5"),
        ("5 hộ trở xuống", Comparison.AT_MOST, "5"),
        ("dưới 5%", Comparison.LESS, "5"),
        ("khoảng 45 doanh nghiệp", Comparison.ABOUT, "45"),
        ("đạt 100%", Comparison.PLAIN, "100"),
        ("≥ 01 lớp", Comparison.AT_LEAST, "1"),
        ("ít nhất một phòng", Comparison.AT_LEAST, "1"),
        ("1.250,5 tỷ đồng", Comparison.PLAIN, "1250.5"),
        ("1 250 hộ", Comparison.PLAIN, "1250"),
    ],
)
def test_the_words_before_and_behind_say_how_a_figure_binds(
    words: str, comparison: Comparison, value: str
) -> None:
    quantity = only(words)
    assert (quantity.comparison, quantity.value, quantity.high) == (
        comparison,
        Decimal(value),
        None,
    )


@pytest.mark.parametrize("words", ["50 - 100", "50–100", "từ 50-100", "từ 50 đến 100"])
def test_a_range_has_two_ends(words: str) -> None:
    quantity = only(f"{words} cơ sở")
    assert quantity.comparison is Comparison.BETWEEN
    assert (quantity.value, quantity.high, quantity.unit) == (Decimal(50), Decimal(100), "cơ sở")


@pytest.mark.parametrize(
    ("words", "unit", "each", "of"),
    [
        ("tăng 15%/năm", "%", "năm", None),
        ("≥ 01 lớp/cấp", "lớp", "cấp", None),
        ("100/ cơ sở giáo dục, mỗi cơ sở một phòng", None, "cơ sở giáo dục", None),
        ("05 sản phẩm", "sản phẩm", None, None),
        ("10-20 cơ sở/năm", "cơ sở", "năm", None),
        ("không quá 40% tổng chi ngân sách, tính cả", "%", None, "tổng chi ngân sách"),
        ("≥ 60 tổng chi ngân sách", None, None, "tổng chi ngân sách"),
        ("90% của các trường.", "%", None, "của các trường"),
    ],
)
def test_what_is_counted_and_of_what(
    words: str, unit: str | None, each: str | None, of: str | None
) -> None:
    quantity = only(words)
    assert (quantity.unit, quantity.each, quantity.of) == (unit, each, of)


def test_two_figures_of_one_cell_are_two() -> None:
    households, groups = read_quantities("≥ 95 gia đình, 100 tổ dân phố")
    assert (str(households.value), households.unit) == ("95", "gia đình")
    assert (str(groups.value), groups.unit) == ("100", "tổ dân phố")


def test_a_firm_figure_and_one_that_is_striven_for_are_set_apart() -> None:
    firm, striven = read_quantities("bình quân 14%/năm trở lên, phấn đấu đạt 15%/năm")
    assert (firm.comparison, firm.value) == (Comparison.AT_LEAST, Decimal(14))
    assert (striven.comparison, striven.value) == (Comparison.PLAIN, Decimal(15))


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("Đến năm 2030, tỷ lệ đạt 97% trở lên", 2030),
        ("Đạt 97% vào cuối năm 2029", 2029),
        ("Trước năm 2028 giảm còn 2%. Đến năm 2030 không còn", 2028),
        ("Đạt 97%. Đến năm 2030 không còn", None),
        ("Hằng năm đạt 97%", None),
    ],
)
def test_the_year_is_the_one_of_its_own_sentence(words: str, year: int | None) -> None:
    assert only(words).by_year == year


@pytest.mark.parametrize(
    "words",
    [
        "",
        "giai đoạn 2026 - 2030",
        "2026 - 2027",
        "đến năm 2028 không còn hộ nghèo",
        "Kế hoạch số 109/KH-UBND ngày 06/4/2026",
        "Nghị quyết 68 – NQ/TW, ngày 04/5/2025",
        "đạt chuẩn mức độ 2",
        "lần thứ 14",
        "trên địa bàn phường",
        "một số nhiệm vụ",
    ],
)
def test_years_days_papers_and_levels_are_no_figures(words: str) -> None:
    assert read_quantities(words) == ()


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("giai đoạn 2026 - 2030", (2026, 2030)),
        ("giai đoạn 2026–2027", (2026, 2027)),
        ("2030 - 2026", None),
        ("50 - 100", None),
        ("năm 2026", None),
    ],
)
def test_a_period_is_two_years_in_order(words: str, period: tuple[int, int] | None) -> None:
    assert read_period(words) == period


@pytest.mark.parametrize("typed", ["", "abc", "1,2,3", "1.25", "12.", ",5", "-3", "١٢"])
def test_what_is_no_vietnamese_number_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="not a Vietnamese number"):
        read_printed(typed)


def printed(value: Decimal, grouping: str) -> str:
    """A number as Vietnamese print it."""
    return f"{value:,f}".replace(",", "\0").replace(".", ",").replace("\0", grouping)


@given(
    value=st.decimals(min_value=0, max_value=10**9, places=2),
    grouping=st.sampled_from([".", " ", "\u00a0", ""]),
    operator=st.sampled_from([("≥ ", "at_least"), ("trên ", "more"), ("khoảng ", "about")]),
)
def test_whatever_is_printed_is_read_back(
    value: Decimal, grouping: str, operator: tuple[str, str]
) -> None:
    word, name = operator
    text = f"đạt {word}{printed(value, grouping)}% số hộ"
    quantity = only(text)
    assert (quantity.value, quantity.comparison.value, quantity.unit) == (value, name, "%")
    assert text[quantity.start : quantity.end].strip() == quantity.raw


@given(st.text(alphabet=st.sampled_from(list("0123456789١٢.,-–%/ ≥≤<>năm từđến trở lênkhoảng"))))
def test_any_text_gives_figures_in_order_with_their_own_words(text: str) -> None:
    quantities = read_quantities(text)
    assert all(each.raw in text for each in quantities)
    assert [each.start for each in quantities] == sorted(each.start for each in quantities)
    assert all(each.end <= later.start for each, later in pairwise(quantities))
