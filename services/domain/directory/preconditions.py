"""What must have been so before a recorded act on people, units, accounts and the set-up."""

from collections.abc import Mapping
from typing import Final

from services.domain.directory.account_state import Account
from services.domain.directory.authority import (
    known_account,
    known_person,
    known_unit,
    open_account,
)
from services.domain.directory.consent_events import (
    InitialSetUpEnded,
    LinkConsented,
    OfficeGrantConsented,
)
from services.domain.directory.events import (
    AccountClosed,
    AccountOpened,
    AccountReopened,
    LinkIssued,
    OfficeEnded,
    OfficeGranted,
    OwnSessionsEnded,
    PasswordRevoked,
    PasswordSet,
    PersonCorrected,
    PersonRegistered,
    SessionsEnded,
    SignedIn,
    SignedOut,
    UnitOverseerNamed,
    UnitRenamed,
    UnitTitlesNamed,
)
from services.domain.directory.rules import (
    ACCOUNT_OPEN,
    NO_TOKEN,
    OFFICE_NOT_HELD,
    PERSON_KNOWN,
    WAITS_NO_LONGER,
)
from services.domain.directory.sign_in_events import PasswordRehashed
from services.domain.directory.state import Person
from services.domain.directory.token_events import TokenIssued, TokenRevoked
from services.domain.facts import Event
from services.domain.precondition import NotThereYet, Precondition, passing


def _consented(state: Person | None, event: OfficeGrantConsented) -> str:
    waiting = {each.granted for each in known_person(state).waiting}
    return "" if event.granted in waiting else WAITS_NO_LONGER.brief


def _ended(state: Person | None, event: OfficeEnded) -> str:
    held = any(
        (each.office, each.unit) == (event.office, event.unit)
        for each in known_person(state).offices
    )
    return "" if held else OFFICE_NOT_HELD.brief


def _reopened(state: Account | None, _event: AccountReopened) -> str:
    return "" if known_account(state).closed else ACCOUNT_OPEN.brief


def _link_consented(state: Account | None, event: LinkConsented) -> str:
    link = open_account(state).link
    return "" if link is not None and link.issued == event.issued else WAITS_NO_LONGER.brief


def _signed_in(state: Account | None, _event: SignedIn) -> str:
    return "" if open_account(state).has_password else "tài khoản chưa có mật khẩu"


def _rehashed(state: Account | None, event: PasswordRehashed) -> str:
    opened = open_account(state).opened_by(event.former_sha256)
    return "" if opened else "mật khẩu trước đó là mật khẩu khác"


def _revoked(state: Account | None, event: TokenRevoked) -> str:
    return "" if event.token_id in known_account(state).tokens else NO_TOKEN.brief


def _set_up(still_setting_up: bool | None, _event: InitialSetUpEnded) -> str:
    return "" if still_setting_up is None else "thiết lập ban đầu đã kết thúc"


_OPEN: Final = passing(open_account)
PRECONDITIONS: Final[Mapping[type[Event], Precondition]] = {
    UnitRenamed: passing(known_unit),
    UnitTitlesNamed: passing(known_unit),
    UnitOverseerNamed: passing(known_unit),
    PersonRegistered: NotThereYet(PERSON_KNOWN.brief),
    PersonCorrected: passing(known_person),
    OfficeGranted: passing(known_person),
    OfficeGrantConsented: _consented,
    OfficeEnded: _ended,
    AccountOpened: NotThereYet("đã có tài khoản"),
    AccountClosed: _OPEN,
    AccountReopened: _reopened,
    LinkIssued: _OPEN,
    LinkConsented: _link_consented,
    PasswordSet: passing(known_account),
    PasswordRehashed: _rehashed,
    PasswordRevoked: _OPEN,
    SignedIn: _signed_in,
    SignedOut: passing(known_account),
    SessionsEnded: _OPEN,
    OwnSessionsEnded: passing(known_account),
    TokenIssued: _OPEN,
    TokenRevoked: _revoked,
    InitialSetUpEnded: _set_up,
}
