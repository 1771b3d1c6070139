"""What findings of inspectors give over the wire."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from api.rest.schemas import Done, Schema
from api.task.schemas import Trail
from services.domain.inspection.terms import InspectedThing, InspectionStage


class OpenedNow(Done):
    """Đã lập, dưới mã này."""

    code: str = Field(examples=["2026.k3m7q2xa"])


class ListedInspection(Schema):
    """Một kiến nghị; về việc theo chế độ mật chỉ có số và ngày văn bản."""

    code: str = Field(examples=["2026.k3m7q2xa"])
    about: str = Field(examples=["task"], description=", ".join(InspectedThing))
    subject: str = Field(description="Tên luồng của việc, mã mục hoặc kỳ; trống là chính đơn vị.")
    unit: str = Field(examples=["KTHTDT"])
    restricted: bool
    stage: str = Field(examples=["open"], description=", ".join(InspectionStage))
    opened_at: datetime
    answer_by_on: date


class InspectionFindings(Schema):
    """Một trang của danh sách, mới nhất trước; `next` đưa vào tham số `page` để đọc tiếp."""

    total: int
    findings: list[ListedInspection]
    next: int | None


class InspectionWhole(Schema):
    """Một kiến nghị với diễn biến; `may` là những việc người này làm được."""

    finding: ListedInspection
    may: list[str]
    trail: list[Trail]


class AccessRead(Schema):
    """Một lần đọc hoặc xuất; `address` là trang đã xem, null nếu không nêu với người này."""

    at: datetime
    person_id: UUID | None
    name: str | None = Field(examples=["Nguyễn Thị Hoa"])
    kind: str = Field(examples=["inspector-read"])
    origin: str = Field(description="Địa chỉ mạng; trống là không rõ.", examples=["10.0.0.5"])
    known_device: bool
    address: str | None = Field(examples=["/viec/task-51-08.report.2026-Q4"])


class AccessReads(Schema):
    """Một trang, mới nhất trước; `next` đưa vào tham số `page` để đọc tiếp."""

    total: int
    reads: list[AccessRead]
    next: int | None
