"""What users of other trackers ask for in public about dates, limits and absence, asked of ours.

Each test names the thread in which the wish stands.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.domain.directory.events import (
    PersonRegistered,
    UnitOverseerNamed,
    UnitRegistered,
    person_stream,
    unit_stream,
)
from services.domain.directory.in_charge import beside_others, leader_of
from services.domain.errors import NotAllowed, Refusal
from services.domain.facts import Event, Fact
from services.domain.instants import end_of, start_of
from services.domain.roles import Holder, Office, OfficeHeld
from services.domain.task.acts.grant_extension import GrantExtension
from services.domain.task.acts.request_extension import RequestExtension
from services.domain.task.events import (
    DeadlineMissed,
    DelayCause,
    ReminderSent,
    RequestEscalated,
    StepTimeExpired,
)
from tests import givens
from tests.domain.day_by_day import clock, send
from tests.domain.deciding import facts_of
from tests.domain.test_approval_chains import (
    LEADER,
    OFFICE,
    UNIT_HEAD,
    approve,
    report,
    ruled,
)
from tests.domain.test_approval_chains import send as send_ruled

STREAM, DUE = "task-51-08.report.2026-Q4", date(2026, 12, 15)


def running() -> givens.Story:
    story = givens.Story()
    story.tell([givens.issued()])
    return story


def days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def recorded(story: givens.Story, kind: type[Event]) -> list[Fact]:
    return [fact for fact in story.facts if isinstance(fact.event, kind)]


def test_a_unit_is_reminded_before_the_due_date_on_it_and_after_it() -> None:
    """makeplane/plane #7340, #5797."""
    story = running()
    for day in days(date(2026, 11, 30), date(2027, 1, 8)):
        clock(story, start_of(day, 9))
    sent = {
        fact.event.offset_working_days: fact.occurred_at.date()
        for fact in recorded(story, ReminderSent)
        if isinstance(fact.event, ReminderSent)
    }
    assert sent[-5] == date(2026, 12, 8)
    assert sent[0] == DUE
    assert sent[5] == date(2026, 12, 22)
    assert sorted(sent) == [-10, -5, -3, -1, 0, 5, 10, 15]


def test_a_step_of_a_person_has_its_own_deadline_and_the_next_one_hears_once() -> None:
    """open-mercato/open-mercato #4241."""
    story = running()
    story.go(date(2026, 12, 7))
    send(story, givens.SPECIALIST, report(), story.at)
    for day in days(date(2026, 12, 8), date(2026, 12, 14)):
        clock(story, start_of(day, 9))
    expired = [fact.event for fact in recorded(story, StepTimeExpired)]
    assert [(e.rung, e.due_on, e.to) for e in expired if isinstance(e, StepTimeExpired)] == [
        ("unit_head", date(2026, 12, 9), (Office.CHIEF_OF_OFFICE,))
    ]


def ask(until_on: date) -> RequestExtension:
    return RequestExtension(
        stream=STREAM,
        until_on=until_on,
        cause=DelayCause.OBJECTIVE,
        reason=givens.words(),
        reason_code=None,
        done_so_far=givens.words(),
    )


def test_more_time_is_granted_as_often_as_the_ward_allows_and_a_refusal_says_how_often() -> None:
    """Real-Dev-Squad #330."""
    story = running()
    for number, until_on in enumerate((date(2026, 12, 22), date(2026, 12, 29)), start=1):
        send(story, givens.SPECIALIST, ask(until_on), start_of(date(2026, 12, 10), 8 + number))
        grant = GrantExtension(stream=STREAM, request=number, until_on=None, note=None)
        send(story, givens.CHIEF, grant, start_of(date(2026, 12, 10), 12 + number))
    with pytest.raises(Refusal, match="2 lần") as refused:
        send(story, givens.SPECIALIST, ask(date(2027, 1, 6)), start_of(date(2026, 12, 11), 9))
    assert refused.value.code == "extensions-at-most"


def test_a_leader_who_never_opens_a_page_stops_nothing() -> None:
    """microsoft/powercat-business-approvals-kit #202: the request climbs, the miss is recorded."""
    story = running()
    send(story, givens.SPECIALIST, ask(date(2026, 12, 22)), start_of(date(2026, 12, 14), 9))
    for day in days(date(2026, 12, 15), date(2026, 12, 31)):
        clock(story, end_of(day))
    climbed = [fact.event for fact in recorded(story, RequestEscalated)]
    assert [each.to for each in climbed if isinstance(each, RequestEscalated)] == [
        (Office.VICE_CHAIR, Office.CHAIR)
    ]
    assert [fact.event for fact in recorded(story, DeadlineMissed)] == [
        DeadlineMissed(due_on=DUE, cause="extension_undecided")
    ]


AWAY = givens.VICE_CHAIR
INSTEAD = Holder(
    person_id=givens.person("instead"),
    offices=(OfficeHeld(office=Office.VICE_CHAIR, unit=None, from_on=givens.LONG_AGO),),
)


def in_charge(who: Holder, from_on: date) -> UnitOverseerNamed:
    return UnitOverseerNamed(unit="KTHTDT", person_id=who.person_id, from_on=from_on, basis=None)


def directory() -> dict[str, list[Fact]]:
    """A leader is away from 10 to 19 December; another one is in charge of the unit meanwhile."""
    unit = UnitRegistered(
        code="KTHTDT", name="Phòng", kind="phong", aliases=(), internal=True, restricted=False
    )
    named = (
        in_charge(AWAY, date(2026, 1, 5)),
        in_charge(INSTEAD, date(2026, 12, 10)),
        in_charge(AWAY, date(2026, 12, 20)),
    )
    facts = dict(facts_of(unit_stream("KTHTDT"), unit, *named))
    for who in (AWAY, INSTEAD):
        stream = person_stream(who.person_id)
        registered = PersonRegistered(person_id=who.person_id, name=givens.words(), phone=None)
        offices = [givens.granted_at_once(held) for held in who.offices]
        facts |= dict(facts_of(stream, registered, *offices))
    return {stream: list(each) for stream, each in facts.items()}


@pytest.mark.parametrize(
    ("day", "decides", "waits"),
    [
        (date(2026, 12, 9), AWAY, INSTEAD),
        (date(2026, 12, 10), INSTEAD, AWAY),
        (date(2026, 12, 19), INSTEAD, AWAY),
        (date(2026, 12, 20), AWAY, INSTEAD),
    ],
)
def test_who_stands_in_during_an_absence_decides_for_its_days_and_the_facts_name_both(
    day: date, decides: Holder, waits: Holder
) -> None:
    """documenso/documenso #3087; frappe/hrms #3467, #1949."""
    rules = ruled(UNIT_HEAD, replace(LEADER, in_charge=True), OFFICE)
    facts = directory()
    leader = leader_of("KTHTDT", facts, day)
    assert leader is not None
    assert leader.person_id == decides.person_id
    story = running()
    story.go(date(2026, 12, 8))
    send_ruled(story, givens.SPECIALIST, report(), rules)
    send_ruled(story, givens.HEAD, approve(), rules)
    story.go(day)
    with pytest.raises(NotAllowed, match="phụ trách"):
        send_ruled(story, beside_others(waits, facts, day), approve(), rules)
    send_ruled(story, beside_others(decides, facts, day), approve(), rules)
    assert story.facts[-1].actor.person_id == decides.person_id
    named = {
        fact.event.person_id
        for fact in facts[unit_stream("KTHTDT")]
        if isinstance(fact.event, UnitOverseerNamed)
    }
    assert named == {AWAY.person_id, INSTEAD.person_id}
