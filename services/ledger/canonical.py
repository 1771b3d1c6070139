"""The one way in which the ledger writes a value as bytes, frozen with the first event.

RFC 8785, narrowed: keys `[a-z][a-z0-9_]*`, integers within ±(2^53 − 1), no floats, strings in NFC
with LF line ends. What is outside is refused here, never repaired: whoever reads it normalises.
Source: design §3, "The frozen bytes", 1 to 4.
"""

import json
import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

import orjson

from services.ledger.port import LedgerError

LARGEST_INTEGER: Final = 2**53 - 1
# Far above any figure of a plan; it keeps Decimal("1E+999999") from becoming a megabyte.
MOST_DIGITS: Final = 40
DEEPEST: Final = 32

_KEY = re.compile(r"[a-z][a-z0-9_]*")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
# Cn unassigned, Cs surrogate, Cc control: what a later reader could not show or store. Unassigned
# is what this Python's Unicode does not know: an older Python may refuse what a newer one wrote.
_REFUSED_CATEGORIES: Final = frozenset({"Cn", "Cs", "Cc"})
_ALLOWED_CONTROLS: Final = frozenset("\n\t")

_dump = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
).encode


class NotCanonical(LedgerError):
    """A value that the frozen form has no bytes for; nothing was stored."""


def encode(value: Any) -> bytes:
    """Write a value in the frozen form. Raises NotCanonical."""
    _check(value, 0)
    return _dump(value).encode()


def order(value: Any) -> str:
    """What values are sorted by: their form, of one that is checked elsewhere.

    Sorted as strings they stand as their bytes would: both go by code point.
    """
    return _dump(value)


def decode(data: bytes, *, shaped: bool = False) -> Any:
    """Read bytes that `encode` wrote. Raises NotCanonical where they are no such bytes.

    Of a `shaped` value the caller demands that it is of strings, integers and nothing under known
    names: only its strings are looked at here.
    """
    value = parse(data)
    plain = _is_plain(data)
    if not (shaped and plain):
        _check(value, 0, plain=plain)
    if orjson.dumps(value, option=orjson.OPT_SORT_KEYS) != data:
        raise NotCanonical("the bytes are JSON, but not in canonical form")
    return value


def parse(data: bytes) -> Any:
    """Read JSON without asking for the canonical form: for bytes whose hash is checked apart.

    A number beyond 64 bits comes as a float, which nothing that the ledger keeps may be.
    """
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise NotCanonical(f"the bytes are not JSON: {error}") from error


def _is_plain(data: bytes) -> bool:
    """Whether every string in these bytes of JSON is of printable ASCII characters."""
    return data.isascii() and b"\\" not in data and b"\x7f" not in data


def check_string(text: str) -> None:
    """Refuse what is not NFC, unassigned code points, surrogates and control characters."""
    if text.isascii() and text.isprintable():
        return
    for character in text:
        if (
            unicodedata.category(character) in _REFUSED_CATEGORIES
            and character not in _ALLOWED_CONTROLS
        ):
            raise NotCanonical(f"a string holds U+{ord(character):04X}")
    if not unicodedata.is_normalized("NFC", text):
        raise NotCanonical("a string is not in normal form NFC")


def normalise(text: str) -> str:
    """Bring words from a form, the API or a file into NFC with LF line ends."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def instant(moment: datetime) -> str:
    """Write an aware UTC instant as `YYYY-MM-DDTHH:MM:SS.ffffffZ`."""
    offset = moment.utcoffset()
    if offset is None or offset:
        raise NotCanonical("an instant must be aware and in UTC")
    return moment.isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def read_instant(text: Any) -> datetime:
    """Read what `instant` wrote."""
    if type(text) is not str:
        raise NotCanonical(f"not an instant: {text!r}")
    return _instant(text)


@lru_cache(maxsize=64)  # the moments of one fact, and of those that came with it
def _instant(text: str) -> datetime:
    if not _INSTANT.fullmatch(text):
        raise NotCanonical(f"not an instant: {text!r}")
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise NotCanonical(f"not an instant: {text!r}") from error


def read_date(text: Any) -> date:
    """Read a calendar day of Asia/Ho_Chi_Minh, `YYYY-MM-DD`."""
    if type(text) is not str or not _DATE.fullmatch(text):
        raise NotCanonical(f"not a date: {text!r}")
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise NotCanonical(f"not a date: {text!r}") from error


def decimal(number: Decimal) -> str:
    """Write a decimal with a point: `61.03`, `-0.50` (zeros kept), and 12 as `12.0`."""
    if not number.is_finite() or abs(number.adjusted()) > MOST_DIGITS:
        raise NotCanonical(f"no decimal of a report: {number!s:.60}")
    exponent = number.as_tuple().exponent
    if (number.is_zero() and number.is_signed()) or -int(exponent) > MOST_DIGITS:
        raise NotCanonical(f"no decimal of a report: {number!s:.60}")
    text = format(number, "f")
    return text if "." in text else f"{text}.0"


def read_decimal(text: Any) -> Decimal:
    """Read what `decimal` wrote; `12.0` is read as 12, so that pages show what was meant."""
    if type(text) is not str or not _DECIMAL.fullmatch(text):
        raise NotCanonical(f"not a decimal: {text!r:.60}")
    number = Decimal(text.removesuffix(".0"))
    if decimal(number) != text:
        raise NotCanonical(f"not a decimal: {text!r:.60}")
    return number


def _check(value: Any, depth: int, *, plain: bool = False) -> None:
    """Refuse what has no canonical form; the strings of a `plain` value need no look."""
    kind = type(value)
    if kind is str:
        if not plain:
            check_string(value)
    elif kind is int:
        if not -LARGEST_INTEGER <= value <= LARGEST_INTEGER:
            raise NotCanonical(f"an integer leaves ±(2^53 − 1): {value}")
    elif kind is dict or kind is list:
        _check_nest(value, depth + 1, plain=plain)
    elif value is not None and kind is not bool:
        raise NotCanonical(f"a {kind.__name__} has no canonical form")


def _check_nest(value: dict[Any, Any] | list[Any], depth: int, *, plain: bool) -> None:
    if depth > DEEPEST:
        raise NotCanonical(f"a value is nested deeper than {DEEPEST}")
    if isinstance(value, dict):
        _check_keys(tuple(value))
    for item in value.values() if isinstance(value, dict) else value:
        if not (plain and (item is None or type(item) is str)):
            _check(item, depth, plain=plain)


# The keys are field names of this release, the same few hundred sets in every fact.
@lru_cache(maxsize=4096)
def _check_keys(keys: tuple[Any, ...]) -> None:
    for key in keys:
        if type(key) is not str or not _KEY.fullmatch(key):
            raise NotCanonical(f"a key is not [a-z][a-z0-9_]*: {key!r}")
