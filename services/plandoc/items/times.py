"""When a duty is due and how often it is reported, from its own words and the words beside it."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache

from services.domain.assignment.terms import DeliverableName
from services.domain.calendar import Frequency
from services.domain.plan.draft import DeliverableDraft
from services.plandoc.items.timing import DutyTiming, timing_of
from services.plandoc.wording.rhythm import Rhythm
from services.plandoc.wording.rhythms import is_only_time, rhythms_of, rhythms_of_cell
from services.plandoc.wording.vocabulary import any_of, vocabulary

_KEPT = 4096  # sentences: a reading asks many times for the times of the same one
_SENTENCE = re.compile(r"[.;]\s+")
_CLAUSE = re.compile(r"[:,]\s+")
_REPORTS = re.compile(
    r"(?:(?:chế độ )?báo cáo|hoàn thành (?=trước|trong|vào)|xong|kết thúc|thời gian|thời hạn"
    r"|tiến độ)(?!\w)",
    re.IGNORECASE,
)
_SAYS_REPORT = re.compile(r"(?<!\w)báo cáo(?!\w)", re.IGNORECASE)


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
    said = (_reported(sentence) for line in lines for sentence in _SENTENCE.split(line))
    return times_of("", "; ".join(filter(None, said)), year)


def _reported(sentence: str) -> str:
    """The clauses of a sentence that say of reports, and those behind them that only say when."""
    said: list[str] = []
    for clause in map(str.strip, _CLAUSE.split(sentence)):
        if _says_reports(clause) or (said and is_only_time(clause)):
            said.append(clause)
        elif said:
            break
    return ", ".join(said)


def _says_reports(clause: str) -> bool:
    if _REPORTS.match(clause):
        return True
    if is_only_time(clause):
        return bool(_SAYS_REPORT.search(clause))
    work = _figures_work().match(clause)
    return work is not None and is_only_time(clause[work.end() :])


@cache
def _figures_work() -> re.Pattern[str]:
    """Verbs of who works out a figure: "khảo sát hằng năm" says how often it is known."""
    words = any_of(vocabulary().time_reports)
    return re.compile(rf"(?:{words})(?!\w)", re.IGNORECASE)


def timing_within(
    rhythms: Iterable[Rhythm],
    proposed: Frequency,
    period: tuple[int, int],
    issued_on: date | None = None,
) -> DutyTiming:
    """What is handed in and by when; a report of the `proposed` frequency where nothing is said.

    `period` are the first and the last year of the plan, `issued_on` is the day of the document,
    which may prepare a year to come. A last day before both is the date of a paper or past: no
    due day. The plan's own years are no time: every item has them.
    """
    first_day = min(filter(None, (date(period[0], 1, 1), issued_on)))
    timing = timing_of(
        [
            each
            for each in rhythms
            if (each.last_day is None or each.last_day >= first_day)
            and not is_whole_period(each, period)
        ]
    )
    if timing.deliverables:
        return timing
    report = DeliverableDraft(
        name=DeliverableName.REPORT, frequency=proposed, proposed=True, due=None
    )
    return replace(timing, deliverables=(report,))


def is_whole_period(rhythm: Rhythm, period: tuple[int, int]) -> bool:
    """Whether a time is the whole of the plan's years."""
    whole = (date(period[0], 1, 1), date(period[1], 12, 31))
    return (rhythm.first_day, rhythm.last_day) == whole
