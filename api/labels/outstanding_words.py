"""The words of what a task lacks, how late it is, and whose level must decide."""

from collections.abc import Mapping
from typing import Final

from api.labels import titles, words
from services.domain.authorities import OF_THE_OFFICE
from services.domain.roles import TITLES, Office
from services.domain.task.clock_facts import REQUESTS
from services.domain.task.state import Task
from services.domain.titles import titled
from services.queries.outstanding import (
    DecidingLevel,
    MissingKind,
    MissingThing,
    OutstandingTask,
)

Units = Mapping[str, str]
NOTHING: Final = "Việc đã kết thúc"
_PLAIN: Final[Mapping[MissingKind, str]] = {
    MissingKind.RESUMPTION: "cho tiếp tục việc đang tạm dừng",
    MissingKind.REPORT: "báo cáo",
    MissingKind.CORRECTION: "báo cáo hoàn chỉnh sau khi trả lại",
    MissingKind.CONFIRMATION: "xác nhận báo cáo đã ký",
}


def what(task: Task) -> str:
    """What is to be done; of assigned work in its own words, that it is assigned stands above."""
    occurrence = task.assigned.occurrence_on if task.assigned else None
    if task.periodic is not None:
        return titles.named(task)
    of_day = f" (kỳ {words.day(occurrence)})" if occurrence else ""
    return f"{titles.title(task)}{of_day}"


def missing(work: OutstandingTask, units: Units) -> str:
    """Everything that is missing, as one phrase; how it ended where nothing is."""
    said = "; ".join(_missing(each, units) for each in work.missing)
    if said:
        return f"{said[0].upper()}{said[1:]}"
    return words.ENDINGS[work.task.ending] if work.task.ending else ""


def _missing(thing: MissingThing, units: Units) -> str:
    named = ", ".join(units.get(unit, unit) for unit in thing.units)
    match thing.kind:
        case MissingKind.ANSWER:
            return f"trả lời {', '.join(REQUESTS[each].lower() for each in thing.requests)}"
        case MissingKind.CONTRIBUTION:
            return f"nội dung phối hợp của {named}"
        case MissingKind.SIGNATURE:
            return f"chữ ký của thủ trưởng {named}"
        case plain:
            return _PLAIN[plain]


def level(work: OutstandingTask, units: Units) -> str:
    """The office or the person whose turn it is, a leader by name; else the unit itself."""
    deciding = work.deciding
    if deciding is None:
        return NOTHING
    unit = units.get(deciding.unit, deciding.unit) if deciding.unit else None
    if not deciding.offices:
        return unit or ""
    if OF_THE_OFFICE.issuperset(deciding.offices):
        unit = None  # there is one Office: its people need no more than their title
    return " hoặc ".join(_office(each, deciding, unit, work.person) for each in deciding.offices)


def _office(office: Office, deciding: DecidingLevel, unit: str | None, person: str | None) -> str:
    if deciding.person_id is None or office is not deciding.named_as:
        return titled(office, unit)
    return f"{TITLES[office]} {person or words.ERASED}"


def late(work: OutstandingTask) -> str:
    """How late it is in working days, or that it is not."""
    if work.task.ending is not None or work.task.suspended_at is not None:
        return words.BOXES[work.box]
    if not work.is_late:
        return "Trong hạn" if work.task.due else "Không thời hạn"
    if work.days_late is None:
        return "Quá hạn, chưa đếm được ngày vì thiếu lịch nghỉ"
    if work.days_late == 0:
        return "Quá hạn, chưa qua ngày làm việc nào"
    return f"{work.days_late} ngày làm việc"
