"""Diễn biến trong ngày: the facts of today on every task of the ward, newest first."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.directory.events import person_stream
from services.domain.directory.state import fold_person
from services.domain.facts import Fact
from services.domain.instants import end_of, start_of
from services.domain.task.state import Task
from services.ledger.port import Ledger
from services.projections.tables import tasks
from services.queries.board_views import Movement, Today
from services.queries.log_rights import events
from services.queries.past_reader import known_then
from services.queries.stored_facts import facts_at
from services.queries.task_rows import seen_task, select_tasks
from services.queries.trail import NameBook, persons_of
from services.queries.viewing import Viewing

MOST: Final = 40  # a screen or two; the whole of a task stands on its own page


async def moved_today(connection: AsyncConnection, ledger: Ledger, viewing: Viewing) -> Today:
    """What happened since midnight in Hanoi; for those who oversee the ward. No typed words."""
    today = viewing.today
    statement = (
        select_tasks(ledger.ledger_id)
        .where(tasks.c.last_act_at >= start_of(today))
        .order_by(tasks.c.stream)
    )
    rows = await connection.execute(statement)
    seen = (seen_task(row, viewing.policy, viewing.holder) for row in rows)
    moved = {task.stream: task for task in seen if task is not None}
    newest = (
        select(events.c.position)
        .where(events.c.ledger_id == ledger.ledger_id)
        .where(events.c.stream_key.in_([stream.lower() for stream in moved]))
        .where(events.c.occurred_at >= start_of(today), events.c.occurred_at < end_of(today))
        .where(known_then(events))
        .order_by(events.c.position.desc())
    )
    positions = list((await connection.execute(newest)).scalars())
    shown = await facts_at(connection, ledger.ledger_id, positions[:MOST])
    telling = NameBook(names=await _names(ledger, shown), bodies={}, visible=False)
    return Today(
        movements=tuple(_movement(fact, moved[fact.stream], telling) for fact in shown),
        left_out=len(positions) - len(shown),
    )


def _movement(fact: Fact, task: Task, telling: NameBook) -> Movement:
    event = fact.event
    return Movement(
        task=task,
        at=fact.occurred_at,
        doer=telling.doer(fact.actor, fact.occurred_at),
        event=event,
        reported=telling.reported(event),
    )


async def _names(ledger: Ledger, facts: Sequence[Fact]) -> Mapping[UUID, str]:
    acting = persons_of(facts)
    snapshot = await ledger.read([person_stream(each) for each in acting])
    persons = {each: fold_person(snapshot.of(person_stream(each))) for each in acting}
    refs = {each: person.name.text_id for each, person in persons.items() if person is not None}
    bodies = await ledger.texts(set(refs.values()))
    return {each: bodies[ref] for each, ref in refs.items() if ref in bodies}
