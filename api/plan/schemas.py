"""What the plan in force gives and takes over the wire."""

from datetime import date, datetime

from pydantic import Field

from api.rest.schemas import DueDays, DueRule, KnownAt, Schema
from api.task.schemas import Measure


class Deliverable(Schema):
    """Một sản phẩm phải nộp theo một tần suất.

    `due` và `days` cùng null là cách tính hạn chung; `due_in_words` nói thành lời.
    """

    name: str = Field(examples=["report"])
    frequency: str = Field(examples=["quarter"])
    due: DueRule | None
    days: DueDays | None
    due_in_words: str = Field(
        examples=["Hạn: ngày 18 hằng tháng; gặp ngày nghỉ thì là ngày làm việc kế tiếp."]
    )


class PeriodTask(Schema):
    """Một kỳ đã giao."""

    stream: str = Field(examples=["task-51-08.report.2026-Q4"])
    deliverable: str
    period: str
    due_on: date
    stage: str
    box: str = Field(examples=["running_in_time"])


class Quote(Schema):
    """Trích dẫn văn bản, và chỗ của câu đó."""

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
    quote: Quote | None = Field(description="Trích dẫn văn bản, nếu đã gắn.")
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


class PlanItems(KnownAt):
    """Cây kế hoạch: các mục theo loại, và các điểm cần làm rõ của cả kế hoạch."""

    total: int = Field(description="Số mục của kế hoạch, không kể lựa chọn.")
    items: list[PlanItem]
    findings: list[PlanFinding]


class ItemGround(Schema):
    """Điều đã đặt cho mục theo một văn bản."""

    at: datetime
    sentence: str = Field(
        examples=["Đặt tần suất báo cáo, văn bản số 12/QĐ-UBND ngày 20/11/2026."]
    )


class PlanItemWhole(KnownAt):
    """Một mục với các điểm cần làm rõ của nó; của mục mật chỉ nêu số điểm."""

    item: PlanItem
    findings: list[PlanFinding]
    grounds: list[ItemGround] = Field(
        description="Căn cứ của việc giao chủ trì, đặt tần suất, đặt hạn; mới nhất trước."
    )
    withheld: int = Field(description="Số điểm không nêu nội dung vì chế độ mật.")
