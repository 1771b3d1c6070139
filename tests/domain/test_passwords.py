"""What anybody would guess is refused as a password; what only its owner knows is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.directory.passwords import (
    LONGEST_PASSWORD,
    SHORTEST_PASSWORD,
    check_password,
)
from services.domain.errors import Refusal

KNOWN = ("chutich", "Nguyễn Văn Lân", "phường Thạch Khôi")


@pytest.mark.parametrize(
    "password",
    [
        "1234567890",
        "0987654321",
        " " * 10,
        "aaaaaaaaaaaa",
        "chutichchutich",
        "Chutich Chutich",
        "chutich2026!",
        "chutich123456",
        "qwertyuiop",
        "QWERTY123456",
        "abcdefghijkl",
        "123123123123",
        "matkhau12345",
        "Mật khẩu 2026",
        "password1234",
        "Nguyễn Văn Lân",
        "nguyenvanlan1",
        "thachkhoi.thachkhoi",
        "admin@123456",
        "1qaz2wsx3edc",
    ],
)
def test_what_anybody_would_guess_is_refused(password: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_password(password, KNOWN)
    assert refused.value.code == "password-weak"
    assert refused.value.field == "password"
    assert "Hãy" in refused.value.sentence


@pytest.mark.parametrize(
    "password",
    [
        "mật khẩu mới dài",
        "con trâu đi trước cái cày",
        "xanh-la-cay-1988",
        "Tr0ng-kh0-ai-b1et",
        "ベトナムの町で十年働く",
        "k7#mQ2vX!p9z",
    ],
)
def test_what_only_its_owner_knows_is_taken(password: str) -> None:
    check_password(password, KNOWN)
    assert SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD


@pytest.mark.parametrize("password", ["", "ngan", "k" * 9, "dài" * 67])
def test_a_password_too_short_or_too_long_is_shown_its_length(password: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_password(password, KNOWN)
    assert refused.value.code == "password-length"


@given(st.text(min_size=1, max_size=9), st.integers(2, 20))
def test_a_short_piece_repeated_is_never_a_password(piece: str, times: int) -> None:
    password = piece * times
    with pytest.raises(Refusal):
        check_password(password)


@given(st.text(max_size=LONGEST_PASSWORD + 1), st.lists(st.text(max_size=20), max_size=3))
def test_any_text_is_taken_or_refused_and_nothing_else(password: str, known: list[str]) -> None:
    said = ""
    try:
        check_password(password, known)
    except Refusal as refusal:
        said = refusal.code
    fits = SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD
    assert said in ({"", "password-weak"} if fits else {"password-length"})
