"""The log's words: every kind of act, each command that can be refused, each rule's no."""

from collections.abc import Mapping
from typing import Final

from services.commands.every_rule import EVERY_RULE
from services.domain.nouns import EVERY_ACT, KIND_OF
from services.queries.log_views import APPOINTING, SETTING_UP

ACTS: Final[Mapping[str, str]] = {
    **{kind.event.TYPE: kind.name for kind in KIND_OF.values()},
    "command-refused": "Yêu cầu bị từ chối",
    "attempts-suppressed": "Ngừng ghi thêm",
    "plan-document-read": "Đọc văn bản kế hoạch",
    "finding-settled": "Quyết định về điểm cần làm rõ",
    "plan-document-loaded": "Nạp văn bản kế hoạch",
    "plan-quoted": "Ghi câu chữ của văn bản",
    "plan-quotes-withdrawn": "Rút câu chữ đã ghi",
    "unit-registered": "Ghi nhận đơn vị",
    "unit-renamed": "Đính chính tên đơn vị",
    "unit-overseer-named": "Phân công phụ trách đơn vị",
    "person-registered": "Ghi nhận cán bộ",
    "person-corrected": "Đính chính thông tin cán bộ",
    "office-granted": "Giao chức vụ",
    "office-grant-consented": "Đồng ý giao chức vụ",
    "office-ended": "Thôi chức vụ",
    "account-opened": "Mở tài khoản",
    "account-closed": "Khóa tài khoản",
    "account-reopened": "Mở lại tài khoản",
    "link-issued": "Cấp liên kết một lần",
    "link-consented": "Đồng ý cấp liên kết",
    "password-set": "Đặt mật khẩu",
    "password-rehashed": "Băm lại mật khẩu",
    "sessions-ended": "Đăng xuất mọi nơi",
    "password-revoked": "Buộc đổi mật khẩu",
    "token-issued": "Cấp mã truy cập",
    "token-revoked": "Thu hồi mã truy cập",
    "notices-read": "Đã xem thông báo",
    "initial-set-up-ended": "Kết thúc thiết lập ban đầu",
    "signed-in": "Đăng nhập",
    "sign-in-failed": "Đăng nhập không thành công",
    "signed-out": "Đăng xuất",
    "ledger-opened": "Mở sổ",
    "calendar-adopted": "Ban hành lịch nghỉ",
    "policy-adopted": "Ban hành quy tắc của phường",
}
# The choices of a kind that mean several kinds.
GROUPS: Final[Mapping[str, str]] = {
    APPOINTING: "Chức vụ, liên kết, mật khẩu, tài khoản (tất cả)",
    SETTING_UP: "Thiết lập ban đầu: chức vụ, liên kết có hiệu lực ngay",
}
KINDS: Final[Mapping[str, str]] = {**GROUPS, **ACTS}
COMMANDS: Final[Mapping[str, str]] = {
    **{act.name: act.said for act in EVERY_ACT},
    "read-plan": "tải lên văn bản kế hoạch",
    "settle-finding": "quyết định về điểm cần làm rõ",
    "load-plan": "nạp kế hoạch",
    "quote-plan": "ghi câu chữ của văn bản",
    "register-person": "thêm cán bộ",
    "correct-person": "đính chính thông tin cán bộ",
    "grant-office": "giao chức vụ",
    "consent-to-grant": "đồng ý giao chức vụ",
    "consent-to-link": "đồng ý cấp liên kết",
    "read-notices": "ghi đã xem thông báo",
    "end-office": "ghi ngày thôi chức vụ",
    "register-unit": "thêm đơn vị",
    "rename-unit": "đính chính tên đơn vị",
    "name-overseer": "phân công phụ trách đơn vị",
    "issue-link": "cấp liên kết một lần",
    "close-account": "khóa tài khoản",
    "reopen-account": "mở lại tài khoản",
    "end-sessions": "đăng xuất mọi nơi",
    "revoke-password": "buộc đổi mật khẩu",
    "issue-token": "cấp mã truy cập",
    "revoke-token": "thu hồi mã truy cập",
}
SOME_COMMAND: Final = "một thao tác"
RULES: Final[Mapping[str, str]] = {rule.code: rule.brief for rule in EVERY_RULE}
SOME_RULE: Final = "không đúng quy tắc"
VERDICTS: Final[Mapping[str, str]] = {
    "accepted": "theo cách đọc",
    "corrected": "sửa lại",
    "left_open": "để ngỏ",
}
