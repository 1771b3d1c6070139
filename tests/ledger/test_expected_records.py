"""A row judged by one comparison is judged as it would be piece by piece, whatever was changed."""

from dataclasses import fields, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.facts import NewEvent
from services.ledger.expected_records import ExpectedRecords
from services.ledger.merkle import leaf_hash
from services.ledger.row_check import LedgerCheck, LedgerProblem
from services.ledger.rows import StoredRow, Writer
from services.ledger.salts import salted
from tests.ledger.toys import CODEC, PAINTED, WHEN, Counted, click, context, key, person

LEDGER = "real-11002-k3m7q2xa"
STREAMS = ("task-1", "task-2")
PEOPLE = ("lan", "minh")
FACTS = 16


def written() -> list[StoredRow]:
    """Facts of two people in two streams, each by an act that nothing else caused."""
    made: list[StoredRow] = []
    writer = Writer(ledger_id=LEDGER, codec=CODEC, build="1.0+unknown", salt=lambda: b"s" * 32)
    for number in range(FACTS):
        stream, who = STREAMS[number // 2 % 2], PEOPLE[number % 2]
        event = PAINTED if number % 5 == 4 else Counted(number=number)
        command = click(f"act {number}", by=who)
        at = WHEN + timedelta(seconds=number)
        said = replace(context(person(who), at), correlation_id=command.command_id, causation=None)
        if number % 3 == 2:
            said = replace(said, occurred_at=at - timedelta(days=1))
        version = sum(each.stream == stream for each in made)
        new = (NewEvent(stream=stream, event=event),)
        (row,) = writer.rows(command, said, new, {stream: version})
        made.append(
            StoredRow(
                LEDGER, number + 1, row.stream, row.version, row.type, row.schema, row.record,
                row.leaf, said.occurred_at, said.recorded_at, command.actor_key,
                said.actor.person_id, command.command_id, row.subject, said.actor.unit,
                row.setting_up, row.salt, row.payload,
            )
        )  # fmt: skip
    return made


ROWS = written()
WRONG: dict[type, Any] = {
    int: 0,
    str: "task-1",
    bytes: b"\x00",
    bool: True,
    UUID: key("another"),
    type(None): "VHXH",
    type(WHEN): WHEN - timedelta(days=9),
}


def judged(rows: list[StoredRow], *, by_pieces: bool) -> tuple[list[LedgerProblem], str, int]:
    check = LedgerCheck(LEDGER, {})
    for row in rows:
        if by_pieces:
            check.expected = ExpectedRecords()
        check.row(row)
    return check.problems, check.tree.root().hex(), len(check.wanted)


def hits(rows: list[StoredRow]) -> int:
    """How many of them one comparison is enough for."""
    check, equal = LedgerCheck(LEDGER, {}), 0
    for row in rows:
        equal += check.expected.has(row, salted(row.salt or b"", row.payload or b""))
        check.row(row)
    return equal


def test_most_rows_of_a_sound_ledger_are_judged_by_one_comparison() -> None:
    assert judged(ROWS, by_pieces=False) == judged(ROWS, by_pieces=True)
    assert judged(ROWS, by_pieces=False)[0] == []
    kinds = len({(row.actor_key, row.type) for row in ROWS})
    assert hits(ROWS) == len(ROWS) - kinds


@st.composite
def changed_rows(draw: st.DrawFn) -> list[StoredRow]:
    """The rows after somebody who owns the database changed one or two of them."""
    rows = list(ROWS)
    for _ in range(draw(st.integers(1, 2))):
        at = draw(st.integers(0, FACTS - 1))
        row = rows[at]
        how = draw(st.sampled_from(("column", "byte", "bytes of another", "row of another")))
        if how == "column":
            name = draw(st.sampled_from([field.name for field in fields(StoredRow)]))
            rows[at] = replace(row, **{name: WRONG[type(getattr(row, name))]})
        elif how == "row of another":
            rows[at] = replace(rows[draw(st.integers(0, FACTS - 1))], position=row.position)
        else:
            record = bytearray(row.record)
            if how == "byte":
                record[draw(st.integers(0, len(record) - 1))] = draw(st.integers(32, 126))
            else:
                record = bytearray(rows[draw(st.integers(0, FACTS - 1))].record)
            leaf = leaf_hash(bytes(record))
            rows[at] = replace(row, record=bytes(record), leaf=leaf)
    return rows


@given(changed_rows())
def test_what_was_changed_is_named_as_it_would_be_piece_by_piece(rows: list[StoredRow]) -> None:
    assert judged(rows, by_pieces=False) == judged(rows, by_pieces=True)


@pytest.mark.parametrize(
    ("field", "said"),
    [("causation", b"null"), ("correlation_id", b'"%b"' % str(ROWS[0].command_id).encode())],
)
def test_a_record_that_has_a_cause_is_read_piece_by_piece(field: str, said: bytes) -> None:
    name = f'"{field}":'.encode()
    record = ROWS[0].record.replace(name + said, name + b'"task-1@1"')
    row = replace(ROWS[0], record=record)
    known = ExpectedRecords()
    known.learn(row)
    assert not known.has(row, salted(row.salt or b"", row.payload or b""))
    known.learn(ROWS[0])
    assert known.has(ROWS[0], salted(row.salt or b"", row.payload or b""))
