"""What the search gives over the wire."""

from datetime import date
from uuid import UUID

from pydantic import Field

from api.rest.schemas import Held, Schema


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
    more_tasks: bool = Field(
        description="Việc theo chỉ đạo còn nhiều hơn: chỉ việc đang thực hiện và việc mới nhất "
        "được so."
    )
    people: PeopleHits
