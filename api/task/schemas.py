"""What a task gives and takes over the wire."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from api.rest.schemas import KnownAt, PaperShape, Schema
from api.task.chased import Instructed, Promised
from services.domain.task.births import CountGroup
from services.domain.task.causes import CauseSubject
from services.domain.task.contests import ContestSubject
from services.domain.task.state import Ending
from services.domain.task.why_parts import WhyTopic


class ExtensionAsked(Schema):
    """Đề nghị gia hạn đang chờ trả lời."""

    number: int = Field(description="Lần đề nghị; gửi kèm khi trả lời.")
    made_on: date
    due_on: date = Field(description="Hạn khi đề nghị.")
    until_on: date
    cause: str = Field(examples=["objective"])


class CauseClaimed(Schema):
    """Một đề nghị xác nhận nguyên nhân khách quan; quá hạn, lần trả lại đã ghi vẫn giữ."""

    number: int = Field(description="Lần đề nghị; gửi kèm khi trả lời.")
    about: str = Field(examples=["missed_date"], description=", ".join(CauseSubject))
    submission: int | None = Field(
        description="Bản báo cáo bị trả lại; null là về quá hạn hoặc phối hợp chậm."
    )
    missed_on: date | None = Field(
        description="Hạn, hoặc hạn phối hợp, đã ghi nhận là quá; null là về lần trả lại."
    )
    unit: str = Field(
        examples=["KTHTDT"], description="Đơn vị đề nghị; về phối hợp chậm là đơn vị phối hợp."
    )
    made_at: datetime
    confirmed: bool | None = Field(description="null là chưa được trả lời.")
    answered_at: datetime | None


class LineContested(Schema):
    """Một đề nghị xem lại dòng bằng chứng chấm điểm; điều đã ghi vẫn giữ."""

    number: int = Field(description="Lần đề nghị; gửi kèm khi trả lời.")
    about: str = Field(examples=["missed_date"], description=", ".join(ContestSubject))
    submission: int | None = Field(description="Bản báo cáo bị trả lại; null là về điều khác.")
    unit: str = Field(examples=["KTHTDT"], description="Đơn vị của dòng đó.")
    person_id: UUID | None = Field(description="Cán bộ của dòng đó.")
    made_at: datetime
    accepted: bool | None = Field(description="null là chưa được trả lời.")
    answered_at: datetime | None


class NewestAct(Schema):
    """Thao tác mới nhất của một người."""

    version: int = Field(description="Gửi kèm khi hoàn tác.")
    event: str = Field(examples=["progress-noted"])
    at: datetime


class TaskLine(Schema):
    """Một việc trong danh sách."""

    stream: str = Field(examples=["task-51-08.report.2026"])
    kind: str = Field(examples=["duty"])
    title: str
    section: str | None = Field(
        description="Mục của kế hoạch; null là việc theo chỉ đạo.", examples=["II.5.1"]
    )
    deliverable: str | None = Field(examples=["report"])
    period: str | None = Field(examples=["2026-Q4"])
    directive: str | None = Field(
        description="Mã nguồn giao việc; null là việc thường xuyên của kế hoạch.",
        examples=["2026.k3m7q2xa"],
    )
    group: str = Field(
        description=f"Nhóm để đếm riêng: {', '.join(CountGroup)}.", examples=["routine"]
    )
    lead_unit: str = Field(examples=["KTHTDT"])
    supporting_units: list[str]
    restricted: bool
    due_on: date | None = Field(description="Null là không thời hạn.")
    original_due_on: date | None = Field(description="Hạn gốc; không bao giờ đổi.")
    extensions: int = Field(description="Số lần đã được gia hạn.")
    extension: ExtensionAsked | None
    stage: str = Field(examples=["submitted"])
    box: str = Field(examples=["running_in_time"])
    returned: bool
    suspended_at: datetime | None = Field(description="Đang tạm dừng từ lúc nào.")
    ending: str | None = Field(
        description=f"Kết thúc thế nào: {', '.join(Ending)}; null là đang mở."
    )
    submission: int
    chases: int = Field(description="Số lần đã đôn đốc.")
    last_chase_at: datetime | None
    promise: Promised | None
    instruction: Instructed | None
    latest: NewestAct | None = Field(description="Null là chưa có, hoặc đã được hoàn tác.")
    part: str = Field(description="Việc của người này: decide, check, work, contribute, watch.")


class TaskList(KnownAt):
    """Một trang của danh sách; `next` đưa vào tham số `after` để đọc tiếp."""

    tasks: list[TaskLine]
    next: str | None = Field(examples=["MjAyNi0xMi0xNXx0YXNrLTUxLTA4LnJlcG9ydC4yMDI2"])


class FigureRange(Schema):
    """Giới hạn của số liệu: số nào có thể đúng; null là không có giới hạn ở phía đó."""

    low: str | None = Field(examples=["0"])
    high: str | None = Field(examples=["100"])
    whole: bool = Field(description="Chỉ nhận số nguyên.")


class Measure(Schema):
    """Một chỉ tiêu thành phần như kế hoạch nêu; số liệu mục tiêu là chuỗi với dấu chấm."""

    code: str = Field(examples=["CT10.1"])
    title: str
    unit: str = Field(examples=["%"])
    kind: str = Field(examples=["number"])
    operator: str = Field(examples=["at_least"])
    target_2030: str | None = Field(examples=["97.45"])
    target_2030_high: str | None
    target_average: str | None
    target_average_high: str | None
    reach_by: date | None
    stretch: bool
    stretch_target: str | None
    frequencies: list[str] = Field(examples=[["quarter"]])
    range: FigureRange | None = Field(description="Null là không nêu, hoặc theo chế độ mật.")


class Asked(Schema):
    """Một chỉ tiêu thành phần phải báo cáo."""

    code: str = Field(examples=["CT10.1"])
    title: str
    unit: str = Field(examples=["%"])
    kind: str = Field(examples=["number"])
    range: FigureRange | None = Field(description="Null là không nêu, hoặc theo chế độ mật.")
    target: Measure | None = Field(description="Kế hoạch muốn gì; null là theo chế độ mật.")


class FigureGiven(Schema):
    """Số liệu của một chỉ tiêu thành phần trong một bản báo cáo."""

    measure: str
    value: str | None = Field(examples=["97.45"])
    kind: str | None = Field(examples=["official"])
    nil_reason: str | None


class File(Schema):
    """Một tệp kèm theo; không có `name` là tên đã bị xóa."""

    sha256: str = Field(
        examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"]
    )
    name: str | None = Field(examples=["bao-cao.pdf"])
    size_bytes: int
    contribution_of: str | None = Field(description="Đơn vị phối hợp; null là của báo cáo.")


class Submission(Schema):
    """Một bản báo cáo đã gửi."""

    number: int
    at: datetime
    by: str | None
    text: str | None
    early_reason: str | None = Field(
        description="Vì sao là số chính thức trước ngày chốt số liệu của kỳ."
    )
    jump_reason: str | None = Field(description="Vì sao số liệu thay đổi nhiều.")
    figures: list[FigureGiven]
    paper: PaperShape | None
    files: list[File]


class ContributionGiven(Schema):
    """Nội dung phối hợp đã gửi."""

    unit: str
    at: datetime
    by: str | None
    text: str | None
    on_paper: bool
    paper: PaperShape | None
    files: list[File]


class Supporter(Schema):
    """Đơn vị phối hợp: đã gửi, chờ duyệt, được miễn hay chưa gửi."""

    unit: str
    state: str
    due_on: date | None = Field(description="Hạn phối hợp; null: việc cũ, không có hạn riêng.")
    on: date | None = Field(description="Ngày thủ trưởng đơn vị duyệt, hoặc ngày được miễn.")
    asked_on: date | None = Field(description="Ngày đơn vị chủ trì đề nghị lần gần nhất.")
    asked_by_on: date | None
    late_on: date | None = Field(description="Hạn phối hợp đã ghi nhận là chậm.")


class Trail(Schema):
    """Một dòng của diễn biến."""

    version: int
    at: datetime
    happened_on: date | None = Field(
        description="Ngày xảy ra mà sự kiện nêu, khi trước ngày ghi sổ."
    )
    by: str | None
    office: str | None
    unit: str | None
    event: str = Field(examples=["report-submitted"])
    words: str | None = Field(description="Lời nhập kèm theo, ví dụ lý do trả lại.")
    more_words: dict[str, str] = Field(
        description="Lời khác nhập kèm theo, theo tên ô, ví dụ phần việc đã làm được."
    )
    undone: bool = Field(description="Thao tác này đã được hoàn tác.")


class RestDayNamed(Schema):
    """Một ngày nghỉ được kể tên khi đếm ngày làm việc."""

    on: date
    name: str


class DaysCounted(Schema):
    """Các ngày sau `after_on` đến hết `until_on`.

    Trong `working_days` có `suspended_days` ngày tạm dừng, không tính là chậm.
    """

    after_on: date
    until_on: date
    working_days: int
    rest_days: list[RestDayNamed]
    make_up_days: list[date]
    suspended_days: int


class Why(Schema):
    """Vì sao một trạng thái như vậy: câu của quy tắc, và những gì đứng sau."""

    topic: str = Field(examples=["due"], description=", ".join(WhyTopic))
    sentence: str
    facts: list[int] = Field(description="Các dòng của `trail`, theo `version`.")
    days: DaysCounted | None
    rules_version: str | None = Field(examples=["policy-ward@1"])
    calendar_version: str | None = Field(examples=["calendar-2026@1"])


class Task(KnownAt):
    """Một việc, với những gì người này được xem và được làm."""

    task: TaskLine
    version: int
    measures: list[Asked]
    submissions: list[Submission]
    contributed_units: list[str]
    supporters: list[Supporter]
    contributions: list[ContributionGiven]
    files: list[File] = Field(description="Đang đính kèm: lần gửi tới mang theo.")
    declined_for: str | None = Field(
        description="Đơn vị chủ trì từ chối tiếp nhận và đề nghị giao cho đơn vị này; chờ trả lời."
    )
    causes: list[CauseClaimed]
    contests: list[LineContested]
    successor: str | None = Field(description="Việc thay thế cho việc này.")
    predecessors: list[str] = Field(description="Những việc mà việc này thay thế.")
    changed_figures: list[str] = Field(
        examples=[["CT10.1"]],
        description="Chỉ tiêu thành phần của bản mới nhất đổi so với bản bị trả lại vì thể thức.",
    )
    correction_asked: bool = Field(description="Người quyết định tiếp phải gửi `correction`.")
    may: list[str] = Field(examples=[["acknowledge", "submit"]])
    why: list[Why]
    trail: list[Trail]
