"""Promised reminders over the wire."""

from datetime import date, datetime

from pydantic import Field

from api.rest.schemas import Schema


class ReminderPromise(Schema):
    """Một lần nhắc mà quy tắc đang có hiệu lực lúc đó đã hứa, và điều đã ghi vào sổ.

    `kind`: `reminder` (nhắc hạn), `overdue` (báo cáo việc quá hạn lên một cấp), `step` (bước duyệt
    quá hạn xử lý), `request` (đề nghị chưa được trả lời). `offset_working_days` tính từ `due_on`,
    âm là trước hạn; với `step` và `request`, `due_on` là hạn xử lý, hạn trả lời, `about` là bước
    hoặc loại đề nghị, `number` là bản báo cáo hoặc số của đề nghị. `escalates` là `overdue`.
    `recorded_at` là lúc ghi vào sổ; null là không có dấu vết.
    `late_seconds` khác null khi ghi muộn.
    """

    stream: str = Field(examples=["task-51-08.report.2026-Q4"])
    title: str
    lead_unit: str
    restricted: bool
    kind: str = Field(examples=["reminder"])
    about: str | None = Field(examples=["office"])
    number: int | None = Field(examples=[1])
    due_on: date
    offset_working_days: int = Field(examples=[-5])
    escalates: bool
    promised_at: datetime
    policy: str = Field(examples=["policy-ward@1"], description="Bản quy tắc đã hứa.")
    units: list[str]
    outcome: str = Field(examples=["in_time"])
    recorded_at: datetime | None
    late_seconds: int | None
    skip_reason: str | None = Field(examples=["superseded"])


class ReminderPromises(Schema):
    """Các lần nhắc của một tháng, sớm trước; `counts` đếm mọi kết quả của tháng và đơn vị."""

    month: str = Field(examples=["2026-12"])
    counts: dict[str, int] = Field(examples=[{"in_time": 12, "late": 0}])
    late_skips: int = Field(description="Trong số bỏ qua: ghi muộn.")
    promises: list[ReminderPromise]
    next: str | None = Field(description="Gửi lại trong `after` để lấy trang sau.")
