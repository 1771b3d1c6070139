"""What a programme's clock has to do: remind, close the registration, open the next one. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.domain.agenda import Agenda, Idle, agenda_of
from services.domain.calendar import Calendar, CalendarMissing
from services.domain.facts import Decision, Event, NewEvent
from services.domain.instants import day_of, start_of
from services.domain.policy import Policy
from services.domain.programme.actions import (
    AskResult,
    CloseRegistration,
    OpenNextProgramme,
    ProgrammeAction,
    RemindRegistration,
)
from services.domain.programme.events import (
    NextProgrammeOpened,
    ProgrammeOpened,
    ProgrammeResultAsked,
    RegistrationClosed,
    RegistrationReminded,
)
from services.domain.programme.pace import closes_on, opens_on, pace_of
from services.domain.programme.periods import ProgrammePeriod
from services.domain.programme.state import Programme

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeClock:
    """The ward's rules and working days of the moment at which a programme's clock looks."""

    policy: Policy
    calendar: Calendar
    now: datetime

    @property
    def today(self) -> date:
        """The day in Asia/Ho_Chi_Minh."""
        return day_of(self.now)


def agenda(programme: Programme, rules: ProgrammeClock) -> Agenda[ProgrammeAction]:
    """What is due now, and when to look again.

    What waits for a year that is not known yet keeps nothing else waiting. Raises CalendarMissing
    where nothing else is left.
    """
    if programme.is_over:
        return Agenda(idle=Idle.CLOSED)
    missing: list[CalendarMissing] = []
    moments = [*_registration(programme, rules, missing), *_period(programme, rules, missing)]
    planned = agenda_of(moments, rules.now)
    if missing and not planned.due and planned.coming is None:
        raise missing[0]
    return planned


def _registration(
    programme: Programme, rules: ProgrammeClock, missing: list[CalendarMissing]
) -> Iterator[ProgrammeAction]:
    last, signature = programme.closes_on, programme.signature
    early = signature is not None and day_of(signature.signed_at) <= last
    if programme.registration_closed_at is not None or early:
        return
    closing = CloseRegistration(closes_on=last, at=start_of(last + _DAY))
    yield closing
    if closing.at <= rules.now or signature is not None:
        return  # what is over is not reminded of
    yield from _reminders(programme, rules, missing)


def _reminders(
    programme: Programme, rules: ProgrammeClock, missing: list[CalendarMissing]
) -> Iterator[RemindRegistration]:
    """The steps of the ladder that are left; of several that have passed the last one alone."""
    hour, last = rules.policy.ladder.hour, programme.closes_on
    later = min(programme.reminded, default=None)
    for days in sorted(pace_of(programme.period.kind, rules.policy).remind_before_working_days):
        if later is not None and days >= later:
            return
        try:
            at = start_of(rules.calendar.add_working_days(last, -days), hour)
        except CalendarMissing as error:
            missing.append(error)
            return
        at = max(at, programme.opened_at)
        yield RemindRegistration(before_working_days=days, closes_on=last, at=at)
        if at <= rules.now:
            return


def _period(
    programme: Programme, rules: ProgrammeClock, missing: list[CalendarMissing]
) -> Iterator[ProgrammeAction]:
    period, policy = programme.period, rules.policy
    if programme.has_next_to_open:
        following = period.following
        at = max(start_of(opens_on(following, policy)), programme.opened_at)
        yield OpenNextProgramme(period=following.code, at=at)
    if programme.result_asked_at is None and not programme.closed:
        days = pace_of(period.kind, policy).result_after_working_days
        try:
            on = rules.calendar.add_working_days(period.last_on, days)
        except CalendarMissing as error:
            missing.append(error)
            return
        yield AskResult(at=start_of(on))


def act(programme: Programme, rules: ProgrammeClock, action: ProgrammeAction) -> Decision:
    """The facts of one due action."""
    match action:
        case RemindRegistration(before_working_days=days):
            units = programme.silent_units
            return (_own(programme, RegistrationReminded(before_working_days=days, units=units)),)
        case CloseRegistration():
            return (_own(programme, RegistrationClosed(missing=programme.silent_units)),)
        case AskResult():
            return (_own(programme, ProgrammeResultAsked()),)
        case OpenNextProgramme():
            following = programme.period.following
            opened = opening(following, programme.units, rules.policy, rules.today)
            return (
                _own(programme, NextProgrammeOpened(period=following.code)),
                NewEvent(stream=following.stream, event=opened),
            )


def _own(programme: Programme, event: Event) -> NewEvent:
    return NewEvent(stream=programme.stream, event=event)


def opening(
    period: ProgrammePeriod, units: tuple[str, ...], policy: Policy, today: date
) -> ProgrammeOpened:
    """The first fact of a programme; opened late, its registration ends today at the earliest."""
    return ProgrammeOpened(
        period=period.code, closes_on=max(closes_on(period, policy), today), units=units
    )
