"""The evidence over the wire: facts, days and persons; no score."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from api.rest.schemas import Schema
from services.domain.task.births import CountGroup
from services.domain.task.contests import ContestSubject
from services.domain.task.owners import OwnedBy


class Cause(Schema):
    """Một đề nghị xác nhận nguyên nhân khách quan; `confirmed` null là chưa được trả lời."""

    claim: int
    confirmed: bool | None
    answered_by: UUID | None
    answered_at: datetime | None
    claimed_event: int | None
    answered_event: int | None


class Late(Schema):
    """Chậm từ sau ngày `since_on` đến ngày `until_on`; `event` null là chưa ghi vào sổ."""

    since_on: date
    until_on: date
    working_days: int | None = Field(description="Ngày làm việc; null nếu thiếu lịch nghỉ.")
    event: int | None
    cause: Cause | None


class Returned(Schema):
    """Một lần trả lại; chỉ `failed_content` tính theo Nghị định 335."""

    submission: int
    ground: str = Field(examples=["failed_content"])
    on: date
    event: int
    cause: Cause | None


class LateContribution(Schema):
    """Đơn vị phối hợp chậm từ sau ngày `due_on` đến ngày `until_on`."""

    due_on: date
    given_on: date | None = Field(
        description="Ngày thủ trưởng đơn vị duyệt; null là chưa có, hoặc được miễn trước đó."
    )
    waived_on: date | None = Field(description="Được miễn từ ngày nào; null là không được miễn.")
    until_on: date
    counted_to: str = Field(
        description=(
            "Vì sao tính đến ngày đó: given (đã gửi và duyệt), waived (được miễn), ended (việc "
            "kết thúc), suspended (việc tạm dừng), today (còn nợ, tính đến hôm nay)."
        ),
        examples=["given"],
    )
    working_days: int | None = Field(description="Ngày làm việc; null nếu thiếu lịch nghỉ.")
    event: int
    cause: Cause | None


class Contested(Schema):
    """Một đề nghị xem lại; `accepted` null là đang chờ trả lời. Điều đã ghi vẫn giữ."""

    contest: int
    about: str = Field(examples=["return"], description=", ".join(ContestSubject))
    submission: int | None
    accepted: bool | None
    asked_by: UUID | None
    asked_at: datetime
    answered_by: UUID | None
    answered_at: datetime | None
    said: str = Field(description="Lý do và trả lời, bằng lời của trang.")
    asked_event: int
    answered_event: int | None


class Deducted(Schema):
    """Một cách đọc nghị định trừ gì ở dòng này; phần trăm điểm tiến độ, điểm chất lượng."""

    reading: str = Field(examples=["decree"])
    progress_percent: int | None
    quality_times: int
    quality_percent: int


class AppraisalLine(Schema):
    """Một sản phẩm của một cán bộ trong kỳ; `owned_by` nói vì sao là của người đó."""

    stream: str = Field(examples=["task-51-08.report.2026-Q4"])
    title: str
    unit: str = Field(examples=["KTHTDT"])
    person_id: UUID | None
    person: str | None
    owned_by: str = Field(description=", ".join(OwnedBy), examples=["named"])
    due_on: date | None
    original_due_on: date | None
    is_due: bool = Field(description="Đến hạn trong kỳ.")
    is_confirmed: bool = Field(
        description=(
            "Ngày tính hoàn thành nằm trong kỳ; việc không thời hạn là sản phẩm của kỳ đó, không "
            "bao giờ đến hạn hay chậm."
        )
    )
    box: str = Field(examples=["done_in_time"])
    box_by_original: str = Field(examples=["done_late"])
    awaits_extension: bool
    confirmed_event: int | None
    late: Late | None
    returns: list[Returned]
    contributions: list[LateContribution] = Field(description="Không tính vào đơn vị chủ trì.")
    contests: list[Contested] = Field(description="Đứng bên cạnh, không đổi số đếm khác.")
    contestable: list[str] = Field(
        examples=[["return:1"]],
        description=(
            "Người xem đề nghị xem lại được điều này ở dòng này; sau dấu hai chấm là bản báo cáo "
            "bị trả lại, hoặc đơn vị phối hợp chậm."
        ),
    )
    readings: list[Deducted]
    readings_differ: bool


class AppraisalCount(Schema):
    """Số đếm trong một nhóm việc: cả kỳ, một đơn vị hoặc một cán bộ; không phải điểm."""

    unit: str | None
    person_id: UUID | None
    due: int
    confirmed: int
    in_time: int
    in_time_by_original: int
    undecided: int = Field(description="Còn trong hạn, hoặc chờ trả lời đề nghị gia hạn.")
    late: int
    days_late: int = Field(description="Tổng ngày làm việc chậm của các lần đếm được.")
    late_uncounted: int = Field(description="Số lần chậm chưa đủ lịch nghỉ để đếm ngày.")
    contributions_late: int
    returns: dict[str, int] = Field(examples=[{"failed_content": 1}])
    causes_claimed: int
    causes_confirmed: int
    causes_rejected: int
    contests_open: int
    contests_accepted: int
    contests_rejected: int


class GroupAppraisal(Schema):
    """Một nhóm việc của kỳ, với số đếm và các dòng của riêng nhóm."""

    group: CountGroup
    total: AppraisalCount
    by_unit: list[AppraisalCount]
    by_person: list[AppraisalCount]
    lines: list[AppraisalLine]


class Appraisal(Schema):
    """Bằng chứng chấm điểm của một kỳ."""

    period: str = Field(examples=["2026-Q4"])
    first_day: date
    last_day: date
    today: date
    groups: list[GroupAppraisal] = Field(
        description="Ba nhóm việc, luôn đủ cả ba; đếm riêng, không cộng vào nhau."
    )
