"""Verify asks every kind of fact again; what the rules let people do is never named."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from infra.wiring import CODEC
from services.domain.asked_again import (
    PRECONDITIONS,
    STATE_NOT_ASKED,
    next_beside,
    wrongs_of,
)
from services.domain.facts import SYSTEM, Actor, ActorKind, Event, Fact
from services.domain.registry import EVENTS
from services.domain.streams import Family
from services.projections import STATE_ROWS
from services.projections.rebuild import Folding
from services.projections.state_rows import of_stream
from tests.acts import EVERY_SAMPLE as SAMPLES
from tests.acts.life import Life, life_of, ordinary_policy
from tests.acts.sample import ActSample
from tests.ledger.golden_rows import golden_rows, row_name
from tests.moment import MOMENT

GOLDEN = {row.name: row.payload for row in golden_rows()}
SOMEBODY = UUID(int=7)
EACH = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)


def state_of(facts: list[Fact]) -> Any:
    """The thing as these facts of its stream make it, as verify folds it."""
    rows = of_stream(STATE_ROWS, facts[0].stream) if facts else None
    if facts and (rows is None or rows.streams is Family.PLAN):
        beside = None
        for fact in facts:
            beside = next_beside(beside, fact)
        return beside
    folding = Folding(STATE_ROWS)
    folding.take(facts)
    return folding.states[rows.name][facts[0].stream][1] if rows else None


def asked(life: Life, fact: Fact) -> tuple[str, ...]:
    return wrongs_of(fact, state_of(life.of(fact.stream)[: fact.version - 1]), life.policy)


def made(life: Life, sample: ActSample) -> list[Fact]:
    """What the sample makes true, under the office that its decision gives."""
    own = life.thing(sample).names["stream"]
    verdict = life.do(sample)
    held = verdict.held
    actor = Actor(
        kind=ActorKind.PERSON,
        office=held.office if held else None,
        unit=held.unit if held else None,
        person_id=sample.doer.holder.person_id,
    )
    streams = dict.fromkeys(each.stream for each in verdict.facts_of(own))
    newest = life.of(own)[-1].command_id
    return [
        replace(fact, actor=actor)
        for stream in streams
        for fact in life.of(stream)
        if fact.command_id == newest
    ]


def golden(kind: type[Event]) -> Event:
    return CODEC.decode(kind.TYPE, kind.SCHEMA, GOLDEN[row_name(kind.TYPE, kind.SCHEMA)])


def fact_of(event: Event, actor: Actor = SYSTEM) -> Fact:
    return Fact(
        event=event,
        stream="given",
        version=1,
        position=1,
        actor=actor,
        behalf=None,
        occurred_at=MOMENT,
        recorded_at=MOMENT,
        command_id=SOMEBODY,
        session_id=None,
    )


@EACH
def test_what_the_rules_let_somebody_do_is_never_named(sample: ActSample) -> None:
    life = life_of(sample)
    facts = made(life, sample)
    assert facts
    assert [said for fact in facts for said in asked(life, fact)] == []


@EACH
def test_whoever_holds_no_office_is_named(sample: ActSample) -> None:
    life = life_of(sample)
    [first, *_] = made(life, sample)
    other = replace(first.actor, office=None, unit=None, person_id=SOMEBODY)
    assert asked(life, replace(first, actor=other)) != ()


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.TYPE)
def test_each_kind_of_fact_is_asked_or_it_is_said_why_nothing_can_be(kind: type[Event]) -> None:
    """A forged one is named where its thing is not there, or where it is there already."""
    if kind in STATE_NOT_ASKED:
        assert kind not in PRECONDITIONS
        assert STATE_NOT_ASKED[kind]
        return
    fact, policy = fact_of(golden(kind)), ordinary_policy()
    assert wrongs_of(fact, None, policy) or wrongs_of(fact, object(), policy)


def test_an_office_that_there_is_not_is_named_as_it_was_written() -> None:
    """Whoever forges may write anything."""
    [sample] = (each for each in SAMPLES if each.name == "acknowledgeTask")
    life = life_of(sample)
    [fact] = made(life, sample)
    forged = replace(fact, actor=replace(fact.actor, office="vua"))
    unit = fact.actor.unit
    said = f"tiếp nhận theo chức vụ vua của đơn vị {unit}, là chức vụ không được làm việc này"
    assert asked(life, forged) == (said,)
