"""A verification that reads on compares what stands beside all facts, also of earlier ones."""

from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from infra.stores.files import DirectoryFileStore
from infra.verify.asked import Examined
from infra.verify.exit_codes import Wrong
from infra.verify.ledger_check import Findings, examine
from infra.verify.remembered import FILE
from services.commands.file_audit import ROUNDS, FilesReport, NamedFile, check_files
from tests.api.fixtures import filled, web
from tests.api.ward import WebWard
from tests.commands.test_file_audit import attached
from tests.ledger.databases import installation_of, plain
from tests.projections.lives import act, report

__all__ = ["filled", "web"]


@dataclass(frozen=True, slots=True)
class Reading:
    """Verifications of one ward that read on, one after the other."""

    web: WebWard
    folder: Path

    async def on(self) -> Findings:
        asked = Examined(files=self.folder / "files", state=self.folder / FILE)
        return await examine(installation_of(self.web.logins), asked)

    def by_the_application(self, statement: bytes, *values: object) -> None:
        with psycopg.connect(plain(self.web.logins.app)) as connection:
            connection.execute(statement, values)


@pytest.fixture
async def reading(web: WebWard, tmp_path: Path) -> Reading:
    """All was read once and found sound."""
    await attached(web, tmp_path / "files", web.task("51-08"), b"mot")
    first = Reading(web, tmp_path)
    result = await first.on()
    assert (result.wrong, result.report["start"]) == (None, 0), result.sentence
    return first


@pytest.mark.postgres
async def test_rows_of_earlier_facts_are_compared_and_nothing_is_named_for_nothing(
    reading: Reading,
) -> None:
    web = reading.web
    await act(web, "chuyenvien", report(web.task("51-08"), 0))
    second = await reading.on()
    assert second.wrong is None, second.sentence
    assert second.report["start"] > 0
    assert "Đã xem lại 1/1 tệp cũ" in second.sentence
    change = b"UPDATE tasks SET due_on = '2031-06-30' WHERE stream = %s"
    reading.by_the_application(change, web.task("54-02"))
    third = await reading.on()
    assert third.wrongs == {Wrong.ROWS}
    assert "Bảng tasks khác sổ ở 1 dòng:" in third.sentence
    assert "mục 54-02: hạn 30/06/2031, theo sổ" in third.sentence


@pytest.mark.postgres
async def test_a_row_that_is_gone_and_one_that_nothing_made_are_found(reading: Reading) -> None:
    gone = reading.web.task("54-02")
    reading.by_the_application(b"DELETE FROM tasks WHERE stream = %s", gone)
    reading.by_the_application(
        b"INSERT INTO units SELECT (u).* FROM"
        b' (SELECT jsonb_populate_record(u, \'{"stream": "directory-unit.LA"}\') AS u'
        b" FROM units u LIMIT 1) AS made"
    )
    result = await reading.on()
    assert result.wrongs == {Wrong.ROWS}
    assert "mục 54-02: thiếu dòng này" in result.sentence
    assert "một dòng về đơn vị: dòng này không có trong sổ" in result.sentence


@pytest.mark.postgres
async def test_a_password_of_before_is_compared(reading: Reading) -> None:
    who = await reading.web.person_id("quantri")
    reading.by_the_application(
        b"UPDATE credentials SET password_hash = 'ke-gian' WHERE person_id = %s", who
    )
    result = await reading.on()
    assert result.wrongs == {Wrong.SECRETS}
    assert "không phải mật khẩu đã đặt trong sổ." in result.sentence


@pytest.mark.postgres
async def test_an_earlier_file_that_was_written_anew_is_read_at_once(reading: Reading) -> None:
    [kept] = [each for each in (reading.folder / "files").rglob("*") if each.is_file()]
    kept.chmod(0o600)
    kept.write_bytes(b"hai")
    result = await reading.on()
    assert result.wrongs == {Wrong.EVIDENCE}
    assert f"tệp {kept.name} đã bị thay đổi" in result.sentence


async def test_within_its_rounds_each_earlier_file_is_read_again(tmp_path: Path) -> None:
    store = DirectoryFileStore(tmp_path)
    named = [
        NamedFile(position=number, stream="task-1", sha256=await store.put(b"%d" % number))
        for number in range(1, 26)
    ]
    seen: FilesReport = await check_files(named, store)
    assert (seen.files, seen.older, seen.again) == (25, 0, 0)
    for run in range(2, 2 + ROUNDS):
        seen = await check_files([], store, seen.seen, run)
        assert (seen.files, seen.older, seen.again, seen.problems) == (25, 25, 3, ())
    assert min(each.read_in for each in seen.seen) > 1
