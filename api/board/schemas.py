"""The Office's board over the wire."""

from datetime import date, datetime

from pydantic import Field

from api.rest.schemas import KnownAt, Schema
from api.task.schemas import TaskLine


class BoardLine(Schema):
    """Một đơn vị (hoặc toàn phường) với số việc ở từng cột."""

    unit: str | None = Field(examples=["KTHTDT"])
    counts: dict[str, int] = Field(examples=[{"not_due": 2, "near": 1}])
    total: int
    beside: dict[str, int] = Field(
        description="Đếm lại các việc đã có ở một cột: đang có đề nghị, đã báo cáo lãnh đạo.",
        examples=[{"asked": 1, "escalated": 0}],
    )


class QuarterDone(Schema):
    """Một quý của một đơn vị: số việc hoàn thành muộn trên số việc đã hoàn thành."""

    quarter: str = Field(examples=["2026-Q4"])
    late: int
    total: int


class UnitContact(Schema):
    """Gọi cho ai ở một đơn vị, ai phụ trách, các quý gần nhất chậm thế nào."""

    unit: str = Field(examples=["KTHTDT"])
    head: str | None = Field(description="Thủ trưởng; null là chưa có.")
    telephone: str | None
    leader: str | None = Field(description="Lãnh đạo phụ trách; null là chưa có.")
    quarters: list[QuarterDone]


class ReturnReason(Schema):
    """Vì sao báo cáo bị trả lại: lời đã ghi, hoặc mã của việc theo chế độ mật."""

    words: str | None = Field(description="Null là không hiển thị cho người này, hoặc đã xóa.")
    code: str | None


class Board(KnownAt):
    """Bảng đôn đốc: mỗi con số đúng bằng số việc của `listBoardTasks` với cùng tham số."""

    today: date
    group: str = Field(description="Nhóm việc của bảng.", examples=["routine"])
    groups: dict[str, int] = Field(
        description="Số việc đang mở của từng nhóm; không cộng vào nhau.",
        examples=[{"assigned_dated": 12, "assigned_undated": 3, "routine": 140}],
    )
    lines: list[BoardLine]
    totals: BoardLine
    counts: dict[str, int] = Field(examples=[{"all_late": 1, "silent": 0, "all": 4}])
    may_chase: bool
    unreached: list[str] = Field(
        description="Đơn vị còn việc mà chưa ai có tài khoản đang mở: nhắc việc không tới ai.",
        examples=[["TTYT"]],
    )
    contacts: list[UnitContact] = Field(description="Chỉ cho người được đôn đốc.")


class Awaited(Schema):
    """Đang chờ ai; không có chức vụ nào là chờ cán bộ của đơn vị."""

    offices: list[str] = Field(examples=[["unit_head"]])
    unit: str | None


class NextStep(Schema):
    """Việc phần mềm sẽ tự làm tiếp: `waiting` là chờ người, `calendar` là thiếu lịch nghỉ."""

    kind: str = Field(examples=["remind"])
    at: datetime | None


class OverdueStep(Schema):
    """Bước báo cáo quá hạn cao nhất còn hiệu lực; `as_request` là đề nghị của Chủ tịch."""

    after_working_days: int
    overdue_working_days: int
    offices: list[str] = Field(examples=[["chief_of_office"]])
    unit: str | None
    as_request: bool


class BoardTask(Schema):
    """Một việc của bảng đôn đốc; `days_late` và `silent_for` là số ngày làm việc."""

    task: TaskLine
    state: str = Field(examples=["late"])
    days_late: int
    silent_for: int
    silent: bool
    escalated_at: datetime | None
    overdue: OverdueStep | None
    awaited: Awaited | None
    next_step: NextStep
    closed_to_chase: str | None = Field(description="Vì sao chưa đôn đốc được; null là được.")
    decides: bool
    leader: str | None = Field(description="Lãnh đạo phụ trách đơn vị chủ trì.")
    return_reason: ReturnReason | None = Field(description="Null là không bị trả lại.")


class BoardTasks(KnownAt):
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


class Today(KnownAt):
    """Diễn biến của hôm nay, mới nhất trước; `left_out` là số diễn biến không nêu ở đây."""

    moved: list[Moved]
    left_out: int
