"""Reasons to refuse a file of a task."""

from typing import Final

from services.domain.act import Rule

FILE_KIND: Final = Rule(
    code="file-kind",
    sentence="Loại tệp này không được nhận.",
    brief="loại tệp không được nhận",
    fields=("file",),
)
FILE_TOO_LARGE: Final = Rule(
    code="file-too-large",
    sentence="Tệp trống hoặc lớn hơn {file_mb_at_most} MB nên chưa được nhận.",
    brief="tệp trống hoặc quá lớn",
    fields=("file",),
)
TOO_MANY_FILES: Final = Rule(
    code="too-many-files",
    sentence="Mỗi báo cáo kèm tối đa {files_at_most} tệp. Hãy bỏ bớt tệp rồi tải lại.",
    brief="quá nhiều tệp",
    fields=("file",),
)
RESTRICTED_FILE: Final = Rule(
    code="restricted",
    sentence="Việc theo chế độ mật: không tải tệp nào lên hệ thống này.",
    brief="việc theo chế độ mật",
    fields=("reason_code", "note", "paper_number"),
)
FILES_ARE_SUBMITTED: Final = Rule(
    code="already-submitted",
    sentence=(
        "Báo cáo đã gửi và đang chờ quyết định. Chỉ thay tệp khi bản này bị trả lại hoặc "
        "được rút lại."
    ),
    brief="báo cáo đã được gửi",
)
NO_SUPPORTING_UNIT: Final = Rule(
    code="not-a-supporting-unit",
    sentence="Đơn vị này không phối hợp trong việc này.",
    brief="đơn vị không phối hợp trong việc này",
    fields=("unit",),
)

RULES: Final = (
    FILES_ARE_SUBMITTED,
    FILE_KIND,
    FILE_TOO_LARGE,
    NO_SUPPORTING_UNIT,
    RESTRICTED_FILE,
    TOO_MANY_FILES,
)
