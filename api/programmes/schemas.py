"""What work programmes give over the wire."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from pydantic import Field

from api.rest.schemas import Schema
from api.task.schemas import Trail
from services.domain.programme.periods import ProgrammeKind
from services.domain.programme.terms import (
    PresentedTo,
    ProgrammeFindingKind,
    RowResult,
    RowState,
)
from services.domain.task.lateness import OfficialStatus

_CODE: Final = "2027-Q1"
_KINDS: Final = ", ".join(ProgrammeKind)


class ListedProgramme(Schema):
    """Một chương trình trong danh sách."""

    code: str = Field(examples=[_CODE])
    kind: str = Field(examples=["quarter"], description=_KINDS)
    first_on: date
    last_on: date
    closes_on: date = Field(description="Ngày cuối đăng ký.")
    rows: int = Field(description="Số dòng.")
    silent: int = Field(description="Số đơn vị chưa đăng ký dòng nào.")
    signed: bool
    closed: bool = Field(description="Đã tổng kết.")


class ProgrammeToOpen(Schema):
    """Một kỳ chưa mở đăng ký mà người này mở được."""

    code: str = Field(examples=["2027-Q2"])
    kind: str = Field(examples=["quarter"], description=_KINDS)
    first_on: date
    last_on: date


class ProgrammeUnit(Schema):
    """Một đơn vị của phường, đăng ký và chủ trì được."""

    code: str = Field(examples=["KTHTDT"])
    name: str = Field(examples=["Phòng Kinh tế, Hạ tầng và Đô thị"])


class Programmes(Schema):
    """Mọi chương trình, kỳ mới nhất trước."""

    programmes: list[ListedProgramme]
    to_open: list[ProgrammeToOpen]
    units: list[ProgrammeUnit]


class ProgrammeSignature(Schema):
    """Ai ký, theo số và ngày nào của văn bản; không có `name` là tên đã bị xóa."""

    number: str = Field(examples=["12/CTr-UBND"])
    dated_on: date
    person_id: UUID
    name: str | None = Field(examples=["Vũ Thị Ngọc"])
    office: str = Field(examples=["vice_chair"])
    signed_at: datetime
    rows: list[int] = Field(description="Các dòng đã ký, theo thứ tự.", examples=[[2, 1]])


class ProgrammeRow(Schema):
    """Một dòng; `seen` gửi lại khi sửa. Với `withheld`, nội dung không thuộc phạm vi người này.

    `source` là mã của việc hoặc mục kế hoạch mà dòng nói đến, `task` để đọc việc đó; cả hai là
    null khi chưa có, hoặc không thuộc phạm vi của người này.
    """

    number: int
    place: int | None = Field(description="Số thứ tự trên văn bản; null là không còn.")
    unit: str = Field(description="Đơn vị đăng ký.", examples=["KTHTDT"])
    own: bool = Field(description="Đơn vị của người này đăng ký.")
    seen: int
    state: str = Field(examples=["kept"], description=", ".join(RowState))
    withheld: bool
    content: str | None = Field(examples=["Trình đề án thu gom rác tại nguồn"])
    product: str | None = Field(examples=["Tờ trình và đề án"])
    note: str | None
    reason: str | None = Field(description="Lý do của lần thay đổi mới nhất.")
    lead_unit: str
    supporting_units: list[str]
    due_on: date
    planned_on: date | None = Field(description="Thời hạn đã ký lần đầu; null là chưa ký.")
    superior_due_on: date | None = Field(description="Hạn của cấp trên.")
    presented_to: str = Field(examples=["committee"], description=", ".join(PresentedTo))
    leader: UUID | None = Field(description="Lãnh đạo chủ trì, quyết định.")
    leader_name: str | None = Field(examples=["Vũ Thị Ngọc"])
    sits_at: str | None = Field(description="Giờ họp.", examples=["08:30"])
    twins: list[int] = Field(description="Các dòng có cùng nội dung.", examples=[[2]])
    source: str | None = Field(examples=["task-51-08.report.2026-Q4"])
    source_title: str | None = Field(examples=["Tổ chức gặp mặt doanh nghiệp"])
    task: str | None = Field(examples=["task-51-08.report.2026-Q4"])
    status: str | None = Field(
        description=f"Việc của dòng đang thế nào: {', '.join(OfficialStatus)}.",
        examples=["running_in_time"],
    )
    result: str | None = Field(
        description=f"Kết quả khi tổng kết: {', '.join(RowResult)}.", examples=["in_time"]
    )
    added: bool = Field(description="Bổ sung sau khi ký.")
    moved: int = Field(description="Số lần điều chỉnh thời hạn.")
    merged_into: int | None
    from_period: str | None = Field(description="Chuyển từ kỳ nào sang.", examples=["2026-Q4"])
    from_row: int | None
    carried_to: str | None = Field(description="Chuyển sang kỳ nào.", examples=["2027-Q2"])


class ComparedRow(Schema):
    """Một dòng của chương trình đã ký, của kỳ này hoặc của kỳ nằm trong kỳ này."""

    period: str = Field(description="Kỳ mà dòng được nêu.", examples=["2027-M01"])
    counts: list[str] = Field(
        description="Dòng được tính vào số nào.", examples=[["planned", "in_time"]]
    )
    row: ProgrammeRow


class ComparedNumbers(Schema):
    """Các số của một đơn vị chủ trì, của một lãnh đạo, hoặc của cả kỳ."""

    unit: str | None = Field(examples=["KTHTDT"])
    leader: UUID | None = Field(description="Null là dòng chưa phân công lãnh đạo.")
    leader_name: str | None = Field(examples=["Vũ Thị Ngọc"])
    rows: int
    counts: dict[str, int] = Field(
        description="planned, taken, added là dòng từ đâu; in_time, late, carried, dropped, "
        "running là kết quả; moved là số dòng đã điều chỉnh thời hạn.",
        examples=[{"planned": 12, "in_time": 10, "late": 2}],
    )


class ProgrammeCompared(Schema):
    """Kế hoạch ký lần đầu, điều chỉnh và kết quả; mỗi việc được tính một lần."""

    code: str = Field(examples=[_CODE])
    whole: ComparedNumbers
    by_unit: list[ComparedNumbers]
    by_leader: list[ComparedNumbers]
    rows: list[ComparedRow] = Field(description="Các dòng đứng sau những số trên.")


class ProgrammeFinding(Schema):
    """Một điểm cần xem; `key` gửi lại khi quyết định giữ nguyên."""

    key: str = Field(examples=["rest-day:3"])
    kind: str = Field(examples=["rest-day"], description=", ".join(ProgrammeFindingKind))
    rows: list[int] = Field(examples=[[3]])
    week: date | None = Field(description="Thứ Hai của tuần dồn việc.")
    reason: str | None
    settled: bool


class ProgrammeWhole(Schema):
    """Một chương trình công tác, với những gì người này được làm.

    `version` gửi lại là `seen` khi gộp, xếp thứ tự và ký. `findings` là null khi chưa có lịch
    ngày làm việc của năm đó; ký rồi thì không còn.
    """

    code: str = Field(examples=[_CODE])
    kind: str = Field(examples=["quarter"], description=_KINDS)
    first_on: date
    last_on: date
    version: int
    opened_at: datetime
    closes_on: date = Field(description="Ngày cuối đăng ký.")
    registration_closed_at: datetime | None = Field(description="Null là chưa hết hạn đăng ký.")
    units: list[str] = Field(description="Các đơn vị phải đăng ký.", examples=[["KTHTDT"]])
    silent_units: list[str] = Field(
        description="Đơn vị chưa đăng ký dòng nào.", examples=[["VHXH"]]
    )
    missing_units: list[str] = Field(
        description="Đơn vị chưa đăng ký khi hết hạn.", examples=[["VHXH"]]
    )
    chased: dict[str, int] = Field(
        description="Số lần đã đôn đốc đăng ký, theo đơn vị.", examples=[{"VHXH": 1}]
    )
    signature: ProgrammeSignature | None
    directive: str | None = Field(
        description="Mã nguồn của các việc mà chương trình đã giao.", examples=["2026.k3m7q2xa"]
    )
    result_asked_at: datetime | None = Field(description="Đến hạn tổng kết từ lúc nào.")
    closed_at: datetime | None = Field(description="Tổng kết lúc nào.")
    closed_by: str | None = Field(examples=["Vũ Thị Ngọc"])
    rows: list[ProgrammeRow] = Field(description="Theo thứ tự trên văn bản.")
    gone: list[ProgrammeRow] = Field(description="Các dòng không còn trong chương trình.")
    parts: dict[str, list[ProgrammeRow]] = Field(
        description="Các dòng của từng quý, tháng trong kỳ, theo mã kỳ.", examples=[{}]
    )
    findings: list[ProgrammeFinding] | None
    may: list[str] = Field(examples=[["register_row", "amend_row"]])
    trail: list[Trail]
