"""Signing in and out, and choosing a password: facts in the ledger, secrets beside it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from services.commands.access import AccessLog, Visitor
from services.commands.account_facts import AccountFacts
from services.commands.acting import Acting
from services.commands.gate import Gate, Tried
from services.commands.links import OpenLink, open_link
from services.commands.notices import issuers_of, names_of
from services.commands.ports import (
    AccountStore,
    Credential,
    Passwords,
    Randomness,
    Session,
    SignInStore,
)
from services.commands.proofs import hash_sha256, secret_sha256
from services.commands.requests import Sender
from services.commands.rules import LINK_ENDED
from services.domain.directory.account_facts import fold_account
from services.domain.directory.account_state import Account
from services.domain.directory.events import (
    PasswordSet,
    SignedIn,
    SignedOut,
    account_stream,
    person_stream,
)
from services.domain.directory.notices import notices
from services.domain.directory.passwords import check_password
from services.domain.directory.sign_in_events import PasswordRehashed
from services.domain.directory.state import Person, fold_person
from services.domain.errors import Paused
from services.domain.facts import Event
from services.domain.instants import day_of
from services.domain.policy import POLICY_STREAM, PolicyInForce, in_force
from services.ledger.port import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSession:
    """A session that has just begun; its token and the device's go into cookies alone."""

    token: str
    session: Session
    hours: int
    device: str
    device_days: int


