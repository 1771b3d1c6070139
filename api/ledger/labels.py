"""Words of the page about the log's keys: what each anchor holds, what it cannot tell."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from services.domain.instants import written_day
from services.queries.case_scope import CaseKind, CaseScope

ADDRESS: Final = "/khoa-so"
TITLE: Final = "Khóa ký sổ"
VERIFIER: Final = "dondoc-verify.py"
ARCHIVE: Final = "application/zip"
MAY_VERIFY: Final = (
    "Yêu cầu kiểm tra toàn vẹn dành cho thanh tra, Chủ tịch UBND phường và Chánh Văn phòng."
)
DONE: Final[Mapping[str, str]] = {
    "kiem-tra": "Đã yêu cầu kiểm tra toàn vẹn.",
    "ho-so": "Đã yêu cầu lập hồ sơ kiểm tra.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchorWords:
    """One place outside the database, in the office's words.

    `window` is what an attacker can still do unseen; each names its own limits.
    """

    name: str
    window: str


ANCHORS: Final[Mapping[str, AnchorWords]] = {
    "folder": AnchorWords(
        name="Bản sao ở thư mục khác",
        window=(
            "Ai sửa được cơ sở dữ liệu mà không sửa được thư mục này chỉ thay được những sự kiện "
            "ghi sau bản sao gần nhất (bình thường khoảng một giây). Ai sửa được cả hai thì thay "
            "được tất cả: vì vậy hãy đặt thư mục trên ổ đĩa hoặc máy do người khác giữ."
        ),
    ),
}
OF_THE_MACHINE: Final = AnchorWords(
    name="Nhật ký ký số trên máy chủ",
    window=(
        "Ai chỉ sửa được cơ sở dữ liệu thì bị phát hiện ở lần ký sau. Ai làm chủ cả máy chủ (cơ "
        "sở dữ liệu, nhật ký, khóa) thì viết lại được toàn bộ: chỉ bản giữ bên ngoài mới chỉ ra."
    ),
)
ON_PAPER: Final = AnchorWords(
    name="Mã gốc in trên giấy, trong tệp xuất ra",
    window=(
        "Không ai thay được sự kiện ghi trước lúc in mà tờ giấy không chỉ ra. Sự kiện ghi sau lúc "
        "in thì tờ giấy không nói gì."
    ),
)
_STATES: Final[Mapping[str, str]] = {
    "ok": "Đang giữ",
    "anchor_away": "Chưa ghi được",
    "anchor_refused": "Từ chối",
}


def anchor(name: str) -> AnchorWords:
    """The words of an anchor; one that no words are kept for is called by its name."""
    return ANCHORS.get(name, AnchorWords(name=name, window=""))


def anchor_state(state: str) -> str:
    """Whether an anchor holds the newest checkpoint."""
    return _STATES.get(state, state)


def fingerprint(sha256: str) -> str:
    """A digest in groups of eight, to be compared by eye."""
    return " ".join(sha256[at : at + 8] for at in range(0, len(sha256), 8))


def case_of(scope: CaseScope, units: Mapping[str, str], people: Mapping[str, str]) -> str:
    """What a case file is asked of, before it is made and says so itself."""
    match scope.kind:
        case CaseKind.TASK:
            what = "Một việc"
        case CaseKind.ITEM:
            what = f"Mục {scope.key}"
        case CaseKind.UNIT:
            what = units.get(scope.key, scope.key)
        case CaseKind.PERSON:
            what = people.get(scope.key, "Một cán bộ")
        case CaseKind.PERIOD:
            what = "Mọi sự kiện được xem"
    since = f" từ {written_day(scope.from_on)}" if scope.from_on else ""
    until = f" đến hết {written_day(scope.until_on)}" if scope.until_on else ""
    return f"{what}{since}{until}"
