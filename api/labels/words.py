"""The office's words for codes, days and numbers: the only place where pages take them from."""

import re
from collections.abc import Mapping
from datetime import datetime
from itertools import chain, count
from typing import Any, Final

from services.domain.assignment.terms import written_period
from services.domain.directory.unit_kinds import UNIT_KINDS as KINDS_OF_UNITS
from services.domain.fields import CodeOf, CommandField, OneOf, StepName, fields_of
from services.domain.instants import HANOI, written_day
from services.domain.nouns import EVERY_ACT
from services.domain.numerals import megabytes
from services.domain.policy import BoardRules
from services.domain.roles import TITLES
from services.domain.task.figures import KIND_WORDS
from services.domain.task.lateness import OfficialStatus
from services.domain.task.state import Ending, Stage
from services.domain.task.terms import RUNGS
from services.domain.titles import UnitName, titled
from services.queries.work_views import Group, Part

# Stands where a person's or a file's name was, once it was erased.
ERASED: Final = "(đã xóa tên)"
OFFICES: Final[Mapping[str, str]] = {office.value: title for office, title in TITLES.items()}
KINDS: Final[Mapping[str, str]] = {
    "scheme": "Đề án",
    "indicator": "Chỉ tiêu",
    "duty": "Nhiệm vụ",
    "assigned": "Việc theo chỉ đạo",
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
# The tone of each status on every page, in charts and on paper: see the page “Kiểu trình bày”.
TONES: Final[Mapping[OfficialStatus, str]] = {
    OfficialStatus.DONE_IN_TIME: "done",
    OfficialStatus.DONE_LATE: "done_late",
    OfficialStatus.RUNNING_IN_TIME: "run",
    OfficialStatus.RUNNING_LATE: "late",
    OfficialStatus.NO_DUE_DATE: "none",
    OfficialStatus.SUSPENDED: "stopped",
    OfficialStatus.WITHDRAWN: "stopped",
}
ENDINGS: Final[Mapping[Ending, str]] = {
    Ending.CONFIRMED: "Hoàn thành",
    Ending.WITHDRAWN: "Đã thu hồi",
    Ending.DECLINED: "Đã thu hồi vì đơn vị từ chối tiếp nhận",
    Ending.REPLACED: "Đã thay thế bằng việc khác",
}
SUSPENDED: Final = "Tạm dừng"
GROUPS: Final[Mapping[Group, str]] = {
    Group.DECIDE: "Chờ tôi duyệt, xác nhận",
    Group.ESCALATED: "Việc được báo cáo đến tôi",
    Group.RETURNED: "Bị trả lại",
    Group.LATE: "Quá hạn, chờ đơn vị tôi",
    Group.SOON: "Sắp đến hạn",
    Group.REST: "Đang thực hiện",
    Group.ELSEWHERE: "Đang ở bước khác",
    Group.SUSPENDED: "Tạm dừng",
    Group.DONE: "Hoàn thành gần đây",
    Group.WITHDRAWN: "Thu hồi, từ chối, thay thế gần đây",
}


def held(
    office: str | None, unit: str | None, units: Mapping[str, str], at: datetime | None = None
) -> str:
    """Title and unit of somebody's office, as people say it; blank where none was held.

    The title is that of a time (UTC), else today's.
    """
    name = units.get(unit, unit) if unit else None
    if not office:
        return name or ""
    if at is not None and isinstance(name, UnitName):
        name = name.as_of(at)
    return titled(office, name)


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
FIGURE_KINDS: Final = KIND_WORDS
# The labels of typed fields where no act says its own, for the page that shows what was kept.
FIELDS: Final[Mapping[str, str]] = {
    "text": "Nội dung",
    "reason": "Lý do",
    "reason_code": "Lý do",
    "correct_by": "Gửi lại chậm nhất ngày",
    "ground": "Căn cứ trả lại",
    "early_reason": "Lý do gửi số chính thức trước ngày chốt số liệu",
    "jump_reason": "Lý do số liệu thay đổi nhiều",
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
    "note": "Ghi chú",
    "don-vi": "Đơn vị chủ trì",
    "tim": "Từ cần tìm",
    "file": "Tệp đã chọn, chưa tải lên",
}
_OF_MEASURES: Final[Mapping[str, str]] = {
    "figure.": "Số liệu",
    "kind.": "Loại số liệu",
    "nil.": "Lý do không có số",
}
# What a page puts into a form: nobody typed it.
_HIDDEN: Final = frozenset(
    {"command_id", "submission", "after_submission", "person_id", "key", "seen"}
    | {"version", "file_sha256", "loai", "tinh-trang", "form", "file_command_id", "line"}
    | {"detach", "chosen", "only", "all", "copy", "don_vi"}
    | {"page_id", "draft_version", "draft_seen", "other_seen", "acknowledge_command_id"}
)
_ID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
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


def readable(
    fields: Mapping[str, str], address: str = "", measures: Mapping[str, str] | None = None
) -> dict[str, str]:
    """What a person typed or chose in a form that was kept, by the labels of its fields.

    `address` is where the form was sent to, or its last part: the act there knows its labels and
    what its codes mean. `measures` are the titles of those that were reported, where the reader
    may see them.
    """
    slug = address.partition("?")[0].rpartition("/")[2]
    shown: dict[str, str] = {}
    for name, value in fields.items():
        # On the period sheet the name of a task and a colon stand before the field's own name.
        own = name.rpartition(":")[2]
        if (
            own in _HIDDEN
            or own.startswith(("chon.", "bo."))
            or not value.strip()
            or _is_id(value)
        ):
            continue
        kind = _declared_at(slug, own)
        label = (kind.label if kind else "") or _label(own, measures or {})
        shown[_other_than(shown, label)] = _said(own, kind, value)
    return shown


def _other_than(shown: Mapping[str, str], label: str) -> str:
    """The label, numbered where another row of a sheet has the same."""
    numbered = (f"{label} ({number})" for number in count(2))
    return next(each for each in chain([label], numbered) if each not in shown)


def _declared_at(slug: str, name: str) -> CommandField | None:
    """How the act at an address declares the field of that name."""
    acts = (act for act in EVERY_ACT if act.slug == slug)
    declared = (each for act in acts for each in _typed_fields(act.command))
    return next((kind for own, kind in declared if name in {own, kind.box}), None)


def _typed_fields(command: type[Any]) -> list[tuple[str, CommandField]]:
    try:
        return [(name, kind) for name, kind, _ in fields_of(command)]
    except TypeError:  # a file's command is made from the file itself, no field of it is typed
        return []


def _label(name: str, measures: Mapping[str, str]) -> str:
    for prefix, label in _OF_MEASURES.items():
        if name.startswith(prefix):
            title = measures.get(name.removeprefix(prefix), "")
            return f"{label}: {title}" if title else label
    return FIELDS.get(name, "Thông tin kèm theo")


def _said(name: str, kind: CommandField | None, value: str) -> str:
    """A chosen code in the office's words, with what a page puts behind it: a version, a unit."""
    meant: Mapping[str, str] = {}
    if isinstance(kind, OneOf):
        meant = {str(code): said for code, said in kind.words.items()}
    elif isinstance(kind, CodeOf):
        meant = kind.among
    elif isinstance(kind, StepName):
        meant = RUNGS
    elif name.startswith("kind."):
        meant = {str(code): said for code, said in FIGURE_KINDS.items()}
    code, _, behind = value.partition(":")
    if code not in meant:
        return value
    behind = f"bản {behind}" if behind.isdecimal() else behind
    return f"{meant[code]} ({behind})" if behind else meant[code]


def _is_id(value: str) -> bool:
    return _ID.fullmatch(value.strip()) is not None
