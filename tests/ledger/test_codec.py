"""Events to bytes and back, lifted where an older release wrote them."""

import dataclasses
import json
from dataclasses import dataclass, replace
from datetime import UTC, date
from decimal import Decimal
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.facts import TextRef
from services.domain.registry import EVENTS
from services.ledger import canonical, envelope
from services.ledger.canonical import NotCanonical, normalise
from services.ledger.codec import Codec
from services.ledger.envelope import Envelope
from services.ledger.names import BadName
from services.ledger.port import Undecodable
from tests.ledger.golden_rows import sample_of
from tests.ledger.test_canonical import storable
from tests.ledger.toys import CODEC, PAINTED, WHEN, Colour, Counted, Inner, Painted, key, person

strings = st.text(max_size=20).map(normalise).filter(storable)
decimals = st.integers(-(10**8), 10**8).map(lambda n: Decimal(n) / 100)
references = st.builds(TextRef, text_id=st.uuids(), sha256=st.just("ab" * 32))
painted = st.builds(
    Painted,
    title=strings,
    day=st.dates(),
    moment=st.datetimes(timezones=st.just(UTC)),
    amount=st.none() | decimals,
    who=st.uuids(),
    colour=st.sampled_from(Colour),
    sure=st.booleans(),
    said=st.none() | references,
    inners=st.lists(st.builds(Inner, name=strings, share=st.none() | decimals), max_size=3).map(
        tuple
    ),
    tags=st.frozensets(strings, max_size=4),
    numbers=st.frozensets(st.integers(-(2**53) + 1, 2**53 - 1), max_size=4),
)
ENVELOPE = Envelope(
    actor=person(),
    behalf=None,
    build="0.1.0+unknown",
    calendar_version="calendar-2026@2",
    causation=None,
    command_id=key("command"),
    correlation_id=key("correlation"),
    ledger_id="real-11002-k3m7q2xa",
    occurred_at=WHEN,
    payload_sha256="ab" * 32,
    plan_version="plan-51@1",
    policy_version=None,
    recorded_at=WHEN,
    schema=1,
    session_id=None,
    stream="task-DA2.plan.2026",
    type="toy-counted",
    version=1,
)


GONE = "(gone)"


def changed(data: bytes, change: dict[str, Any]) -> bytes:
    """The same object with some fields set to another value, or gone."""
    content = json.loads(data) | change
    return canonical.encode({name: value for name, value in content.items() if value != GONE})


@given(painted)
def test_every_fact_survives_storage_byte_for_byte(event: Painted) -> None:
    written = CODEC.encode(event)
    result = CODEC.decode(Painted.TYPE, 1, written)
    assert result == event
    assert CODEC.encode(result) == written


def test_every_event_of_this_release_has_a_stored_form() -> None:
    codec = Codec(EVENTS)
    for kind in EVENTS:
        event = sample_of(kind)
        assert codec.decode(kind.TYPE, kind.SCHEMA, codec.encode(event)) == event


def test_every_field_is_always_there_and_a_set_is_sorted() -> None:
    payload = json.loads(CODEC.encode(PAINTED))
    assert sorted(payload) == sorted(field.name for field in dataclasses.fields(Painted))
    assert payload["said"] is None
    assert payload["amount"] == "61.03"
    assert payload["tags"] == ["a", "b", "ơ"]
    assert payload["numbers"] == [-1, 9, 10]
    assert payload["moment"] == "2026-11-23T02:30:00.123456Z"
    assert payload["day"] == "2026-03-31"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", None),
        ("title", 5),
        ("title", "a\x00"),
        ("day", WHEN),
        ("moment", date(2026, 1, 1)),
        ("amount", 0.5),
        ("amount", 5),
        ("who", "x"),
        ("colour", "red"),
        ("sure", 1),
        ("inners", [Inner(name="a", share=None)]),
        ("inners", ("a",)),
        ("tags", {"a"}),
        ("numbers", frozenset({True})),
    ],
)
def test_a_field_of_another_type_is_not_written(field: str, value: Any) -> None:
    with pytest.raises(NotCanonical):
        CODEC.encode(replace(PAINTED, **{field: value}))


