"""Why a file is not taken, one sentence for each reason and, where advice differs, each kind."""

from typing import Final

from services.domain.act import Rule
from services.domain.errors import Refusal

ACCEPTED: Final = "Chỉ nhận PDF, Word (.docx), Excel (.xlsx), ảnh JPEG hoặc PNG, văn bản .txt."
_PRINT_AGAIN: Final = "Hãy in lại thành PDF rồi tải lên."
_PICTURE_AGAIN: Final = "Hãy mở ảnh, lưu thành ảnh mới hoặc chụp lại, rồi tải lên."
_SAVE_AGAIN: Final = "Hãy mở bằng Word hoặc Excel, lưu lại rồi tải lên."
_CANNOT_BE_READ: Final = "Tệp bị hỏng hoặc không đọc được."
# A word behind a stroke tells the kind of file; the reason's code is what stands before it.
_WHY: Final = {
    "archive": f"Không nhận tệp nén. {ACCEPTED}",
    "broken/office": f"{_CANNOT_BE_READ} {_SAVE_AGAIN} {ACCEPTED}",
    "broken/pdf": f"{_CANNOT_BE_READ} {_PRINT_AGAIN}",
    "broken/picture": f"{_CANNOT_BE_READ} {_PICTURE_AGAIN}",
    "macro": "Không nhận văn bản có macro. Hãy lưu lại thành .docx hoặc .xlsx rồi tải lên. "
    + ACCEPTED,
    "program": f"Không nhận tệp có chứa chương trình. {ACCEPTED}",
    "old-office/word": "Tệp Word kiểu cũ (.doc). Hãy mở bằng Word, lưu lại thành .docx rồi tải "
    "lên.",
    "old-office/excel": "Tệp Excel kiểu cũ (.xls). Hãy mở bằng Excel, lưu lại thành .xlsx rồi tải "
    "lên.",
    "old-office/other": "Tệp kiểu cũ hoặc đặt mật khẩu. Hãy lưu lại thành .docx, .xlsx hoặc PDF, "
    "không đặt mật khẩu, rồi tải lên.",
    "markup": f"Không nhận trang web hoặc tệp lệnh. {ACCEPTED}",
    "unknown": f"Không nhận ra loại tệp này. {ACCEPTED}",
    "two-kinds/pdf": f"Tệp vừa là PDF, vừa là trang web hoặc tệp nén. {_PRINT_AGAIN}",
    "two-kinds/picture": f"Tệp vừa là ảnh, vừa là tệp nén. {_PICTURE_AGAIN}",
    "bomb": f"Nội dung nén trong tệp bung ra quá lớn. {_SAVE_AGAIN}",
    "bomb/doctype": "Bên trong tệp có khai báo DOCTYPE, thứ mà Word và Excel không ghi. "
    + _SAVE_AGAIN,
    "bomb/pdf": f"PDF có quá nhiều đối tượng hoặc lồng nhau quá nhiều lớp. {_PRINT_AGAIN}",
    "paths": f"Bên trong tệp có đường dẫn thư mục lạ hoặc tên trùng nhau. {_SAVE_AGAIN}",
    "embedded": "Văn bản có đối tượng nhúng (OLE) bên trong. "
    "Hãy thay đối tượng đó bằng hình ảnh rồi tải lên.",
    "dde": "Văn bản có trường DDE, là lệnh gọi chương trình khác. Hãy xóa trường đó rồi tải lên.",
    "remote": "Văn bản lấy mẫu hoặc nội dung từ nơi khác mỗi khi mở ra. "
    "Hãy bỏ liên kết đó (Tệp, Thông tin, Sửa liên kết) rồi tải lên.",
    "pdf-script": f"PDF có mã lệnh, hoặc tự làm việc gì đó khi mở ra. {_PRINT_AGAIN}",
    "pdf-attachment": "PDF có tệp khác đính kèm bên trong. Hãy tải riêng từng tệp.",
    "pdf-locked": f"PDF đặt mật khẩu nên không ai đọc được. {_PRINT_AGAIN}",
}

_BRIEF: Final = {
    "archive": "tệp nén",
    "broken": "tệp bị hỏng hoặc không đọc được",
    "macro": "văn bản có macro",
    "program": "tệp có chứa chương trình",
    "old-office": "tệp Word, Excel kiểu cũ",
    "markup": "trang web hoặc tệp lệnh",
    "unknown": "không nhận ra loại tệp",
    "two-kinds": "tệp thuộc hai loại cùng lúc",
    "bomb": "nội dung trong tệp bung ra quá lớn",
    "paths": "bên trong tệp có đường dẫn lạ",
    "embedded": "văn bản có đối tượng nhúng",
    "dde": "văn bản có trường DDE",
    "remote": "văn bản lấy nội dung từ nơi khác",
    "pdf-script": "PDF có mã lệnh",
    "pdf-attachment": "PDF có tệp đính kèm",
    "pdf-locked": "PDF đặt mật khẩu",
}


def _rule(why: str) -> Rule:
    reason = why.partition("/")[0]
    return Rule(code=f"file-{reason}", sentence=_WHY[why], brief=_BRIEF[reason], fields=("file",))


_RULES: Final = {why: _rule(why) for why in _WHY}
RULES: Final = tuple(_RULES.values())


def not_taken(why: str) -> Refusal:
    """The refusal `file-<reason>` with its sentence; `why` is a reason, or one with its kind."""
    return _RULES[why].refuse()
