"""Reasons to refuse what somebody wants of a directive; those of one act stand with it."""

from typing import Final

from services.domain.act import Rule
from services.domain.errors import NotAllowed, NotFound, Stale

NO_DIRECTIVE: Final = Rule(
    code="no-directive",
    sentence="Không có nguồn giao việc này, hoặc không thuộc phạm vi của bạn.",
    brief="không có nguồn giao việc này",
    kind=NotFound,
)
NOT_REGISTERING: Final = Rule(
    code="not-registering",
    sentence="Chỉ {offices} được ghi nhận nguồn giao việc và giao việc từ đó.",
    brief="không có thẩm quyền về nguồn giao việc",
    kind=NotAllowed,
)
DIRECTIVE_CLOSED: Final = Rule(
    code="directive-closed",
    sentence="Nguồn giao việc này đã kết thúc xử lý. Hãy mở lại rồi thực hiện tiếp.",
    brief="nguồn giao việc đã kết thúc xử lý",
)
SECRET_WORDS: Final = Rule(
    code="directive-secret",
    sentence="Văn bản mật: chỉ ghi số và ngày, không nhập nội dung bằng lời trên hệ thống này.",
    brief="văn bản mật, chỉ ghi số và ngày",
    fields=(
        "issuer",
        "summary",
        "petitioner",
        "twins_reason",
        "text",
        "title",
        "product",
        "reason",
    ),
)
REASON_MISSING: Final = Rule(
    code="reason-missing",
    sentence="Quyết định này phải có lý do. Hãy ghi rõ vì sao.",
    brief="thiếu lý do",
    fields=("reason",),
)
TEXT_MOVED: Final = Rule(
    code="text-moved",
    sentence="Văn bản vừa có bản mới. Hãy tải lại trang, đọc lại rồi quyết định.",
    brief="văn bản vừa có bản mới",
    kind=Stale,
)
CLAUSE_UNKNOWN: Final = Rule(
    code="clause-unknown",
    sentence="Văn bản không có điều, khoản này. Hãy tải lại trang rồi chọn lại.",
    brief="văn bản không có điều, khoản này",
    fields=("clause", "clauses"),
)
CLAUSE_MISSING: Final = Rule(
    code="clause-missing",
    sentence="Chưa chọn điều, khoản. Hãy chọn trong văn bản.",
    brief="chưa chọn điều, khoản",
    fields=("clause", "clauses"),
)
NUMBER_WRONG: Final = Rule(
    code="paper-number",
    sentence="Số, ký hiệu chỉ gồm số và ký hiệu viết liền nhau, ví dụ 123/UBND-VP.",
    brief="số văn bản không đúng dạng",
    fields=("number",),
)
NUMBER_MISSING: Final = Rule(
    code="number-missing",
    sentence="Chưa nhập số, ký hiệu. Hãy chép đúng như trên văn bản.",
    brief="thiếu số, ký hiệu",
    fields=("number",),
)
DATED_MISSING: Final = Rule(
    code="dated-missing",
    sentence="Chưa nhập ngày của văn bản hoặc cuộc họp.",
    brief="thiếu ngày của văn bản",
    fields=("dated_on",),
)
DATED_IN_FUTURE: Final = Rule(
    code="paper-in-future",
    sentence="Ngày của văn bản không được sau hôm nay.",
    brief="ngày văn bản sau ngày hôm nay",
    fields=("dated_on",),
)
ALREADY_REGISTERED: Final = Rule(
    code="already-registered",
    sentence=(
        "Đã có {count} nguồn giao việc cùng số, ngày và cơ quan ban hành. Hãy mở ra xem; nếu vẫn "
        "cần ghi nhận thêm, hãy ghi lý do."
    ),
    brief="đã có nguồn giao việc cùng số, ngày, cơ quan",
    fields=("twins_reason",),
)
SUPERIOR_EARLY: Final = Rule(
    code="superior-day-early",
    sentence="Hạn của cấp trên không được trước ngày của văn bản ({dated_on}). Hãy sửa ngày.",
    brief="hạn của cấp trên trước ngày văn bản",
    fields=("superior_due_on",),
)
ORDERER_MISSING: Final = Rule(
    code="orderer-missing",
    sentence="Chưa chọn người giao việc. Hãy chọn lãnh đạo đã chỉ đạo: {offices}.",
    brief="thiếu người giao việc",
    fields=("orderer",),
)
ORDERER_UNKNOWN: Final = Rule(
    code="not-orderer",
    sentence="Vào ngày {on}, người được chọn không giữ chức vụ được giao việc: {offices}.",
    brief="người được chọn không có thẩm quyền giao việc",
    fields=("orderer",),
)
ORDERED_IN_FUTURE: Final = Rule(
    code="ordered-in-future",
    sentence="Ngày chỉ đạo không được sau hôm nay.",
    brief="ngày chỉ đạo sau ngày hôm nay",
    fields=("ordered_on",),
)
URGENCY_UNKNOWN: Final = Rule(
    code="field-urgency",
    sentence="Độ khẩn: hãy chọn trong danh sách.",
    brief="độ khẩn không có trong danh sách",
    fields=("urgency",),
)
# What is checked of a paper, and of who ordered, whatever is registered.
PAPER_RULES: Final = (
    URGENCY_UNKNOWN,
    NUMBER_MISSING,
    NUMBER_WRONG,
    DATED_MISSING,
    DATED_IN_FUTURE,
    SUPERIOR_EARLY,
    ORDERED_IN_FUTURE,
    ORDERER_UNKNOWN,
    ORDERER_MISSING,
    ALREADY_REGISTERED,
)
