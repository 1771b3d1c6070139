"""A plan document is read, decided on and loaded: once, whole, by those who may."""

from collections.abc import AsyncIterator
from dataclasses import replace
from decimal import Decimal

import pytest

from infra.randomness import RANDOMNESS
from infra.ward_clock import MovedLedger
from services.commands.activating import active_plan
from services.commands.plans import Activation
from services.commands.readings import QuoteDocument
from services.domain.assignment.acts.name_lead import NameLead
from services.domain.assignment.events import AssignmentOpened, assignment_stream
from services.domain.attempts import CommandRefused
from services.domain.errors import NotAllowed, NotFound, Refusal, Stale
from services.domain.plan.draft import PlanDraft
from services.domain.plan.events import PlanActivated, plan_stream
from services.domain.plan.laying import standing_quotes
from services.domain.plan.reading_events import (
    PlanDocumentLoaded,
    PlanQuoted,
    PlanQuotesWithdrawn,
    Verdict,
)
from services.domain.roles import Holder
from services.ledger.engine import make_engine
from services.ledger.memory import MemoryLedger
from services.ledger.postgres import PostgresLedger
from services.ledger.postgres_bells import PostgresAgendas
from services.projections.writing import projection_of
from tests.api.ward import plan
from tests.commands.reading_desk import SHA, STREAM, ReadingDesk
from tests.commands.stores import Overtaken, OvertakenAfterReading
from tests.givens import ADMINISTRATOR, CHAIR, CHECKER, CHIEF, SPECIALIST, VICE_CHAIR
from tests.ledger.databases import House
from tests.memory_ward import CODEC, MemoryWard
from tests.moment import MOMENT, TickingClock
from tests.plan_readings import NO_LEAD, NO_NUMBER, SECRET, SMALL, TARGET, laying, reading

PLAN = plan_stream("cho-san")


@pytest.fixture
async def over_memory() -> ReadingDesk:
    ward = MemoryWard()
    desk = ReadingDesk(ward.ledger, ward.bells)
    await desk.open()
    return desk


@pytest.fixture
async def over_postgres(account_house: House) -> AsyncIterator[ReadingDesk]:
    ledger_id = account_house.neighbour.ledger_id
    engine = make_engine(account_house.neighbour.app)
    stored = PostgresLedger(engine, ledger_id, CODEC, projections=projection_of)
    ledger = MovedLedger(stored, TickingClock(MOMENT))
    desk = ReadingDesk(ledger, PostgresAgendas(engine, ledger_id))
    await desk.open()
    yield desk
    await engine.dispose()


@pytest.fixture(params=["over_memory", pytest.param("over_postgres", marks=pytest.mark.postgres)])
def desk(request: pytest.FixtureRequest) -> ReadingDesk:
    """Either ledger: every test that asks for it runs twice."""
    found: ReadingDesk = request.getfixturevalue(request.param)
    return found


async def decided(desk: ReadingDesk) -> None:
    """A document without an undecided error."""
    await desk.read(CHECKER)
    await desk.settle(CHECKER, NO_LEAD, Verdict.CORRECTED, typed="VHXH")
    await desk.settle(CHIEF, NO_NUMBER, Verdict.CORRECTED, typed="70/KH-UBND")
    await desk.settle(CHIEF, TARGET, Verdict.CORRECTED, typed="61,5")
    await desk.settle(CHIEF, SMALL, Verdict.LEFT_OPEN, reason="Chờ hướng dẫn")


async def test_what_was_understood_is_loaded_however_words_are_read_later(
    desk: ReadingDesk,
) -> None:
    await decided(desk)
    desk.kept_as = "Cách viết khác"
    await desk.settle(CHIEF, TARGET, Verdict.CORRECTED, typed="61,5")
    assert await desk.load(CHIEF) is not None
    facts = (await desk.ledger.read([assignment_stream("CT10")])).of(assignment_stream("CT10"))
    opened = facts[0].event
    assert isinstance(opened, AssignmentOpened)
    assert opened.measures[0].target_2030 == Decimal("61.5")


