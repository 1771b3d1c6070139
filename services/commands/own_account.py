"""What somebody does with the own account, signed in: another password, sessions elsewhere."""

from collections.abc import Collection
from uuid import UUID

from services.commands.access import Visitor
from services.commands.accounts import AccountCommands, NewSession
from services.commands.acting import Acting
from services.commands.ports import Credential, Session
from services.commands.proofs import hash_sha256
from services.commands.rules import SIGN_IN
from services.domain.directory.account_facts import fold_account
from services.domain.directory.account_state import Account
from services.domain.directory.events import OwnSessionsEnded, account_stream
from services.domain.directory.passwords import check_password
from services.domain.directory.rules import NO_ACCOUNT, PASSWORD_SAME, PASSWORD_WRONG
from services.domain.directory.state import Person
from services.domain.errors import Refusal
from services.domain.facts import Event


async def change_password(
    commands: AccountCommands, acting: Acting, present: str, new: str, visitor: Visitor
) -> NewSession:
    """Another password by whoever proves the present one; signed in anew, everywhere else out.

    A wrong present password counts like a wrong sign-in. Raises Refusal, Paused.
    """
    credential = await _proved(commands, acting, present, visitor)
    if new == present:
        raise PASSWORD_SAME.refuse()
    check_password(new, await commands.own_words(credential.person_id))
    former = hash_sha256(credential.password_hash or "")
    stored = await commands.passwords.hash(new)

    def unchanged(account: Account, _person: Person | None) -> bool:
        return account.opened_by(former)

    own = _session_of(acting)
    if not await commands.keep_password(credential.person_id, stored, unchanged, own):
        raise PASSWORD_WRONG.refuse()
    return await commands.sign_in(credential.login, new, visitor)


async def _proved(
    commands: AccountCommands, acting: Acting, present: str, visitor: Visitor
) -> Credential:
    credential = await commands.accounts.by_person(acting.sender.person_id)
    if credential is None:
        raise NO_ACCOUNT.refuse()
    gate = commands.gate
    tried = await gate.at(credential.login, visitor, acting.rules.policy, acting.now)
    try:
        proved = await gate.prove(tried, present)
    except Refusal as refusal:
        if refusal.code == SIGN_IN.code:
            raise PASSWORD_WRONG.refuse() from refusal
        raise
    await commands.sign_ins.forget(tried.attempt.login, tried.attempt.origin)
    return proved


async def own_sessions(commands: AccountCommands, acting: Acting) -> tuple[Session, ...]:
    """The sessions by which somebody is signed in now, the newest first."""
    person_id, idle = acting.sender.person_id, acting.rules.policy.session_idle_minutes
    kept = await commands.accounts.sessions(person_id, acting.now, idle)
    stream = account_stream(person_id)
    since = min((session.read_from for session in kept), default=None)
    account = fold_account((await commands.ledger.read_account(stream, since)).of(stream))
    return tuple(each for each in kept if account and each.session_id in account.sessions)


async def end_own_sessions(
    commands: AccountCommands, acting: Acting, wanted: Collection[UUID] | None
) -> int:
    """End these sessions of the own account, or all but the one in which it is asked for.

    How many ended: what has ended already ends no more.
    """
    own = acting.sender.session_id
    live = await own_sessions(commands, acting)
    gone = sorted(
        each.session_id
        for each in live
        if each.session_id != own and (wanted is None or each.session_id in wanted)
    )
    if not gone:
        return 0
    person_id = acting.sender.person_id

    def ended(account: Account, _person: Person | None) -> Event | None:
        still = tuple(each for each in gone if each in account.sessions)
        return OwnSessionsEnded(person_id=person_id, sessions=still) if still else None

    since = min(session.read_from for session in live)
    # The fact first: were it lost, the sessions would go on by the facts.
    await commands.facts.keep(
        "end-own-sessions", person_id, ended, _session_of(acting), since=since
    )
    kept = [each.session_id for each in live if each.session_id not in gone]
    await commands.accounts.end_sessions(person_id, but=[own, *kept])
    return len(gone)


def _session_of(acting: Acting) -> Session:
    return Session(
        session_id=acting.sender.session_id,
        person_id=acting.sender.person_id,
        started_at=acting.now,
        last_seen_at=acting.now,
    )
