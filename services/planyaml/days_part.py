"""The days by which a deliverable is due, in a plan file: read, and written."""

from services.domain.assignment.own_days import require_fitting
from services.domain.calendar import Frequency
from services.domain.due_days import DueDays
from services.domain.errors import Refusal
from services.planyaml.cursor import Cursor


def due_days(cursor: Cursor, frequency: Frequency) -> DueDays | None:
    """Read calendar days of what is done once, places in the period of anything else."""
    if frequency is Frequency.ONCE:
        days = DueDays(on=tuple(each.day() for each in cursor.items()))
    else:
        days = DueDays(in_period=tuple(each.place_in_period() for each in cursor.items()))
    try:
        require_fitting(frequency, days)
    except Refusal as refused:
        cursor.complain(refused.sentence)
        return None
    return days


def written(days: DueDays) -> list[str]:
    """The days as a plan file has them: 03-20 of a period, 2027-09-30 of what is done once."""
    return [on.isoformat() for on in days.on] or [
        f"{each.month:02d}-{each.day:02d}" for each in days.in_period
    ]
