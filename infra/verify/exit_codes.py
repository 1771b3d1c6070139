"""What kinds of wrong `dondoc ledger verify` tells apart, and the exit code of each."""

from collections.abc import Collection, Iterable
from enum import Enum


class Wrong(Enum):
    """An exit code and what it means; of several, the first in this order decides."""

    FORKED = 10, "sổ rẽ nhánh hoặc bị viết lại: khác với điều đã ký hoặc đã giữ bên ngoài"
    ROLLED_BACK = 11, "sổ bị lùi về bản cũ: ngắn hơn điều đã ký hoặc đã giữ bên ngoài"
    CUT_OFF = 12, "sổ bị cắt ở cuối"
    UNOPENED = 13, "sổ chưa mở, hoặc không mở đầu như mọi sổ"
    REMOVED = 14, "có sự kiện, nội dung hoặc bảng của sổ bị xóa"
    SWAPPED = 15, "sự kiện bị đổi chỗ, đánh số lại, hoặc thời điểm ghi chạy lùi"
    EDITED = 16, "có sự kiện, nội dung bị sửa hoặc thêm vào"
    UNLAWFUL = 17, "thao tác không đúng người, phiên, chức vụ hoặc quy tắc"
    COMMANDS = 18, "lệnh khác với sự kiện"
    KEY_UNKNOWN = 19, "điểm kiểm tra ký bằng khóa lạ"
    LOG_FILES = 20, "tệp của nhật ký ký số (khối băm, điểm kiểm tra) thiếu hoặc bị sửa"
    EVIDENCE = 21, "tệp minh chứng thiếu hoặc bị sửa"
    ROWS = 22, "bảng kê của trang web khác sổ"
    SECRETS = 23, "mật khẩu, phiên hoặc mã truy cập khác sổ"
    GUARDS = 24, "khóa chống sửa của cơ sở dữ liệu đang tắt hoặc quyền bị nới"
    OUT_OF_REACH = 25, "chưa hỏi được nhân chứng đã nêu; phần còn lại toàn vẹn"

    @property
    def code(self) -> int:
        """The exit code."""
        return self.value[0]

    @property
    def meaning(self) -> str:
        """What it says (Vietnamese)."""
        return self.value[1]

    @property
    def key(self) -> str:
        """Its name for programs: `rolled-back`."""
        return self.name.lower().replace("_", "-")


def first_of(wrongs: Collection[Wrong]) -> Wrong | None:
    """The one whose code the command ends with; None where nothing is wrong."""
    return next((each for each in Wrong if each in wrongs), None)


def help_lines() -> Iterable[str]:
    """The table of codes, for `--help`."""
    yield "Mã kết thúc:"
    yield "0: toàn vẹn; 1: không kiểm tra được; 2: gọi lệnh sai"
    for each in Wrong:
        yield f"{each.code}: {each.meaning}"
