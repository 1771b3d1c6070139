"""The second person: who agrees to a grant or a link that one administrator made alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from services.commands.requests import CommandRequest
from services.commands.runner import CommandRunner, Decided, LoadedContext, on_stream
from services.domain.calendar_facts import calendar_in_force, calendar_stream
from services.domain.directory.account_state import fold_account
from services.domain.directory.appointing import (
    ConsentToGrant,
    ConsentToLink,
    Second,
    Terms,
    consent_to_grant,
    consent_to_link,
    granter_of,
    is_setting_up,
    require_consenting,
)
from services.domain.directory.consent_events import SETUP_STREAM
from services.domain.directory.events import account_stream, person_stream
from services.domain.directory.state import fold_person
from services.domain.facts import Event
from services.domain.instants import day_of
from services.domain.policy import POLICY_STREAM, PolicyInForce, in_force
from services.ledger.port import Ledger, Outcome, Snapshot


async def streams_of_terms(ledger: Ledger) -> list[str]:
    """What a grant or a link is decided on besides the people: the set-up, the rest days."""
    year = day_of((await ledger.read([])).read_at).year
    return [SETUP_STREAM, calendar_stream(year), calendar_stream(year + 1)]


def terms_of(snapshot: Snapshot, rules: PolicyInForce, by: UUID) -> Terms:
    """The terms of an act of this person, from a snapshot that holds `streams_of_terms`."""
    facts = [fact for stream in snapshot.facts for fact in snapshot.of(stream)]
    return Terms(
        by=by,
        policy=rules.policy,
        calendar=calendar_in_force(facts).calendar,
        setting_up=is_setting_up(snapshot.of(SETUP_STREAM)),
        now=snapshot.read_at,
    )


@dataclass(frozen=True, slots=True)
class ConsentCommands:
    """Agree to what waits; see `appointing.Second` for who may."""

    ledger: Ledger
    people: CommandRunner

    async def terms(self, by: UUID) -> Terms:
        """What a grant of this person would be judged by now."""
        streams = [POLICY_STREAM, *await streams_of_terms(self.ledger)]
        snapshot = await self.ledger.read(streams)
        rules = in_force(snapshot.of(POLICY_STREAM), day_of(snapshot.read_at))
        return terms_of(snapshot, rules, by)

    async def consent_to_grant(
        self, request: CommandRequest, command: ConsentToGrant
    ) -> Outcome | None:
        """A waiting grant begins on the day that was asked for, today at the earliest."""
        stream = person_stream(command.person_id)
        person = fold_person((await self.ledger.read([stream])).of(stream))

        def agreed(scene: LoadedContext) -> Sequence[Event]:
            return consent_to_grant(fold_person(scene.snapshot.of(stream)), command, scene.now)

        first = granter_of(person, command.granted)
        return await self._agree(request, stream, command.person_id, first, agreed)

    async def consent_to_link(
        self, request: CommandRequest, command: ConsentToLink
    ) -> Outcome | None:
        """A waiting link opens now."""
        stream = account_stream(command.person_id)
        account = fold_account((await self.ledger.read([stream])).of(stream))
        first = account.link.issued_by.person_id if account and account.link else None

        def agreed(scene: LoadedContext) -> Sequence[Event]:
            person = fold_person(scene.snapshot.of(person_stream(command.person_id)))
            account = fold_account(scene.snapshot.of(stream))
            return consent_to_link(account, person, command, scene.rules.policy, scene.now)

        return await self._agree(request, stream, command.person_id, first, agreed)

    async def _agree(
        self,
        request: CommandRequest,
        stream: str,
        person_id: UUID,
        first: UUID | None,
        agreed: Callable[[LoadedContext], Sequence[Event]],
    ) -> Outcome | None:
        """Keep what a second person agrees to, where this one may; `first` acted alone."""

        def decided(scene: LoadedContext) -> Decided:
            require_consenting(scene.holder)
            events = agreed(scene)
            held = _second(request, scene, first).require(person_id, scene.rules.policy, scene.now)
            return Decided(held=held, events=on_stream(stream, events))

        streams = [stream, person_stream(person_id), *([person_stream(first)] if first else [])]
        return await self.people.run(request, streams, decided, target=stream)


def _second(request: CommandRequest, scene: LoadedContext, first: UUID | None) -> Second:
    person = fold_person(scene.snapshot.of(person_stream(request.sender.person_id)))
    assert person is not None, "the scene is of somebody in the directory"  # noqa: S101  (total)
    granter = fold_person(scene.snapshot.of(person_stream(first))) if first else None
    return Second(holder=scene.holder, person=person, first=granter)
