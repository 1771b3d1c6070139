"""Which leader is in charge of a unit, and whom a chase too many is told because of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from services.domain.directory.acts.name_overseer import ACT, NameOverseer
from services.domain.directory.events import (
    PersonRegistered,
    UnitOverseerNamed,
    UnitRegistered,
    person_stream,
)
from services.domain.directory.unit_state import Unit
from services.domain.errors import NotFound, Refusal
from services.domain.facts import Event
from services.domain.papers import Paper
from services.domain.roles import Holder, Office, OfficeHeld
from services.domain.task.acts.confirm_submission import ConfirmSubmission
from services.domain.task.acts.return_submission import ReturnSubmission
from services.domain.task.chasing import escalation, reported
from services.domain.task.events import Ground, TaskEscalated
from tests import givens
from tests.domain.deciding import context, facts_of
from tests.domain.test_chases import clock, send, sign, story, thrice
from tests.givens import CHAIR, CHIEF, HEAD, VICE_CHAIR, Story

NOW = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
TODAY = date(2026, 11, 23)
DECISION = Paper(number="12/QĐ-UBND", dated_on=date(2026, 11, 20))
REGISTERED = UnitRegistered(
    code="KTHTDT", name="Phòng Kinh tế", kind="phong", aliases=(), internal=True, restricted=False
)
OTHER = givens.holder("other vice-chair", (Office.VICE_CHAIR, None))


def unit(*named: UnitOverseerNamed) -> Unit:
    return Unit(registered=REGISTERED, name=REGISTERED.name, overseers=named)


def person(holder: Holder) -> tuple[Event, ...]:
    """What was recorded of somebody who holds these offices."""
    registered = PersonRegistered(person_id=holder.person_id, name=givens.words(), phone=None)
    return (registered, *map(givens.granted_at_once, holder.offices))


def name_overseer(
    unit: Unit | None, person: tuple[Event, ...], command: NameOverseer, now: datetime
) -> tuple[Event, ...]:
    """What the administrator's command makes true."""
    facts = facts_of(person_stream(command.person_id), *person)
    return ACT.decide(unit, command, context(givens.ADMINISTRATOR, now, facts)).events


def named(who: Holder, from_on: date, basis: Paper | None = None) -> UnitOverseerNamed:
    return UnitOverseerNamed(unit="KTHTDT", person_id=who.person_id, from_on=from_on, basis=basis)


def asked_for(who: Holder, from_on: date = TODAY, basis: Paper | None = None) -> NameOverseer:
    return NameOverseer(unit="KTHTDT", person_id=who.person_id, from_on=from_on, basis=basis)


@pytest.mark.parametrize("who", [VICE_CHAIR, CHAIR])
def test_one_of_the_leaders_is_put_in_charge_from_a_day(who: Holder) -> None:
    events = name_overseer(unit(), person(who), asked_for(who, basis=DECISION), NOW)
    assert events == (named(who, TODAY, DECISION),)


@pytest.mark.parametrize("who", [HEAD, CHIEF, givens.ADMINISTRATOR])
def test_nobody_else_is_in_charge_of_a_unit(who: Holder) -> None:
    with pytest.raises(Refusal, match="Phó Chủ tịch") as refusal:
        name_overseer(unit(), person(who), asked_for(who), NOW)
    assert refusal.value.code == "not-a-leader"


def test_the_office_must_be_held_on_the_day_on_which_it_begins() -> None:
    later = OfficeHeld(office=Office.VICE_CHAIR, unit=None, from_on=TODAY + timedelta(days=7))
    who = Holder(person_id=givens.person("new"), offices=(later,))
    with pytest.raises(Refusal):
        name_overseer(unit(), person(who), asked_for(who), NOW)
    begins = asked_for(who, TODAY + timedelta(days=7))
    assert len(name_overseer(unit(), person(who), begins, NOW)) == 1


def test_unit_person_day_and_paper_must_be_there() -> None:
    sent_by = asked_for(VICE_CHAIR)
    with pytest.raises(NotFound, match="đơn vị"):
        name_overseer(None, person(VICE_CHAIR), sent_by, NOW)
    with pytest.raises(NotFound, match="cán bộ"):
        name_overseer(unit(), (), sent_by, NOW)
    for wrong, code in (
        (replace(sent_by, from_on=date(1999, 1, 1)), "date-far"),
        (
            replace(sent_by, basis=Paper(number="hôm nay", dated_on=TODAY)),
            "paper-number",
        ),
        (
            replace(sent_by, basis=Paper(number="1", dated_on=date(2026, 12, 1))),
            "paper-in-future",
        ),
    ):
        with pytest.raises(Refusal) as refusal:
            name_overseer(unit(), person(VICE_CHAIR), wrong, NOW)
        assert refusal.value.code == code


