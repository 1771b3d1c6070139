"""How a number is written and read here: everybody asks this module. Pure.

A decimal comma, a true minus, at most fifteen digits before the comma and six behind it. What
people type may have marks between thousands, or a decimal point, wherever that has one meaning.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

DIGITS: Final = 15
# No plan counts further.
PLAN_DIGITS: Final = 12
DECIMALS: Final = 6
# As a program writes it: `97.45`. For the schema of the API.
PLAIN: Final = rf"-?\d{{1,{DIGITS}}}(\.\d{{1,{DECIMALS}}})?"
PLAIN_AT_MOST: Final = 1 + DIGITS + 1 + DECIMALS
# The same in a plan file, without leading zeros.
OF_PLAN_FILE: Final = rf"-?(0|[1-9]\d{{0,{PLAN_DIGITS - 1}}})(\.\d{{1,{DECIMALS}}})?"
# As somebody types it: `97,45`; with a point `97.45`, where three digits behind it could not be
# thousands; `1.234.567`, `1.234,5`, `1 234,5`, and as spreadsheets have it `1,234.5`.
_BEHIND: Final = rf"[0-9]{{1,{DECIMALS}}}"
_COMMA: Final = rf"(?P<comma>[0-9]{{1,{DIGITS}}}(?:,{_BEHIND})?)"
_POINT: Final = (
    rf"(?P<point>(?![1-9][0-9]{{0,2}}\.[0-9]{{3}}(?![0-9]))[0-9]{{1,{DIGITS}}}\.{_BEHIND})"
)
_PARTED: Final = (
    rf"(?P<parted>[1-9][0-9]{{0,2}}(?:\.[0-9]{{3}})+,{_BEHIND}|[1-9][0-9]{{0,2}}(?:\.[0-9]{{3}}){{2,}}"
    rf"|[1-9][0-9]{{0,2}}(?:[\u00a0\u202f ][0-9]{{3}})+(?:,{_BEHIND})?)"
)
_SHEET: Final = (
    rf"(?P<sheet>[1-9][0-9]{{0,2}}(?:,[0-9]{{3}})+\.{_BEHIND}"
    rf"|[1-9][0-9]{{0,2}}(?:,[0-9]{{3}}){{2,}})"
)
_TYPED: Final = re.compile(rf"(?P<minus>[-−]?)(?:{_COMMA}|{_POINT}|{_PARTED}|{_SHEET})", re.ASCII)
# As documents print it, without a sign: `1.250,5`.
PRINTED: Final = r"[0-9]{1,3}(?:[.\u00a0 ][0-9]{3})+(?![0-9])(?:,[0-9]+)?|[0-9]+(?:,[0-9]+)?"
_MEANT: Final = re.compile(rf"(?:[0-9][.\u00a0 ]?){{1,{PLAN_DIGITS}}}(?:,[0-9]{{1,{DECIMALS}}})?")
# One mark before exactly three digits may part thousands, or decimals.
_EITHER: Final = re.compile(r"([-−]?[1-9][0-9]{0,2})[.,]([0-9]{3})")
_MEGA: Final = 1024 * 1024
_CENT: Final = Decimal("0.01")


def written(value: Decimal) -> str:
    """A number as it is written here: plain digits, a decimal comma, a true minus."""
    return f"{value:f}".replace(".", ",").replace("-", "−")


def rounded(value: Decimal) -> Decimal:
    """A computed number as it is written: two decimals at most, no zeros that say nothing."""
    cents = value.quantize(_CENT)
    whole = cents == cents.to_integral_value()
    # A normalised 490 would be 4.9E+2.
    return cents.quantize(Decimal(1)) if whole else cents.normalize()


def count(value: int) -> str:
    """A count with dots between thousands: 1.234."""
    return f"{value:,}".replace(",", ".")


def understood(value: Decimal) -> str:
    """A number as it is read back to whoever typed it: 1.234,5; nothing that has two readings."""
    whole, _, decimals = f"{abs(value):f}".partition(".")
    parted = ("−" if value < 0 else "") + count(int(whole)) + (f",{decimals}" if decimals else "")
    plain = parted if either(parted) is None else written(value)
    return plain if either(plain) is None else f"{plain}0"


def of_unit(number: str, unit: str) -> str:
    """A number with its unit; a share stands close, as in official papers: 97,45%, 12 hộ."""
    return f"{number}{unit}" if unit.startswith("%") else f"{number} {unit}".strip()


def megabytes(count_of_bytes: int) -> str:
    """So many megabytes, with one decimal: 2,5."""
    return f"{count_of_bytes / _MEGA:.1f}".replace(".", ",")


def read(typed: str) -> Decimal | None:
    """The number that somebody typed; None for anything else, and for `1.234`: see `either`."""
    match = _TYPED.fullmatch(typed)
    if match is None:
        return None
    digits = match["comma"] or match["point"]
    if match["parted"]:
        digits = re.sub(r"[^0-9,]", "", match["parted"])
    elif match["sheet"]:
        digits = match["sheet"].replace(",", "")
    number = _number(match["minus"] + digits)
    return number if abs(number) < 10**DIGITS else None


def without_percent(typed: str) -> str:
    """What stands before the sign of a share, where somebody typed it: `97,45 %` is `97,45`."""
    return typed.removesuffix("%").rstrip()


def read_plain(sent: str) -> Decimal | None:
    """The number that a program sent, with a decimal point; None for anything else."""
    return Decimal(sent) if re.fullmatch(PLAIN, sent, re.ASCII) else None


def either(typed: str) -> tuple[Decimal, Decimal] | None:
    """What a number means that can be read in two ways: as a count, and with decimals."""
    match = _EITHER.fullmatch(typed)
    return (_number(match[1] + match[2]), _number(f"{match[1]},{match[2]}")) if match else None


def asked_again(typed: str, read_as: Sequence[Decimal]) -> str:
    """What is said to whoever typed such a number where nothing tells which is meant."""
    whole, parted = map(written, read_as)
    return f"“{typed:.40}” có thể đọc hai cách: {whole} hay {parted}? Viết {whole} hoặc {parted}0."


def read_printed(text: str) -> Decimal:
    """A number as a document prints it: "1.250,5" is 1250.5. Raises ValueError for others."""
    stripped = text.strip()
    if not re.fullmatch(PRINTED, stripped):
        raise ValueError(f"not a Vietnamese number: {text!r}")
    return _number(re.sub(r"[.\u00a0 ]", "", stripped))


def is_of_a_plan(printed: str) -> bool:
    """Whether a printed number has no more digits than a plan counts with."""
    return _MEANT.fullmatch(printed) is not None


def _number(typed: str) -> Decimal:
    return Decimal(typed.replace("−", "-").replace(",", "."))
