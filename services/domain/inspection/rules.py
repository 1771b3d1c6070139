"""Reasons to refuse what somebody wants of an inspector's finding."""

from typing import Final

from services.domain.act import Rule
from services.domain.errors import NotAllowed, NotFound

NO_INSPECTION_FINDING: Final = Rule(
    code="no-inspection-finding",
    sentence="Không có kiến nghị kiểm tra này, hoặc không thuộc phạm vi của bạn.",
    brief="không có kiến nghị kiểm tra này",
    kind=NotFound,
)
NOT_INSPECTING: Final = Rule(
    code="not-inspecting",
    sentence="Chỉ thanh tra, giám sát được lập, kết luận và rút kiến nghị kiểm tra.",
    brief="không có thẩm quyền về kiến nghị kiểm tra",
    kind=NotAllowed,
)
NOT_ANSWERING: Final = Rule(
    code="not-answering",
    sentence="Chỉ thủ trưởng đơn vị được kiến nghị trả lời kiến nghị kiểm tra.",
    brief="không phải thủ trưởng đơn vị được kiến nghị",
    kind=NotAllowed,
)
INSPECTION_ENDED: Final = Rule(
    code="inspection-ended",
    sentence="Kiến nghị này đã kết luận hoặc đã rút. Nếu còn vấn đề, hãy lập kiến nghị mới.",
    brief="kiến nghị đã kết luận hoặc đã rút",
)
INSPECTION_TEXT_MISSING: Final = Rule(
    code="inspection-text-missing",
    sentence="Chưa ghi nội dung. Hãy viết rõ để đơn vị và người xem sau hiểu được.",
    brief="thiếu nội dung",
    fields=("text",),
)
INSPECTION_RESTRICTED: Final = Rule(
    code="inspection-restricted",
    sentence=(
        "Việc theo chế độ mật: không nhập nội dung bằng lời trên hệ thống này, chỉ ghi số và ngày "
        "của văn bản gửi theo chế độ tài liệu mật."
    ),
    brief="việc theo chế độ mật, chỉ ghi số và ngày văn bản",
    fields=("text",),
)
INSPECTION_PAPER_MISSING: Final = Rule(
    code="inspection-paper-missing",
    sentence=(
        "Việc theo chế độ mật: hãy ghi số và ngày của văn bản đã gửi theo chế độ tài liệu mật."
    ),
    brief="thiếu số và ngày văn bản",
    fields=("paper_number",),
)