async def activate(desk: ReadingDesk, draft: PlanDraft) -> None:
    """The command line activates a plan."""
    await desk.plans.activate(
        Activation(draft=draft, source="plan", active_from=None, backfill_from=None)
    )


async def test_a_decided_document_becomes_the_ward_s_plan_in_one_transaction(
    desk: ReadingDesk,
) -> None:
    await decided(desk)
    outcome = await desk.load(CHIEF)
    assert outcome is not None
    assert await desk.types(STREAM) == [
        "plan-document-read",
        *["finding-settled"] * 4,
        "plan-document-loaded",
    ]
    first, second = [fact.event for fact in await desk.facts(PLAN)]
    assert isinstance(first, PlanActivated)
    assert (first.number, first.source_sha256) == ("70/KH-UBND", SHA)
    assert [one.code for one in first.findings] == [SMALL]
    assert isinstance(second, PlanQuoted)
    spoken = {one.item: one for one in second.quotes}
    assert {"51-08", "CT10", "CT10.1", "III-07"} <= spoken.keys()
    assert SECRET not in spoken
    bodies = await desk.ledger.texts([spoken["51-08"].words.text_id])
    assert list(bodies.values()) == ["Lời của văn bản về 51-08."]
    (opened,) = [fact.event for fact in await desk.facts(assignment_stream("III-07"))]
    assert isinstance(opened, AssignmentOpened)
    assert opened.lead_unit == "VHXH"
    (rate,) = [fact.event for fact in await desk.facts(assignment_stream("CT10"))]
    assert isinstance(rate, AssignmentOpened)
    assert str(rate.measures[0].target_2030) == "61.5"


async def test_each_decision_has_its_author(desk: ReadingDesk) -> None:
    await decided(desk)
    state = await desk.state()
    assert state.actor.person_id == CHECKER.person_id
    assert state.settled[NO_LEAD].actor.person_id == CHECKER.person_id
    assert state.settled[NO_NUMBER].actor.person_id == CHIEF.person_id
    assert state.settled[NO_NUMBER].actor.office == "chief_of_office"


@pytest.mark.parametrize("who", [VICE_CHAIR, CHAIR])
async def test_the_leaders_load_too(desk: ReadingDesk, who: Holder) -> None:
    await decided(desk)
    assert await desk.load(who) is not None


async def test_who_may_not_is_refused_and_the_attempt_is_kept(desk: ReadingDesk) -> None:
    for who in (SPECIALIST, ADMINISTRATOR):
        with pytest.raises(NotAllowed):
            await desk.read(who)
    await decided(desk)
    for who in (SPECIALIST, ADMINISTRATOR, CHECKER):
        with pytest.raises(NotAllowed):
            await desk.load(who)
        with pytest.raises(NotAllowed):
            await desk.lay_beside(who)
    refused = await desk.attempts(SPECIALIST)
    assert [one.rule for one in refused if isinstance(one, CommandRefused)] == [
        "not-settling",
        "not-loading",
        "not-loading",
    ]
    assert await desk.facts(PLAN) == ()


async def test_an_undecided_error_forbids_the_load(desk: ReadingDesk) -> None:
    await desk.read(CHECKER)
    await desk.settle(CHECKER, NO_LEAD)
    with pytest.raises(Refusal, match="Còn 1 lỗi chưa quyết định"):
        await desk.load(CHIEF)
    await desk.settle(CHECKER, NO_NUMBER)
    assert await desk.load(CHIEF) is not None


async def test_a_double_click_loads_once_and_both_get_the_same_answer(desk: ReadingDesk) -> None:
    await decided(desk)
    click = RANDOMNESS.new_id()
    version = (await desk.state()).version
    first = await desk.load(CHIEF, click, version)
    assert await desk.load(CHIEF, click, version) == first
    with pytest.raises(Refusal) as refused:
        await desk.load(CHIEF)
    assert refused.value.code == "reading-loaded"


