"""The log behind the ledger: what was acknowledged can be proven, whatever happens in between."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import psycopg
import pytest
from psycopg import sql

from infra.proving.faults import Stopped
from services.ledger.tlog.errors import NotProven
from services.ledger.tlog.proof_files import ConsistencyFile, InclusionFile
from tests.ledger.databases import LedgerDatabase
from tests.ledger.proving.kit import ProvedWard

pytestmark = pytest.mark.postgres


async def test_every_acknowledged_fact_is_proven_by_a_small_file(ward: ProvedWard) -> None:
    await ward.add(299)
    job = await ward.signed_anew()
    assert (job.state, job.built, job.signed_size) == (Stopped.OK, 300, 300)
    keys, leaves = await ward.verifiers(), ward.leaves()
    for position in (1, 2, 255, 256, 257, 300):
        written = ward.folder.inclusion(position).write()
        InclusionFile.read(written).verify(leaves[position - 1], ward.origin, keys)
    with pytest.raises(NotProven):
        ward.folder.inclusion(301)


async def test_a_later_checkpoint_is_proven_to_continue_an_earlier_one(ward: ProvedWard) -> None:
    await ward.add(99)
    await ward.signed_anew()
    await ward.add(500)
    await ward.signed_anew()
    assert ward.kept_sizes() == [100, 600]
    written = ward.folder.consistency(100, 600).write()
    earlier, later = ConsistencyFile.read(written).verify(ward.origin, await ward.verifiers())
    assert (earlier.checkpoint.size, later.checkpoint.size) == (100, 600)
    await ward.demand_all_consistent()


async def test_it_signs_at_most_once_a_second_while_facts_come(ward: ProvedWard) -> None:
    async with ward.job() as job:
        await ward.round(job)
        await ward.add(1)
        ward.clocks.seconds += 0.9
        await job.once()
        assert (job.built, job.signed_size) == (2, 1)
        ward.clocks.seconds += 0.1
        await job.once()
        assert job.signed_size == 2


async def test_it_signs_once_a_day_when_no_facts_come(ward: ProvedWard) -> None:
    async with ward.job(ward.copy) as job:
        await ward.round(job)
        first = ward.folder.signed_at()
        assert first is not None
        ward.clocks.now = type(ward.clocks.now).fromtimestamp(first, ward.clocks.now.tzinfo)
        await ward.round(job)
        assert ward.folder.signed_at() == first
        ward.clocks.now += timedelta(days=1)
        await ward.round(job)
        again = ward.folder.signed_at()
        assert again is not None
        assert again > first
    assert ward.kept_sizes() == [1]


async def test_nothing_is_lost_of_ten_thousand_facts_that_come_while_it_builds(
    ward: ProvedWard,
) -> None:
    async def people() -> None:
        for _ in range(100):
            await ward.add(100)

    async with ward.job() as job:
        working = asyncio.create_task(people())
        while not working.done():
            await ward.round(job)
        await working
        await ward.round(job)
    assert job.state is Stopped.OK
    opened = await ward.opened()
    assert (opened.checkpoint.size, opened.checkpoint.root) == (10_001, ward.root(10_001))
    assert len(ward.kept_sizes()) > 2
    tree = ward.folder.tree(10_001)
    assert [tree.leaf(index) for index in range(10_001)] == ward.leaves()


async def test_more_facts_than_fit_into_one_reading_are_built_in_order(
    ward: ProvedWard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("infra.proving.log_job.BATCH", 256)
    await ward.add(1000)
    job = await ward.signed_anew()
    assert job.signed_size == 1001
    await ward.demand_all_consistent()


@contextmanager
def database_away(database: LedgerDatabase) -> Iterator[None]:
    name = sql.Identifier(database.name)
    with psycopg.connect(
        database.admin.rpartition("/")[0] + "/postgres", autocommit=True
    ) as admin:
        admin.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(name))
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = %s AND pid <> pg_backend_pid()",
            [database.name],
        )
        try:
            yield
        finally:
            admin.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS true").format(name))


async def test_a_database_that_is_away_is_said_and_waited_for(
    ward: ProvedWard, app: object
) -> None:
    async with ward.job() as job:
        await ward.round(job)
        with database_away(ward.database):
            await job.once()
            assert job.state is Stopped.DATABASE_AWAY
        await ward.round(job)
        assert (job.state, job.signed_size) == (Stopped.OK, 1)


async def test_the_auditor_s_login_can_write_nothing(ward: ProvedWard) -> None:
    login = ward.database.ward.auditor.set(drivername="postgresql")
    with (
        psycopg.connect(login.render_as_string(hide_password=False)) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(
            "INSERT INTO part_health (ledger_id, part, status) VALUES ('a','b','c')"
        )
