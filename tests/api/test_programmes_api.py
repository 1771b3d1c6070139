"""Work programmes over JSON until their signature: each act once, with its refusals."""

from typing import Any

import pytest

from services.domain.directory.tokens import Scope
from services.domain.programme.periods import ProgrammeKind, period_on
from services.queries.search import folded
from tests.api.programme_calls import (
    CONTENT,
    CURRENT,
    MONTH,
    PAPER,
    REASON,
    UNITS,
    act,
    day_of_week,
    done,
    done_once,
    opened,
    row,
    terms,
    whole_of,
)
from tests.api.programs import key, problem, program
from tests.api.ward import PEOPLE, WebWard
from tests.moment import today

pytestmark = pytest.mark.postgres
SECRET = "Phương án bảo vệ mục tiêu"
QUARTER = period_on(ProgrammeKind.QUARTER, MONTH.first_on)
STRANGERS = {"quantri"}


async def test_a_programme_is_opened_once_listed_and_read(web: WebWard) -> None:
    async with program(web, "kiemtra") as clerk:
        before = (await clerk.get("/programmes")).json()
        assert before["programmes"] == []
        to_open = [each["code"] for each in before["to_open"]]
        assert {CURRENT.code, MONTH.code} <= set(to_open)
        assert {each["code"] for each in before["units"]} >= {*UNITS, "CAP", "VP"}
        problem(await clerk.get(f"/programmes/{MONTH.code}"), 404, "no-programme")
        await done_once(clerk, "opening", units=UNITS)
        await opened(clerk, CURRENT.code)
        listed = (await clerk.get("/programmes")).json()
        assert [each["code"] for each in listed["programmes"]] == [MONTH.code, CURRENT.code]
        first = listed["programmes"][0]
        assert (first["rows"], first["silent"], first["signed"]) == (0, 2, False)
        assert MONTH.code not in {each["code"] for each in listed["to_open"]}
        whole = await whole_of(clerk)
        assert (whole["kind"], whole["first_on"]) == ("month", MONTH.first_on.isoformat())
        assert (whole["units"], whole["silent_units"], whole["rows"]) == (UNITS, UNITS, [])
        assert (whole["signature"], whole["findings"], whole["parts"]) == (None, [], {})
        assert whole["may"] == ["register_row", "chase"]
        assert [each["event"] for each in whole["trail"]] == ["programme-opened"]
    assert await web.states(MONTH.stream) == ["programme-opened"]


async def test_what_cannot_be_opened_says_why(web: WebWard) -> None:
    async with program(web, "kiemtra") as clerk:
        problem(await act(clerk, "opening", units=[]), 409, "programme-units-missing")
        unknown = await act(clerk, "opening", units=["XYZ"])
        problem(unknown, 409, "programme-units-unknown")
        past = await act(clerk, "opening", CURRENT.preceding.code, units=UNITS)
        problem(past, 409, "programme-period-over")
        wrong = await act(clerk, "opening", "2027-Q5", units=UNITS)
        problem(wrong, 409, "programme-period-unknown")
        problem(await act(clerk, "rows", **row()), 404, "no-programme")
        await opened(clerk)
        problem(await act(clerk, "opening", units=UNITS), 409, "programme-known")
    async with program(web, "chuyenvien") as specialist:
        refused = await act(specialist, "opening", CURRENT.code, units=UNITS)
        problem(refused, 403, "not-composing")


async def test_a_unit_registers_its_rows_and_the_same_words_are_twins(web: WebWard) -> None:
    async with (
        program(web, "kiemtra") as clerk,
        program(web, "chuyenvien") as specialist,
        program(web, "phoihop") as other,
    ):
        await opened(clerk)
        leader = str(await web.person_id("phochutich"))
        sent = row(supporting_units=["VP"], leader=leader, sits_at="08:30", note="Sau rà soát.")
        await done_once(specialist, "rows", **sent)
        same = row(unit="VHXH", lead_unit="VHXH", content=folded(CONTENT).upper())
        await done(other, "rows", **same)
        first, second = (await whole_of(specialist))["rows"]
        assert sent.items() <= first.items()
        assert (first["number"], first["place"], first["own"]) == (1, 1, True)
        assert (first["leader_name"], first["state"]) == (PEOPLE["phochutich"][0], "kept")
        assert (second["twins"], second["own"]) == ([1], False)
        (finding,) = (await whole_of(clerk))["findings"]
        assert (finding["kind"], finding["rows"], finding["settled"]) == (
            "same-product",
            [1, 2],
            False,
        )
        for changed, status, code in (
            ({"unit": "VHXH"}, 403, "not-registering-rows"),
            ({"due_on": today().isoformat()}, 409, "due-outside"),
            ({"content": None}, 409, "content-missing"),
            ({"lead_unit": "XYZ"}, 409, "unit-unknown"),
            ({"supporting_units": ["KTHTDT"]}, 409, "lead-supports"),
            ({"presented_to": "chef"}, 422, "field-presented_to"),
            ({"sits_at": "25:00"}, 409, "hour-wrong"),
            ({"source": "khong-co"}, 409, "row-source-unknown"),
            ({"due_on": "18/12/2026"}, 422, "field-day"),
        ):
            problem(await act(specialist, "rows", **row(**changed)), status, code)
        (line,) = (await clerk.get("/programmes")).json()["programmes"]
        assert (line["rows"], line["silent"]) == (2, 0)
    events = ["programme-opened", "programme-row-registered", "programme-row-registered"]
    assert await web.states(MONTH.stream) == events


