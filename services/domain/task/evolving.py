"""A task as its facts make it: the one fold that decisions, clocks and rows are made of."""

from collections.abc import Iterable, Iterator

from services.domain.facts import ActorKind, Fact
from services.domain.replacing import replace
from services.domain.task.acts import KINDS
from services.domain.task.acts.undo_act import ActUndone
from services.domain.task.opening import opened
from services.domain.task.state import Task
from services.domain.task.undoing import latest_act


def evolve(state: Task | None, fact: Fact) -> Task:
    """Apply one fact. Total: a recorded fact is never refused."""
    event = fact.event
    born = opened(event, fact)
    if born is not None:
        return born
    assert state is not None, "a task's history opens with its birth"  # noqa: S101  (total fold)
    after = KINDS[type(event)].apply(state, event, fact)
    if isinstance(event, ActUndone):
        return replace(after, latest=None)
    at = fact.occurred_at
    return replace(  # once for all: a task has many fields, and long histories are folded often
        after,
        last_act_at=at,
        last_sign_at=at if is_sign_of_life(state, fact) else state.last_sign_at,
        latest=latest_act(state, fact, _followed),
    )


def _followed(state: Task, fact: Fact) -> Task:
    """What a fact of the clock makes of the task, but for what could be undone."""
    after = KINDS[type(fact.event)].apply(state, fact.event, fact)
    return replace(after, last_act_at=fact.occurred_at)


def not_undone(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts that hold: without those whose act was undone, and without their undoing."""
    known = tuple(facts)
    versions = {fact.event.undone_version for fact in known if isinstance(fact.event, ActUndone)}
    clicks = {fact.command_id for fact in known if fact.version in versions}
    return tuple(
        fact
        for fact in known
        if fact.command_id not in clicks and not isinstance(fact.event, ActUndone)
    )


def is_sign_of_life(task: Task, fact: Fact) -> bool:
    """Whether somebody of the units that owe did something; what the assigner does is none.

    The Office may be a supporting unit itself: to chase and to decide is no work on the task.
    """
    return (
        fact.actor.kind is ActorKind.PERSON
        and fact.actor.unit in task.owing
        and not KINDS[type(fact.event)].by_assigner
    )


def states_of(facts: Iterable[Fact]) -> Iterator[Task]:
    """The task as it stood after each of its facts."""
    state: Task | None = None
    for fact in facts:
        state = evolve(state, fact)
        yield state


def outcome_of(held: Iterable[Fact]) -> Task | None:
    """The task as facts that hold (`not_undone`) make it, but for who acted last.

    `last_act_at`, `last_sign_at` and `latest` stay those of its issue: they are for what may be
    done next, and cost a fold half of its time. Evidence asks a hundred tasks what became of them.
    """
    state: Task | None = None
    for fact in held:
        event = fact.event
        born = opened(event, fact)
        if born is not None:
            state = born
            continue
        assert state is not None, "a task's history opens with its birth"  # noqa: S101  (total)
        state = KINDS[type(event)].apply(state, event, fact)
    return state


def fold(facts: Iterable[Fact]) -> Task | None:
    """The task as all its facts make it; None where it was never issued."""
    last: Task | None = None
    for state in states_of(facts):
        last = state
    return last
