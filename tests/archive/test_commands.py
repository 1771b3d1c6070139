"""`dondoc ledger case` takes one thing or a period, and answers wrong usage in one sentence."""

from pathlib import Path

import pytest

from tests.command_line import run_command


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([], "Hãy nêu đúng một."),
        (["--task", "51-08.report.2026-Q4", "--unit", "KTHTDT"], "Hãy nêu đúng một."),
        (["--from", "1/2/2027"], "không phải là ngày dạng năm-tháng-ngày"),
        (["--unit", "KTHTDT", "--until", "0001-01-01"], "Kiểm tra lại năm."),
    ],
)
def test_a_case_is_of_one_thing(tmp_path: Path, given: list[str], said: str) -> None:
    reported = run_command("ledger", "case", tmp_path / "x.zip", *given)
    assert reported.code != 0
    assert said in reported.out + reported.err
    assert not list(tmp_path.iterdir())