async def test_work_that_is_there_is_a_row_without_words_of_its_own(web: WebWard) -> None:
    task = web.task("51-08")
    async with program(web, "kiemtra") as clerk, program(web, "chuyenvien") as specialist:
        await opened(clerk)
        sent = row(content=None, source=task.removeprefix("task-"))
        await done(specialist, "rows", **sent)
        (line,) = (await whole_of(clerk))["rows"]
        assert (line["source"], line["task"]) == (task, task)
        assert line["content"] == line["source_title"] == "Tổ chức gặp mặt doanh nghiệp"
        assert line["status"] == "running_in_time"
        problem(await act(specialist, "rows", **sent), 409, "row-source-twice")
        # What was read is what is sent back.
        same = terms(row=1, content=None, source=line["source"], product="Báo cáo")
        await done(specialist, "amendments", **same)
        (line,) = (await whole_of(clerk))["rows"]
        assert (line["source"], line["product"]) == (task, "Báo cáo")


async def test_a_row_is_amended_withdrawn_and_struck_as_it_was_last_seen(web: WebWard) -> None:
    async with program(web, "kiemtra") as clerk, program(web, "chuyenvien") as specialist:
        await opened(clerk)
        for content in ("Một", "Hai", "Ba"):
            await done(specialist, "rows", **row(content=content))
        seen = (await whole_of(specialist))["rows"][0]["seen"]
        amended = terms(row=1, content="Một, sửa", seen=seen)
        await done_once(specialist, "amendments", **amended)
        stale = await act(specialist, "amendments", **{**amended, "content": "Khác"})
        problem(stale, 409, "programme-row-moved-on")
        missing = await act(clerk, "amendments", **terms(row=1))
        problem(missing, 409, "reason-missing")
        await done(clerk, "amendments", **terms(row=1, content="Của Văn phòng", reason=REASON))
        unknown = await act(specialist, "amendments", **terms(row=9))
        problem(unknown, 403, "not-registering-rows")
        problem(await act(clerk, "withdrawals", row=2), 403, "not-registering-rows")
        await done_once(specialist, "withdrawals", row=2)
        problem(await act(specialist, "withdrawals", row=2), 409, "programme-row-gone")
        problem(await act(clerk, "strikes", row=3), 409, "reason-missing")
        problem(await act(specialist, "strikes", row=3, reason=REASON), 403, "not-composing")
        await done_once(clerk, "strikes", row=3, reason=REASON)
        whole = await whole_of(specialist)
        assert [each["content"] for each in whole["rows"]] == ["Của Văn phòng"]
        gone = [(each["number"], each["state"], each["reason"]) for each in whole["gone"]]
        assert gone == [(2, "withdrawn", None), (3, "struck", REASON)]
        assert {each["place"] for each in whole["gone"]} == {None}


async def test_silent_units_are_chased_while_there_are_any(web: WebWard) -> None:
    async with program(web, "kiemtra") as clerk, program(web, "chuyenvien") as specialist:
        await opened(clerk, MONTH.code, "KTHTDT")
        await done_once(clerk, "chases", note="Đề nghị gửi trước 16 giờ.")
        whole = await whole_of(clerk)
        assert (whole["chased"], whole["silent_units"]) == ({"KTHTDT": 1}, ["KTHTDT"])
        await done(specialist, "rows", **row())
        problem(await act(clerk, "chases"), 409, "nobody-silent")
        problem(await act(specialist, "chases"), 403, "not-composing")


