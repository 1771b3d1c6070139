"""What the plan in force and plan documents give and take over the wire."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from api.rest.schemas import Count, Done, Measure, Schema, SentDay, Words
from services.domain.plan.reading_events import FindingVerdict


class DueRule(Schema):
    """Hạn: ngày muộn hơn của ngày làm việc đầu tiên sau một ngày, và số ngày làm việc sau giao."""

    after_month: int = Field(ge=1, le=12, examples=[1])
    after_day: int = Field(ge=1, le=31, examples=[31])
    working_days_after_issue: int = Field(ge=0, le=9999, examples=[20])


class Deliverable(Schema):
    """Một sản phẩm phải nộp theo một tần suất; `due` null là cách tính hạn chung."""

    name: str = Field(examples=["report"])
    frequency: str = Field(examples=["quarter"])
    due: DueRule | None


class PeriodTask(Schema):
    """Một kỳ đã giao."""

    stream: str = Field(examples=["task-51-08.report.2026-Q4"])
    deliverable: str
    period: str
    due_on: date
    stage: str
    box: str = Field(examples=["running_in_time"])


class Quote(Schema):
    """Câu chữ của văn bản, và chỗ của câu đó."""

    place: str = Field(examples=["mục II.5.1"])
    text: str


class PlanItem(Schema):
    """Một mục của kế hoạch, với tình hình thực hiện."""

    code: str = Field(examples=["51-08"])
    kind: str = Field(examples=["duty"])
    title: str
    section: str
    lead_unit: str | None
    supporting_units: list[str]
    restricted: bool
    closed: bool
    starts_on: date
    ends_on: date
    state: str = Field(examples=["1 việc quá hạn, 2 việc trong hạn."])
    quote: Quote | None = Field(description="Câu chữ của văn bản, nếu đã ghi.")
    deliverables: list[Deliverable]
    measures: list[Measure]
    periods: list[PeriodTask]
    open_findings: int = Field(description="Số điểm cần làm rõ chưa giải quyết.")


class Decision(Schema):
    """Quyết định về một điểm; không có `words` là nội dung đã bị xóa."""

    words: str | None
    at: datetime


class PlanFinding(Schema):
    """Một điểm cần làm rõ của kế hoạch đang thực hiện."""

    code: str = Field(examples=["D-51-08"])
    severity: str = Field(examples=["doubt"])
    items: list[str]
    place: str
    question: str
    assumed: str
    decision: Decision | None


class PlanItems(Schema):
    """Cây kế hoạch: các mục theo loại, và các điểm cần làm rõ của cả kế hoạch."""

    total: int = Field(description="Số mục của kế hoạch, không kể lựa chọn.")
    items: list[PlanItem]
    findings: list[PlanFinding]


class PlanItemWhole(Schema):
    """Một mục với các điểm cần làm rõ của nó; của mục mật chỉ nêu số điểm."""

    item: PlanItem
    findings: list[PlanFinding]
    withheld: int = Field(description="Số điểm không nêu nội dung vì chế độ mật.")


class Document(Schema):
    """Một văn bản kế hoạch đã tải lên; không có `name` là tên đã bị xóa."""

    document: str = Field(examples=["3f9a0c1b2d4e"])
    name: str | None = Field(examples=["ke-hoach.docx"])
    file_bytes: int
    at: datetime
    by: str | None
    loaded: bool
    beside: bool = Field(description="Đã ghi câu chữ vào kế hoạch đang thực hiện.")


class Documents(Schema):
    """Một trang của danh sách, mới nhất trước; `next` đưa vào tham số `after` để đọc tiếp."""

    documents: list[Document]
    next: str | None


class HandedIn(Done):
    """Đã tải lên và đọc được."""

    document: str = Field(examples=["3f9a0c1b2d4e"])


class Corrects(Schema):
    """Chỗ sẽ được sửa."""

    item: str = Field(examples=["CT10"])
    field: str = Field(examples=["lead"])


class Decided(Schema):
    """Quyết định về một điểm mà máy đọc thấy."""

    decision: str = Field(examples=["accepted"])
    value: str | None
    reason: str | None
    by: str | None
    at: datetime


class DocumentFinding(Schema):
    """Một điểm cần làm rõ của văn bản; `seen` gửi lại cùng quyết định."""

    key: str = Field(examples=["date-incomplete/plan"])
    code: str = Field(examples=["date-incomplete"])
    severity: str = Field(examples=["error"])
    place: str
    items: list[str]
    quotes: list[Quote]
    sentence: str
    assumed: str
    corrects: Corrects | None
    seen: int = Field(examples=[0])
    decided: Decided | None


class DocumentUnit(Schema):
    """Một đơn vị nêu trong văn bản."""

    code: str
    name: str
    internal: bool


class DocumentItem(Schema):
    """Một mục đọc được, với câu chữ của văn bản."""

    code: str
    kind: str
    title: str
    section: str
    lead: str | None
    supporting: list[str]
    restricted: bool
    quote: Quote | None
    measures: list[Measure]


class DocumentWhole(Schema):
    """Một văn bản kế hoạch: phần đầu, các điểm cần làm rõ, các mục; `version` gửi lại khi nạp."""

    document: str
    version: int
    name: str
    by: str | None
    at: datetime
    title: str
    number: str | None
    issued_on: date | None
    dated: str | None = Field(description="Dòng ngày tháng như văn bản ghi.")
    place: str
    period_from: int
    period_to: int
    replaces: str | None
    notes: list[str] = Field(description="Phần không đọc.")
    units: list[DocumentUnit]
    undecided_errors: int = Field(description="Còn lỗi chưa quyết định thì chưa nạp được.")
    read_otherwise: bool = Field(description="Phần mềm đã đổi cách đọc: hãy tải văn bản lên lại.")
    loaded: bool
    findings: list[DocumentFinding]
    items: list[DocumentItem]


class DocumentDecision(Schema):
    """Quyết định về một điểm của văn bản: theo cách đọc, sửa lại, hoặc để ngỏ có lý do."""

    key: Annotated[str, Field(min_length=1, max_length=200)] = Field(
        examples=["date-incomplete/plan"]
    )
    decision: FindingVerdict = Field(examples=["accepted"])
    value: Words | None = Field(default=None, description="Nội dung sửa.")
    reason: Words | None = Field(default=None, description="Bắt buộc khi để ngỏ.")
    seen: Count = Field(description="`seen` của điểm khi đọc.", examples=[0])


class DocumentLoad(Schema):
    """Nạp kế hoạch đã đọc, từ một ngày; bỏ trống là từ hôm nay."""

    version: Count = Field(description="`version` của văn bản khi đọc.", examples=[4])
    active_from: SentDay | None = Field(default=None, examples=["2026-12-01"])


class DocumentBeside(Schema):
    """Ghi câu chữ của văn bản vào kế hoạch đang thực hiện."""

    version: Count = Field(description="`version` của văn bản khi đọc.", examples=[4])
