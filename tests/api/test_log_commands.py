"""`dondoc ledger rotate-key` and what `dondoc doctor` says of the log, as a person runs them."""

import json
from pathlib import Path

import pytest

from infra.proving.key_folder import KeyFolder
from infra.proving.log_keys import ensure_log_key
from infra.settings import Installation
from services.commands.log_keys import LogKeyCommands
from tests.api.ward import WebWard
from tests.command_line import run_command
from tests.commands.test_file_audit import installed

pytestmark = pytest.mark.postgres


async def keys(web: WebWard) -> list[str]:
    return [key.key for key in (await LogKeyCommands(web.ward.ledger).known()).keys]


async def test_a_key_is_rotated_from_the_command_line(web: WebWard, tmp_path: Path) -> None:
    installed(web, tmp_path)
    folder = KeyFolder(Installation(tmp_path).log_key)
    await ensure_log_key(web.ward.ledger, folder)
    rotated = run_command("ledger", "rotate-key", "--data", tmp_path)
    assert (rotated.code, rotated.err) == (0, "")
    known = await keys(web)
    assert len(known) == 2
    assert f"Khóa ký sổ mới: {known[-1]}" in rotated.out
    assert "Khóa trước còn ký cùng đến hết ngày" in rotated.out
    at_once = run_command("ledger", "rotate-key", "--data", tmp_path, "--overlap-days", 0)
    assert "Khóa trước thôi ký từ bây giờ và đã bị xóa khỏi máy." in at_once.out
    # The first key's overlap goes on beside the third; the second is gone.
    assert {signer.verifier.text() for signer in folder.kept().values()} == {
        known[0],
        (await keys(web))[-1],
    }


async def test_days_that_nobody_can_mean_change_nothing(web: WebWard, tmp_path: Path) -> None:
    installed(web, tmp_path)
    refused = run_command("ledger", "rotate-key", "--data", tmp_path, "--overlap-days", 1000)
    assert refused.code == 1
    assert "từ 0 đến 366 ngày theo lịch" in refused.err
    assert await keys(web) == []


async def test_the_doctor_names_what_keeps_the_log_from_being_proven(
    web: WebWard, tmp_path: Path
) -> None:
    installed(web, tmp_path)
    (tmp_path / "anchor").mkdir()
    missing = json.loads(run_command("doctor", "--data", tmp_path, "--json").out)["log_problems"]
    assert "Không có thư mục khóa ký sổ" in missing
    await ensure_log_key(web.ward.ledger, KeyFolder(Installation(tmp_path).log_key))
    assert "log_problems: không có" in run_command("doctor", "--data", tmp_path).out
