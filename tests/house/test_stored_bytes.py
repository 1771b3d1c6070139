"""Stored bytes are read through codec and upcasters: the database never opens one of them."""

import re

import pytest

from tests.house.tree import ROOT

# bytea becomes JSON, or text, only on these ways; `state` and `outcome` are jsonb by themselves.
OPENED = re.compile(r"\bconvert_from\b|\bencode\(\s*\w*\.?(record|payload)\b", re.IGNORECASE)
PLACES = ("services", "infra", "activities", "api")
FILES = sorted(
    path
    for place in PLACES
    for path in (ROOT / place).rglob("*")
    if path.suffix in {".py", ".sql"}
)


def test_no_statement_opens_a_record_or_a_payload() -> None:
    collected = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in FILES
        for line in path.read_text(encoding="utf-8").splitlines()
        if OPENED.search(line)
    ]
    assert collected == []


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT convert_from(p.payload, 'UTF8')::jsonb ->> 'target'",
        "func.convert_from(events.c.record, 'UTF8')",
        "encode(e.record, 'escape')::jsonb",
    ],
)
def test_a_statement_that_opens_one_is_recognised(statement: str) -> None:
    assert OPENED.search(statement)
