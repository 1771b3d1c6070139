"""When a duty is due and how often it is reported, from its own words and the words beside it."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache

from services.domain.assignment.terms import DeliverableName
from services.domain.calendar import Frequency
from services.domain.plan.draft import DeliverableDraft
from services.plandoc.items.timing import DutyTiming, timing_of
from services.plandoc.wording.rhythm import Rhythm
from services.plandoc.wording.rhythms import rhythms_of, rhythms_of_cell

_KEPT = 4096  # sentences: a reading asks many times for the times of the same one
_CLAUSE = re.compile(r"[.;:,]\s+")
_REPORTS = re.compile(
    r"(?:báo cáo|hoàn thành (?=trước|trong|vào)|xong|kết thúc|thời gian|thời hạn|tiến độ)\s",
    re.IGNORECASE,
)


@lru_cache(maxsize=_KEPT)
def times_of(text: str, beside: str = "", year: int | None = None) -> tuple[Rhythm, ...]:
    """What the words say of time, each once; `beside` is a column or a label of time.

    `year` is that of a plan of one year, in which a day needs none.
    """
    found = (*rhythms_of(text, year=year), *rhythms_of_cell(beside, year=year))
    return tuple({replace(each, spans=(), words=""): each for each in found}.values())


def reporting_times(lines: Iterable[str], year: int | None = None) -> tuple[Rhythm, ...]:
    """How often and by when an indicator is reported: what clauses of its lines say alone.

    "Hằng năm, tỷ lệ … đạt 95%" says of a target when it holds, not when it is reported.
    """
    clauses = (clause.strip() for line in lines for clause in _CLAUSE.split(line))
    return times_of("", "; ".join(clause for clause in clauses if _REPORTS.match(clause)), year)


def timing_within(rhythms: Iterable[Rhythm], proposed: Frequency, first_day: date) -> DutyTiming:
    """What is handed in and by when; a report of the `proposed` frequency where nothing is said.

    A last day before `first_day`, that of the plan, is the date of a paper or past: no due day.
    """
    timing = timing_of(
        [each for each in rhythms if each.last_day is None or each.last_day >= first_day]
    )
    if timing.deliverables:
        return timing
    report = DeliverableDraft(
        name=DeliverableName.REPORT, frequency=proposed, proposed=True, due=None
    )
    return replace(timing, deliverables=(report,))
