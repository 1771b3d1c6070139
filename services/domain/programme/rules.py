"""Why an act on a programme is refused, as far as several acts share it."""

from typing import Final

from services.domain.act import Rule
from services.domain.errors import NotAllowed, NotFound, Stale

NO_PROGRAMME: Final = Rule(
    code="no-programme",
    sentence="Chưa có chương trình công tác của kỳ này. Văn phòng mở đăng ký trước.",
    brief="chưa có chương trình công tác của kỳ này",
    kind=NotFound,
)
NOT_COMPOSING: Final = Rule(
    code="not-composing",
    sentence="Chỉ {offices} lập chương trình công tác.",
    brief="không có quyền lập chương trình công tác",
    kind=NotAllowed,
)
NOT_REGISTERING_ROWS: Final = Rule(
    code="not-registering-rows",
    sentence="Chỉ người của đơn vị đăng ký dòng cho đơn vị mình, hoặc Văn phòng ghi thay.",
    brief="không có quyền đăng ký cho đơn vị này",
    fields=("unit",),
    kind=NotAllowed,
)
NOT_SIGNING: Final = Rule(
    code="not-signing",
    sentence=(
        "Chỉ {offices} ký và điều chỉnh chương trình công tác. Hãy trình lãnh đạo quyết định."
    ),
    brief="không có quyền ký, điều chỉnh chương trình",
    kind=NotAllowed,
)
REGISTRATION_CLOSED: Final = Rule(
    code="registration-closed",
    sentence=(
        "Đã hết hạn đăng ký ({closes_on}). Hãy gửi Văn phòng để ghi thay trong lúc lập chương "
        "trình, hoặc đề nghị lãnh đạo bổ sung sau khi ký."
    ),
    brief="đã hết hạn đăng ký",
)
PROGRAMME_SIGNED: Final = Rule(
    code="programme-signed",
    sentence=(
        "Chương trình đã ký; chỉ thay đổi bằng quyết định của lãnh đạo: bổ sung, điều chỉnh thời "
        "hạn hoặc đưa ra khỏi chương trình."
    ),
    brief="chương trình đã ký",
)
PROGRAMME_NOT_SIGNED: Final = Rule(
    code="programme-not-signed",
    sentence="Chương trình chưa ký. Hãy sửa trong lúc lập, hoặc ký trước.",
    brief="chương trình chưa ký",
)
PROGRAMME_CLOSED: Final = Rule(
    code="programme-closed",
    sentence="Chương trình đã tổng kết, không thay đổi được nữa.",
    brief="chương trình đã tổng kết",
)
ROW_UNKNOWN: Final = Rule(
    code="programme-row-unknown",
    sentence="Không có dòng này trong chương trình. Hãy mở lại trang rồi chọn lại.",
    brief="không có dòng này trong chương trình",
    fields=("row", "rows", "into"),
)
ROW_GONE: Final = Rule(
    code="programme-row-gone",
    sentence="Dòng này không còn trong chương trình. Hãy mở lại trang để xem hiện trạng.",
    brief="dòng không còn trong chương trình",
    fields=("row", "rows", "into"),
)
ROW_MOVED_ON: Final = Rule(
    code="programme-row-moved-on",
    sentence="Dòng này vừa được người khác sửa. Hãy mở lại trang, xem bản mới rồi thao tác lại.",
    brief="dòng vừa được người khác sửa",
    kind=Stale,
)
PROGRAMME_MOVED_ON: Final = Rule(
    code="programme-moved-on",
    sentence=(
        "Chương trình vừa được người khác thay đổi. Hãy mở lại trang, xem bản mới rồi thao tác "
        "lại."
    ),
    brief="chương trình vừa được người khác thay đổi",
    kind=Stale,
)
ROW_REASON_MISSING: Final = Rule(
    code="reason-missing",
    sentence="Hãy ghi lý do; đơn vị đăng ký và người thanh tra đọc được.",
    brief="thiếu lý do",
    fields=("reason",),
)
CONTENT_MISSING: Final = Rule(
    code="content-missing",
    sentence="Chưa nhập nội dung. Chỉ dòng chọn việc đã có mới để trống được.",
    brief="thiếu nội dung",
    fields=("content",),
)
LEAD_MISSING: Final = Rule(
    code="lead-missing",
    sentence="Mỗi dòng có đúng một đơn vị chủ trì. Hãy chọn một đơn vị.",
    brief="thiếu đơn vị chủ trì",
    fields=("lead_unit",),
)
LEAD_UNKNOWN: Final = Rule(
    code="unit-unknown",
    sentence="Không có đơn vị {units}. Hãy chọn trong danh bạ; mỗi dòng có một đơn vị chủ trì.",
    brief="đơn vị không có trong danh bạ",
    fields=("lead_unit", "supporting_units"),
)
LEAD_OUTSIDE: Final = Rule(
    code="lead-outside",
    sentence=(
        "Đơn vị chủ trì phải là đơn vị của phường có tài khoản báo cáo; {units} ở ngoài bộ máy "
        "của phường, chỉ phối hợp được."
    ),
    brief="đơn vị chủ trì ở ngoài bộ máy của phường",
    fields=("lead_unit",),
)
LEAD_SUPPORTS: Final = Rule(
    code="lead-supports",
    sentence="Đơn vị chủ trì không đồng thời là đơn vị phối hợp.",
    brief="đơn vị chủ trì không thể đồng thời phối hợp",
    fields=("supporting_units",),
)
SUPPORTER_TWICE: Final = Rule(
    code="unit-twice",
    sentence="Đơn vị phối hợp được chọn hai lần: {units}. Hãy chọn mỗi đơn vị một lần.",
    brief="một đơn vị được chọn hai lần",
    fields=("supporting_units",),
)
ROW_DUE_MISSING: Final = Rule(
    code="row-due-missing",
    sentence="Chưa nhập thời hạn của dòng.",
    brief="thiếu thời hạn",
    fields=("due_on",),
)
DUE_OUTSIDE: Final = Rule(
    code="due-outside",
    sentence="Thời hạn {due_on} ở ngoài kỳ ({first_on} đến {last_on}). Hãy chọn ngày trong kỳ.",
    brief="thời hạn ở ngoài kỳ",
    fields=("due_on",),
)
DUE_GONE: Final = Rule(
    code="due-gone",
    sentence="Thời hạn {due_on} đã qua. Hãy chọn từ hôm nay trở đi.",
    brief="thời hạn đã qua",
    fields=("due_on",),
)
PRESENTED_UNKNOWN: Final = Rule(
    code="field-presented_to",
    sentence="Cấp trình: hãy chọn trong danh sách.",
    brief="cấp trình không có trong danh sách",
    fields=("presented_to",),
)
LEADER_UNKNOWN: Final = Rule(
    code="leader-unknown",
    sentence="Người chủ trì phải là lãnh đạo đang giữ chức vụ của phường.",
    brief="người chủ trì không phải lãnh đạo đang giữ chức vụ",
    fields=("leader",),
)
HOUR_WRONG: Final = Rule(
    code="hour-wrong",
    sentence="Giờ họp viết theo giờ:phút, từ 00:00 đến 23:59, thí dụ 08:30.",
    brief="giờ họp không đúng",
    fields=("sits_at",),
)
SOURCE_UNKNOWN: Final = Rule(
    code="row-source-unknown",
    sentence="Không có việc hay mục kế hoạch {code:.80}. Hãy chọn lại, hoặc để trống.",
    brief="không có việc hay mục kế hoạch như vậy",
    fields=("source",),
)
SOURCE_ENDED: Final = Rule(
    code="row-source-ended",
    sentence="Việc {code:.80} đã kết thúc. Hãy chọn việc khác, hoặc để trống.",
    brief="việc được chọn đã kết thúc",
    fields=("source",),
)
SOURCE_OTHER_LEAD: Final = Rule(
    code="row-source-other-lead",
    sentence=(
        "Việc {code:.80} do đơn vị khác chủ trì. Dòng chọn việc đã có thì cùng đơn vị chủ trì."
    ),
    brief="việc được chọn do đơn vị khác chủ trì",
    fields=("lead_unit",),
)
SOURCE_TWICE: Final = Rule(
    code="row-source-twice",
    sentence="Việc này đã là dòng {row} của chương trình. Hãy mở dòng đó để sửa.",
    brief="việc đã có trong chương trình",
    fields=("source",),
)
UNITS_RULES: Final = (
    LEAD_MISSING,
    LEAD_UNKNOWN,
    LEAD_OUTSIDE,
    LEAD_SUPPORTS,
    SUPPORTER_TWICE,
)
TERMS_RULES: Final = (
    CONTENT_MISSING,
    *UNITS_RULES,
    ROW_DUE_MISSING,
    DUE_OUTSIDE,
    PRESENTED_UNKNOWN,
    LEADER_UNKNOWN,
    HOUR_WRONG,
    SOURCE_UNKNOWN,
    SOURCE_ENDED,
    SOURCE_OTHER_LEAD,
    SOURCE_TWICE,
)
