"""The auditor part around its job: one writer of the log, and what it tells of itself."""

import asyncio
from pathlib import Path

import pytest

from infra.engines.errors import EngineError
from infra.serve.auditor import anchors_of, log_beats, only_writer, status_of, tell
from services.ledger.tlog.status import LogStatus
from tests.ledger.databases import installation_of
from tests.ledger.proving.kit import ProvedWard


def test_only_one_process_writes_a_log(tmp_path: Path) -> None:
    with (
        only_writer(tmp_path / "log"),
        pytest.raises(EngineError, match="tiến trình khác"),
        only_writer(tmp_path / "log"),
    ):
        pytest.fail("two writers")
    with only_writer(tmp_path / "log"):
        assert (tmp_path / "log" / "lock").exists()


@pytest.mark.postgres
async def test_it_tells_how_it_fares_until_it_is_ended(ward: ProvedWard) -> None:
    assert not log_beats(ward.there.log)
    async with ward.job(ward.copy) as job:
        await ward.round(job)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(tell(job), 0.01)  # it writes at once, then for ever
    assert log_beats(ward.there.log)
    reported = LogStatus.read(ward.there.log)
    assert reported is not None
    assert (reported.state, reported.signed, reported.anchors["folder"].size) == ("ok", 1, 1)
    assert reported.part_state == "ok"
    assert status_of(job).anchors == reported.anchors


@pytest.mark.postgres
def test_an_installation_without_a_folder_for_copies_has_no_anchor(ward: ProvedWard) -> None:
    assert anchors_of(ward.there, installation_of(ward.database.ward), {}) == []
