"""How a number is written and read here: everybody asks this module. Pure.

A decimal comma, a true minus, at most fifteen digits before the comma and six behind it. What
people type has no marks between thousands; counts and printed documents have.
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
# As somebody types it: `97,45`.
TYPED: Final = rf"[-−]?[0-9]{{1,{DIGITS}}}(?:,[0-9]{{1,{DECIMALS}}})?"
# As documents print it, without a sign: `1.250,5`.
PRINTED: Final = r"[0-9]{1,3}(?:[.\u00a0 ][0-9]{3})+(?![0-9])(?:,[0-9]+)?|[0-9]+(?:,[0-9]+)?"
_MEANT: Final = re.compile(rf"(?:[0-9][.\u00a0 ]?){{1,{PLAN_DIGITS}}}(?:,[0-9]{{1,{DECIMALS}}})?")
_THOUSANDS: Final = re.compile(r"[-−]?[0-9]{1,3}(?:[.\s][0-9]{3})+(?:,[0-9]+)?")
# One mark before exactly three digits may part thousands, or decimals.
_EITHER: Final = re.compile(r"([-−]?[1-9][0-9]{0,2})[.,]([0-9]{3})")
_MEGA: Final = 1024 * 1024


def written(value: Decimal) -> str:
    """A number as it is written here: plain digits, a decimal comma, a true minus."""
    return f"{value:f}".replace(".", ",").replace("-", "−")


def count(value: int) -> str:
    """A count with dots between thousands: 1.234."""
    return f"{value:,}".replace(",", ".")


def megabytes(count_of_bytes: int) -> str:
    """So many megabytes, with one decimal: 2,5."""
    return f"{count_of_bytes / _MEGA:.1f}".replace(".", ",")


def read(typed: str) -> Decimal | None:
    """The number that somebody typed; None for anything else, thousands among it."""
    return _number(typed) if re.fullmatch(TYPED, typed) else None


def read_plain(sent: str) -> Decimal | None:
    """The number that a program sent, with a decimal point; None for anything else."""
    return Decimal(sent) if re.fullmatch(PLAIN, sent, re.ASCII) else None


def has_thousands(typed: str) -> bool:
    """Whether marks part thousands in it, or may."""
    return _THOUSANDS.fullmatch(typed) is not None


def either(typed: str) -> tuple[Decimal, Decimal] | None:
    """What a number means that can be read in two ways: as a count, and with decimals."""
    match = _EITHER.fullmatch(typed)
    return (_number(match[1] + match[2]), _number(f"{match[1]},{match[2]}")) if match else None


def asked_again(typed: str, read_as: Sequence[Decimal]) -> str:
    """What is said to whoever typed such a number where nothing tells which is meant."""
    whole, parted = map(written, read_as)
    return f"“{typed:.40}” có thể đọc hai cách. Viết {whole} hoặc {parted}0."


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
