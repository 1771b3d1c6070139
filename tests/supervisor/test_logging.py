"""Logs name what happened and where, never what somebody typed."""

import subprocess
import sys

import pytest

# A fault whose message and whose locals hold what somebody typed.
FAULT = """
import sys
import structlog
from infra.logging import configure

configure(json_lines=sys.argv[1] == "json")

def decide(words):
    copied = "~".join(words)
    raise ValueError(f"not a number: {copied}")

try:
    try:
        decide(["Lý do", "rất riêng"])
    except ValueError as error:
        raise RuntimeError("Lý do~rất riêng") from error
except RuntimeError:
    structlog.get_logger("pages").exception("fault", stream="task-a")
"""


@pytest.mark.parametrize("written", ["json", "terminal"])
def test_a_fault_is_logged_with_its_places_and_without_anybodys_words(written: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FAULT, written],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert "riêng" not in done.stderr
    for said in ("fault", "task-a", "RuntimeError", "ValueError", "decide"):
        assert said in done.stderr
