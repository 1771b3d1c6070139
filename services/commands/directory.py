"""People, offices and accounts: what the administrator does, and the first administrator."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from services.commands.administrators import administrators_of, streams_of
from services.commands.consents import ConsentCommands, streams_of_terms, terms_of
from services.commands.first_people import (
    FirstPerson,
    keep_administrator,
    keep_first,
    keep_link,
)
from services.commands.logins import check_login, taken
from services.commands.ports import AccountStore, LoginTaken, OfficeIndex, Randomness, Session
from services.commands.requests import CommandRequest
from services.commands.runner import CommandRunner, Decided, LoadedContext, on_stream
from services.commands.units import UnitCommands
from services.domain.directory.account_state import Account, fold_account
from services.domain.directory.appointing import opens_after_hours
from services.domain.directory.decider import (
    CorrectPerson,
    EndOffice,
    GrantOffice,
    RegisterPerson,
    close_account,
    correct,
    end,
    end_sessions,
    grant,
    issue_link,
    link_until,
    register,
    reopen_account,
    require_administrator,
    revoke_password,
)
from services.domain.directory.events import account_stream, person_stream, unit_stream
from services.domain.directory.last_administrator import administers, require_another
from services.domain.directory.rules import NO_LOGIN
from services.domain.directory.state import fold_person
from services.domain.directory.unit_state import fold_unit
from services.domain.facts import Event, NewEvent
from services.domain.instants import day_of
from services.domain.roles import Office
from services.ledger.port import Ledger, Outcome


@dataclass(frozen=True, slots=True)
class DirectoryCommands:
    """Register, correct, grant and end offices, issue links, close accounts."""

    ledger: Ledger
    people: CommandRunner
    accounts: AccountStore
    randomness: Randomness
    index: OfficeIndex

    @property
    def consents(self) -> ConsentCommands:
        """What a second person agrees to."""
        return ConsentCommands(self.ledger, self.people)

    @property
    def units(self) -> UnitCommands:
        """What is recorded of the units."""
        return UnitCommands(self.people)

    async def register_person(
        self, request: CommandRequest, command: RegisterPerson, login: str
    ) -> Outcome | None:
        """A person with an account that has no password yet; raises Refusal."""
        name = check_login(login)
        streams = [person_stream(command.person_id), account_stream(command.person_id)]
        holder = await self.accounts.by_login(name)

        def decided(scene: LoadedContext) -> Decided:
            held = require_administrator(scene.holder)
            if holder is not None and holder.person_id != command.person_id:
                raise taken(name)
            known = fold_person(scene.snapshot.of(streams[0]))
            person, account = register(known, command)
            return Decided(
                held=held,
                events=(
                    NewEvent(stream=streams[0], event=person),
                    NewEvent(stream=streams[1], event=account),
                ),
            )

        outcome = await self.people.run(request, streams, decided)
        await self._put_login(command.person_id, name)
        return outcome

    async def restore_login(self, person_id: UUID) -> None:
        """Keep the login of somebody whose registration was cut off after its facts."""
        stream = account_stream(person_id)
        account = fold_account((await self.ledger.read([stream])).of(stream))
        bodies = await self.ledger.texts([account.login.text_id]) if account else {}
        for login in bodies.values():
            await self._put_login(person_id, check_login(login))

    async def correct_person(
        self, request: CommandRequest, command: CorrectPerson
    ) -> Outcome | None:
        """A new version of name and telephone."""
        stream = person_stream(command.person_id)

        def decided(scene: LoadedContext) -> Decided:
            held = require_administrator(scene.holder)
            events = correct(fold_person(scene.snapshot.of(stream)), command)
            return Decided(held=held, events=on_stream(stream, events))

        return await self.people.run(request, [stream], decided)

    async def grant_office(self, request: CommandRequest, command: GrantOffice) -> Outcome | None:
        """An office from a day on; see `appointing.begins_on` for what must wait."""
        stream = person_stream(command.person_id)
        units = [] if command.unit is None else [unit_stream(command.unit)]

        def decided(scene: LoadedContext) -> Decided:
            held = require_administrator(scene.holder)
            events = grant(
                fold_person(scene.snapshot.of(stream)),
                command,
                fold_unit(scene.snapshot.of(units[0])) if units else None,
                terms_of(scene.snapshot, scene.rules, request.sender.person_id),
            )
            return Decided(held=held, events=on_stream(stream, events))

        streams = [stream, *units, *await streams_of_terms(self.ledger)]
        return await self.people.run(request, streams, decided, target=stream)

    async def end_office(self, request: CommandRequest, command: EndOffice) -> Outcome | None:
        """The last day of an office; never that of the last administrator."""
        stream = person_stream(command.person_id)
        others = await self._others(command.person_id)

        def decided(scene: LoadedContext) -> Decided:
            held = require_administrator(scene.holder)
            events = end(fold_person(scene.snapshot.of(stream)), command, scene.now)
            if command.office is Office.ADMINISTRATOR:
                after = max(command.until_on + timedelta(days=1), day_of(scene.now))
                require_another(administrators_of(scene.snapshot, others), after)
            return Decided(held=held, events=on_stream(stream, events))

        streams = [stream, *streams_of(others)]
        return await self.people.run(request, streams, decided, target=stream)

    async def issue_link(self, request: CommandRequest, person_id: UUID) -> str:
        """The token of a one-time link; the same act draws it anew until it is spent."""
        person, stream = person_stream(person_id), account_stream(person_id)

        def decided(scene: LoadedContext) -> Decided:
            held = require_administrator(scene.holder)
            terms = terms_of(scene.snapshot, scene.rules, request.sender.person_id)
            events = issue_link(
                fold_account(scene.snapshot.of(stream)),
                scene.rules.policy.link_hours,
                setting_up=terms.setting_up,
                opens_after_hours=opens_after_hours(fold_person(scene.snapshot.of(person)), terms),
            )
            return Decided(held=held, events=on_stream(stream, events))

        streams = [person, stream, *await streams_of_terms(self.ledger)]
        await self.people.run(request, streams, decided, target=stream)

        def own(scene: LoadedContext) -> datetime:
            require_administrator(scene.holder)
            account = fold_account(scene.snapshot.of(stream))
            return link_until(account, request.sender.person_id, request.command_id, scene.now)

        until = await self.people.judge(request, [stream], own)
        await self.restore_login(person_id)
        return await self._put_link(person_id, until)

    async def close_account(self, request: CommandRequest, person_id: UUID) -> Outcome | None:
        """The person signs in no longer; all sessions and tokens end."""
        outcome = await self._on_account(request, person_id, close_account, locks_out=True)
        await self._follow(person_id)
        return outcome

    async def reopen_account(self, request: CommandRequest, person_id: UUID) -> Outcome | None:
        """Undo a closing: the person needs a one-time link to choose a new password."""
        outcome = await self._on_account(request, person_id, reopen_account)
        await self._follow(person_id)
        return outcome

    async def end_sessions(self, request: CommandRequest, person_id: UUID) -> Outcome | None:
        """The person is signed out everywhere, and so is every program with a token."""
        outcome = await self._on_account(request, person_id, end_sessions)
        await self._follow(person_id)
        return outcome

    async def revoke_password(self, request: CommandRequest, person_id: UUID) -> Outcome | None:
        """The old password opens nothing any more; sessions and tokens end, a link is needed."""
        outcome = await self._on_account(request, person_id, revoke_password, locks_out=True)
        await self._follow(person_id)
        return outcome

    async def live_sessions(
        self, person_id: UUID, now: datetime, idle_minutes: int
    ) -> Sequence[Session]:
        """The sessions by which somebody is signed in now, the newest first."""
        stream = account_stream(person_id)
        account = fold_account((await self.ledger.read([stream])).of(stream))
        kept = await self.accounts.sessions(person_id, now, idle_minutes)
        return [one for one in kept if account and one.session_id in account.sessions]

    async def register_first(self, first: FirstPerson) -> UUID:
        """Register a person from the command line, once for each key; the person's id."""
        login = check_login(first.login)
        known = await self.accounts.by_login(login)
        if known is not None:
            return known.person_id
        person_id = await keep_first(self.ledger, self.randomness, first)
        await self._put_login(person_id, login)
        return person_id

    async def first_link(self, person_id: UUID, hours: int) -> str:
        """A one-time link that the command line prints."""
        await keep_link(self.ledger, person_id, hours)
        now = (await self.ledger.read([])).read_at
        return await self._put_link(person_id, now + timedelta(hours=hours))

    async def restore_administrator(self, login: str) -> str:
        """A one-time link for an administrator, made one again where needed; raises NotFound."""
        known = await self.accounts.by_login(check_login(login))
        if known is None:
            raise NO_LOGIN.refuse(login=login)
        hours = await keep_administrator(self.ledger, known.person_id)
        return await self.first_link(known.person_id, hours)

    async def _on_account(
        self,
        request: CommandRequest,
        person_id: UUID,
        decide: Callable[[Account | None], Sequence[Event]],
        *,
        locks_out: bool = False,
    ) -> Outcome | None:
        """What an administrator does to an account; the last administrator is not locked out."""
        person, stream = person_stream(person_id), account_stream(person_id)
        others = await self._others(person_id) if locks_out else []

        def decided(scene: LoadedContext) -> Decided:
            held = require_administrator(scene.holder)
            events = decide(fold_account(scene.snapshot.of(stream)))
            today = day_of(scene.now)
            if locks_out and administers(fold_person(scene.snapshot.of(person)), today):
                require_another(administrators_of(scene.snapshot, others), today)
            return Decided(held=held, events=on_stream(stream, events))

        streams = [person, stream, *streams_of(others)]
        return await self.people.run(request, streams, decided, target=stream)

    async def _others(self, person_id: UUID) -> list[UUID]:
        found = await self.index.holders(Office.ADMINISTRATOR)
        return [one for one in found if one != person_id]

    async def _follow(self, person_id: UUID) -> None:
        """Bring the tables to what the facts say now.

        A form that is sent again takes nothing that began, or was chosen, since its first time.
        """
        stream = account_stream(person_id)
        account = fold_account((await self.ledger.read([stream])).of(stream))
        if account is None:
            return
        if not account.has_password:
            await self.accounts.revoke_password(person_id)
        await self.accounts.end_sessions(person_id, but=account.sessions)

    async def _put_link(self, person_id: UUID, until: datetime) -> str:
        token = self.randomness.token()
        await self.accounts.put_link(token, person_id, until)
        return token

    async def _put_login(self, person_id: UUID, login: str) -> None:
        try:
            await self.accounts.put_login(person_id, login)
        except LoginTaken:
            raise taken(login) from None
