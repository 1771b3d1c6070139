"""When a grant begins and a link opens: at once, after a wait, or once a second person agrees.

One administrator alone must not be able to make a decision maker, or to sign in as one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from services.domain.calendar import Calendar
from services.domain.directory.account_state import Account, Link
from services.domain.directory.consent_events import (
    InitialSetUpEnded,
    LinkConsented,
    OfficeGrantConsented,
)
from services.domain.directory.rules import (
    CONSENT_NEW,
    CONSENT_OWN,
    CONSENT_SAME,
    LINK_WAITS,
    LINK_WAITS_FOR_CONSENT,
    NO_PERSON,
    NOT_CONSENTING,
    OWN_GRANT,
    WAITS_NO_LONGER,
)
from services.domain.directory.state import Person
from services.domain.errors import NotAllowed
from services.domain.facts import Fact
from services.domain.instants import HANOI, day_of
from services.domain.policy import Policy
from services.domain.roles import CONSENTING, LEADING, SIGNING, Holder, Office, OfficeHeld

# Whatever the ward's rules say: those who lead, sign, inspect, and those who make all of them.
_ALWAYS: Final = LEADING | SIGNING | {Office.INSPECTOR, Office.ADMINISTRATOR}


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a grant or a link is judged by: who wishes it, the ward's rules, the moment (UTC).

    `setting_up` until the ward's first chief of the Office has signed in.
    """

    by: UUID
    policy: Policy
    calendar: Calendar
    setting_up: bool
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentToGrant:
    """Đồng ý với việc giao chức vụ; `granted` là sự kiện giao."""

    person_id: UUID
    granted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentToLink:
    """Đồng ý với việc cấp liên kết; `issued` là sự kiện cấp."""

    person_id: UUID
    issued: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Second:
    """Who agrees, and to whose act: `first` is the person who granted or issued."""

    holder: Holder
    person: Person
    first: Person | None

    def require(self, concerned: UUID, policy: Policy, now: datetime) -> OfficeHeld:
        """The office to agree under; raises NotAllowed."""
        held = require_consenting(self.holder)
        if concerned == self.person.person_id:
            raise CONSENT_OWN.refuse()
        if self.first is None or self.first.person_id == self.person.person_id:
            raise CONSENT_SAME.refuse()
        days = policy.appointments.consenter_known_days
        if newly_registered(self.person, self.first, now, days) or newly_registered(
            self.first, self.person, now, days
        ):
            raise CONSENT_NEW.refuse(days=days)
        return held

    def may(self, concerned: UUID, policy: Policy, now: datetime) -> bool:
        """Whether a button to agree is shown."""
        try:
            self.require(concerned, policy, now)
        except NotAllowed:
            return False
        return True


def require_consenting(holder: Holder) -> OfficeHeld:
    """The office under which somebody may agree at all; raises NotAllowed."""
    held = holder.find(CONSENTING)
    if held is None:
        raise NOT_CONSENTING.refuse()
    return held


def newly_registered(person: Person, by: Person, now: datetime, days: int) -> bool:
    """Whether somebody was put into the directory by this very person not long ago."""
    at = person.registered_at
    own = person.registered_by == by.person_id
    return own and at is not None and at > now - timedelta(days=days)


def is_setting_up(facts: Sequence[Fact]) -> bool:
    """Whether the ward's first chief of the Office has yet to sign in."""
    return not any(isinstance(fact.event, InitialSetUpEnded) for fact in facts)


def set_up_ends(facts: Sequence[Fact], holder: Holder) -> tuple[InitialSetUpEnded, ...]:
    """What the sign-in of this person ends."""
    if not is_setting_up(facts) or not holder.is_a(Office.CHIEF_OF_OFFICE):
        return ()
    return (InitialSetUpEnded(person_id=holder.person_id),)


