"""One act on several tasks of the board: a preview, then one command for each."""

import re

import pytest
from httpx2 import AsyncClient, Response

from api.board.selection import BOARD_ACTS, BoardAct
from api.labels import undo_words
from infra.randomness import RANDOMNESS
from services.domain.fields import CodeOf, fields_of
from services.domain.task.acts.suspend_task import TaskSuspended
from services.domain.task.evolving import fold
from services.domain.task.state import Ending, Task
from tests.api.pages_said import said
from tests.api.reading import alert
from tests.api.ward import WebWard

pytestmark = pytest.mark.postgres
OPEN, SECRET = "51-08", "58-01"
_TICKED = re.compile(r'name="chon\.(task-[^"]+)"[^>]* checked>')
REASONS = {"reason": "Chờ cấp trên.", "reason_code": "superior-opinion"}


async def preview(client: AsyncClient, *streams: str, act: str = "tam-dung") -> Response:
    """Select on the board and ask for the preview."""
    fields = {f"chon.{stream}": str(RANDOMNESS.new_id()) for stream in streams}
    return await client.post(f"/don-doc/{act}", data=fields)


async def carried_out(client: AsyncClient, act: str, *streams: str, **typed: str) -> Response:
    """Preview and send it; the page after it."""
    sent = {**REASONS, **typed, **kept_ids(await preview(client, *streams, act=act))}
    answer = await client.post(f"/don-doc/{act}/ghi", data=sent)
    return await client.get(answer.headers["location"]) if answer.is_redirect else answer


async def task_of(web: WebWard, stream: str) -> Task:
    task = fold((await web.ward.ledger.read([stream])).of(stream))
    assert task is not None
    return task


def kept_ids(shown: Response) -> dict[str, str]:
    """The commands that the preview's form carries."""
    return dict(re.findall(r'name="(chon\.[^"]+)" value="([^"]+)"', shown.text))


async def test_what_is_previewed_is_suspended_each_by_its_own_command(web: WebWard) -> None:
    both = [web.task(OPEN), web.task(SECRET)]
    async with web.browser("chanhvp") as chief:
        shown = await preview(chief, *both)
        assert shown.status_code == 200
        assert "Sẽ tạm dừng" in shown.text
        assert "Không tạm dừng" not in shown.text
        sent = {**kept_ids(shown), **REASONS}
        done = await chief.post("/don-doc/tam-dung/ghi", data=sent)
        assert done.status_code == 303
        again = await chief.post("/don-doc/tam-dung/ghi", data=sent)
        assert again.status_code == 303, "the same commands are the same"
        assert "Đã tạm dừng 2 việc." in (await chief.get(done.headers["location"])).text
        left = await preview(chief, *both)
        assert left.text.count("đang tạm dừng rồi") == 2
    for stream in both:
        facts = (await web.ward.ledger.read([stream])).of(stream)
        assert sum(isinstance(fact.event, TaskSuspended) for fact in facts) == 1
        assert (await task_of(web, stream)).suspended_at is not None


async def test_a_missing_reason_keeps_the_selection_and_suspends_nothing(web: WebWard) -> None:
    stream = web.task(OPEN)
    async with web.browser("chanhvp") as chief:
        shown = await preview(chief, stream)
        refused = await chief.post("/don-doc/tam-dung/ghi", data=kept_ids(shown))
        assert refused.status_code == 409
        assert "phải có lý do" in refused.text
        assert kept_ids(refused) == kept_ids(shown)


async def test_what_cannot_be_read_is_said_before_anything_is_suspended(web: WebWard) -> None:
    """A restricted task takes no words: its part could be read where the others' cannot."""
    both = [web.task(SECRET), web.task(OPEN)]
    async with web.browser("chanhvp") as chief:
        shown = await preview(chief, *both)
        sent = {
            **kept_ids(shown),
            "reason": "x" * 60_000,
            "reason_code": "superior-opinion",
        }
        refused = await chief.post("/don-doc/tam-dung/ghi", data=sent)
        assert refused.status_code == 409
        assert "ký tự" in refused.text
        assert kept_ids(refused) == kept_ids(shown)
    for stream in both:
        assert (await task_of(web, stream)).suspended_at is None


async def test_nothing_selected_is_said_on_the_board(web: WebWard) -> None:
    async with web.browser("chanhvp") as chief:
        nobody = await chief.post("/don-doc/tam-dung", data={"tinh-trang": "tat-ca"})
        assert nobody.status_code == 422
        assert "Chưa chọn việc nào" in nobody.text
        assert "Cập nhật gần nhất" in nobody.text, "the list is there still"


async def test_who_did_not_assign_reads_why_nothing_will_be_suspended(web: WebWard) -> None:
    async with web.browser("kiemtra") as checker:
        shown = await preview(checker, web.task(OPEN))
        assert "Chỉ người giao việc" in shown.text
        assert kept_ids(shown) == {}


