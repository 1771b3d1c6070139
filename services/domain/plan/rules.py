"""Reasons to refuse a decision on what the plan in force leaves open."""

from typing import Final

from services.domain.act import Rule
from services.domain.errors import NotAllowed, NotFound

FINDING_RESTRICTED: Final = Rule(
    code="finding-restricted",
    sentence="Mục theo chế độ mật: không nhập nội dung ở đây. Hãy giải quyết bằng văn bản mật.",
    brief="mục theo chế độ mật",
    fields=("decision",),
)
NO_FINDING: Final = Rule(
    code="no-finding",
    sentence="Kế hoạch không có điểm cần làm rõ này.",
    brief="không có điểm cần làm rõ này",
    kind=NotFound,
)
NOT_SETTLING_PLAN: Final = Rule(
    code="not-settling-plan",
    sentence="Chỉ {offices} được giải quyết điểm cần làm rõ.",
    brief="không có thẩm quyền giải quyết điểm cần làm rõ",
    kind=NotAllowed,
)
LEAD_RESTRICTED: Final = Rule(
    code="settled-lead-restricted",
    sentence=(
        "Đơn vị này làm việc theo chế độ mật. Hãy dùng “Đính chính đơn vị chủ trì” của mục, "
        "chỉ nêu số và ngày của văn bản."
    ),
    brief="đơn vị chủ trì mới theo chế độ mật",
    fields=("lead_unit",),
)
MEASURED_IN: Final = Rule(
    code="measure-unit",
    sentence=(
        "Đơn vị tính: hãy nhập vài chữ, ví dụ %, người, doanh nghiệp/năm. Chỉ tiêu đạt hay "
        "chưa đạt thì không có đơn vị tính."
    ),
    brief="đơn vị tính không hợp lệ",
    fields=("measured_in",),
)
UNITS_OF_NO_ITEM: Final = Rule(
    code="units-of-no-item",
    sentence=(
        "Điểm này không thuộc riêng mục nào nên không đính chính đơn vị ở đây. Hãy mở trang "
        "của mục."
    ),
    brief="điểm không thuộc riêng mục nào",
    fields=("lead_unit",),
)
TARGET_MEASURE: Final = Rule(
    code="target-measure",
    sentence="Đính chính mục tiêu: hãy chọn chỉ tiêu thành phần của mục này.",
    brief="chưa chọn chỉ tiêu thành phần",
    fields=("measure",),
)
TARGET_SHARED: Final = Rule(
    code="target-shared",
    sentence="Mục này giao cho nhiều đơn vị nên không đính chính mục tiêu của riêng một đơn vị.",
    brief="mục giao cho nhiều đơn vị",
    fields=("measure",),
)
TARGET_NUMBER: Final = Rule(
    code="target-number",
    sentence="Mục tiêu: hãy nhập một số, ví dụ 96,25. Chỉ tiêu đạt hay chưa đạt thì không có số.",
    brief="mục tiêu không phải là số",
    fields=("target", "yearly"),
)
TARGET_EITHER: Final = Rule(
    code="target-either",
    sentence="Mục tiêu: số này đọc được hai cách. Hãy viết liền, ví dụ 1250, hoặc có dấu phẩy.",
    brief="mục tiêu đọc được hai cách",
    fields=("target", "yearly"),
)
TARGET_IMPOSSIBLE: Final = Rule(
    code="target-impossible",
    sentence="Mục tiêu nằm ngoài giới hạn của số liệu. Hãy kiểm tra lại.",
    brief="mục tiêu ngoài giới hạn của số liệu",
    fields=("target", "yearly"),
)
