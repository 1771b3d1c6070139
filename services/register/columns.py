"""The columns of the register, in the order of the paper: data, nothing else.

Order after the registers that Offices keep on paper and in Excel, with the fields that Nghị định
30/2020 (Điều 23, 24) puts on the slip of an incoming document.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from services.register.head_synonyms import HEAD_SYNONYMS


class ValueKind(StrEnum):
    """What a cell of a column holds."""

    TEXT = "text"
    DAY = "day"
    NUMBER = "number"
    TICK = "tick"
    UNIT = "unit"
    UNITS = "units"
    PERSON = "person"
    URGENCY = "urgency"
    REPLY = "reply"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterColumn:
    """Một cột của sổ: `head` as it is printed, `width` in characters of Excel.

    `required` is asked of every row that is imported. `compared` is false of what nobody types:
    the count of rows and what follows from the dates. `guide` says what to type.
    """

    key: str
    head: str
    width: int
    kind: ValueKind
    guide: str
    required: bool = False
    compared: bool = True

    @property
    def synonyms(self) -> tuple[str, ...]:
        """How other systems head it."""
        return HEAD_SYNONYMS[self.key]


_DAY_GUIDE: Final = "Ngày/tháng/năm, ví dụ 05/11/2026."

REGISTER_COLUMNS: Final = (
    RegisterColumn(
        key="ordinal",
        head="STT",
        width=6,
        kind=ValueKind.NUMBER,
        guide="Số thứ tự; không dùng khi nhập.",
        compared=False,
    ),
    RegisterColumn(
        key="code",
        head="Mã",
        width=18,
        kind=ValueKind.TEXT,
        guide="Để trống với việc mới; giữ nguyên mã của sổ đã xuất ra.",
    ),
    RegisterColumn(
        key="received_number",
        head="Số đến",
        width=9,
        kind=ValueKind.TEXT,
        guide="Số của sổ văn bản đến.",
    ),
    RegisterColumn(
        key="number",
        head="Số, ký hiệu",
        width=16,
        kind=ValueKind.TEXT,
        guide="Số và ký hiệu của văn bản giao việc, ví dụ 123/UBND-VP.",
    ),
    RegisterColumn(
        key="issued_on",
        head="Ngày văn bản",
        width=12,
        kind=ValueKind.DAY,
        guide=_DAY_GUIDE,
    ),
    RegisterColumn(
        key="issuer",
        head="Cơ quan ban hành",
        width=20,
        kind=ValueKind.TEXT,
        guide="Cơ quan ban hành văn bản giao việc.",
    ),
    RegisterColumn(
        key="summary",
        head="Trích yếu",
        width=36,
        kind=ValueKind.TEXT,
        guide="Trích yếu của văn bản giao việc.",
    ),
    RegisterColumn(
        key="work",
        head="Nội dung giao",
        width=44,
        kind=ValueKind.TEXT,
        guide="Việc hoặc sản phẩm được giao: mỗi việc của mỗi đơn vị một dòng.",
        required=True,
    ),
    RegisterColumn(
        key="assigner",
        head="Người giao",
        width=18,
        kind=ValueKind.PERSON,
        guide="Họ tên lãnh đạo giao việc; hai người cùng tên thì thêm (tên đăng nhập).",
    ),
    RegisterColumn(
        key="assigned_on",
        head="Ngày giao",
        width=12,
        kind=ValueKind.DAY,
        guide=_DAY_GUIDE,
    ),
    RegisterColumn(
        key="lead",
        head="Chủ trì",
        width=22,
        kind=ValueKind.UNIT,
        guide="Một đơn vị của phường: tên, tên viết tắt hoặc mã.",
        required=True,
    ),
    RegisterColumn(
        key="supporters",
        head="Phối hợp",
        width=26,
        kind=ValueKind.UNITS,
        guide="Các đơn vị phối hợp, cách nhau bằng dấu chấm phẩy.",
    ),
    RegisterColumn(
        key="follower",
        head="Chuyên viên Văn phòng theo dõi",
        width=18,
        kind=ValueKind.PERSON,
        guide="Họ tên chuyên viên Văn phòng theo dõi, đôn đốc.",
    ),
    RegisterColumn(
        key="urgency",
        head="Độ khẩn",
        width=10,
        kind=ValueKind.URGENCY,
        guide="Thường, Khẩn, Thượng khẩn hoặc Hỏa tốc; để trống là Thường.",
    ),
    RegisterColumn(
        key="restricted",
        head="Mật",
        width=6,
        kind=ValueKind.TICK,
        guide="Đánh x nếu văn bản mật: dòng đó chỉ ghi số và ngày, không ghi nội dung.",
    ),
    RegisterColumn(
        key="superior_due_on",
        head="Hạn của cấp trên",
        width=12,
        kind=ValueKind.DAY,
        guide=f"Hạn mà cấp trên giao cho phường. {_DAY_GUIDE}",
    ),
    RegisterColumn(
        key="due_on",
        head="Hạn",
        width=14,
        kind=ValueKind.DAY,
        guide="Ngày/tháng/năm, ví dụ 30/11/2026, hoặc “không thời hạn”.",
        required=True,
    ),
    RegisterColumn(
        key="output",
        head="Văn bản đầu ra, kết quả",
        width=30,
        kind=ValueKind.TEXT,
        guide="Số, ký hiệu, ngày của văn bản đầu ra hoặc kết quả đã đạt.",
    ),
    RegisterColumn(
        key="completed_on",
        head="Ngày hoàn thành",
        width=12,
        kind=ValueKind.DAY,
        guide=_DAY_GUIDE,
    ),
    RegisterColumn(
        key="state",
        head="Trạng thái",
        width=16,
        kind=ValueKind.TEXT,
        guide="Phần mềm tự tính theo ngày; không dùng khi nhập.",
        compared=False,
    ),
    RegisterColumn(
        key="leader_approved",
        head="Lãnh đạo đã phê duyệt",
        width=10,
        kind=ValueKind.TICK,
        guide="Đánh x nếu lãnh đạo phường đã phê duyệt kết quả.",
    ),
    RegisterColumn(
        key="superior_reply",
        head="Cấp trên đã công nhận",
        width=20,
        kind=ValueKind.REPLY,
        guide="Đánh x, hoặc ghi số và ngày của văn bản, ví dụ 45/UBND-VP ngày 03/12/2026.",
    ),
    RegisterColumn(
        key="note",
        head="Ghi chú",
        width=24,
        kind=ValueKind.TEXT,
        guide="Điều cần ghi thêm.",
    ),
)
BY_KEY: Final = {column.key: column for column in REGISTER_COLUMNS}
# What may be written of a restricted row: which paper it is, never what it says.
OPEN_WHEN_RESTRICTED: Final = frozenset(
    {"ordinal", "code", "received_number", "number", "issued_on", "restricted"}
)
EXAMPLE_CODE: Final = "VÍ DỤ"  # in the column "Mã": the template's row, never imported
NO_DUE_DATE: Final = "Không thời hạn"
URGENCY_WORDS: Final = {
    "ordinary": "Thường",
    "urgent": "Khẩn",
    "very_urgent": "Thượng khẩn",
    "express": "Hỏa tốc",
}
