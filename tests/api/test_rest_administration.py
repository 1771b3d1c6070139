"""Administration over JSON: the same facts as by the pages, for administrators alone."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from api.labels.words import day
from services.domain.directory.events import unit_stream
from services.queries.task_page import text_ids
from tests.api.programs import key, program
from tests.api.reading import send
from tests.api.ward import WebWard
from tests.moment import today

pytestmark = pytest.mark.postgres
_NOBODY = "/people/00000000-0000-4000-8000-000000000001"
PAPER = {"number": "12/QĐ-UBND", "dated_on": today().isoformat()}
TYPED_PAPER = {"paper_number": "12/QĐ-UBND", "paper_date": day(today())}


async def reported(web: WebWard, stream: str) -> list[dict[str, Any]]:
    """A stream's acts without ids: words as words, whoever it is about as nobody."""
    collected = []
    for fact in (await web.ward.ledger.read([stream])).of(stream):
        bodies = await web.ward.ledger.texts(text_ids(fact.event))
        said = _plain(asdict(fact.event), bodies)
        collected.append({"type": fact.event.TYPE, "office": fact.actor.office, **said})
    return collected


def _plain(value: Mapping[str, Any], bodies: Mapping[UUID, str]) -> dict[str, Any]:
    plain = {}
    for name, part in value.items():
        if isinstance(part, dict) and "text_id" in part:
            plain[name] = bodies[part["text_id"]]
        elif name not in {"person_id", "unit", "code"}:
            plain[name] = part
    return plain


async def test_people_by_page_and_by_json_give_the_same_facts(web: WebWard) -> None:
    later = today() + timedelta(days=9)
    async with web.browser("quantri") as page, program(web, "quantri") as client:
        new = []
        for login in ("lan.mot", "lan.hai"):
            typed = {"name": "Cao Thị Lan", "login": login, "phone": "0220 1234567"}
            answer = await send(page, "/quan-tri", "/quan-tri/can-bo", typed)
            new.append(answer.headers["location"].partition("?")[0].rpartition("/")[2])
            office = {"office": "specialist", "unit": "VHXH", "from_on": day(today())}
            own = f"/quan-tri/can-bo/{new[-1]}"
            assert (await send(page, own, "/chuc-vu", office)).status_code == 303
        paged, called = new
        acts: list[tuple[str, dict[str, str], str, dict[str, Any]]] = [
            ("/dinh-chinh", {"name": "Cao Lan", "phone": ""}, "details", {"name": "Cao Lan"}),
            (
                "/thoi-chuc",
                {"held": "specialist:VHXH", "until_on": day(later)},
                "offices/end",
                {"office": "specialist", "unit": "VHXH", "until_on": later.isoformat()},
            ),
        ]
        for form, typed, path, sent in acts:
            answer = await send(page, f"/quan-tri/can-bo/{paged}", form, typed)
            assert answer.status_code == 303, form
            answer = await client.post(f"/people/{called}/{path}", json=sent, headers=key())
            assert answer.status_code == 200, answer.text
    for kind in ("person", "account"):
        by_page = await reported(web, f"directory-{kind}.{paged}")
        by_json = await reported(web, f"directory-{kind}.{called}")
        for each in (*by_page, *by_json):
            each.pop("login", None)  # no two people have the same
        assert by_page == by_json
    assert len(await reported(web, f"directory-person.{paged}")) == 4


@pytest.mark.parametrize("login", ["quantri", "chanhvp", "chuyenvien"])
async def test_a_token_registers_nobody_grants_nothing_and_opens_nothing(
    web: WebWard, login: str
) -> None:
    who = await web.person_id("dongnghiep")
    calls: dict[str, dict[str, Any]] = {
        "/people": {"name": "Cao Thị Lan", "login": "lan.cao"},
        f"/people/{who}/offices": {"office": "chair", "from_on": today().isoformat()},
        f"/people/{who}/link": {},
        f"/people/{who}/account/close": {},
        f"/people/{who}/account/reopen": {},
    }
    async with program(web, login) as client, web.browser() as nobody:
        size = await web.size()
        for path, body in calls.items():
            answer = await client.post(path, json=body, headers=key())
            assert answer.status_code == 403, path
            assert answer.json()["code"] == "token-not-administering"
            assert "Phần mềm với mã truy cập không được" in answer.json()["detail"]
            assert (await nobody.post(f"/api{path}", json=body)).status_code == 401
        assert await web.size() == size
        described = (await nobody.get("/api/openapi.json")).json()
    named = {way["operationId"] for ways in described["paths"].values() for way in ways.values()}
    left = {"registerPerson", "grantOffice", "issueLink", "closeAccount", "reopenAccount"}
    assert named.isdisjoint(left)
    assert "endOffice" in named
    assert {"NewPerson", "NewOffice", "Link"}.isdisjoint(described["components"]["schemas"])


