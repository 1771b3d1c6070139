"""The office's words for the rows of a programme, for what stands against them, for their end."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class PresentedTo(StrEnum):
    """Cấp trình: before whom the product of a row is brought."""

    CHAIR = "chair"
    COMMITTEE = "committee"
    COUNCIL = "council"
    PARTY_COMMITTEE = "party_committee"
    UPPER_BODY = "upper_body"


PRESENTED_TO: Final[Mapping[PresentedTo, str]] = {
    PresentedTo.CHAIR: "Chủ tịch UBND phường",
    PresentedTo.COMMITTEE: "UBND phường",
    PresentedTo.COUNCIL: "HĐND phường",
    PresentedTo.PARTY_COMMITTEE: "Đảng ủy phường",
    PresentedTo.UPPER_BODY: "Cấp trên",
}


class RowState(StrEnum):
    """How a row stands in its programme; what is not `kept` is no longer part of it."""

    KEPT = "kept"
    WITHDRAWN = "withdrawn"
    STRUCK = "struck"
    MERGED = "merged"
    DROPPED = "dropped"
    CARRIED = "carried"


class RowResult(StrEnum):
    """The result of a row at the end of its period."""

    IN_TIME = "in_time"
    LATE = "late"
    CARRIED = "carried"
    DROPPED = "dropped"


ROW_RESULTS: Final[Mapping[RowResult, str]] = {
    RowResult.IN_TIME: "hoàn thành đúng hạn",
    RowResult.LATE: "hoàn thành quá hạn",
    RowResult.CARRIED: "chuyển kỳ sau",
    RowResult.DROPPED: "đưa ra khỏi chương trình",
}


class ProgrammeFindingKind(StrEnum):
    """What the Office decides on before a programme is signed."""

    SAME_PRODUCT = "same-product"
    TWO_SITTINGS = "two-sittings"
    HEAVY_WEEK = "heavy-week"
    REST_DAY = "rest-day"
    AFTER_SUPERIOR = "after-superior"
