"""Reasons to refuse a file."""

from typing import Final

from services.domain.act import Rule
from services.domain.errors import NotAllowed, NotFound

FILE_KIND: Final = Rule(
    code="file-kind",
    sentence="Tệp đến không nguyên vẹn. Hãy tải lại.",
    brief="loại tệp không được nhận",
    fields=("file",),
)
FILE_LIES: Final = Rule(
    code="file-lies",
    sentence="“{name:.80}”: nội dung tệp không đúng với đuôi của tên tệp. {accepted}",
    brief="nội dung tệp không đúng với đuôi tên",
    fields=("file",),
)
FILE_MISSING: Final = Rule(
    code="file-missing",
    sentence="Chưa chọn tệp, hoặc tệp trống. Hãy chọn tệp rồi tải lại.",
    brief="chưa chọn tệp, hoặc tệp trống",
    fields=("file",),
)
FILE_NAME: Final = Rule(
    code="file-name",
    sentence="Tên tệp có đường dẫn thư mục. Hãy đổi tên tệp rồi tải lại.",
    brief="tên tệp không được nhận",
    fields=("file",),
)
FILE_NAMELESS: Final = Rule(
    code="file-name",
    sentence="Tệp không có tên. Hãy đặt tên tệp rồi tải lại.",
    brief="tên tệp không được nhận",
    fields=("file",),
)
FILE_TOO_LARGE: Final = Rule(
    code="file-too-large",
    sentence=(
        "Tệp lớn hơn {mb_at_most} MB nên chưa được nhận. Hãy giảm dung lượng hoặc tách tệp "
        "rồi tải lại."
    ),
    brief="tệp trống hoặc quá lớn",
    fields=("file",),
)
NO_FILE: Final = Rule(
    code="no-file",
    sentence="Không có tệp này, hoặc tệp không thuộc phạm vi của bạn.",
    brief="không có tệp này, hoặc ngoài phạm vi",
    kind=NotFound,
)
NO_TEXTS: Final = Rule(
    code="no-texts",
    sentence="Quản trị hệ thống không xem nội dung báo cáo.",
    brief="quản trị hệ thống không xem nội dung báo cáo",
    kind=NotAllowed,
)
PICTURE_TOO_LARGE: Final = Rule(
    code="picture-too-large",
    sentence=("Ảnh {width} × {height} điểm, mỗi chiều tối đa {most}. Hãy thu nhỏ rồi tải lại."),
    brief="ảnh quá lớn",
    fields=("file",),
)