async def test_units_by_page_and_by_json_give_the_same_facts(web: WebWard) -> None:
    leader = str(await web.person_id("phochutich"))
    listed = "/quan-tri/don-vi"
    new = {"name": "Trạm Y tế", "kind": "health"}
    async with web.browser("quantri") as page, program(web, "quantri") as client:
        assert (await send(page, listed, listed, {**new, "code": "TT1"})).status_code == 303
        body = {**new, "code": "tt2"}
        assert (await client.post("/units", json=body, headers=key())).status_code == 200
        typed = {"name": "Trung tâm Y tế", "from_on": day(today()), **TYPED_PAPER}
        assert (await send(page, f"{listed}/TT1", "/doi-ten", typed)).status_code == 303
        typed = {"person_id": leader, "from_on": day(today())}
        assert (await send(page, f"{listed}/TT1", "/phu-trach", typed)).status_code == 303
        from_on = today().isoformat()
        for path, sent in (
            ("name", {"name": "Trung tâm Y tế", "from_on": from_on, "basis": PAPER}),
            ("overseer", {"person_id": leader, "from_on": from_on}),
        ):
            answer = await client.post(f"/units/TT2/{path}", json=sent, headers=key())
            assert answer.status_code == 200, answer.text
        result = (await client.get("/units/TT2")).json()
        assert result["unit"]["name"] == "Trung tâm Y tế"
        assert result["names"][0]["basis"] == PAPER
        assert [each["current"] for each in result["overseers"]] == [True]
        assert "TT2" in [each["code"] for each in (await client.get("/units")).json()["units"]]
    assert await reported(web, unit_stream("TT1")) == await reported(web, unit_stream("TT2"))


async def test_sessions_end_and_a_password_is_revoked_by_json(web: WebWard) -> None:
    who = await web.person_id("dongnghiep")
    person = f"/people/{who}"
    async with program(web, "quantri") as client, program(web, "dongnghiep") as other:
        for path, fact in (("sessions/end", "sessions-ended"), ("password/revoke", "password-")):
            async with web.browser("dongnghiep") as own:
                before = (await client.get(f"{person}/sessions")).json()
                assert len(before["sessions"]) == 1
                answer = await client.post(f"{person}/{path}", json={}, headers=key())
                assert answer.status_code == 200, answer.text
                assert (await own.get("/viec")).status_code == 303
            assert (await client.get(f"{person}/sessions")).json() == {"sessions": [], "tokens": 0}
            assert (await web.states(f"directory-account.{who}"))[-1].startswith(fact)
        assert (await other.get("/me")).status_code == 401
        assert (await client.get(person)).json()["account"] == "no_password"


async def test_the_same_call_twice_is_one_fact_and_another_body_is_refused(web: WebWard) -> None:
    who = await web.person_id("dongnghiep")
    address, body = f"/people/{who}/details", {"name": "Cao Thị Lan"}
    async with program(web, "quantri") as client:
        sent = key()
        first = await client.post(address, json=body, headers=sent)
        size = await web.size()
        second = await client.post(address, json=body, headers=sent)
        assert first.json() == second.json()
        reused = await client.post(address, json={"name": "Người Khác"}, headers=sent)
        assert (reused.status_code, reused.json()["code"]) == (422, "command-reused")
        assert await web.size() == size
        tag = (await client.get("/people")).headers["etag"]
        seen = await client.get("/people", headers={"If-None-Match": tag})
        assert seen.status_code == 304


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("/units", {"code": "KTHTDT", "name": "A", "kind": "school"}, 409, "unit-known"),
        ("/units", {"code": "T T", "name": "A", "kind": "school"}, 409, "unit-code"),
        ("/units", {"code": "TTYT", "name": "12", "kind": "school"}, 409, "unit-name"),
        ("/units", {"code": "TTYT", "name": "A", "kind": "vua"}, 422, "field-kind"),
        (f"{_NOBODY}/details", {"name": "A"}, 404, "no-person"),
        (f"{_NOBODY}/sessions/end", {}, 404, "no-account"),
        (f"{_NOBODY}/password/revoke", {}, 404, "no-account"),
        ("/people/x/sessions/end", {}, 422, "request-invalid"),
    ],
)
async def test_what_makes_no_sense_is_refused_with_a_stable_code(
    web: WebWard, path: str, body: dict[str, Any], status: int, code: str
) -> None:
    async with program(web, "quantri") as client:
        answer = await client.post(path, json=body, headers=key())
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text


async def test_every_address_of_administration_is_the_administrator_s_alone(
    web: WebWard,
) -> None:
    who = await web.person_id("dongnghiep")
    day_of, paper = today().isoformat(), PAPER
    posts: dict[str, dict[str, Any]] = {
        "/units": {"code": "TTYT", "name": "Trạm", "kind": "health"},
        "/units/KTHTDT/name": {"name": "Phòng", "from_on": day_of, "basis": paper},
        "/units/KTHTDT/overseer": {"person_id": str(who), "from_on": day_of},
        f"/people/{who}/details": {"name": "Kẻ Mạo Danh"},
        f"/people/{who}/offices/end": {"office": "chair", "until_on": day_of},
        f"/people/{who}/sessions/end": {},
        f"/people/{who}/password/revoke": {},
    }
    gets = ("/units", "/units/KTHTDT", "/people", f"/people/{who}", f"/people/{who}/sessions")
    for login in ("chanhvp", "phochutich", "chuyenvien", "thanhtra"):
        async with program(web, login) as client:
            for path in gets:
                assert (await client.get(path)).status_code == 403, path
            for path, body in posts.items():
                answer = await client.post(path, json=body, headers=key())
                assert answer.status_code == 403, path
                assert answer.json()["code"] == "not-administrator"
    async with web.browser("quantri") as administrator:
        described = (await administrator.get("/api/openapi.json")).json()["paths"]
    tagged = {
        path
        for path, ways in described.items()
        if any("administration" in way["tags"] for way in ways.values())
    }
    walked = {
        path.replace(str(who), "{person_id}").replace("KTHTDT", "{code}")
        for path in (*gets, *posts)
    }
    assert tagged == walked
