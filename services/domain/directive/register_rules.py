"""Reasons to refuse that belong to the registering of a directive alone."""

from typing import Final

from services.domain.act import Rule

DIRECTIVE_KNOWN: Final = Rule(
    code="directive-known",
    sentence="Mã này đã dùng cho một nguồn giao việc. Hãy mở lại biểu mẫu rồi nhập lại.",
    brief="mã nguồn giao việc đã được dùng",
    fields=("code",),
)
DIRECTIVE_CODE_WRONG: Final = Rule(
    code="directive-code",
    sentence="Mã nguồn giao việc không đúng dạng. Hãy mở lại biểu mẫu rồi nhập lại.",
    brief="mã nguồn giao việc không đúng dạng",
    fields=("code",),
)
SOURCE_UNKNOWN: Final = Rule(
    code="field-source",
    sentence="Nguồn giao việc: hãy chọn trong danh sách.",
    brief="nguồn giao việc không có trong danh sách",
    fields=("source",),
)
HOW_UNKNOWN: Final = Rule(
    code="field-how",
    sentence="Hình thức chỉ đạo: hãy chọn trong danh sách.",
    brief="hình thức chỉ đạo không có trong danh sách",
    fields=("how",),
)
HOW_MISSING: Final = Rule(
    code="how-missing",
    sentence="Chưa chọn hình thức chỉ đạo: bằng văn bản, tại cuộc họp hay qua điện thoại.",
    brief="thiếu hình thức chỉ đạo",
    fields=("how",),
)
ISSUER_MISSING: Final = Rule(
    code="issuer-missing",
    sentence="Chưa nhập cơ quan ban hành.",
    brief="thiếu cơ quan ban hành",
    fields=("issuer",),
)
SUMMARY_MISSING: Final = Rule(
    code="summary-missing",
    sentence="Chưa nhập trích yếu.",
    brief="thiếu trích yếu",
    fields=("summary",),
)
ARRIVAL_WRONG: Final = Rule(
    code="arrival-number",
    sentence="Số đến chỉ gồm chữ số, có thể kèm ký hiệu viết liền, ví dụ 1250.",
    brief="số đến không đúng dạng",
    fields=("arrival_number",),
)
ARRIVED_EARLY: Final = Rule(
    code="arrived-early",
    sentence="Ngày đến không được trước ngày của văn bản ({dated_on}). Hãy sửa ngày.",
    brief="ngày đến trước ngày văn bản",
    fields=("arrived_on",),
)
ARRIVED_IN_FUTURE: Final = Rule(
    code="arrived-in-future",
    sentence="Ngày đến không được sau hôm nay.",
    brief="ngày đến sau ngày hôm nay",
    fields=("arrived_on",),
)
SECRET_REGISTERED: Final = Rule(
    code="already-registered",
    sentence=(
        "Đã có {count} văn bản mật cùng số và ngày. Hãy đối chiếu với sổ giấy; nếu là văn bản "
        "khác, hãy xác nhận rồi gửi lại."
    ),
    brief="đã có nguồn giao việc cùng số, ngày, cơ quan",
    fields=("despite",),
)
REGISTER_RULES: Final = (
    DIRECTIVE_KNOWN,
    DIRECTIVE_CODE_WRONG,
    SOURCE_UNKNOWN,
    HOW_UNKNOWN,
    HOW_MISSING,
    ISSUER_MISSING,
    SUMMARY_MISSING,
    ARRIVAL_WRONG,
    ARRIVED_EARLY,
    ARRIVED_IN_FUTURE,
    SECRET_REGISTERED,
)
