"""Programmes in force over JSON: signed, changed by decisions, closed with their results."""

from typing import Any

import pytest
from httpx2 import AsyncClient

from tests.api.directed_work import finished, go
from tests.api.programme_calls import (
    CURRENT,
    MONTH,
    PAPER,
    REASON,
    act,
    day_of_week,
    done,
    done_once,
    opened,
    row,
    terms,
    whole_of,
)
from tests.api.programs import problem, program
from tests.api.ward import PEOPLE, WebWard

pytestmark = pytest.mark.postgres
DECIDED: dict[str, Any] = {"reason": REASON, "paper": PAPER}


async def test_a_programme_is_signed_when_nothing_stands_against_it(web: WebWard) -> None:
    async with (
        program(web, "kiemtra") as clerk,
        program(web, "phochutich") as leader,
        program(web, "chuyenvien") as specialist,
    ):
        await opened(clerk)
        await done(specialist, "rows", **row(due_on=day_of_week(6)))
        problem(await act(clerk, "signature", paper=PAPER), 403, "not-signing")
        problem(await act(leader, "signature"), 409, "programme-paper-missing")
        half = await act(leader, "signature", paper={"number": "", "dated_on": ""})
        assert half.status_code in {409, 422}
        problem(await act(leader, "signature", paper=PAPER), 409, "registration-running")
        await done(clerk, "rows", **row(unit="VHXH", lead_unit="VHXH", content="Lễ ra quân"))
        problem(await act(leader, "signature", paper=PAPER), 409, "programme-findings-open")
        await done(clerk, "findings", finding="rest-day:1", reason=REASON)
        stale = await act(leader, "signature", paper=PAPER, seen=1)
        problem(stale, 409, "programme-moved-on")
        assert "sign" in (await whole_of(leader))["may"]
        size = await web.size()
        answer = await done_once(leader, "signature", paper=PAPER)
        # The signature, a source with its two tasks: as many facts as the answer names.
        assert await web.size() - size == answer["last_position"] - answer["first_position"] + 1
        whole = await whole_of(specialist)
        signature = whole["signature"]
        assert PAPER.items() <= signature.items()
        assert (signature["name"], signature["rows"]) == (PEOPLE["phochutich"][0], [1, 2])
        assert (whole["findings"], whole["directive"] is not None) == ([], True)
        planned = [(each["planned_on"], each["task"] is not None) for each in whole["rows"]]
        assert planned == [(day_of_week(6), True), (day_of_week(2), False)]  # of the own unit
        (line,) = (await clerk.get("/programmes")).json()["programmes"]
        assert line["signed"]
        source = (await clerk.get(f"/directives/{whole['directive']}")).json()
        assert (source["source"], len(source["tasks"])) == ("programme", 2)
        problem(await act(specialist, "rows", **row()), 409, "programme-signed")
        problem(await act(leader, "signature", paper=PAPER), 409, "programme-signed")


async def _signed(
    clerk: AsyncClient, leader: AsyncClient, code: str, due_on: str
) -> dict[str, Any]:
    """A programme with three rows of one unit, in force."""
    await opened(clerk, code, "KTHTDT")
    for content in ("Một", "Hai", "Ba"):
        await done(clerk, "rows", code, **row(content=content, due_on=due_on))
    for finding in (await whole_of(clerk, code))["findings"]:
        sent = {"finding": finding["key"], "reason": REASON}
        await done(clerk, "findings", code, **sent)
    await done(leader, "signature", code, paper=PAPER)
    return await whole_of(clerk, code)


