"""The office's words: what a page said before, and a better word is known for, is said no more."""

import re

import pytest

from tests.house.tree import ROOT, ours

# As it was seen, and what is said instead.
BETTER = {
    r"[Bb]áo cáo vượt cấp": "Đã báo cáo lãnh đạo",
    r"[Ii]m lặng": "Chưa có cập nhật",
    r"Tín hiệu gần nhất": "Cập nhật gần nhất",
    r"Hôm nay có gì mới": "Diễn biến trong ngày",
    r"Không còn ai phải làm gì": "Việc đã kết thúc",
    r"Chờ tôi quyết định": "Chờ tôi duyệt, xác nhận",
    r"Chờ nơi khác": "Đang ở bước khác",
    r"Hoàn chỉnh trước (?:hết )?ngày": "Gửi lại chậm nhất ngày",
    r"Lời đôn đốc": "Nội dung đôn đốc",
    r"\d+/VP-TH": "21/UBND-VP",
    r"[Ss]ố ước(?! thực hiện)": "Ước thực hiện",
    r"[Cc]hỉ số(?! hài lòng| cải cách)": "Chỉ tiêu thành phần",
    r"\d %[ <”.,;)]": "97,45%",
    r"Chỗ còn nghi vấn": "Điểm chưa rõ",
    r"Tạm hiểu": "Đang hiểu là",
    r"[Đđ]ể ngỏ": "Chưa quyết định (nêu lý do)",
    r"[Cc]âu chữ": "Gắn trích dẫn văn bản",
    r"đường mật": "theo chế độ tài liệu mật",
    r"[Cc]ả phường": "Toàn phường",
    r">Cộng<|\"Cộng\"": "Tổng",
    r"Sự kiện \{\{ [\w.]*position \| count": "Sự kiện số 6153",
    r"Mỗi con số mở ra": "",
}
# Where pages, prints, letters and the log get their words.
_WORDS = re.compile(r"(?:api/.*\.(?:html|py)|services/(?:domain|commands|queries)/.*\.py)")
# To be rewritten, with the new words, beside this test.
REWRITTEN = (
    "api/sheet/templates/",
    "api/board/templates/",
    "api/plan/templates/",
    "api/overview/templates/",
    "api/log/templates/",
)
_COMMENT = re.compile(r"^\s*#.*$|(?<=\s)# .*$", re.MULTILINE)


@pytest.mark.parametrize("seen", BETTER, ids=lambda seen: re.sub(r"\W+", " ", seen).strip())
def test_a_word_that_was_replaced_is_said_nowhere(seen: str) -> None:
    said = [
        f"{name}: {line.strip():.100}"
        for name in ours()
        if _WORDS.fullmatch(name) and not name.startswith(REWRITTEN)
        for line in _without_comments(name)
        if re.search(seen, line)
    ]
    assert said == [], f"say “{BETTER[seen]}”" if BETTER[seen] else "leave it out"


def _without_comments(name: str) -> list[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return (_COMMENT.sub("", text) if name.endswith(".py") else text).splitlines()
