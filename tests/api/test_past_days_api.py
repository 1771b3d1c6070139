"""`as_of` over JSON: what a call answered when the day was over, and a problem where it cannot."""

from datetime import UTC, date, timedelta
from typing import Any

import pytest
from httpx2 import AsyncClient
from sqlalchemy import text

from services.domain.assignment.events import assignment_stream
from services.domain.directory.tokens import Scope
from services.domain.instants import end_of, written_day
from tests.api.programs import key, problem, program
from tests.api.ward import WebWard
from tests.moment import MOMENT, today
from tests.projections.lives import act, approval, report, sampled_of

pytestmark = pytest.mark.postgres
CALLS = (
    "/my-work",
    "/tasks",
    "/tasks/{stream}",
    "/board",
    "/board/tasks",
    "/board/today",
    "/overview",
    "/overview/tasks",
    "/plan/items",
    "/plan/items/{code}",
    "/plan/items/{code}/results",
)


async def as_of(web: WebWard, client: AsyncClient, path: str, day: date) -> Any:
    """The answer of a day, once its rows are made."""
    asked = {"as_of": day.isoformat()}
    answer = await client.get(path, params=asked)
    if answer.status_code == 503:
        assert answer.json()["code"] == "being-built"
        await web.app.state.past_days.all_built()
        answer = await client.get(path, params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def filled(web: WebWard, path: str) -> str:
    return path.format(stream=web.task("51-08"), code="51-08")


async def last_position(web: WebWard) -> int:
    statement = text("SELECT size FROM ledger_heads WHERE ledger_id = own_ledger()")
    async with web.engine.connect() as connection:
        return int((await connection.execute(statement)).scalar_one())


async def test_a_call_answers_what_it_answered_when_the_day_was_over(web: WebWard) -> None:
    duty = web.task("51-08")
    await act(web, "chuyenvien", report(duty, 0))
    paths = [filled(web, path) for path in CALLS]
    web.clock.at = end_of(today()).astimezone(UTC) - timedelta(seconds=1)
    async with program(web, "thanhtra", Scope.READ) as inspector:
        before = {path: (await inspector.get(path)).json() for path in paths}
        known = await last_position(web)
        web.clock.at = MOMENT + timedelta(days=5)
        await act(web, "truongphong", approval(duty, 1))
        changed = set()
        for path in paths:
            now = (await inspector.get(path)).json()
            assert (now["as_of"], now["position"]) == (None, None), path
            then = await as_of(web, inspector, path, today())
            assert (then["as_of"], then["position"]) == (today().isoformat(), known), path
            assert then == {**before[path], "as_of": then["as_of"], "position": known}, path
            changed |= {path} if now != before[path] else set()
    assert {"/tasks", "/board", f"/tasks/{duty}"} <= changed


async def test_nothing_may_be_done_on_a_past_day_and_rights_are_those_of_today(
    web: WebWard,
) -> None:
    duty, secret = web.task("51-08"), web.task("58-01")
    await act(web, "chuyenvien", report(duty, 0))
    web.clock.at = MOMENT + timedelta(days=3)
    async with program(web, "truongphong") as head:
        assert (await head.get(f"/tasks/{duty}")).json()["may"]
        assert (await as_of(web, head, f"/tasks/{duty}", today()))["may"] == []
        assert secret not in str(await as_of(web, head, "/tasks?limit=200", today()))
        answer = await head.get(f"/tasks/{secret}", params={"as_of": str(today())})
        assert answer.status_code == 404
        problem(await head.get("/board", params={"as_of": str(today())}), 403, "not-overseeing")


async def test_an_item_that_became_restricted_is_so_on_every_day_before(web: WebWard) -> None:
    path = "/plan/items/III-07"
    web.clock.at = MOMENT + timedelta(days=3)
    async with program(web, "truongphoihop", Scope.READ) as head:
        assert (await as_of(web, head, path, today()))["item"]["code"] == "III-07"
        named = sampled_of("name-lead", {"item": assignment_stream("III-07")}, lead_unit="CAP")
        await act(web, "chanhvp", named)
        listed = (await head.get("/plan/items")).json()["items"]
        then = (await as_of(web, head, "/plan/items", today()))["items"]
        assert {each["code"] for each in then} <= {each["code"] for each in listed}
        assert all(each["restricted"] for each in then if each["code"] == "III-07")
        answer = await head.get(path, params={"as_of": str(today())})
        assert answer.status_code == 404


async def test_while_the_day_is_made_the_call_says_how_far_it_is(web: WebWard) -> None:
    web.clock.at = MOMENT + timedelta(days=3)
    asked = {"as_of": today().isoformat()}
    async with program(web, "chanhvp", Scope.READ) as chief:
        answer = await chief.get("/tasks", params=asked)
        assert answer.headers["retry-after"] == "2"
        said = problem(answer, 503, "being-built")["detail"]
        assert f"dựng lại sổ đến ngày {written_day(today())}" in said
        assert "sự kiện" in said
        await web.app.state.past_days.all_built()
        assert (await chief.get("/tasks", params=asked)).status_code == 200


async def test_a_day_that_cannot_be_read_is_named_by_its_parameter(web: WebWard) -> None:
    web.clock.at = MOMENT + timedelta(days=3)
    day_to_come = (today() + timedelta(days=4)).isoformat()
    async with program(web, "chanhvp", Scope.READ) as chief:
        for typed, code in {
            day_to_come: "day-to-come",
            (today() - timedelta(days=1)).isoformat(): "before-the-ledger",
            "2026-02-31": "request-invalid",
            "31/01/2026": "request-invalid",
            "1820-01-01": "request-invalid",
        }.items():
            answer = await chief.get("/tasks", params={"as_of": typed})
            errors = problem(answer, 422, code)["errors"]
            assert [each["field"].rpartition(".")[2] for each in errors] == ["as_of"], typed
        answer = await chief.get("/tasks", params={"as_of": str(today() + timedelta(days=3))})
        assert answer.json()["as_of"] is None, "today is no past"


async def test_every_other_call_refuses_a_day_rather_than_answer_for_today(web: WebWard) -> None:
    """Each address is one of both; the description says which."""
    paths = (await described(web))["paths"]
    dated = {
        path
        for path, calls in paths.items()
        if any(each["name"] == "as_of" for each in calls.get("get", {}).get("parameters", ()))
    }
    assert dated == set(CALLS)
    async with program(web, "chanhvp") as chief:
        for path, calls in paths.items():
            for method in calls.keys() - ({"get"} if path in dated else set()):
                answer = await chief.request(
                    method, path, params={"as_of": str(today())}, headers=key()
                )
                said = problem(answer, 422, "today-alone")
                assert [each["field"] for each in said["errors"]] == ["as_of"], path


async def described(web: WebWard) -> Any:
    async with program(web, "chanhvp", Scope.READ) as chief:
        return (await chief.get("/openapi.json")).json()
