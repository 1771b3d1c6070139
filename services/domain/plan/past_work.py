"""Work of a plan whose day is past when the plan comes into force: what becomes of it. Pure.

Nobody is given a task for such a day, for it would be missed before anybody was asked; the Office
is told, and decides whether the work is done or gets another day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from services.domain.calendar import Frequency
from services.domain.instants import written_day
from services.domain.plan.draft import (
    DeliverableDraft,
    FindingDraft,
    ItemDraft,
    PlanDraft,
    Severity,
)

ASSUMED: Final = (
    "Không giao việc cho hạn đã qua. Nếu việc chưa xong, hãy đặt hạn mới ở trang của mục; nếu đã "
    "xong, hãy ghi quyết định để khép điểm này."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PastWork:
    """Việc đã quá hạn khi kế hoạch bắt đầu được thực hiện: an item and its days that are past.

    `days` are calendar days, in their order; what is done by a later day is given as ever.
    """

    item: ItemDraft
    days: tuple[date, ...]

    @property
    def sentence(self) -> str:
        """What is past, as the office says it."""
        return f"Hạn {', '.join(map(written_day, self.days))} đã qua"


def past_work(draft: PlanDraft, asked_from: date) -> tuple[PastWork, ...]:
    """The items that have a day before `asked_from`, the first day of which anything is asked."""
    collected = (
        PastWork(item=item, days=tuple(sorted(set(_past(item, asked_from)))))
        for item in draft.items
    )
    return tuple(each for each in collected if each.days)


def _past(item: ItemDraft, asked_from: date) -> Iterator[date]:
    """The days of what is done once; of anything else the item's own end."""
    first = max(asked_from, item.starts_on or asked_from)
    for deliverable in item.deliverables:
        yield from (on for on in _days(item, deliverable) if on < first)


def _days(item: ItemDraft, deliverable: DeliverableDraft) -> tuple[date, ...]:
    if deliverable.frequency is Frequency.ONCE and deliverable.days is not None:
        return deliverable.days.on
    return () if item.ends_on is None else (item.ends_on,)


def finding_of(past: PastWork, asked_from: date) -> FindingDraft:
    """What the plan in force leaves open of it, at the item's own page."""
    return FindingDraft(
        code=f"past-day.{past.item.code}",
        severity=Severity.DOUBT,
        items=(past.item.code,),
        place=past.item.section,
        question=f"{past.sentence} trước ngày bắt đầu giao việc, {written_day(asked_from)}.",
        assumed=ASSUMED,
    )
