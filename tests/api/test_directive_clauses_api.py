"""The clauses of a directive over JSON: laid out, decided one by one, given as work."""

from datetime import timedelta
from typing import Any

import pytest

from services.domain.directive.events import directive_stream
from tests.api.directive_calls import (
    CLAUSES,
    FRIDAY,
    SATURDAY,
    WORDS,
    act,
    asked,
    cuts_of,
    done,
    laid,
    register,
    whole_of,
)
from tests.api.programs import key, problem, program
from tests.api.ward import PEOPLE, WebWard
from tests.moment import today

pytestmark = pytest.mark.postgres


async def test_a_clause_gives_each_lead_unit_a_task_that_it_sees_in_its_lists(
    web: WebWard,
) -> None:
    async with program(web, "kiemtra") as clerk:
        code = await laid(clerk)
        versions = await done(clerk, code, "tasks", **(await asked(web)))
        streams = {f"task-{code}.1", f"task-{code}.2"}
        assert versions.keys() == {directive_stream(code), *streams}
        whole = await whole_of(clerk, code)
        clause = whole["clauses"][1]
        assert (clause["outcome"], clause["tasks"]) == ("task", [1, 2])
        assert clause["decided_by"] == PEOPLE["kiemtra"][0]
        given = {each["number"]: each for each in whole["tasks"]}
        assert {each["task"]["lead_unit"] for each in given.values()} == {"VHXH", "KTHTDT"}
        assert {each["clause"] for each in given.values()} == {"k2"}
        line = given[1]["task"]
        assert (line["due_on"], line["group"]) == (FRIDAY.isoformat(), "assigned_dated")
        assert (line["directive"], line["part"]) == (code, "watch")
    for login, stream in (("phoihop", f"task-{code}.1"), ("chuyenvien", f"task-{code}.2")):
        async with program(web, login) as specialist:
            own = (await specialist.get("/tasks", params={"limit": 200})).json()["tasks"]
            assert [each["stream"] for each in own if each["directive"]] == [stream]
            mine = (await specialist.get("/my-work")).json()["groups"]
            waiting = {each["stream"] for group in mine for each in group["tasks"]}
            assert waiting & streams == {stream}
            answer = await specialist.post(f"/tasks/{stream}/acknowledge", json={}, headers=key())
            assert answer.status_code == 200, answer.text


async def test_work_without_a_due_day_is_said_to_be_without_one(web: WebWard) -> None:
    async with program(web, "kiemtra") as clerk:
        code = await laid(clerk)
        none = await asked(web, due_on=None)
        problem(await act(clerk, code, "tasks", **none), 409, "due-missing")
        both = await asked(web, without_due=True)
        problem(await act(clerk, code, "tasks", **both), 409, "due-twice")
        await done(clerk, code, "tasks", **{**none, "without_due": True})
        tasks = [each["task"] for each in (await whole_of(clerk, code))["tasks"]]
        assert [each["due_on"] for each in tasks] == [None, None]
        assert {each["group"] for each in tasks} == {"assigned_undated"}


async def test_a_rest_day_and_a_day_after_the_upper_body_s_are_said_first(web: WebWard) -> None:
    async with program(web, "kiemtra") as clerk:
        code = await laid(clerk, superior_due_on=FRIDAY.isoformat())
        for due_on, refused in (
            (today() - timedelta(days=1), "due-past"),
            (SATURDAY - timedelta(days=7), "due-rest-day"),
            (SATURDAY, "due-after-superior"),
            (FRIDAY + timedelta(days=3), "due-after-superior"),
        ):
            sent = await asked(web, due_on=due_on.isoformat())
            said = problem(await act(clerk, code, "tasks", **sent), 409, refused)
            assert [each["field"] for each in said["errors"]] == ["due_on"]
        assert (await whole_of(clerk, code))["tasks"] == []
        kept = await asked(web, due_on=SATURDAY.isoformat(), despite=True)
        await done(clerk, code, "tasks", **kept)
        tasks = [each["task"] for each in (await whole_of(clerk, code))["tasks"]]
        assert {each["due_on"] for each in tasks} == {SATURDAY.isoformat()}


