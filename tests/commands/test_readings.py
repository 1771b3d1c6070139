"""A plan document is read, decided on and loaded: once, whole, by those who may."""

from collections.abc import AsyncIterator
from dataclasses import replace
from decimal import Decimal

import pytest

from infra.clocks.ward_clock import MovedLedger
from infra.randomness import RANDOMNESS
from services.commands.active_plan import active_plan
from services.commands.plans import Activation
from services.domain.assignment.acts.name_lead import NameLead
from services.domain.assignment.events import AssignmentOpened, assignment_stream
from services.domain.attempts import CommandRefused
from services.domain.errors import NotAllowed, NotFound, Refusal, Stale
from services.domain.plan.draft import PlanDraft
from services.domain.plan.events import PlanActivated, plan_stream
from services.domain.plan_document.events import (
    FindingVerdict,
    PlanDocumentLoaded,
    PlanQuoted,
    PlanQuotesWithdrawn,
)
from services.domain.plan_document.laying import standing_quotes
from services.domain.roles import Holder
from services.ledger.engine import make_engine
from services.ledger.memory import MemoryLedger
from services.ledger.postgres import PostgresLedger
from services.ledger.postgres_outbox import PostgresAgendas
from services.projections.writing import projection_of
from tests.api.ward import plan
from tests.commands.reading_kit import SHA, STREAM, ReadingKit
from tests.commands.stores import Overtaken, OvertakenAfterReading
from tests.givens import ADMINISTRATOR, CHAIR, CHECKER, CHIEF, SPECIALIST, VICE_CHAIR
from tests.ledger.databases import LedgerDatabase
from tests.memory_ward import CODEC, MemoryWard
from tests.moment import MOMENT, TickingClock
from tests.plan_readings import NO_LEAD, NO_NUMBER, SECRET, SMALL, TARGET, laying, reading

PLAN = plan_stream("cho-san")


@pytest.fixture
async def over_memory() -> ReadingKit:
    ward = MemoryWard()
    kit = ReadingKit(ward.ledger, ward.wake_ups)
    await kit.open()
    return kit


@pytest.fixture
async def over_postgres(account_database: LedgerDatabase) -> AsyncIterator[ReadingKit]:
    ledger_id = account_database.neighbour.ledger_id
    engine = make_engine(account_database.neighbour.app)
    stored = PostgresLedger(engine, ledger_id, CODEC, projections=projection_of)
    ledger = MovedLedger(stored, TickingClock(MOMENT))
    kit = ReadingKit(ledger, PostgresAgendas(engine, ledger_id))
    await kit.open()
    yield kit
    await engine.dispose()


@pytest.fixture(params=["over_memory", pytest.param("over_postgres", marks=pytest.mark.postgres)])
def kit(request: pytest.FixtureRequest) -> ReadingKit:
    """Either ledger: every test that asks for it runs twice."""
    reading_kit: ReadingKit = request.getfixturevalue(request.param)
    return reading_kit


async def decided(kit: ReadingKit) -> None:
    """A document without an undecided error."""
    await kit.read(CHECKER)
    await kit.settle(CHECKER, NO_LEAD, FindingVerdict.CORRECTED, typed="VHXH")
    await kit.settle(CHIEF, NO_NUMBER, FindingVerdict.CORRECTED, typed="70/KH-UBND")
    await kit.settle(CHIEF, TARGET, FindingVerdict.CORRECTED, typed="61,5")
    await kit.settle(CHIEF, SMALL, FindingVerdict.LEFT_OPEN, reason="Chờ hướng dẫn")


async def test_what_was_understood_is_loaded_however_words_are_read_later(
    kit: ReadingKit,
) -> None:
    await decided(kit)
    kit.kept_as = "Cách viết khác"
    await kit.settle(CHIEF, TARGET, FindingVerdict.CORRECTED, typed="61,5")
    assert await kit.load(CHIEF) is not None
    facts = (await kit.ledger.read([assignment_stream("CT10")])).of(assignment_stream("CT10"))
    opened = facts[0].event
    assert isinstance(opened, AssignmentOpened)
    assert opened.measures[0].target_2030 == Decimal("61.5")


