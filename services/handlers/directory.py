"""People, offices and accounts: what the administrator does, and the first administrator."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

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
from services.domain.directory.events import (
    OfficeGranted,
    account_stream,
    person_stream,
    unit_stream,
)
from services.domain.directory.state import Account, fold_account, fold_person, fold_unit
from services.domain.errors import Refusal
from services.domain.facts import Event, NewEvent
from services.domain.instants import day_of
from services.domain.policy import POLICY_STREAM, in_force
from services.domain.roles import OfficeHeld
from services.handlers.operator import OperatorAct, keep
from services.handlers.people import Decided, PersonCommands, Scene, on_stream
from services.handlers.ports import AccountStore, Edges, LoginTaken, Session
from services.handlers.requests import Request, Words, tidy
from services.handlers.units import UnitCommands
from services.ledger.port import Ledger, Outcome

LOGIN_LENGTH = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPerson:
    """Somebody whom the command line registers: the first administrator, or an invented person."""

    key: str
    name: str
    login: str
    offices: tuple[OfficeHeld, ...]


@dataclass(frozen=True, slots=True)
class DirectoryCommands:
    """Register, correct, grant and end offices, issue links, close accounts."""

    ledger: Ledger
    people: PersonCommands
    accounts: AccountStore
    edges: Edges

    @property
    def units(self) -> UnitCommands:
        """What is recorded of the units."""
        return UnitCommands(self.people)

    async def register_person(
        self, request: Request, command: RegisterPerson, login: str
    ) -> Outcome | None:
        """A person with an account that has no password yet; raises Refusal."""
        name = check_login(login)
        streams = [person_stream(command.person_id), account_stream(command.person_id)]
        holder = await self.accounts.by_login(name)

        def decided(scene: Scene) -> Decided:
            held = require_administrator(scene.holder)
            if holder is not None and holder.person_id != command.person_id:
                raise _taken(name)
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

    async def correct_person(self, request: Request, command: CorrectPerson) -> Outcome | None:
        """A new version of name and telephone."""
        stream = person_stream(command.person_id)

        def decided(scene: Scene) -> Decided:
            held = require_administrator(scene.holder)
            events = correct(fold_person(scene.snapshot.of(stream)), command)
            return Decided(held=held, events=on_stream(stream, events))

        return await self.people.run(request, [stream], decided)

    async def grant_office(self, request: Request, command: GrantOffice) -> Outcome | None:
        """An office from a day on."""
        stream = person_stream(command.person_id)
        units = [] if command.unit is None else [unit_stream(command.unit)]

        def decided(scene: Scene) -> Decided:
            held = require_administrator(scene.holder)
            events = grant(
                fold_person(scene.snapshot.of(stream)),
                command,
                fold_unit(scene.snapshot.of(units[0])) if units else None,
                scene.rules.policy.office_unit,
                scene.now,
            )
            return Decided(held=held, events=on_stream(stream, events))

        return await self.people.run(request, [stream, *units], decided)

    async def end_office(self, request: Request, command: EndOffice) -> Outcome | None:
        """The last day of an office."""
        stream = person_stream(command.person_id)

        def decided(scene: Scene) -> Decided:
            held = require_administrator(scene.holder)
            events = end(fold_person(scene.snapshot.of(stream)), command, scene.now)
            return Decided(held=held, events=on_stream(stream, events))

        return await self.people.run(request, [stream], decided)

    async def issue_link(self, request: Request, person_id: UUID) -> str:
        """The token of a one-time link; the same act draws it anew until it is spent."""
        stream = account_stream(person_id)
        snapshot = await self.ledger.read([POLICY_STREAM])
        rules = in_force(snapshot.of(POLICY_STREAM), day_of(snapshot.read_at))
        hours = rules.policy.link_hours

        await self._on_account(request, person_id, partial(issue_link, hours=hours))

        def until(scene: Scene) -> datetime:
            require_administrator(scene.holder)
            account = fold_account(scene.snapshot.of(stream))
            return link_until(account, request.sender.person_id, request.command_id, scene.now)

        ends_at = await self.people.judge(request, [stream], until)
        await self.restore_login(person_id)
        return await self._put_link(person_id, ends_at)

    async def close_account(self, request: Request, person_id: UUID) -> Outcome | None:
        """The person signs in no longer; all sessions and tokens end."""
        outcome = await self._on_account(request, person_id, close_account)
        await self._follow(person_id)
        return outcome

    async def reopen_account(self, request: Request, person_id: UUID) -> Outcome | None:
        """Undo a closing: the person needs a one-time link to choose a new password."""
        outcome = await self._on_account(request, person_id, reopen_account)
        await self._follow(person_id)
        return outcome

    async def end_sessions(self, request: Request, person_id: UUID) -> Outcome | None:
        """The person is signed out everywhere, and so is every program with a token."""
        outcome = await self._on_account(request, person_id, end_sessions)
        await self._follow(person_id)
        return outcome

    async def revoke_password(self, request: Request, person_id: UUID) -> Outcome | None:
        """The old password opens nothing any more; sessions and tokens end, a link is needed."""
        outcome = await self._on_account(request, person_id, revoke_password)
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
        person_id = self.edges.new_id()
        words = Words(edges=self.edges, limit=LOGIN_LENGTH * 4)
        command = RegisterPerson(
            person_id=person_id,
            name=words.need(first.name, label="Họ và tên"),
            phone=None,
            login=words.need(login, label="Tên đăng nhập"),
        )
        person, account = register(None, command)
        offices: list[Event] = [
            OfficeGranted(
                office=held.office, unit=held.unit, from_on=held.from_on, until_on=held.until_on
            )
            for held in first.offices
        ]
        streams = [person_stream(person_id), account_stream(person_id)]
        snapshot = await self.ledger.read(streams)
        act = OperatorAct(
            action=f"register-person/{first.key}",
            decision=(
                *on_stream(streams[0], [person, *offices]),
                *on_stream(streams[1], [account]),
            ),
            texts=tuple(words.texts),
        )
        outcome = await keep(self.ledger, snapshot, act)
        if outcome is not None and streams[0] not in outcome.versions:
            # An earlier start was cut between the fact and the login: the fact's person counts.
            person_id = UUID(next(iter(sorted(outcome.versions)))[-36:])
        await self._put_login(person_id, login)
        return person_id

    async def first_link(self, person_id: UUID, hours: int) -> str:
        """The one-time link of the first administrator, printed by the command line."""
        stream = account_stream(person_id)
        snapshot = await self.ledger.read([stream])
        act = OperatorAct(
            action=f"issue-link/{person_id}/{snapshot.version(stream)}",
            decision=on_stream(stream, issue_link(fold_account(snapshot.of(stream)), hours)),
        )
        await keep(self.ledger, snapshot, act)
        return await self._put_link(person_id, snapshot.read_at + timedelta(hours=hours))

    async def _on_account(
        self,
        request: Request,
        person_id: UUID,
        decide: Callable[[Account | None], Sequence[Event]],
    ) -> Outcome | None:
        """What an administrator does to an account."""
        stream = account_stream(person_id)

        def decided(scene: Scene) -> Decided:
            held = require_administrator(scene.holder)
            events = decide(fold_account(scene.snapshot.of(stream)))
            return Decided(held=held, events=on_stream(stream, events))

        return await self.people.run(request, [stream], decided)

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
        token = self.edges.token()
        await self.accounts.put_link(token, person_id, until)
        return token

    async def _put_login(self, person_id: UUID, login: str) -> None:
        try:
            await self.accounts.put_login(person_id, login)
        except LoginTaken:
            raise _taken(login) from None


def check_login(login: str) -> str:
    """A login name: letters, digits, dot, hyphen, underscore; case does not matter."""
    name = tidy(login, label="Tên đăng nhập", limit=LOGIN_LENGTH).lower()
    if not name or not all(c.isascii() and (c.isalnum() or c in "._-") for c in name):
        raise Refusal(
            "login-form",
            "Tên đăng nhập chỉ gồm chữ không dấu, chữ số, dấu chấm, gạch nối, gạch dưới.",
        )
    return name


def _taken(login: str) -> Refusal:
    return Refusal("login-taken", f"Tên đăng nhập “{login}” đã có người dùng. Hãy chọn tên khác.")
