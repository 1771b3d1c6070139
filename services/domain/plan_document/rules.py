"""Reasons to refuse what somebody wants of a plan document."""

from typing import Final

from services.domain.act import Rule
from services.domain.errors import NotAllowed, NotFound, Stale

ACTIVE_FROM_FAR: Final = Rule(
    code="active-from-far",
    sentence="Thực hiện từ ngày: phải từ hôm nay và không quá một năm nữa. Hãy sửa ngày.",
    brief="ngày bắt đầu thực hiện ngoài khoảng cho phép",
    fields=("active_from",),
)
ANOTHER_PLAN: Final = Rule(
    code="another-plan",
    sentence=(
        "Văn bản này không phải của kế hoạch đang thực hiện: {reported}. Hãy tải đúng văn bản "
        "của kế hoạch lên rồi ghi lại."
    ),
    brief="văn bản không phải của kế hoạch đang thực hiện",
)
CORRECTION_LOST: Final = Rule(
    code="correction-lost",
    sentence="Nội dung sửa của một điểm đã bị xóa. Hãy quyết định lại điểm đó.",
    brief="nội dung sửa đã bị xóa",
)
ERRORS_UNDECIDED: Final = Rule(
    code="errors-undecided",
    sentence="Còn {count} lỗi chưa quyết định: {places}{more}. Hãy quyết định rồi nạp.",
    brief="còn lỗi chưa quyết định",
)
FINDING_SETTLED_SINCE: Final = Rule(
    code="finding-settled-since",
    sentence=("Điểm này vừa có người khác quyết định. Hãy xem quyết định mới rồi quyết định lại."),
    brief="điểm cần làm rõ vừa có người khác quyết định",
    kind=Stale,
)
ITEMS_MOVED: Final = Rule(
    code="items-moved",
    sentence="Kế hoạch vừa có thay đổi. Hãy tải lại trang rồi ghi lại.",
    brief="kế hoạch vừa có thay đổi",
    kind=Stale,
)
LINES_NONE: Final = Rule(
    code="lines-none",
    sentence="Các dòng: chưa đánh dấu dòng nào của điểm này. Hãy đánh dấu ít nhất một dòng.",
    brief="chưa chọn dòng nào của điểm cần làm rõ",
    fields=("lines",),
)
LINE_TWICE: Final = Rule(
    code="line-twice",
    sentence="Các dòng: “{place:.60}” được gửi hai lần. Hãy gửi mỗi dòng một lần.",
    brief="một dòng được gửi hai lần",
    fields=("lines",),
)
LINE_UNKNOWN: Final = Rule(
    code="line-unknown",
    sentence="Các dòng: điểm này không có dòng đã chọn. Hãy tải lại trang rồi chọn lại.",
    brief="điểm cần làm rõ không có dòng đã chọn",
    fields=("lines",),
)
LOAD_OVERTAKEN: Final = Rule(
    code="load-overtaken",
    sentence="Vừa có người khác thao tác. Hãy tải lại trang rồi nạp lại.",
    brief="vừa có người khác thao tác",
    kind=Stale,
)
NOTHING_TO_CORRECT: Final = Rule(
    code="nothing-to-correct",
    sentence=(
        "Điểm này không có chỗ để sửa. Hãy chọn theo cách đọc, hoặc chưa quyết định và nêu lý do."
    ),
    brief="điểm cần làm rõ không có chỗ để sửa",
    fields=("decision",),
)
NOTHING_TO_CORRECT_IN_LINE: Final = Rule(
    code="nothing-to-correct",
    sentence=(
        "Dòng ở {place:.60} không có chỗ để sửa. Hãy bỏ đánh dấu dòng đó, hoặc chọn theo cách đọc "
        "hay chưa quyết định và nêu lý do."
    ),
    brief="điểm cần làm rõ không có chỗ để sửa",
    fields=("lines",),
)
NOT_LOADING: Final = Rule(
    code="not-loading",
    sentence="Chỉ {offices} được nạp kế hoạch.",
    brief="không có thẩm quyền nạp kế hoạch",
    kind=NotAllowed,
)
NOT_SETTLING: Final = Rule(
    code="not-settling",
    sentence="Chỉ {offices} được đọc văn bản kế hoạch và quyết định.",
    brief="không có thẩm quyền quyết định về văn bản kế hoạch",
    kind=NotAllowed,
)
NO_FINDING_IN_DOCUMENT: Final = Rule(
    code="no-finding",
    sentence="Không có điểm cần làm rõ này trong văn bản.",
    brief="không có điểm cần làm rõ này",
    kind=NotFound,
)
NO_PLAN: Final = Rule(
    code="no-plan",
    sentence="Phường chưa có kế hoạch nào đang thực hiện. Hãy nạp kế hoạch trước.",
    brief="chưa có kế hoạch đang thực hiện",
)
NO_QUOTES: Final = Rule(
    code="no-quotes",
    sentence=(
        "Không tìm thấy trong văn bản trích dẫn cho mục nào thuộc kế hoạch đang thực hiện. Hãy "
        "kiểm tra có đúng văn bản của kế hoạch này không."
    ),
    brief="văn bản không có trích dẫn cho kế hoạch",
)
NO_READING: Final = Rule(
    code="no-reading",
    sentence="Không có văn bản này. Hãy mở lại danh sách văn bản.",
    brief="không có văn bản này",
    kind=NotFound,
)
PLAN_ACTIVE: Final = Rule(
    code="plan-active",
    sentence=(
        "Phường đang thực hiện một kế hoạch; bản này chưa hỗ trợ điều chỉnh kế hoạch. Có thể "
        "gắn trích dẫn văn bản vào từng mục."
    ),
    brief="kế hoạch đã được đưa vào thực hiện",
)
QUOTES_NOT_THERE: Final = Rule(
    code="quotes-not-there",
    sentence=(
        "Trích dẫn văn bản này không đứng cạnh mục nào của kế hoạch. Hãy kiểm tra có đúng "
        "văn bản đã ghi không."
    ),
    brief="trích dẫn văn bản không đứng cạnh mục nào",
)
READING_CHANGED: Final = Rule(
    code="reading-changed",
    sentence=(
        "Phần mềm đã đổi cách đọc từ khi văn bản này được tải lên. Hãy tải văn bản lên lại "
        "rồi quyết định trên bản đọc mới."
    ),
    brief="văn bản nay được đọc khác",
)
READING_KNOWN: Final = Rule(
    code="reading-known",
    sentence="Văn bản này đã được tải lên. Hãy mở lại trang.",
    brief="văn bản đã được tải lên",
    fields=("file",),
)
READING_LOADED: Final = Rule(
    code="reading-loaded",
    sentence=(
        "Trích dẫn văn bản này đang đứng cạnh kế hoạch nên không quyết định hay nạp lại "
        "được. Muốn làm lại, hãy rút trích dẫn đã gắn trước."
    ),
    brief="văn bản đã được nạp hoặc đang đứng cạnh kế hoạch",
)
READING_LOADED_AS_PLAN: Final = Rule(
    code="reading-loaded",
    sentence="Văn bản này đã được nạp nên không quyết định hay nạp lại được.",
    brief="văn bản đã được nạp hoặc đang đứng cạnh kế hoạch",
)
READING_MOVED: Final = Rule(
    code="reading-moved",
    sentence="Vừa có người quyết định thêm về văn bản này. Hãy xem lại rồi thực hiện.",
    brief="vừa có người quyết định thêm về văn bản",
    kind=Stale,
)
REASON_MISSING: Final = Rule(
    code="reason-missing",
    sentence="Lý do: chưa quyết định thì phải nêu lý do. Hãy nhập lý do.",
    brief="thiếu lý do",
    fields=("reason", "why", "reason_code"),
)
VALUE_DAY: Final = Rule(
    code="value-day",
    sentence=(
        "Nội dung sửa: “{words:.40}” không phải là ngày. Hãy nhập theo dạng ngày/tháng/năm, "
        "ví dụ 05/12/2026."
    ),
    brief="nội dung sửa không phải là ngày",
    fields=("value",),
)
VALUE_EITHER: Final = Rule(
    code="value-figure",
    sentence="Nội dung sửa: {question}",
    brief="nội dung sửa không phải là số",
    fields=("value",),
)
VALUE_EMPTY: Final = Rule(
    code="value-empty",
    sentence="Nội dung sửa: chưa nhập gì. Hãy nhập nội dung đúng.",
    brief="chưa nhập nội dung sửa",
    fields=("value",),
)
VALUE_EMPTY_OF_LINE: Final = Rule(
    code="value-empty",
    sentence=(
        "Nội dung sửa: chưa nhập gì cho dòng ở {place:.60}. Hãy nhập cho dòng đó, nhập nội dung "
        "chung, hoặc bỏ đánh dấu dòng."
    ),
    brief="chưa nhập nội dung sửa",
    fields=("value",),
)
VALUE_FIGURE: Final = Rule(
    code="value-figure",
    sentence=(
        "Nội dung sửa: “{words:.40}” không phải là số. Hãy nhập chữ số với dấu phẩy thập "
        "phân, ví dụ 61,5; hoặc một khoảng, ví dụ 3 - 4,5."
    ),
    brief="nội dung sửa không phải là số",
    fields=("value",),
)
VALUE_LONG: Final = Rule(
    code="value-long",
    sentence="Nội dung sửa: dài quá {most} ký tự. Hãy rút gọn.",
    brief="nội dung sửa dài quá",
    fields=("value",),
)
VALUE_NUMBER: Final = Rule(
    code="value-number",
    sentence=(
        "Nội dung sửa: “{words:.60}” không phải là số văn bản. Hãy nhập số và ký hiệu liền "
        "nhau, ví dụ 15/KH-UBND."
    ),
    brief="nội dung sửa không phải là số văn bản",
    fields=("value",),
)
VALUE_OPERATOR: Final = Rule(
    code="value-operator",
    sentence="Nội dung sửa: hãy chọn một cách so sánh trong danh sách.",
    brief="cách so sánh không có trong danh sách",
    fields=("value",),
)
VALUE_UNIT: Final = Rule(
    code="value-unit",
    sentence=(
        "Nội dung sửa: “{words:.40}” không phải là mã của một đơn vị thuộc phường trong văn "
        "bản này. Hãy chọn đơn vị trong danh sách."
    ),
    brief="nội dung sửa không phải là mã đơn vị",
    fields=("value",),
)
VALUE_UNITS: Final = Rule(
    code="value-unit",
    sentence=(
        "Nội dung sửa: không có đơn vị nào mang mã “{units:.60}”. Hãy nhập mã đơn vị, cách "
        "nhau bằng dấu phẩy, hoặc nhập “{nobody}” nếu không có đơn vị nào."
    ),
    brief="nội dung sửa không phải là mã đơn vị",
    fields=("value",),
)
VALUE_YEAR: Final = Rule(
    code="value-day",
    sentence="Nội dung sửa: ngày {words:.40} {year_said}.",
    brief="nội dung sửa không phải là ngày",
    fields=("value",),
)
VERDICT_UNKNOWN: Final = Rule(
    code="field-decision",
    sentence="Quyết định: chưa chọn. Hãy chọn một cách rồi gửi lại.",
    brief="chưa chọn cách quyết định",
    fields=("decision",),
)
