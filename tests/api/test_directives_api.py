"""Directives over JSON: registered once, listed, shown to those who may know of them."""

import pytest
from sqlalchemy import text

from services.domain.directory.tokens import Scope
from tests.api.directive_calls import (
    CLAUSES,
    PAPER,
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
OVERSEERS = {"kiemtra", "chanhvp", "phochutich", "thanhtra"}
PETITIONER = "Ông Nguyễn Hữu Mật"


async def payloads(web: WebWard) -> str:
    """Everything that the ledger holds besides the texts."""
    statement = text("SELECT payload FROM payloads WHERE ledger_id = :ledger_id")
    async with web.engine.connect() as connection:
        held = await connection.scalars(statement, {"ledger_id": web.logins.ledger_id})
        return "\n".join(bytes(payload).decode() for payload in held)


async def test_a_directive_is_registered_and_read_as_it_was_typed(web: WebWard) -> None:
    async with program(web, "kiemtra") as clerk:
        code = await register(clerk, arrival_number="1250")
        whole = await whole_of(clerk, code)
        assert PAPER.items() <= whole.items()
        assert (whole["arrival_number"], whole["secret"], whole["twins"]) == ("1250", False, [])
        assert whole["registered_by"] == PEOPLE["kiemtra"][0]
        assert (whole["text_version"], whole["clauses"], whole["tasks"]) == (0, [], [])
        offered = {"lay_clauses", "assign_tasks", "repeat_order", "close"}
        assert offered <= set(whole["may"])
        assert set(whole["may"]) & {"number", "settle_clauses", "stop_order", "reopen"} == set()
        assert [line["event"] for line in whole["trail"]] == ["directive-registered"]
    assert code.startswith(f"{today().year}.")


async def test_a_directive_registered_twice_is_refused_and_overruled_with_a_reason(
    web: WebWard,
) -> None:
    async with program(web, "kiemtra") as clerk:
        first = await register(clerk)
        same = {**PAPER, "number": " 123/ubnd-vp ", "issuer": "ubnd  THÀNH PHỐ Hải Phòng"}
        refused = await clerk.post("/directives", json=same, headers=key())
        errors = problem(refused, 409, "already-registered")["errors"]
        assert [each["field"] for each in errors] == ["twins_reason"]
        reason = "Văn bản đính chính dùng lại số cũ."
        again = await register(clerk, **{**same, "twins_reason": reason})
        assert (await whole_of(clerk, again))["twins"] == [first]
        other = await register(clerk, issuer="Sở Nội vụ")
        assert (await whole_of(clerk, other))["twins"] == []


async def test_a_number_that_comes_later_is_compared_like_one_that_was_there(
    web: WebWard,
) -> None:
    numbered = {"number": PAPER["number"], "dated_on": PAPER["dated_on"]}
    async with program(web, "kiemtra") as clerk:
        first = await register(clerk, source="conclusion")
        later = await register(clerk, source="conclusion", number=None)
        problem(await act(clerk, later, "number", **numbered), 409, "already-registered")
        reason = "Hai cuộc họp dùng chung số."
        await done(clerk, later, "number", **numbered, twins_reason=reason)
        whole = await whole_of(clerk, later)
        assert (whole["number"], whole["twins"]) == (PAPER["number"], [first])
        # The same again is nothing, and it is no twin of itself.
        assert await done(clerk, later, "number", **numbered) == {}


async def test_the_same_key_registers_once_under_one_code(web: WebWard) -> None:
    async with program(web, "kiemtra") as clerk:
        once = key()
        first = await clerk.post("/directives", json=PAPER, headers=once)
        size = await web.size()
        again = await clerk.post("/directives", json=PAPER, headers=once)
        assert (first.status_code, again.json()) == (200, first.json())
        assert await web.size() == size
        other = {**PAPER, "summary": "Nội dung khác"}
        problem(await clerk.post("/directives", json=other, headers=once), 422, "command-reused")
        assert len((await clerk.get("/directives")).json()["directives"]) == 1


async def test_the_same_key_lays_a_text_and_assigns_its_work_once(web: WebWard) -> None:
    async with program(web, "kiemtra") as clerk:
        code = await register(clerk)
        for resource, sent in (
            ("clauses", {"text": WORDS, "cuts": cuts_of(*CLAUSES)}),
            ("tasks", await asked(web)),
        ):
            once, address = key(), f"/directives/{code}/{resource}"
            first = await clerk.post(address, json=sent, headers=once)
            size = await web.size()
            again = await clerk.post(address, json=sent, headers=once)
            assert (first.status_code, again.json()) == (200, first.json()), first.text
            assert await web.size() == size
        whole = await whole_of(clerk, code)
        assert (whole["text_version"], len(whole["tasks"])) == (1, 2)


async def test_a_program_may_draw_the_code_itself_once(web: WebWard) -> None:
    async with program(web, "kiemtra") as clerk:
        code = await register(clerk, code="2026.a2b3c4d5")
        assert code == "2026.a2b3c4d5"
        sent = {**PAPER, "number": "9/UBND", "code": code}
        known = await clerk.post("/directives", json=sent, headers=key())
        problem(known, 409, "directive-known")
        wrong = await clerk.post("/directives", json={**sent, "code": "2026.A"}, headers=key())
        problem(wrong, 422, "directive-code")


async def test_a_petitioner_s_name_stands_in_no_payload_and_is_shown_to_nobody_else(
    web: WebWard,
) -> None:
    async with program(web, "kiemtra") as clerk:
        code = await register(
            clerk, source="petition", issuer=None, number=None, petitioner=PETITIONER
        )
        assert (await whole_of(clerk, code))["petitioner"] == PETITIONER
        await done(clerk, code, "tasks", **(await asked(web, clause=None)))
        searched = (await clerk.get("/directives", params={"words": "Hữu Mật"})).json()
        assert (searched["total"], searched["directives"]) == (0, [])
        for address in ("/directives", "/log?limit=200", "/search?words=Mật"):
            answer = await clerk.get(address)
            assert answer.status_code == 200
            assert PETITIONER not in answer.text
    held = await payloads(web)
    assert code in held
    assert "Nguyễn Hữu" not in held
    for login in ("phoihop", "truongphoihop", "chuyenvien", "quantri"):
        async with program(web, login, Scope.READ) as client:
            streams = [each["stream"] for each in (await client.get("/tasks")).json()["tasks"]]
            seen = [f"/tasks/{stream}" for stream in streams]
            for address in ("/my-work", "/log?limit=200", f"/directives/{code}", *seen):
                answer = await client.get(address)
                assert answer.status_code < 500
                assert "Hữu Mật" not in answer.text, (login, address)
                assert PAPER["summary"] not in answer.text, (login, address)


async def test_a_secret_directive_takes_number_and_day_and_no_words(web: WebWard) -> None:
    bare = {"issuer": None, "summary": None, "secret": True}
    async with program(web, "kiemtra") as clerk:
        for field in ("issuer", "summary", "petitioner"):
            sent = {**PAPER, **bare, field: "Lời."}
            refused = await clerk.post("/directives", json=sent, headers=key())
            errors = problem(refused, 409, "directive-secret")["errors"]
            assert [each["field"] for each in errors] == [field]
        code = await register(clerk, **bare)
        text_sent = {"text": WORDS, "cuts": cuts_of(*CLAUSES)}
        problem(await act(clerk, code, "clauses", **text_sent), 409, "directive-secret")
        worded = await asked(web, clause=None)
        problem(await act(clerk, code, "tasks", **worded), 409, "directive-secret")
        await done(clerk, code, "tasks", **{**worded, "title": None, "product": None})
        whole = await whole_of(clerk, code)
        assert (whole["summary"], whole["issuer"]) == (None, None)
        assert "lay_clauses" not in whole["may"]
        again = await clerk.post("/directives", json={**PAPER, **bare}, headers=key())
        problem(again, 409, "already-registered")
        await register(clerk, **bare, despite=True)


@pytest.mark.parametrize("login", PEOPLE)
async def test_directives_exist_for_those_who_see_every_unit_s_work(
    web: WebWard, login: str
) -> None:
    async with program(web, "kiemtra") as clerk:
        code = await laid(clerk)
        await done(clerk, code, "tasks", **(await asked(web)))
    async with program(web, login) as client:
        listed, whole = await client.get("/directives"), await client.get(f"/directives/{code}")
        if login in OVERSEERS:
            assert listed.json()["total"] == 1
            assert len(whole.json()["tasks"]) == 2
        else:
            problem(listed, 403, "not-overseeing")
            problem(whole, 404, "no-directive")
            for resource, sent in (
                ("tasks", await asked(web)),
                ("decisions", {"clauses": ["k1"], "outcome": "nothing", "reason": "Để biết."}),
                ("closing", {}),
            ):
                problem(await act(client, code, resource, **sent), 404, "no-directive")
        problem(await client.get("/directives/2026.aaaaaaaa"), 404, "no-directive")
        problem(await client.get("/directives/x"), 404, "no-directive")


async def test_who_only_looks_registers_and_assigns_nothing(web: WebWard) -> None:
    async with program(web, "kiemtra") as clerk:
        code = await laid(clerk)
    async with program(web, "thanhtra") as inspector:
        assert (await whole_of(inspector, code))["may"] == []
        other = {**PAPER, "number": "9/UBND"}
        refused = await inspector.post("/directives", json=other, headers=key())
        problem(refused, 403, "not-registering")
        problem(await act(inspector, code, "tasks", **(await asked(web))), 403, "not-registering")


async def test_the_list_goes_page_by_page_and_is_narrowed(web: WebWard) -> None:
    async with program(web, "kiemtra") as clerk:
        for number in range(1, 6):
            await register(clerk, number=f"{number}/UBND", summary=f"Về 100% hộ {number}")
        ordered = {"how": "by_phone", "orderer": str(await web.person_id("phochutich"))}
        await register(clerk, source="direct_order", issuer=None, number=None, **ordered)
        whole = (await clerk.get("/directives")).json()
        codes, after = [], None
        for _ in range(len(whole["directives"])):
            query = {"limit": 2, **({"after": after} if after else {})}
            page = (await clerk.get("/directives", params=query)).json()
            assert page["total"] == 6
            codes += [each["code"] for each in page["directives"]]
            after = page["next"]
            if after is None:
                break
        assert codes == [each["code"] for each in whole["directives"]]
        for query, expected in (
            ({"source": "direct_order"}, 1),
            ({"words": "hộ 3"}, 1),
            ({"words": "5/ubnd"}, 1),
            ({"words": "%"}, 5),
            ({"words": "_"}, 0),
            ({"words": "\0"}, 0),
            ({"open": "true"}, 6),
        ):
            assert (await clerk.get("/directives", params=query)).json()["total"] == expected
        problem(await clerk.get("/directives", params={"after": "x"}), 409, "cursor")
