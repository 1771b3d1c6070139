"""The demonstration's directives: entered once, by normal commands, never in a real ledger."""

from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from infra.clocks.ward_clock import WardClock
from infra.engines.postgres.engine import PostgresEngine
from infra.errors import SettingsError
from infra.randomness import RANDOMNESS
from infra.settings import Installation
from infra.supervise.demo_commands import demo_id
from infra.supervise.demo_directives import code_of, enter_directives
from infra.supervise.demo_file import DemoStage, demo_directives
from infra.supervise.demo_lives import STEPS
from infra.supervise.first_start import DemoAccount, invent_people, load_plan, open_ward
from infra.wiring import CODEC, Ward, make_ward
from services.commands.requests import CommandRequest, Sender, TypedTexts
from services.domain.directive.events import directive_stream
from services.domain.directive.evolving import fold as fold_directive
from services.domain.directive.state import Directive
from services.domain.instants import day_of
from services.domain.streams import Category
from services.domain.task.acts.withdraw_task import WithdrawTask
from services.domain.task.births import CountGroup, assigned_task_stream
from services.domain.task.evolving import fold as fold_task
from services.domain.task.state import Ending, Stage, Task
from services.ledger.engine import make_engine
from services.ledger.memory import MemoryLedger
from tests.api.ward import run_clock
from tests.cheap_passwords import CHEAP
from tests.ledger.databases import make_database
from tests.moment import MOMENT, hanoi

pytestmark = pytest.mark.postgres
FILE = demo_directives()


@dataclass(frozen=True, slots=True, kw_only=True)
class Demonstration:
    """A demonstration with its plan and people, and a clock that the test moves."""

    ward: Ward
    accounts: Sequence[DemoAccount]
    clock: WardClock

    async def directive(self, key: str) -> Directive:
        stream = directive_stream(code_of(self.ward.ledger.ledger_id, key))
        directive = fold_directive((await self.ward.ledger.read([stream])).of(stream))
        assert directive is not None, key
        return directive

    async def tasks(self) -> list[Task]:
        known = await self.ward.ledger.read_category(Category.TASK)
        folded = (fold_task(facts) for facts in known.facts.values())
        return [task for task in folded if task is not None and task.assigned is not None]

    async def task(self, key: str, number: int) -> Task:
        stream = assigned_task_stream(code_of(self.ward.ledger.ledger_id, key), number)
        return next(task for task in await self.tasks() if task.stream == stream)

    async def size(self) -> int:
        """How many facts of people and of work the ledger has."""
        categories = (Category.DIRECTIVE, Category.TASK, Category.ATTEMPT)
        known = [await self.ward.ledger.read_category(each) for each in categories]
        return sum(len(facts) for each in known for facts in each.facts.values())


@asynccontextmanager
async def started(
    postgres: PostgresEngine, folder: Path, moment: WardClock
) -> AsyncIterator[Demonstration]:
    name = f"demo_{RANDOMNESS.new_id().hex}"
    logins = make_database(postgres.admin_dsn(), name, folder).neighbour
    engine = make_engine(logins.app, pool_size=2)
    ward = make_ward(engine, logins.ledger_id, moment, CHEAP)
    await open_ward(ward)
    accounts = await invent_people(ward, Installation(folder))
    await load_plan(ward)
    yield Demonstration(ward=ward, accounts=accounts, clock=moment)
    await engine.dispose()


@pytest.fixture
async def demonstration(postgres: PostgresEngine, tmp_path: Path) -> AsyncIterator[Demonstration]:
    """A demonstration before its directives."""
    async with started(postgres, tmp_path, WardClock(MOMENT)) as result:
        yield result


@pytest.mark.parametrize(
    "moment",
    ["2026-11-23T09:00:00", "2026-12-19T23:30:00", "2027-02-04T08:00:00", "2026-08-31T10:00:00"],
    ids=["a Monday", "a Saturday night", "before Tết", "a swapped day"],
)
async def test_every_step_of_the_file_is_taken_on_whatever_day_it_starts(
    postgres: PostgresEngine, tmp_path: Path, moment: str
) -> None:
    async with started(postgres, tmp_path, WardClock(hanoi(moment))) as demonstration:
        await enter_directives(demonstration.ward, demonstration.accounts)
        for given in FILE:
            directive = await demonstration.directive(given.key)
            assert len(directive.tasks) == sum(len(task.leads) for task in given.tasks)
            assert directive.closed is given.closed
            assert directive.secret is given.secret
            number = 0
            for task in given.tasks:
                for _ in task.leads:
                    number += 1
                    stands_at(await demonstration.task(given.key, number), task.stage)
        attempts = await demonstration.ward.ledger.read_category(Category.ATTEMPT)
        assert attempts.facts == {}, "no step was refused"


