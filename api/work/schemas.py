"""Own work over the wire."""

from datetime import date, datetime

from pydantic import Field

from api.rest.schemas import KnownAt, Schema
from api.task.schemas import TaskLine


class WorkGroup(Schema):
    """Một nhóm của Việc của tôi."""

    group: str = Field(examples=["late"])
    tasks: list[TaskLine]


class ReminderOfToday(Schema):
    """Lần nhắc việc hôm nay tới đơn vị của người này."""

    task: str
    due_on: date
    offset_working_days: int = Field(description="Số ngày làm việc so với hạn; âm là trước hạn.")
    recorded_at: datetime


class OverdueShown(Schema):
    """Việc quá hạn đã báo cáo tới người này; `as_request` là đề nghị của Chủ tịch gửi đơn vị."""

    task: str
    due_on: date
    after_working_days: int = Field(description="Bước báo cáo: số ngày làm việc sau hạn.")
    overdue_working_days: int = Field(description="Số ngày làm việc đã quá hạn khi báo cáo.")
    as_request: bool


class MyWork(KnownAt):
    """Mọi việc của người này, mỗi việc trong đúng một nhóm, hạn sớm trước."""

    groups: list[WorkGroup]
    overdue: list[OverdueShown] = Field(description="Việc quá hạn đã báo cáo tới người này.")
    reminded: list[ReminderOfToday] = Field(description="Các lần nhắc việc hôm nay, không lọc.")
