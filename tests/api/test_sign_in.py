"""The sign-in page before strangers: many at once, known and unknown names, other machines."""

import asyncio
import re
from collections import Counter

import pytest
import uvicorn
from httpx2 import ASGITransport, AsyncClient, Response
from sqlalchemy import event, text

from infra.errors import SettingsError
from infra.serve.proxies import SETTING, proxy_options
from services.commands.access import AccessKind
from tests import givens
from tests.api.reading import send
from tests.api.ward import BASE, PASSWORD, WebWard

pytestmark = pytest.mark.postgres
LIMIT = givens.policy().sign_in_failures
WRONG = "khong-dung-dau"
PAUSE = givens.policy().sign_in_pause_minutes * 60


def at(web: WebWard, address: str = "127.0.0.1") -> AsyncClient:
    """A browser at an address, that nobody has signed in with."""
    transport = ASGITransport(app=web.app, client=(address, 50_000))
    return AsyncClient(transport=transport, base_url=BASE, headers={"origin": BASE})


async def tries(client: AsyncClient, login: str, password: str = WRONG) -> Response:
    return await client.post("/dang-nhap", data={"login": login, "password": password})


async def kinds(web: WebWard) -> Counter[str]:
    """How many lines of each kind the access log holds."""
    async with web.engine.begin() as connection:
        rows = await connection.execute(text("SELECT kind FROM access_log"))
        return Counter(row.kind for row in rows)


def seen(answer: Response, login: str) -> tuple[int, str | None, str]:
    """What a stranger learns of an answer; the page repeats the name that was typed."""
    return answer.status_code, answer.headers.get("retry-after"), answer.text.replace(login, "…")


async def test_of_sixty_passwords_at_once_no_more_than_the_limit_are_tried(web: WebWard) -> None:
    before = await web.size()
    async with at(web) as stranger:
        answers = await asyncio.gather(*(tries(stranger, "chuyenvien") for _ in range(60)))
        statuses = Counter(answer.status_code for answer in answers)
        assert set(statuses) <= {401, 429}
        assert all(
            "retry-after" in answer.headers for answer in answers if answer.status_code == 429
        )
        while (await tries(stranger, "chuyenvien")).status_code != 429:
            statuses[401] += 1
        assert statuses[401] == LIMIT
        right = await tries(stranger, "chuyenvien", PASSWORD)
        assert (right.status_code, right.headers["retry-after"]) == (429, str(PAUSE))
        assert "Hãy đợi" in right.text
    assert (await kinds(web))[AccessKind.WRONG_PASSWORD] == LIMIT
    assert await web.size() == before, "what a stranger does is no fact"


async def test_a_known_and_an_unknown_name_are_shown_the_same(web: WebWard) -> None:
    reported, work = [], []
    for login in ("chuyenvien", "khongconguoinay"):
        statements: list[str] = []

        def noted(*arguments: object, into: list[str] = statements) -> None:
            into.append(str(arguments[2]))

        event.listen(web.engine.sync_engine, "before_cursor_execute", noted)
        async with at(web) as stranger:
            reported.append([seen(await tries(stranger, login), login) for _ in range(10)])
        event.remove(web.engine.sync_engine, "before_cursor_execute", noted)
        work.append(statements)
    assert reported[0] == reported[1]
    assert [status for status, _, _ in reported[0]] == [401] * LIMIT + [429] * (10 - LIMIT)
    assert work[0] == work[1], "the same time: the same statements in the same order"


async def test_a_stranger_elsewhere_keeps_nobody_from_the_own_machine(web: WebWard) -> None:
    async with at(web, "10.0.0.9") as stranger, at(web, "10.0.0.1") as own:
        for _ in range(LIMIT + 1):
            last = await tries(stranger, "chuyenvien")
        assert last.status_code == 429
        assert (await tries(own, "chuyenvien", PASSWORD)).status_code == 303


async def test_a_known_browser_has_a_count_of_its_own(web: WebWard) -> None:
    async with at(web) as own, at(web) as stranger:
        assert (await tries(own, "chuyenvien", PASSWORD)).status_code == 303
        await own.post("/dang-xuat")
        for _ in range(LIMIT + 1):
            last = await tries(stranger, "chuyenvien")
        assert last.status_code == 429
        assert (await tries(own, "chuyenvien", PASSWORD)).status_code == 303


