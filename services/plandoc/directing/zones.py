"""Where the head of a directing text ends, and where its list of recipients and signature stands.

Source of the shape: Nghị định 30/2020/NĐ-CP, Phụ lục I (country's name, issuing body, number and
sign, place and day, kind and subject, recipients, signature).
"""

import re
from collections.abc import Sequence
from typing import Final

from services.plandoc.directing.marks import mark_of
from services.plandoc.wording.asking import asks_somebody
from services.plandoc.wording.vocabulary import any_of, vocabulary
from services.plandoc.wording.words import CAPITAL

_MOST_HEAD: Final = 60  # lines; behind them no head is looked for
_LONGEST_TITLE: Final = 240  # letters of a line of the subject
_FORMAL: Final = re.compile(
    r"C[ỘO]NG H[ÒO]A|Độc lập\s*[-–—]|ĐẢNG CỘNG SẢN|[-–—_=*. ]{3,}$"
    r"|(?:Số|SỐ)\s*:|(?:Số|SỐ)\s*\d*[\s.…]*[/\-–]\s*[A-ZĐ]"
    r"|(?:Độ\s+)?(?:khẩn|mật)\s*:|HỎA TỐC|THƯỢNG KHẨN"
    r"|KHẨN$|(?:[^\W\d_][\w.\- ]{1,40},\s*)?(?:hồi\s[^,]{2,30}\s)?"
    r"ngày[\s.…\d]+tháng[\s.…\d]+năm[\s.…\d]*$"
    r"|V/v|Về\s+việc|Về:|(?:Người|Ngày|Nơi)\s+(?:giao|ký|gửi|ban hành|lập)(?:\s+việc)?\s*:"
    r"|(?:UBND|ĐẢNG ỦY|HĐND|VĂN PHÒNG|Ủy ban nhân dân)\s+[^.;:]{2,60}$",
    re.IGNORECASE,
)
_KINDS: Final = any_of(
    (
        *vocabulary().types,
        "công văn",
        "phiếu chuyển",
        "phiếu giao việc",
        "giấy giao việc",
        "biên bản",
    )
)
_TYPES: Final = re.compile(
    rf"(?:{_KINDS})(?:\s+(?:kết luận|hỏa tốc|khẩn|số\b.{{0,40}}))?\s*$", re.IGNORECASE
)
_TYPE: Final = re.compile(rf"(?:{_KINDS})(?!\w)", re.IGNORECASE)
_ADDRESSED: Final = re.compile(r"Kính (?:gửi|chuyển)\s*:?", re.IGNORECASE)
# "CHỦ TỊCH ỦY BAN NHÂN DÂN THÀNH PHỐ … ĐIỆN:" opens the list of whom a telegram is sent to.
_WIRED: Final = re.compile(r".{6,90}\sĐIỆN\s*:?$")
_BEGINS: Final = re.compile(
    r"(?:Căn cứ|Thực hiện|Sau khi|Ngày \d|Sáng|Chiều|Tại (?:cuộc|buổi|hội)|Để |Qua |Theo |Xét |"
    r"Nhằm |Trong |Tiếp theo|Triển khai|Được |Hiện nay|Trước |Ủy ban nhân dân .{3,40} nhận được|"
    r"UBND .{3,40} nhận được|Vừa qua|Thành phần|I\.|1\.|Điều 1)"
)
_RECIPIENTS: Final = re.compile(r"(?:Nơi nhận|NƠI NHẬN)\s*[:.]?")
_SIGNED: Final = re.compile(
    rf"(?:TM|T/M|KT|K/T|TL|T/L|TUQ)\s*\.\s*{CAPITAL}{{2,}}"
    r"|(?:PHÓ )?(?:CHỦ TỊCH|CHÁNH VĂN PHÒNG|TRƯỞNG PHÒNG|BÍ THƯ|TRƯỞNG BAN)\s*$"
    r"|NGƯỜI (?:GHI|KÝ|CHỦ TRÌ|BÁO CÁO)|THƯ KÝ\s*$|\(?(?:[ĐĐ]ã ký|Ký tên|ký, ghi rõ)"
)
_ANNEX: Final = re.compile(r"(?:PHỤ LỤC|Phụ lục|PHỤ BIỂU|DANH MỤC)(?!\w)(?!.*[.;]$)")
_IN_LISTS: Final = re.compile(r"[-–—•+*]\s*\S")
_SENTENCE: Final = (".", ";", ":", "./.")


def head_ends(lines: Sequence[str]) -> int:
    """How many lines from the first belong to the head; 0 where the text begins with its words.

    `lines` are without blanks at their ends; blank ones belong to what is around them.
    """
    last = 0
    addressed = formal = False
    for at, line in enumerate(lines[:_MOST_HEAD]):
        if not line:
            continue
        if _is_formal(line):
            addressed = _addresses(line)
            formal, last = True, at + 1
        elif addressed and _is_addressee(line):
            last = at + 1
        elif _in_title(line, formal=formal):
            addressed, last = False, at + 1
        else:
            break
    return last if formal else 0


def _is_addressee(line: str) -> bool:
    """Whether a line behind "Kính gửi" names one more of those whom the paper is sent to."""
    if _orders(line):
        return False
    if _IN_LISTS.match(line):
        return not line.endswith(":")
    return not line.endswith((".", ":")) and mark_of(line) is None and not _BEGINS.match(line)


def _addresses(line: str) -> bool:
    """Whether a list of those opens here whom the paper is sent to."""
    wired = line.isupper() and _WIRED.match(line) is not None
    return wired or _ADDRESSED.match(line) is not None


def _is_formal(line: str) -> bool:
    """Whether a line can only belong to a head."""
    titled = line.isupper() and _TYPE.match(line) is not None
    return titled or _addresses(line) or any(each.match(line) for each in (_FORMAL, _TYPES))


def _in_title(line: str, *, formal: bool) -> bool:
    """Whether a line may be part of the head: in capitals, or a subject without its full stop."""
    if (
        "\t" in line
        or len(line) > _LONGEST_TITLE
        or mark_of(line) is not None
        or _BEGINS.match(line)
        or _orders(line)
    ):
        return False
    letters = [each for each in line if each.isalpha()]
    if letters and all(each.isupper() for each in letters):
        return True
    return formal and not line.endswith(_SENTENCE)


def _orders(line: str) -> bool:
    """Whether a line gives work: then it belongs to no head and to no list of recipients.

    What stands in capitals is a title, whatever it says.
    """
    return not line.isupper() and asks_somebody(line, lambda _: False)


def orders_behind_signature(line: str) -> bool:
    """Whether words behind a signature are text again: they give work, and are no recipient."""
    return _IN_LISTS.match(line) is None and _orders(line)


def signature_begins(line: str) -> bool:
    """Whether recipients or a signature begin with this line."""
    return _RECIPIENTS.match(line) is not None or _SIGNED.match(line) is not None


def recipients_begin(line: str) -> bool:
    """Whether this line opens the list of recipients."""
    return _RECIPIENTS.match(line) is not None


def annex_begins(line: str) -> bool:
    """Whether behind the signature the text goes on with an annex."""
    return _ANNEX.match(line) is not None
