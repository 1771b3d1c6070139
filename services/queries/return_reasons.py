"""Why returned reports came back, for lists: what was typed as far as their reader may have it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.task.acts.return_submission import SubmissionReturned
from services.domain.task.authority import sees_texts
from services.domain.task.sight import Sight
from services.domain.task.state import Task
from services.ledger.port import Ledger
from services.queries.log_rights import events
from services.queries.past_reader import known_then, sight_of_task
from services.queries.stored_facts import facts_at
from services.queries.viewing import Viewing


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnReason:
    """Lý do trả lại: typed words (None where they are withheld or erased), or a code.

    Of restricted work there is a code alone, which the log tells to whoever sees the work.
    """

    words: str | None
    code: str | None


async def return_reasons(
    connection: AsyncConnection, ledger: Ledger, viewing: Viewing, shown: Collection[Task]
) -> Mapping[str, ReturnReason]:
    """The reason of the last return of each of these tasks that is back with its unit."""
    returned = {task.stream: task for task in shown if task.returned and task.ending is None}
    if not returned:
        return {}
    newest = (
        select(func.max(events.c.position))
        .where(events.c.ledger_id == ledger.ledger_id)
        .where(events.c.stream_key.in_([stream.lower() for stream in returned]))
        .where(events.c.type == SubmissionReturned.TYPE, known_then(events))
        .group_by(events.c.stream_key)
    )
    facts = await facts_at(connection, ledger.ledger_id, (await connection.scalars(newest)).all())
    reasons = {
        fact.stream: fact.event for fact in facts if isinstance(fact.event, SubmissionReturned)
    }
    refs = {
        stream: event.reason.text_id
        for stream, event in reasons.items()
        if event.reason and _reads(returned[stream], viewing)
    }
    bodies = await ledger.texts(set(refs.values()))
    return {
        stream: ReturnReason(
            words=bodies.get(refs[stream]) if stream in refs else None, code=event.reason_code
        )
        for stream, event in reasons.items()
    }


def _reads(task: Task, viewing: Viewing) -> bool:
    """Whether the words of this task are this reader's."""
    seen = sight_of_task(task, viewing.policy, viewing.holder)
    return seen is Sight.WHOLE and sees_texts(viewing.holder)
