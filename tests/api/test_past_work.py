"""Before a plan is loaded its page says which days are past, and at the item it stays open."""

from datetime import date

import pytest
from httpx2 import Response

from services.domain.instants import written_day
from services.domain.plan.events import PlanActivated
from tests.api.documents import accept_all, hand_in, load
from tests.api.reading import read
from tests.api.ward import WebWard
from tests.plandoc.clean_plan import CLEAN

pytestmark = pytest.mark.postgres
_LATE = date(2026, 1, 31)
_WORK = ("khu dân cư.", f"khu dân cư, hoàn thành trước ngày {_LATE:%d/%m/%Y}.")


def reported(answer: Response) -> str:
    """Everything that a page says, with single blanks."""
    return " ".join("".join(read(answer).text).split())


async def test_work_that_is_past_is_said_before_loading_and_left_open_after(
    unplanned: WebWard,
) -> None:
    assert _WORK[0] in CLEAN
    content = CLEAN.replace(*_WORK, 1).encode()
    async with unplanned.browser("chanhvp") as chief:
        address = (await hand_in(chief, content)).headers["location"]
        page = reported(await chief.get(address))
        assert "1 mục có hạn đã qua nếu thực hiện từ hôm nay." in page
        assert f"Hạn {written_day(_LATE)} đã qua." in page
        await accept_all(unplanned, chief, address)
        answer = await load(chief, address)
        assert answer.status_code == 303, answer.text
        assert "có hạn đã qua nếu" not in reported(await chief.get(address))
    facts = await unplanned.ward.ledger.tail(0, 10_000)
    (plan,) = (fact.event for fact in facts if isinstance(fact.event, PlanActivated))
    (left,) = (each for each in plan.findings if each.code.startswith("past-day."))
    assert written_day(_LATE) in left.question
