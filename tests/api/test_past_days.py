"""Xem tại ngày: a page says what it said when the day was over, and nothing can be done on it."""

import asyncio
import re
from datetime import UTC, date, timedelta
from html import unescape
from urllib.parse import quote

import pytest
from httpx2 import AsyncClient, Response
from sqlalchemy import text

from api.web.frozen import frozen
from services.domain.assignment.events import assignment_stream
from services.domain.instants import end_of, written_day
from tests.api.ward import WebWard
from tests.moment import MOMENT, today
from tests.projections.lives import act, approval, report, sampled, sampled_of

pytestmark = pytest.mark.postgres
PAGES = (
    "/viec",
    "/don-doc",
    "/tong-quan",
    "/tong-quan/viec",
    "/ke-hoach",
    "/ke-hoach/CT10",
    "/ke-hoach/51-08",
)

_BARRED = r'<section class="card" aria-labelledby="chua-lam-duoc">.*?</section>'


async def as_of(web: WebWard, browser: AsyncClient, address: str, day: date) -> Response:
    """The page as of a day, once its rows are made."""
    sign = "&" if "?" in address else "?"
    asked = f"{address}{sign}tai-ngay={written_day(day)}"
    answer = await browser.get(asked)
    if answer.status_code == 202:
        assert f"Đang dựng lại sổ đến ngày {written_day(day)}" in answer.text
        assert answer.headers["refresh"] == "2"
        await web.app.state.past_days.all_built()
        answer = await browser.get(asked)
    assert answer.status_code == 200, answer.text
    return answer


def said(answer: Response) -> str:
    """What its main part says to who may only read."""
    page = frozen(answer.text, today())
    main = page[page.index("<main") : page.index("</main>")]
    # Of what nobody can do on a past day it is not told why either.
    main = re.sub(_BARRED, "", main, flags=re.DOTALL)
    words = " ".join(re.sub(r"<[^>]+>", " ", main).split())
    return words.replace("ngày làm việc của phường ·", "ngày làm việc của phường")


def later(web: WebWard, days: int) -> None:
    web.clock.at = MOMENT + timedelta(days=days)


async def test_each_page_says_what_it_said_when_the_day_was_over(web: WebWard) -> None:
    duty = web.task("51-08")
    await act(web, "chuyenvien", report(duty, 0))
    addresses = (*PAGES, f"/viec/{duty}")
    web.clock.at = end_of(today()).astimezone(UTC) - timedelta(seconds=1)
    async with web.browser("thanhtra") as inspector:
        before = {address: said(await inspector.get(address)) for address in addresses}
    later(web, 5)
    await act(web, "truongphong", approval(duty, 1))
    changed: set[str] = set()
    async with web.browser("thanhtra") as inspector:
        for address in addresses:
            now = said(await inspector.get(address))
            past = said(await as_of(web, inspector, address, today()))
            assert past == before[address], address
            changed |= {address} if past != now else set()
    assert {"/viec", "/don-doc", f"/viec/{duty}"} <= changed


async def test_nothing_can_be_done_on_a_page_of_the_past(web: WebWard) -> None:
    duty = web.task("51-08")
    await act(web, "chuyenvien", report(duty, 0))
    later(web, 3)
    for login, addresses in {
        "chanhvp": PAGES,
        "truongphong": ("/viec", f"/viec/{duty}"),
        "chuyenvien": ("/viec", f"/viec/{web.task('CT10')}"),
    }.items():
        async with web.browser(login) as browser:
            for address in addresses:
                page = await as_of(web, browser, address, today())
                main = page.text[page.text.index("<main") : page.text.index("</main>")]
                sends = re.findall(r'<form[^>]*method="post"', main)
                assert not sends, address
                outside = re.sub(r"<form.*?</form>", "", main, flags=re.DOTALL)
                assert not re.findall(r"<(?:button|input|select|textarea)", outside), address
                assert "data-mark" not in main
                assert f"Sổ tại ngày {written_day(today())}" in page.text
                assert "Về hôm nay" in page.text


