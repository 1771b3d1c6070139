"""The past of a demonstration is in its ledger whole or not at all, wherever a start is cut."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import psycopg
import pytest

from infra.clocks.ward_clock import WardClock
from infra.engines.postgres.engine import PostgresEngine
from infra.engines.temporal.connection import TemporalConnection
from infra.migrations.migrate import Kind, Logins, migrate
from infra.migrations.state_rows import renew_rows
from infra.settings import Installation, InstallationFile
from infra.shipped import WARD_CODE, WARD_NAME
from infra.simulation.loading import NotEmpty, load
from infra.simulation.past import past
from infra.simulation.ward import SimulatedWard
from infra.stores.files import DirectoryFileStore
from infra.supervise.demo_directives import enter_directives
from infra.supervise.demo_past import enter_past
from infra.supervise.demo_programme import enter_programmes
from infra.supervise.first_start import invent_people, is_shipped_plan_active, open_ward
from infra.verify.ledger_check import verify_ledger
from infra.wiring import make_ward
from services.ledger.engine import make_engine
from services.ledger.source import StoredText
from tests.cheap_passwords import CHEAP
from tests.ledger.databases import LedgerDatabase, make_database, plain
from tests.moment import MOMENT, today

pytestmark = pytest.mark.postgres
A_WHILE = timedelta(days=25)
BUILD = "0+unknown"


class CutOff(Exception):
    """The machine goes down."""


@dataclass(frozen=True, slots=True)
class EmptyDemonstration:
    """A demonstration before its first fact."""

    database: LedgerDatabase
    installation: Installation
    logins: Logins

    @property
    def settings(self) -> InstallationFile:
        """What its parts would be told."""
        return InstallationFile(
            ledger_id=self.logins.ledger_id,
            ward_name=WARD_NAME,
            app=self.logins.app,
            relay=self.logins.relay,
            auditor=self.logins.auditor,
            temporal=TemporalConnection(address="127.0.0.1:1"),
            web_port=1,
        )

    async def short_past(self) -> SimulatedWard:
        """Some weeks of it."""
        begins = today() - A_WHILE
        return (await past(self.logins.ledger_id, begins, MOMENT, build=BUILD)).ward

    async def begin(self, said: list[str]) -> bool:
        """What a start does for a past."""
        return await enter_past(
            self.database.migrator,
            self.installation,
            self.settings,
            said.append,
            WardClock(MOMENT),
        )

    @contextmanager
    def migrator(self) -> Iterator[psycopg.Connection]:
        """The login of a start, which is no superuser."""
        with psycopg.connect(self.database.migrator, autocommit=True) as connection:
            yield connection

    def count(self, table: str) -> int:
        """The rows of this ledger in a table."""
        with self.database.superuser() as owner:
            statement = f"SELECT count(*) FROM {table} WHERE ledger_id = %s"  # noqa: S608
            row = owner.execute(statement, [self.logins.ledger_id]).fetchone()
        assert row is not None
        return int(row[0])


@pytest.fixture
def empty(postgres: PostgresEngine, tmp_path: Path) -> EmptyDemonstration:
    """One with a database of its own."""
    name = f"past_{tmp_path.name[-24:].replace('-', '_')}"
    database = make_database(postgres.admin_dsn(), name, tmp_path)
    data = tmp_path / "demo"
    logins = migrate(database.migrator, data, kind=Kind.DEMO, ward=WARD_CODE)
    return EmptyDemonstration(database, Installation(data), logins)


async def test_a_load_that_is_cut_off_leaves_nothing_and_the_next_one_is_whole(
    empty: EmptyDemonstration,
) -> None:
    ward = await empty.short_past()
    texts = ward.ledger.stored_texts

    class HalfRead(dict[UUID, StoredText]):
        """Its rows end in the middle: events and payloads are written by then."""

        def items(self):  # type: ignore[no-untyped-def]  # noqa: ANN202
            """As far as it got."""
            yield next(iter(texts.items()))
            raise CutOff

    ward.ledger.stored_texts = HalfRead(texts)
    with empty.migrator() as connection, pytest.raises(CutOff):
        load(connection, ward, wakes=True)
    tables = ("events", "payloads", "texts", "commands", "agendas", "outbox")
    assert {table: empty.count(table) for table in tables} == dict.fromkeys(tables, 0)
    ward.ledger.stored_texts = texts
    with empty.migrator() as connection:
        load(connection, ward, wakes=True)
    assert empty.count("events") == len(ward.ledger.stored)
    assert empty.count("outbox") == len(ward.agendas.noted), "each open clock is woken once"


async def test_a_start_that_is_cut_off_behind_the_load_makes_the_rows_of_the_pages_later(
    empty: EmptyDemonstration,
) -> None:
    await renew_rows(empty.logins.app, empty.logins.ledger_id, lambda _: None)
    ward = await empty.short_past()
    with empty.migrator() as connection:
        load(connection, ward)
    assert empty.count("tasks") == 0
    await renew_rows(empty.logins.app, empty.logins.ledger_id, lambda _: None)
    assert empty.count("tasks") == len(ward.tasks)
    assert await empty.begin([]) is False, "there is a past already"
    with empty.migrator() as connection, pytest.raises(NotEmpty):
        load(connection, ward)


async def test_a_demonstration_with_a_past_is_sound_and_its_people_are_those_who_acted(
    empty: EmptyDemonstration,
) -> None:
    said: list[str] = []

    def cut(line: str) -> None:
        said.append(line)
        if len(said) == 3:
            raise CutOff

    with pytest.raises(CutOff):
        await enter_past(
            empty.database.migrator, empty.installation, empty.settings, cut, WardClock(MOMENT)
        )
    assert empty.count("events") == 0
    said.clear()
    assert await empty.begin(said) is True
    assert said[0].startswith("Đang dựng việc giả của bản trình diễn (23/12/2025 – 23/11/2026)")
    before = empty.count("events")
    engine = make_engine(empty.logins.app)
    ward = make_ward(engine, empty.logins.ledger_id, WardClock(MOMENT), CHEAP)
    await open_ward(ward)
    accounts = await invent_people(ward, empty.installation)
    assert await is_shipped_plan_active(ward)
    acted = "SELECT DISTINCT person_id FROM events WHERE type = 'report-submitted'"
    with psycopg.connect(plain(empty.logins.app)) as connection:
        authors = {row[0] for row in connection.execute(acted).fetchall()}
    assert len(authors) == 8
    assert authors < {account.person_id for account in accounts}
    assert empty.count("events") == before + len(accounts), "only a password for each was set"
    programmes = empty.count("programmes")
    await enter_directives(ward, accounts)
    await enter_programmes(ward, accounts)
    assert empty.count("programmes") == programmes
    await engine.dispose()
    report, sentence, sound = await verify_ledger(empty.settings, empty.installation.files)
    assert sound, sentence
    kept = await DirectoryFileStore(empty.installation.files).stored()
    files = report["files"]
    assert (files["checked"], files["strays"], files["problems"]) == (len(kept), 0, [])
    assert len(kept) > 100