async def test_the_device_s_cookie_is_for_this_server_s_eyes_alone(web: WebWard) -> None:
    async with at(web) as own:
        answer = await tries(own, "chuyenvien", PASSWORD)
    (device,) = [each for each in answer.headers.get_list("set-cookie") if "-device=" in each]
    assert {"HttpOnly", "Path=/", "SameSite=lax"} <= set(device.split("; "))
    days = givens.policy().access.known_device_days
    assert f"Max-Age={days * 86_400}" in device
    token = re.search(r"-device=([\w-]{40,})", device)
    assert token is not None
    async with web.engine.begin() as connection:
        rows = (await connection.execute(text("SELECT d::text AS kept FROM devices d"))).all()
    assert rows
    assert not any(token.group(1) in row.kept for row in rows)


async def through(web: WebWard, proxies: str, connected_from: str) -> int:
    """What the last of too many guesses is told that each name another address."""
    config = uvicorn.Config(web.app, **proxy_options({SETTING: proxies}))
    config.load()
    transport = ASGITransport(app=config.loaded_app, client=(connected_from, 50_000))
    async with AsyncClient(transport=transport, base_url=BASE, headers={"origin": BASE}) as guest:
        for number in range(LIMIT + 1):
            guest.headers["x-forwarded-for"] = f"192.0.2.{number}"
            last = await tries(guest, "chuyenvien")
    return last.status_code


async def test_nobody_chooses_the_own_address(web: WebWard) -> None:
    assert await through(web, "", "127.0.0.1") == 429


async def test_a_proxy_s_word_counts_where_the_setting_names_it(web: WebWard) -> None:
    assert await through(web, "10.0.0.2, 10.1.0.0/24", "10.1.0.7") == 401
    assert await through(web, "10.0.0.2", "10.0.0.3") == 429


def test_a_proxy_that_is_no_address_is_said_so() -> None:
    with pytest.raises(SettingsError, match="máy chủ trung gian"):
        proxy_options({SETTING: "10.0.0.2, cong-vao"})


async def test_what_was_typed_as_a_name_is_kept_nowhere(web: WebWard) -> None:
    async with at(web) as stranger:
        assert (await tries(stranger, "MatKhauGoNham")).status_code == 401
    async with web.engine.begin() as connection:
        for table in ("sign_in_attempts", "access_log"):
            rows = await connection.execute(text(f"SELECT t::text AS kept FROM {table} t"))  # noqa: S608  (two names)
            assert not any("matkhau" in row.kept.lower() for row in rows)


async def test_a_password_that_anybody_guesses_keeps_the_link(web: WebWard) -> None:
    who = await web.person_id("dongnghiep")
    async with web.browser("quantri") as administrator, at(web) as own:
        person = f"/quan-tri/can-bo/{who}"
        page = await send(administrator, person, "/lien-ket", {})
        link = re.search(r"/lien-ket/[\w-]{20,}", page.text)
        assert link is not None
        for password in ("1234567890", " " * 10, "dongnghiepdongnghiep"):
            typed = {"password": password, "password_again": password}
            refused = await own.post(link.group(0), data=typed)
            assert refused.status_code == 409
            assert "dễ đoán" in refused.text
        typed = {"password": "mưa nguồn chớp bể", "password_again": "mưa nguồn chớp bể"}
        assert (await own.post(link.group(0), data=typed)).status_code == 303


async def test_the_administrator_sees_how_often_a_password_was_wrong(web: WebWard) -> None:
    who = await web.person_id("chuyenvien")
    async with at(web) as stranger, web.browser("quantri") as administrator:
        assert "Mật khẩu sai" not in (await administrator.get(f"/quan-tri/can-bo/{who}")).text
        for _ in range(3):
            await tries(stranger, "chuyenvien")
        page = (await administrator.get(f"/quan-tri/can-bo/{who}")).text
    assert "Mật khẩu sai còn trong nhật ký truy cập: 3 lần, gần nhất" in page


@pytest.mark.parametrize("file", ["can-bo.csv", "can-bo.xlsx"])
async def test_whoever_takes_the_list_of_people_is_written_down(web: WebWard, file: str) -> None:
    who = await web.person_id("quantri")
    async with web.browser("quantri") as administrator:
        assert (await administrator.get(f"/quan-tri/danh-sach/{file}")).status_code == 200
    async with web.engine.begin() as connection:
        rows = await connection.execute(
            text("SELECT person_id, session_id, origin FROM access_log WHERE kind = :kind"),
            {"kind": AccessKind.PEOPLE_EXPORTED.value},
        )
        (line,) = rows.all()
    assert line.person_id == who
    assert line.session_id is not None
    assert line.origin.startswith("device-")