async def test_links_of_a_page_stay_on_its_day_and_one_leads_back(web: WebWard) -> None:
    later(web, 3)
    async with web.browser("thanhtra") as inspector:
        page = await as_of(web, inspector, "/tong-quan", today())
    links = re.findall(r'<a[^>]*href="([^"]*)"', page.text)
    known = [unescape(each) for each in links if each.startswith(("/viec", "/ke-hoach", "/tong"))]
    day = quote(written_day(today()), safe="")
    back = [each for each in known if f"tai-ngay={day}" not in each]
    assert back == ["/tong-quan"]
    assert len(known) > 5
    elsewhere = [each for each in links if each.startswith("/nhat-ky")]
    assert elsewhere
    assert not any("tai-ngay" in each for each in elsewhere)


async def test_the_same_page_of_another_day_is_another_page_to_a_browser(web: WebWard) -> None:
    later(web, 3)
    async with web.browser("thanhtra") as inspector:
        now = await inspector.get("/viec")
        past = await as_of(web, inspector, "/viec", today())
        marks = {now.headers["etag"], past.headers["etag"]}
        assert len(marks) == 2
        again = await inspector.get(
            past.request.url, headers={"If-None-Match": past.headers["etag"]}
        )
        assert again.status_code == 304
        other = await as_of(web, inspector, "/viec", today() + timedelta(days=1))
        assert other.headers["etag"] not in marks


async def test_days_that_the_ledger_does_not_know_are_refused_with_a_sentence(
    web: WebWard,
) -> None:
    later(web, 3)
    tomorrow = written_day(today() + timedelta(days=4))
    async with web.browser("thanhtra") as inspector:
        for typed, sentence in {
            tomorrow: f"Ngày {tomorrow} chưa đến.",
            "01/01/2020": f"Sổ bắt đầu từ ngày {written_day(today())}",
            "31/02/2026": "tháng 02/2026 có các ngày từ 1 đến 28",
            "hôm qua": "không đọc được “hôm qua”",
            "01/01/1820": "năm phải từ 2000 đến 2100",
        }.items():
            answer = await inspector.get("/viec", params={"tai-ngay": typed})
            assert 400 <= answer.status_code < 500, typed
            assert sentence in answer.text, typed
        # Today is no past: the page as it is, with all that can be done on it.
        answer = await inspector.get(
            "/viec", params={"tai-ngay": written_day(today() + timedelta(days=3))}
        )
        assert answer.status_code == 200
        assert "chỉ xem" not in answer.text


async def test_rights_are_those_of_today_on_every_day(web: WebWard) -> None:
    """Who lost an office sees nothing more of what it showed, and what is secret stays so."""
    duty, secret = web.task("51-08"), web.task("58-01")
    later(web, 3)
    async with web.browser("truongphong") as head:
        page = await as_of(web, head, "/viec", today())
        assert duty in page.text
        assert secret not in page.text
        answer = await head.get(f"/viec/{secret}", params={"tai-ngay": written_day(today())})
        assert answer.status_code == 404
    person = {"person_id": str(await web.person_id("truongphong")), "unit": "KTHTDT"}
    last = (today() + timedelta(days=3)).isoformat()
    ended = sampled_of("end-office", person, office="unit_head", unit="KTHTDT", until_on=last)
    await act(web, "quantri", ended)
    later(web, 4)
    async with web.browser("truongphong") as head:
        page = await as_of(web, head, "/viec", today())
        assert duty not in page.text
        answer = await head.get(f"/viec/{duty}", params={"tai-ngay": written_day(today())})
        assert answer.status_code == 404


async def test_an_item_that_became_restricted_is_so_on_every_day_before(web: WebWard) -> None:
    """Also in rows that were made while it was not."""
    title = "Huy động nguồn lực"
    later(web, 3)
    async with web.browser("truongphoihop") as head:
        for address in ("/ke-hoach/III-07", "/ke-hoach?tim=III-07"):
            assert title in (await as_of(web, head, address, today())).text
        named = sampled_of("name-lead", {"item": assignment_stream("III-07")}, lead_unit="CAP")
        await act(web, "chanhvp", named)
        await as_of(web, head, "/ke-hoach", today())
        asked = {"tai-ngay": written_day(today())}
        answer = await head.get("/ke-hoach/III-07", params=asked)
        assert answer.status_code == 404, answer.text
        assert title not in answer.text


