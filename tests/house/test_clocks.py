"""No test reads the clock of this machine: a ward in a test stands at a given moment."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import ROOT

READINGS = {"datetime.now", "datetime.today", "datetime.utcnow", "date.today", "time.time"}
# Each with the reason.
ALLOWED = {
    "tests/workflows/conftest.py": "the timers of a real Temporal server begin at the real clock",
}


def readings(source: str) -> Iterator[str]:
    """Every call that asks this machine for a day or a moment; a span between two is none."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and (name := ast.unparse(node.func)) in READINGS:
            yield name


def test_no_test_reads_the_real_clock() -> None:
    collected = {
        str(path.relative_to(ROOT))
        for path in Path(ROOT, "tests").rglob("*.py")
        if any(readings(path.read_text(encoding="utf-8")))
    }
    assert collected == ALLOWED.keys()


def test_a_reading_of_the_real_clock_is_found() -> None:
    assert list(readings("day = datetime.now(UTC).date()")) == ["datetime.now"]
    assert list(readings("day = ward.clock.now(asked)")) == []
