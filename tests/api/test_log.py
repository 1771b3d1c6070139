"""The page Nhật ký: rows with their links, filters in the address, and what it never tells."""

import re

import pytest

from services.domain.task.acts.approve_submission import ApproveSubmission
from tests.api.log_rows import rows_of
from tests.api.pages_said import said
from tests.api.reading import alert
from tests.api.ward import PEOPLE, WebWard
from tests.projections.lives import live
from tests.queries.people import refused

pytestmark = pytest.mark.postgres
SECRET = ("Giữ gìn trật tự an toàn xã hội", "15/BC-CAP")
TYPED = "Cần bổ sung"


async def pages(web: WebWard, login: str, address: str = "/nhat-ky") -> tuple[str, list[int]]:
    """All pages from an address on, as words, and the positions that they link to."""
    words, positions = "", []
    async with web.browser(login) as viewer:
        while True:
            answer = await viewer.get(address)
            words += said(answer)
            positions += [int(each) for each in re.findall(r"/nhat-ky/(\d+)", answer.text)]
            older = re.search(r'href="(/nhat-ky\?[^"]*vi-tri=\d+)">Xem 30', answer.text)
            if older is None:
                return words, positions
            address = older.group(1).replace("&amp;", "&")


async def test_the_inspector_reads_every_act_in_plain_words_page_after_page(web: WebWard) -> None:
    await live(web)
    words, positions = await pages(web, "thanhtra")
    assert positions == sorted(positions, reverse=True)
    assert len(positions) == len(set(positions)) == (await web.size())
    for sentence in (
        "Trần Văn Bình (Trưởng phòng Kinh tế, Hạ tầng và Đô thị) Báo cáo",
        "nhiệm vụ 51-08: Tổ chức gặp mặt doanh nghiệp Duyệt báo cáo bản 1",
        TYPED,
        "nhiệm vụ 58-01 (chế độ mật)",
        "Mở sổ của phường cho sẵn.",
        "Quyết định về điểm cần làm rõ: theo cách đọc (",
        "Giao chức vụ Chuyên viên Phòng Văn hóa - Xã hội từ ngày",
        "– Đỗ Văn Khải (đã đính chính).",
        "Đăng nhập – Đặng Thị Yến.",
    ):
        assert sentence in words, sentence
    assert not any(secret in words for secret in SECRET)


async def test_each_act_has_a_page_with_all_that_its_envelope_says(web: WebWard) -> None:
    await live(web)
    _, positions = await pages(web, "thanhtra")
    async with web.browser("thanhtra") as inspector:
        for position in positions:
            answer = await inspector.get(f"/nhat-ky/{position}")
            words = said(answer)
            for label in ("Vị trí trong sổ", "Lúc ghi vào sổ", "Chức vụ lúc đó", "Thay mặt"):
                assert label in words
            assert re.search(r"<code>[0-9a-f]{64}</code>", answer.text)
            assert not any(secret in words for secret in SECRET)
        for wrong in ("0", "-1", "x", "9" * 30, str(max(positions) + 5)):
            answer = await inspector.get(f"/nhat-ky/{wrong}")
            assert answer.status_code == 404
            assert "Không có sự kiện này" in alert(answer)


ABOUT = re.compile(r"<dt>Về</dt><dd>(?:<a href=\"([^\"]*)\">)?([^<]*)")


@pytest.mark.parametrize("login", ["thanhtra", "chanhvp", "chuyenvien", "quantri"])
async def test_an_act_says_in_words_what_it_is_about_and_where_that_opens(
    web: WebWard, login: str
) -> None:
    await live(web)
    _, positions = await pages(web, login)
    ways: dict[str, str] = {}
    async with web.browser(login) as viewer:
        for position in positions:
            answer = await viewer.get(f"/nhat-ky/{position}")
            match = ABOUT.search(answer.text)
            assert match is not None, position
            ways[match[2]] = match[1] or ""
            assert not re.search(
                r"(?:task|assignment|directory|plan|policy|ledger|attempt)-", match[2]
            )
        # The document of these givens holds no words that could be read again.
        for way in {way for way in ways.values() if way and "van-ban" not in way}:
            assert (await viewer.get(way.replace("&amp;", "&"))).status_code == 200, way
    head = await web.person_id("truongphong")
    document = next((way for name, way in ways.items() if name == "Văn bản kế hoạch"), None)
    if login == "chanhvp":
        assert document is not None
        assert document.startswith("/ke-hoach/van-ban/")
    if login == "thanhtra":
        assert document == ""
        assert ways["Cán bộ Trần Văn Bình"] == f"/nhat-ky?can-bo={head}"
        assert ways["Chỉ tiêu CT10: Tỷ lệ hộ dân dùng nước sạch"] == "/ke-hoach/CT10"
        assert ways["Nhiệm vụ 58-01 (chế độ mật)"] == "/ke-hoach/58-01"
        assert {"Quy tắc của phường", "Sổ của phường", "Kế hoạch của phường"} <= ways.keys()
    if login == "quantri":
        assert ways["Cán bộ Trần Văn Bình"] == f"/quan-tri/can-bo/{head}"


