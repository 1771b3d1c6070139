"""Reasons to refuse before any noun is asked."""

from typing import Final

from services.domain.act import Rule
from services.domain.errors import NotFound, Stale

BUSY: Final = Rule(
    code="busy",
    sentence="Việc này đang có nhiều người cùng thao tác. Hãy tải lại trang.",
    brief="nhiều người thao tác cùng lúc",
    kind=Stale,
)
FIELD_CONTROL: Final = Rule(
    code="field-control",
    sentence="{label}: có ký tự điều khiển. Hãy xóa ký tự đó rồi gửi lại.",
    brief="nội dung có ký tự điều khiển",
)
FIELD_EMPTY: Final = Rule(
    code="field-empty",
    sentence="{label}: chưa nhập nội dung.",
    brief="có ô chưa nhập nội dung",
)
FIELD_TOO_LONG: Final = Rule(
    code="field-too-long",
    sentence="{label}: {length} ký tự, tối đa {most}. Hãy rút gọn rồi gửi lại.",
    brief="nội dung dài quá mức cho phép",
)
LINK_ENDED: Final = Rule(
    code="link-ended",
    sentence="Liên kết đã dùng hoặc hết hạn. Hãy xin quản trị liên kết mới.",
    brief="liên kết đã dùng hoặc hết hạn",
    kind=NotFound,
)
NO_EVENT: Final = Rule(
    code="no-event",
    sentence="Không có sự kiện này, hoặc không thuộc phạm vi của bạn.",
    brief="không có sự kiện này",
    kind=NotFound,
)
SIGN_IN: Final = Rule(
    code="sign-in",
    sentence="Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra rồi nhập lại.",
    brief="tên đăng nhập hoặc mật khẩu không đúng",
    fields=("password",),
)
