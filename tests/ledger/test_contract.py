"""What both ledgers promise: the memory one and the PostgreSQL one give the same answers."""

import asyncio

import pytest

from services.domain.facts import SYSTEM, Fact, NewEvent
from services.domain.streams import Family
from services.ledger.names import BadName
from services.ledger.port import (
    CommandReused,
    Ledger,
    LedgerError,
    StaleVersion,
    Undecodable,
    whole,
)
from services.ledger.salts import keep_text
from services.ledger.upcasters import UPCASTERS
from tests.ledger.toys import (
    PAINTED,
    WHEN,
    Counted,
    Painted,
    click,
    context,
    count,
    key,
    person,
    replace_said,
    tick,
    write,
)

TASK, OTHER = "task-DA2.plan.2026", "task-CT15.VHXH.result.2026"
WRITERS = 64


async def test_what_was_appended_is_read_back_whole_and_in_order(ledger: Ledger) -> None:
    await write(
        ledger,
        "both",
        (TASK, Counted(number=1)),
        (OTHER, PAINTED),
        (TASK, Counted(number=2)),
        expected={TASK: 0, OTHER: 0},
    )
    snapshot = await ledger.read([TASK, OTHER])
    assert [fact.event for fact in snapshot.of(TASK)] == [Counted(number=1), Counted(number=2)]
    assert [fact.version for fact in snapshot.of(TASK)] == [1, 2]
    assert [fact.position for fact in snapshot.of(TASK)] == [1, 3]
    (painted,) = snapshot.of(OTHER)
    assert painted.event == PAINTED
    assert painted.actor == person()
    assert painted.command_id == key("both")
    assert painted.session_id == key("session")
    assert painted.occurred_at == painted.recorded_at == WHEN
    assert snapshot.version(TASK) == 2


async def test_a_stream_that_does_not_exist_has_version_zero_and_a_clock(ledger: Ledger) -> None:
    snapshot = await ledger.read([TASK])
    assert snapshot.version(TASK) == 0
    assert snapshot.of(TASK) == ()
    assert snapshot.read_at.utcoffset() is not None


async def test_a_stale_writer_is_shown_and_leaves_nothing_behind(ledger: Ledger) -> None:
    await count(ledger, TASK, 1)
    with pytest.raises(StaleVersion):
        await write(
            ledger,
            "late",
            (OTHER, Counted(number=1)),
            (TASK, Counted(number=1)),
            expected={OTHER: 0, TASK: 0},
            rings=[TASK],
        )
    assert (await ledger.read([OTHER])).version(OTHER) == 0
    assert await ledger.outcome(click("late")) is None
    assert len(await ledger.tail(0, 10)) == 1


async def test_who_was_refused_leaves_no_gap_behind(ledger: Ledger) -> None:
    await count(ledger, TASK, 1)
    for name in ("late", "later"):
        with pytest.raises(StaleVersion):
            await write(ledger, name, (TASK, Counted(number=1)), expected={TASK: 0})
    await count(ledger, TASK, 2)
    assert [fact.position for fact in await ledger.tail(0, 10)] == [1, 2]


async def test_facts_of_some_kinds_are_read_past_all_the_others(ledger: Ledger) -> None:
    names = [TASK, OTHER, "programme-2027.q1", TASK, "plan-P1", OTHER]
    versions: dict[str, int] = {}
    for name in names:
        versions[name] = versions.get(name, 0) + 1
        await count(ledger, name, versions[name])
    wanted = [Family.PROGRAMME, Family.PLAN]
    read: list[Fact] = []
    after = 0
    while True:
        facts, reached = await ledger.tail_of(wanted, after, 2)
        assert reached in {after, after + 2}, "it goes on where no fact of those kinds was"
        if reached == after:
            break
        read, after = [*read, *facts], reached
    assert [(fact.position, fact.stream) for fact in read] == [
        (3, "programme-2027.q1"),
        (5, "plan-P1"),
    ]
    assert after == len(names)


async def test_a_writer_who_expects_too_much_is_stale_as_well(ledger: Ledger) -> None:
    with pytest.raises(StaleVersion):
        await write(ledger, "ahead", (TASK, Counted(number=1)), expected={TASK: 4})


async def test_a_stream_that_only_must_not_have_moved_is_checked_too(ledger: Ledger) -> None:
    await count(ledger, OTHER, 1)
    with pytest.raises(StaleVersion):
        await write(ledger, "x", (TASK, Counted(number=1)), expected={TASK: 0, OTHER: 0})
    await write(ledger, "x", (TASK, Counted(number=1)), expected={TASK: 0, OTHER: 1})
    assert (await ledger.read([OTHER])).version(OTHER) == 1