async def test_a_ward_with_a_plan_is_offered_the_sentences_instead(desk: ReadingDesk) -> None:
    await activate(desk, desk.reading.draft)
    await decided(desk)
    with pytest.raises(Refusal, match="bản này chưa hỗ trợ điều chỉnh kế hoạch") as refused:
        await desk.load(CHIEF)
    assert refused.value.code == "plan-active"
    await desk.lay_beside(CHIEF)
    assert await desk.types(PLAN) == ["plan-activated", "plan-quoted"]
    quoted = (await desk.facts(PLAN))[-1].event
    assert isinstance(quoted, PlanQuoted)
    assert quoted.file_sha256 == SHA
    assert {one.item for one in quoted.quotes} == {"51-08", "54-02", "CT10", "III-07"}
    loaded = (await desk.state()).loaded
    assert loaded is not None
    assert loaded.event == PlanDocumentLoaded(plan_stream=PLAN, beside=True)


async def test_sentences_need_a_plan_and_a_document_that_speaks_of_it(desk: ReadingDesk) -> None:
    await desk.read(CHECKER)
    with pytest.raises(Refusal) as refused:
        await desk.lay_beside(CHIEF)
    assert refused.value.code == "no-plan"
    await activate(desk, desk.reading.draft)
    desk.reading = replace(desk.reading, quotes={})
    with pytest.raises(Refusal) as refused:
        await desk.lay_beside(CHIEF)
    assert refused.value.code == "no-quotes"


async def test_another_place_s_plan_is_refused_with_what_differs(desk: ReadingDesk) -> None:
    await activate(desk, desk.reading.draft)
    await desk.read(CHECKER)
    foreign = replace(desk.reading, draft=replace(desk.reading.draft, place="Tân Lập"))
    own = laying(desk.reading)
    items = len(own.items)
    command = QuoteDocument(stream=desk.stream, version=1, laying=laying(foreign, titles=2))
    with pytest.raises(Refusal) as refused:
        await desk.readings.lay_beside(desk.request(CHIEF, "lay-beside"), command)
    assert refused.value.code == "another-plan"
    assert "địa danh là “Tân Lập”" in refused.value.sentence
    assert f"chỉ 2 trong {items} tên mục" in refused.value.sentence
    assert await desk.types(PLAN) == ["plan-activated"]


async def test_what_was_laid_beside_can_be_taken_back_and_laid_again(desk: ReadingDesk) -> None:
    await activate(desk, desk.reading.draft)
    await desk.read(CHECKER)
    with pytest.raises(Refusal) as refused:
        await desk.withdraw(CHIEF)
    assert refused.value.code == "quotes-not-there"
    await desk.lay_beside(CHIEF)
    with pytest.raises(NotAllowed):
        await desk.withdraw(CHECKER)
    with pytest.raises(Stale):
        await desk.withdraw(CHIEF, version=1)
    await desk.withdraw(CHAIR)
    assert (await desk.state()).loaded is None
    assert standing_quotes(await desk.facts(PLAN)) == ()
    await desk.lay_beside(CHIEF)
    assert len(standing_quotes(await desk.facts(PLAN))) == 1


async def test_an_item_that_became_restricted_is_not_quoted(desk: ReadingDesk) -> None:
    await activate(desk, desk.reading.draft)
    stream = assignment_stream("III-07")
    command = NameLead(stream=stream, lead_unit="CAP", supporting_units=())
    await desk.acts.handle(desk.request(CHIEF, "name-lead"), command)
    await desk.read(CHECKER)
    await desk.lay_beside(CHIEF)
    quoted = (await desk.facts(PLAN))[-1].event
    assert isinstance(quoted, PlanQuoted)
    assert {one.item for one in quoted.quotes} == {"51-08", "54-02", "CT10"}


async def test_a_page_that_was_overtaken_loads_nothing(desk: ReadingDesk) -> None:
    await decided(desk)
    seen = (await desk.state()).version
    await desk.settle(CHECKER, SMALL)
    with pytest.raises(Stale):
        await desk.load(CHIEF, version=seen)
    assert await desk.facts(PLAN) == ()


