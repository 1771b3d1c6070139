"""Work of a plan whose day is past when the plan comes into force: what becomes of it. Pure.

Nobody is given a task for such a day, for it would be missed before anybody was asked; the Office
is told, and decides whether the work is done or gets another day.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from services.domain.calendar import Frequency
from services.domain.instants import written_day
from services.domain.plan.draft import (
    FindingDraft,
    ItemDraft,
    PlanDraft,
    Severity,
)

_ASSUMED: Final = (
    "Không giao việc cho hạn đã qua. Nếu việc chưa xong, hãy đặt hạn mới ở trang của mục; nếu đã "
    "xong, hãy ghi quyết định để khép điểm này."
)

_ASSUMED_OF_OVER: Final = (
    "Không giao kỳ nào. Nếu vẫn cần theo dõi, hãy sửa ngày kết thúc trong tệp kế hoạch trước khi "
    "đưa vào thực hiện."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PastWork:
    """Việc đã quá hạn khi kế hoạch bắt đầu được thực hiện: an item and its days that are past.

    `days` are calendar days, in their order; what is done by a later day is given as ever. An
    item that is `over` ended before anything was asked of it.
    """

    item: ItemDraft
    days: tuple[date, ...]
    over: bool

    @property
    def sentence(self) -> str:
        """What is past, as the office says it."""
        days = ", ".join(map(written_day, self.days))
        return f"Mục kết thúc ngày {days}" if self.over else f"Hạn {days} đã qua"

    @property
    def assumed(self) -> str:
        """What becomes of it, and what to do."""
        return _ASSUMED_OF_OVER if self.over else _ASSUMED


def past_work(draft: PlanDraft, asked_from: date) -> tuple[PastWork, ...]:
    """The items that have a day before `asked_from`, the first day of which anything is asked."""
    collected = (
        _past(item, max(asked_from, item.starts_on or asked_from)) for item in draft.items
    )
    return tuple(each for each in collected if each.days)


def _past(item: ItemDraft, first: date) -> PastWork:
    """The days of what is done once; of an item that has ended by then its last day."""
    once = (each.days for each in item.deliverables if each.frequency is Frequency.ONCE)
    days = {on for each in once if each is not None for on in each.on}
    end = item.ends_on if item.deliverables else None
    if end is not None and max((end, *days)) < first:
        return PastWork(item=item, days=(end,), over=True)
    past = tuple(sorted(on for on in days if on < first))
    return PastWork(item=item, days=past, over=False)


def finding_of(past: PastWork, asked_from: date) -> FindingDraft:
    """What the plan in force leaves open of it, at the item's own page."""
    return FindingDraft(
        code=f"past-day.{past.item.code}",
        severity=Severity.DOUBT,
        items=(past.item.code,),
        place=past.item.section,
        question=f"{past.sentence} trước ngày bắt đầu giao việc, {written_day(asked_from)}.",
        assumed=past.assumed,
    )