async def test_a_row_is_added_and_moved_by_a_decision_and_its_task_with_it(web: WebWard) -> None:
    code, day, later = MONTH.code, day_of_week(2), day_of_week(3)
    async with program(web, "kiemtra") as clerk, program(web, "phochutich") as leader:
        early = await act(leader, "moves", code, row=1, due_on=day, reason=REASON)
        problem(early, 404, "no-programme")
        whole = await _signed(clerk, leader, code, day)
        added = terms(content="Bốn", due_on=day)
        problem(await act(leader, "additions", code, **added), 409, "reason-missing")
        problem(await act(clerk, "additions", code, **added, **DECIDED), 403, "not-signing")
        await done_once(leader, "additions", code, **added, **DECIDED)
        row_4 = (await whole_of(clerk, code))["rows"][3]
        assert (row_4["added"], row_4["planned_on"]) == (True, day)
        assert row_4["task"] == f"task-{whole['directive']}.4"

        problem(await act(leader, "moves", code, row=1, **DECIDED), 409, "row-due-missing")
        same = await act(leader, "moves", code, row=1, due_on=day, **DECIDED)
        problem(same, 409, "programme-same-day")
        moved = {"row": 1, "due_on": later, **DECIDED}
        stale = await act(leader, "moves", code, **moved, seen=row_4["seen"])
        problem(stale, 409, "programme-row-moved-on")
        problem(await act(clerk, "moves", code, **moved), 403, "not-signing")
        await done_once(leader, "moves", code, **moved)
        row_1 = (await whole_of(clerk, code))["rows"][0]
        assert (row_1["due_on"], row_1["planned_on"]) == (later, day)
        assert (row_1["moved"], row_1["reason"]) == (1, REASON)
        task = (await clerk.get(f"/tasks/{row_1['task']}")).json()["task"]
        assert task["due_on"] == later


async def test_what_is_not_finished_is_dropped_or_carried_and_the_result_recorded(
    web: WebWard,
) -> None:
    code, last = CURRENT.code, CURRENT.last_on.isoformat()
    async with program(web, "kiemtra") as clerk, program(web, "phochutich") as leader:
        whole = await _signed(clerk, leader, code, last)
        unknown = await act(leader, "drops", code, row=9, **DECIDED)
        problem(unknown, 409, "programme-row-unknown")
        await done_once(leader, "drops", code, row=2, **DECIDED)
        problem(await act(leader, "drops", code, row=2, **DECIDED), 409, "programme-row-gone")

        carried = {"row": 3, "due_on": day_of_week(2), **DECIDED}
        missing = await act(leader, "carries", code, **carried)
        problem(missing, 409, "programme-next-missing")
        await opened(clerk, MONTH.code)
        outside = await act(leader, "carries", code, **{**carried, "due_on": last})
        problem(outside, 409, "due-outside")
        await done_once(leader, "carries", code, **carried)
        (taken,) = (await whole_of(clerk))["rows"]
        assert (taken["from_period"], taken["from_row"]) == (code, 3)
        assert (taken["due_on"], taken["planned_on"]) == (day_of_week(2), None)
        assert taken["task"] == f"task-{whole['directive']}.3"

        problem(await act(leader, "result", code), 409, "programme-period-running")
        go(web, MONTH.first_on)
        problem(await act(leader, "result", code), 409, "programme-rows-open")
        await finished(web, whole["rows"][0]["task"])
        problem(await act(clerk, "result", code), 403, "not-signing")
        await done_once(leader, "result", code)
        whole = await whole_of(clerk, code)
        assert whole["closed_by"] == PEOPLE["phochutich"][0]
        assert {each["number"]: each["result"] for each in (*whole["rows"], *whole["gone"])} == {
            1: "late",
            2: "dropped",
            3: "carried",
        }
        assert whole["gone"][1]["carried_to"] == MONTH.code
        compared = (await clerk.get(f"/programmes/{code}/comparison")).json()
        counts = {name: number for name, number in compared["whole"]["counts"].items() if number}
        assert counts == {"planned": 3, "late": 1, "dropped": 1, "carried": 1}
        assert compared["by_unit"] == [{**compared["whole"], "unit": "KTHTDT"}]
        behind = {each["row"]["number"]: each["counts"] for each in compared["rows"]}
        assert behind == {
            1: ["late", "planned"],
            2: ["dropped", "planned"],
            3: ["carried", "planned"],
        }
        assert whole["may"] == []
        problem(await act(leader, "result", code), 409, "programme-closed")
        problem(await act(leader, "carries", code, **carried), 409, "programme-closed")
