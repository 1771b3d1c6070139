"""Results of measures over the wire."""

from datetime import date, datetime

from pydantic import Field

from api.rest.schemas import KnownAt, Schema
from api.task.schemas import Measure
from services.domain.results.series import Attainment


class Target(Schema):
    """Mục tiêu của một năm; `high` chỉ có khi kế hoạch nêu một khoảng."""

    operator: str = Field(examples=["at_least"])
    value: str = Field(examples=["97.45"])
    high: str | None
    source: str = Field(
        description="`plan`, `last_year`: kế hoạch; `ward`: phường giao; `line`: tính đều.",
        examples=["line"],
    )


class FormerFigure(Schema):
    """Một số đã được đính chính, không còn tính: là gì, ai đính chính, lúc nào, vì sao."""

    value: str | None
    kind: str | None
    corrected_by: str | None
    corrected_at: datetime
    reason: str | None


class Point(Schema):
    """Số liệu đã xác nhận của một kỳ và đánh giá theo mục tiêu của năm."""

    stream: str
    period: str = Field(examples=["2026-Q4"])
    value: str | None = Field(description="Null là không có số.", examples=["96.5"])
    kind: str | None = Field(examples=["official"])
    counted_on: date
    submission: int | None = Field(description="Bản báo cáo đã xác nhận.")
    returns: int | None = Field(description="Số lần bị trả lại trước khi xác nhận.")
    reported_by: str | None
    target: Target | None
    outcome: Attainment
    unknown: str | None = Field(description="Vì sao chưa đủ căn cứ.", examples=["no_baseline"])
    versions: list[FormerFigure] = Field(description="Số trước các lần đính chính, mới trước.")


class Computed(Schema):
    """Số tính qua các năm, kèm công thức."""

    computation: str = Field(examples=["mean_growth"])
    first_year: int
    last_year: int
    value: str
    formula: str
    outcome: Attainment


class Series(Schema):
    """Chuỗi số liệu của một chỉ tiêu thành phần, kỳ cũ trước."""

    measure: Measure
    outcome: Attainment
    since: str | None = Field(description="Từ kỳ nào.", examples=["2026-Q4"])
    targets: dict[str, Target] = Field(description="Mục tiêu theo năm.")
    baseline: str | None = Field(description="Số gốc mà phường ghi.", examples=["61.5"])
    points: list[Point]
    computed: Computed | None


class ItemResults(KnownAt):
    """Kết quả của một mục; mục theo chế độ mật không có số liệu nào."""

    code: str
    restricted: bool
    outcome: Attainment
    series: list[Series]


class IndicatorRow(Schema):
    """Một chỉ tiêu của kế hoạch: đạt, chưa đạt, chưa đủ căn cứ hay chưa có số.

    `items` là mục của từng đơn vị chủ trì; `series` là số liệu tiêu biểu cho đánh giá.
    """

    code: str = Field(examples=["CT08"])
    title: str | None = Field(description="Null là theo chế độ mật.")
    restricted: bool
    outcome: Attainment
    reached: int = Field(description="Số chỉ tiêu thành phần, hoặc đơn vị, đã đạt.")
    required: int
    items: list[str]
    item: str | None = Field(description="Mục có số liệu tiêu biểu.")
    measure: str | None
    value: str | None
    period: str | None
    since: str | None
