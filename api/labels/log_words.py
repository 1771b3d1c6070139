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
COMMANDS: Final[Mapping[str, str]] = {act.name: act.said for act in EVERY_ACT}
SOME_COMMAND: Final = "một thao tác"
RULES: Final[Mapping[str, str]] = {rule.code: rule.brief for rule in EVERY_RULE}
SOME_RULE: Final = "không đúng quy tắc"
