"""Golden rows: what the ledger holds for each event name and schema, kept for ever.

A row is never changed once a release has written such an event; a new schema gets a new row. To
keep rows of new events: `uv run python -m tests.ledger.golden_rows` (it adds what is missing and
touches nothing that is there).
"""

import base64
import dataclasses
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from types import NoneType
from typing import Any, ClassVar, get_args, get_origin, get_type_hints
from uuid import UUID, uuid5

from services.domain.directive.rhythm import OrderRhythm
from services.domain.directive.terms import OrderRhythmKind
from services.domain.facts import Behalf, Event, TextRef
from services.domain.registry import EVENTS
from services.ledger import envelope
from services.ledger.codec import Codec
from services.ledger.envelope import Envelope
from services.ledger.merkle import leaf_hash
from services.ledger.salts import salted
from tests.ledger.toys import SPACE, WHEN, key, person

FOLDER = Path(__file__).parent / "golden"
NAMES = Path(__file__).parents[1] / "house" / "stored_names.txt"
WORDS = 'Đôn đốc "Quý IV"\\\n\tphường Thạch Khôi'
_SAMPLES: dict[Any, Any] = {
    str: WORDS,
    int: 2026,
    bool: True,
    date: date(2026, 3, 31),
    datetime: datetime(2026, 11, 23, 2, 30, 0, 5, tzinfo=UTC),
    Decimal: Decimal("61.03"),
    UUID: uuid5(SPACE, "golden"),
    OrderRhythm: OrderRhythm(kind=OrderRhythmKind.WEEKLY, day=5, month=None),
    TextRef: TextRef(text_id=uuid5(SPACE, "text"), sha256=salted(b"s" * 32, WORDS.encode())),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldenRow:
    """One kept row, with the leaf it must always have."""

    name: str
    record: bytes
    salt: bytes
    payload: bytes
    leaf: str

    def write(self, folder: Path) -> None:
        row = {
            "record": base64.b64encode(self.record).decode(),
            "salt": base64.b64encode(self.salt).decode(),
            "payload": base64.b64encode(self.payload).decode(),
            "leaf": self.leaf,
        }
        text = json.dumps(row, indent=2) + "\n"
        (folder / f"{self.name}.json").write_text(text, encoding="ascii")


def golden_rows() -> Iterator[GoldenRow]:
    """Every kept row."""
    for path in sorted(FOLDER.glob("*.json")):
        row = json.loads(path.read_text(encoding="ascii"))
        yield GoldenRow(
            name=path.stem,
            record=base64.b64decode(row["record"], validate=True),
            salt=base64.b64decode(row["salt"], validate=True),
            payload=base64.b64decode(row["payload"], validate=True),
            leaf=row["leaf"],
        )


def row_name(kind: str, schema: int) -> str:
    return f"{kind}.{schema}"


def sample(hint: Any) -> Any:
    """A value of a field's type, the fullest one: the same for ever."""
    if hint in _SAMPLES:
        return _SAMPLES[hint]
    arguments = [each for each in get_args(hint) if each not in (NoneType, Ellipsis)]
    if get_origin(hint) is tuple:
        return (sample(arguments[0]),)
    if get_origin(hint) is frozenset:
        return frozenset({sample(arguments[0])})
    if arguments:
        return sample(arguments[0])
    if issubclass(hint, StrEnum):
        return next(iter(hint))
    return sample_of(hint)


def sample_of(kind: type[Any]) -> Any:
    """An event or a part of one with a value in every field."""
    hints = get_type_hints(kind)
    return kind(
        **{
            field.name: sample(hints[field.name])
            for field in dataclasses.fields(kind)
            if get_origin(hints[field.name]) is not ClassVar
        }
    )


def make_row(codec: Codec, event: Event) -> GoldenRow:
    """A row as the ledger would store it, with fixed surroundings."""
    salt = bytes(range(32))
    payload = codec.encode(event)
    record = envelope.encode(
        Envelope(
            actor=dataclasses.replace(person(), unit='Phòng Văn hoá – Xã hội "VHXH"'),
            behalf=Behalf(
                delegation="policy-main@2", office="chair", person_id=key("chair"), unit="UBND"
            ),
            build="0.1.0+unknown",
            calendar_version="calendar-2026@1",
            causation="plan-51@3",
            command_id=key("command"),
            correlation_id=key("correlation"),
            ledger_id="real-11002-k3m7q2xa",
            occurred_at=WHEN,
            payload_sha256=salted(salt, payload),
            plan_version=None,
            policy_version="policy-main@2",
            recorded_at=WHEN,
            schema=event.SCHEMA,
            session_id=key("session"),
            stream="task-51-08.report.2026-Q4",
            type=event.TYPE,
            version=7,
        )
    )
    return GoldenRow(
        name=row_name(event.TYPE, event.SCHEMA),
        record=record,
        salt=salt,
        payload=payload,
        leaf=leaf_hash(record).hex(),
    )


def keep_missing() -> None:
    """Add a row, and a line of the stored names, for each event of this release that has none."""
    codec, kept = Codec(EVENTS), {row.name for row in golden_rows()}
    names = NAMES.read_text(encoding="utf-8")
    for kind in EVENTS:
        if row_name(kind.TYPE, kind.SCHEMA) not in kept:
            make_row(codec, sample_of(kind)).write(FOLDER)
        line = f"{kind.TYPE} {kind.SCHEMA}\n"
        if line not in names.splitlines(keepends=True):
            names += line
    NAMES.write_text(names, encoding="utf-8")


if __name__ == "__main__":
    keep_missing()
