"""Words of the page about the log's keys: what each anchor holds, what it cannot tell."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from services.domain.instants import written_day
from services.ledger.tlog.status import AnchorKind
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


_BY_COMPARING: Final = "Chỉ thấy khi có người kiểm tra toàn vẹn."
_ANCHORS: Final[Mapping[AnchorKind, AnchorWords]] = {
    AnchorKind.FOLDER: AnchorWords(
        name="Bản sao ở thư mục khác",
        window=(
            "Ai sửa được cơ sở dữ liệu mà không sửa được thư mục này chỉ thay được những sự kiện "
            "ghi sau bản sao gần nhất (bình thường khoảng một giây). Ai sửa được cả thư mục này, "
            "cơ sở dữ liệu và nhật ký trên máy chủ thì thay được tất cả: vì vậy hãy đặt thư mục "
            f"trên ổ đĩa hoặc máy do người khác giữ. {_BY_COMPARING}"
        ),
    ),
    AnchorKind.WITNESS: AnchorWords(
        name="Nhân chứng {name}",
        window=(
            "Ai có cả cơ sở dữ liệu, máy chủ và khóa ký sổ chỉ thay được những sự kiện ghi sau "
            "điểm mà nhân chứng ký gần nhất (khoảng một giây; lâu hơn khi không liên lạc được). "
            "Kẻ lấy được khóa ký sổ có thể đưa nhân chứng ký phần nối tiếp bịa đặt: sổ thật bị từ "
            "chối ngay sau đó, nhưng phần nào thật thì con người phải phân định. Ai làm chủ cả "
            f"máy chủ lẫn máy của nhân chứng thì thay được tất cả. {_BY_COMPARING}"
        ),
    ),
    AnchorKind.STAMPS: AnchorWords(
        name="Dấu thời gian của {name}",
        window=(
            "Mỗi ngày chỉ xin một dấu: sự kiện ghi sau dấu gần nhất (đến một ngày) vẫn thay được. "
            "Dấu chỉ chứng minh sổ như thế đã có vào lúc đó, không chứng minh chỉ có một sổ: hai "
            "sổ khác nhau đều xin dấu được. Cơ quan cấp dấu gian dối hoặc lộ khóa thì dấu không "
            "còn giá trị. Chỉ thấy khi có người đem dấu ra so với sổ."
        ),
    ),
}
OF_THE_MACHINE: Final = AnchorWords(
    name="Nhật ký ký số trên máy chủ",
    window=(
        "Mỗi lần ký chỉ đọc sự kiện mới và sự kiện ký cuối cùng: ai chỉ sửa được cơ sở dữ liệu mà "
        "cắt sổ ở cuối hoặc sửa mã băm của sự kiện cuối thì bị phát hiện ở lần ký sau. Sửa sự "
        "kiện ghi sau lần kiểm tra toàn vẹn trước thì lần kiểm tra sau chỉ ra; sửa sự kiện cũ hơn "
        "thì chỉ khi đọc lại toàn bộ (“Đọc lại tất cả từ đầu”) hoặc kiểm tra bản xuất toàn bộ sổ "
        "mới thấy. Ai làm chủ cả máy chủ (cơ sở dữ liệu, nhật ký, khóa) thì viết lại được toàn "
        "bộ: chỉ bản giữ bên ngoài mới chỉ ra."
    ),
)
ON_PAPER: Final = AnchorWords(
    name="Mã gốc in trên giấy, trong tệp xuất ra",
    window=(
        "Thay một sự kiện trong số sự kiện ghi trên giấy thì mã gốc khác đi: thấy khi có người "
        "đem so (“dondoc ledger verify --expect SỐ:MÃ”), tờ giấy không ai so thì không nói gì. "
        "Sự kiện ghi sau điểm đã in, hay tờ giấy bị chính kẻ đó thay, thì không thấy được."
    ),
)
_STATES: Final[Mapping[str, str]] = {
    "ok": "Đang giữ",
    "anchor_away": "Chưa ghi được",
    "anchor_refused": "Từ chối",
    "anchor_spoilt": "Đang giữ, có tệp hỏng",
    "log_altered": "Chưa gửi được, nhật ký hỏng",
    "disk_full": "Chưa gửi được, ổ đĩa hết chỗ",
    "disk_refuses": "Chưa gửi được, lỗi ổ đĩa",
}


def anchor(kind: AnchorKind, name: str) -> AnchorWords:
    """The words of an anchor, by what kind of place it is."""
    words = _ANCHORS[kind]
    return AnchorWords(name=words.name.format(name=name), window=words.window)


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