@pytest.mark.parametrize(
    "change",
    [
        {"said": GONE},
        {"more": 1},
        {"colour": "green"},
        {"tags": ["b", "a"]},
        {"tags": ["a", "a"]},
        {"who": str(key("ABC")).upper()},
        {"who": 5},
        {"numbers": "1"},
        {"amount": "61,03"},
        {"inners": None},
        {"sure": 0},
    ],
    ids=str,
)
def test_a_payload_of_another_shape_stops_the_reader(change: dict[str, Any]) -> None:
    with pytest.raises(Undecodable):
        CODEC.decode(Painted.TYPE, 1, changed(CODEC.encode(PAINTED), change))


def test_an_unknown_type_and_a_later_schema_stop_the_reader() -> None:
    written = CODEC.encode(Counted(number=1))
    for kind, schema in (("toy-unknown", 1), ("toy-counted", 2)):
        with pytest.raises(Undecodable, match="not known"):
            CODEC.decode(kind, schema, written)
    with pytest.raises(Undecodable):
        CODEC.decode("toy-counted", 1, b"{")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """Đã cân: written as pounds by schema 1, as grams by 2, with a place since 3."""

    TYPE: ClassVar[str] = "toy-weighed"
    SCHEMA: ClassVar[int] = 3

    grams: int
    place: str | None


def test_an_older_fact_is_lifted_step_by_step() -> None:
    codec = Codec(
        (Weighed,),
        {
            ("toy-weighed", 1): lambda old: {"grams": old["pounds"] * 500},
            ("toy-weighed", 2): lambda old: old | {"place": None},
        },
    )
    assert codec.decode("toy-weighed", 1, b'{"pounds":2}') == Weighed(grams=1000, place=None)
    assert codec.decode("toy-weighed", 2, b'{"grams":7}') == Weighed(grams=7, place=None)
    with pytest.raises(Undecodable, match="nothing lifts"):
        Codec((Weighed,)).decode("toy-weighed", 2, b'{"grams":7}')


def test_two_events_of_one_name_are_noticed_at_once() -> None:
    with pytest.raises(ValueError, match="two events"):
        Codec((Counted, Counted))


def test_a_field_without_a_stored_form_is_noticed_at_once() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Floating:
        TYPE: ClassVar[str] = "toy-floating"
        SCHEMA: ClassVar[int] = 1
        share: float

    with pytest.raises(TypeError, match="float"):
        Codec((Floating,))


def test_the_envelope_has_exactly_the_frozen_fields() -> None:
    fields = (
        "actor behalf build calendar_version causation command_id correlation_id envelope "
        "ledger_id occurred_at payload_sha256 plan_version policy_version recorded_at schema "
        "session_id stream type version"
    )
    written = json.loads(envelope.encode(ENVELOPE))
    assert " ".join(sorted(written)) == fields
    assert written["envelope"] == 1
    assert sorted(written["actor"]) == ["kind", "office", "person_id", "unit"]
    assert envelope.decode(envelope.encode(ENVELOPE)) == ENVELOPE


@pytest.mark.parametrize(
    "change",
    [
        {"envelope": 2},
        {"position": 1},
        {"build": GONE},
        {"actor": None},
        {"actor": {"kind": "root", "office": None, "person_id": None, "unit": None}},
        {"behalf": {}},
        {"version": "1"},
        {"command_id": "x"},
        {"recorded_at": "2026-11-23"},
        {"stream": None},
    ],
    ids=str,
)
def test_another_envelope_stops_the_reader(change: dict[str, Any]) -> None:
    with pytest.raises(Undecodable):
        envelope.decode(changed(envelope.encode(ENVELOPE), change))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("ledger_id", "real-11002-K3M7Q2XA"),
        ("ledger_id", "test-11002-k3m7q2xa"),
        ("stream", "task-" + "a" * 116),
        ("stream", "Task-1"),
        ("type", "Counted"),
        ("type", "toy-counted-2"),
        ("build", "0.1.0"),
        ("build", "0.1.0+x"),
        ("causation", "task-1"),
        ("causation", "task-1@0"),
        ("plan_version", "plan@1"),
        ("version", 0),
        ("schema", 0),
        ("payload_sha256", ""),
    ],
)
def test_a_name_of_another_shape_never_enters_a_record(field: str, value: Any) -> None:
    with pytest.raises(BadName):
        envelope.encode(replace(ENVELOPE, **{field: value}))
