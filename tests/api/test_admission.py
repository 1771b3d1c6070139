"""One page at a time of a person, a full house says so, no stranger's body fills the memory."""

import asyncio
import tracemalloc
from collections.abc import Hashable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

import pytest
from httpx2 import ASGITransport, AsyncClient
from starlette.types import Message, Receive, Scope, Send

from api.security import Guard
from api.web.admission import MOST_WAITING, Admission, RequestGate, TooManyAtOnce, Turns
from api.web.bodies import STRANGERS_ROOM, StrangersRoom
from tests.api.documents import DOCUMENTS
from tests.api.programs import problem, program
from tests.api.reading import alert, form_of
from tests.api.route_samples import HARMLESS, WRITES
from tests.api.ward import BASE, WebWard

MB = 1024 * 1024
PIECE = b"a" * 65536
WORDS = "Báo cáo gửi lúc có nhiều trang đang mở."


@dataclass
class SlowServices:
    """An application whose answers wait until it is told to go on."""

    on: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer in the end."""
        await self.on.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})


async def test_of_one_person_one_is_served_and_twenty_wait_in_their_order() -> None:
    turns, served = Turns(), list[int]()

    async def ask(number: int) -> None:
        async with turns.turn("one"):
            served.append(number)

    async with AsyncExitStack() as at_work:
        await at_work.enter_async_context(turns.turn("one"))
        waiting = [asyncio.create_task(ask(number)) for number in range(MOST_WAITING)]
        await asyncio.sleep(0)
        with pytest.raises(TooManyAtOnce):
            await ask(99)
        async with turns.turn("another"):
            assert served == []
    await asyncio.gather(*waiting)
    assert served == list(range(MOST_WAITING))
    await ask(7)
    assert served[-1] == 7


async def test_a_waiting_request_that_is_given_up_leaves_its_place() -> None:
    turns = Turns(waiting=1)
    async with AsyncExitStack() as at_work:
        await at_work.enter_async_context(turns.turn("one"))
        gone = asyncio.create_task(at_work.enter_async_context(turns.turn("one")))
        await asyncio.sleep(0)
        gone.cancel()
        await asyncio.gather(gone, return_exceptions=True)
        kept = asyncio.create_task(take(turns, "one"))
        await asyncio.sleep(0)
        assert not kept.done()
    await kept


async def take(turns: Turns, key: Hashable) -> None:
    """Wait for a turn and give it back."""
    async with turns.turn(key):
        pass


def test_strangers_share_so_much_room_and_a_sign_in_form_always_finds_some() -> None:
    room = StrangersRoom()
    with room.taken(STRANGERS_ROOM) as first, room.taken(MB) as second, room.taken(200) as third:
        assert (first, second, third) == (True, False, True)
    with room.taken(STRANGERS_ROOM) as again:
        assert again


@pytest.mark.postgres
async def test_a_full_installation_answers_503_at_once_and_its_health_is_still_shown(
    web: WebWard,
) -> None:
    slow, gate = SlowServices(), RequestGate()
    app = Guard(Admission(slow, gate, most=3), BASE, gate.unread)
    reported = Guard(Admission(web.app, gate, most=0), BASE, gate.unread)
    async with AsyncClient(transport=ASGITransport(app=app), base_url=BASE) as client:
        inside = [asyncio.create_task(client.get("/viec")) for _ in range(3)]
        await asyncio.sleep(0)
        async with AsyncClient(transport=ASGITransport(app=reported), base_url=BASE) as watcher:
            assert (await watcher.get("/healthz")).status_code == 200
        refused = await client.get("/api/me")
        slow.on.set()
        assert [(await each).status_code for each in inside] == [200] * 3
    assert problem(refused, 503, "busy")
    assert int(refused.headers["retry-after"]) > 0


@pytest.mark.postgres
async def test_who_asks_for_too_many_pages_at_once_is_shown_and_loses_no_word(
    web: WebWard,
) -> None:
    turns: Turns = web.app.state.gate.turns
    person = await web.person_id("chuyenvien")
    async with web.browser("chuyenvien") as first_browser, web.browser("truongphong") as other:
        form = form_of(await first_browser.get(f"/viec/{web.task('51-08')}"), "/bao-cao")
        async with turns.turn(person):
            waiting = [asyncio.create_task(take(turns, person)) for _ in range(MOST_WAITING)]
            await asyncio.sleep(0)
            page = await first_browser.get("/viec")
            answer = await first_browser.post(form.action, data={**form.fields, "text": WORDS})
            assert (await other.get("/viec")).status_code == 200, "nobody else waits for it"
        await asyncio.gather(*waiting)
        for refused in (page, answer):
            assert refused.status_code == 429
            assert "quá nhiều trang cùng một lúc" in alert(refused)
            assert int(refused.headers["retry-after"]) > 0
        assert "report-submitted" not in await web.states(web.task("51-08"))
        again = form_of(answer, "/bao-cao")
        assert again.fields["text"] == WORDS
        assert (await first_browser.post(again.action, data=again.fields)).status_code == 303


@pytest.mark.postgres
async def test_twenty_of_one_person_at_once_are_all_answered(web: WebWard) -> None:
    async with web.browser("chanhvp") as chief, program(web, "chanhvp") as caller:
        asked = [
            *(chief.get(path) for path in ("/don-doc", "/ke-hoach", "/nhat-ky", DOCUMENTS) * 4),
            *(caller.get(path) for path in ("/log", "/plan/items") * 2),
        ]
        assert [each.status_code for each in await asyncio.gather(*asked)] == [200] * len(asked)
        called = await asyncio.gather(*(caller.get("/my-work") for _ in range(40)))
    refused = [each for each in called if each.status_code != 200]
    assert refused
    assert all(problem(each, 429, "too-many-at-once") for each in refused)


@dataclass
class Sending:
    """A body of so many bytes that comes in pieces, and how much of it was asked for."""

    length: int
    head: bytes = b""
    asked: int = 0

    async def receive(self) -> Message:
        """The next piece."""
        await asyncio.sleep(0)
        piece = self.head or PIECE[: self.length - self.asked]
        self.head = b""
        self.asked += len(piece)
        return {"type": "http.request", "body": piece, "more_body": self.asked < self.length}


async def send_to(
    web: WebWard, path: str, body: Sending, *headers: tuple[bytes, bytes]
) -> dict[str, object]:
    """Send it as a stranger's own program would; the status and the text of the answer."""
    answer: dict[str, object] = {"status": 0, "text": b""}
    scope: Scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"name=a.txt",
        "root_path": "",
        "headers": [(b"host", b"127.0.0.1:8000"), (b"origin", BASE.encode()), *headers],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8000),
    }

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            answer["status"] = message["status"]
        answer["text"] = message.get("body", b"")

    await web.app(scope, body.receive, send)
    return answer


