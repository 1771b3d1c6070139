"""The office's words for the plan as it is worked on: frequencies, due dates, periods, state."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from api.labels.asked_words import FREQUENCIES
from api.web.own_days import example, typed_days
from services.domain.act import Names
from services.domain.assignment.acts import KINDS
from services.domain.assignment.correction_facts import UnitsCorrected, said_correction
from services.domain.assignment.events import Deliverable, DueRule
from services.domain.assignment.state import Assignment
from services.domain.task.lateness import OfficialStatus
from services.queries.item_periods import PeriodTask
from services.queries.plan_board import PlanItemPage, PlanLine

SEVERITIES: Final[Mapping[str, str]] = {
    "error": "Lỗi",
    "doubt": "Điểm chưa rõ",
    "note": "Ghi chú",
}


def frequencies(line: PlanLine, name: str) -> str:
    """How often a deliverable is asked: hằng quý và hằng năm."""
    collected = [
        FREQUENCIES[deliverable.frequency]
        for deliverable in line.item.deliverables
        if deliverable.name == name
    ]
    return " và ".join(collected)


def of_name(line: PlanLine, name: str) -> list[tuple[int, Deliverable]]:
    """The frequencies in which a deliverable is asked, each with its number on the page."""
    return [
        (number, deliverable)
        for number, deliverable in enumerate(line.item.deliverables, start=1)
        if deliverable.name == name
    ]


def names(line: PlanLine) -> list[str]:
    """The deliverables of an item, each once."""
    return list(dict.fromkeys(deliverable.name for deliverable in line.item.deliverables))


def state(line: PlanLine) -> str:
    """How an item stands, in one sentence."""
    if line.item.closed:
        return "Đã kết thúc theo dõi."
    if line.item.lead_unit is None:
        return "Chưa có đơn vị chủ trì nên chưa giao việc."
    late, running = (
        line.counts.get(OfficialStatus.RUNNING_LATE, 0),
        line.counts.get(OfficialStatus.RUNNING_IN_TIME, 0),
    )
    done = line.counts.get(OfficialStatus.DONE_IN_TIME, 0) + line.counts.get(
        OfficialStatus.DONE_LATE, 0
    )
    reported = [
        f"{count} {what}"
        for count, what in (
            (late, "việc quá hạn"),
            (running, "việc trong hạn"),
            (done, "việc đã hoàn thành"),
        )
        if count
    ]
    return ", ".join(reported) + "." if reported else "Chưa giao việc kỳ nào."


def has(line: PlanLine, name: str, frequency: str) -> bool:
    """Whether a deliverable is asked in this frequency now."""
    return (name, frequency) in {
        (deliverable.name, deliverable.frequency) for deliverable in line.item.deliverables
    }


def after(rule: DueRule | None) -> str:
    """The day of a due-date rule as it is typed: 31/01."""
    return f"{rule.after_day:02d}/{rule.after_month:02d}" if rule else ""


def days(rule: DueRule | None) -> str:
    """The working days of a due-date rule as they are typed."""
    return str(rule.working_days_after_issue) if rule else ""


def own(deliverable: Deliverable) -> str:
    """The days of its own as they are typed: 01/06; 15/11."""
    return typed_days(deliverable.frequency, deliverable.days)


def own_example(deliverable: Deliverable) -> str:
    """How the days of this frequency are typed."""
    return f"Ví dụ {example(deliverable.frequency)}. Để trống nếu tính theo hai ô dưới."


def running(line: PlanLine) -> list[PeriodTask]:
    """The tasks of an item that are not ended."""
    return [each for each in line.periods if each.task.ending is None]


def elsewhere(line: PlanLine) -> list[PeriodTask]:
    """Those that another unit leads: the item's lead was corrected, or they were given on."""
    return [each for each in running(line) if each.task.lead != line.item.lead_unit]


def corrections(page: PlanItemPage, finding: str, units: Mapping[str, str]) -> list[str]:
    """What the decision on a finding made of the item, before and after, measures by title."""
    if page.line.item.restricted:
        return []
    titles = {measure.code: measure.title for measure in page.line.item.measures}
    made = [each for each in page.corrections if each.finding == finding]
    about = [
        "" if isinstance(each, UnitsCorrected) else f"{titles.get(each.measure, 'Chỉ tiêu')}: "
        for each in made
    ]
    said = [said_correction(each, Names(units=units)) for each in made]
    return [f"{of}{sentence}." for of, sentence in zip(about, said, strict=True)]


def grounds(page: PlanItemPage, units: Mapping[str, str]) -> list[tuple[datetime, str]]:
    """What was set of the item by a paper: when, and the sentence that names the paper."""
    names = Names(units=units)
    return [
        (fact.occurred_at, KINDS[type(fact.event)].describe(fact.event, names))
        for fact in page.on_paper
    ]


def corrected_here(item: Assignment) -> bool:
    """Whether a decision on a finding of this item may correct its measures and its units."""
    return item.opened.code == item.opened.item_code and not item.restricted
