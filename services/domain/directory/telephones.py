"""Which telephone numbers are taken: as people write them, at home or abroad. Pure."""

import re
from typing import Final

from services.domain.directory.rules import PHONE_FORM
from services.domain.errors import Refusal

_WRITTEN: Final = re.compile(r"[+(]?\d[\d .()-]*")
_OF_A_SPREADSHEET: Final = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
# With the trunk 0 (kế hoạch đánh số viễn thông, Thông tư 22/2014/TT-BTTTT): a mobile number has 10
# digits, a fixed one 11; with + at most 15 (ITU-T E.164).
_DOMESTIC: Final = (10, 11)
_FOREIGN: Final = (8, 15)


def check_telephone(typed: str) -> str:
    """The number as it was written, without doubled blanks; raises Refusal for what is none."""
    written = " ".join(typed.split())
    if _OF_A_SPREADSHEET.fullmatch(written):
        raise _refused(
            f"“{written}” là số mà bảng tính đã viết lại. "
            "Hãy đổi cột này sang định dạng Văn bản rồi nhập lại số"
        )
    digits = re.sub(r"\D", "", written)
    if not _WRITTEN.fullmatch(written):
        raise _refused(f"“{written:.40}” không phải là số điện thoại")
    if written.startswith("+"):
        if not _FOREIGN[0] <= len(digits) <= _FOREIGN[1] or digits.startswith("0"):
            raise _refused(f"“{written:.40}” không đủ hoặc thừa chữ số")
    elif not digits.startswith("0"):
        raise _refused(f"“{written:.40}” thiếu số 0 ở đầu")
    elif not _DOMESTIC[0] <= len(digits) <= _DOMESTIC[1]:
        raise _refused(f"“{written:.40}” có {len(digits)} chữ số, phải có 10 hoặc 11")
    return written


def _refused(why: str) -> Refusal:
    return PHONE_FORM.refuse(why=why)