async def test_several_ask_for_several_days_at_once(web: WebWard) -> None:
    later(web, 4)
    days = [today() + timedelta(days=number) for number in range(3)]
    async with web.browser("thanhtra") as one, web.browser("chanhvp") as other:
        asked = [
            browser.get("/tong-quan", params={"tai-ngay": written_day(day)})
            for browser in (one, other)
            for day in days
        ]
        first = await asyncio.gather(*asked)
        assert {answer.status_code for answer in first} <= {200, 202}
        pages = [await as_of(web, one, "/tong-quan", day) for day in days]
    for day, page in zip(days, pages, strict=True):
        assert f"Sổ tại ngày {written_day(day)}" in page.text


async def test_two_days_are_compared_by_counts_and_by_what_changed(web: WebWard) -> None:
    duty, own = web.task("51-08"), web.task("54-02")
    later(web, 2)
    await act(web, "chuyenvien", report(duty, 0))
    await act(web, "truongphong", approval(duty, 1))
    await act(web, "chanhvp", sampled("confirm-submission", duty, submission=1))
    await act(web, "chanhvp", report(own, 0))
    later(web, 4)
    asked = {"tai-ngay": written_day(today()), "so-voi": ""}
    async with web.browser("thanhtra") as inspector:
        await as_of(web, inspector, "/so-sanh-ngay", today())
        page = await inspector.get("/so-sanh-ngay", params=asked)
        words = said(page)
        assert "Hoàn thành đúng hạn – 1 +1" in words
        assert "Trong hạn 4 3 −1" in words
        assert f"Việc thay đổi từ {written_day(today())} đến hôm nay (1)" in words
        assert duty in page.text
        assert own not in page.text
        assert "1 việc có thêm diễn biến" in words
    async with web.browser("conganvien") as police:
        words = said(await police.get("/so-sanh-ngay", params=asked))
        assert "Hoàn thành đúng hạn" not in words, "another unit's work"
    async with web.browser("quantri") as administrator:
        answer = await administrator.get("/so-sanh-ngay", params=asked)
        assert answer.status_code == 403


async def test_two_past_days_are_compared_in_whichever_order_they_are_named(web: WebWard) -> None:
    later(web, 4)
    days = [written_day(today() + timedelta(days=number)) for number in (3, 2)]
    asked = dict(zip(("tai-ngay", "so-voi"), days, strict=True))
    async with web.browser("thanhtra") as inspector:
        for _ in range(2):  # one day after the other is made
            await inspector.get("/so-sanh-ngay", params=asked)
            await web.app.state.past_days.all_built()
        same = said(await inspector.get("/so-sanh-ngay", params=asked))
        assert f"Việc thay đổi từ {days[1]} đến {days[0]} (0)" in same
        assert "Không có việc nào đổi tình trạng" in same
        wrong = await inspector.get("/so-sanh-ngay", params={"tai-ngay": "32/01/2026"})
        assert wrong.status_code == 422
        assert 'value="32/01/2026"' in wrong.text
        assert "tháng 01/2026 có các ngày từ 1 đến 31" in wrong.text


async def test_more_people_than_places_who_compare_days_all_get_their_answer(
    web: WebWard,
) -> None:
    """Five of them ten days, each again every two seconds; what is begun is made before that."""
    duty = web.task("51-08")
    days = range(1, 11)
    for number in days:
        later(web, number)
        await act(web, "phoihop", sampled("submit-contribution", duty, text=f"Lần {number}"))
    later(web, 11)
    written = [written_day(today() + timedelta(days=number)) for number in days]
    waiting = list(zip(written[::2], written[1::2], strict=True))
    rounds = 0
    async with web.browser("thanhtra") as browser:
        while waiting and rounds < 40:
            rounds += 1
            for first, second in [*waiting]:
                asked = {"tai-ngay": first, "so-voi": second}
                answer = await browser.get("/so-sanh-ngay", params=asked)
                assert answer.status_code in {200, 202}, answer.text
                if answer.status_code == 200:
                    waiting.remove((first, second))
                await web.app.state.past_days.all_built()
            await places_aged(web, seconds=2)
    assert not waiting


async def places_aged(web: WebWard, seconds: int) -> None:
    """So much time passes for the places of past days."""
    statement = text(
        "UPDATE past_places SET used_at = used_at - make_interval(secs => :seconds),"
        " built_at = built_at - make_interval(secs => :seconds)"
    )
    async with web.engine.begin() as connection:
        await connection.execute(statement, {"seconds": seconds})
