"""One decision without a store: the act that a command belongs to, asked at once."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from uuid import uuid5

from services.commands.acts import ActCommand
from services.domain.act import Verdict
from services.domain.calendar import Calendar
from services.domain.context import DecisionContext
from services.domain.directory.events import PersonRegistered, person_stream
from services.domain.facts import SYSTEM, Event, Fact
from services.domain.nouns import NOUN_OF
from services.domain.policy import Policy
from services.domain.roles import Holder
from services.domain.task.evolving import fold
from services.domain.task.state import Task
from tests import givens
from tests.domain.around_task import around_task
from tests.domain.task_world import CAST

BEFORE = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)


def decide(
    task: Task,
    command: ActCommand,
    *,
    holder: Holder,
    policy: Policy,
    now: datetime,
    calendar: Calendar | None = None,
    facts: Mapping[str, Sequence[Fact]] | None = None,
) -> Verdict:
    """Answer with facts ((): nothing is left to do); raises Refusal, NotAllowed, Stale."""
    act = NOUN_OF[type(command)][1]
    context = DecisionContext(
        holder=holder,
        policy=policy,
        now=now,
        facts={
            **{stream: _around().get(stream, ()) for stream in act.reads(command)},
            **(facts or {}),
        },
        calendar=calendar or givens.calendar(),
        fold_task=fold,
    )
    return act.decide(task, command, context)


@cache
def _around() -> dict[str, Sequence[Fact]]:
    """What stands beside the task in the machines' world."""
    known: dict[str, Sequence[Fact]] = {}
    for stream, events in around_task().items():
        known |= facts_of(stream, *events)
    for key, who in CAST.items():
        first = PersonRegistered(person_id=who.person_id, name=givens.words(key), phone=None)
        offices = (givens.granted_at_once(held) for held in who.offices)
        known |= facts_of(person_stream(who.person_id), first, *offices)
    return known


def context(
    holder: Holder, now: datetime, facts: Mapping[str, Sequence[Fact]] | None = None
) -> DecisionContext:
    """Somebody's decision under the ward's ordinary rules."""
    return DecisionContext(holder=holder, policy=givens.policy(), now=now, facts=facts or {})


def facts_of(stream: str, *events: Event) -> dict[str, Sequence[Fact]]:
    """A stream in which these events happened one after the other."""
    return {
        stream: [
            Fact(
                stream=stream,
                version=number,
                position=number,
                event=event,
                command_id=uuid5(givens.SPACE, f"command/{stream}/{number}"),
                actor=SYSTEM,
                behalf=None,
                session_id=None,
                occurred_at=BEFORE,
                recorded_at=BEFORE,
            )
            for number, event in enumerate(events, 1)
        ]
    }
