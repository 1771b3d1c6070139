"""The list of the meeting over the wire."""

from datetime import date

from pydantic import Field

from api.rest.schemas import Schema
from api.task.outstanding import Origin, Outstanding


class MeetingTask(Schema):
    """Một dòng của danh sách giao ban; `origin` null là việc thường xuyên của kế hoạch."""

    work: Outstanding
    origin: Origin | None


class MeetingPartAnswer(Schema):
    """Một phần của danh sách; một việc đứng ở mọi phần mà nó thuộc về."""

    part: str = Field(
        examples=["late"],
        description=(
            "`new`: mới giao; `late`: quá hạn, chậm nhất trước; `due_this_week`: đến hạn trong "
            "tuần; `reported_above`: đã báo cáo lên cấp trên của đơn vị; `waits_for_leaders`: "
            "chờ lãnh đạo quyết định, trả lời."
        ),
    )
    counts: dict[str, int] = Field(
        description="Số việc của từng nhóm; không cộng vào nhau.",
        examples=[{"assigned_dated": 3, "assigned_undated": 1}],
    )
    tasks: list[MeetingTask]
    left_out: int = Field(description="Số việc không nêu ở đây vì danh sách quá dài.")


class MeetingListAnswer(Schema):
    """Danh sách giao ban: việc theo chỉ đạo, rồi riêng việc thường xuyên của kế hoạch."""

    today: date
    since: date = Field(description="Việc giao từ ngày này là mới.")
    week_from: date = Field(description="Thứ Hai của tuần.")
    week_until: date = Field(description="Chủ nhật của tuần.")
    assigned: list[MeetingPartAnswer]
    routine: list[MeetingPartAnswer]