async def activate(kit: ReadingKit, draft: PlanDraft) -> None:
    """The command line activates a plan."""
    await kit.plans.activate(
        Activation(draft=draft, source="plan", active_from=None, backfill_from=None)
    )


async def test_a_decided_document_becomes_the_ward_s_plan_in_one_transaction(
    kit: ReadingKit,
) -> None:
    await decided(kit)
    outcome = await kit.load(CHIEF)
    assert outcome is not None
    assert await kit.types(STREAM) == [
        "plan-document-read",
        *["finding-settled"] * 4,
        "plan-document-loaded",
    ]
    first, second = [fact.event for fact in await kit.facts(PLAN)]
    assert isinstance(first, PlanActivated)
    assert (first.number, first.source_sha256) == ("70/KH-UBND", SHA)
    assert [finding.code for finding in first.findings] == [SMALL]
    assert isinstance(second, PlanQuoted)
    spoken = {quote.item: quote for quote in second.quotes}
    assert {"51-08", "CT10", "CT10.1", "III-07"} <= spoken.keys()
    assert SECRET not in spoken
    bodies = await kit.ledger.texts([spoken["51-08"].words.text_id])
    assert list(bodies.values()) == ["Lời của văn bản về 51-08."]
    (opened,) = [fact.event for fact in await kit.facts(assignment_stream("III-07"))]
    assert isinstance(opened, AssignmentOpened)
    assert opened.lead_unit == "VHXH"
    (rate,) = [fact.event for fact in await kit.facts(assignment_stream("CT10"))]
    assert isinstance(rate, AssignmentOpened)
    assert str(rate.measures[0].target_2030) == "61.5"


async def test_each_decision_has_its_author(kit: ReadingKit) -> None:
    await decided(kit)
    state = await kit.state()
    assert state.actor.person_id == CHECKER.person_id
    assert state.settled[NO_LEAD].actor.person_id == CHECKER.person_id
    assert state.settled[NO_NUMBER].actor.person_id == CHIEF.person_id
    assert state.settled[NO_NUMBER].actor.office == "chief_of_office"


@pytest.mark.parametrize("who", [VICE_CHAIR, CHAIR])
async def test_the_leaders_load_too(kit: ReadingKit, who: Holder) -> None:
    await decided(kit)
    assert await kit.load(who) is not None


async def test_who_may_not_is_refused_and_the_attempt_is_kept(kit: ReadingKit) -> None:
    for who in (SPECIALIST, ADMINISTRATOR):
        with pytest.raises(NotAllowed):
            await kit.read(who)
    await decided(kit)
    for who in (SPECIALIST, ADMINISTRATOR, CHECKER):
        with pytest.raises(NotAllowed):
            await kit.load(who)
        with pytest.raises(NotAllowed):
            await kit.lay_beside(who)
    refused = await kit.attempts(SPECIALIST)
    assert [each.rule for each in refused if isinstance(each, CommandRefused)] == [
        "not-settling",
        "not-loading",
        "not-loading",
    ]
    assert await kit.facts(PLAN) == ()


async def test_an_undecided_error_forbids_the_load(kit: ReadingKit) -> None:
    await kit.read(CHECKER)
    await kit.settle(CHECKER, NO_LEAD)
    with pytest.raises(Refusal, match="Còn 1 lỗi chưa quyết định"):
        await kit.load(CHIEF)
    await kit.settle(CHECKER, NO_NUMBER)
    assert await kit.load(CHIEF) is not None


async def test_a_double_click_loads_once_and_both_get_the_same_answer(kit: ReadingKit) -> None:
    await decided(kit)
    click = RANDOMNESS.new_id()
    version = (await kit.state()).version
    first = await kit.load(CHIEF, click, version)
    assert await kit.load(CHIEF, click, version) == first
    with pytest.raises(Refusal) as refused:
        await kit.load(CHIEF)
    assert refused.value.code == "reading-loaded"