async def test_a_document_that_is_not_there_cannot_be_loaded(desk: ReadingDesk) -> None:
    with pytest.raises(NotFound):
        await desk.load(CHIEF, version=1)
    with pytest.raises(NotFound):
        await desk.lay_beside(CHIEF, version=1)


async def test_what_a_person_typed_stands_in_texts_only(over_memory: ReadingDesk) -> None:
    await decided(over_memory)
    ledger = over_memory.ledger
    assert isinstance(ledger, MemoryLedger)
    stored = b"".join(row.record + (row.payload or b"") for row in ledger.stored)
    for typed in ("61,5", "70/KH-UBND", "Chờ hướng dẫn", "kế hoạch.txt", "blocks"):
        assert typed.encode() not in stored


async def decided_of_another_plan(twin: ReadingDesk) -> None:
    """A second document beside the first, of a plan with another code."""
    twin.stream = f"{STREAM}.2"
    twin.reading = reading(replace(plan(2026), code="khac"))
    await decided(twin)


@pytest.mark.parametrize("other", [False, True], ids=["one-document", "two-documents"])
async def test_two_who_load_at_the_same_moment_make_one_plan(
    over_memory: ReadingDesk, other: bool
) -> None:
    await decided(over_memory)
    inner = over_memory.ledger
    assert isinstance(inner, MemoryLedger)
    ledger = Overtaken(inner, "plan-")
    twin = ReadingDesk(ledger, over_memory.agendas)
    if other:
        await decided_of_another_plan(twin)

    def meanwhile() -> None:
        first = over_memory.load(CHAIR)
        with pytest.raises(StopIteration):
            first.send(None)

    ledger.meanwhile = meanwhile
    with pytest.raises(Stale):
        await twin.load(CHIEF)
    assert await over_memory.types(PLAN) == ["plan-activated", "plan-quoted"]
    assert await over_memory.types(plan_stream("khac")) == []


async def test_a_plan_that_becomes_active_after_the_plans_were_read_forbids_the_load(
    over_memory: ReadingDesk,
) -> None:
    await decided(over_memory)
    inner = over_memory.ledger
    assert isinstance(inner, MemoryLedger)
    ledger = OvertakenAfterReading(inner, "plan")
    twin = ReadingDesk(ledger, over_memory.agendas)
    await decided_of_another_plan(twin)
    bare = replace(plan(2026), units=(), items=(), groups=(), findings=())
    ledger.meanwhile = lambda: activate(over_memory, bare)
    with pytest.raises(Stale):
        await twin.load(CHIEF)
    assert await over_memory.types(plan_stream("khac")) == []


async def test_the_command_line_quotes_a_plan_once_for_each_document(desk: ReadingDesk) -> None:
    own = laying(desk.reading)
    with pytest.raises(NotFound):
        await desk.readings.quote_plan(PLAN, own, SHA)
    await activate(desk, plan(2026))
    assert await desk.readings.quote_plan(PLAN, own, SHA) is not None
    assert await desk.readings.quote_plan(PLAN, own, SHA) is None
    other = "cd" * 32
    assert await desk.readings.quote_plan(PLAN, own, other) is not None
    assert await desk.types(PLAN) == ["plan-activated", "plan-quoted", "plan-quoted"]
    with pytest.raises(Refusal) as refused:
        await desk.readings.quote_plan(PLAN, laying(desk.reading, titles=2), "ef" * 32)
    assert refused.value.code == "another-plan"
    await desk.readings.unquote_plan(PLAN, other)
    taken_back = (await desk.facts(PLAN))[-1].event
    first = (await desk.facts(PLAN))[1].event
    assert isinstance(taken_back, PlanQuotesWithdrawn)
    assert isinstance(first, PlanQuoted)
    assert taken_back.holding == first.quotes, "the earlier sentences hold again"
    with pytest.raises(Refusal) as refused:
        await desk.readings.unquote_plan(PLAN, other)
    assert refused.value.code == "quotes-not-there"
    assert await desk.readings.quote_plan(PLAN, own, other) is not None, "and may be laid again"
    active = await active_plan(desk.ledger)
    assert active is not None
    assert active[0] == PLAN
