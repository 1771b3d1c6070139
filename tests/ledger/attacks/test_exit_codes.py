"""The exit code says which kind of wrong was met first; the table of them is told everywhere."""

from pathlib import Path

import infra
from infra.verify.exit_codes import Wrong, first_of
from tests.command_line import run_command

DOCS = Path(infra.__file__).parent / "docs" / "verify.md"


def test_each_kind_has_a_code_of_its_own() -> None:
    codes = [each.code for each in Wrong]
    assert codes == list(range(10, 10 + len(codes))), "0, 1 and 2 mean something else"


def test_of_several_the_first_decides() -> None:
    assert first_of([]) is None
    assert first_of([Wrong.GUARDS, Wrong.FORKED, Wrong.ROWS]) is Wrong.FORKED


def test_the_table_stands_in_help_and_docs() -> None:
    said = " ".join(run_command("ledger", "verify", "--help").out.split())
    docs = DOCS.read_text(encoding="utf-8")
    for each in Wrong:
        assert f"{each.code}: {each.meaning}" in said
        assert f"| {each.code} | `{each.key}` |" in docs
