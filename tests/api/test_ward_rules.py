"""What the ward decides moves the pages as it moves the rules."""

from dataclasses import replace

import pytest

from api.labels import words
from services.commands.opening import OpeningCommands
from services.domain.policy import Authorities, BoardRules
from services.domain.roles import Office
from services.queries.work_views import Group
from tests import givens
from tests.api.ward import WebWard

pytestmark = pytest.mark.postgres
BOARD = BoardRules(late_steps_working_days=(3, 9), finished_shown_days=7)


async def adopt(web: WebWard) -> None:
    """Rules by which the chair alone acts, with other steps and other days."""
    rules = givens.policy()
    chair = (Office.CHAIR,)
    other = replace(
        rules,
        authorities=Authorities(
            name_lead=chair,
            set_frequency=chair,
            settle_findings=chair,
            load_plan=chair,
            chase=chair,
            assign=chair,
            register_directives=chair,
            order=chair,
        ),
        board=BOARD,
    )
    ward = web.ward
    await OpeningCommands(ward.ledger, ward.agendas).adopt_policy(other, "other rules")


async def test_other_rules_change_who_may_and_what_is_said(web: WebWard) -> None:
    async with web.browser("chanhvp") as chief:
        assert "/ke-hoach/van-ban" in (await chief.get("/ke-hoach")).text
        board = await chief.get("/don-doc")
        assert "Quá hạn 6 đến 15 ngày làm việc" in board.text
        assert (await chief.get("/ke-hoach/van-ban")).status_code == 200
        await adopt(web)
        assert 'href="/ke-hoach/van-ban"' not in (await chief.get("/ke-hoach")).text
        refused = await chief.get("/ke-hoach/van-ban")
        assert refused.status_code == 403
        assert "Chỉ Chủ tịch được đọc văn bản kế hoạch" in refused.text
        board = await chief.get("/don-doc")
        assert "Quá hạn 4 đến 9 ngày" in board.text
        assert "Quá hạn trên 9 ngày làm việc" in board.text
        assert words.groups(BOARD)[Group.DONE] == "Hoàn thành trong 7 ngày theo lịch vừa qua"
        assert "Quá hạn 4 đến 9 ngày" in (await chief.get("/tro-giup/don-doc")).text
    async with web.browser("phochutich") as leader:
        assert (await leader.get("/ke-hoach/van-ban")).status_code == 403
