"""When a grant begins and a link opens: at once, after a wait, or once a second person agrees.

One administrator alone must not be able to make a decision maker, or to sign in as one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from services.domain.act import FactKind, Names
from services.domain.calendar import Calendar
from services.domain.context import DecisionContext
from services.domain.directory.account_state import Link
from services.domain.directory.consent_events import SETUP_STREAM, InitialSetUpEnded
from services.domain.directory.events import person_stream
from services.domain.directory.rules import (
    CONSENT_NEW,
    CONSENT_OWN,
    CONSENT_SAME,
    LINK_WAITS,
    LINK_WAITS_FOR_CONSENT,
    NOT_CONSENTING,
    OWN_GRANT,
)
from services.domain.directory.state import Person, fold_person
from services.domain.errors import NotAllowed
from services.domain.facts import Fact
from services.domain.instants import HANOI, day_of
from services.domain.policy import Policy
from services.domain.roles import (
    CONSENTING,
    LEADING,
    RIGHTS_OF,
    SIGNING,
    Holder,
    Office,
    OfficeHeld,
)

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

    @classmethod
    def of(cls, context: DecisionContext) -> "Terms":
        """Those of an act that reads the set-up and the ward's calendars."""
        assert context.calendar is not None, "such an act asks for the calendars"  # noqa: S101  (its declaration)
        return cls(
            by=context.holder.person_id,
            policy=context.policy,
            calendar=context.calendar,
            setting_up=is_setting_up(context.of(SETUP_STREAM)),
            now=context.now,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Second:
    """Who agrees, and to whose act: `first` is the person who granted or issued."""

    holder: Holder
    person: Person
    first: Person | None

    @classmethod
    def of(cls, context: DecisionContext, first: UUID | None) -> "Second":
        """Whoever acts, with the person who granted or issued."""
        person = fold_person(context.of(person_stream(context.holder.person_id)))
        assert person is not None, "whoever acts is in the directory"  # noqa: S101  (the runner's)
        granter = fold_person(context.of(person_stream(first))) if first else None
        return cls(holder=context.holder, person=person, first=granter)

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
    return office in _ALWAYS or office in deciding or RIGHTS_OF.get(office) in deciding


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


def _ended(_setting_up: bool, _event: InitialSetUpEnded, _fact: Fact) -> bool:
    return False


def _describe_end(_event: InitialSetUpEnded, names: Names) -> str:
    return f"Kết thúc thiết lập ban đầu{names.about}."


FACTS: Final = (
    FactKind(
        event=InitialSetUpEnded,
        name="Kết thúc thiết lập ban đầu",
        apply=_ended,
        describe=_describe_end,
    ),
)
