"""Who goes on probing after the day's limit of kept refusals is counted, and the log says so."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import NoReturn
from uuid import UUID

import psycopg
import pytest

from infra.stores.further_refusals import PostgresFurtherRefusals
from services.commands.requests import CommandRequest, Sender
from services.domain.errors import NotAllowed
from services.domain.instants import day_of
from tests import givens
from tests.api.pages_said import said
from tests.api.programs import program
from tests.api.ward import WebWard
from tests.ledger.databases import plain

pytestmark = pytest.mark.postgres
BEYOND = 7


async def probing(web: WebWard, login: str, times: int) -> None:
    """Somebody whom a rule refuses, again and again."""
    sender = Sender(person_id=await web.person_id(login), session_id=givens.person("session"))

    def refused(_: object) -> NoReturn:
        raise NotAllowed("not-lead-unit", "Chỉ đơn vị chủ trì mới gửi được báo cáo.")

    for number in range(times):
        sent = {"number": number}
        request = CommandRequest(
            sender=sender,
            command_id=UUID(int=number, version=4),
            name="ApproveSubmission",
            sent=sent,
        )
        with pytest.raises(NotAllowed):
            await web.ward.people.run(request, ["task-CT10.VHXH.report.2026"], refused)


async def test_what_lies_beyond_the_limit_is_counted_and_said_in_the_log(web: WebWard) -> None:
    limit = givens.policy().attempts_per_day
    await probing(web, "chuyenvien", limit + 1 + BEYOND)
    line = f"đã đủ {limit} yêu cầu. Sau đó còn {BEYOND} lần, lần cuối lúc"
    async with web.browser("thanhtra") as inspector:
        assert line in said(await inspector.get("/nhat-ky?loai=attempts-suppressed"))
    async with program(web, "thanhtra") as caller:
        (result,) = (await caller.get("/log?event=attempts-suppressed")).json()["lines"]
        assert line in result["said"]


async def test_many_at_once_are_each_counted_and_no_count_can_be_made_smaller(
    web: WebWard,
) -> None:
    counting = PostgresFurtherRefusals(web.engine)
    who, at = await web.person_id("chuyenvien"), datetime(2026, 11, 23, 9, tzinfo=UTC)
    day = day_of(at)
    await asyncio.gather(*(counting.count(who, day, at + timedelta(seconds=n)) for n in range(20)))
    with psycopg.connect(plain(web.logins.app), autocommit=True) as own:
        ((taken, last),) = own.execute("SELECT taken, last_at FROM further_refusals").fetchall()
        assert (taken, last) == (20, at + timedelta(seconds=19))
        for wrong in (0, 20, 22):
            with pytest.raises(psycopg.errors.CheckViolation):
                own.execute("UPDATE further_refusals SET taken = %s", [wrong])
        for other in ("DELETE FROM further_refusals", "UPDATE further_refusals SET day = day"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                own.execute(other)
