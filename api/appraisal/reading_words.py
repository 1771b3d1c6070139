"""What each reading of the decree says of a line, in words."""

from collections.abc import Sequence

from services.domain.task.appraisal_readings import Deducted, LateStep
from services.queries.appraisal_views import AppraisalRow


def late_step(step: LateStep) -> str:
    """A step of a reading in words."""
    until = (
        "bao nhiêu ngày cũng vậy"
        if step.up_to_working_days is None
        else f"đến {step.up_to_working_days} ngày làm việc"
    )
    return f"chậm {until}: {_taken(step.percent)}"


def _taken(percent: int) -> str:
    whole = 100
    return "không còn điểm tiến độ" if percent == whole else f"trừ {percent} % điểm tiến độ"


def readings(row: AppraisalRow) -> str:
    """What they take of a line, and whether they differ."""
    read = row.readings
    if not read:
        return "Không cách nào trừ"
    if not row.readings_differ:
        return f"Như nhau: {_deducted(read[0].deducted)}"
    each_says = (f"{each.reading.name}: {_deducted(each.deducted)}" for each in read)
    return "Khác nhau. " + ". ".join(each_says)


def _deducted(taken: Deducted) -> str:
    said: Sequence[str] = (
        *(["chưa biết số ngày chậm"] if taken.progress_percent is None else []),
        *([_taken(taken.progress_percent)] if taken.progress_percent else []),
        *(
            [f"{taken.quality_times} lần trừ {taken.quality_percent} % điểm chất lượng"]
            if taken.quality_times
            else []
        ),
    )
    return ", ".join(said) or "không trừ"
