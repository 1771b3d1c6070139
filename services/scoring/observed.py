"""A reading as it is scored: items with the names of their units and what the text said of time.

The only part of the score that looks into a draft: a field that moves there is followed here.
"""

from dataclasses import dataclass

from services.domain.calendar import Frequency
from services.domain.plan.draft import DeliverableDraft, ItemDraft
from services.domain.plan_document.reading import Reading
from services.scoring.due_said import DueSaid

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
    names = {unit.code: (unit.name, *unit.aliases) for unit in draft.units}
    names |= {group.code: (group.phrase,) for group in draft.groups}
    return tuple(
        ObservedItem(
            draft=item,
            words=quote.text if (quote := reading.quotes.get(item.code)) else item.title,
            lead=names[item.lead] if item.lead else None,
            supporting=tuple(names[code] for code in item.supporting),
            dues=dues_said(item),
        )
        for item in draft.items
    )


def dues_said(item: ItemDraft) -> tuple[DueSaid, ...]:
    """What the text says of an item's time; what was only proposed is left out."""
    return tuple(
        _due_said(item, deliverable)
        for deliverable in item.deliverables
        if not deliverable.proposed
    )


def _due_said(item: ItemDraft, deliverable: DeliverableDraft) -> DueSaid:
    if deliverable.frequency is Frequency.ONCE:
        return DueSaid(frequency=Frequency.ONCE, until=item.ends_on)
    return DueSaid(frequency=deliverable.frequency)
