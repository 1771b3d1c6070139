"""Reasons to refuse what somebody wants of a plan item."""

from typing import Final

from services.domain.act import Rule
from services.domain.errors import NotAllowed, NotFound

DELIVERABLE_UNKNOWN: Final = Rule(
    code="deliverable-unknown",
    sentence="Mục này không có sản phẩm phải nộp như vậy.",
    brief="mục không có sản phẩm này",
)
FREQUENCY_NOT_OWED: Final = Rule(
    code="deliverable-unknown",
    sentence="Mục này không có sản phẩm phải nộp với tần suất như vậy.",
    brief="mục không có sản phẩm này",
)
DUE_RULE_DAY: Final = Rule(
    code="due-rule-day",
    sentence=(
        "Năm nào cũng phải có ngày {after_day} tháng {after_month}. Hãy nhập lại ngày và tháng."
    ),
    brief="ngày của cách tính hạn không có trong mọi năm",
    fields=("after",),
)
DUE_RULE_DAYS: Final = Rule(
    code="due-rule-days",
    sentence="Số ngày làm việc sau khi giao phải từ 0 đến {most_days_after_issue}.",
    brief="số ngày làm việc của cách tính hạn ngoài khoảng cho phép",
    fields=("days",),
)
DUE_DAYS_MISFIT: Final = Rule(
    code="due-days-misfit",
    sentence="Ngày đến hạn không khớp với tần suất này. Hãy nhập {wanted}.",
    brief="ngày đến hạn không khớp với tần suất",
    fields=("own",),
)
DUE_DAYS_PAST: Final = Rule(
    code="due-days-past",
    sentence="Ngày {day} đã qua. Hãy chọn ngày từ hôm nay trở đi.",
    brief="ngày đến hạn đã qua",
    fields=("own",),
)
DUE_DAYS_ISSUED: Final = Rule(
    code="due-days-issued",
    sentence=(
        "Việc một lần của mục này đã giao nên không đổi hạn ở đây được. Hãy gia hạn hoặc rút "
        "việc đã giao; ở đây chỉ thêm được ngày mới bên cạnh {days}."
    ),
    brief="việc một lần đã giao",
    fields=("own",),
)
DUE_RULE_EARLY: Final = Rule(
    code="due-rule-early",
    sentence=(
        "Theo cách tính này có kỳ đến hạn khi chưa chốt số liệu: {periods}. Hãy chọn ngày "
        "muộn hơn hoặc tăng số ngày làm việc."
    ),
    brief="có kỳ đến hạn khi chưa chốt số liệu",
)
DUE_RULE_SAME_DAY: Final = Rule(
    code="due-rule-same-day",
    sentence=(
        "Theo cách tính này nhiều kỳ đến hạn cùng một ngày: {periods}. Hãy tăng số ngày "
        "làm việc sau khi giao, hoặc để trống cả hai ô."
    ),
    brief="nhiều kỳ đến hạn cùng một ngày",
)
FREQUENCY_NONE: Final = Rule(
    code="frequency-none",
    sentence="Chưa chọn tần suất. Hãy chọn ít nhất một tần suất.",
    brief="chưa chọn tần suất",
    fields=("frequency",),
)
FREQUENCY_UNKNOWN: Final = Rule(
    code="frequency-unknown",
    sentence="Không có tần suất này. Hãy chọn tần suất trong danh sách.",
    brief="tần suất không có trong danh sách",
    fields=("frequency",),
)
ITEM_CLOSED: Final = Rule(
    code="item-closed",
    sentence="Mục này đã kết thúc theo dõi nên không đặt lại được nữa.",
    brief="mục đã kết thúc theo dõi",
)
CORRECTION_REASON_NEEDED: Final = Rule(
    code="correction-reason-missing",
    sentence="Đính chính phải có lý do. Hãy ghi rõ vì sao đơn vị chủ trì đã chọn là nhầm.",
    brief="đính chính thiếu lý do",
    fields=("reason",),
)
CORRECTION_PAPER_NEEDED: Final = Rule(
    code="correction-paper-missing",
    sentence="Mục thuộc bí mật nhà nước: hãy nhập số và ngày của văn bản đính chính.",
    brief="đính chính mục mật thiếu văn bản",
    fields=("paper_number",),
)
CORRECTION_RESTRICTED: Final = Rule(
    code="correction-restricted",
    sentence="Mục thuộc bí mật nhà nước: không ghi lý do, chỉ nhập số và ngày của văn bản.",
    brief="mục mật không được ghi lý do",
    fields=("reason",),
)
LEAD_MISSING: Final = Rule(
    code="item-unled",
    sentence="Mục này chưa có đơn vị chủ trì. Hãy giao đơn vị chủ trì.",
    brief="mục chưa có đơn vị chủ trì",
    fields=("lead_unit",),
)
LEAD_SAME: Final = Rule(
    code="lead-same",
    sentence="Đơn vị này đang chủ trì mục. Hãy chọn đơn vị khác.",
    brief="đơn vị đang chủ trì",
    fields=("lead_unit",),
)
LEAD_SHARED: Final = Rule(
    code="lead-shared",
    sentence="Mục này giao cho nhiều đơn vị, mỗi đơn vị một phần: không đính chính ở đây được.",
    brief="mục giao cho nhiều đơn vị",
)
LEAD_KNOWN: Final = Rule(
    code="lead-known",
    sentence="Mục này đã do {lead_unit} chủ trì.",
    brief="mục đã có đơn vị chủ trì",
    fields=("lead_unit",),
)
LEAD_OUTSIDE: Final = Rule(
    code="lead-outside",
    sentence="Đơn vị chủ trì phải là đơn vị của phường có tài khoản báo cáo.",
    brief="đơn vị chủ trì ở ngoài bộ máy của phường",
    fields=("lead_unit",),
)
LEAD_SUPPORTS: Final = Rule(
    code="lead-supports",
    sentence="Đơn vị chủ trì không đồng thời là đơn vị phối hợp.",
    brief="đơn vị chủ trì không thể đồng thời phối hợp",
    fields=("lead_unit",),
)
NO_ASSIGNMENT: Final = Rule(
    code="no-assignment",
    sentence="Không có mục này trong kế hoạch.",
    brief="không có mục này",
    kind=NotFound,
)
ONCE_OVER: Final = Rule(
    code="once-over",
    sentence="Không đặt được báo cáo một lần: thời gian thực hiện của mục này đã hết.",
    brief="thời gian thực hiện của mục đã hết",
    fields=("frequency",),
)
UNIT_UNKNOWN: Final = Rule(
    code="unit-unknown",
    sentence="Không có đơn vị: {units}.",
    brief="đơn vị không có trong danh bạ",
    fields=("lead_unit",),
)
NOT_NAMING: Final = Rule(
    code="not-naming",
    sentence="Chỉ {offices} được giao đơn vị chủ trì.",
    brief="không có thẩm quyền giao đơn vị chủ trì",
    kind=NotAllowed,
)
NOT_ARRANGING: Final = Rule(
    code="not-arranging",
    sentence="Chỉ {offices} được đặt tần suất và cách tính hạn.",
    brief="không có thẩm quyền đặt tần suất và cách tính hạn",
    kind=NotAllowed,
)
