"""On paper: overview, a task with its trail, the log, a list; no row is cut, none is missing."""

import io
import unicodedata

import pytest
from httpx2 import AsyncClient
from playwright.async_api import expect
from pypdf import PdfReader

from api.labels.words import day
from tests.api.reading import send
from tests.journeys.browser.hands import BrowserPerson, Seats
from tests.journeys.browser.items import Item
from tests.journeys.browser.site import Site
from tests.journeys.browser.test_task_in_browser import stream_of
from tests.moment import today

pytestmark = [pytest.mark.browser, pytest.mark.postgres]
ROUNDS = 12
ENDLESS = "khôngcódấucách" * 12
LONG = "Đã hoàn thành rà soát, tổng hợp và báo cáo theo đúng nội dung của kế hoạch. " * 9


async def printed(person: BrowserPerson) -> list[str]:
    """Each sheet of A4 as its letters, without the blanks that a line break makes."""
    content = await person.page.pdf(format="A4", prefer_css_page_size=True)
    return [squeezed(sheet.extract_text()) for sheet in PdfReader(io.BytesIO(content)).pages]


def squeezed(text: str) -> str:
    """Letters alone, in one form: a reader of paper joins lines by itself."""
    return "".join(unicodedata.normalize("NFC", text).split())


async def rows(person: BrowserPerson, which: str) -> list[str]:
    """What each row says on paper."""
    await person.page.emulate_media(media="print")
    collected = [squeezed(text) for text in await person.page.locator(which).all_inner_texts()]
    await person.page.emulate_media(media="null")
    assert all(collected), which
    return collected


def whole(sheets: list[str], wanted: list[str]) -> None:
    """Each row stands on one sheet from its first letter to its last."""
    cut = [row for row in wanted if not any(row in sheet for sheet in sheets)]
    assert cut == []


async def login(client: AsyncClient, site: Site, name: str) -> None:
    form = {"login": name, "password": site.passwords[name], "next": "/viec"}
    assert (await client.post("/dang-nhap", data=form)).status_code == 303


async def argued(site: Site, stream: str) -> None:
    """A report that came back many times, with files and words that have no end."""
    where = f"/viec/{stream}"
    made = {"base_url": site.address, "headers": {"Origin": site.address}}
    async with AsyncClient(**made) as writer, AsyncClient(**made) as head:  # type: ignore[arg-type]
        await login(writer, site, "kthtdt")
        await login(head, site, "kthtdt.truong")
        for number in range(1, ROUNDS + 1):
            page = await writer.get(where)
            assert page.status_code == 200
            name = f"Biểu số {number} {ENDLESS[:60]}.txt"
            file = {"file": (name, f"Dòng {number}".encode(), "text/plain")}
            fields = {"file_command_id": _hidden(page.text, "file_command_id"), "form": "bao-cao"}
            assert (await writer.post(f"{where}/tep", data=fields, files=file)).status_code == 303
            text = f"Lần {number}. {LONG if number % 2 else ENDLESS}"
            assert (await send(writer, where, "/bao-cao", {"text": text})).status_code == 303
            back = {
                "ground": "failed_content",
                "reason": f"Còn thiếu, lần {number}. {ENDLESS}",
                "correct_by": day(today()),
            }
            assert (await send(head, where, "/tra-lai", back)).status_code == 303


def _hidden(page: str, name: str) -> str:
    return page.split(f'name="{name}" value="', 1)[1].split('"', 1)[0]


async def test_a_task_prints_its_trail_row_by_row(seats: Seats) -> None:
    stream = await stream_of(seats.site, Item.PRINTED)
    await argued(seats.site, stream)
    async with seats.seat("kthtdt.truong", mouse=True) as head:
        await head.page.goto(f"{seats.site.address}/viec/{stream}")
        await expect(head.page.locator(".submission")).to_have_count(ROUNDS)
        trail = await rows(head, ".trail li")
        assert len(trail) > 2 * ROUNDS
        decisions, files = await rows(head, ".decision"), await rows(head, ".files li")
        assert len(files) >= ROUNDS
        changed = await rows(head, ".submission h3")
        sheets = await printed(head)
    whole(sheets, [*trail, *decisions, *files, *changed])
    everything = "".join(sheets)
    for hidden in ("Gửibáocáohoànchỉnh", "Đăngxuất", "Tìmkiếm", "Tảitệplên"):
        assert hidden not in everything
    for shown in ("Sổdemo-11002-", "Ngườiin:", "Sốliệulúc", f"{today():%d/%m/%Y}"):
        assert shown in sheets[0]
    assert "Thayđổisovớibản1" in everything
    assert f"Trang{len(sheets)}/{len(sheets)}" in sheets[-1]


async def test_the_log_prints_what_it_was_filtered_by_and_every_act(seats: Seats) -> None:
    async with seats.seat("thanhtra", mouse=True) as inspector:
        await inspector.page.goto(f"{seats.site.address}/nhat-ky?loai=task-issued")
        await inspector.says("Giao việc cho")
        acts = await rows(inspector, ".log tr[id]")
        assert len(acts) > 20
        sheets = await printed(inspector)
    assert len(sheets) > 1
    whole(sheets, acts)
    assert "Lọctheo:loạisựkiệnGiaoviệc;" in sheets[0]
    assert "Bỏlọc" not in "".join(sheets)


async def test_a_long_list_repeats_its_head_on_every_sheet(seats: Seats) -> None:
    async with seats.seat("chanhvanphong", mouse=True) as chief:
        await chief.page.goto(f"{seats.site.address}/tong-quan/viec?nhom=thuong-xuyen")
        await chief.says("Tình trạng")
        lines = await rows(chief, "tbody tr")
        assert len(lines) > 20
        (head,) = await rows(chief, "thead tr")
        sheets = await printed(chief)
    assert len(sheets) > 1
    whole(sheets, lines)
    with_rows = [sheet for sheet in sheets if any(line in sheet for line in lines)]
    assert [sheet for sheet in with_rows if head not in sheet] == []
    assert len(with_rows) > 1


async def test_the_overview_is_one_sheet_with_every_unit(seats: Seats) -> None:
    async with seats.seat("chanhvanphong", mouse=True) as chief:
        await chief.page.goto(f"{seats.site.address}/tong-quan/in?nhom=thuong-xuyen&ky=luy-ke")
        await chief.says("Toàn phường")
        units = await rows(chief, ".signed-sheet tbody tr")
        sheets = await printed(chief)
    assert len(sheets) == 1
    whole(sheets, units)
    assert "CỘNGHÒAXÃHỘICHỦNGHĨAVIỆTNAM" in sheets[0]
