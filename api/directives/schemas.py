"""What directives give and take over the wire."""

from datetime import date, datetime
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import Field, WithJsonSchema, create_model

from api.rest.command_bodies import body_of
from api.rest.schemas import Done, Schema
from api.task.schemas import TaskLine, Trail
from services.domain.directive.acts.register_directive import ACT as REGISTER
from services.domain.directive.terms import (
    ClauseKind,
    ClauseOutcome,
    DirectiveSource,
    OrderedHow,
    OrderRhythmKind,
)
from services.domain.task.births import Urgency

_CODE: Final = "2026.k3m7q2xa"
_DRAWN: Final = {"type": "string", "pattern": r"^\d{4}\.[a-z2-7]{8}$", "examples": [_CODE]}
# The code is drawn by the server where the program draws none.
RegisterBody: Any = create_model(
    REGISTER.command.__name__,
    __base__=body_of(REGISTER),
    __doc__=f"{REGISTER.said.capitalize()}.",
    code=(
        Annotated[str, WithJsonSchema(_DRAWN)] | None,
        Field(default=None, description="Mã mới; để trống thì máy chủ rút mã."),
    ),
)


class RegisteredNow(Done):
    """Đã ghi nhận, dưới mã này."""

    code: str = Field(examples=[_CODE])


class RegisteredDirective(Schema):
    """Một nguồn giao việc trong danh sách; văn bản mật chỉ có số và ngày."""

    code: str = Field(examples=[_CODE])
    source: str = Field(examples=["incoming_document"], description=", ".join(DirectiveSource))
    number: str | None = Field(examples=["123/UBND-VP"])
    dated_on: date | None
    issuer: str | None = Field(examples=["UBND thành phố Hải Phòng"])
    summary: str | None = Field(examples=["V/v rà soát hộ nghèo năm 2026"])
    secret: bool
    registered_at: datetime
    undecided: int = Field(description="Số điều, khoản chưa có kết quả.")
    given: int = Field(description="Số việc đã giao.")
    running: int = Field(description="Số việc đang thực hiện.")
    closed: bool


class Directives(Schema):
    """Một trang của danh sách, mới nhất trước; `next` đưa vào tham số `after` để đọc tiếp."""

    total: int = Field(description="Số nguồn giao việc theo lựa chọn, không kể trang.")
    directives: list[RegisteredDirective]
    next: str | None


class OrderGiver(Schema):
    """Người giao việc, theo chức vụ của ngày đó; không có `name` là tên đã bị xóa."""

    person_id: UUID
    name: str | None = Field(examples=["Vũ Thị Ngọc"])
    office: str = Field(examples=["vice_chair"])
    on: date


class DirectiveFile(Schema):
    """Một tệp của nguồn giao việc; không có `name` là tên đã bị xóa."""

    sha256: str = Field(
        examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"]
    )
    name: str | None = Field(examples=["thong-bao-ket-luan.pdf"])
    size_bytes: int


class DirectiveClause(Schema):
    """Một điều, khoản; ghép `words` theo thứ tự là toàn văn của bản mới nhất.

    `outcome` là null khi chưa có kết quả. `existing` là việc, mục kế hoạch đã có; `tasks` là số
    thứ tự của những việc đã giao từ đó.
    """

    id: str = Field(examples=["k3"])
    mark: str = Field(examples=["2.1"])
    depth: int
    kind: str = Field(examples=["order"], description=", ".join(ClauseKind))
    start: int
    end: int
    words: str = Field(examples=["2.1. Giao Phòng Văn hóa - Xã hội rà soát hộ nghèo."])
    outcome: str | None = Field(examples=["task"], description=", ".join(ClauseOutcome))
    existing: list[str] = Field(examples=[["task-51-08.report.2026-Q4"]])
    reason: str | None
    decided_by: str | None
    decided_on: date | None
    tasks: list[int] = Field(examples=[[1]])


class DirectiveTask(Schema):
    """Một việc đã giao từ nguồn này, như đang có; `clause` là null: của cả nguồn."""

    number: int
    clause: str | None = Field(examples=["k3"])
    occurrence_on: date | None = Field(description="Kỳ của chỉ đạo định kỳ.")
    task: TaskLine


class DirectiveOrder(Schema):
    """Một chỉ đạo định kỳ; `done` là những kỳ đã giao hoặc đã bỏ qua."""

    number: int
    clause: str | None = Field(examples=["k3"])
    title: str | None
    lead_units: list[str] = Field(examples=[["VHXH"]])
    supporting_units: list[str]
    urgency: str = Field(examples=["ordinary"], description=", ".join(Urgency))
    asks_figure: bool
    ordered_by: OrderGiver
    rhythm: str = Field(examples=["weekly"], description=", ".join(OrderRhythmKind))
    rhythm_day: int = Field(description="Hằng tuần: 1 là thứ Hai; còn lại: ngày.", examples=[5])
    rhythm_month: int | None = Field(description="Tháng của quý, 1 đến 3; chỉ của hằng quý.")
    from_on: date
    until_on: date
    issue_before_working_days: int
    done: list[date]
    running: bool
    stopped_at: datetime | None


class DirectiveWhole(Schema):
    """Một nguồn giao việc, với những gì người này được làm; `text_version` gửi lại khi quyết định.

    Văn bản mật chỉ có số và ngày.
    """

    code: str = Field(examples=[_CODE])
    version: int
    source: str = Field(examples=["incoming_document"], description=", ".join(DirectiveSource))
    number: str | None = Field(examples=["123/UBND-VP"])
    dated_on: date | None
    arrival_number: str | None = Field(examples=["1250"])
    arrived_on: date | None
    issuer: str | None = Field(examples=["UBND thành phố Hải Phòng"])
    summary: str | None = Field(examples=["V/v rà soát hộ nghèo năm 2026"])
    urgency: str = Field(examples=["ordinary"], description=", ".join(Urgency))
    superior_due_on: date | None = Field(description="Hạn của cấp trên.")
    ordered_by: OrderGiver | None
    how: str | None = Field(examples=["at_meeting"], description=", ".join(OrderedHow))
    petitioner: str | None = Field(description="Người gửi đơn, kiến nghị.")
    secret: bool
    twins: list[str] = Field(
        description="Mã của nguồn cùng số, ngày, cơ quan đã có từ trước.", examples=[[_CODE]]
    )
    registered_by: str | None
    registered_at: datetime
    text_version: int = Field(description="Bản thứ mấy của văn bản; 0 là chưa tách điều, khoản.")
    undecided: int = Field(description="Số điều, khoản chưa có kết quả.")
    closed_at: datetime | None
    clauses: list[DirectiveClause]
    tasks: list[DirectiveTask]
    orders: list[DirectiveOrder]
    files: list[DirectiveFile]
    may: list[str] = Field(examples=[["lay_clauses", "assign_tasks"]])
    trail: list[Trail]
