"""The facts of an account: how each changes it, how the log says it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final, TypeVar
from uuid import UUID

from services.domain.act import FactKind, Names
from services.domain.directory.account_state import LONGEST_SESSION, Account, Link, OpenSession
from services.domain.directory.consent_events import LinkConsented, NoticesRead
from services.domain.directory.events import (
    AccountClosed,
    AccountOpened,
    AccountReopened,
    LinkIssued,
    OwnSessionsEnded,
    PasswordRevoked,
    PasswordSet,
    SessionsEnded,
    SignedIn,
    SignedOut,
)
from services.domain.directory.saying import SET_UP, WAITS, said_of_somebody
from services.domain.directory.sign_in_events import PasswordRehashed, SignInFailed
from services.domain.directory.token_events import TokenIssued, TokenRevoked
from services.domain.facts import ActorKind, Event, Fact

_Kept = TypeVar("_Kept")
# After each of these nothing that was open of the account opens it still: no session, no token.
ENDINGS: Final = (AccountClosed, PasswordRevoked, PasswordSet, SessionsEnded)


def _closed(account: Account, _event: AccountClosed, _fact: Fact) -> Account:
    return replace(account, closed=True, has_password=False, link=None)


def _reopened(account: Account, _event: AccountReopened, _fact: Fact) -> Account:
    return replace(account, closed=False, link_issued_at=None, password_set_at=None)


def _linked(account: Account, event: LinkIssued, fact: Fact) -> Account:
    return replace(account, link=_link(event, fact), link_issued_at=fact.occurred_at)


def _link(event: LinkIssued, fact: Fact) -> Link:
    opens_at = fact.recorded_at + timedelta(hours=event.opens_after_hours)
    return Link(
        issued=fact.version,
        issued_by=fact.actor,
        issued_at=fact.recorded_at,
        command_id=fact.command_id,
        opens_at=opens_at,
        until=opens_at + timedelta(hours=event.valid_hours),
        settled=event.setting_up or fact.actor.kind is ActorKind.OPERATOR,
    )


def _describe_link(event: LinkIssued, names: Names) -> str:
    hours = event.opens_after_hours
    waits = f", sau {hours} giờ{WAITS}" if hours else ""
    how = SET_UP if event.setting_up else waits
    return f"Cấp liên kết một lần, dùng được trong {event.valid_hours} giờ{how}{names.about}."


def _agreed(account: Account, event: LinkConsented, fact: Fact) -> Account:
    if account.link is None or account.link.issued != event.issued:
        return account
    return replace(account, link=replace(account.link, opens_at=fact.recorded_at, settled=True))


def _revoked(account: Account, _event: PasswordRevoked, _fact: Fact) -> Account:
    return replace(account, has_password=False, password_set_at=None)


def _chosen(account: Account, event: PasswordSet, fact: Fact) -> Account:
    return replace(
        account,
        has_password=True,
        hashes=frozenset({event.hash_sha256}) if event.hash_sha256 else None,
        link=None,
        password_set_at=fact.occurred_at,
    )


def _rehashed(account: Account, event: PasswordRehashed, _fact: Fact) -> Account:
    return replace(account, hashes=frozenset({event.former_sha256, event.hash_sha256}))


def _signed_in(account: Account, event: SignedIn, fact: Fact) -> Account:
    account = replace(account, signed_in_at=fact.occurred_at)
    # Without a password it was overtaken by what took the password.
    if not account.has_password or fact.session_id is None:
        return account
    begun = OpenSession(begun_at=fact.recorded_at, secret_sha256=event.secret_sha256)
    # A page that was left open for weeks never signs out: nothing waits for that here.
    live = {
        key: kept
        for key, kept in account.sessions.items()
        if kept.begun_at + LONGEST_SESSION > begun.begun_at
    }
    return replace(account, sessions={**live, fact.session_id: begun})


def _signed_out(account: Account, _event: SignedOut, fact: Fact) -> Account:
    if fact.session_id is None:
        return account
    return replace(account, sessions=_without(account.sessions, fact.session_id))


def _ended_own(account: Account, event: OwnSessionsEnded, _fact: Fact) -> Account:
    kept = {key: each for key, each in account.sessions.items() if key not in event.sessions}
    return replace(account, sessions=kept)


def _token_issued(account: Account, event: TokenIssued, _fact: Fact) -> Account:
    return replace(account, tokens={**account.tokens, event.token_id: event})


def _token_revoked(account: Account, event: TokenRevoked, _fact: Fact) -> Account:
    return replace(account, tokens=_without(account.tokens, event.token_id))


def _without(known: Mapping[UUID, _Kept], gone: UUID) -> dict[UUID, _Kept]:
    return {key: kept for key, kept in known.items() if key != gone}


def _opened(_account: Account | None, event: AccountOpened, fact: Fact) -> Account:
    return Account(person_id=event.person_id, login=event.login, opened_at=fact.occurred_at)


def _unchanged(account: Account, _event: object, _fact: Fact) -> Account:
    return account


def _kind(
    event: type[Event], name: str, apply: Callable[[Any, Any, Fact], Account] = _unchanged
) -> FactKind[Any]:
    return FactKind(event=event, name=name, apply=apply, describe=said_of_somebody(name))


FACTS: Final = (
    _kind(AccountOpened, "Mở tài khoản", _opened),
    _kind(AccountClosed, "Khóa tài khoản", _closed),
    _kind(AccountReopened, "Mở lại tài khoản", _reopened),
    FactKind(
        event=LinkIssued, name="Cấp liên kết một lần", apply=_linked, describe=_describe_link
    ),
    _kind(LinkConsented, "Đồng ý cấp liên kết", _agreed),
    _kind(PasswordSet, "Đặt mật khẩu", _chosen),
    _kind(PasswordRehashed, "Băm lại mật khẩu", _rehashed),
    _kind(PasswordRevoked, "Buộc đổi mật khẩu", _revoked),
    _kind(SignedIn, "Đăng nhập", _signed_in),
    _kind(SignInFailed, "Đăng nhập không thành công"),
    _kind(SignedOut, "Đăng xuất", _signed_out),
    _kind(SessionsEnded, "Đăng xuất mọi nơi"),
    _kind(OwnSessionsEnded, "Kết thúc phiên của mình", _ended_own),
    _kind(TokenIssued, "Cấp mã truy cập", _token_issued),
    _kind(TokenRevoked, "Thu hồi mã truy cập", _token_revoked),
    _kind(NoticesRead, "Đã xem thông báo"),
)
_KINDS: Final[Mapping[type, FactKind[Any]]] = {kind.event: kind for kind in FACTS}


def fold_account(facts: Sequence[Fact]) -> Account | None:
    """The account as all facts of `directory-account.<id>` make it."""
    account: Account | None = None
    for fact in facts:
        account = next_account(account, fact)
    return account


def next_account(account: Account | None, fact: Fact) -> Account | None:
    """The account after one more fact of its stream; None until it is opened."""
    event = fact.event
    if account is None and not isinstance(event, AccountOpened):
        return None
    if account is not None and isinstance(event, ENDINGS):
        account = replace(account, sessions={}, tokens={})
    known: Account = _KINDS[type(event)].apply(account, event, fact)
    return known