def test_who_is_in_charge_already_is_not_named_again() -> None:
    known = unit(named(VICE_CHAIR, TODAY))
    assert name_overseer(known, person(VICE_CHAIR), asked_for(VICE_CHAIR), NOW) == ()
    assert len(name_overseer(known, person(OTHER), asked_for(OTHER), NOW)) == 1


def test_of_several_the_latest_beginning_counts_and_of_one_day_the_newest_record() -> None:
    december = named(VICE_CHAIR, date(2026, 12, 1))
    unit_now = unit(december, named(OTHER, TODAY), named(CHAIR, date(2026, 12, 1)))
    assert unit_now.overseer_on(TODAY - timedelta(days=1)) is None
    assert unit_now.overseer_on(TODAY) == named(OTHER, TODAY)
    assert unit_now.overseer_on(date(2026, 12, 1)) == named(CHAIR, date(2026, 12, 1))


def escalated_to(in_charge: Holder | None) -> TaskEscalated:
    task = thrice_chased().task
    assert task is not None
    return escalation(task, givens.policy(), in_charge)


def thrice_chased() -> Story:
    result = story()
    clock(result)
    thrice(result)
    return result


def test_the_third_chase_is_shown_to_the_leader_in_charge_who_holds_the_office() -> None:
    assert escalated_to(VICE_CHAIR) == TaskEscalated(
        chase=3, to=(Office.VICE_CHAIR,), person_id=VICE_CHAIR.person_id
    )
    assert escalated_to(CHAIR).to == (Office.CHAIR,)


@pytest.mark.parametrize("left", [None, Holder(person_id=VICE_CHAIR.person_id, offices=()), HEAD])
def test_where_nobody_is_in_charge_any_more_the_rule_of_the_ward_counts(
    left: Holder | None,
) -> None:
    to = (Office.VICE_CHAIR, Office.CHAIR)
    assert escalated_to(left) == TaskEscalated(chase=3, to=to, person_id=None)


def escalated(in_charge: Holder | None) -> Story:
    result = thrice_chased()
    result.tell([escalated_to(in_charge)])
    return result


LEADERS = (VICE_CHAIR, OTHER, CHAIR)


def knows(given: Story, who: Holder, leaders: Sequence[Holder] = LEADERS) -> bool:
    assert given.task is not None
    return reported(given.task, who, {leader.person_id for leader in leaders})


def test_one_shown_by_name_alone_knows() -> None:
    event = escalated(VICE_CHAIR)
    assert knows(event, VICE_CHAIR)
    assert not any(knows(event, who) for who in (OTHER, CHAIR, CHIEF, HEAD))
    promoted = givens.holder("vice-chair", (Office.CHAIR, None))
    assert knows(event, promoted)


def test_what_was_shown_to_a_leader_who_has_left_is_everybody_s_who_leads() -> None:
    event, left = escalated(VICE_CHAIR), (OTHER, CHAIR)
    assert all(knows(event, who, left) for who in left)
    gone = Holder(person_id=VICE_CHAIR.person_id, offices=())
    assert not any(knows(event, who, left) for who in (gone, CHIEF, HEAD))


def test_shown_to_offices_whoever_holds_one_of_them_knows() -> None:
    event = escalated(None)
    assert all(knows(event, who) for who in (VICE_CHAIR, OTHER, CHAIR))
    assert not any(knows(event, who) for who in (CHIEF, HEAD, givens.INSPECTOR))


def test_nobody_is_shown_before_it_escalates_nor_once_the_work_was_signed() -> None:
    assert not knows(thrice_chased(), VICE_CHAIR)
    event = escalated(VICE_CHAIR)
    sign(event)
    assert not knows(event, VICE_CHAIR)
    returned = ReturnSubmission(
        stream="task-51-08.report.2026-Q4",
        submission=1,
        ground=Ground.FAILED_CONTENT,
        reason=givens.words(),
        reason_code=None,
        correct_by=date(2026, 12, 14),
    )
    send(event, CHIEF, returned)
    assert not knows(event, VICE_CHAIR)  # approved since: the Office asks anew
    sign(event, 2)
    confirmation = ConfirmSubmission(stream="task-51-08.report.2026-Q4", submission=2)
    send(event, CHIEF, confirmation)
    assert not knows(event, VICE_CHAIR)
