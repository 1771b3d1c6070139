"""What an inspector's finding is about, how far it has come: the words of the office. Pure."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class InspectedThing(StrEnum):
    """What a finding is about: a task, an item of the plan, a period, or the unit itself."""

    TASK = "task"
    ITEM = "item"
    PERIOD = "period"
    UNIT = "unit"


class InspectionStage(StrEnum):
    """How far a finding has come; columns of rows hold these names."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


STAGES: Final[Mapping[InspectionStage, str]] = {
    InspectionStage.OPEN: "Chờ đơn vị trả lời",
    InspectionStage.ANSWERED: "Đã trả lời, chờ kết luận",
    InspectionStage.CLOSED: "Đã kết luận",
    InspectionStage.WITHDRAWN: "Đã rút",
}
