"""When a programme of the ward is registered for, and who composes and signs it. Pure."""

from dataclasses import dataclass
from typing import Final

from services.domain.roles import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammePace:
    """The days of programmes of one length, in calendar days before their first day.

    Registration opens `opens_before_days` before it and is over `closes_before_days` before it, at
    the end of that day. Units without a row are reminded so many working days before the last one.
    The result is asked for `result_after_working_days` after the period's last day.
    """

    opens_before_days: int
    closes_before_days: int
    remind_before_working_days: tuple[int, ...]
    result_after_working_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRules:
    """Who composes programmes, who signs and adjusts them, by which days; what a full week is.

    A week is full with `heavy_week_times` as many rows as were there if they were spread evenly,
    and at least `heavy_week_rows`. `answers` is the code of the plan's item that asks for a
    programme of each period, None where none does.
    """

    compose: tuple[Office, ...]
    sign: tuple[Office, ...]
    year: ProgrammePace
    quarter: ProgrammePace
    month: ProgrammePace
    heavy_week_times: int
    heavy_week_rows: int
    answers: str | None


# What a ward has that never said anything about it: as rules before schema 8 are read. The days
# follow the model regulation (Nghị định 191/2026, Điều 20: the year's by 15 November).
ORDINARY_PROGRAMMES: Final = ProgrammeRules(
    compose=(Office.OFFICE_SPECIALIST, Office.CHIEF_OF_OFFICE),
    sign=(Office.CHAIR, Office.VICE_CHAIR),
    year=ProgrammePace(
        opens_before_days=61,
        closes_before_days=47,
        remind_before_working_days=(5, 2),
        result_after_working_days=10,
    ),
    quarter=ProgrammePace(
        opens_before_days=20,
        closes_before_days=10,
        remind_before_working_days=(3, 1),
        result_after_working_days=5,
    ),
    month=ProgrammePace(
        opens_before_days=12,
        closes_before_days=7,
        remind_before_working_days=(2, 1),
        result_after_working_days=3,
    ),
    heavy_week_times=2,
    heavy_week_rows=5,
    answers=None,
)
