"""Work that is there already and is named by its code: a task, else an item of the plan. Pure."""

from services.domain.assignment.events import assignment_stream
from services.domain.assignment.evolving import fold as fold_item
from services.domain.context import DecisionContext
from services.domain.streams import Family, family_of
from services.domain.task.sight import Sight, Work, sight, work_of, work_of_item


def candidates(code: str) -> tuple[str, ...]:
    """The streams that may be meant: those of this code, or the one that is named."""
    if family_of(code) in {Family.TASK, Family.ASSIGNMENT}:
        return (code,)
    return f"{Family.TASK}{code}", assignment_stream(code)


def stream_of(code: str, context: DecisionContext) -> str | None:
    """The task of this code, else the plan's item; None where this person sees neither."""
    for stream in candidates(code):
        work = _work(stream, context)
        if work is not None and _sees(work, context):
            return stream
    return None


def _work(stream: str, context: DecisionContext) -> Work | None:
    if family_of(stream) is Family.TASK:
        task = context.fold_task(context.of(stream))
        return work_of(task) if task is not None else None
    item = fold_item(context.of(stream))
    if item is None:
        return None
    return work_of_item(
        item.opened.code, item.lead_unit, item.supporting_units, restricted=item.restricted
    )


def _sees(work: Work, context: DecisionContext) -> bool:
    return sight(work, context.policy, context.holder) is not Sight.NOTHING
