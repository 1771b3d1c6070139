"""What a disk refuses, in the office's words: the system says it in English."""

import errno
from collections.abc import Mapping
from typing import Final

NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
_OTHER_KIND: Final = "ở chỗ đó có tệp hoặc thư mục khác loại"
_WORDS: Final[Mapping[int, str]] = {
    **dict.fromkeys(NO_ROOM, "ổ đĩa hết chỗ"),
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOENT: "không có tệp hoặc thư mục đó",
    errno.EEXIST: _OTHER_KIND,
    errno.ENOTDIR: _OTHER_KIND,
    errno.EISDIR: _OTHER_KIND,
    errno.EIO: "ổ đĩa hỏng hoặc bị ngắt",
    errno.ESTALE: "ổ đĩa mạng bị ngắt",
    errno.EMFILE: "quá nhiều tệp đang mở",
}


def disk_words(problem: OSError) -> str:
    """Why the disk refused, to stand after a colon."""
    return _WORDS.get(problem.errno or 0, f"lỗi số {problem.errno} của hệ điều hành")
