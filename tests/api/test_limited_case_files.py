"""Case files of an account that was limited since: made again, never taken."""

import pytest
from httpx2 import AsyncClient

from tests.api.audited_ward import Audited, case_way, sent
from tests.api.scoped_account import scoped

pytestmark = pytest.mark.postgres


async def test_a_case_file_is_taken_only_by_an_account_as_it_was_limited_when_it_was_made(
    audited: Audited,
) -> None:
    async def made(inspector: AsyncClient) -> str:
        await sent(inspector, "/khoa-so/ho-so", "/khoa-so", unit="KTHTDT")
        assert await audited.sealing.once()
        way = await case_way(inspector)
        assert (await inspector.get(way)).status_code == 200
        return way

    async with audited.web.browser("thanhtra") as inspector:
        whole = await made(inspector)
        await scoped(audited.web, "KTHTDT")
        refused = await inspector.get(whole)
        assert refused.status_code == 404
        assert "lập khi phạm vi tài khoản của bạn còn khác" in refused.text
        await made(inspector)
