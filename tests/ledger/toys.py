"""Toy facts and short words for the ledger's own tests."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar
from uuid import UUID, uuid5

from services.domain.facts import Actor, ActorKind, Event, NewEvent, TextRef
from services.ledger.codec import Codec
from services.ledger.port import Command, Context, Ledger, NewText, Outcome

SPACE = UUID("11111111-1111-4111-8111-111111111111")
WHEN = datetime(2026, 11, 23, 2, 30, 0, 123456, tzinfo=UTC)


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    name: str
    share: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Đã đếm: the smallest fact."""

    TYPE: ClassVar[str] = "toy-counted"
    SCHEMA: ClassVar[int] = 1

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Painted:
    """Đã sơn: a fact with a field of every kind."""

    TYPE: ClassVar[str] = "toy-painted"
    SCHEMA: ClassVar[int] = 1

    title: str
    day: date
    moment: datetime
    amount: Decimal | None
    who: UUID
    colour: Colour
    sure: bool
    said: TextRef | None
    inners: tuple[Inner, ...]
    tags: frozenset[str]
    numbers: frozenset[int]


CODEC = Codec((Counted, Painted))

PAINTED = Painted(
    title='Cổng chào "Thạch Khôi"\n\tđợt 1',
    day=date(2026, 3, 31),
    moment=WHEN,
    amount=Decimal("61.03"),
    who=uuid5(SPACE, "who"),
    colour=Colour.BLUE,
    sure=False,
    said=None,
    inners=(Inner(name="Đ", share=None), Inner(name="ê", share=Decimal("0.50"))),
    tags=frozenset({"b", "a", "ơ"}),
    numbers=frozenset({10, 9, -1}),
)


def replace_said(said: TextRef) -> Painted:
    """The painted fact with words beside it."""
    return replace(PAINTED, said=said)


def key(name: str) -> UUID:
    """The same name, the same id."""
    return uuid5(SPACE, name)


def person(name: str = "lan") -> Actor:
    return Actor(kind=ActorKind.PERSON, office="unit-head", person_id=key(name), unit="VHXH")


def click(name: str, body: bytes | None = b'{"a":1}', *, by: str = "lan") -> Command:
    """A person's command; its id follows from the name."""
    return Command(actor_key=person(by).key, command_id=key(name), name="count", body=body)


def tick(name: str) -> Command:
    """A command of the clock."""
    return Command(actor_key="system", command_id=key(name), name="tick", body=None)


def context(actor: Actor | None = None, at: datetime = WHEN) -> Context:
    return Context(
        actor=actor or person(),
        occurred_at=at,
        recorded_at=at,
        correlation_id=key("correlation"),
        session_id=key("session"),
        causation="plan-51@1",
    )


async def write(
    ledger: Ledger,
    name: str,
    *events: tuple[str, Event],
    expected: Mapping[str, int],
    texts: Sequence[NewText] = (),
    rings: Sequence[str] = (),
    at: datetime = WHEN,
) -> Outcome:
    """Append events to streams as one person's command."""
    return await ledger.append(
        click(name),
        context(at=at),
        tuple(NewEvent(stream=stream, event=event) for stream, event in events),
        expected=expected,
        texts=texts,
        rings=rings,
    )


async def count(ledger: Ledger, stream: str, number: int) -> Outcome:
    """Append the number-th fact of a stream."""
    return await write(
        ledger,
        f"{stream}/{number}",
        (stream, Counted(number=number)),
        expected={stream: number - 1},
    )
