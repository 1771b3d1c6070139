"""Several tasks suspended from the board: a preview, then one command for each."""

import re

import pytest
from httpx2 import AsyncClient, Response

from infra.randomness import RANDOMNESS
from services.domain.task.acts.suspend_task import TaskSuspended
from services.domain.task.evolving import fold
from tests.api.ward import WebWard

pytestmark = pytest.mark.postgres
OPEN, SECRET = "51-08", "58-01"


async def preview(client: AsyncClient, *streams: str) -> Response:
    """Select on the board and ask for the preview."""
    fields = {f"chon.{stream}": str(RANDOMNESS.new_id()) for stream in streams}
    return await client.post("/don-doc/tam-dung", data=fields)


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
        sent = {**kept_ids(shown), "reason": "Chờ cấp trên.", "reason_code": "superior-opinion"}
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
        task = fold(facts)
        assert task is not None
        assert task.suspended_at is not None


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
        task = fold((await web.ward.ledger.read([stream])).of(stream))
        assert task is not None
        assert task.suspended_at is None


async def test_nothing_selected_is_said_on_the_board(web: WebWard) -> None:
    async with web.browser("chanhvp") as chief:
        nobody = await chief.post("/don-doc/tam-dung", data={"tinh-trang": "tat-ca"})
        assert nobody.status_code == 422
        assert "Chưa chọn việc nào" in nobody.text
        assert "Bước tự động tiếp theo" in nobody.text, "the list is there still"


async def test_who_did_not_assign_reads_why_nothing_will_be_suspended(web: WebWard) -> None:
    async with web.browser("kiemtra") as checker:
        shown = await preview(checker, web.task(OPEN))
        assert "Chỉ người giao việc" in shown.text
        assert kept_ids(shown) == {}
