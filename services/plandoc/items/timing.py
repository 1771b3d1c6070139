"""What the times that were read make of a duty: what it hands in, by which days, from when on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.domain.assignment.terms import DeliverableName
from services.domain.calendar import Frequency
from services.domain.due_days import DueDays
from services.domain.plan.draft import DeliverableDraft
from services.plandoc.wording.rhythm import Rhythm, RhythmKind

_UNKEPT = (
    RhythmKind.UNOFFERED,
    RhythmKind.NO_YEAR,
    RhythmKind.ONE_HALF,
    RhythmKind.WEEK,
    RhythmKind.PHASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyTiming:
    """Thời gian của nhiệm vụ: its deliverables, none where the text names no time to report.

    `starts_on` and `ends_on` None are the plan's own span. `unkept` are the times that were read
    and that no period of the product can hold, or whose day is taken for granted: each is for a
    finding.
    """

    deliverables: tuple[DeliverableDraft, ...]
    starts_on: date | None
    ends_on: date | None
    unkept: tuple[Rhythm, ...]


def timing_of(rhythms: Sequence[Rhythm]) -> DutyTiming:
    """Put the times of one duty together.

    What is done once by a day is followed to the end of the plan all the same: only so can its
    day be put off.
    """
    once = [each for each in rhythms if each.kind is RhythmKind.ONCE]
    every, other = _each_once([each for each in rhythms if each.kind is RhythmKind.EVERY])
    spans = [each for each in rhythms if each.kind is RhythmKind.SPAN]
    begins = [each.first_day for each in (*spans, *once) if each.first_day is not None]
    ends = [each.last_day for each in spans if each.last_day is not None]
    return DutyTiming(
        deliverables=(*_once(once), *map(_every, every)),
        starts_on=min(begins, default=None),
        ends_on=max(ends, default=None),
        unkept=tuple(each for each in rhythms if each.kind in _UNKEPT or each in other),
    )


def _each_once(every: list[Rhythm]) -> tuple[list[Rhythm], list[Rhythm]]:
    """One rhythm of each frequency, the first that says its days; and those with other days."""
    kept: dict[Frequency | None, Rhythm] = {}
    for each in every:
        if each.frequency not in kept or not kept[each.frequency].days:
            kept[each.frequency] = each if each.days else kept.get(each.frequency, each)
    other = [each for each in every if each.days and each.days != kept[each.frequency].days]
    return list(kept.values()), other


def _once(once: list[Rhythm]) -> tuple[DeliverableDraft, ...]:
    days = sorted({each.last_day for each in once if each.last_day is not None})
    return (_report(Frequency.ONCE, DueDays(on=tuple(days))),) if days else ()


def _every(rhythm: Rhythm) -> DeliverableDraft:
    frequency = rhythm.frequency
    assert frequency is not None, "a rhythm that returns has a frequency"  # noqa: S101
    return _report(frequency, DueDays(in_period=rhythm.days) if rhythm.days else None)


def _report(frequency: Frequency, days: DueDays | None) -> DeliverableDraft:
    return DeliverableDraft(
        name=DeliverableName.REPORT, frequency=frequency, proposed=False, due=None, days=days
    )
