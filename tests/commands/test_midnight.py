"""The same rules half a minute before a year and before a quarter ends, while midnight passes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Every test here stands on the ledger in memory and reads its clock many times.
IN_MEMORY = (
    "tests/commands/test_accounts.py",
    "tests/commands/test_chases.py",
    "tests/commands/test_directory.py",
    "tests/commands/test_endings.py",
    "tests/commands/test_files.py",
    "tests/commands/test_office_contract.py",
    "tests/commands/test_readings.py",
    "tests/commands/test_units.py",
    "tests/queries/test_task_page.py",
)


@pytest.mark.parametrize(
    ("moment", "seconds"), [("2026-12-31T23:59:30", 1), ("2026-12-14T23:59:30", 4)]
)
def test_the_rules_hold_while_midnight_passes(moment: str, seconds: int) -> None:
    reported = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-m", "not postgres", *IN_MEMORY],
        cwd=ROOT,
        env={
            **os.environ,
            "DONDOC_TEST_MOMENT": moment,
            "DONDOC_TEST_TICK": str(seconds),
            "PYTEST_ADDOPTS": "",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert reported.returncode == 0, reported.stdout[-4000:]
    assert " passed" in reported.stdout
