"""How numbers are written here, where that is more than one way. Pure."""

import re
from typing import Final

# One mark before exactly three digits may part thousands, or decimals.
EITHER: Final = re.compile(r"(-?[1-9]\d{0,2})[.,](\d{3})")


def asked_again(typed: str, whole: str, three: str) -> str:
    """What is said to whoever typed such a number where nothing tells which is meant."""
    return f"“{typed:.40}” có thể đọc hai cách. Viết {whole}{three} hoặc {whole},{three}0."
