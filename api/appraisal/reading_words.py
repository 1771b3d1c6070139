"""What each reading of the decree says of a line, in words."""

from collections.abc import Sequence

from api.labels import words
from services.domain.task.appraisal_readings import DecreeReading, Deducted, LateStep
from services.queries.appraisal_views import AppraisalRow


def late_steps(steps: Sequence[LateStep]) -> tuple[str, ...]:
    """The steps of a reading in words, each from where the one before it ends."""
    beyond = (None, *(step.up_to_working_days for step in steps))
    return tuple(
        f"chậm {_span(after, step.up_to_working_days)}: {_taken(step.percent)}"
        for after, step in zip(beyond, steps, strict=False)
    )


def _span(after: int | None, until: int | None) -> str:
    """So many working days late: more than `after`, at most `until`; None is no bound."""
    if after is None and until is None:
        return "bao nhiêu ngày cũng vậy"
    bounds = (
        *([f"trên {after}"] if after is not None else []),
        *([f"đến {until}"] if until is not None else []),
    )
    return f"{' '.join(bounds)} ngày làm việc"


def of_reading(reading: DecreeReading) -> str:
    """What a reading takes away, all of it in one sentence."""
    percent = reading.failed_content_percent
    failed = f"mỗi lần trả lại vì sai nội dung lớn: trừ {percent}% điểm chất lượng"
    return "; ".join([*late_steps(reading.late), failed])


def _taken(percent: int) -> str:
    whole = 100
    return "không còn điểm tiến độ" if percent == whole else f"trừ {percent}% điểm tiến độ"


def readings(row: AppraisalRow) -> str:
    """What they take of a line, and whether they differ."""
    read = row.readings
    task = row.line.product.task
    if not row.line.product.status.in_force:
        why = words.ENDINGS[task.ending] if task.ending else words.SUSPENDED
        return f"Không tính: {why.lower()}"
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
            [f"{taken.quality_times} lần trừ {taken.quality_percent}% điểm chất lượng"]
            if taken.quality_times
            else []
        ),
    )
    return ", ".join(said) or "không trừ"
