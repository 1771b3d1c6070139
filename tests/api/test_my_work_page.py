"""Việc của tôi as a page: its filters in the address, its counts, and whether it is old."""

import re
from datetime import timedelta

import pytest
from httpx2 import AsyncClient, Response

from services.domain.task.events import ReminderSent
from tests.api.reading import send
from tests.api.ward import WebWard
from tests.moment import today
from tests.projections.lives import act, approval, clock, live, report

pytestmark = pytest.mark.postgres
_COUNT = re.compile(
    r'<a href="(/viec\?[^"]*)"[^>]*><span class="count-number">(\d+)</span>', re.DOTALL
)


def rows(page: Response) -> set[str]:
    """The tasks that a page lists."""
    return set(re.findall(r'<a href="/viec/(task-[^"]+)"', page.text))


async def test_each_count_opens_as_many_rows_under_every_filter(web: WebWard) -> None:
    await live(web)
    year = today().year
    filters = ("", "?don-vi=KTHTDT", "?loai=indicator", "?tim=mat", f"?ky={year}-Q4&loai=duty")
    async with web.browser("chanhvp") as chief:
        for asked in filters:
            page = await chief.get(f"/viec{asked}")
            counts = _COUNT.findall(page.text)
            for address, number in counts:
                opened = await chief.get(address.replace("&amp;", "&"))
                assert len(rows(opened)) == int(number), (asked, address)
            amounts = re.findall(r'class="amount">\((\d+)\)', page.text)
            assert len(rows(page)) == sum(map(int, amounts)), asked
        assert rows(await chief.get("/viec?loai=indicator")) == {web.task("CT10")}
        unknown = await chief.get("/viec?nhom=khong-co&don-vi=XYZ&ky=<b>")
        assert rows(unknown) == set()
        assert "Hãy bỏ bớt điều kiện lọc" in unknown.text
        assert "<b>" not in unknown.text


async def test_the_reminders_of_the_day_stand_in_one_entry(web: WebWard) -> None:
    duty, due_on = web.task("51-08"), today() + timedelta(days=3)
    sent = ReminderSent(due_on=due_on, offset_working_days=-3, units=("KTHTDT",))
    await clock(web, duty, sent)
    async with web.browser("chuyenvien") as specialist, web.browser("phoihop") as other:
        page = await specialist.get("/viec")
        assert "Nhắc việc hôm nay (1 việc)" in page.text
        assert f"nhắc trước hạn 3 ngày làm việc ({due_on:%d/%m/%Y}), ghi lúc" in page.text
        assert "Nhắc việc hôm nay" not in (await specialist.get("/viec?loai=duty")).text
        assert "Nhắc việc hôm nay" not in (await other.get("/viec")).text


async def mark_of(browser: AsyncClient, stream: str = "") -> int:
    """What the page's script is told."""
    answer = await browser.get("/thay-doi", params={"viec": stream}, headers={"X-By-Itself": "1"})
    assert answer.headers["cache-control"] == "no-store"
    return int(answer.json()["moc"])


async def test_what_waits_is_counted_as_the_list_counts_it(web: WebWard) -> None:
    await live(web)
    counted = {}
    for login in ("chanhvp", "truongphong", "phochutich", "chuyenvien", "thanhtra"):
        async with web.browser(login) as browser:
            answer = await browser.get("/thay-doi/cho-toi", headers={"X-By-Itself": "1"})
            assert answer.headers["cache-control"] == "no-store"
            counted[login] = answer.json()["so"]
            page = await browser.get("/viec?tim=qz")
            assert f'data-waiting="{counted[login]}"' in page.text
            decided = rows(await browser.get("/viec?nhom=cho-quyet-dinh"))
            assert len(decided) == counted[login], login
            plan = await browser.get("/tro-giup")
            held = {"If-None-Match": plan.headers["etag"]}
            assert (await browser.get("/tro-giup", headers=held)).status_code == 304
    assert max(counted.values()) > 0 == counted["thanhtra"]


async def test_a_page_grows_old_only_by_what_its_reader_may_see(web: WebWard) -> None:
    duty = web.task("51-08")
    async with web.browser("phoihop") as other, web.browser("conganvien") as police:
        page = await other.get("/viec")
        before, theirs = await mark_of(other), await mark_of(police)
        assert f'data-mark="{before}"' in page.text
        assert await mark_of(police, duty) == 0
        await act(web, "chuyenvien", report(duty, 0))
        assert await mark_of(other) > before
        assert await mark_of(other, duty) > 0
        assert (await mark_of(police), await mark_of(police, duty)) == (theirs, 0)
        page = await other.get(f"/viec/{duty}")
        assert f'data-mark="{await mark_of(other, duty)}" data-watch="viec={duty}"' in page.text
        await act(web, "truongphong", approval(duty, 1))
        assert f'data-mark="{await mark_of(other, duty)}"' not in page.text


async def test_a_refused_form_is_never_brought_up_to_date(web: WebWard) -> None:
    async with web.browser("chuyenvien") as specialist:
        refused = await send(specialist, f"/viec/{web.task('51-08')}", "/bao-cao", {"text": ""})
        assert refused.status_code == 409
        assert "data-mark" not in refused.text


async def test_who_is_not_signed_in_is_shown_nothing(web: WebWard) -> None:
    async with web.browser() as nobody:
        answer = await nobody.get("/thay-doi")
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/dang-nhap")


async def test_a_head_sees_for_which_tasks_nobody_is_named_and_who_works_on_the_others(
    web: WebWard,
) -> None:
    duty, specialist = web.task("51-08"), await web.person_id("chuyenvien")
    async with web.browser("truongphong") as head, web.browser("chuyenvien") as colleague:
        assert "Chưa giao trong đơn vị" not in (await colleague.get("/viec")).text
        before = rows(await head.get("/viec?can-bo=chua-co"))
        assert duty in before
        naming = {"person_id": str(specialist), "by_on": "", "note": ""}
        await send(head, f"/viec/{duty}", "giao-trong-don-vi", naming)
        page = await head.get("/viec?can-bo=chua-co")
        assert rows(page) == before - {duty}
        assert f'<span class="count-number">{len(before) - 1}</span>' in page.text
        own = await head.get(f"/viec?can-bo={specialist}")
        assert rows(own) == {duty}
        assert "Người thực hiện: " in own.text
        assert rows(await colleague.get("/viec?can-bo=<b>")) == set()
