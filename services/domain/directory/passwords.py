"""Which passwords are refused because anybody would guess them. Pure.

NIST SP 800-63B, 5.1.1.2: no rules of composition; what is repeated, counted up, or made of the
account's own words and of words that everybody takes is refused.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from services.domain.directory.rules import PASSWORD_LENGTH, PASSWORD_WEAK
from services.domain.errors import Refusal

SHORTEST_PASSWORD: Final = 10
LONGEST_PASSWORD: Final = 200
# What must be left of a password when everything that is guessed first is taken out of it.
_OWN_AT_LEAST: Final = 5
_DIFFERENT_AT_LEAST: Final = 5
_RUN_AT_LEAST: Final = 4
_SHORTEST_WORD: Final = 3
_ROWS: Final = (
    *("01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm"),
    *("!@#$%^&*()", "qazwsxedc", "1qaz2wsx3edc", "aquaswed"),
)
_COMMON: Final = (
    *("password", "passw0rd", "matkhau", "welcome", "iloveyou", "letmein", "admin", "quantri"),
    *("dondoc", "vietnam", "hanoi", "haiphong", "uyban", "ubnd", "hdnd", "phuong", "vanphong"),
    *("anhyeuem", "emyeuanh", "yeuem", "yeuanh", "khongbiet", "monkey", "dragon"),
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_REPEATED: Final = re.compile(r"(.+?)\1+", re.DOTALL)
_SAME: Final = re.compile(r"(.)\1{2,}", re.DOTALL)
_BETWEEN: Final = re.compile(r"[\s._-]+")
_NEXT: Final = (
    "Hãy đặt một câu ngắn chỉ mình biết, ví dụ bốn từ không liên quan đến nhau, rồi nhập lại."
)


def check_password(password: str, known: Iterable[str] = ()) -> None:
    """A password of 10 to 200 characters that is not guessed first; raises Refusal.

    `known` are the account's own words: login, name, ward.
    """
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise PASSWORD_LENGTH.refuse(
            shortest_password=SHORTEST_PASSWORD, longest_password=LONGEST_PASSWORD
        )
    plain = _plain(password)
    if any(map(_is_short_piece_repeated, (password, plain))):
        raise _weak("chỉ là một đoạn ngắn lặp lại")
    if len(set(plain)) < _DIFFERENT_AT_LEAST:
        raise _weak("gồm quá ít ký tự khác nhau")
    if len(_own(plain, known)) < _OWN_AT_LEAST:
        raise _weak("gần như chỉ gồm tên, dãy số, dãy phím hoặc từ ai cũng dùng")


def _weak(why: str) -> Refusal:
    return PASSWORD_WEAK.refuse(why=why, next=_NEXT)


def _is_short_piece_repeated(words: str) -> bool:
    repeated = _REPEATED.fullmatch(words)
    return repeated is not None and len(repeated.group(1)) < SHORTEST_PASSWORD


def _plain(words: str) -> str:
    """Small letters without marks and blanks: how a guess is tried."""
    marks = unicodedata.normalize("NFKD", words.lower().replace("đ", "d"))
    return _BETWEEN.sub("", "".join(c for c in marks if not unicodedata.combining(c)))


def _own(plain: str, known: Iterable[str]) -> str:
    """What is left without the words and runs that are tried first; longer ones go first."""
    words = {_plain(word) for word in known} | set(_COMMON)
    for word in sorted(words, key=len, reverse=True):
        if len(word) >= _SHORTEST_WORD:
            plain = plain.replace(word, "")
    return _SAME.sub("", _without_runs(_YEAR.sub("", plain)))


def _without_runs(plain: str) -> str:
    kept, at = [], 0
    while at < len(plain):
        length = _run(plain, at)
        if length < _RUN_AT_LEAST:
            kept.append(plain[at])
            length = 1
        at += length
    return "".join(kept)


def _run(plain: str, at: int) -> int:
    """How many characters from there on follow each other on a row, forwards or backwards."""
    longest = 0
    for row in (*_ROWS, *(row[::-1] for row in _ROWS)):
        length = 0
        while at + length < len(plain) and plain[at : at + length + 1] in row:
            length += 1
        longest = max(longest, length)
    return longest
