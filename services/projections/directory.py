"""Units, people, offices and accounts as rows for the administrator's page."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import or_, select

from services.domain.directory.consent_events import (
    LinkConsented,
    NoticesRead,
    OfficeGrantConsented,
)
from services.domain.directory.events import (
    AccountClosed,
    AccountOpened,
    AccountReopened,
    LinkIssued,
    OfficeEnded,
    OfficeGranted,
    PasswordRevoked,
    PasswordSet,
    PersonCorrected,
    PersonRegistered,
    SessionsEnded,
    SignedIn,
    SignedOut,
    UnitOverseerNamed,
    UnitRegistered,
    UnitRenamed,
)
from services.domain.directory.sign_in_events import PasswordRehashed, SignInFailed
from services.domain.directory.token_events import TokenIssued, TokenRevoked
from services.domain.facts import Fact
from services.projections.tables import accounts, offices, own_rows, people, units
from services.projections.writing import change, put

# Facts of an account that no column tells; the row's version follows them.
_SEEN_ELSEWHERE: Final = (
    SignInFailed,
    SignedOut,
    SessionsEnded,
    PasswordRehashed,
    TokenIssued,
    TokenRevoked,
    LinkConsented,
    NoticesRead,
)


@dataclass(frozen=True, slots=True)
class Units:
    """Retells facts of `directory-unit.…` streams; see `port.Projection`."""

    async def project(self, connection: Any, fact: Fact) -> None:
        """Retell one fact; facts of other streams are passed over."""
        event = fact.event
        if isinstance(event, UnitRegistered):
            row = {
                "code": event.code,
                "name": event.name,
                "kind": event.kind,
                "aliases": list(event.aliases),
                "internal": event.internal,
                "restricted": event.restricted,
            }
            await put(connection, units, fact, row)
        elif isinstance(event, UnitRenamed):
            await change(connection, units, fact, {"name": event.name})
        elif isinstance(event, UnitOverseerNamed):
            await change(connection, units, fact, {})


@dataclass(frozen=True, slots=True)
class People:
    """Retells facts of `directory-person.…` streams: the person and the offices."""

    async def project(self, connection: Any, fact: Fact) -> None:
        """Retell one fact; facts of other streams are passed over."""
        match fact.event:
            case PersonRegistered() | PersonCorrected() as event:
                row = {
                    "person_id": event.person_id,
                    "name_text_id": event.name.text_id,
                    "phone_text_id": event.phone.text_id if event.phone else None,
                }
                await put(connection, people, fact, row)
            case OfficeGranted() as event:
                await self._granted(connection, fact, event)
            case OfficeGrantConsented() as event:
                consented = offices.c.granted == event.granted
                await change(connection, offices, fact, {"from_on": event.from_on}, consented)
                await change(connection, people, fact, {})
            case OfficeEnded() as event:
                still = offices.c.until_on
                held = (
                    (offices.c.office == event.office.value)
                    & offices.c.unit.is_not_distinct_from(event.unit)
                    & or_(still.is_(None), still > event.until_on)
                )
                await change(connection, offices, fact, {"until_on": event.until_on}, held)
                await change(connection, people, fact, {})
            case _:
                return

    async def _granted(self, connection: Any, fact: Fact, event: OfficeGranted) -> None:
        # Asked of the row: nothing reads a person's id out of a stream's name.
        person = select(people.c.person_id).where(own_rows(people), people.c.stream == fact.stream)
        row = {
            "granted": fact.version,
            "person_id": person.scalar_subquery(),
            "office": event.office.value,
            "unit": event.unit,
            "from_on": event.from_on,
            "until_on": event.until_on,
        }
        await put(connection, offices, fact, row)
        await change(connection, people, fact, {})


@dataclass(frozen=True, slots=True)
class Accounts:
    """Retells facts of `directory-account.…` streams: when somebody could and did sign in."""

    async def project(self, connection: Any, fact: Fact) -> None:
        """Retell one fact; facts of other streams are passed over."""
        at = fact.occurred_at
        match fact.event:
            case AccountOpened() as event:
                row = {
                    "person_id": event.person_id,
                    "login_text_id": event.login.text_id,
                    "opened_at": at,
                    "closed": False,
                }
                await put(connection, accounts, fact, row)
            case AccountClosed():
                await change(connection, accounts, fact, {"closed": True})
            case AccountReopened():
                again = {"closed": False, "link_issued_at": None, "password_set_at": None}
                await change(connection, accounts, fact, again)
            case LinkIssued():
                await change(connection, accounts, fact, {"link_issued_at": at})
            case PasswordSet():
                await change(connection, accounts, fact, {"password_set_at": at})
            case SignedIn():
                await change(connection, accounts, fact, {"signed_in_at": at})
            case PasswordRevoked():
                await change(connection, accounts, fact, {"password_set_at": None})
            case event if isinstance(event, _SEEN_ELSEWHERE):
                await change(connection, accounts, fact, {})
            case _:
                return
