"""A reading as it is scored: items with the names of their units and what the text said of time.

The only part of the score that looks into a draft: a field that moves there is followed here.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from services.domain.calendar import Frequency, PeriodRules
from services.domain.due_days import DayInPeriod, DueDays
from services.domain.plan.draft import DeliverableDraft, ItemDraft
from services.domain.plan_document.reading import Reading
from services.scoring.due_said import DueSaid

_MONTHS: Final = 12
# The first months of the periods of a year.
_STARTS: Final = {
    Frequency.QUARTER: (1, 4, 7, 10),
    Frequency.HALF_YEAR: (1, 7),
    Frequency.YEAR: (1,),
    Frequency.SCHOOL_YEAR: (PeriodRules().school_year_starts[0],),
}
Names = tuple[str, ...]  # one unit or group in every form that the document prints


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservedItem:
    """Mục đã đọc: the draft's item; `words` are the document's own; units by their names."""

    draft: ItemDraft
    words: str
    lead: Names | None
    supporting: tuple[Names, ...]
    dues: tuple[DueSaid, ...]

    @property
    def name(self) -> str:
        """What it is called in a list of misses."""
        return f"{self.draft.code} ({self.draft.section}) “{self.draft.title}”"


def items_of(reading: Reading) -> tuple[ObservedItem, ...]:
    """Every item of a reading, in its order."""
    draft = reading.draft
    lines = defaultdict(list)
    for piece in reading.pieces:
        for code in piece.items:
            lines[code].append(piece.text)
    names = {unit.code: (unit.name, *unit.aliases) for unit in draft.units}
    names |= {group.code: (group.phrase,) for group in draft.groups}
    return tuple(
        ObservedItem(
            draft=item,
            words=_words(item, reading, "".join(lines[item.code])),
            lead=names[item.lead] if item.lead else None,
            supporting=tuple(names[code] for code in item.supporting),
            dues=dues_said(item),
        )
        for item in draft.items
    )


def _words(item: ItemDraft, reading: Reading, printed: str) -> str:
    """What the document says of an item: its quote, and its lines with whom they name."""
    quote = reading.quotes.get(item.code)
    return f"{quote.text if quote else item.title}\n{printed}"


def dues_said(item: ItemDraft) -> tuple[DueSaid, ...]:
    """What the text says of an item's time; what was only proposed is left out."""
    return tuple(
        said
        for deliverable in item.deliverables
        if not deliverable.proposed or deliverable.days
        for said in _dues_said(item, deliverable)
    )


def _dues_said(item: ItemDraft, deliverable: DeliverableDraft) -> tuple[DueSaid, ...]:
    frequency, days = deliverable.frequency, deliverable.days or DueDays()
    if frequency is Frequency.ONCE:
        return tuple(DueSaid(frequency=frequency, until=day) for day in days.on or (item.ends_on,))
    return (DueSaid(frequency=frequency, days=tuple(_in_year(frequency, days.in_period))),)


def _in_year(
    frequency: Frequency, days: tuple[DayInPeriod, ...]
) -> Iterator[tuple[int | None, int]]:
    """The days of a year: one day holds for each period, else each period has its own."""
    if frequency is Frequency.MONTH:
        yield from ((None, each.day) for each in days)
        return
    starts = _STARTS[frequency]
    own = days if len(days) == len(starts) else days * len(starts)
    for start, each in zip(starts, own, strict=False):
        yield (start + each.month - 2) % _MONTHS + 1, each.day
