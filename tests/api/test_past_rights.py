"""Who may read something today may read its past, and nobody else: whatever it was on that day."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pytest
from httpx2 import AsyncClient

from services.domain.assignment.events import assignment_stream
from services.domain.directory.tokens import Scope
from services.domain.instants import written_day
from tests.api.programs import program
from tests.api.scoped_account import scoped
from tests.api.test_past_days import as_of, later
from tests.api.test_past_days_api import as_of as called_as_of
from tests.api.ward import PEOPLE, WebWard
from tests.moment import today
from tests.projections.lives import act, figures, report, sampled, sampled_of, secret_report

pytestmark = pytest.mark.postgres
FORMER, NEW = "KTHTDT", "VHXH"
WORDS = "Chưa kiểm đếm"  # of the report that was sent before the work was given on
PAGES = ("/viec", "/tong-quan/viec", "/tong-quan", "/ke-hoach", "/so-sanh-ngay")
CALLS = ("/tasks", "/my-work", "/overview/tasks", "/plan/items")
# Of work and of items, in addresses and answers.
_NAMED = re.compile(r"task-[\w.-]+|/ke-hoach/[\w-]+")


async def given_on(web: WebWard) -> str:
    """A task that was reported on and given to another unit two days later; its former item."""
    stream = web.task("CT10")
    await act(web, "chuyenvien", figures(stream))
    later(web, 2)
    await act(web, "chanhvp", sampled("reassign-task", stream, lead_unit=NEW))
    later(web, 4)
    return stream


async def shown_to(web: WebWard, login: str, stream: str) -> Mapping[str, bool]:
    """Whether somebody is told of a task as of the day before: by each list, and by the task."""
    asked, day = {"tai-ngay": written_day(today())}, today()
    async with web.browser(login) as browser:
        counted = await as_of(web, browser, "/tong-quan/viec", day)
        page = await browser.get(f"/viec/{stream}", params=asked)
        why = await browser.get(f"/viec/{stream}/vi-sao/status", params=asked)
        compared = await as_of(web, browser, "/so-sanh-ngay", day)
    assert {page.status_code, why.status_code} <= {200, 404}
    assert (WORDS in page.text) is (page.status_code == 200)
    shown = {
        "/tong-quan/viec": stream in counted.text,
        "/viec/…": page.status_code == 200,
        "/viec/…/vi-sao": why.status_code == 200,
        "/so-sanh-ngay": stream in compared.text,
    }
    async with program(web, login, Scope.READ) as client:
        for path in CALLS[:3]:
            shown[path] = stream in str(await called_as_of(web, client, path, day))
        answer = await client.get(f"/tasks/{stream}", params={"as_of": str(day)})
    return shown | {"/tasks/…": answer.status_code == 200}


async def test_work_that_left_the_scope_is_shown_on_no_day(web: WebWard) -> None:
    stream = await given_on(web)
    await scoped(web, FORMER)
    assert not any((await shown_to(web, "thanhtra", stream)).values())


async def test_work_that_came_into_the_scope_is_shown_on_every_day(web: WebWard) -> None:
    stream = await given_on(web)
    await scoped(web, NEW)
    assert all((await shown_to(web, "thanhtra", stream)).values())


async def test_units_read_the_past_of_what_is_theirs_today(web: WebWard) -> None:
    stream = await given_on(web)
    assert not any((await shown_to(web, "truongphong", stream)).values())
    assert all((await shown_to(web, "truongphoihop", stream)).values())


async def test_items_are_those_of_who_leads_them_today(web: WebWard) -> None:
    later(web, 2)
    item = {"item": assignment_stream("CT10")}
    await act(web, "chanhvp", sampled_of("correct-lead", item, lead_unit=NEW))
    later(web, 4)
    for login, status in (("truongphong", 404), ("truongphoihop", 200)):
        async with web.browser(login) as head:
            plan = await as_of(web, head, "/ke-hoach?tim=CT10", today())
            assert ("/ke-hoach/CT10" in plan.text) is (status == 200), login
            asked = {"tai-ngay": written_day(today())}
            assert (await head.get("/ke-hoach/CT10", params=asked)).status_code == status


async def named(client: AsyncClient, addresses: Sequence[str], **asked: str) -> set[str]:
    """The work that pages or answers name."""
    names: set[str] = set()
    for address in addresses:
        answer = await client.get(address, params={"limit": "200", **asked})
        assert answer.status_code in {200, 403}, answer.text
        names |= set(_NAMED.findall(answer.text)) if answer.status_code == 200 else set()
    return names


async def test_no_past_day_names_what_its_reader_may_not_see_today(web: WebWard) -> None:
    """Everybody, every list, days before and after work went from hand to hand."""
    await given_on(web)
    duty, secret = web.task("51-08"), web.task("58-01")
    await act(web, "chuyenvien", report(duty, 0))
    await act(web, "truongcongan", secret_report(secret))
    item = {"item": assignment_stream("51-08")}
    await act(web, "chanhvp", sampled_of("correct-lead", item, lead_unit="VP"))
    later(web, 6)
    await act(web, "chanhvp", sampled("reassign-task", duty, lead_unit=NEW))
    await act(web, "phochutich", sampled("reassign-task", web.task("54-02"), lead_unit=FORMER))
    later(web, 8)
    await scoped(web, FORMER)
    days = [today() + timedelta(days=number) for number in (0, 5)]
    async with program(web, "chanhvp", Scope.READ) as chief:
        for day in days:
            await called_as_of(web, chief, "/tasks", day)
    for login in PEOPLE:
        await shown_less(web, login, days)


async def shown_less(web: WebWard, login: str, days: Sequence[date]) -> None:
    async with web.browser(login) as browser, program(web, login, Scope.READ) as client:
        now = await named(browser, PAGES[:-1]) | await named(client, CALLS)
        for day in days:
            then = await named(browser, PAGES, **{"tai-ngay": written_day(day)})
            then |= await named(client, CALLS, as_of=str(day))
            readable = {
                each
                for each in then - now
                if (await browser.get(each if each[0] == "/" else f"/viec/{each}")).status_code
                == 200
            }
            assert then - now == readable, f"{login}, {day}"
