"""Signing in and out, and choosing a password: facts in the ledger, secrets beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from services.domain.directory.appointing import require_open, set_up_ends
from services.domain.directory.consent_events import SETUP_STREAM
from services.domain.directory.events import (
    PasswordSet,
    SignedIn,
    SignedOut,
    SignInFailed,
    account_stream,
    person_stream,
)
from services.domain.directory.notices import NOTHING, Notices, unread
from services.domain.directory.state import Account, fold_account, fold_person
from services.domain.errors import NotFound, Refusal
from services.domain.facts import ANONYMOUS, Actor, ActorKind, Decision, Event
from services.domain.instants import day_of
from services.domain.policy import POLICY_STREAM, Policy, PolicyInForce, in_force
from services.domain.roles import Holder
from services.handlers.notices import issuers_of, names_of
from services.handlers.people import RETRIES, on_stream
from services.handlers.ports import AccountStore, Edges, Passwords, Session
from services.handlers.requests import Sender
from services.ledger.port import Command, Context, Ledger, Snapshot, StaleVersion

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200
_WRONG = "Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra rồi nhập lại."


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSession:
    """A session that has just begun; the token goes into the cookie and nowhere else."""

    token: str
    session: Session
    hours: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """Who is looking at the page, under which offices today, by which rules."""

    sender: Sender
    holder: Holder
    name: str
    rules: PolicyInForce
    now: datetime
    notices: Notices = NOTHING
    told_by: Mapping[UUID, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AccountCommands:
    """What a person does with the own account."""

    ledger: Ledger
    accounts: AccountStore
    passwords: Passwords
    edges: Edges

    async def sign_in(self, login: str, password: str) -> NewSession:
        """Begin a session. One sentence for a wrong name and a wrong password; raises Refusal."""
        credential = await self.accounts.by_login(login.strip().lower()[:LONGEST_PASSWORD])
        snapshot = await self.ledger.read([POLICY_STREAM])
        now = snapshot.read_at
        policy = in_force(snapshot.of(POLICY_STREAM), day_of(now)).policy
        stored = credential.password_hash if credential else None
        typed = password[:LONGEST_PASSWORD]  # hashing more would only cost time
        right = self.passwords.verify(stored or _DUMMY, typed) and typed == password
        if credential is None:
            await self.accounts.note_unknown()
            raise Refusal("sign-in", _WRONG)
        if credential.paused_until is not None and credential.paused_until > now:
            raise Refusal(
                "sign-in-paused",
                "Đăng nhập sai nhiều lần. Hãy đợi "
                f"{policy.sign_in_pause_minutes} phút rồi thử lại, hoặc xin liên kết mới.",
            )
        account = await self._account(credential.person_id)
        if stored is None or not right or account.closed or not account.has_password:
            await self._failed(credential.person_id, credential.failures + 1, policy, now)
            raise Refusal("sign-in", _WRONG)
        if self.passwords.stale(stored):
            await self.accounts.set_password(credential.person_id, self.passwords.hash(password))
        return await self._begin(credential.person_id, policy, now)

    async def sign_out(self, token: str) -> None:
        """End the session of this token; an unknown one ends nothing."""
        snapshot = await self.ledger.read([POLICY_STREAM])
        idle = in_force(snapshot.of(POLICY_STREAM), day_of(snapshot.read_at))
        session = await self.accounts.session(
            token, snapshot.read_at, idle.policy.session_idle_minutes
        )
        if session is None:
            return
        await self.accounts.end_session(token)
        event = SignedOut(person_id=session.person_id)
        await self._keep("sign-out", session.person_id, event, session)

    async def acting(self, token: str, *, seen: bool = True) -> Acting | None:
        """Who this token is; None where the session has ended or the account is closed.

        A session ends when nobody is there: a page that asks by itself is not `seen`.
        """
        rules_read = await self.ledger.read([POLICY_STREAM])
        now = rules_read.read_at
        rules = in_force(rules_read.of(POLICY_STREAM), day_of(now))
        idle = rules.policy.session_idle_minutes
        session = await self.accounts.session(token, now, idle, seen=seen)
        if session is None:
            return None
        sender = Sender(person_id=session.person_id, session_id=session.session_id)
        return await self._acting(sender, rules, now, by_session=True)

    async def acting_as(self, sender: Sender) -> Acting | None:
        """Who somebody is today whose right to act was proved otherwise than by a session."""
        rules_read = await self.ledger.read([POLICY_STREAM])
        now = rules_read.read_at
        rules = in_force(rules_read.of(POLICY_STREAM), day_of(now))
        return await self._acting(sender, rules, now, by_session=False)

    async def _acting(
        self, sender: Sender, rules: PolicyInForce, now: datetime, *, by_session: bool
    ) -> Acting | None:
        streams = [person_stream(sender.person_id), account_stream(sender.person_id)]
        snapshot = await self.ledger.read(streams)
        person = fold_person(snapshot.of(streams[0]))
        account = fold_account(snapshot.of(streams[1]))
        if person is None or account is None or account.closed:
            return None
        # The facts have the last word: a session that a crash left in the table opens nothing.
        if by_session and sender.session_id not in account.sessions:
            return None
        names = await self.ledger.texts([person.name.text_id])
        notices = unread(snapshot.of(streams[1]), snapshot.of(streams[0]))
        issuers = issuers_of(notices)
        return Acting(
            sender=sender,
            holder=person.holder_on(day_of(now)),
            name=names.get(person.name.text_id, "(đã xóa)"),
            rules=rules,
            now=now,
            notices=notices,
            told_by=await names_of(self.ledger, issuers) if issuers else {},
        )

    async def link_owner(self, token: str) -> str | None:
        """The name of the person whose link this is, while it is valid."""
        now = (await self.ledger.read([])).read_at
        person_id = await self._awaited(await self.accounts.link(token, now), now)
        if person_id is None:
            return None
        stream = person_stream(person_id)
        person = fold_person((await self.ledger.read([stream])).of(stream))
        if person is None:
            return None
        names = await self.ledger.texts([person.name.text_id])
        return names.get(person.name.text_id)

    async def set_password_by_link(self, token: str, password: str) -> None:
        """Choose a password with a one-time link; the link is used up. Raises Refusal."""
        check_password(password)
        now = (await self.ledger.read([])).read_at
        # Asked first, so that a link which does not open yet is not used up.
        person_id = await self._awaited(await self.accounts.link(token, now), now)
        if person_id is None or await self.accounts.use_link(token, now) != person_id:
            raise NotFound(
                "link-ended", "Liên kết đã dùng hoặc hết hạn. Hãy xin quản trị liên kết mới."
            )
        await self.set_password(person_id, password)

    async def set_password(self, person_id: UUID, password: str) -> None:
        """Keep a new password; every session and token of the person ends. Raises Refusal."""
        check_password(password)
        # The fact first: were it lost, the sessions and tokens of before would go on.
        await self._keep("set-password", person_id, PasswordSet(person_id=person_id), None)
        await self.accounts.set_password(person_id, self.passwords.hash(password))

    async def has_password(self, person_id: UUID) -> bool:
        """Whether the person has chosen a password already."""
        credential = await self.accounts.by_person(person_id)
        return credential is not None and credential.password_hash is not None

    async def _awaited(self, person_id: UUID | None, now: datetime) -> UUID | None:
        """The person, where the account still waits for a link: none from before a closing.

        Raises Refusal where the link does not open yet.
        """
        if person_id is None:
            return None
        stream = account_stream(person_id)
        account = fold_account((await self.ledger.read([stream])).of(stream))
        if account is None or not account.awaits_link:
            return None
        require_open(account, now)
        return person_id

    async def _account(self, person_id: UUID) -> Account:
        stream = account_stream(person_id)
        account = fold_account((await self.ledger.read([stream])).of(stream))
        if account is None:
            raise Refusal("sign-in", _WRONG)
        return account

    async def _failed(self, person_id: UUID, failures: int, policy: Policy, now: datetime) -> None:
        limit = policy.sign_in_failures
        pause = now + timedelta(minutes=policy.sign_in_pause_minutes)
        await self.accounts.note_failure(person_id, pause if failures >= limit else None)
        event = SignInFailed(person_id=person_id, reason="wrong-password")
        await self._keep("sign-in-failed", person_id, event, None)

    async def _begin(self, person_id: UUID, policy: Policy, now: datetime) -> NewSession:
        session = Session(
            session_id=self.edges.new_id(), person_id=person_id, started_at=now, last_seen_at=now
        )
        token = self.edges.token()
        await self.accounts.clear_failures(person_id)
        await self._keep("sign-in", person_id, SignedIn(person_id=person_id), session)
        until = now + timedelta(hours=policy.session_hours)
        await self.accounts.open_session(token, session, until)
        return NewSession(token=token, session=session, hours=policy.session_hours)

    async def _keep(
        self, name: str, person_id: UUID, event: Event, session: Session | None
    ) -> None:
        stream = account_stream(person_id)
        command = Command(
            actor_key=str(person_id), command_id=self.edges.new_id(), name=name, body=None
        )
        for _ in range(RETRIES):
            snapshot = await self.ledger.read([stream, person_stream(person_id), SETUP_STREAM])
            besides = _besides(snapshot, person_id, event)
            context = Context(
                actor=_actor(snapshot, person_id, session),
                occurred_at=snapshot.read_at,
                recorded_at=snapshot.read_at,
                correlation_id=command.command_id,
                session_id=session.session_id if session else None,
                causation=_link_of(snapshot, stream) if isinstance(event, PasswordSet) else None,
            )
            try:
                await self.ledger.append(
                    command,
                    context,
                    (*on_stream(stream, [event]), *besides),
                    expected={
                        one.stream: snapshot.version(one.stream)
                        for one in (*on_stream(stream, [event]), *besides)
                    },
                )
            except StaleVersion:
                continue
            return
        raise StaleVersion(f"{stream}: {name} met another writer {RETRIES} times")


_DUMMY = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$" + "A" * 43


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


def _link_of(snapshot: Snapshot, stream: str) -> str | None:
    """The fact of the link by which a password is set: its actor is the link's issuer."""
    account = fold_account(snapshot.of(stream))
    return f"{stream}@{account.link.issued}" if account and account.link else None


def check_password(password: str) -> None:
    """A password of at least ten characters; raises Refusal."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise Refusal(
            "password-length",
            f"Mật khẩu phải có từ {SHORTEST_PASSWORD} đến {LONGEST_PASSWORD} ký tự.",
        )
