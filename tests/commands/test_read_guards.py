"""What a decision was read from must still hold when it is kept, also where nothing is written."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from infra.simulation.office_index import FactOfficeIndex
from services.commands.acts import ActCommands
from services.commands.due_actions import DueActions
from services.commands.operator import OperatorAct, keep
from services.commands.runner import CommandRunner, on_stream
from services.domain.assignment.acts.name_lead import LeadNamed, NameLead
from services.domain.assignment.issuing import TaskIssued
from services.domain.calendar_facts import CalendarAdopted, calendar_stream
from services.domain.directory.events import (
    OfficeEnded,
    PersonCorrected,
    UnitOverseerNamed,
    person_stream,
    unit_stream,
)
from services.domain.directory.unit_state import fold_unit
from services.domain.errors import NotFound
from services.domain.facts import Event
from services.domain.instants import day_of
from services.domain.task.actions import Escalate
from services.domain.task.acts.send_chase import SendChase
from services.domain.task.events import TaskEscalated
from services.ledger.memory import MemoryLedger
from services.ledger.memory_agendas import MemoryAgendas
from tests import givens
from tests.commands.item_kit import ONE_OFF, STREAM, ItemKit
from tests.commands.stores import Overtaken
from tests.commands.task_kit import finished
from tests.commands.test_chases import ward_near_a_due_date
from tests.domain import task_world
from tests.domain.pure_kit import resting
from tests.givens import CHECKER, VICE_CHAIR
from tests.memory_sign_ins import MemoryFurtherRefusals


def tell(ledger: MemoryLedger, stream: str, event: Event) -> None:
    """Somebody else keeps a fact meanwhile."""
    act = OperatorAct(action="meanwhile", to=(stream,), decision=on_stream(stream, [event]))
    finished(keep(ledger, finished(ledger.read([stream])), act))


def chase(stream: str) -> SendChase:
    return SendChase(stream=stream, paper=None, note=None)


async def test_an_office_that_ends_meanwhile_signs_nothing() -> None:
    ward, stream = await ward_near_a_due_date()
    (held,) = CHECKER.offices
    ended = OfficeEnded(
        office=held.office,
        unit=held.unit,
        until_on=day_of(ward.now) - timedelta(days=1),
        basis=None,
    )
    store = Overtaken(ward.ledger, "task-")
    store.meanwhile = lambda: tell(ward.ledger, person_stream(CHECKER.person_id), ended)
    before = (await ward.ledger.read([stream])).version(stream)
    with pytest.raises(NotFound):
        await ActCommands(
            CommandRunner(store, MemoryFurtherRefusals()), FactOfficeIndex(store)
        ).handle(ward.request(CHECKER, "send-chase"), chase(stream))
    assert store.meanwhile is None
    assert (await ward.ledger.read([stream])).version(stream) == before


async def test_a_fact_about_somebody_that_changes_no_office_refuses_nothing() -> None:
    ward, stream = await ward_near_a_due_date()
    renamed = PersonCorrected(person_id=CHECKER.person_id, name=givens.words("b"), phone=None)
    store = Overtaken(ward.ledger, "task-")
    store.meanwhile = lambda: tell(ward.ledger, person_stream(CHECKER.person_id), renamed)
    kept = await ActCommands(
        CommandRunner(store, MemoryFurtherRefusals()), FactOfficeIndex(store)
    ).handle(ward.request(CHECKER, "send-chase"), chase(stream))
    assert kept is not None
    assert store.meanwhile is None


def test_a_unit_that_becomes_restricted_meanwhile_leads_in_secret() -> None:
    kit = ItemKit(replace(ONE_OFF, lead_after_days=1))
    unit = fold_unit(kit.facts(unit_stream("VHXH")))
    assert unit is not None
    closed = replace(unit.registered, restricted=True)
    store = Overtaken(kit.ledger, "assignment-")
    store.meanwhile = lambda: tell(kit.ledger, unit_stream("VHXH"), closed)
    acts = ActCommands(CommandRunner(store, MemoryFurtherRefusals()), FactOfficeIndex(store))
    command = NameLead(stream=STREAM, lead_unit="VHXH", supporting_units=())
    finished(acts.handle(kit.request("name"), command))
    named = [f.event for f in kit.facts() if isinstance(f.event, LeadNamed)]
    assert [event.restricted for event in named] == [True]


def test_a_rest_day_that_is_decided_while_a_period_is_issued_moves_its_due_date() -> None:
    kit = ItemKit(replace(ONE_OFF, active_from=date(2026, 2, 2)))
    (due,) = finished(kit.clock.plan_next(STREAM, kit.now)).agenda.due
    # Its cut-off is a Sunday: the report falls due on the working day after.
    year = next(
        calendar_year
        for calendar_year in task_world.calendars()
        if calendar_year.year == ONE_OFF.ends_on.year
    )
    rest = CalendarAdopted(calendar=resting(year, date(2026, 3, 16), given=True))
    store = Overtaken(kit.ledger, "assignment-")
    store.meanwhile = lambda: tell(kit.ledger, calendar_stream(2026), rest)
    clock = DueActions(store, MemoryAgendas(kit.ledger, list))
    finished(clock.run_action(STREAM, due.id, kit.now))
    assert store.meanwhile is None
    issued = [f for f in kit.ledger.stored if f.type == TaskIssued.TYPE]
    assert len(issued) == 1
    (fact,) = finished(kit.ledger.tail(issued[0].position - 1, 1))
    assert isinstance(fact.event, TaskIssued)
    assert fact.event.due_on == date(2026, 3, 17)


async def test_a_leader_who_is_put_in_charge_while_a_chase_escalates_is_the_one_shown() -> None:
    ward, stream = await ward_near_a_due_date()
    await ward.register(VICE_CHAIR)
    for _ in range(3):
        await ward.acts.handle(ward.request(CHECKER, "send-chase"), chase(stream))
        ward.now += timedelta(days=1)
    agenda = (await ward.due_actions.plan_next(stream, ward.now)).agenda
    (climb,) = [each for each in agenda.due if isinstance(each, Escalate)]
    named = UnitOverseerNamed(
        unit="KTHTDT", person_id=VICE_CHAIR.person_id, from_on=day_of(ward.now), basis=None
    )
    store = Overtaken(ward.ledger, "task-")
    store.meanwhile = lambda: tell(ward.ledger, unit_stream("KTHTDT"), named)
    clock = DueActions(store, ward.wake_ups)
    await clock.run_action(stream, climb.id, ward.now)
    facts = (await ward.ledger.read([stream])).of(stream)
    reported = [f.event.person_id for f in facts if isinstance(f.event, TaskEscalated)]
    assert reported == [VICE_CHAIR.person_id]