def is_guarded(office: Office, policy: Policy) -> bool:
    """Whether an office decides or inspects by the ward's rules, or makes those who do."""
    rules = policy.authorities
    deciding = {
        *rules.name_lead,
        *rules.set_frequency,
        *rules.settle_findings,
        *rules.load_plan,
        *rules.chase,
    }
    for chain in policy.chains:
        for rung in chain.rungs:
            deciding |= {*rung.offices, *rung.formal_return_offices}
    return office in _ALWAYS or office in deciding


def begins_on(office: Office, wished_from_on: date, terms: Terms) -> date:
    """The day from which a grant by one person alone counts; raises CalendarMissing."""
    if terms.setting_up or not is_guarded(office, terms.policy):
        return wished_from_on
    wait = terms.policy.appointments.grant_wait_working_days
    return max(wished_from_on, terms.calendar.add_working_days(day_of(terms.now), wait))


def decides(person: Person | None, policy: Policy, today: date) -> bool:
    """Whether somebody holds a guarded office, or will by a grant that waits or begins later."""
    offices = person.offices if person else ()
    return any(
        is_guarded(held.office, policy)
        for held in offices
        if held.until_on is None or held.until_on >= today
    )


def opens_after_hours(person: Person | None, terms: Terms) -> int:
    """How long a link by one person alone stays shut: for those who decide, now or soon."""
    shut = not terms.setting_up and decides(person, terms.policy, day_of(terms.now))
    return terms.policy.appointments.link_wait_hours if shut else 0


def opens_at(link: Link, person: Person | None, policy: Policy, now: datetime) -> datetime:
    """When a link opens, by the offices of now: also one that is older than they are.

    Else whoever holds a link of an ordinary person would wait for that person's appointment.
    """
    if link.settled or not decides(person, policy, day_of(now)):
        return link.opens_at
    waited = link.issued_at + timedelta(hours=policy.appointments.link_wait_hours)
    return max(link.opens_at, waited)


def consent_to_grant(
    person: Person | None, command: ConsentToGrant, now: datetime
) -> tuple[OfficeGrantConsented, ...]:
    """The grant from the day that was asked for, not before today; raises Refusal."""
    if person is None:
        raise NO_PERSON.refuse()
    today = day_of(now)
    waiting = next(
        (one for one in person.waiting_on(today) if one.granted == command.granted), None
    )
    if waiting is None:
        raise WAITS_NO_LONGER.refuse()
    return (
        OfficeGrantConsented(
            office=waiting.office,
            unit=waiting.unit,
            granted=waiting.granted,
            from_on=max(today, waiting.wished_from_on),
        ),
    )


def consent_to_link(
    account: Account | None,
    person: Person | None,
    command: ConsentToLink,
    policy: Policy,
    now: datetime,
) -> tuple[LinkConsented, ...]:
    """The link opens now; raises Refusal."""
    link = account.link if account else None
    if account is None or link is None or link.issued != command.issued:
        raise WAITS_NO_LONGER.refuse()
    if opens_at(link, person, policy, now) <= now:
        raise WAITS_NO_LONGER.refuse()
    return (LinkConsented(person_id=account.person_id, issued=link.issued),)


def granter_of(person: Person | None, granted: int) -> UUID | None:
    """Who made a grant that waits."""
    waiting = person.waiting if person else ()
    return next((one.granted_by for one in waiting if one.granted == granted), None)


def require_open(link: Link, person: Person | None, policy: Policy, now: datetime) -> None:
    """The link opens by now; raises Refusal that says when, or who may agree."""
    at = opens_at(link, person, policy, now)
    if at <= now:
        return
    who = "(một quản trị hệ thống khác hoặc Chánh Văn phòng)"
    if at >= link.until:
        raise LINK_WAITS_FOR_CONSENT.refuse(who=who)
    raise LINK_WAITS.refuse(at=at.astimezone(HANOI), who=who)


def refuse_own_grant(by: UUID, person_id: UUID) -> None:
    """Whoever grants, grants to somebody else; raises NotAllowed."""
    if by == person_id:
        raise OWN_GRANT.refuse()
