"""Reasons to refuse what somebody wants of a task."""

from typing import Final

from services.domain.act import Rule
from services.domain.errors import NotAllowed, NotFound, Stale

ALREADY_APPROVED: Final = Rule(
    code="already-approved",
    sentence=(
        "Bản báo cáo này đã được duyệt ở bước trước và đang chờ xác nhận. Hãy tải lại trang."
    ),
    brief="báo cáo đã được duyệt",
    kind=Stale,
)
ALREADY_DECIDED: Final = Rule(
    code="already-decided",
    sentence="Bản báo cáo này đã có người xử lý trước bạn. Hãy tải lại trang để xem kết quả.",
    brief="bản báo cáo đã được quyết định",
    kind=Stale,
)
ALREADY_SIGNED: Final = Rule(
    code="already-signed",
    sentence=(
        "Báo cáo đã được duyệt nên không rút lại được. Nếu cần sửa, hãy đề nghị người có "
        "thẩm quyền của bước sau trả lại."
    ),
    brief="báo cáo đã được duyệt nên không rút lại được",
)
ALREADY_SUBMITTED: Final = Rule(
    code="already-submitted",
    sentence=(
        "Báo cáo đã gửi và đang chờ quyết định. Chỉ gửi bản mới khi bản này bị trả lại hoặc "
        "được rút lại."
    ),
    brief="báo cáo đã được gửi",
)
CHASED_TODAY: Final = Rule(
    code="chased-today",
    sentence="Hôm nay đã đôn đốc việc này. Mỗi ngày chỉ đôn đốc một lần.",
    brief="hôm nay đã đôn đốc việc này",
)
CHASE_NOTHING_OWED: Final = Rule(
    code="chase-nothing-owed",
    sentence=(
        "Thủ trưởng đơn vị đã duyệt báo cáo, đơn vị không còn phải nộp gì. Việc đang chờ xác nhận."
    ),
    brief="đơn vị không còn phải nộp gì",
)
CHASE_TOO_EARLY: Final = Rule(
    code="chase-too-early",
    sentence="Việc chưa sắp đến hạn. Chỉ đôn đốc từ ngày {first_day:%d/%m/%Y}.",
    brief="chưa đến lúc đôn đốc",
)
CORRECTION_UNJUDGED: Final = Rule(
    code="correction-unjudged",
    sentence=(
        "Bản trước bị trả lại vì thể thức, nhưng bản này đổi số liệu: {changed}. Hãy mở việc "
        "và chọn: bổ sung thể thức (giữ ngày của bản trước) hay sửa nội dung (tính ngày đơn "
        "vị ký bản này)."
    ),
    brief="chưa chọn bổ sung thể thức hay sửa nội dung",
    fields=("correction",),
)
CORRECT_BY: Final = Rule(
    code="correct-by",
    sentence=(
        "Ngày hoàn chỉnh phải từ hôm nay và không quá {correction_at_most_days} "
        "ngày theo lịch sau. Hãy sửa ngày."
    ),
    brief="ngày hoàn chỉnh ngoài khoảng cho phép",
    fields=("correct_by",),
)
EMPTY_CONTRIBUTION: Final = Rule(
    code="empty-contribution",
    sentence="Nội dung phối hợp còn trống. Hãy nhập nội dung.",
    brief="nội dung phối hợp để trống",
    fields=("text", "paper_number"),
)
EMPTY_REPORT: Final = Rule(
    code="empty-report",
    sentence="Báo cáo còn trống. Hãy nhập nội dung báo cáo.",
    brief="báo cáo để trống",
    fields=("text",),
)
FIGURE_MISSING: Final = Rule(
    code="figure-missing",
    sentence="Chưa có số liệu cho: {measures}. Nhập số hoặc ghi lý do không có số.",
    brief="thiếu số liệu",
)
FIGURE_OR_REASON: Final = Rule(
    code="figure-or-reason",
    sentence="{title}: nhập số, hoặc ghi lý do không có số.",
    brief="mỗi số liệu phải có giá trị hoặc lý do",
)
FIGURE_OUT_OF_RANGE: Final = Rule(
    code="figure-out-of-range",
    sentence=(
        "{title}: {being} {range} (tính bằng {unit}), không thể là {value}. Hãy kiểm tra lại số."
    ),
    brief="số liệu ngoài khoảng có thể có",
)
FIGURE_UNKNOWN: Final = Rule(
    code="figure-unknown",
    sentence="Có số liệu không thuộc kỳ báo cáo này. Hãy mở lại trang.",
    brief="số liệu không thuộc kỳ này",
)
FIGURE_YES_NO: Final = Rule(
    code="figure-yes-no",
    sentence="{title}: chỉ trả lời đạt hoặc chưa đạt.",
    brief="chỉ tiêu chỉ trả lời đạt hoặc chưa đạt",
)
NEWER_SUBMISSION: Final = Rule(
    code="newer-submission",
    sentence=(
        "Đã có bản báo cáo khác được gửi sau khi bạn mở trang. Hãy xem bản mới rồi gửi lại."
    ),
    brief="đã có bản báo cáo mới hơn",
    kind=Stale,
)
NOT_THE_NEWEST: Final = Rule(
    code="newer-submission",
    sentence="Bản báo cáo bạn đang xem không còn là bản mới nhất. Hãy tải lại trang.",
    brief="đã có bản báo cáo mới hơn",
    kind=Stale,
)
NOT_APPROVED_YET: Final = Rule(
    code="not-approved-yet",
    sentence="Thủ trưởng đơn vị chưa duyệt bản báo cáo này nên chưa thể xác nhận.",
    brief="thủ trưởng đơn vị chưa duyệt",
)
NOT_A_SUPPORTING_UNIT: Final = Rule(
    code="not-a-supporting-unit",
    sentence="Đơn vị {unit} không phối hợp trong việc này.",
    brief="đơn vị không phối hợp trong việc này",
    fields=("unit",),
)
NOT_LEAD_UNIT: Final = Rule(
    code="not-lead-unit",
    sentence="Chỉ cán bộ của đơn vị chủ trì được thực hiện thao tác này.",
    brief="không phải cán bộ của đơn vị chủ trì",
    kind=NotAllowed,
)
NOT_SUPPORTING_UNIT: Final = Rule(
    code="not-supporting-unit",
    sentence="Chỉ cán bộ của đơn vị phối hợp được gửi nội dung phối hợp của đơn vị mình.",
    brief="không phải cán bộ của đơn vị phối hợp",
    kind=NotAllowed,
)
NOT_THIS_RUNG: Final = Rule(
    code="not-this-rung",
    sentence=(
        "Bạn không giữ chức vụ được quyết định ở bước này. Việc đang chờ người có thẩm quyền "
        "của bước duyệt."
    ),
    brief="không giữ chức vụ được quyết định ở bước này",
    kind=NotAllowed,
)
NO_TASK: Final = Rule(
    code="no-task",
    sentence="Không có việc này, hoặc việc không thuộc phạm vi của bạn.",
    brief="không có việc này",
    kind=NotFound,
)
OFFICIAL_TOO_EARLY: Final = Rule(
    code="official-too-early",
    sentence=(
        "{measure}: kỳ này đến ngày {cutoff_on:%d/%m/%Y} mới chốt số liệu. Hãy chọn số ước "
        "thực hiện hoặc số sơ bộ; nếu đã là số chính thức, hãy ghi lý do."
    ),
    brief="chưa đến ngày chốt số liệu chính thức",
    fields=("early_reason",),
)
PAPER_MISSING: Final = Rule(
    code="paper-missing",
    sentence="Việc theo chế độ mật: chỉ ghi số và ngày của văn bản đã gửi theo đường mật.",
    brief="thiếu số và ngày văn bản",
    fields=("paper_number",),
)
REASON_MISSING: Final = Rule(
    code="reason-missing",
    sentence="Trả lại phải có lý do. Hãy ghi rõ cần bổ sung điều gì.",
    brief="thiếu lý do",
    fields=("reason", "why", "reason_code"),
)
REASON_UNKNOWN: Final = Rule(
    code="reason-unknown",
    sentence="Lý do trả lại không có trong danh sách. Hãy chọn lại.",
    brief="lý do không có trong danh sách",
    fields=("reason_code",),
)
RESTRICTED_CHASE: Final = Rule(
    code="restricted",
    sentence="Việc theo chế độ mật: không ghi lời đôn đốc, chỉ ghi số và ngày của công văn.",
    brief="việc theo chế độ mật",
    fields=("reason_code", "note", "paper_number"),
)
RESTRICTED: Final = Rule(
    code="restricted",
    sentence=(
        "Việc theo chế độ mật: không nhập số liệu, nội dung hay lý do bằng lời trên hệ thống này."
    ),
    brief="việc theo chế độ mật",
    fields=("reason_code", "note", "paper_number"),
)
CHASED_CLOSED: Final = Rule(
    code="task-closed",
    sentence="Việc đã hoàn thành và được xác nhận, không đôn đốc nữa.",
    brief="việc đã kết thúc",
)
TASK_CLOSED: Final = Rule(
    code="task-closed",
    sentence="Việc đã hoàn thành và được xác nhận, không gửi thêm được.",
    brief="việc đã kết thúc",
)
TWO_RUNGS: Final = Rule(
    code="two-rungs",
    sentence=(
        "Một người không được xử lý hai bước của cùng một bản báo cáo. Đề nghị người có thẩm "
        "quyền khác thực hiện."
    ),
    brief="một người không được xử lý hai bước của cùng một bản báo cáo",
    kind=NotAllowed,
)
NOT_CHASING: Final = Rule(
    code="not-chasing",
    sentence="Chỉ {offices} được đôn đốc các đơn vị.",
    brief="không có thẩm quyền đôn đốc",
    kind=NotAllowed,
)

RULES: Final = (
    NOT_CHASING,
    ALREADY_APPROVED,
    ALREADY_DECIDED,
    ALREADY_SIGNED,
    ALREADY_SUBMITTED,
    CHASED_TODAY,
    CHASE_NOTHING_OWED,
    CHASE_TOO_EARLY,
    CORRECTION_UNJUDGED,
    CORRECT_BY,
    EMPTY_CONTRIBUTION,
    EMPTY_REPORT,
    FIGURE_MISSING,
    FIGURE_OR_REASON,
    FIGURE_OUT_OF_RANGE,
    FIGURE_UNKNOWN,
    FIGURE_YES_NO,
    NEWER_SUBMISSION,
    NOT_THE_NEWEST,
    NOT_APPROVED_YET,
    NOT_A_SUPPORTING_UNIT,
    NOT_LEAD_UNIT,
    NOT_SUPPORTING_UNIT,
    NOT_THIS_RUNG,
    NO_TASK,
    OFFICIAL_TOO_EARLY,
    PAPER_MISSING,
    REASON_MISSING,
    REASON_UNKNOWN,
    RESTRICTED_CHASE,
    RESTRICTED,
    CHASED_CLOSED,
    TASK_CLOSED,
    TWO_RUNGS,
)
