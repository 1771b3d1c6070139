"""What is late for leaders, and what the upper body has not answered, over the wire."""

from datetime import date

from pydantic import Field

from api.rest.schemas import Schema
from api.task.outstanding import Outstanding
from api.task.schemas import TaskLine
from services.domain.task.births import CountGroup


class LeaderCount(Schema):
    """Số việc của một nhóm; các nhóm không cộng vào nhau."""

    own: bool = Field(description="Đang chờ chính người này.")
    group: str = Field(examples=["assigned_dated"], description=", ".join(CountGroup))
    count: int


class LeaderTask(Schema):
    """Một việc quá hạn, hoặc đã báo cáo lên cấp trên của đơn vị."""

    own: bool = Field(description="Đang chờ chính người này.")
    work: Outstanding


class LateTasks(Schema):
    """Việc chờ chính người này trước, rồi theo nhóm; trong mỗi nhóm chậm nhất trước."""

    today: date
    counts: list[LeaderCount]
    tasks: list[LeaderTask]
    next: str | None = Field(description="Gửi lại trong `after` để lấy trang sau.")


class AwaitedTask(Schema):
    """Một việc phường đã hoàn thành, cấp trên chưa trả lời."""

    task: TaskLine
    finished_on: date = Field(description="Ngày được tính là phường hoàn thành.")
    superior_due_on: date = Field(description="Hạn của cấp trên.")
    waited: int | None = Field(
        description="Số ngày làm việc từ khi hoàn thành; null là thiếu lịch nghỉ của năm."
    )


class AwaitedTasks(Schema):
    """Các việc chờ cấp trên công nhận, hoàn thành sớm nhất trước."""

    total: int
    may_record: bool = Field(description="Người này được ghi nhận công nhận của cấp trên.")
    tasks: list[AwaitedTask]
    next: str | None = Field(description="Gửi lại trong `after` để lấy trang sau.")
