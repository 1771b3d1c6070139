"""The log's words: every kind of act, each command that can be refused, each rule's no."""

from collections.abc import Mapping
from typing import Any, Final

from services.commands.every_rule import EVERY_RULE
from services.domain import nouns
from services.domain.act import Noun
from services.domain.nouns import EVERY_ACT, KIND_OF
from services.queries.log_views import APPOINTING, SETTING_UP, LogOutcome

ACTS: Final[Mapping[str, str]] = {
    **{kind.event.TYPE: kind.name for kind in KIND_OF.values()},
    "command-refused": "Yêu cầu bị từ chối",
    "attempts-suppressed": "Ngừng ghi thêm",
    "ledger-opened": "Mở sổ",
    "log-key-introduced": "Đưa khóa ký sổ vào dùng",
    "calendar-adopted": "Ban hành lịch nghỉ",
    "policy-adopted": "Ban hành quy tắc của phường",
}
# The choices of a kind that mean several kinds.
GROUPS: Final[Mapping[str, str]] = {
    APPOINTING: "Chức vụ, liên kết, mật khẩu, tài khoản (tất cả)",
    SETTING_UP: "Thiết lập ban đầu: chức vụ, liên kết có hiệu lực ngay",
}
KINDS: Final[Mapping[str, str]] = {**GROUPS, **ACTS}
_OF_NOUNS: Final[Mapping[str, tuple[Noun[Any, Any], ...]]] = {
    "Việc": (nouns.TASK,),
    "Mục của kế hoạch": (nouns.ITEM,),
    "Nguồn giao việc": (nouns.DIRECTIVE,),
    "Chương trình công tác": (nouns.PROGRAMME,),
    "Kiến nghị kiểm tra": (nouns.INSPECTION,),
    "Kế hoạch và văn bản kế hoạch": (nouns.PLAN, nouns.PLAN_DOCUMENT),
    "Cán bộ, đơn vị, tài khoản": (nouns.PERSON, nouns.UNIT, nouns.ACCOUNT, nouns.SET_UP),
}


def _kinds_by_noun() -> Mapping[str, Mapping[str, str]]:
    """The kinds of the choices under what they are about, each list by its names."""
    left = dict(ACTS)
    result: dict[str, Mapping[str, str]] = {"Nhiều loại": GROUPS}
    for title, of in _OF_NOUNS.items():
        types = {kind.event.TYPE for noun in of for kind in noun.facts}
        result[title] = _by_name({each: left.pop(each) for each in types & left.keys()})
    return {**result, "Sổ, lịch, quy tắc của phường": _by_name(left)}


def _by_name(kinds: Mapping[str, str]) -> Mapping[str, str]:
    return dict(sorted(kinds.items(), key=lambda each: each[1].casefold()))


KINDS_BY_NOUN: Final = _kinds_by_noun()
OUTCOMES: Final[Mapping[LogOutcome, str]] = {
    LogOutcome.LATE: "Trễ hạn",
    LogOutcome.RETURNED: "Trả lại",
    LogOutcome.ESCALATED: "Đã báo cáo lãnh đạo",
    LogOutcome.CONFIRMED: "Xác nhận hoàn thành",
}
COMMANDS: Final[Mapping[str, str]] = {act.name: act.said for act in EVERY_ACT}
SOME_COMMAND: Final = "một thao tác"
RULES: Final[Mapping[str, str]] = {rule.code: rule.brief for rule in EVERY_RULE}
SOME_RULE: Final = "không đúng quy tắc"
