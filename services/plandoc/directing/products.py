"""What a clause wants to have in hand at the end: "báo cáo kết quả", "kế hoạch …"."""

import re
from typing import Final

from services.plandoc.directing.folding import Place

_NOUNS: Final = (
    "báo cáo|kế hoạch|tờ trình|danh sách|phương án|quyết định|dự thảo|văn bản|biên bản"
    "|chương trình|"
    "hồ sơ|phiếu|thông báo|giấy mời|công văn|đề án|lịch|quy chế|biểu|bảng|tài liệu|nghị quyết"
    "|hướng dẫn|"
    "kịch bản|dự toán|đề xuất|bài phát biểu|video|công điện|sơ đồ|tin bài|phóng sự|thư mời"
)
_MAKES: Final = (
    r"xây dựng|lập|ban hành|trình|gửi|nộp|hoàn thành|hoàn thiện|soạn thảo|soạn|dự thảo|chuẩn bị"
    r"|có|"
    r"phát hành|tham mưu|cung cấp|tổng hợp|ký|rà soát"
)
_PRODUCT: Final = re.compile(
    rf"(?<!\w)(?:{_MAKES})\s+(?:(?:ban hành|xây dựng|trình|cho|và|hoàn thiện|UBND"
    rf"|Ủy ban nhân dân|Chủ tịch|phường|lãnh đạo|ký|nội dung)\s+)*"
    rf"(?P<what>(?:{_NOUNS})(?!\w)(?:(?!\s+(?:trước|trong|chậm nhất|xong|vào|gửi|đến ngày|hằng"
    rf"|hàng|định kỳ|để)\s|\s+về (?-i:[A-ZĐ]))[^,.;:()\n]){{0,90}})",
    re.IGNORECASE,
)
_REPORT: Final = re.compile(
    r"(?<!\w)(?P<what>báo cáo(?:\s+(?:kết quả|tiến độ|tình hình|nhanh|bằng văn bản|giải trình"
    r"|đề xuất))"
    r"(?:(?!\s+(?:trước|trong|chậm nhất|xong|vào|cho|hằng|hàng|định kỳ|để)\s"
    r"|\s+về (?-i:[A-ZĐ]))[^,.;:()\n]){0,60})",
    re.IGNORECASE,
)


def product_in(words: str) -> Place | None:
    """The words that name what is to be made; None where the clause names nothing."""
    match = _PRODUCT.search(words) or _REPORT.search(words)
    if match is None or match["what"].rstrip().endswith(("này", "trên")):
        return None
    start, end = match.span("what")
    return start, start + len(words[start:end].rstrip())
