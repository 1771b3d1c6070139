"""Period sheets over the wire."""

from pydantic import Field

from api.rest.schemas import Schema
from api.task.schemas import FigureGiven, Task


class SheetCount(Schema):
    """Một phiếu báo cáo kỳ còn việc đang mở."""

    unit: str = Field(examples=["KTHTDT"])
    period: str = Field(examples=["2026-Q4"])
    open: int = Field(examples=[3])
    done: int = Field(examples=[1])


class Sheets(Schema):
    """Các phiếu của đơn vị mình."""

    sheets: list[SheetCount]


class Before(Schema):
    """Số liệu đã xác nhận của kỳ trước."""

    period: str = Field(examples=["2026-Q3"])
    figures: list[FigureGiven]


class SheetTask(Schema):
    """Một việc của phiếu."""

    task: Task
    before: Before | None = Field(description="Kỳ gần nhất trước đó.")
    year_before: Before | None = Field(description="Cùng kỳ năm trước.")


class Sheet(Schema):
    """Một phiếu: việc phải báo cáo, việc người này duyệt được, việc ở bước khác, việc đã xong."""

    unit: str
    period: str
    fill: list[SheetTask]
    sign: list[SheetTask]
    elsewhere: list[SheetTask]
    closed: list[SheetTask]
    done: int = Field(description="Số việc của kỳ đã hoàn thành.")