async def test_all_streams_of_a_category_may_be_expected_as_they_were(ledger: Ledger) -> None:
    before = whole("task", await ledger.read_category("task"))
    assert before == {"task-*": 0}
    await write(ledger, "first", (OTHER, Counted(number=1)), expected={OTHER: 0, **before})
    with pytest.raises(StaleVersion):
        await write(ledger, "second", (TASK, Counted(number=1)), expected={TASK: 0, **before})
    again = whole("task", await ledger.read_category("task"))
    await write(ledger, "third", (TASK, Counted(number=1)), expected={TASK: 0, **again})
    assert len(await ledger.tail(0, 10)) == 2


async def test_a_stream_without_an_expected_version_is_a_mistake(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="expected version"):
        await write(ledger, "x", (TASK, Counted(number=1)), expected={})


async def test_a_command_clicked_twice_is_done_once(ledger: Ledger) -> None:
    first = await count(ledger, TASK, 1)
    again = await count(ledger, TASK, 1)
    assert again == first
    assert len(await ledger.tail(0, 10)) == 1
    assert await ledger.outcome(click(f"{TASK}/1")) == first
    assert first.versions == {TASK: 1}
    assert (first.first_position, first.last_position) == (1, 1)


async def test_a_command_id_with_another_content_is_refused(ledger: Ledger) -> None:
    await write(ledger, "once", (TASK, Counted(number=1)), expected={TASK: 0})
    other = click("once", b'{"a":2}')
    with pytest.raises(CommandReused):
        await ledger.outcome(other)
    fact = NewEvent(stream=TASK, event=Counted(number=2))
    with pytest.raises(CommandReused):
        await ledger.append(other, context(), (fact,), expected={TASK: 1})
    assert len(await ledger.tail(0, 10)) == 1


async def test_the_same_id_of_another_person_is_another_command(ledger: Ledger) -> None:
    await write(ledger, "once", (TASK, Counted(number=1)), expected={TASK: 0})
    fact = NewEvent(stream=TASK, event=Counted(number=2))
    await ledger.append(
        click("once", b"{}", by="minh"), context(person("minh")), (fact,), expected={TASK: 1}
    )
    assert len(await ledger.tail(0, 10)) == 2


async def test_for_the_clock_the_id_alone_says_that_it_is_done(ledger: Ledger) -> None:
    fact = NewEvent(stream=TASK, event=Counted(number=1))
    first = await ledger.append(tick("issue"), context(SYSTEM), (fact,), expected={TASK: 0})
    again = await ledger.append(tick("issue"), context(SYSTEM), (fact,), expected={TASK: 1})
    assert again == first == await ledger.outcome(tick("issue"))
    (stored,) = await ledger.tail(0, 10)
    assert stored.actor == SYSTEM


async def test_a_decision_without_events_succeeds_and_stores_nothing(ledger: Ledger) -> None:
    outcome = await ledger.append(
        click("nothing"), context(), (), expected={TASK: 0}, rings=[TASK]
    )
    assert outcome.versions == {}
    assert await ledger.outcome(click("nothing")) is None
    assert await ledger.tail(0, 10) == []


async def test_a_text_stands_beside_its_fact_and_is_found_by_its_id(ledger: Ledger) -> None:
    said, kept = keep_text("Đã gửi 2 bản\nqua đường mật", text_id=key("text"), salt=b"s" * 32)
    painted = replace_said(said)
    await write(ledger, "say", (TASK, painted), expected={TASK: 0}, texts=[kept])
    assert await ledger.texts([key("text"), key("no such")]) == {key("text"): kept.body}
    (fact,) = (await ledger.read([TASK])).of(TASK)
    assert isinstance(fact.event, Painted)
    assert fact.event.said == said
    assert await ledger.texts([]) == {}


async def test_a_text_that_no_fact_names_is_a_mistake(ledger: Ledger) -> None:
    said, kept = keep_text("một", text_id=key("text"), salt=b"s" * 32)
    _, other = keep_text("hai", text_id=key("text"), salt=b"s" * 32)
    for texts in ([other], [kept, other]):
        with pytest.raises(ValueError, match="refers to the text"):
            await write(ledger, "say", (TASK, replace_said(said)), expected={TASK: 0}, texts=texts)
    assert await ledger.tail(0, 10) == []


async def test_a_text_id_is_never_used_again(ledger: Ledger) -> None:
    said, kept = keep_text("một", text_id=key("text"), salt=b"s" * 32)
    await write(ledger, "say", (TASK, replace_said(said)), expected={TASK: 0}, texts=[kept])
    with pytest.raises(LedgerError, match="used before"):
        await write(ledger, "again", (TASK, replace_said(said)), expected={TASK: 1}, texts=[kept])
    assert len(await ledger.tail(0, 10)) == 1


