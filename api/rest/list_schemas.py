"""What the lists of work give over the wire: own work, period sheets, the board, the overview."""

from datetime import date, datetime

from pydantic import Field

from api.rest.schemas import FigureGiven, Measure, Schema, Task, TaskLine


class WorkGroup(Schema):
    """Một nhóm của Việc của tôi."""

    group: str = Field(examples=["late"])
    tasks: list[TaskLine]


class MyWork(Schema):
    """Mọi việc của người này, mỗi việc trong đúng một nhóm, hạn sớm trước."""

    groups: list[WorkGroup]


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
    before: Before | None


class Sheet(Schema):
    """Một phiếu: việc phải báo cáo, việc người này duyệt được, việc đang ở nơi khác."""

    unit: str
    period: str
    fill: list[SheetTask]
    sign: list[SheetTask]
    elsewhere: list[SheetTask]
    done: int = Field(description="Số việc của kỳ đã hoàn thành.")


class BoardLine(Schema):
    """Một đơn vị (hoặc toàn phường) với số việc ở từng cột."""

    unit: str | None = Field(examples=["KTHTDT"])
    counts: dict[str, int] = Field(examples=[{"not_due": 2, "near": 1}])
    total: int


class Board(Schema):
    """Bảng đôn đốc: mỗi con số đúng bằng số việc của `listBoardTasks` với cùng tham số."""

    today: date
    lines: list[BoardLine]
    totals: BoardLine
    counts: dict[str, int] = Field(examples=[{"all_late": 1, "silent": 0, "all": 4}])
    may_chase: bool
    unreached: list[str] = Field(
        description="Đơn vị còn việc mà chưa ai có tài khoản đang mở: nhắc việc không tới ai.",
        examples=[["TTYT"]],
    )


class Awaited(Schema):
    """Đang chờ ai; không có chức vụ nào là chờ cán bộ của đơn vị."""

    offices: list[str] = Field(examples=[["unit_head"]])
    unit: str | None


class NextStep(Schema):
    """Việc phần mềm sẽ tự làm tiếp: `waiting` là chờ người, `calendar` là thiếu lịch nghỉ."""

    kind: str = Field(examples=["remind"])
    at: datetime | None


class BoardTask(Schema):
    """Một việc của bảng đôn đốc; `days_late` và `silent_for` là số ngày làm việc."""

    task: TaskLine
    state: str = Field(examples=["late"])
    days_late: int
    silent_for: int
    silent: bool
    escalated_at: datetime | None
    awaited: Awaited | None
    next_step: NextStep
    closed_to_chase: str | None = Field(description="Vì sao chưa đôn đốc được; null là được.")
    decides: bool


class BoardTasks(Schema):
    """Một trang của danh sách; `next` đưa vào tham số `after` để đọc tiếp."""

    tasks: list[BoardTask]
    next: str | None


class Moved(Schema):
    """Một diễn biến của hôm nay."""

    stream: str
    title: str
    at: datetime
    by: str | None
    office: str | None
    unit: str | None
    event: str = Field(examples=["report-submitted"])


class Today(Schema):
    """Diễn biến của hôm nay, mới nhất trước; `left_out` là số diễn biến không nêu ở đây."""

    moved: list[Moved]
    left_out: int


class Count(Schema):
    """Số việc của phường, một đơn vị hoặc một quý theo năm ô tình trạng."""

    unit: str | None
    quarter: str | None = Field(examples=["2026-Q4"])
    boxes: dict[str, int] = Field(examples=[{"running_in_time": 3, "running_late": 1}])
    total: int


class IndicatorDue(Schema):
    """Một chỉ số đến kỳ báo cáo, với số liệu đã xác nhận gần nhất."""

    stream: str
    lead_unit: str
    due_on: date
    measure: Measure
    value: str | None = Field(examples=["97.45"])
    period: str | None


class CountedTask(Schema):
    """Một việc của một con số; `days_late` là số ngày làm việc, 0 là chưa quá hạn.

    Thiếu lịch nghỉ của một năm thì `days_late` là null.
    """

    task: TaskLine
    days_late: int | None


class Overview(Schema):
    """Tổng quan của phường trong ngày."""

    today: date
    ward: Count
    by_unit: list[Count]
    trend: list[Count]
    indicators: list[IndicatorDue]
    latest: list[CountedTask] = Field(description="Mười việc quá hạn lâu nhất.")


class CountedTasks(Schema):
    """Các việc của một con số, hạn sớm trước; `total` là con số đó."""

    total: int
    tasks: list[CountedTask]
    next: str | None