@pytest.mark.parametrize("login", PEOPLE)
async def test_nobody_opens_an_act_that_is_not_in_the_own_rows(web: WebWard, login: str) -> None:
    await live(web)
    if login == "dongnghiep":  # the account is closed by then
        return
    words, own = await pages(web, login)
    size = await web.size()
    async with web.browser(login) as viewer:
        for position in set(range(1, size + 1)) - set(own):
            assert (await viewer.get(f"/nhat-ky/{position}")).status_code == 404, position
    if login in {"chuyenvien", "truongphong", "phoihop", "quantri"}:
        for foreign in ("58-01", "Công an phường –", "54-02", *SECRET):
            assert foreign not in words, foreign
    if login == "quantri":
        for work in ("51-08", "Tổ chức gặp mặt", TYPED, "báo cáo bản"):
            assert work not in words, work


async def test_filters_stand_in_the_address_and_stay_over_the_pages(web: WebWard) -> None:
    await live(web)
    await refused(web, "chuyenvien", ApproveSubmission(stream=web.task("54-02"), submission=2))
    head = await web.person_id("truongphong")
    words, positions = await pages(web, "thanhtra", f"/nhat-ky?can-bo={head}&muc=51-08&loai=")
    assert len(positions) == 2
    async with web.browser("thanhtra") as inspector:
        address = f"/nhat-ky?can-bo={head}&muc=51-08&loai=submission-approved"
        answer = await inspector.get(address)
        assert answer.text.count(" selected") == 3
        refusals = await inspector.get("/nhat-ky?loai=command-refused")
        (row,) = rows_of(refusals)
        assert row[1] == "Nguyễn Thị Hoa (Chuyên viên Phòng Kinh tế, Hạ tầng và Đô thị)"
        assert "Yêu cầu một thao tác bị từ chối: không có việc này." in row[3]
        clock = await inspector.get("/nhat-ky?can-bo=he-thong&loai=deadline-missed")
        assert "Hệ thống (tự động)" in said(clock)
        none = await inspector.get("/nhat-ky?tu=01/01/2020&den=02/01/2020")
        assert "Không có sự kiện nào như vậy" in said(none)
        assert 'href="/nhat-ky">Bỏ lọc' in none.text
    assert "Duyệt báo cáo" in words


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("tu=31/02/2026", "không phải là ngày"),
        ("den=2026-01-01x", "không phải là ngày"),
        ("tu=02/01/2026&den=01/01/2026", "phải từ “Từ ngày” trở đi"),
        ("can-bo=x", "Người thực hiện: lựa chọn không có"),
        ("can-bo=00000000-0000-4000-8000-000000000000", "Người thực hiện"),
        ("don-vi=%00", "Đơn vị của việc: lựa chọn không có"),
        ("don-vi-nguoi=x", "Đơn vị của người thực hiện: lựa chọn không có"),
        ("ky=2027-Q9", "Kỳ: lựa chọn không có"),
        ("ket-qua=x", "Kết quả: lựa chọn không có"),
        ("ngay=31/02/2026", "không phải là ngày"),
        ("muc=58-01", "Mục của kế hoạch: lựa chọn không có"),
        ("muc=KHONGCO", "Mục của kế hoạch: lựa chọn không có"),
        ("loai=x' OR 1", "Loại sự kiện: lựa chọn không có"),
        ("vi-tri=-1", "Địa chỉ của trang không đúng"),
        ("vi-tri=" + "9" * 40, "Địa chỉ của trang không đúng"),
    ],
)
async def test_a_filter_that_is_not_understood_is_answered_in_a_sentence(
    web: WebWard, asked: str, sentence: str
) -> None:
    async with web.browser("chuyenvien") as viewer:
        answer = await viewer.get(f"/nhat-ky?{asked}")
        assert answer.status_code == 422
        assert sentence in alert(answer)
        assert "su-kien-" not in answer.text


async def test_the_log_asks_for_a_sign_in_and_says_what_will_appear(web: WebWard) -> None:
    async with web.browser() as stranger:
        for address in ("/nhat-ky", "/nhat-ky/1"):
            assert (await stranger.get(address)).status_code == 303
    async with web.browser("conganvien") as viewer:
        own = await web.person_id("conganvien")
        answer = await viewer.get(f"/nhat-ky?can-bo={own}&loai=report-submitted")
        assert "Không có sự kiện nào như vậy trong phạm vi của bạn." in said(answer)
