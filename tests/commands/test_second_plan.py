"""A second plan is refused while one is active; a ledger that holds one keeps its clocks."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.commands.operator import OperatorAct, keep
from services.commands.plans import Activation, PlanCommands
from services.domain.assignment.events import AssignmentOpened, DueRule, assignment_stream
from services.domain.assignment.evolving import fold
from services.domain.assignment.issuing import TaskIssued
from services.domain.errors import Refusal
from services.domain.facts import Fact, NewEvent
from services.domain.plan.draft import ItemKind
from services.domain.plan.events import plan_stream
from services.ledger import envelope
from tests.commands.stores import OvertakenAfterReading
from tests.memory_ward import MemoryWard, shipped_plan

STREAM = assignment_stream("51-08")


async def planned() -> MemoryWard:
    ward = MemoryWard(date(2026, 11, 23))
    await ward.open()
    await ward.activate(*shipped_plan())
    await ward.settle()
    return ward


@pytest.mark.parametrize("code", ["thach-khoi-2026-2030", "thach-khoi-moi"])
async def test_a_second_plan_is_refused_and_shown_what_to_do(code: str) -> None:
    ward = await planned()
    before = len(ward.ledger.stored)
    draft, source = shipped_plan()
    with pytest.raises(Refusal) as refused:
        await ward.activate(replace(draft, code=code), f"{source}\n# khác")
    assert refused.value.code == "plan-active"
    assert "Phường đang thực hiện Kế hoạch" in refused.value.sentence
    assert "mã mới" not in refused.value.sentence
    assert "Hãy" in refused.value.sentence
    assert len(ward.ledger.stored) == before


async def test_a_plan_whose_due_rule_asks_before_the_figures_close_is_refused() -> None:
    ward = MemoryWard(date(2026, 11, 23))
    await ward.open()
    draft, source = shipped_plan()
    code = next(item.code for item in draft.items if item.kind is ItemKind.DUTY)
    at_once = DueRule(after_month=1, after_day=31, working_days_after_issue=0)
    items = tuple(
        replace(item, deliverables=tuple(replace(each, due=at_once) for each in item.deliverables))
        if item.code == code
        else item
        for item in draft.items
    )
    with pytest.raises(Refusal, match=f"^Mục {code}: Theo cách tính này có kỳ đến hạn") as refused:
        await ward.activate(replace(draft, items=items), source)
    assert refused.value.code == "due-rule-early"
    assert not (await ward.ledger.read_category("plan")).facts


async def test_of_two_plans_that_share_nothing_only_the_first_becomes_active() -> None:
    ward = MemoryWard(date(2026, 11, 23))
    await ward.open()
    draft, source = shipped_plan()
    store = OvertakenAfterReading(ward.ledger, "plan")
    store.meanwhile = lambda: ward.activate(draft, source)
    bare = Activation(
        draft=replace(draft, code="khac", units=(), items=(), groups=(), findings=()),
        source="khac",
        active_from=None,
        backfill_from=None,
    )
    with pytest.raises(Refusal) as refused:
        await PlanCommands(store).activate(bare)
    assert refused.value.code == "plan-active"
    assert list((await ward.ledger.read_category("plan")).facts) == [plan_stream(draft.code)]


async def _opened_again(ward: MemoryWard) -> None:
    """What an earlier release allowed: the same item opened by a second plan."""
    facts = (await ward.ledger.read([STREAM])).of(STREAM)
    opened = facts[0].event
    assert isinstance(opened, AssignmentOpened)
    again = replace(opened, plan_stream=plan_stream("khac"), active_from=date(2026, 11, 30))
    act = OperatorAct(action="second", decision=(NewEvent(stream=STREAM, event=again),))
    await keep(ward.ledger, await ward.ledger.read([STREAM]), act)


async def test_an_item_that_a_second_plan_opened_again_forgets_nothing_and_rests() -> None:
    ward = await planned()
    before = fold((await ward.ledger.read([STREAM])).of(STREAM))
    await _opened_again(ward)
    after = fold((await ward.ledger.read([STREAM])).of(STREAM))
    assert before is not None
    assert before.issued
    assert after == before
    agenda = (await ward.due_actions.plan_next(STREAM, ward.now)).agenda
    assert agenda.due == ()
    assert agenda.next_at is not None


async def test_what_is_issued_afterwards_names_the_plan_that_the_item_belongs_to() -> None:
    ward = await planned()
    await _opened_again(ward)
    seen = len(ward.ledger.stored)
    while not (later := [each for each in await _issued(ward) if each.position > seen]):
        ward.now += timedelta(days=7)
        await ward.settle()
    for fact in later:
        assert isinstance(fact.event, TaskIssued)
        assert fact.event.plan_version == "plan-thach-khoi-2026-2030@1"
        record = envelope.decode(ward.ledger.stored[fact.position - 1].record)
        assert record.plan_version == "plan-thach-khoi-2026-2030@1"


async def _issued(ward: MemoryWard) -> list[Fact]:
    facts = (await ward.ledger.read_category("task")).facts
    return [reported[0] for stream, reported in facts.items() if stream.startswith("task-51-08.")]
