"""People as the command line registers and restores them: acts of the machine's owner."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.commands.logins import LOGIN_LENGTH, check_login
from services.commands.operator import OperatorAct, keep
from services.commands.ports import Randomness
from services.commands.requests import TypedTexts
from services.commands.runner import on_stream
from services.domain.directory.account_facts import fold_account
from services.domain.directory.acts.issue_link import link_of
from services.domain.directory.acts.register_person import RegisterPerson, registration
from services.domain.directory.appointing import is_setting_up
from services.domain.directory.authority import open_account
from services.domain.directory.consent_events import SETUP_STREAM
from services.domain.directory.events import (
    AccountReopened,
    OfficeGranted,
    PersonRegistered,
    account_stream,
    person_stream,
)
from services.domain.directory.last_administrator import administers
from services.domain.directory.rules import NO_ACCOUNT
from services.domain.directory.state import fold_person
from services.domain.facts import Event, NewEvent
from services.domain.instants import day_of
from services.domain.policy import POLICY_STREAM, in_force
from services.domain.roles import Office, OfficeHeld
from services.ledger.port import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPerson:
    """Somebody whom the command line registers: the first administrator, or an invented person."""

    key: str
    name: str
    login: str
    offices: tuple[OfficeHeld, ...]


async def keep_first(ledger: Ledger, randomness: Randomness, first: FirstPerson) -> UUID:
    """Register a person once for each key; the person's id, the first one's for ever."""
    login, person_id = check_login(first.login), randomness.new_id()
    words = TypedTexts(randomness=randomness, limit=LOGIN_LENGTH * 4)
    command = RegisterPerson(
        person_id=person_id,
        name=words.need(first.name, label="Họ và tên"),
        phone=None,
        login=words.need(login, label="Tên đăng nhập"),
    )
    person, account = registration(command)
    streams = [person_stream(person_id), account_stream(person_id)]
    snapshot = await ledger.read([*streams, SETUP_STREAM])
    setting_up = is_setting_up(snapshot.of(SETUP_STREAM))
    offices = [_granted(held, setting_up=setting_up) for held in first.offices]
    act = OperatorAct(
        action="register-person",
        to=(first.key,),
        decision=(*on_stream(streams[0], [person, *offices]), *on_stream(streams[1], [account])),
        texts=tuple(words.texts),
    )
    outcome = await keep(ledger, snapshot, act)
    if outcome is None or streams[0] in outcome.versions:
        return person_id
    # An earlier start was cut between the fact and the login: the fact's person counts.
    return await _registered(ledger, list(outcome.versions))


async def _registered(ledger: Ledger, streams: Sequence[str]) -> UUID:
    snapshot = await ledger.read(streams)
    return next(
        fact.event.person_id
        for stream in streams
        for fact in snapshot.of(stream)
        if isinstance(fact.event, PersonRegistered)
    )


async def keep_link(ledger: Ledger, person_id: UUID, hours: int) -> None:
    """A one-time link of the machine's owner: it opens at once."""
    stream = account_stream(person_id)
    snapshot = await ledger.read([stream, SETUP_STREAM])
    issued = link_of(
        open_account(fold_account(snapshot.of(stream))),
        hours,
        setting_up=is_setting_up(snapshot.of(SETUP_STREAM)),
    )
    act = OperatorAct(
        action="issue-link",
        to=(person_id, snapshot.version(stream)),
        decision=on_stream(stream, [issued]),
    )
    await keep(ledger, snapshot, act)


async def keep_administrator(ledger: Ledger, person_id: UUID) -> int:
    """Make a known person an administrator again; how many hours the link shall be valid.

    A closed account is opened, the office granted from today; raises NotFound.
    """
    streams = [person_stream(person_id), account_stream(person_id)]
    snapshot = await ledger.read([*streams, SETUP_STREAM, POLICY_STREAM])
    person, account = fold_person(snapshot.of(streams[0])), fold_account(snapshot.of(streams[1]))
    if person is None or account is None:
        raise NO_ACCOUNT.refuse()
    today = day_of(snapshot.read_at)
    decision: list[NewEvent] = []
    if not person.holder_on(today).is_a(Office.ADMINISTRATOR) or not administers(person, today):
        held = OfficeHeld(office=Office.ADMINISTRATOR, unit=None, from_on=today)
        setting_up = is_setting_up(snapshot.of(SETUP_STREAM))
        decision += on_stream(streams[0], [_granted(held, setting_up=setting_up)])
    if account.closed:
        decision += on_stream(streams[1], [AccountReopened(person_id=person_id)])
    versions = "/".join(str(snapshot.version(stream)) for stream in streams)
    act = OperatorAct(
        action="restore-administrator", to=(person_id, versions), decision=tuple(decision)
    )
    await keep(ledger, snapshot, act)
    return in_force(snapshot.of(POLICY_STREAM), today).policy.link_hours


def _granted(held: OfficeHeld, *, setting_up: bool) -> Event:
    return OfficeGranted(
        office=held.office,
        unit=held.unit,
        from_on=held.from_on,
        until_on=held.until_on,
        wished_from_on=held.from_on,
        setting_up=setting_up,
        basis=None,
        scope=None,
    )
