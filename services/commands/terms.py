"""What a grant or a link of somebody would be judged by now, for a page that says so before."""

from uuid import UUID

from services.commands.calendars import calendar_read, current_years
from services.domain.directory.appointing import Terms, is_setting_up
from services.domain.directory.consent_events import SETUP_STREAM
from services.domain.instants import day_of
from services.domain.policy import POLICY_STREAM, in_force
from services.ledger.port import Ledger


async def terms_now(ledger: Ledger, by: UUID) -> Terms:
    """The terms of an act of this person; raises Refusal where the ward has no rules yet."""
    years = await current_years(ledger)
    snapshot = await ledger.read([POLICY_STREAM, SETUP_STREAM, *years])
    return Terms(
        by=by,
        policy=in_force(snapshot.of(POLICY_STREAM), day_of(snapshot.read_at)).policy,
        calendar=calendar_read(snapshot, years).calendar,
        setting_up=is_setting_up(snapshot.of(SETUP_STREAM)),
        now=snapshot.read_at,
    )