async def test_streams_that_differ_only_in_case_are_one_name(ledger: Ledger) -> None:
    await count(ledger, "task-DA2.plan.2026", 1)
    with pytest.raises(BadName, match="only in case"):
        await count(ledger, "task-da2.plan.2026", 1)
    assert (await ledger.read(["task-da2.plan.2026"])).version("task-da2.plan.2026") == 0
    twins = [(stream, Counted(number=1)) for stream in ("task-x", "task-X")]
    with pytest.raises(BadName, match="only in case"):
        await write(ledger, "twins", *twins, expected={"task-x": 0, "task-X": 0})


@pytest.mark.parametrize("stream", ["task", "task-", "work-1", "task-1\n", "task-1..2", "task-ê"])
async def test_a_stream_of_another_shape_never_enters(ledger: Ledger, stream: str) -> None:
    with pytest.raises(BadName):
        await count(ledger, stream, 1)
    with pytest.raises(BadName):
        await write(ledger, "x", (TASK, Counted(number=1)), expected={TASK: 0}, rings=[stream])
    assert await ledger.tail(0, 10) == []


async def test_a_category_holds_its_streams_and_no_neighbour(ledger: Ledger) -> None:
    for stream in ("plan-1", "plan-Z.2", "policy-main", "task-1", "calendar-2026"):
        await count(ledger, stream, 1)
    snapshot = await ledger.read_category("plan")
    assert sorted(snapshot.facts) == ["plan-1", "plan-Z.2"]


async def test_the_tail_gives_every_fact_once_in_order(ledger: Ledger) -> None:
    for number in range(1, 6):
        await count(ledger, TASK, number)
    positions, after = [], 0
    while page := await ledger.tail(after, 2):
        positions += [fact.position for fact in page]
        after = positions[-1]
    assert positions == [1, 2, 3, 4, 5]


async def test_a_class_that_is_not_registered_is_not_written(ledger: Ledger) -> None:
    class Impostor(Counted):
        pass

    with pytest.raises(Undecodable):
        await write(ledger, "x", (TASK, Impostor(number=1)), expected={TASK: 0})
    assert all(kind != Impostor.TYPE for kind, _ in UPCASTERS)


async def test_of_64_writers_on_one_version_exactly_one_wins(ledger: Ledger) -> None:
    answers = await asyncio.gather(
        *(
            write(ledger, f"w{n}", (TASK, Counted(number=n)), expected={TASK: 0})
            for n in range(WRITERS)
        ),
        return_exceptions=True,
    )
    losers = [answer for answer in answers if isinstance(answer, BaseException)]
    assert len(losers) == WRITERS - 1
    assert {type(loser) for loser in losers} == {StaleVersion}
    assert len(await ledger.tail(0, 100)) == 1


async def test_64_clicks_of_one_command_do_it_once_and_all_hear_the_same(ledger: Ledger) -> None:
    answers = await asyncio.gather(*(count(ledger, TASK, 1) for _ in range(WRITERS)))
    assert all(answer == answers[0] for answer in answers)
    assert len(await ledger.tail(0, 100)) == 1


async def test_64_writers_on_64_streams_leave_dense_positions(ledger: Ledger) -> None:
    async def work(number: int) -> None:
        for version in (1, 2, 3):
            await count(ledger, f"task-{number}", version)

    await asyncio.gather(*(work(number) for number in range(WRITERS)))
    facts = await ledger.tail(0, 1000)
    assert [fact.position for fact in facts] == list(range(1, 3 * WRITERS + 1))
    for number in range(WRITERS):
        mine = [fact.version for fact in facts if fact.stream == f"task-{number}"]
        assert mine == [1, 2, 3]


async def test_64_patient_writers_on_one_stream_all_get_their_turn(ledger: Ledger) -> None:
    async def insist(number: int) -> None:
        while True:
            version = (await ledger.read([TASK])).version(TASK)
            try:
                await write(
                    ledger, f"w{number}", (TASK, Counted(number=number)), expected={TASK: version}
                )
            except StaleVersion:
                await asyncio.sleep(0)
                continue
            return

    await asyncio.gather(*(insist(number) for number in range(WRITERS)))
    facts = (await ledger.read([TASK])).of(TASK)
    assert [fact.version for fact in facts] == list(range(1, WRITERS + 1))
    assert [fact.position for fact in facts] == list(range(1, WRITERS + 1))
    assert len({fact.command_id for fact in facts}) == WRITERS