async def test_a_ward_with_a_plan_is_offered_the_sentences_instead(kit: ReadingKit) -> None:
    await activate(kit, kit.reading.draft)
    await decided(kit)
    with pytest.raises(Refusal, match="bản này chưa hỗ trợ điều chỉnh kế hoạch") as refused:
        await kit.load(CHIEF)
    assert refused.value.code == "plan-active"
    await kit.lay_beside(CHIEF)
    assert await kit.types(PLAN) == ["plan-activated", "plan-quoted"]
    quoted = (await kit.facts(PLAN))[-1].event
    assert isinstance(quoted, PlanQuoted)
    assert quoted.file_sha256 == SHA
    assert {quote.item for quote in quoted.quotes} == {"51-08", "54-02", "CT10", "III-07"}
    loaded = (await kit.state()).loaded
    assert loaded is not None
    assert loaded.event == PlanDocumentLoaded(plan_stream=PLAN, beside=True)


async def test_sentences_need_a_plan_and_a_document_that_speaks_of_it(kit: ReadingKit) -> None:
    await kit.read(CHECKER)
    with pytest.raises(Refusal) as refused:
        await kit.lay_beside(CHIEF)
    assert refused.value.code == "no-plan"
    await activate(kit, kit.reading.draft)
    kit.reading = replace(kit.reading, quotes={})
    with pytest.raises(Refusal) as refused:
        await kit.lay_beside(CHIEF)
    assert refused.value.code == "no-quotes"


async def test_another_place_s_plan_is_refused_with_what_differs(kit: ReadingKit) -> None:
    await activate(kit, kit.reading.draft)
    await kit.read(CHECKER)
    foreign = replace(kit.reading, draft=replace(kit.reading.draft, place="Tân Lập"))
    own = laying(kit.reading)
    items = len(own.items)
    with pytest.raises(Refusal) as refused:
        await kit.lay_beside(CHIEF, version=1, of=laying(foreign, titles=2))
    assert refused.value.code == "another-plan"
    assert "địa danh là “Tân Lập”" in refused.value.sentence
    assert f"chỉ 2 trong {items} tên mục" in refused.value.sentence
    assert await kit.types(PLAN) == ["plan-activated"]


async def test_what_was_laid_beside_can_be_taken_back_and_laid_again(kit: ReadingKit) -> None:
    await activate(kit, kit.reading.draft)
    await kit.read(CHECKER)
    with pytest.raises(Refusal) as refused:
        await kit.withdraw(CHIEF)
    assert refused.value.code == "quotes-not-there"
    await kit.lay_beside(CHIEF)
    with pytest.raises(NotAllowed):
        await kit.withdraw(CHECKER)
    with pytest.raises(Stale):
        await kit.withdraw(CHIEF, version=1)
    await kit.withdraw(CHAIR)
    assert (await kit.state()).loaded is None
    assert standing_quotes(await kit.facts(PLAN)) == ()
    await kit.lay_beside(CHIEF)
    assert len(standing_quotes(await kit.facts(PLAN))) == 1


async def test_an_item_that_became_restricted_is_not_quoted(kit: ReadingKit) -> None:
    await activate(kit, kit.reading.draft)
    stream = assignment_stream("III-07")
    command = NameLead(stream=stream, lead_unit="CAP", supporting_units=())
    await kit.acts.handle(kit.request(CHIEF, "name-lead"), command)
    await kit.read(CHECKER)
    await kit.lay_beside(CHIEF)
    quoted = (await kit.facts(PLAN))[-1].event
    assert isinstance(quoted, PlanQuoted)
    assert {quote.item for quote in quoted.quotes} == {"51-08", "54-02", "CT10"}


async def test_a_page_that_was_overtaken_loads_nothing(kit: ReadingKit) -> None:
    await decided(kit)
    seen = (await kit.state()).version
    await kit.settle(CHECKER, SMALL)
    with pytest.raises(Stale):
        await kit.load(CHIEF, version=seen)
    assert await kit.facts(PLAN) == ()


async def test_a_document_that_is_not_there_cannot_be_loaded(kit: ReadingKit) -> None:
    with pytest.raises(NotFound):
        await kit.load(CHIEF, version=1)
    with pytest.raises(NotFound):
        await kit.lay_beside(CHIEF, version=1)


async def test_what_a_person_typed_stands_in_texts_only(over_memory: ReadingKit) -> None:
    await decided(over_memory)
    ledger = over_memory.ledger
    assert isinstance(ledger, MemoryLedger)
    stored = b"".join(row.record + (row.payload or b"") for row in ledger.stored)
    for typed in ("61,5", "70/KH-UBND", "Chờ hướng dẫn", "kế hoạch.txt", "blocks"):
        assert typed.encode() not in stored


