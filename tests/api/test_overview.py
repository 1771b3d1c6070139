"""The page Tổng quan: who sees it, what its links open, what an empty ward is told."""

import re
from urllib.parse import unquote

import pytest

from api.overview import labels as overview_labels
from services.domain.task.lateness import OfficialStatus
from services.queries.overview_views import Count, CountFilter
from tests.api.pages_said import said
from tests.api.reading import alert
from tests.api.ward import PEOPLE, WebWard
from tests.projections.lives import live

OVERSEEING = {"kiemtra", "chanhvp", "phochutich", "thanhtra"}
SECRET = ("Giữ gìn trật tự an toàn xã hội", "15/BC-CAP")
_NUMBER = re.compile(r'<a href="(/tong-quan/viec[^"]*)" aria-label="[^"]*: ([\d.]+) việc">')


@pytest.mark.postgres
@pytest.mark.parametrize("login", PEOPLE)
async def test_it_is_for_leaders_the_office_and_inspectors(web: WebWard, login: str) -> None:
    async with web.browser(login) as viewer:
        front = await viewer.get("/viec")
        assert ('href="/tong-quan"' in front.text) is (login in OVERSEEING)
        for address in ("/tong-quan", "/tong-quan/viec", "/tong-quan/viec?don-vi=KTHTDT"):
            answer = await viewer.get(address)
            assert answer.status_code == (200 if login in OVERSEEING else 403)
            if login not in OVERSEEING:
                assert "dành cho Văn phòng" in alert(answer)
                assert "51-08" not in answer.text


@pytest.mark.postgres
async def test_every_number_opens_exactly_its_rows_in_plain_words(web: WebWard) -> None:
    await live(web)
    async with web.browser("thanhtra") as viewer:
        answer = await viewer.get("/tong-quan")
        words = said(answer)
        numbers = _NUMBER.findall(answer.text)
        assert len(numbers) > 10
        for address, amount in numbers:
            rows = await viewer.get(unquote(address.replace("&amp;", "&")))
            listed = re.findall(r'data-label="Việc"><a href="/viec/(task-[^"]+)"', rows.text)
            assert len(listed) == len(set(listed)) == int(amount), address
            assert f"{amount} việc" in said(rows)
            assert not any(secret in rows.text for secret in SECRET)
    for part in ("Toàn phường", "Tỷ lệ hộ dùng nước sạch", "đến năm 2030: từ 97,45 %", "Quý I"):
        assert part in words, part
    assert 'role="img" aria-label="Toàn phường: hoàn thành đúng hạn 1, ' in answer.text
    assert not any(secret in answer.text for secret in SECRET)


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("don-vi=KHONGCO", "Đơn vị: không có"),
        ("don-vi=%00", "Đơn vị: không có"),
        ("o=done_late", "Tình trạng: không có"),
        ("quy=2026-5", "Quý:"),
        ("quy=x", "Quý:"),
        ("trang=0", "Địa chỉ của trang"),
        ("trang=" + "9" * 30, "Địa chỉ của trang"),
    ],
)
async def test_an_address_that_is_not_understood_is_answered_in_a_sentence(
    web: WebWard, asked: str, sentence: str
) -> None:
    async with web.browser("chanhvp") as viewer:
        answer = await viewer.get(f"/tong-quan/viec?{asked}")
        assert answer.status_code == 422
        assert sentence in alert(answer)
        assert "/viec/task-" not in answer.text


@pytest.mark.postgres
async def test_a_ward_without_a_plan_is_shown_what_will_appear(unplanned: WebWard) -> None:
    async with unplanned.browser("thanhtra") as viewer:
        words = said(await viewer.get("/tong-quan"))
        for part in (
            "Chưa có việc nào trong nhóm này.",
            "Chưa có chỉ tiêu nào đến kỳ báo cáo.",
            "Không có việc nào đang quá hạn.",
        ):
            assert part in words
        assert "Không có việc nào như vậy. Việc sẽ hiện ở đây" in said(
            await viewer.get("/tong-quan/viec")
        )


def test_a_bar_is_filled_whole_by_pieces_in_proportion() -> None:
    counts = dict.fromkeys(OfficialStatus, 0) | {
        OfficialStatus.DONE_IN_TIME: 1,
        OfficialStatus.RUNNING_LATE: 2,
    }
    pieces = overview_labels.bar(Count(unit=None, quarter=None, counts=counts))
    assert [(piece.x, piece.width) for piece in pieces] == [(0, 80), (80, 160)]
    assert len({piece.fill for piece in pieces}) == 2
    empty = Count(unit=None, quarter=None, counts=dict.fromkeys(OfficialStatus, 0))
    assert overview_labels.bar(empty) == ()
    assert overview_labels.spoken(empty, overview_labels.five()) == "chưa có việc nào"


def test_every_standing_has_its_name_and_its_own_address() -> None:
    assert overview_labels.NAMES.keys() == overview_labels.SLUGS.keys() == set(CountFilter)
    assert len(overview_labels.STANDINGS) == len(CountFilter)
