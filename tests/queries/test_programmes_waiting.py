"""Việc của tôi says what waits of the work programmes, and the report that one of them answers."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.domain.papers import Paper
from services.domain.programme.periods import programme_stream
from services.domain.task.evolving import fold
from services.queries.programmes_waiting import ProgrammeStep, programmes_waiting
from services.queries.reading import reading
from services.queries.task_programme import answering_programme, answering_stream
from tests import givens
from tests.api.directed_work import go
from tests.api.ward import WebWard
from tests.domain.programme.programme_life import chasing, opening, registering, signing
from tests.moment import today
from tests.projections.lives import act
from tests.queries.people import viewing_of

pytestmark = pytest.mark.postgres
MONTH, QUARTER = "2026-M12", "2026-Q4"
STREAM = programme_stream(MONTH)


async def waiting(web: WebWard, login: str) -> list[tuple[str, str | None, int]]:
    viewing = await viewing_of(web, login)
    async with reading(web.engine) as connection:
        listed = await programmes_waiting(connection, web.logins.ledger_id, viewing)
    return [(each.step.value, each.unit, each.chased) for each in listed]


async def opened(web: WebWard) -> None:
    await act(web, "chanhvp", lambda _: opening(MONTH, units=("KTHTDT", "VHXH")))


async def registered(web: WebWard, login: str, unit: str) -> None:
    await act(
        web,
        login,
        lambda words: registering(
            stream=STREAM,
            unit=unit,
            lead_unit=unit,
            due_on=date(2026, 12, 16),
            content=words.need("Trình phương án", label="Nội dung"),
        ),
    )


async def test_each_is_shown_what_waits_for_them_and_nobody_else(web: WebWard) -> None:
    await opened(web)
    register = (ProgrammeStep.REGISTER, "KTHTDT", 0)
    assert await waiting(web, "chuyenvien") == [register]
    for login in ("chanhvp", "phochutich", "thanhtra", "quantri"):
        assert await waiting(web, login) == [], login
    await act(web, "kiemtra", lambda _: chasing(stream=STREAM))
    assert await waiting(web, "phoihop") == [(ProgrammeStep.REGISTER, "VHXH", 1)]
    await registered(web, "chuyenvien", "KTHTDT")
    assert await waiting(web, "chuyenvien") == []
    go(web, today() + timedelta(days=2))
    assert await waiting(web, "phoihop") == [], "it is over"
    assert await waiting(web, "kiemtra") == [(ProgrammeStep.COMPOSE, None, 0)]
    assert await waiting(web, "phochutich") == [(ProgrammeStep.SIGN, None, 0)]
    async with web.browser("phochutich") as leader:
        assert "Ký chương trình công tác tháng 12/2026" in (await leader.get("/viec")).text


async def test_the_plans_own_task_is_answered_by_the_signed_programme(web: WebWard) -> None:
    stream, policy = web.task("54-02"), givens.policy()
    asks = replace(policy, programmes=replace(policy.programmes, answers="54-02"))
    task = fold((await web.ward.ledger.read([stream])).of(stream))
    assert task is not None
    assert task.period == QUARTER
    assert answering_stream(task, policy) == (), "another item asks for programmes"
    programme = programme_stream(QUARTER)
    assert answering_stream(task, asks) == (programme,)
    await act(web, "chanhvp", lambda _: opening(QUARTER, units=("KTHTDT",)))
    await act(
        web,
        "chuyenvien",
        lambda words: registering(
            stream=programme,
            due_on=date(2026, 12, 16),
            content=words.need("Trình phương án", label="Nội dung"),
        ),
    )
    around = await web.ward.ledger.read([programme])
    assert answering_programme(task, around, asks) is None, "nobody has signed"
    paper = Paper(number="12/CTr-UBND", dated_on=today())
    await act(web, "phochutich", lambda _: signing(stream=programme, paper=paper))
    answer = answering_programme(task, await web.ward.ledger.read([programme]), asks)
    assert answer is not None
    assert (answer.code, answer.paper, answer.rows) == (QUARTER, paper, 1)
