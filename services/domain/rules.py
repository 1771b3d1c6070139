"""Reasons to refuse that belong to no single noun."""

from typing import Final

from services.domain.act import Rule

NO_CHAIN: Final = Rule(
    code="no-chain",
    sentence="Chưa có trình tự duyệt cho đơn vị {lead_unit}. Quản trị cần bổ sung chính sách.",
    brief="đơn vị chưa có trình tự duyệt",
)
NO_POLICY: Final = Rule(
    code="no-policy",
    sentence="Phường chưa ban hành quy tắc nào có hiệu lực vào ngày này.",
    brief="phường chưa ban hành quy tắc",
)
PAPER_IN_FUTURE: Final = Rule(
    code="paper-in-future",
    sentence="Ngày của văn bản không được sau hôm nay.",
    brief="ngày văn bản sau ngày hôm nay",
    fields=("paper_date",),
)
PAPER_NUMBER_WRONG: Final = Rule(
    code="paper-number",
    sentence="Số văn bản chỉ gồm số và ký hiệu viết liền nhau, ví dụ 15/BC-KTHTĐT.",
    brief="số văn bản không đúng dạng",
    fields=("paper_number",),
)
CALENDAR_MISSING: Final = Rule(
    code="calendar-missing",
    sentence=(
        "Chưa có lịch nghỉ của năm {year} nên không tính được ngày làm việc. Văn phòng cần nạp "
        "lịch nghỉ của năm này rồi thực hiện lại."
    ),
    brief="chưa có lịch nghỉ của năm",
)
