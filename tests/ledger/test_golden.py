"""What was written by any release is read by this one, and has the leaf it had then."""

import base64
import hashlib

import pytest

from services.domain.registry import EVENTS
from services.ledger import canonical, envelope
from services.ledger.codec import Codec
from services.ledger.merkle import leaf_hash
from services.ledger.salts import salted
from tests.ledger.golden_rows import GoldenRow, golden_rows, make_row, row_name
from tests.ledger.toys import CODEC, PAINTED, Counted, Painted

ROWS = list(golden_rows())
TOYS = {Counted.TYPE: CODEC, Painted.TYPE: CODEC}

# Computed without our code, in the folder `golden`, by
#   part() { sed -n 's/.*"'$1'": "\(.*\)".*/\1/p' toy-painted.1.json | base64 -d; }
#   { printf '\0'; part record; } | sha256sum      # the leaf
#   { part salt; part payload; } | sha256sum       # what the record says of its payload
BY_HAND_LEAF = "baf3810d54d2442e2f37db860150219ec65d8bd81b114a2b2a79aa1a8ae0ded6"
BY_HAND_PAYLOAD = "b7a84ec31fc8009d7fe4f97ed5c3981f3b4ff3365d14da75cb135ccd5d2d9979"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_kept_row_is_read_for_ever(row: GoldenRow) -> None:
    result = envelope.decode(row.record)
    assert row_name(result.type, result.schema) == row.name
    assert canonical.encode(canonical.decode(row.record)) == row.record
    assert envelope.encode(result) == row.record
    assert leaf_hash(row.record).hex() == row.leaf
    assert salted(row.salt, row.payload) == result.payload_sha256
    fact = TOYS.get(result.type, Codec(EVENTS)).fact(1, row.record, row.payload)
    assert result.type == fact.event.TYPE


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_today_s_schema_writes_the_kept_bytes(row: GoldenRow) -> None:
    result = envelope.decode(row.record)
    codec = TOYS.get(result.type, Codec(EVENTS))
    event = codec.decode(result.type, result.schema, row.payload)
    if result.schema == event.SCHEMA:
        assert codec.encode(event) == row.payload


def test_every_event_of_this_release_has_a_kept_row() -> None:
    kept = {row.name for row in ROWS}
    assert {row_name(kind.TYPE, kind.SCHEMA) for kind in EVENTS} <= kept, (
        "uv run python -m tests.ledger.golden_rows keeps the missing ones"
    )


def test_a_leaf_that_another_program_computed_is_ours() -> None:
    """Its row has Vietnamese letters, a decimal, a null and escapes."""
    (row,) = (row for row in ROWS if row.name == "toy-painted.1")
    for part in ("Cổng chào".encode(), b'"61.03"', b"null", b'\\"', b"\\n", b"\\t"):
        assert part in row.payload
    for part in ("Phòng Văn hoá".encode(), b"null", b'\\"'):
        assert part in row.record
    assert row.leaf == BY_HAND_LEAF
    assert BY_HAND_PAYLOAD.encode() in row.record
    assert hashlib.sha256(b"\x00" + row.record).hexdigest() == BY_HAND_LEAF
    assert make_row(CODEC, PAINTED) == row


def test_the_kept_files_are_plain_base64() -> None:
    for row in ROWS:
        assert len(row.salt) == len(base64.b64decode(base64.b64encode(row.salt))) == 32
