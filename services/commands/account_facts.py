"""Facts of an account that its own person makes: decided on the account as it stands."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

from services.commands.gate import busy
from services.commands.ports import Randomness, Session
from services.commands.runner import RETRIES, on_stream
from services.domain.directory.account_facts import fold_account
from services.domain.directory.account_state import Account
from services.domain.directory.appointing import set_up_ends
from services.domain.directory.consent_events import SETUP_STREAM
from services.domain.directory.events import (
    PasswordSet,
    SignedIn,
    account_stream,
    person_stream,
)
from services.domain.directory.state import Person, fold_person
from services.domain.facts import ANONYMOUS, Actor, ActorKind, Decision, Event
from services.domain.instants import day_of
from services.ledger.port import Command, Context, Ledger, Snapshot, StaleVersion


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """Appends to one account at a time; nobody else's act is between reading and writing."""

    ledger: Ledger
    randomness: Randomness

    async def keep(
        self,
        name: str,
        person_id: UUID,
        decide: Callable[[Account, Person | None], Event | None],
        session: Session | None,
        *,
        since: int | None = None,
    ) -> int | None:
        """Keep what the account and its person allow as they stand, and answer its version.

        None where that is nothing. What is decided on sessions is told `since` which version.
        """
        stream = account_stream(person_id)
        streams = [stream, person_stream(person_id), SETUP_STREAM]
        command = Command(
            actor_key=str(person_id), command_id=self.randomness.new_id(), name=name, body=None
        )
        for _ in range(RETRIES):
            snapshot = await self._read(stream, streams, since)
            account = fold_account(snapshot.of(stream))
            person = fold_person(snapshot.of(person_stream(person_id)))
            event = decide(account, person) if account else None
            if event is None:
                return None
            context = Context(
                actor=_actor(snapshot, person_id, session),
                occurred_at=snapshot.read_at,
                recorded_at=snapshot.read_at,
                correlation_id=command.command_id,
                session_id=session.session_id if session else None,
                causation=_link_of(account, stream) if _by_link(event, session) else None,
            )
            try:
                outcome = await self.ledger.append(
                    command,
                    context,
                    (*on_stream(stream, [event]), *_besides(snapshot, person_id, event)),
                    known=snapshot,
                    expected={stream: snapshot.version(stream) for stream in streams},
                )
            except StaleVersion:
                continue
            return outcome.versions[stream]
        raise busy()

    async def _read(self, stream: str, streams: list[str], since: int | None) -> Snapshot:
        """The account without its older sign-ins, and the other streams."""
        account = await self.ledger.read_account(stream, since, with_state=True)
        around = await self.ledger.read([each for each in streams if each != stream])
        return replace(around, facts={**around.facts, **account.facts}, states=account.states)


def _actor(snapshot: Snapshot, person_id: UUID, session: Session | None) -> Actor:
    if session is None:
        return ANONYMOUS
    person = fold_person(snapshot.of(person_stream(person_id)))
    offices = person.holder_on(day_of(snapshot.read_at)).offices if person else ()
    return Actor(
        kind=ActorKind.PERSON,
        office=offices[0].office.value if offices else None,
        person_id=person_id,
        unit=offices[0].unit if offices else None,
    )


def _besides(snapshot: Snapshot, person_id: UUID, event: Event) -> Decision:
    """What a sign-in ends for the ward: the first of a chief of the Office ends the set-up."""
    person = fold_person(snapshot.of(person_stream(person_id)))
    if person is None or not isinstance(event, SignedIn):
        return ()
    holder = person.holder_on(day_of(snapshot.read_at))
    return on_stream(SETUP_STREAM, set_up_ends(snapshot.of(SETUP_STREAM), holder))


def _by_link(event: Event, session: Session | None) -> bool:
    """Whether a link set a password: in a session it is changed by who knows the present one."""
    return isinstance(event, PasswordSet) and session is None


def _link_of(account: Account | None, stream: str) -> str | None:
    """The fact of the link by which a password is set: its actor is the link's issuer."""
    return f"{stream}@{account.link.issued}" if account and account.link else None
