"""When a duty is due and how often it is reported, from its own words and the words beside it."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from services.domain.assignment.terms import DeliverableName
from services.domain.calendar import Frequency
from services.domain.plan.draft import DeliverableDraft
from services.plandoc.wording.rhythm import Rhythm, RhythmKind
from services.plandoc.wording.rhythms import rhythms_of, rhythms_of_cell

_CLAUSE = re.compile(r"[.;:,]\s+")
_REPORTS = re.compile(
    r"(?:báo cáo|hoàn thành (?=trước|trong|vào)|xong|kết thúc|thời gian|thời hạn|tiến độ)\s",
    re.IGNORECASE,
)


def times_of(text: str, beside: str = "") -> tuple[Rhythm, ...]:
    """What the words say of time, each once; `beside` is a column or a label of time."""
    found = (*rhythms_of(text), *rhythms_of_cell(beside))
    return tuple({replace(each, spans=(), words=""): each for each in found}.values())


def reporting_times(lines: Iterable[str]) -> tuple[Rhythm, ...]:
    """How often and by when an indicator is reported: what clauses of its lines say alone.

    "Hằng năm, tỷ lệ … đạt 95%" says of a target when it holds, not when it is reported.
    """
    clauses = (clause.strip() for line in lines for clause in _CLAUSE.split(line))
    return times_of("", "; ".join(clause for clause in clauses if _REPORTS.match(clause)))


def reports_of(
    rhythms: Iterable[Rhythm], proposed: Frequency, first_day: date
) -> tuple[DeliverableDraft, ...]:
    """The reports that a duty owes; one of the `proposed` frequency where nothing is said.

    A day before `first_day`, that of the plan, is the date of a paper or past.
    """
    every = [each.frequency for each in rhythms if each.frequency is not None]
    if last_days(rhythms, first_day):
        every.append(Frequency.ONCE)
    frequencies = tuple(dict.fromkeys(every))
    return tuple(
        DeliverableDraft(
            name=DeliverableName.REPORT, frequency=each, proposed=not frequencies, due=None
        )
        for each in frequencies or (proposed,)
    )


def last_days(rhythms: Iterable[Rhythm], first_day: date) -> tuple[date, ...]:
    """The days by which a duty is done, once each, in their order."""
    days = {
        each.last_day
        for each in rhythms
        if each.kind is RhythmKind.ONCE and each.last_day and each.last_day >= first_day
    }
    return tuple(sorted(days))
