"""The search on a year of the ward's data, beside a plain read by primary key in the same run.

Rounds go A-B-B-A, as for the append: the ratio does not depend on how fast the machine is.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from api.log import labels as log_phrases
from infra import shipped
from infra.engines.postgres.engine import PostgresEngine
from infra.migrations.migrate import Kind, Logins, migrate
from infra.settings import Installation
from infra.supervise import first_start
from infra.wiring import Ward, make_ward
from services.domain.assignment.events import assignment_stream
from services.domain.instants import day_of
from services.domain.plan.draft import expand
from services.domain.roles import Holder, Office, OfficeHeld
from services.ledger.engine import make_engine
from services.planyaml.yaml_plan import read_plan
from services.projections.tables import tasks
from services.queries.find import find
from services.queries.log_rights import Reader
from services.queries.reading import reading

YEAR: Final = timedelta(days=365)
WANTED_MS: Final = 150.0  # what a search may take, in the middle
ROUNDS: Final = 40  # questions of one kind in each round
# Found by a word, by two in another order, by a unit, near, and not at all.
WORDS: Final = ("dat dai", "cong dau tu", "van hoa", "doanh nghiepp", "xyz xyz")
Ask = Callable[[int], Awaitable[object]]
Figures = dict[str, float]


def measure_search(folder: Path) -> Figures:
    """Milliseconds of a search and of a read by key, their ratio, and how many tasks there are."""
    folder.mkdir(parents=True)
    engine = PostgresEngine(folder)
    engine.run()
    try:
        engine.ensure_database("search")
        url = engine.admin_dsn("search")
        logins = migrate(url, folder / "ward", kind=Kind.DEMO, ward=shipped.WARD_CODE)
        return asyncio.run(_measured(logins, folder))
    finally:
        engine.stop()


def search_lines(figures: Figures) -> list[str]:
    """The figures as a person reads them."""
    return [
        (
            f"search   {figures['search_ms']:.1f} ms median, {figures['search_p95_ms']:.1f} ms at "
            f"95 %, in {figures['tasks']:.0f} tasks, beside a read by key "
            f"{figures['by_key_ms']:.2f} ms = {figures['ratio']:.0f} times "
            f"(wanted: below {figures['wanted_ms']:.0f} ms)"
        )
    ]


async def _measured(logins: Logins, folder: Path) -> Figures:
    engine = make_engine(logins.app)
    try:
        ward = make_ward(engine, logins.ledger_id)
        day = await _live_a_year(ward, folder)
        streams = await _streams(engine, logins.ledger_id)
        search = _searching(engine, ward, day)
        by_key = _reading_by_key(engine, logins.ledger_id, streams)
        await _round(search)
        await _round(by_key)
        rounds = [await _round(ask) for ask in (by_key, search, search, by_key)]
    finally:
        await engine.dispose()
    keys, searches = [*rounds[0], *rounds[3]], sorted([*rounds[1], *rounds[2]])
    return {
        "tasks": len(streams),
        "search_ms": median(searches),
        "search_p95_ms": searches[len(searches) * 95 // 100],
        "by_key_ms": median(keys),
        "ratio": median(searches) / median(keys),
        "wanted_ms": WANTED_MS,
    }


async def _live_a_year(ward: Ward, folder: Path) -> date:
    """The ward's plan with a year of periods behind it; the day on which it is looked at."""
    await first_start.open_ward(ward)
    today = day_of((await ward.ledger.read([])).read_at)
    await first_start.load_plan(ward, backfill_from=today - YEAR)
    await first_start.invent_people(ward, Installation(folder))
    source = (shipped.PLANS / shipped.PLAN).read_text(encoding="utf-8")
    for item in expand(read_plan(source, shipped.PLAN)):
        if item.lead is not None:
            await _issue(ward, assignment_stream(item.code))
    return today


async def _issue(ward: Ward, stream: str) -> None:
    """What an item's workflow does: plan, run what is due, plan again."""
    now = (await ward.ledger.read([])).read_at
    while due := (await ward.due_actions.plan_next(stream, now)).agenda.due:
        for each in due:
            await ward.due_actions.run_action(stream, each.id, now)


async def _streams(engine: AsyncEngine, ledger_id: str) -> Sequence[str]:
    async with reading(engine) as connection:
        rows = await connection.execute(
            select(tasks.c.stream).where(tasks.c.ledger_id == ledger_id).order_by(tasks.c.stream)
        )
        return rows.scalars().all()


def _searching(engine: AsyncEngine, ward: Ward, day: date) -> Ask:
    """As the chief of the Office asks, who sees everything."""
    held = OfficeHeld(office=Office.CHIEF_OF_OFFICE, unit="VP", from_on=day)
    chief = Holder(person_id=UUID(int=0), offices=(held,))
    reader = Reader(ward.ledger.ledger_id, chief, shipped.ward_policy())

    async def ask(number: int) -> object:
        async with reading(engine) as connection:
            wanted = WORDS[number % len(WORDS)]
            return await find(
                connection, ward.ledger, reader, wanted, today=day, naming=log_phrases.HIT_NAMES
            )

    return ask


def _reading_by_key(engine: AsyncEngine, ledger_id: str, streams: Sequence[str]) -> Ask:
    async def ask(number: int) -> object:
        async with reading(engine) as connection:
            row = select(tasks).where(
                tasks.c.ledger_id == ledger_id, tasks.c.stream == streams[number % len(streams)]
            )
            return (await connection.execute(row)).one()

    return ask


async def _round(ask: Ask) -> list[float]:
    """Milliseconds of each question."""
    took = []
    for number in range(ROUNDS):
        begun = time.perf_counter()
        await ask(number)
        took.append(1000 * (time.perf_counter() - begun))
    return took
