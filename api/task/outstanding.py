"""What a task lacks and whose level must decide, over the wire."""

from datetime import date
from uuid import UUID

from pydantic import Field

from api.rest.schemas import Schema
from api.task.answers import task_line
from api.task.schemas import TaskLine
from services.domain.policy import Policy
from services.domain.roles import Holder
from services.domain.task.events import RequestKind
from services.queries.my_work import part_of
from services.queries.outstanding import MissingKind, OutstandingTask


class Missing(Schema):
    """Một điều còn thiếu: `units` phải làm, `requests` là các đề nghị chờ trả lời."""

    kind: str = Field(examples=["report"], description=", ".join(MissingKind))
    units: list[str] = Field(examples=[["KTHTDT"]])
    requests: list[str] = Field(examples=[[]], description=", ".join(RequestKind))


class Deciding(Schema):
    """Cấp phải quyết định; không có chức vụ nào là chính đơn vị, có `person_id` là đích danh."""

    offices: list[str] = Field(examples=[["vice_chair"]])
    unit: str | None = Field(examples=["KTHTDT"])
    person_id: UUID | None
    person: str | None = Field(description="Tên; null là không đích danh, hoặc đã xóa tên.")


class Outstanding(Schema):
    """Một việc với điều còn thiếu và cấp phải quyết định."""

    task: TaskLine
    late: bool
    days_late: int | None = Field(description="Số ngày làm việc; null là thiếu lịch nghỉ của năm.")
    missing: list[Missing]
    deciding: Deciding | None = Field(description="Null là không còn ai phải làm gì.")


class Origin(Schema):
    """Nguồn giao việc: chỉ loại, số và ngày."""

    directive: str = Field(examples=["2026.k3m7q2xa"])
    source: str = Field(examples=["conclusion"])
    number: str | None = Field(examples=["12/TB-UBND"])
    on: date = Field(description="Ngày của văn bản; không có văn bản thì là ngày chỉ đạo.")


def outstanding_answer(work: OutstandingTask, holder: Holder, policy: Policy) -> Outstanding:
    """One such task as the calls tell it to this person."""
    deciding = work.deciding
    return Outstanding(
        task=task_line(work.task, work.box.value, part_of(work.task, holder, policy)),
        late=work.is_late,
        days_late=work.days_late,
        missing=[
            Missing(
                kind=each.kind.value,
                units=list(each.units),
                requests=[request.value for request in each.requests],
            )
            for each in work.missing
        ],
        deciding=Deciding(
            offices=[office.value for office in deciding.offices],
            unit=deciding.unit,
            person_id=deciding.person_id,
            person=work.person,
        )
        if deciding
        else None,
    )