def stands_at(task: Task, stage: DemoStage) -> None:
    """The task is where its stage says."""
    finished = stage in {DemoStage.CONFIRMED, DemoStage.RECOGNISED}
    assert (task.ending is Ending.CONFIRMED) is finished
    assert (task.recognised is not None) is (stage is DemoStage.RECOGNISED)
    assert (task.extension is not None) is (stage is DemoStage.EXTENSION_ASKED)
    assert (task.suspended_at is not None) is (stage is DemoStage.SUSPENDED)
    assert task.returned is (stage is DemoStage.RETURNED)
    assert bool(task.chases) is (stage is DemoStage.CHASED)
    expected = {
        DemoStage.ISSUED: Stage.ISSUED,
        DemoStage.SUBMITTED: Stage.SUBMITTED,
        DemoStage.APPROVED: Stage.APPROVED,
    }
    if finished:
        assert task.stage is Stage.CONFIRMED
    else:
        assert task.stage is expected.get(stage, Stage.ACKNOWLEDGED)


async def test_the_demonstration_shows_every_source_stage_and_group(
    demonstration: Demonstration,
) -> None:
    await enter_directives(demonstration.ward, demonstration.accounts)
    assert len(FILE) == 8
    assert {task.stage for given in FILE for task in given.tasks} == {*DemoStage} == {*STEPS}
    groups = Counter(task.count_group for task in await demonstration.tasks())
    assert groups[CountGroup.ASSIGNED_UNDATED] == 2
    assert groups[CountGroup.ASSIGNED_DATED] > 10
    assert groups[CountGroup.ROUTINE] == 0
    meeting = await demonstration.directive("second-meeting")
    assert [each.id for each in meeting.undecided] == ["k4", "k5"]
    secret = await demonstration.directive("secret-document")
    assert (secret.summary, secret.issuer, secret.text) == (None, None, None)
    city = await demonstration.directive("city-pavements")
    assert city.superior_due_on == day_of(MOMENT) + timedelta(days=30)
    assert city.undecided == ()


async def test_the_weekly_order_is_given_by_its_clock(demonstration: Demonstration) -> None:
    await enter_directives(demonstration.ward, demonstration.accounts)
    weekly = await demonstration.directive("weekly-order")
    assert weekly.tasks == ()
    await run_clock(demonstration.ward, weekly.stream)
    (occurrence,) = (await demonstration.directive("weekly-order")).tasks
    assert occurrence.due_on == date(2026, 11, 27)


@pytest.mark.parametrize("days", [0, 1, 40])
async def test_a_later_start_does_nothing_twice(demonstration: Demonstration, days: int) -> None:
    await enter_directives(demonstration.ward, demonstration.accounts)
    before = await demonstration.size()
    demonstration.clock.at += timedelta(days=days)
    await enter_directives(demonstration.ward, demonstration.accounts)
    assert await demonstration.size() == before


async def test_a_start_that_was_cut_goes_on_and_gives_nothing_by_a_day_that_is_past(
    demonstration: Demonstration,
) -> None:
    await enter_directives(demonstration.ward, demonstration.accounts, FILE[:1])
    demonstration.clock.at += timedelta(days=11)
    await enter_directives(demonstration.ward, demonstration.accounts)
    late = await demonstration.task("closed-document", 1)
    assert late.due_on == day_of(demonstration.clock.at), "day 3 of the file was past"
    far = await demonstration.task("secret-document", 1)
    assert far.due_on == day_of(MOMENT) + timedelta(days=15), "counted from the first start"


async def test_a_directive_with_which_somebody_did_otherwise_stays_as_it_was_left(
    demonstration: Demonstration,
) -> None:
    closing = FILE[-1]
    (task,) = closing.tasks
    begun = closing.model_copy(
        update={
            "tasks": (task.model_copy(update={"stage": DemoStage.ISSUED}),),
            "closed": False,
        }
    )
    await enter_directives(demonstration.ward, demonstration.accounts, [begun])
    await withdrawn(demonstration, (await demonstration.task(closing.key, 1)).stream)
    await enter_directives(demonstration.ward, demonstration.accounts, [closing, *FILE[:2]])
    assert not (await demonstration.directive(closing.key)).closed
    assert (await demonstration.directive(FILE[1].key)).tasks, "the others are entered"


async def withdrawn(demonstration: Demonstration, stream: str) -> None:
    """Its orderer takes a task back, as on the pages."""
    ward = demonstration.ward
    who = next(each for each in demonstration.accounts if each.login == FILE[-1].orderer)
    words = TypedTexts(randomness=RANDOMNESS, limit=1000)
    command = WithdrawTask(
        stream=stream,
        reason=words.put("Không còn cần.", label="Lý do"),
        reason_code=None,
        paper=None,
    )
    request = CommandRequest(
        sender=Sender(
            person_id=who.person_id, session_id=demo_id(ward.ledger.ledger_id, "session")
        ),
        command_id=RANDOMNESS.new_id(),
        name="withdraw-task",
        sent={},
        texts=tuple(words.texts),
    )
    await ward.acts.handle(request, command)


async def test_a_real_ledger_takes_no_invented_directive(demonstration: Demonstration) -> None:
    ledger = MemoryLedger("real-11002-aaaaaaaa", CODEC, lambda: MOMENT)
    real = replace(demonstration.ward, ledger=ledger)
    with pytest.raises(SettingsError):
        await enter_directives(real, demonstration.accounts)
    assert ledger.stored == []


def test_a_misspelt_key_of_the_file_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "demo.yaml"
    file.write_text(
        "directives:\n  - {key: a, source: direct_order, orderer: chutich, due: 3}\n",
        encoding="utf-8",
    )
    with pytest.raises(ValidationError, match="due"):
        demo_directives(file)
