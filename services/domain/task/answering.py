"""What is asked of who assigned a task about its evidence, and who answers it. Pure."""

from services.domain.act import Rule
from services.domain.context import DecisionContext
from services.domain.roles import OfficeHeld
from services.domain.task.assigning import require_assigner
from services.domain.task.authority import refuse_ended, refuse_suspended
from services.domain.task.events import RequestKind
from services.domain.task.requests import answering_office, open_requests, require_answering
from services.domain.task.state import Ending, Task


def refuse_taken_away(task: Task) -> None:
    """A confirmed task may still be spoken of, any other that ended or stands not.

    Raises Refusal.
    """
    if task.ending is not Ending.CONFIRMED:
        refuse_ended(task)
        refuse_suspended(task)


def answerable(
    task: Task, kind: RequestKind, context: DecisionContext, nothing: Rule
) -> tuple[int, ...]:
    """The numbers of the open requests of a kind that this person answers.

    Raises Refusal, by the rule `nothing` where none waits.
    """
    waiting = [each for each in open_requests(task) if each.kind is kind]
    if not waiting:
        require_assigner(task, context)
        refuse_taken_away(task)
        raise nothing.refuse()
    numbers = tuple(
        each.number
        for each in waiting
        if answering_office(task, each, context.policy, context.holder) is not None
    )
    if not numbers:
        require_answering(task, kind, context, waiting[0].number)
    refuse_taken_away(task)
    return numbers


def require_open(
    task: Task, kind: RequestKind, number: int, context: DecisionContext, other: Rule
) -> OfficeHeld:
    """The office under which this person answers that request.

    Raises Refusal, by the rule `other` where it waits no longer.
    """
    held, request = require_answering(task, kind, context, number)
    if request is None:
        raise other.refuse()
    return held