def length(count: int) -> tuple[bytes, bytes]:
    """The header that declares it."""
    return b"content-length", str(count).encode()


FORM = (b"content-type", b"multipart/form-data; boundary=x")
URLENCODED = (b"content-type", b"application/x-www-form-urlencoded")
TEXT_PART = b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n'
UPLOADS = ("/viec/task-a.b.2026-Q4/tep", "/phieu/2026-Q4/tep", "/api/tasks/task-a/files")


@pytest.fixture
def peak() -> Iterator[None]:
    tracemalloc.start()
    yield
    tracemalloc.stop()


@pytest.mark.postgres
@pytest.mark.parametrize("path", UPLOADS)
@pytest.mark.usefixtures("peak")
async def test_thirty_strangers_with_a_large_file_each_fill_no_memory(
    web: WebWard, path: str
) -> None:
    headers = (FORM, length(63 * MB))
    bodies = [Sending(63 * MB, head=TEXT_PART) for _ in range(30)]
    await send_to(web, path, Sending(1000), FORM, length(1000))  # what is loaded once
    before, _ = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    answers = await asyncio.gather(*(send_to(web, path, body, *headers) for body in bodies))
    _, most = tracemalloc.get_traced_memory()
    assert {answer["status"] for answer in answers} == {401}
    assert most - before < 16 * MB
    assert sum(body.asked == 0 for body in bodies) >= 20, "most of them are not even listened to"


@pytest.mark.postgres
async def test_every_act_asks_who_it_is_before_a_large_body_is_kept(web: WebWard) -> None:
    public = {"/dang-nhap", "/lien-ket/{token}", *HARMLESS}
    wrong = []
    for route in sorted({*WRITES} - public):
        kind = URLENCODED if not route.startswith("/api/") else (b"content-type", b"text/plain")
        answer = await send_to(web, route.replace("{", "").replace("}", ""), Sending(0), kind)
        large = await send_to(web, route, Sending(70 * MB), kind, length(70 * MB))
        if answer["status"] not in {303, 401} or large["status"] != 413:
            wrong.append((route, answer["status"], large["status"]))
    assert wrong == []


@pytest.mark.postgres
async def test_a_body_in_pieces_is_counted_as_it_comes(web: WebWard) -> None:
    chunked = (b"transfer-encoding", b"chunked")
    for path in ("/dang-nhap", "/lien-ket/khong-co-lien-ket-nao-nhu-the-nay"):
        body = Sending(100 * MB)
        answer = await send_to(web, path, body, URLENCODED, chunked)
        assert answer["status"] in {404, 413}, path
        assert body.asked <= 5 * MB
    async with web.browser("chuyenvien") as first_browser:
        name = web.app.state.services.cookie
        cookie = (b"cookie", f"{name}={first_browser.cookies[name]}".encode())
        address = f"/viec/{web.task('51-08')}/bao-cao"
        body = Sending(100 * MB)
        answer = await send_to(web, address, body, URLENCODED, chunked, cookie)
        assert answer["status"] == 413
        assert "1 MB" in bytes(answer["text"]).decode()  # type: ignore[call-overload]
        assert body.asked <= 2 * MB
        for path in (f"/viec/{web.task('51-08')}/tep", DOCUMENTS):
            words = Sending(54 * MB, head=TEXT_PART)
            answer = await send_to(web, path, words, FORM, chunked, cookie)
            assert answer["status"] in {413, 422}
            assert words.asked <= 20 * MB


@pytest.mark.postgres
async def test_what_a_stranger_sends_is_kept_through_the_sign_in_while_there_is_room(
    web: WebWard,
) -> None:
    address = f"/viec/{web.task('51-08')}/bao-cao"
    async with web.browser() as stranger:
        answer = await stranger.post(address, data={"command_id": "x", "text": WORDS})
        assert answer.status_code == 401
        assert form_of(answer, "/dang-nhap").fields["kept:text"] == WORDS
        large = await stranger.post(
            f"/viec/{web.task('51-08')}/tep",
            data={"text": WORDS},
            files={"file": ("a.txt", b"a" * (5 * MB), "text/plain")},
        )
        assert large.status_code == 401
        assert "chưa được nhận" in alert(large)
