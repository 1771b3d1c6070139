"""The overview over the wire."""

from datetime import date

from pydantic import Field

from api.rest.schemas import KnownAt, Schema
from api.task.result_bodies import IndicatorRow
from api.task.schemas import TaskLine


class Count(Schema):
    """Số việc của phường, một đơn vị hoặc một quý theo năm ô tình trạng."""

    unit: str | None
    quarter: str | None = Field(examples=["2026-Q4"])
    boxes: dict[str, int] = Field(examples=[{"running_in_time": 3, "running_late": 1}])
    total: int


class CountedTask(Schema):
    """Một việc của một con số; `days_late` là số ngày làm việc, 0 là chưa quá hạn.

    Thiếu lịch nghỉ của một năm thì `days_late` là null.
    """

    task: TaskLine
    days_late: int | None


class Overview(KnownAt):
    """Tổng quan của phường trong ngày."""

    today: date
    group: str = Field(description="Nhóm việc được đếm.", examples=["routine"])
    groups: dict[str, int] = Field(
        description="Số việc đang tính của từng nhóm; không cộng vào nhau.",
        examples=[{"assigned_dated": 12, "assigned_undated": 3, "routine": 140}],
    )
    ward: Count
    by_unit: list[Count]
    trend: list[Count]
    indicators: list[IndicatorRow] = Field(description="Các chỉ tiêu của kế hoạch.")
    late: int = Field(description="Số việc đang quá hạn, hạn trong kỳ nào cũng tính.")
    latest: list[CountedTask] = Field(description="Mười việc quá hạn lâu nhất.")


class CountedTasks(KnownAt):
    """Các việc của một con số, hạn sớm trước; `total` là con số đó."""

    total: int
    tasks: list[CountedTask]
    next: str | None
