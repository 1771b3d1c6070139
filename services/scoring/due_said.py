"""When a duty is due as a document says it, in one form for what is expected and what was read.

Two readings that give the same days of a year are the same: "half a year, 01/06 and 15/11" and
"a year, 01/06 and 15/11" differ in nothing that anybody is chased for.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from services.domain.calendar import Frequency

_MONTHS = range(1, 13)
_COMMON_YEAR = 2027  # any without a 29 February: the 31st of a shorter month is its last day


@dataclass(frozen=True, slots=True, kw_only=True)
class DueSaid:
    """Thời hạn của một nhiệm vụ: a rhythm with its days, work done once, or all the time.

    `frequency` None is work without end and without a day. `days` are (month, day) of every year,
    month None for a day of each month. `until` is the last day of work that is done once.
    """

    frequency: Frequency | None
    days: tuple[tuple[int | None, int], ...] = ()
    until: date | None = None

    @property
    def parts(self) -> frozenset[str]:
        """What is compared: days of the year as they fall, else the bare rhythm."""
        if self.frequency is Frequency.ONCE:
            return frozenset({f"một lần, {self.until:%d/%m/%Y}" if self.until else "một lần"})
        if self.frequency is None:
            return frozenset()
        if not self.days:
            return frozenset({self.frequency.value})
        return frozenset(
            f"{min(day, monthrange(_COMMON_YEAR, each)[1]):02}/{each:02}"
            for month, day in self.days
            for each in (_MONTHS if month is None else (month,))
        )

    def __str__(self) -> str:
        """Say it shortly, in the words of the file that expects it."""
        if self.frequency is None:
            return "ongoing"
        days = ", ".join(
            f"{day:02}" + (f"/{month:02}" if month else "") for month, day in self.days
        )
        until = f"{self.until:%d/%m/%Y}" if self.until else ""
        return " ".join(filter(None, (self.frequency.value, days, until)))
