"""What goes over the wire: English keys, days as YYYY-MM-DD, decimals as strings with a point."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from services.domain.instants import YEAR_SAID, YEARS
from services.domain.numerals import PLAIN, PLAIN_AT_MOST

Decimal = Annotated[str, Field(pattern=f"^{PLAIN}$", max_length=PLAIN_AT_MOST, examples=["97.45"])]
Code = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[A-Za-z0-9.-]+$")]
Words = Annotated[str, Field(max_length=100_000)]
Count = Annotated[int, Field(ge=0, le=999_999_999)]


def _of_our_time(day: date) -> date:
    if day.year not in YEARS:
        raise PydanticCustomError("year_range", "{said}", {"said": YEAR_SAID})
    return day


# A day that is sent. What is told again stays as it was recorded, whatever its year.
SentDay = Annotated[date, AfterValidator(_of_our_time), Field(description=f"Ngày {YEAR_SAID}.")]


class Schema(BaseModel):
    """Unknown fields are refused: a misspelt one is never dropped in silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class KnownAt(Schema):
    """Trả lời của một ngày đã qua nêu ngày đó và sự kiện cuối cùng đã biết."""

    as_of: date | None = Field(default=None, examples=["2026-11-30"])
    position: int | None = Field(default=None, examples=[1204])


class Held(Schema):
    """Một chức vụ đang giữ."""

    office: str = Field(examples=["specialist"])
    unit: str | None = Field(examples=["KTHTDT"])


class PaperShape(Schema):
    """Số và ngày của một văn bản."""

    number: str = Field(min_length=1, max_length=60, examples=["15/BC-KTHTĐT"])
    dated_on: date


class Done(Schema):
    """Đã ghi: phiên bản mới của từng dòng sự kiện, vị trí trong sổ; rỗng nếu không ghi gì."""

    versions: dict[str, int] = Field(examples=[{"task-51-08.report.2026": 3}])
    first_position: int | None
    last_position: int | None


class DueRule(Schema):
    """Hạn: ngày muộn hơn của ngày làm việc đầu tiên sau một ngày, và số ngày làm việc sau giao."""

    after_month: int = Field(ge=1, le=12, examples=[1])
    after_day: int = Field(ge=1, le=31, examples=[31])
    working_days_after_issue: int = Field(ge=0, le=9999, examples=[20])


class DayInPeriod(Schema):
    """Ngày của kỳ: `month` đếm từ tháng đầu của kỳ (13: tháng 1 năm sau); 31 là cuối tháng."""

    month: int = Field(ge=1, le=24, examples=[3])
    day: int = Field(ge=1, le=31, examples=[20])


class DueDays(Schema):
    """Ngày đến hạn: của mỗi kỳ (`in_period`: một ngày, hoặc mỗi kỳ trong năm một ngày), hoặc

    những ngày cụ thể của việc làm một lần (`on`: mỗi ngày một việc).
    """

    in_period: list[DayInPeriod] = Field(max_length=12, examples=[[{"month": 3, "day": 20}]])
    on: list[SentDay] = Field(max_length=20, examples=[[]])
