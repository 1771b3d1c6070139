"""Two ways in which the decree on scoring is read, as data: what each would take away. Pure.

No reading makes a score: of a line it says which deduction it would make, so that a line on which
readings differ is seen before anybody decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from services.domain.task.appraisal_lines import AppraisalLine


@dataclass(frozen=True, slots=True, kw_only=True)
class LateStep:
    """What a late product loses of its progress points, up to so many working days; None: any."""

    up_to_working_days: int | None
    percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DecreeReading:
    """One reading of the decree: its name, where it stands, and what it takes away.

    `failed_content_percent` is what each failed assessment takes of the quality points.
    """

    code: str
    name: str
    source: str
    late: tuple[LateStep, ...]
    failed_content_percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Deducted:
    """What a reading takes of one line: percent of progress points, and of quality points.

    `progress_percent` is None where the days late cannot be counted; of quality it is so many
    percent each time.
    """

    progress_percent: int | None
    quality_times: int
    quality_percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLine:
    """What one reading says of a line."""

    reading: DecreeReading
    deducted: Deducted


def deducted(reading: DecreeReading, line: AppraisalLine) -> Deducted:
    """What a reading takes of a line; a confirmed objective cause removes exactly that."""
    return Deducted(
        progress_percent=_of_progress(reading, line),
        quality_times=sum(each.is_deducted for each in line.returns),
        quality_percent=reading.failed_content_percent,
    )


def readings_of(readings: Sequence[DecreeReading], line: AppraisalLine) -> tuple[ReadLine, ...]:
    """What each reading says of a line; nothing where none takes anything.

    Of a task that was taken away, or stands, nothing is taken: it is no product that is owed. What
    was recorded of it stays on the line.
    """
    if not line.product.status.in_force:
        return ()
    read = tuple(ReadLine(reading=each, deducted=deducted(each, line)) for each in readings)
    if all(
        not (each.deducted.quality_times or each.deducted.progress_percent != 0) for each in read
    ):
        return ()
    return read


def differ(read: Sequence[ReadLine]) -> bool:
    """Whether the readings say different things of a line."""
    return len({_weight(each.deducted) for each in read}) > 1


def _weight(each: Deducted) -> tuple[int | None, int]:
    return each.progress_percent, each.quality_times * each.quality_percent


def _of_progress(reading: DecreeReading, line: AppraisalLine) -> int | None:
    late = line.lateness
    if late is None or not late.is_deducted:
        return 0
    if late.working_days is None:
        return None
    return next(
        (
            step.percent
            for step in reading.late
            if step.up_to_working_days is None or late.working_days <= step.up_to_working_days
        ),
        0,
    )
