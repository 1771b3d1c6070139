"""`dondoc ledger verify` says of a ledger that says nothing why; and which table is gone."""

from pathlib import Path

import psycopg
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from infra.settings import InstallationFile
from infra.stores.files import DirectoryFileStore
from infra.verify import guard_words
from infra.verify.ledger_check import missing_table, verify_ledger
from services.ledger.postgres import PostgresLedger
from tests.ledger.databases import LedgerDatabase, installation_of
from tests.ledger.toys import CODEC, count

pytestmark = pytest.mark.postgres


@pytest.fixture
def installed(database: LedgerDatabase) -> InstallationFile:
    """An installation whose ledger has no fact yet."""
    return installation_of(database.ward)


async def test_a_ledger_that_nobody_opened_is_not_sound(
    installed: InstallationFile, tmp_path: Path
) -> None:
    report, said, sound = await verify_ledger(installed, tmp_path / "files")
    assert said.startswith(guard_words.NEVER_OPENED)
    assert (sound, report["ok"], report["opened"]) == (False, False, False)


async def test_files_without_a_single_fact_say_that_there_was_a_ledger(
    installed: InstallationFile, tmp_path: Path
) -> None:
    await DirectoryFileStore(tmp_path).put(b"minh chung")
    _, said, sound = await verify_ledger(installed, tmp_path)
    assert said.startswith(guard_words.EMPTIED)
    assert not sound
    _, said, _ = await verify_ledger(installed, None)
    assert said.startswith(guard_words.NEVER_OPENED)


async def test_a_ledger_whose_first_fact_opens_nothing_is_not_sound(
    installed: InstallationFile, app: AsyncEngine
) -> None:
    await count(PostgresLedger(app, installed.ledger_id, CODEC), "task-1", 1)
    report, said, sound = await verify_ledger(installed, None)
    assert said.startswith(guard_words.NOT_OPENED_FIRST)
    assert (sound, report["opened"], report["problems"]) == (False, False, [])


async def test_a_root_that_was_kept_is_held_against_the_ledger(
    installed: InstallationFile, app: AsyncEngine
) -> None:
    ledger = PostgresLedger(app, installed.ledger_id, CODEC)
    await count(ledger, "task-1", 1)
    first, _, _ = await verify_ledger(installed, None)
    await count(ledger, "task-1", 2)
    kept = {1: bytes.fromhex(first["root"])}
    _, said, _ = await verify_ledger(installed, None, kept)
    assert "Khớp với mã gốc đã giữ bên ngoài của 1 sự kiện." in said
    report, said, sound = await verify_ledger(installed, None, {2: kept[1], 3: kept[1]})
    assert {problem["code"] for problem in report["problems"]} == {
        "root-differs",
        "ledger-shorter",
    }
    assert "nay mã gốc của 2 sự kiện đầu là" in said
    assert "nay sổ chỉ còn 2 sự kiện." in said
    assert not sound


def test_a_table_that_the_server_does_not_name_is_one_of_the_ledger() -> None:
    table = missing_table(psycopg.errors.UndefinedTable("bảng không có"))
    assert table == ""
    assert guard_words.of_missing_table(table).startswith("Một bảng của sổ không còn trong")
    assert guard_words.of_missing_table("texts").startswith("Bảng texts của sổ không còn trong")
