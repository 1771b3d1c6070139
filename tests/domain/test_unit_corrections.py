"""A decision on a finding corrects a measure's unit and who does the item, before and after."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pytest

from services.domain.act import Names
from services.domain.assignment.correction_facts import (
    ItemCorrection,
    ItemUnits,
    counted_anew,
    said_correction,
)
from services.domain.assignment.events import (
    AssignmentConcluded,
    AssignmentOpened,
    PeriodIssued,
    task_stream,
)
from services.domain.assignment.evolving import fold
from services.domain.assignment.issuing import TaskUnitCorrected
from services.domain.assignment.ranges import COUNT, SHARE
from services.domain.assignment.state import Assignment
from services.domain.context import DecisionContext
from services.domain.directory.events import unit_stream
from services.domain.errors import Refusal
from services.domain.nouns import KIND_OF
from services.domain.plan.acts import settle_plan_finding
from services.domain.plan.acts.settle_plan_finding import SettlePlanFinding
from services.domain.plan.events import PlanFinding
from services.domain.plan.findings import PlanFindings
from services.domain.plan.target_corrections import target_correction
from services.domain.plan.unit_corrections import measure_unit_correction, units_correction
from services.domain.task.acts.withdraw_task import TaskWithdrawn
from services.domain.task.evolving import fold as fold_task
from tests import givens
from tests.domain import test_jumps as jumps
from tests.domain.deciding import context, facts_of
from tests.domain.test_correct_lead import NOW, OFFICE, OPENED, STREAM, given
from tests.domain.test_jumps import ITEM
from tests.domain.test_target_corrections import POOR, REVIEWED
from tests.domain.test_target_corrections import Typed as TypedTarget

COUNTED = replace(POOR, title="Số hộ nghèo", target_2030=Decimal(1))
LED = replace(OPENED, lead_unit="VHXH", supporting_units=("VP", "TYT"), measures=(COUNTED,))
POLICE = replace(OFFICE, code="CAP", name="Công an phường", restricted=True)
FRONT = replace(OFFICE, code="MTTQ", name="Mặt trận Tổ quốc", internal=False)
UNITS = {unit.code: unit for unit in (OFFICE, POLICE, FRONT)}
OPEN = ("2027-Q1", "2027-Q2")
NAMES = Names(units={"VP": "Văn phòng", "VHXH": "Phòng Văn hóa", "TYT": "Trạm Y tế"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedDecision:
    finding: str = "C08"
    measure: str | None = "CT05.1"
    measured_in: str | None = None
    lead_unit: str | None = None
    supporting_units: tuple[str, ...] = ()
    unsupported: bool = False


def item(opened: AssignmentOpened = LED) -> Assignment:
    whole = fold(given(STREAM, opened))
    assert whole is not None
    return whole


def corrected(item: Assignment | None, typed: TypedDecision) -> ItemCorrection | None:
    """What the decision makes of the units, with the directory's own streams alone."""
    registered = {unit_stream(code): unit for code, unit in UNITS.items()}
    context = DecisionContext(
        holder=givens.CHIEF,
        policy=givens.policy(),
        now=NOW,
        facts={stream: given(stream, unit) for stream, unit in registered.items()},
    )
    return measure_unit_correction(item, typed) or units_correction(item, typed, context)


def after(event: ItemCorrection | None, opened: AssignmentOpened = LED) -> Assignment:
    """The item once it is corrected."""
    assert event is not None
    whole = fold(given(STREAM, opened, event))
    assert whole is not None
    return whole


def test_the_unit_of_a_measure_is_corrected_and_its_range_follows() -> None:
    event = corrected(item(), TypedDecision(measured_in=" hộ "))
    assert event is not None
    assert said_correction(event, NAMES) == "đơn vị tính từ % thành hộ"
    (measure,) = after(event).measures
    assert (measure.unit, measure.possible) == ("hộ", COUNT)
    assert measure.target_2030 == COUNTED.target_2030, "what it must reach stays"


def test_a_range_that_the_target_would_break_is_not_proposed() -> None:
    many = replace(COUNTED, unit="hộ", target_2030=Decimal(490), possible=COUNT)
    opened = replace(LED, measures=(many,))
    (measure,) = after(corrected(item(opened), TypedDecision(measured_in="%")), opened).measures
    assert (measure.unit, measure.possible) == ("%", None)
    assert not SHARE.holds(Decimal(490))


def test_another_unit_leads_and_no_longer_supports() -> None:
    event = corrected(item(), TypedDecision(lead_unit="VP"))
    assert event is not None
    assert said_correction(event, NAMES) == (
        "đơn vị chủ trì từ Phòng Văn hóa thành Văn phòng; "
        "đơn vị phối hợp từ Văn phòng, Trạm Y tế thành Trạm Y tế"
    )
    whole = after(event)
    assert ItemUnits(lead_unit="VP", supporting_units=("TYT",)) == ItemUnits(
        lead_unit=whole.lead_unit, supporting_units=whole.supporting_units
    )
    assert whole.issue_from == item().issue_from


def test_nobody_supports_any_more() -> None:
    event = corrected(item(), TypedDecision(unsupported=True))
    assert event is not None
    assert said_correction(event, NAMES) == (
        "đơn vị phối hợp từ Văn phòng, Trạm Y tế thành chưa có"
    )
    assert after(event).supporting_units == ()


def test_an_item_that_nobody_led_is_issued_from_the_day_of_the_decision() -> None:
    opened = replace(OPENED, issue_from=date(2026, 1, 1), supporting_units=())
    whole = after(corrected(item(opened), TypedDecision(lead_unit="VP")), opened)
    assert (whole.lead_unit, whole.issue_from) == ("VP", date(2026, 11, 24))


