"""The office's words for codes, days and numbers: the only place where pages take them from."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from services.domain.assignment.terms import written_period
from services.domain.directory.unit_kinds import UNIT_KINDS as KINDS_OF_UNITS
from services.domain.instants import HANOI, written_day
from services.domain.numerals import megabytes
from services.domain.policy import BoardRules
from services.domain.roles import TITLES
from services.domain.task.events import FigureKind
from services.domain.task.lateness import OfficialStatus
from services.domain.task.state import Ending, Stage
from services.queries.work_views import Group, Part

# Stands where a person's or a file's name was, once it was erased.
ERASED: Final = "(đã xóa tên)"
OFFICES: Final[Mapping[str, str]] = {office.value: title for office, title in TITLES.items()}
KINDS: Final[Mapping[str, str]] = {
    "scheme": "Đề án",
    "indicator": "Chỉ tiêu",
    "duty": "Nhiệm vụ",
}
UNIT_KINDS: Final[Mapping[str, str]] = {kind.value: word for kind, word in KINDS_OF_UNITS.items()}
STAGES: Final[Mapping[Stage, str]] = {
    Stage.ISSUED: "Đã giao, chưa tiếp nhận",
    Stage.ACKNOWLEDGED: "Đang thực hiện",
    Stage.SUBMITTED: "Chờ thủ trưởng duyệt",
    Stage.APPROVED: "Chờ Văn phòng xác nhận",
    Stage.CONFIRMED: "Hoàn thành",
}
RETURNED: Final = "Trả lại"
WAITS_FOR_LEADERS: Final = "Chờ lãnh đạo UBND phường xác nhận"
BOXES: Final[Mapping[OfficialStatus, str]] = {
    OfficialStatus.DONE_IN_TIME: "Hoàn thành đúng hạn",
    OfficialStatus.DONE_LATE: "Hoàn thành quá hạn",
    OfficialStatus.RUNNING_IN_TIME: "Trong hạn",
    OfficialStatus.RUNNING_LATE: "Quá hạn",
    OfficialStatus.NO_DUE_DATE: "Không thời hạn",
    OfficialStatus.SUSPENDED: "Tạm dừng",
    OfficialStatus.WITHDRAWN: "Thu hồi, từ chối, thay thế",
}
ENDINGS: Final[Mapping[Ending, str]] = {
    Ending.CONFIRMED: "Hoàn thành",
    Ending.WITHDRAWN: "Đã thu hồi",
    Ending.DECLINED: "Đã thu hồi vì đơn vị từ chối tiếp nhận",
    Ending.REPLACED: "Đã thay thế bằng việc khác",
}
SUSPENDED: Final = "Tạm dừng"
GROUPS: Final[Mapping[Group, str]] = {
    Group.DECIDE: "Chờ tôi quyết định",
    Group.ESCALATED: "Báo cáo vượt cấp tới tôi",
    Group.RETURNED: "Bị trả lại",
    Group.LATE: "Quá hạn, chờ đơn vị tôi",
    Group.SOON: "Sắp đến hạn",
    Group.REST: "Còn lại",
    Group.ELSEWHERE: "Chờ nơi khác",
    Group.SUSPENDED: "Tạm dừng",
    Group.DONE: "Hoàn thành gần đây",
    Group.WITHDRAWN: "Thu hồi, từ chối, thay thế gần đây",
}


def groups(rules: BoardRules) -> dict[Group, str]:
    """The groups of the own work, with the days that finished work stays among them."""
    lately = f"trong {rules.finished_shown_days} ngày theo lịch vừa qua"
    return {
        **GROUPS,
        Group.DONE: f"Hoàn thành {lately}",
        Group.WITHDRAWN: f"Thu hồi, từ chối, thay thế {lately}",
    }


ALL_LATE: Final = "Quá hạn"  # every task that is late, whoever is waited for
PARTS: Final[Mapping[Part, str]] = {
    Part.DECIDE: "Quyết định",
    Part.CHECK: "Kiểm tra thể thức",
    Part.WORK: "Thực hiện báo cáo",
    Part.CONTRIBUTE: "Gửi nội dung phối hợp",
    Part.WATCH: "Xem",
}
FIGURE_KINDS: Final[Mapping[FigureKind, str]] = {
    FigureKind.ESTIMATE: "Số ước",
    FigureKind.PRELIMINARY: "Số sơ bộ",
    FigureKind.OFFICIAL: "Số chính thức",
}
# The labels of typed fields, for the page that shows what was kept.
FIELDS: Final[Mapping[str, str]] = {
    "text": "Nội dung",
    "reason": "Lý do trả lại",
    "reason_code": "Lý do trả lại",
    "correct_by": "Hoàn chỉnh trước hết ngày",
    "ground": "Căn cứ trả lại",
    "early_reason": "Lý do gửi số chính thức trước ngày chốt số liệu",
    "correction": "Số liệu đã đổi là",
    "paper_number": "Số văn bản",
    "paper_date": "Ngày văn bản",
    "unit": "Đơn vị",
    "name": "Họ và tên",
    "phone": "Số điện thoại",
    "login": "Tên đăng nhập",
    "office": "Chức vụ",
    "from_on": "Từ ngày",
    "until_on": "Đến hết ngày",
    "lead_unit": "Đơn vị chủ trì",
    "decision": "Quyết định",
    "value": "Nội dung sửa",
    "why": "Lý do",
    "active_from": "Thực hiện từ ngày",
    "note": "Lời đôn đốc",
    "don-vi": "Đơn vị chủ trì",
    "tim": "Từ cần tìm",
    "file": "Tệp đã chọn, chưa tải lên",
}
day: Final = written_day
period: Final = written_period


def moment(value: datetime) -> str:
    """An instant on the clock of Asia/Ho_Chi_Minh: 05/12/2026 08:05."""
    local = value.astimezone(HANOI)
    return f"{day(local.date())} {local.hour:02d}:{local.minute:02d}"


def size(count_of_bytes: int) -> str:
    """How large a file is: 640 byte, 12 KB, 1,4 MB."""
    if count_of_bytes < 1024:  # noqa: PLR2004  (below it a unit of bytes reads best)
        return f"{count_of_bytes} byte"
    if count_of_bytes < 1024 * 1024:
        return f"{count_of_bytes // 1024} KB"
    return f"{megabytes(count_of_bytes)} MB"


def field(name: str) -> str:
    """The label of a typed field."""
    name = name.rpartition(":")[2]
    for prefix, label in (("figure.", "Số liệu"), ("nil.", "Lý do không có số")):
        if name.startswith(prefix):
            return f"{label} {name.removeprefix(prefix)}"
    return FIELDS.get(name, "Thông tin kèm theo")


def readable(fields: Mapping[str, str]) -> dict[str, str]:
    """Those fields of a kept form that a person typed or chose."""
    hidden = {"command_id", "submission", "after_submission", "person_id", "key", "seen"}
    hidden |= {"version", "file_sha256", "loai", "tinh-trang", "form", "file_command_id"}
    hidden |= {"detach", "chosen", "only", "all", "don_vi"}
    hidden |= {"page_id", "draft_version", "draft_seen", "other_seen", "acknowledge_command_id"}
    hidden |= {name for name in fields if name.startswith("chon.")}
    # On the period sheet the name of a task and a colon stand before the field's own name.
    return {
        name: value
        for name, value in fields.items()
        if name.rpartition(":")[2] not in hidden and value.strip()
    }
