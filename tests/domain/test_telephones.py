"""Telephone numbers as people and spreadsheets write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.directory.telephones import check_telephone
from services.domain.errors import Refusal


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0901234567", "0901234567"),
        ("0901 234 567", "0901 234 567"),
        ("0901.234.567", "0901.234.567"),
        ("(0220) 3861-234", "(0220) 3861-234"),
        ("+84 901  234 567", "+84 901 234 567"),
        ("+1 202 555 0100", "+1 202 555 0100"),
    ],
)
def test_a_number_is_kept_as_it_was_written(typed: str, kept: str) -> None:
    assert check_telephone(typed) == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("9.01235E+08", "bảng tính đã viết lại"),
        ("9,01235E+08", "bảng tính đã viết lại"),
        ("9E8", "bảng tính đã viết lại"),
        ("901234567", "thiếu số 0"),
        ("abc", "không phải là số điện thoại"),
        ("=0901234567", "không phải là số điện thoại"),
        ("090123456", "có 9 chữ số"),
        ("090123456789", "có 12 chữ số"),
        ("+84", "không đủ hoặc thừa"),
        ("+0901234567", "không đủ hoặc thừa"),
        ("0901 234 567 hoặc 0902", "không phải là số điện thoại"),
    ],
)
def test_what_is_no_number_is_refused_with_its_reason(typed: str, said: str) -> None:
    with pytest.raises(Refusal, match=said) as refused:
        check_telephone(typed)
    assert refused.value.field == "phone"
    assert "Hãy viết như" in refused.value.sentence


@given(st.from_regex(r"0[1-9]\d{8}", fullmatch=True), st.sampled_from(["", " ", ".", "-"]))
def test_any_mobile_number_is_taken_however_it_is_grouped(digits: str, between: str) -> None:
    written = between.join((digits[:4], digits[4:7], digits[7:]))
    assert check_telephone(written) == written
    assert check_telephone("+84" + written[1:]) == "+84" + written[1:]
