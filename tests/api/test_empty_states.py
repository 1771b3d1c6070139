"""An empty list says what will appear in it and when."""

import re

import pytest

from tests.api.pages_said import said
from tests.api.template_files import templates
from tests.api.ward import WebWard

_NOTHING = re.compile(r'<(?:p|li|td)[^>]*class="none"[^>]*>(.*?)</(?:p|li|td)>', re.DOTALL)
_COMES = re.compile(r"hiện (?:ở đây|tại đây)|tự giao việc")
# What has nothing to come, with the reason.
EXCUSED = {
    "Mục thuộc bí mật nhà nước": "restricted: nothing is ever written there",
    "Không tìm thấy trích dẫn riêng": "the document is read once",
    "Điểm này không nói về một câu riêng": "the document is read once",
    "Không còn điểm nào để quyết định": "the document is read once",
    "Không có điểm nào thuộc nhóm này": "the document is read once",
    "Không có việc nào có chữ cần tìm": "a search, and the boxes above name the groups",
    "Không có việc nào ở cả hai ngày": "two days that are over: nothing comes to them",
    "Không có việc nào đổi tình trạng": "two days that are over: nothing comes to them",
    "Chọn một ngày đã qua": "the field above is asked, not waited for",
    "Không có việc nào như đang lọc": "a filter, and the whole list says what comes",
}


def test_every_empty_list_says_what_will_appear_there() -> None:
    silent = [
        f"{path.name}: {sentence[:80]}"
        for path in templates()
        for sentence in _NOTHING.findall(path.read_text(encoding="utf-8"))
        if not _COMES.search(sentence) and not any(known in sentence for known in EXCUSED)
    ]
    assert silent == []


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("login", "address", "reported"),
    [
        ("chanhvp", "/ke-hoach", "Nạp xong văn bản kế hoạch, các mục sẽ hiện ở đây."),
        ("chanhvp", "/ke-hoach/van-ban", "Văn bản tải lên ở trên sẽ hiện tại đây"),
        ("chanhvp", "/don-doc", "Việc của mỗi đơn vị sẽ hiện ở đây khi được giao."),
        (
            "chanhvp",
            "/tong-quan",
            "Khi việc được giao hoặc kế hoạch được đưa vào",
        ),
        ("chanhvp", "/tong-quan/viec", "Việc sẽ hiện ở đây khi ở tình trạng này."),
        (
            "chuyenvien",
            "/bang-chung-cham-diem",
            "bị trả lại trong kỳ sẽ hiện ở đây.",
        ),
        ("chuyenvien", "/phieu", "Khi kỳ mới bắt đầu, phiếu của kỳ đó hiện ở đây."),
        ("chuyenvien", "/tim?tim=khongthaygi", "mục, việc, cán bộ tìm thấy sẽ hiện ở đây"),
        ("chuyenvien", "/tim", "Kết quả sẽ hiện ở đây"),
        ("thanhtra", "/nhat-ky?loai=task-issued", "sự kiện mới sẽ hiện ở đây khi có"),
        ("thanhtra", "/thanh-tra/ai-da-doc?den=01/01/2020", "lần xuất sẽ hiện ở đây khi có."),
        ("thanhtra", "/tai-khoan/ma-truy-cap", "Mã cấp ở trên sẽ hiện tại đây."),
        (
            "quantri",
            "/quan-tri/don-vi",
            "Đơn vị sẽ hiện ở đây khi được thêm, hoặc khi nạp kế hoạch.",
        ),
    ],
)
async def test_a_ward_without_a_plan_is_shown_what_comes(
    unplanned: WebWard, login: str, address: str, reported: str
) -> None:
    async with unplanned.browser(login) as somebody:
        assert reported in said(await somebody.get(address))
