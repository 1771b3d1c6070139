"""What is said while the rows of a past day are made."""

from typing import Final

from services.domain.instants import written_day
from services.domain.numerals import count
from services.queries.past import PastBeingBuilt

AGAIN_SECONDS: Final = 2  # after which it is asked again


def being_built(error: PastBeingBuilt) -> str:
    """How far it is."""
    until = f"sổ đến ngày {written_day(error.day)}"
    if not error.folded:
        return f"Đang chuẩn bị dựng lại {until}: {count(error.facts)} sự kiện."
    return f"Đang dựng lại {until}: {count(error.folded)}/{count(error.facts)} sự kiện."
