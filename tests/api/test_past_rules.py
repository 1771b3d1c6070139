"""A past day is told by the rules that were in force on it, and read by the rights of today."""

from dataclasses import replace
from datetime import UTC, date, timedelta
from typing import Any

import pytest

from services.domain.directory.tokens import Scope
from services.domain.instants import end_of, written_day
from services.domain.policy import Policy
from services.domain.roles import Office
from services.domain.task.events import Ground
from tests import givens
from tests.api.programs import program
from tests.api.test_past_days import as_of, later, said
from tests.api.test_past_days_api import as_of as called_as_of
from tests.api.ward import WebWard
from tests.moment import today
from tests.projections.lives import act, approval, report, returned

pytestmark = pytest.mark.postgres
FIRST, SECOND = "Quy tắc của phường, bản 1", "Quy tắc của phường, bản 2"


async def adopt(web: WebWard, on: date, **changed: Any) -> Policy:
    """Other rules from a day on."""
    policy = replace(givens.policy(), effective_on=on, **changed)
    assert await web.ward.opening.adopt_policy(policy, "other rules")
    return policy


async def waiting(web: WebWard) -> str:
    """A task whose next step is asked of the rules."""
    duty = web.task("51-08")
    await act(web, "chuyenvien", report(duty, 0))
    await act(web, "truongphong", approval(duty, 1))
    return duty


async def test_why_names_the_rules_of_the_day(web: WebWard) -> None:
    duty = await waiting(web)
    later(web, 3)
    await adopt(web, today() + timedelta(days=3), text_at_most=15_000)
    later(web, 5)
    async with web.browser("truongphong") as head:
        now = (await head.get(f"/viec/{duty}")).text
        then = (await as_of(web, head, f"/viec/{duty}", today() + timedelta(days=2))).text
        assert SECOND in now
        assert FIRST not in now
        assert FIRST in then
        assert SECOND not in then
        # From the day of effect on it is the other one.
        after = (await as_of(web, head, f"/viec/{duty}", today() + timedelta(days=3))).text
        assert SECOND in after


async def test_rules_that_were_stated_later_for_an_earlier_day_were_not_known_then(
    web: WebWard,
) -> None:
    duty = await waiting(web)
    later(web, 3)
    await adopt(web, today(), text_at_most=15_000)
    later(web, 5)
    async with web.browser("truongphong") as head:
        assert SECOND in (await head.get(f"/viec/{duty}")).text
        for number, version in ((0, FIRST), (2, FIRST), (3, SECOND)):
            day = today() + timedelta(days=number)
            assert version in (await as_of(web, head, f"/viec/{duty}", day)).text, day


async def test_the_board_counts_by_the_limits_and_chains_of_the_day(web: WebWard) -> None:
    duty = await waiting(web)
    changing = {"/board", "/board/tasks", f"/tasks/{duty}"}
    paths = (*sorted(changing), "/my-work")
    seen_on = today() + timedelta(days=5)
    web.clock.at = end_of(seen_on).astimezone(UTC) - timedelta(seconds=1)
    async with program(web, "phochutich", Scope.READ) as leader:
        before = {path: (await leader.get(path)).json() for path in paths}
        async with web.browser("phochutich") as browser:
            board = said(await browser.get("/don-doc"))
        later(web, 7)
        rules = givens.policy()
        await adopt(
            web,
            today() + timedelta(days=7),
            chasing=replace(rules.chasing, silent_working_days=1, near_days=90),
            chains=tuple(
                replace(chain, rungs=(*chain.rungs, chain.rungs[-1])) for chain in rules.chains
            ),
        )
        for path in paths:
            then = await called_as_of(web, leader, path, seen_on)
            known = {**before[path], "as_of": then["as_of"], "position": then["position"]}
            if path == f"/tasks/{duty}":
                known["may"] = []
            if path == "/board":
                known["may_chase"] = False
            assert then == known, path
            assert path not in changing or (await leader.get(path)).json() != before[path]
        async with web.browser("phochutich") as browser:
            assert said(await as_of(web, browser, "/don-doc", seen_on)) == board


async def test_what_may_be_read_is_decided_by_the_rules_of_today(web: WebWard) -> None:
    """Who chased restricted work by former rules and does so no more sees it on no day."""
    secret = web.task("58-01")
    asked = {"tai-ngay": written_day(today())}
    later(web, 3)
    async with web.browser("kiemtra") as officer:
        await as_of(web, officer, "/viec", today())
        assert (await officer.get(f"/viec/{secret}", params=asked)).status_code == 200
        rules = givens.policy()
        await adopt(
            web,
            today(),
            authorities=replace(rules.authorities, chase=(Office.CHIEF_OF_OFFICE,)),
            chains=tuple(
                replace(
                    chain,
                    rungs=tuple(replace(rung, formal_return_offices=()) for rung in chain.rungs),
                )
                for chain in rules.chains
            ),
        )
        assert (await officer.get(f"/viec/{secret}")).status_code == 404
        assert (await officer.get(f"/viec/{secret}", params=asked)).status_code == 404
        assert secret not in (await as_of(web, officer, "/tong-quan/viec", today())).text


async def test_the_reason_of_a_return_is_the_one_that_was_given_by_then(web: WebWard) -> None:
    duty = await waiting(web)
    await act(web, "kiemtra", returned(duty, 1, Ground.FORMAL_GAP))
    later(web, 2)
    await act(web, "chuyenvien", report(duty, 1))
    await act(web, "truongphong", approval(duty, 2))
    await act(web, "kiemtra", returned(duty, 2, Ground.FORMAL_GAP, days=9, reason="Thiếu số liệu"))
    later(web, 4)
    async with web.browser("chuyenvien") as officer:
        assert "Thiếu số liệu" in (await officer.get("/viec")).text
        then = (await as_of(web, officer, "/viec", today())).text
        assert "Cần bổ sung" in then
        assert "Thiếu số liệu" not in then
