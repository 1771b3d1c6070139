"""A lead that was named by mistake: what comes goes to the right unit, what was issued stays."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from services.domain.assignment.acts import correct_lead
from services.domain.assignment.acts.correct_lead import CorrectLead, LeadCorrected
from services.domain.assignment.acts.name_lead import LeadNamed
from services.domain.assignment.events import AssignmentOpened, Deliverable
from services.domain.assignment.evolving import fold
from services.domain.assignment.state import Assignment
from services.domain.context import DecisionContext
from services.domain.directory.events import UnitRegistered, unit_stream
from services.domain.errors import Refusal
from services.domain.facts import SYSTEM, Event, Fact
from services.domain.papers import Paper
from tests import givens

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
STREAM = "assignment-G-1"
OPENED = AssignmentOpened(
    code="G-1",
    item_code="G-1",
    plan_stream="plan-given",
    kind="duty",
    title="Một nhiệm vụ cho sẵn",
    section="II.5.1",
    lead_unit=None,
    supporting_units=("VP", "VHXH"),
    restricted=False,
    deliverables=(Deliverable(name="report", frequency="quarter", due=None),),
    measures=(),
    active_from=date(2026, 11, 24),
    issue_from=date(2026, 11, 24),
    starts_on=date(2026, 1, 1),
    ends_on=date(2030, 12, 31),
)
BY_MISTAKE = LeadNamed(
    lead_unit="CAP",
    supporting_units=("VP", "VHXH"),
    restricted=True,
    issue_from=date(2026, 11, 24),
    paper=None,
)
OFFICE = UnitRegistered(
    code="VP", name="Văn phòng", kind="specialised", aliases=(), internal=True, restricted=False
)
COMMAND = CorrectLead(
    stream=STREAM,
    lead_unit="VP",
    reason=None,
    paper=Paper(number="12/QĐ-UBND", dated_on=date(2026, 11, 23)),
)


def given(stream: str, *events: Event) -> list[Fact]:
    return [
        Fact(
            event=event,
            stream=stream,
            version=version,
            position=version,
            actor=SYSTEM,
            behalf=None,
            occurred_at=NOW,
            recorded_at=NOW,
            command_id=givens.person(f"{stream}/{version}"),
            session_id=None,
        )
        for version, event in enumerate(events, start=1)
    ]


def item_of(*events: Event) -> Assignment:
    item = fold(given(STREAM, *events))
    assert item is not None
    return item


def corrected(item: Assignment) -> LeadCorrected:
    unit = unit_stream("VP")
    context = DecisionContext(
        holder=givens.CHIEF,
        policy=givens.policy(),
        now=NOW,
        facts={unit: given(unit, OFFICE)},
    )
    (event,) = correct_lead.decide(item, COMMAND, context).events
    assert isinstance(event, LeadCorrected)
    return event


def test_the_right_unit_leads_and_supports_no_longer() -> None:
    event = corrected(item_of(OPENED, BY_MISTAKE))
    assert (event.former_unit, event.lead_unit) == ("CAP", "VP")
    item = item_of(OPENED, BY_MISTAKE, event)
    assert (item.lead_unit, item.supporting_units) == ("VP", ("VHXH",))
    assert not item.restricted, "it was dark only because of the mistake"


def test_what_the_plan_says_is_restricted_stays_so() -> None:
    dark = replace(OPENED, restricted=True)
    event = corrected(item_of(dark, BY_MISTAKE))
    assert item_of(dark, BY_MISTAKE, event).restricted


def test_a_unit_among_several_is_not_corrected() -> None:
    shared = replace(OPENED, code="G-1.CAP", lead_unit="CAP", restricted=True)
    with pytest.raises(Refusal) as refused:
        corrected(item_of(shared))
    assert refused.value.code == "lead-shared"