@dataclass(frozen=True, slots=True)
class AccountCommands:
    """What a person does with the own account."""

    ledger: Ledger
    accounts: AccountStore
    passwords: Passwords
    randomness: Randomness
    sign_ins: SignInStore
    access: AccessLog

    @property
    def facts(self) -> AccountFacts:
        """Where facts of an account are kept."""
        return AccountFacts(self.ledger, self.randomness)

    @property
    def gate(self) -> Gate:
        """Where a password is proved."""
        return Gate(self.accounts, self.sign_ins, self.passwords, self.access)

    async def sign_in(self, login: str, password: str, visitor: Visitor) -> NewSession:
        """Begin a session. One sentence for a wrong name and a wrong password; raises Refusal."""
        snapshot = await self.ledger.read([POLICY_STREAM])
        now = snapshot.read_at
        policy = in_force(snapshot.of(POLICY_STREAM), day_of(now)).policy
        tried = await self.gate.at(login, visitor, policy, now)
        credential = await self.gate.prove(tried, password)
        begun = await self._begin(tried, credential.person_id, credential.password_hash or "")
        if self.passwords.stale(credential.password_hash or ""):
            await self._rehash(credential, password, begun.session)
        return begun

    async def sign_out(self, token: str) -> None:
        """End the session of this token; an unknown one ends nothing."""
        snapshot = await self.ledger.read([POLICY_STREAM])
        policy = in_force(snapshot.of(POLICY_STREAM), day_of(snapshot.read_at)).policy
        session = await self.accounts.session(token, snapshot.read_at, policy.session_idle_minutes)
        if session is None:
            return
        await self.accounts.end_session(token)

        def ended(account: Account, _: Person | None) -> Event | None:
            begun = account.sessions.get(session.session_id)
            own = begun is not None and begun.opened_by(secret_sha256(token))
            return SignedOut(person_id=session.person_id) if own else None

        since = session.read_from
        await self.facts.keep("sign-out", session.person_id, ended, session, since=since)

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
        return await self._acting(
            sender, rules, now, secret=secret_sha256(token), since=session.read_from
        )

    async def acting_as(self, sender: Sender) -> Acting | None:
        """Who somebody is today whose right to act was proved otherwise than by a session."""
        rules_read = await self.ledger.read([POLICY_STREAM])
        now = rules_read.read_at
        rules = in_force(rules_read.of(POLICY_STREAM), day_of(now))
        return await self._acting(sender, rules, now)

    async def _acting(
        self,
        sender: Sender,
        rules: PolicyInForce,
        now: datetime,
        *,
        secret: str | None = None,
        since: int | None = None,
    ) -> Acting | None:
        streams = [person_stream(sender.person_id), account_stream(sender.person_id)]
        of_person = (await self.ledger.read(streams[:1])).of(streams[0])
        of_account = (await self.ledger.read_account(streams[1], since)).of(streams[1])
        person, account = fold_person(of_person), fold_account(of_account)
        if person is None or account is None or account.closed:
            return None
        # The facts have the last word: neither what a crash left in the table opens anything, nor
        # a secret that was put there beside somebody else's session, nor a later end.
        if secret is not None:
            begun = account.sessions.get(sender.session_id)
            if begun is None or not begun.opened_by(secret):
                return None
            if begun.begun_at + timedelta(hours=rules.policy.session_hours) <= now:
                return None
        names = await self.ledger.texts([person.name.text_id])
        known_since = now - timedelta(days=rules.policy.appointments.consenter_known_days)
        reported = notices(of_account, of_person, sender.session_id, known_since)
        return Acting(
            sender=sender,
            holder=person.holder_on(day_of(now)),
            name=names.get(person.name.text_id, "(đã xóa)"),
            rules=rules,
            now=now,
            notices=reported,
            informed_by=await names_of(
                self.ledger, issuers_of((*reported.items, *reported.recent))
            ),
        )

    async def link_owner(self, token: str) -> str | None:
        """The name of the person whose link this is, while it is valid."""
        link = await self._open_link(token)
        if link is None:
            return None
        stream = person_stream(link.person_id)
        person = fold_person((await self.ledger.read([stream])).of(stream))
        if person is None:
            return None
        names = await self.ledger.texts([person.name.text_id])
        return names.get(person.name.text_id)

    async def set_password_by_link(self, token: str, password: str) -> None:
        """Choose a password with a one-time link; the link is used up. Raises Refusal."""
        link = await self._open_link(token)
        if link is not None:
            check_password(password, await self.own_words(link.person_id))
            stored = await self.passwords.hash(password)
            # Used up last: a queue that is full costs nobody the link.
            used = await self.accounts.use_link(token, link.now) == link.person_id
            if used and await self.keep_password(link.person_id, stored, link.opens):
                return
        raise LINK_ENDED.refuse()

    async def set_password(self, person_id: UUID, password: str) -> None:
        """Keep a new password; every session and token of the person ends. Raises Refusal."""
        check_password(password, await self.own_words(person_id))
        await self.keep_password(person_id, await self.passwords.hash(password), lambda *_: True)

    async def keep_password(
        self,
        person_id: UUID,
        stored: str,
        may: Callable[[Account, Person | None], bool],
        session: Session | None = None,
    ) -> bool:
        """Keep this hash where the account as it stands allows it; every session and token ends.

        `session` is that of the person, who proved the password of before.
        """
        event = PasswordSet(person_id=person_id, hash_sha256=hash_sha256(stored))

        def chosen(account: Account, person: Person | None) -> Event | None:
            return event if may(account, person) else None

        # The fact first: were it lost, the sessions and tokens of before would go on.
        if await self.facts.keep("set-password", person_id, chosen, session) is None:
            return False
        await self.accounts.set_password(person_id, stored)
        credential = await self.accounts.by_person(person_id)
        if credential is not None:
            await self.sign_ins.forget(credential.login.lower())
        return True

    async def own_words(self, person_id: UUID) -> list[str]:
        """What anybody would try first as this person's password: login and name."""
        credential = await self.accounts.by_person(person_id)
        stream = person_stream(person_id)
        person = fold_person((await self.ledger.read([stream])).of(stream))
        names = await self.ledger.texts([person.name.text_id]) if person else {}
        return [*names.values(), *([credential.login] if credential else [])]

    async def has_password(self, person_id: UUID) -> bool:
        """Whether the person has chosen a password already, which the facts know."""
        credential = await self.accounts.by_person(person_id)
        if credential is None or credential.password_hash is None:
            return False
        stream = account_stream(person_id)
        account = fold_account((await self.ledger.read_account(stream)).of(stream))
        return account is not None and account.opened_by(hash_sha256(credential.password_hash))

    async def _open_link(self, token: str) -> OpenLink | None:
        now = (await self.ledger.read([])).read_at
        person_id = await self.accounts.link(token, now)
        return None if person_id is None else await open_link(self.ledger, person_id, now)

    async def _begin(self, tried: Tried, person_id: UUID, stored: str) -> NewSession:
        policy, now, token = tried.policy, tried.now, self.randomness.token()
        session = Session(
            session_id=self.randomness.new_id(),
            person_id=person_id,
            started_at=now,
            last_seen_at=now,
            browser=tried.visitor.browser or None,
            address=tried.visitor.address or None,
        )

        def begun(account: Account, _: Person | None) -> Event | None:
            if not account.opened_by(hash_sha256(stored)):
                return None
            return SignedIn(person_id=person_id, secret_sha256=secret_sha256(token))

        signed_in = await self.facts.keep("sign-in", person_id, begun, session)
        if signed_in is None:
            await self.gate.wrong(tried)
        session = replace(session, signed_in=signed_in)
        until = now + timedelta(hours=policy.session_hours)
        await self.accounts.open_session(token, session, until)
        device = await self.gate.passed(tried, person_id, self.randomness)
        return NewSession(
            token=token,
            session=session,
            hours=policy.session_hours,
            device=device,
            device_days=policy.access.known_device_days,
        )

    async def _rehash(self, credential: Credential, password: str, session: Session) -> None:
        """The same password in today's form; where too many wait, at another sign-in."""
        former = credential.password_hash or ""
        try:
            stored = await self.passwords.hash(password)
        except Paused:
            return
        event = PasswordRehashed(
            person_id=credential.person_id,
            former_sha256=hash_sha256(former),
            hash_sha256=hash_sha256(stored),
        )

        def renewed(account: Account, _: Person | None) -> Event | None:
            return event if account.opened_by(event.former_sha256) else None

        kept = await self.facts.keep("rehash-password", credential.person_id, renewed, session)
        if kept is not None:
            await self.accounts.renew_hash(credential.person_id, former, stored)
