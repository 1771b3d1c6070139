"""What is typed wrongly at the command line is answered in Vietnamese, whatever the command."""

from pathlib import Path

import pytest

from tests.command_line import run_command

_ENGLISH = ("Usage", "Error", "not one of", "No such", "Missing", "argument", "Invalid")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("plan check k.txt --tracked x",
         "--tracked: không có giá trị “x”. Chọn một trong: accepted, rejected."),
        ("plan check", "Thiếu FILE."),
        ("plan chek", "Không có lệnh “chek”."),
        ("kiemtra", "Không có lệnh “kiemtra”."),
        ("plan check k.txt --trackd x", "Không có tùy chọn --trackd (có phải --tracked?)."),
        ("plan check k.txt --tracked", "Tùy chọn --tracked cần một giá trị."),
        ("plan check k.txt b c", "Thừa “b c”."),
        ("plan check k.txt --active-from 1/12/2026",
         "--active-from: “1/12/2026” không phải là ngày dạng năm-tháng-ngày"),
        ("plan load k.yaml --active-from x", "--active-from: “x” không phải là ngày"),
        ("up --port abc", "--port: phải là một số nguyên"),
        ("ledger verify --json=3", "Tùy chọn --json không nhận giá trị."),
        ("witness --port x", "--port: phải là một số nguyên"),
        ("witness --log-key", "Tùy chọn --log-key cần một giá trị."),
        ("doctor x", "Thừa “x”."),
    ],
)  # fmt: skip
def test_wrong_usage_is_answered_in_one_sentence(typed: str, said: str) -> None:
    reported = run_command(*typed.split())
    assert reported.code == 2
    assert reported.err.startswith(said)
    assert "Xem cách dùng: dondoc" in reported.err
    assert not [word for word in _ENGLISH if word in reported.err]
    assert reported.out == ""


def test_a_command_keeps_its_own_exit_code_and_a_group_alone_shows_its_help(
    tmp_path: Path,
) -> None:
    assert run_command("plan", "check", tmp_path / "none.txt").code == 1
    assert run_command("plan", "check", "--help").code == 0
    alone = run_command("plan")
    assert alone.code == 2
    assert "Kế hoạch của phường." in alone.out + alone.err
