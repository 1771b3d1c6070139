"""Who read or exported what, in words: kinds, pages, where somebody came from."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from services.commands.access import AccessKind
from services.domain.assignment.terms import period_or_code
from services.domain.instants import HANOI, written_day
from services.queries.access_reads import AccessReadLine, TaskRead, parts_of

KINDS: Final[Mapping[AccessKind, str]] = {
    AccessKind.INSPECTOR_READ: "Thanh tra xem",
    AccessKind.FILE_READ: "Mở tệp bằng chứng",
    AccessKind.LOG_EXPORTED: "Xuất nhật ký",
    AccessKind.REGISTER_EXPORTED: "Xuất sổ theo dõi",
    AccessKind.PROGRAMME_EXPORTED: "Xuất chương trình công tác",
    AccessKind.APPRAISAL_EXPORTED: "Xuất bằng chứng chấm điểm",
    AccessKind.PEOPLE_EXPORTED: "Xuất danh sách cán bộ",
    AccessKind.ACCESS_EXPORTED: "Xuất danh sách đã đọc, đã xuất",
    AccessKind.CASE_ASKED: "Yêu cầu hồ sơ kiểm tra",
    AccessKind.CASE_TAKEN: "Tải hồ sơ kiểm tra",
    AccessKind.VERIFICATION_ASKED: "Yêu cầu kiểm tra toàn vẹn",
}
_PAGES: Final[Mapping[str, str]] = {
    "": "Trang đầu",
    "viec": "Việc",
    "thanh-tra": "Bàn thanh tra",
    "nhat-ky": "Nhật ký",
    "ke-hoach": "Kế hoạch",
    "tong-quan": "Tổng quan",
    "don-doc": "Bảng đôn đốc",
    "giao-ban": "Giao ban",
    "giao-viec": "Nguồn giao việc",
    "so-theo-doi": "Sổ theo dõi",
    "chuong-trinh": "Chương trình",
    "lanh-dao": "Lãnh đạo",
    "loi-hua-nhac-viec": "Lời hứa nhắc việc",
    "bang-chung-cham-diem": "Bằng chứng chấm điểm",
    "khoa-so": "Khóa sổ và kiểm tra toàn vẹn",
    "so-sanh-ngay": "So sánh hai ngày",
    "cho-cap-tren": "Chờ cấp trên",
    "tai-khoan": "Tài khoản",
    "tim": "Tìm",
    "tro-giup": "Trợ giúp",
    "phieu": "Phiếu báo cáo kỳ",
    "cach-xem": "Cách xem đã lưu",
    "api": "Phần mềm khác đọc",
}

_OF_INSPECTION: Final[Mapping[str, str]] = {
    "thanh-tra/viec": "Dòng thời gian",
    "thanh-tra/dau-hieu": "Dấu hiệu cần xem",
    "thanh-tra/kien-nghi": "Kiến nghị kiểm tra",
    "thanh-tra/ai-da-doc": "Ai đã đọc, đã xuất",
}


def page_of(line: AccessReadLine, tasks: Mapping[str, TaskRead]) -> str:
    """The page by its name, with the task or item that it is of; blank where there is none."""
    if line.address is None:
        return ""
    parts = parts_of(line.address)
    name = _OF_INSPECTION.get("/".join(parts[:2])) or _PAGES.get(parts[0], "Trang khác")
    named = next((tasks[part] for part in parts if part in tasks), None)
    if named is not None:
        period = f", {period_or_code(named.period)}" if named.period else ""
        return f"{name}: {named.code}{period}"
    if parts[0] == "ke-hoach" and len(parts) > 1 and parts[1] not in {"nhanh", "van-ban"}:
        return f"{name}: mục {parts[1]}"
    if parts[0] == "nhat-ky" and len(parts) > 1 and parts[1].isdigit():
        return f"{name}: sự kiện số {parts[1]}"
    return name


def way_of(line: AccessReadLine) -> str:
    """Where the page that was read is opened; blank for what is no page of a person."""
    opens = line.address is not None and not line.address.startswith("/api")
    return str(line.address) if opens and line.kind is AccessKind.INSPECTOR_READ else ""


def origin(line: AccessReadLine) -> str:
    """From where somebody read."""
    if not line.known_device:
        return line.origin or "không rõ"
    return f"{line.origin} (thiết bị đã biết)" if line.origin else "thiết bị đã biết"


def who(line: AccessReadLine) -> str:
    """The person; a name that was erased is said so."""
    return line.name or "Cán bộ đã xóa tên"


def clock_time(at: datetime) -> str:
    """The time of the day in Asia/Ho_Chi_Minh."""
    return f"{at.astimezone(HANOI):%H:%M:%S}"


def days_of(lines: Iterable[AccessReadLine]) -> Sequence[tuple[str, Sequence[AccessReadLine]]]:
    """The lines under their days, in their order."""
    days: dict[str, list[AccessReadLine]] = {}
    for line in lines:
        days.setdefault(written_day(line.at.astimezone(HANOI).date()), []).append(line)
    return list(days.items())
