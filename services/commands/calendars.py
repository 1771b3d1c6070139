"""The ward's working days as a decision needs them: which streams hold them, what they say."""

from collections.abc import Collection

from services.domain.calendar_facts import CalendarInForce, calendar_in_force, calendar_streams
from services.domain.instants import day_of
from services.domain.policy import POLICY_STREAM
from services.ledger.port import Ledger, Snapshot


async def current_years(ledger: Ledger) -> tuple[str, ...]:
    """The streams of the calendars around today, by the database's own day."""
    return calendar_streams(day_of((await ledger.read([POLICY_STREAM])).read_at))


def calendar_read(snapshot: Snapshot, years: Collection[str]) -> CalendarInForce:
    """The calendar in force, of the streams that were read."""
    return calendar_in_force(fact for year in years for fact in snapshot.of(year))
