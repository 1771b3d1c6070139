"""Own work over the wire."""

from datetime import date, datetime

from pydantic import Field

from api.rest.schemas import Schema
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


class MyWork(Schema):
    """Mọi việc của người này, mỗi việc trong đúng một nhóm, hạn sớm trước."""

    groups: list[WorkGroup]
    reminded: list[ReminderOfToday] = Field(description="Các lần nhắc việc hôm nay, không lọc.")