async def test_rows_are_merged_ordered_and_what_collides_is_decided(web: WebWard) -> None:
    async with (
        program(web, "kiemtra") as clerk,
        program(web, "chuyenvien") as specialist,
        program(web, "phoihop") as other,
    ):
        await opened(clerk)
        sunday = day_of_week(6)
        await done(specialist, "rows", **row())
        await done(other, "rows", **row(unit="VHXH", lead_unit="VHXH"))
        await done(other, "rows", **row(unit="VHXH", lead_unit="VHXH", content="Lễ ra quân"))
        await done(specialist, "rows", **row(content="Họp dân", due_on=sunday))
        wrong: tuple[tuple[dict[str, Any], str], ...] = (
            ({"into": 1}, "programme-rows-missing"),
            ({"into": 1, "rows": ["9"]}, "programme-row-unknown"),
            ({"into": 1, "rows": ["2"]}, "reason-missing"),
            ({"into": 1, "rows": ["2"], "seen": 1, "reason": REASON}, "programme-moved-on"),
        )
        for sent, code in wrong:
            problem(await act(clerk, "mergers", **sent), 409, code)
        bad = await act(clerk, "mergers", into=1, rows=["hai rưỡi"], reason=REASON)
        problem(bad, 422, "field-code")
        await done_once(clerk, "mergers", into=1, rows=["2"], reason=REASON)
        whole = await whole_of(clerk)
        assert whole["rows"][0]["supporting_units"] == ["VHXH"]
        assert (whole["gone"][0]["state"], whole["gone"][0]["merged_into"]) == ("merged", 1)
        problem(await act(clerk, "order", rows=["4", "1"]), 409, "programme-moved-on")
        version = whole["version"]
        await done_once(clerk, "order", rows=["4", "1", "3"], seen=version)
        whole = await whole_of(clerk)
        assert [(each["place"], each["number"]) for each in whole["rows"]] == [
            (1, 4),
            (2, 1),
            (3, 3),
        ]
        (finding,) = whole["findings"]
        assert (finding["key"], finding["settled"]) == ("rest-day:4", False)
        unknown = await act(clerk, "findings", finding="rest-day:9", reason=REASON)
        problem(unknown, 409, "programme-finding-unknown")
        problem(await act(clerk, "findings", finding=finding["key"]), 409, "reason-missing")
        refused = await act(specialist, "findings", finding=finding["key"], reason=REASON)
        problem(refused, 403, "not-composing")
        await done_once(clerk, "findings", finding=finding["key"], reason=REASON)
        (finding,) = (await whole_of(clerk))["findings"]
        assert (finding["settled"], finding["reason"]) == (True, REASON)


async def test_the_words_of_a_restricted_unit_are_for_those_who_may_act_on_them(
    web: WebWard,
) -> None:
    async with program(web, "kiemtra") as clerk, program(web, "conganvien") as officer:
        await opened(clerk, MONTH.code, "CAP")
        await opened(clerk, QUARTER.code, "CAP")
        secret = row(unit="CAP", lead_unit="CAP", content=SECRET, note=f"{SECRET} 2")
        await done(officer, "rows", **secret)
        await done(clerk, "strikes", row=1, reason=f"{SECRET} 3")
        await done(officer, "rows", **secret)
    await _shown_to_who_may_act(web)
    async with program(web, "phochutich") as leader:
        await done(leader, "signature", paper=PAPER)
    await _shown_to_who_may_act(web)


async def _shown_to_who_may_act(web: WebWard) -> None:
    """The row's words, of its own programme and of that of which it is a part."""
    for login in ("chuyenvien", "phoihop", "thanhtra", "kiemtra", "conganvien"):
        knows = login in {"kiemtra", "conganvien"}
        async with program(web, login, Scope.READ) as client:
            whole, composed = await whole_of(client), await whole_of(client, QUARTER.code)
            (line,), (part,) = whole["rows"], composed["parts"][MONTH.code]
            assert (line["lead_unit"], line["number"], line) == ("CAP", 2, part)
            assert line["withheld"] is not knows
            assert line["content"] == (SECRET if knows else None)
            listed = (await client.get("/programmes")).json()
            assert [SECRET in str(each) for each in (whole, composed, listed)] == [
                knows,
                knows,
                False,
            ]


@pytest.mark.parametrize("login", PEOPLE)
async def test_programmes_exist_for_who_oversees_or_works_in_a_unit(
    web: WebWard, login: str
) -> None:
    async with program(web, "kiemtra") as clerk:
        await opened(clerk)
    async with program(web, login) as client:
        listed = await client.get("/programmes")
        whole = await client.get(f"/programmes/{MONTH.code}")
        if login in STRANGERS:
            problem(listed, 404, "no-programme")
            problem(whole, 404, "no-programme")
            problem(await act(client, "rows", **row()), 404, "no-programme")
        else:
            assert [each["code"] for each in listed.json()["programmes"]] == [MONTH.code]
            composes = login in {"kiemtra", "chanhvp"}
            assert bool(listed.json()["to_open"]) is composes
            assert ("chase" in whole.json()["may"]) is composes
            for answer in (listed, whole):
                tag = {"If-None-Match": answer.headers["etag"]}
                again = await client.get(answer.url, headers=tag)
                assert again.status_code == 304
        problem(await client.get("/programmes/2027-Q1"), 404, "no-programme")
        problem(await client.get("/programmes/x"), 404, "no-programme")


async def test_the_same_key_is_one_command_whatever_else_it_says(web: WebWard) -> None:
    async with program(web, "kiemtra") as clerk, program(web, "chuyenvien") as specialist:
        await opened(clerk)
        once, address = key(), f"/programmes/{MONTH.code}/rows"
        first = await specialist.post(address, json=row(), headers=once)
        size = await web.size()
        again = await specialist.post(address, json=row(), headers=once)
        assert (first.status_code, again.json()) == (200, first.json())
        assert await web.size() == size
        other = await specialist.post(address, json=row(content="Khác"), headers=once)
        problem(other, 422, "command-reused")
        assert [each["content"] for each in (await whole_of(clerk))["rows"]] == [CONTENT]
