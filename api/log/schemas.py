"""What the log gives over the wire."""

from datetime import date, datetime

from pydantic import Field

from api.rest.schemas import Schema


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


class LogFigure(Schema):
    """Một số liệu của báo cáo; không có `value` là không có số."""

    measure: str = Field(examples=["CT05.1"])
    title: str = Field(examples=["Tỷ lệ hộ nghèo"])
    unit: str = Field(examples=["%"])
    value: str | None = Field(examples=["0.8"])
    kind: str | None = Field(examples=["official"])


class LogLine(Schema):
    """Một sự kiện; không có `stream` là việc ngoài phạm vi của người này."""

    position: int = Field(examples=[128])
    stream: str | None
    version: int | None
    event: str = Field(examples=["submission-approved"])
    said: str = Field(examples=["Duyệt báo cáo bản 1."])
    at: datetime
    recorded_at: datetime
    happened_on: date | None = Field(
        description="Ngày xảy ra mà sự kiện nêu, khi trước ngày ghi sổ."
    )
    by: Doer
    behalf: Doer | None
    subject: Subject | None
    concerns: str | None = Field(description="Cán bộ mà sự kiện nói đến.")
    words: list[str]
    figures: list[LogFigure] = Field(description="Số liệu của báo cáo được gửi.")
    hidden: bool = Field(description="Có lời nhập không hiển thị cho người này.")
    leaf: str = Field(description="Mã băm của bản ghi.")


class LogPage(Schema):
    """Một trang của nhật ký; `next` đưa vào tham số `after` để đọc tiếp theo cùng thứ tự."""

    lines: list[LogLine]
    next: str | None = Field(examples=["78"])
    total: int = Field(description="Số sự kiện theo điều kiện, đếm đến 2.000.", examples=[128])
    is_counted: bool = Field(description="Có phải `total` là tất cả không.")