async def test_a_correction_whose_words_were_erased_is_decided_again_first(
    over_memory: ReadingKit,
) -> None:
    await decided(over_memory)
    ledger = over_memory.ledger
    assert isinstance(ledger, MemoryLedger)
    correction = (await over_memory.state()).settled[TARGET].event.correction
    assert correction is not None
    del ledger.stored_texts[correction.value.text_id]
    with pytest.raises(Refusal) as refused:
        await over_memory.load(CHIEF)
    assert refused.value.code == "correction-lost"
    await over_memory.settle(CHIEF, TARGET, FindingVerdict.CORRECTED, typed="61,5")
    assert await over_memory.load(CHIEF) is not None


async def decided_of_another_plan(twin: ReadingKit) -> None:
    """A second document beside the first, of a plan with another code."""
    twin.stream = f"{STREAM}.2"
    twin.reading = reading(replace(plan(2026), code="khac"))
    await decided(twin)


@pytest.mark.parametrize("other", [False, True], ids=["one-document", "two-documents"])
async def test_two_who_load_at_the_same_moment_make_one_plan(
    over_memory: ReadingKit, other: bool
) -> None:
    await decided(over_memory)
    inner = over_memory.ledger
    assert isinstance(inner, MemoryLedger)
    ledger = Overtaken(inner, "plan-")
    twin = ReadingKit(ledger, over_memory.agendas)
    if other:
        await decided_of_another_plan(twin)

    def meanwhile() -> None:
        first = over_memory.load(CHAIR)
        with pytest.raises(StopIteration):
            first.send(None)

    ledger.meanwhile = meanwhile
    with pytest.raises(Stale) as refused:
        await twin.load(CHIEF)
    assert refused.value.code == "load-overtaken"
    assert await over_memory.types(PLAN) == ["plan-activated", "plan-quoted"]
    assert await over_memory.types(plan_stream("khac")) == []


async def test_a_plan_that_becomes_active_after_the_plans_were_read_forbids_the_load(
    over_memory: ReadingKit,
) -> None:
    await decided(over_memory)
    inner = over_memory.ledger
    assert isinstance(inner, MemoryLedger)
    ledger = OvertakenAfterReading(inner, "plan")
    twin = ReadingKit(ledger, over_memory.agendas)
    await decided_of_another_plan(twin)
    bare = replace(plan(2026), units=(), items=(), groups=(), findings=())
    ledger.meanwhile = lambda: activate(over_memory, bare)
    with pytest.raises(Stale):
        await twin.load(CHIEF)
    assert await over_memory.types(plan_stream("khac")) == []


async def test_the_command_line_quotes_a_plan_once_for_each_document(kit: ReadingKit) -> None:
    own = laying(kit.reading)
    with pytest.raises(NotFound):
        await kit.readings.quote_plan(PLAN, own, SHA)
    await activate(kit, plan(2026))
    assert await kit.readings.quote_plan(PLAN, own, SHA) is not None
    assert await kit.readings.quote_plan(PLAN, own, SHA) is None
    other = "cd" * 32
    assert await kit.readings.quote_plan(PLAN, own, other) is not None
    assert await kit.types(PLAN) == ["plan-activated", "plan-quoted", "plan-quoted"]
    with pytest.raises(Refusal) as refused:
        await kit.readings.quote_plan(PLAN, laying(kit.reading, titles=2), "ef" * 32)
    assert refused.value.code == "another-plan"
    await kit.readings.unquote_plan(PLAN, other)
    taken_back = (await kit.facts(PLAN))[-1].event
    first = (await kit.facts(PLAN))[1].event
    assert isinstance(taken_back, PlanQuotesWithdrawn)
    assert isinstance(first, PlanQuoted)
    assert taken_back.holding == first.quotes, "the earlier sentences hold again"
    with pytest.raises(Refusal) as refused:
        await kit.readings.unquote_plan(PLAN, other)
    assert refused.value.code == "quotes-not-there"
    assert await kit.readings.quote_plan(PLAN, own, other) is not None, "and may be laid again"
    active = await active_plan(kit.ledger)
    assert active is not None
    assert active.stream == PLAN