def test_the_clock_of_the_item_hears_of_a_lead_and_not_of_a_unit_alone() -> None:
    finding = PlanFinding(
        code="C08", severity="doubt", items=("G-1",), place="", question="", assumed=""
    )
    plan = PlanFindings(findings=(finding,), settled={})
    unit = unit_stream("VP")
    context = DecisionContext(
        holder=givens.CHIEF,
        policy=givens.policy(),
        now=NOW,
        facts={
            unit: given(unit, OFFICE),
            STREAM: given(STREAM, replace(LED, lead_unit=None, supporting_units=())),
        },
    )
    command = SettlePlanFinding(
        stream="plan-given",
        item=STREAM,
        finding="C08",
        decision=givens.words("decision"),
        measure="CT05.1",
        measured_in="hộ",
    )
    verdict = settle_plan_finding.decide(plan, command, context)
    assert [each.event.TYPE for each in verdict.beside] == ["measure-unit-corrected"]
    assert verdict.wakes == ()
    verdict = settle_plan_finding.decide(plan, replace(command, lead_unit="VP"), context)
    assert [each.event.TYPE for each in verdict.beside] == [
        "measure-unit-corrected",
        "units-corrected",
    ]
    assert verdict.wakes == (STREAM,)


def test_open_tasks_of_which_nothing_was_reported_ask_in_the_other_unit() -> None:
    streams = {each: task_stream("CT04", "report", each) for each in ("2026-Q4", *OPEN)}
    known = dict(
        facts_of(
            ITEM,
            jumps.opened(jumps.MEASURE),
            *(
                PeriodIssued(deliverable="report", period=period, task_stream=stream)
                for period, stream in streams.items()
            ),
        )
    )
    ended = TaskWithdrawn(reason=givens.words("why"), reason_code=None, paper=None, unjudged=None)
    since = {"2026-Q4": (ended,), "2027-Q1": (jumps.reported("97"),)}
    for period, stream in streams.items():
        known |= facts_of(stream, jumps.issued(period), *since.get(period, ()))
    finding = PlanFinding(
        code="C08", severity="doubt", items=("CT04",), place="", question="", assumed=""
    )
    command = SettlePlanFinding(
        stream="plan-given",
        item=ITEM,
        finding="C08",
        decision=givens.words("decision"),
        measure="CT04",
        measured_in="%",
    )
    plan = PlanFindings(findings=(finding,), settled={})
    given_facts = replace(context(givens.CHIEF, jumps.NOW, known), fold_task=fold_task)
    verdict = settle_plan_finding.decide(plan, command, given_facts)
    (asked,) = (each for each in verdict.beside if isinstance(each.event, TaskUnitCorrected))
    assert asked.stream == streams["2027-Q2"]
    task = fold_task(facts_of(asked.stream, jumps.issued("2027-Q2"), asked.event)[asked.stream])
    assert task is not None
    assert [each.unit for each in task.measures] == ["%"]
    assert KIND_OF[TaskUnitCorrected].describe(asked.event, NAMES) == (
        "Đơn vị tính (CT04) được đính chính từ hộ thành %."
    )


def test_a_target_is_judged_by_the_unit_that_is_typed_beside_it() -> None:
    event = measure_unit_correction(item(), TypedDecision(measured_in="hộ"))
    assert event is not None
    judged = replace(item(), measures=counted_anew(item(), event))
    correction = target_correction(judged, TypedTarget(target="490"))
    assert correction is not None
    assert correction.after.target_2030 == Decimal(490)
    with pytest.raises(Refusal):
        target_correction(item(), TypedTarget(target="490"))


@pytest.mark.parametrize(
    "typed",
    [
        TypedDecision(),
        TypedDecision(measured_in="%"),
        TypedDecision(supporting_units=("VP",)),
    ],
)
def test_where_nothing_changes_nothing_is_recorded(typed: TypedDecision) -> None:
    opened = replace(LED, supporting_units=("VP",))
    assert corrected(item(opened), typed) is None


@pytest.mark.parametrize(
    ("opened", "typed", "reason"),
    [
        (LED, TypedDecision(measured_in="12"), "measure-unit"),
        (LED, TypedDecision(measured_in="một câu dài không phải đơn vị tính"), "measure-unit"),
        (LED, TypedDecision(measured_in="hộ\x00"), "measure-unit"),
        (LED, TypedDecision(measured_in="hộ", measure="CT99"), "target-measure"),
        (
            replace(LED, measures=(REVIEWED,)),
            TypedDecision(measured_in="hộ", measure="CT05.2"),
            "measure-unit",
        ),
        (replace(LED, code="G-1.VP"), TypedDecision(lead_unit="VP"), "lead-shared"),
        (LED, TypedDecision(supporting_units=("VHXH",)), "lead-supports"),
        (LED, TypedDecision(lead_unit="CAP"), "settled-lead-restricted"),
        (LED, TypedDecision(lead_unit="MTTQ"), "lead-outside"),
        (LED, TypedDecision(supporting_units=("XYZ",)), "unit-unknown"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    opened: AssignmentOpened, typed: TypedDecision, reason: str
) -> None:
    with pytest.raises(Refusal) as refused:
        corrected(item(opened), typed)
    assert refused.value.code == reason


def test_of_an_item_that_has_ended_nothing_is_corrected() -> None:
    ended = fold(given(STREAM, LED, AssignmentConcluded(last_period_on=date(2030, 12, 31))))
    with pytest.raises(Refusal) as refused:
        corrected(ended, TypedDecision(lead_unit="VP"))
    assert refused.value.code == "item-closed"