async def test_a_directive_is_closed_at_zero_undecided_clauses_alone(web: WebWard) -> None:
    nothing = {"outcome": "nothing", "reason": "Để biết."}
    async with program(web, "kiemtra") as clerk:
        code = await laid(clerk)
        assert (await whole_of(clerk, code))["undecided"] == 3
        problem(await act(clerk, code, "closing"), 409, "clauses-undecided")
        await done(clerk, code, "tasks", **(await asked(web)))
        await done(clerk, code, "decisions", clauses=["k1"], **nothing)
        problem(await act(clerk, code, "closing"), 409, "clauses-undecided")
        existing = {"outcome": "existing", "existing": ["51-08"]}
        await done(clerk, code, "decisions", clauses=["k3"], **existing)
        whole = await whole_of(clerk, code)
        assert whole["undecided"] == 0
        assert whole["clauses"][2]["existing"] == ["assignment-51-08"]
        assert "close" in whole["may"]
        await done(clerk, code, "closing")
        whole = await whole_of(clerk, code)
        assert whole["closed_at"] is not None
        assert whole["may"] == ["reopen"]
        assert (await clerk.get("/directives?open=true")).json()["total"] == 0
        problem(await act(clerk, code, "tasks", **(await asked(web))), 409, "directive-closed")
        await done(clerk, code, "reopening", reason="Thành phố gửi bản thay thế.")


async def test_a_new_text_is_laid_beside_the_one_before(web: WebWard) -> None:
    async with program(web, "kiemtra") as clerk:
        code = await laid(clerk)
        await done(clerk, code, "tasks", **(await asked(web)))
        decided = {"clauses": ["k1", "k3"], "outcome": "nothing", "reason": "Để biết."}
        await done(clerk, code, "decisions", **decided)
        newer = (CLAUSES[0], "1. Giao các phòng rà soát lại hộ nghèo.\n", CLAUSES[2])
        sent = {"text": "".join(newer), "cuts": cuts_of(*newer)}
        problem(await act(clerk, code, "clauses", **sent, text_version=0), 409, "text-moved")
        await done(clerk, code, "clauses", **sent, text_version=1)
        whole = await whole_of(clerk, code)
        assert [each["words"] for each in whole["clauses"]] == list(newer)
        assert [each["id"] for each in whole["clauses"]] == ["k1", "k2", "k3"]
        assert [each["outcome"] for each in whole["clauses"]] == ["nothing", None, "nothing"]
        assert whole["clauses"][1]["tasks"] == [1, 2]
        assert (whole["text_version"], whole["undecided"]) == (2, 1)


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (CLAUSES[:2], "clauses-uncovered"),
        ((WORDS[:17], WORDS[17:]), "clause-cut-in-word"),
    ],
)
async def test_a_text_is_laid_out_whole_and_between_words(
    web: WebWard, parts: tuple[str, ...], code: str
) -> None:
    cuts = [{**each, "mark": ""} for each in cuts_of(*parts)]
    async with program(web, "kiemtra") as clerk:
        directive = await register(clerk)
        refused = await act(clerk, directive, "clauses", text=WORDS, cuts=cuts)
        errors = problem(refused, 409, code)["errors"]
        assert [each["field"] for each in errors] == ["cuts"]


async def test_a_text_of_three_hundred_pages_is_laid_out(web: WebWard) -> None:
    paragraphs = tuple(
        f"{number}. {'Giao các phòng rà soát. ' * 35}\n" for number in range(1, 1001)
    )
    whole = (*paragraphs[:-1], paragraphs[-1].rstrip())
    async with program(web, "kiemtra") as clerk:
        code = await register(clerk)
        await done(clerk, code, "clauses", text="".join(whole), cuts=cuts_of(*whole))
        assert (await whole_of(clerk, code))["undecided"] == 1000


async def test_a_recurring_order_is_read_with_its_rhythm_and_stopped(web: WebWard) -> None:
    rhythm = {"rhythm": "weekly", "rhythm_day": 5, "from_on": today().isoformat()}
    async with program(web, "kiemtra") as clerk:
        code = await laid(clerk)
        sent = await asked(web, **rhythm, until_on=(today() + timedelta(days=30)).isoformat())
        await done(clerk, code, "recurring-orders", **_without_day(sent))
        (order,) = (await whole_of(clerk, code))["orders"]
        assert rhythm.items() <= order.items()
        assert (order["running"], order["done"], order["clause"]) == (True, [], "k2")
        assert order["title"] == sent["title"]
        assert order["ordered_by"]["name"] == PEOPLE["phochutich"][0]
        reason = "Đã kết thúc đợt cao điểm."
        await done(clerk, code, "recurring-orders/stop", order=1, reason=reason)
        (order,) = (await whole_of(clerk, code))["orders"]
        assert (order["running"], order["stopped_at"] is None) == (False, False)


def _without_day(sent: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in sent.items() if name != "due_on"}
