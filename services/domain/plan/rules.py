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
