"""What the log and the search give over the wire."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from api.rest.schemas import Held, Schema


class Doer(Schema):
    """Ai thực hiện, với chức vụ và đơn vị lúc đó."""

    kind: str = Field(examples=["person"])
    name: str | None = Field(examples=["Nguyễn Thị Hoa"])
    office: str | None = Field(examples=["specialist"])
    unit: str | None = Field(examples=["KTHTDT"])


class Subject(Schema):
    """Mục hoặc việc mà sự kiện nói đến; không có `title` là theo chế độ mật."""

    stream: str
    is_task: bool
    code: str
    kind: str
    title: str | None
    deliverable: str | None
    period: str | None


class LogLine(Schema):
    """Một sự kiện; không có `stream` là việc ngoài phạm vi của người này."""

    position: int = Field(examples=[128])
    stream: str | None
    version: int | None
    event: str = Field(examples=["submission-approved"])
    said: str = Field(examples=["Duyệt báo cáo bản 1."])
    at: datetime
    recorded_at: datetime
    by: Doer
    behalf: Doer | None
    subject: Subject | None
    concerns: str | None = Field(description="Cán bộ mà sự kiện nói đến.")
    words: list[str]
    hidden: bool = Field(description="Có lời nhập không hiển thị cho người này.")
    leaf: str = Field(description="Mã băm của bản ghi.")


class LogPage(Schema):
    """Một trang của nhật ký, mới nhất trước; `next` đưa vào tham số `after` để đọc tiếp."""

    lines: list[LogLine]
    next: str | None = Field(examples=["78"])


class WorkFound(Schema):
    """Một mục hoặc việc tìm thấy; không có `title` là theo chế độ mật."""

    stream: str
    code: str
    kind: str
    title: str | None
    deliverable: str | None
    period: str | None
    lead_unit: str | None
    due_on: date | None
    closed: bool


class PersonFound(Schema):
    """Một cán bộ tìm thấy, với chức vụ trong ngày."""

    person_id: UUID
    name: str
    offices: list[Held]


class WorkHits(Schema):
    """Tìm thấy đúng từ, và riêng phần lệch một chữ; hai con số là của tất cả."""

    exact_count: int
    exact: list[WorkFound]
    near_count: int
    near: list[WorkFound]


class PeopleHits(Schema):
    """Tìm thấy đúng từ, và riêng phần lệch một chữ; hai con số là của tất cả."""

    exact_count: int
    exact: list[PersonFound]
    near_count: int
    near: list[PersonFound]


class Found(Schema):
    """Mục, việc và cán bộ tìm thấy trong phạm vi của người này."""

    items: WorkHits
    tasks: WorkHits
    people: PeopleHits
