"""What plan documents give and take over the wire."""

from datetime import date, datetime

from pydantic import Field

from api.plan.schemas import Deliverable, Quote
from api.rest.schemas import Done, Schema
from api.task.schemas import Measure


class Document(Schema):
    """Một văn bản kế hoạch đã tải lên; không có `name` là tên đã bị xóa."""

    document: str = Field(examples=["3f9a0c1b2d4e"])
    name: str | None = Field(examples=["ke-hoach.docx"])
    title: str | None = Field(description="Tên kế hoạch như văn bản ghi, kể cả phần đã sửa.")
    number: str | None = Field(examples=["70/KH-UBND"])
    issued_on: date | None
    lines: int = Field(description="Số dòng của các điểm cần làm rõ.")
    decided_lines: int = Field(description="Số dòng đã quyết định.")
    file_bytes: int
    at: datetime
    by: str | None
    loaded: bool
    beside: bool = Field(description="Đã gắn trích dẫn vào kế hoạch đang thực hiện.")


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


class DocumentFindingLine(Schema):
    """Một dòng của điểm cần làm rõ: chỗ, trích dẫn, cách đọc và quyết định của riêng dòng đó."""

    key: str = Field(examples=["no-lead.I-03.5f0c1a"])
    place: str
    items: list[str]
    quotes: list[Quote]
    assumed: str
    corrects: Corrects | None
    decided: Decided | None


class DocumentFinding(Schema):
    """Một điểm cần làm rõ của văn bản; `seen` gửi lại cùng quyết định.

    Điểm gồm nhiều dòng thì `corrects` và `decided` để trống: xem từng dòng trong `lines`.
    """

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
    lines: list[DocumentFindingLine] = Field(
        description="Quyết định được từng dòng; điểm của một chỗ có một dòng."
    )
    open_lines: int = Field(description="Còn bao nhiêu dòng chưa quyết định.", examples=[5])


class DocumentUnit(Schema):
    """Một đơn vị nêu trong văn bản."""

    code: str
    name: str
    internal: bool


class DocumentItem(Schema):
    """Một mục đọc được, với trích dẫn văn bản."""

    code: str
    kind: str
    title: str
    section: str
    lead: str | None
    supporting: list[str]
    restricted: bool
    quote: Quote | None
    starts_on: date | None
    ends_on: date | None
    deliverables: list[Deliverable]
    measures: list[Measure]


class PastWork(Schema):
    """Một mục có hạn đã qua nếu kế hoạch được thực hiện từ hôm nay: hạn đó không được giao."""

    item: str = Field(examples=["II-03"])
    days: list[date]


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
    past_work: list[PastWork]
