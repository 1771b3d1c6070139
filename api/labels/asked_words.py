"""The office's words for what is asked of an item: how often, and by when."""

from collections.abc import Mapping
from typing import Final

from services.domain.assignment.due_words import written_days
from services.domain.assignment.events import Deliverable
from services.domain.assignment.terms import DELIVERABLES
from services.domain.calendar import Frequency

FREQUENCIES: Final[Mapping[str, str]] = {
    Frequency.MONTH: "hằng tháng",
    Frequency.QUARTER: "hằng quý",
    Frequency.HALF_YEAR: "6 tháng một lần",
    Frequency.YEAR: "hằng năm",
    Frequency.SCHOOL_YEAR: "theo năm học",
    Frequency.ONCE: "một lần",
}


def asked(deliverable: Deliverable) -> str:
    """A deliverable with its frequency: Báo cáo hằng quý."""
    return f"{DELIVERABLES.get(deliverable.name, 'Báo cáo')} {FREQUENCIES[deliverable.frequency]}"


def asked_by(deliverable: Deliverable) -> str:
    """The same with the days that are named for it: Báo cáo hằng tháng, hạn ngày 18 hằng tháng."""
    days = written_days(deliverable)
    return f"{asked(deliverable)}, hạn {days}" if days else asked(deliverable)


def due(deliverable: Deliverable) -> str:
    """When it is due, as a sentence."""
    if deliverable.days is not None:
        days = written_days(deliverable)
        return f"Hạn: {days}; gặp ngày nghỉ thì là ngày làm việc kế tiếp."
    rule = deliverable.due
    if rule is None:
        return "Hạn: ngày làm việc đầu tiên sau ngày chốt số liệu."
    return (
        f"Hạn: ngày muộn hơn trong hai ngày: ngày làm việc đầu tiên sau ngày {rule.after_day} "
        f"tháng {rule.after_month}, và {rule.working_days_after_issue} ngày làm việc sau khi giao."
    )
