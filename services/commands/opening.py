"""Opening a ward's ledger: its first fact, its rules, its calendars."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.commands.operator import OperatorAct, digest, keep
from services.domain.calendar import CalendarYear
from services.domain.calendar_facts import CalendarAdopted, calendar_stream
from services.domain.errors import Refusal
from services.domain.facts import Fact, NewEvent
from services.domain.opening import STREAM, LedgerOpened
from services.domain.policy import POLICY_STREAM, Policy, PolicyAdopted, in_force
from services.ledger.names import is_demonstration
from services.ledger.port import Agendas, Ledger, Outcome


@dataclass(frozen=True, slots=True)
class OpeningCommands:
    """What the command line does before anybody can sign in. Doing it again is nothing."""

    ledger: Ledger
    agendas: Agendas

    async def open_ledger(self, ward_code: str, ward_name: str) -> Outcome | None:
        """Write the first fact: which ward, real or a demonstration for ever."""
        snapshot = await self.ledger.read([STREAM])
        opened = LedgerOpened(
            ledger_id=self.ledger.ledger_id,
            demonstration=is_demonstration(self.ledger.ledger_id),
            ward_code=ward_code,
            ward_name=ward_name,
        )
        act = OperatorAct(action="open-ledger", decision=(NewEvent(stream=STREAM, event=opened),))
        return await keep(self.ledger, snapshot, act)

    async def adopt_policy(
        self, policy: Policy, source: str, *, only_first: bool = False
    ) -> Outcome | None:
        """Keep a version of the ward's rules; every open clock plans again.

        `only_first` leaves alone what the ward has adopted since.
        """
        snapshot = await self.ledger.read([POLICY_STREAM])
        event = PolicyAdopted(policy=policy)
        known = snapshot.of(POLICY_STREAM)
        if known and (only_first or _rules_already(known, policy)):
            return None
        act = OperatorAct(
            action="adopt-policy",
            to=(snapshot.version(POLICY_STREAM), digest(source)),
            decision=(NewEvent(stream=POLICY_STREAM, event=event),),
            rings=await self.agendas.open_streams(),
        )
        return await keep(self.ledger, snapshot, act)

    async def adopt_calendars(
        self, years: Sequence[CalendarYear], source: str, *, only_first: bool = False
    ) -> Outcome | None:
        """Keep the rest days of some years; every open clock plans again, dates may move.

        `only_first` leaves alone the years that the ward has adopted since.
        """
        streams = [calendar_stream(year.year) for year in years]
        snapshot = await self.ledger.read(streams)
        events = [
            NewEvent(stream=stream, event=CalendarAdopted(calendar=year))
            for stream, year in zip(streams, years, strict=True)
            if not (
                snapshot.of(stream)
                and (only_first or snapshot.of(stream)[-1].event == CalendarAdopted(calendar=year))
            )
        ]
        versions = "-".join(str(snapshot.version(stream)) for stream in streams)
        act = OperatorAct(
            action="adopt-calendars",
            to=(versions, digest(source)),
            decision=tuple(events),
            rings=await self.agendas.open_streams(),
        )
        return await keep(self.ledger, snapshot, act)


def _rules_already(known: Sequence[Fact], policy: Policy) -> bool:
    """Whether these rules are the ones of their day of effect, whatever was recorded since."""
    try:
        return in_force(known, policy.effective_on).policy == policy
    except Refusal:
        return False
