"""What happened to a task, or to where it comes from, as the JSON interface tells it."""

from api.task import schemas as task_schemas
from services.domain.stated_days import late_entry
from services.queries.views import TrailLine


def trail_line(line: TrailLine) -> task_schemas.Trail:
    """One line of what happened."""
    late = late_entry(line.event, line.at)
    return task_schemas.Trail(
        version=line.version,
        at=line.at,
        happened_on=late.happened_on if late else None,
        by=line.doer.name,
        office=line.doer.office,
        unit=line.doer.unit,
        event=line.event.TYPE,
        words=line.words,
        more_words=dict(line.more_words),
        undone=line.undone,
    )
