"""Why a file is not taken, one sentence for each reason."""

from typing import Final

from services.domain.errors import Refusal

ACCEPTED: Final = "Chỉ nhận PDF, Word (.docx), Excel (.xlsx), ảnh JPEG hoặc PNG, văn bản .txt."
_PRINT_AGAIN: Final = "Hãy in lại thành PDF rồi tải lên."
_SAVE_AGAIN: Final = "Hãy mở bằng Word hoặc Excel, lưu lại rồi tải lên."
_WHY: Final = {
    "archive": f"Không nhận tệp nén. {ACCEPTED}",
    "broken": f"Tệp bị hỏng hoặc không đọc được. {ACCEPTED}",
    "macro": "Không nhận văn bản có macro. Hãy lưu lại thành .docx hoặc .xlsx rồi tải lên. "
    + ACCEPTED,
    "program": f"Không nhận tệp có chứa chương trình. {ACCEPTED}",
    "markup": f"Không nhận trang web hoặc tệp lệnh. {ACCEPTED}",
    "unknown": f"Không nhận ra loại tệp này. {ACCEPTED}",
    "two-kinds": f"Tệp vừa là một loại này, vừa là trang web hoặc tệp nén. {_PRINT_AGAIN}",
    "bomb": f"Nội dung nén trong tệp bung ra quá lớn. {_SAVE_AGAIN}",
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


def not_taken(why: str) -> Refusal:
    """The refusal `file-<why>` with its sentence."""
    return Refusal(f"file-{why}", _WHY[why])
