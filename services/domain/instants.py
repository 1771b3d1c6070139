"""Days in Asia/Ho_Chi_Minh and instants in UTC: the only bridge between the two."""

from datetime import date, datetime, timedelta, timezone

# No plan of the ward means a day outside these: 05/12/0026 is a slip of the hand for 2026.
YEARS = range(2000, 2101)
YEAR_SAID = f"phải từ năm {YEARS.start} đến năm {YEARS[-1]}"
HANOI = timezone(timedelta(hours=7), "ICT")  # no daylight saving since 1975


def day_of(instant: datetime) -> date:
    """The calendar day in Asia/Ho_Chi_Minh of an aware instant."""
    return instant.astimezone(HANOI).date()


def start_of(day: date, hour: int = 0) -> datetime:
    """The instant at which a day begins in Asia/Ho_Chi_Minh (or an hour of it)."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=HANOI)


def end_of(day: date) -> datetime:
    """The instant at which a day is over: the first of the next day."""
    return start_of(day + timedelta(days=1))


def written_day(day: date) -> str:
    """A calendar day as the office writes it: 05/12/2026."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"