async def test_what_was_suspended_together_goes_on_together(web: WebWard) -> None:
    both = [web.task(OPEN), web.task(SECRET)]
    async with web.browser("chanhvp") as chief:
        page = await carried_out(chief, "tam-dung", *both)
        assert boxes(page) == set(both)
        every = await chief.get("/don-doc?tinh-trang=tam-dung&chon=moi-viec")
        assert set(_TICKED.findall(every.text)) == set(both)
        page = await carried_out(chief, "tiep-tuc", *both)
        assert "Đã cho tiếp tục 2 việc." in page.text
    assert [(await task_of(web, stream)).suspended_at for stream in both] == [None, None]


async def test_several_are_withdrawn_the_ended_one_says_why_not(web: WebWard) -> None:
    first, second = web.task(OPEN), web.task("CT10")
    async with web.browser("chanhvp") as chief:
        assert "Đã thu hồi 1 việc." in (await carried_out(chief, "thu-hoi", first)).text
        shown = await preview(chief, first, second, act="thu-hoi")
        assert kept_ids(shown).keys() == {f"chon.{second}"}
        assert "Không thu hồi" in shown.text
        assert undo_words.FINAL["thu-hoi"] in shown.text, "said before it is done"
        assert "Đã thu hồi 1 việc." in (await carried_out(chief, "thu-hoi", first, second)).text
    assert (await task_of(web, second)).ending is Ending.WITHDRAWN


async def test_several_are_given_to_another_unit_its_own_stays_selected(web: WebWard) -> None:
    first, second = web.task(OPEN), web.task("CT10")
    async with web.browser("chanhvp") as chief:
        wrong = await carried_out(chief, "giao-lai", first, second, lead_unit="")
        assert "Giao cho đơn vị" in alert(wrong)
        assert (await task_of(web, first)).lead == "KTHTDT"
        page = await carried_out(chief, "giao-lai", first, lead_unit="VHXH")
        assert "Đã giao lại 1 việc." in page.text
        half = await carried_out(chief, "giao-lai", first, second, lead_unit="VHXH")
        assert half.status_code == 409
        assert "Đã giao lại 1 việc." in half.text
        assert "Việc đang do đơn vị này chủ trì" in half.text
        assert kept_ids(half).keys() == {f"chon.{first}"}
        assert '<option value="VHXH" selected>' in half.text
    assert [(await task_of(web, each)).lead for each in (first, second)] == ["VHXH", "VHXH"]


async def test_several_are_replaced_by_one(web: WebWard) -> None:
    several, successor = [web.task(OPEN), web.task(SECRET)], web.task("CT10")
    async with web.browser("chanhvp") as chief:
        page = await carried_out(chief, "thay-the", *several, successor=f"/viec/{successor}")
        assert "Đã thay thế 2 việc." in page.text
    for stream in several:
        assert (await task_of(web, stream)).successor == successor


@pytest.mark.parametrize("act", BOARD_ACTS, ids=lambda each: each.act.slug)
async def test_each_act_says_what_it_does_before_it_is_done(web: WebWard, act: BoardAct) -> None:
    both = [web.task(OPEN), web.task(SECRET)]
    async with web.browser("chanhvp") as chief:
        if act.act.slug == "tiep-tuc":
            await carried_out(chief, "tam-dung", *both)
        board = await chief.get("/don-doc?tinh-trang=tat-ca")
        assert f"{act.title} các việc đã chọn…" in board.text
        shown = await preview(chief, *both, act=act.act.slug)
        assert act.act.explained in said(shown)
        coded = any(isinstance(kind, CodeOf) for _, kind, _ in fields_of(act.act.command))
        assert ("Lý do của việc theo chế độ mật" in shown.text) is coded
        alone = await preview(chief, both[0], act=act.act.slug)
        assert "chế độ mật" not in alone.text.partition("Lý do và văn bản")[2]


async def test_only_who_may_do_something_has_a_box_and_a_button(web: WebWard) -> None:
    async with web.browser("kiemtra") as checker:
        board = await checker.get("/don-doc?tinh-trang=tat-ca")
        assert 'type="submit">Đôn đốc<' not in board.text, "nothing is to be chased yet"
        assert "Ghi lời hứa nộp cho các việc đã chọn" in board.text
        assert "Thu hồi các việc đã chọn" not in board.text
    async with web.browser("thanhtra") as inspector:
        board = await inspector.get("/don-doc?tinh-trang=tat-ca")
        assert boxes(board) == set()
        assert "các việc đã chọn" not in board.text


def boxes(board: Response) -> set[str]:
    """The tasks of a list with a box."""
    return set(re.findall(r'name="chon\.(task-[^"]+)"', board.text))
