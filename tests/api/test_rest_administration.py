"""Administration over JSON: what is read back, what is refused under which status."""

from typing import Any

import pytest

from tests.api.programs import key, program
from tests.api.ward import WebWard
from tests.moment import today

pytestmark = pytest.mark.postgres
_NOBODY = "/people/00000000-0000-4000-8000-000000000001"
PAPER = {"number": "12/QĐ-UBND", "dated_on": today().isoformat()}


async def test_what_no_program_may_do_is_not_described(web: WebWard) -> None:
    async with web.browser() as nobody:
        described = (await nobody.get("/api/openapi.json")).json()
    named = {way["operationId"] for ways in described["paths"].values() for way in ways.values()}
    left = {"registerPerson", "grantOffice", "issueLink", "closeAccount", "reopenAccount"}
    assert named.isdisjoint(left)
    assert "endOffice" in named
    assert {"NewPerson", "NewOffice", "Link"}.isdisjoint(described["components"]["schemas"])


async def test_a_unit_is_read_back_as_it_was_registered_and_named(web: WebWard) -> None:
    leader = str(await web.person_id("phochutich"))
    new = {"code": "tt2", "name": "Trạm Y tế", "kind": "health"}
    from_on = today().isoformat()
    async with program(web, "quantri") as client:
        for path, sent in (
            ("/units", new),
            ("/units/TT2/name", {"name": "Trung tâm Y tế", "from_on": from_on, "basis": PAPER}),
            ("/units/TT2/overseer", {"person_id": leader, "from_on": from_on}),
        ):
            answer = await client.post(path, json=sent, headers=key())
            assert answer.status_code == 200, answer.text
        result = (await client.get("/units/TT2")).json()
        assert result["unit"]["name"] == "Trung tâm Y tế"
        assert result["names"][0]["basis"] == PAPER
        assert [each["current"] for each in result["overseers"]] == [True]
        assert "TT2" in [each["code"] for each in (await client.get("/units")).json()["units"]]


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


async def test_an_unchanged_list_of_people_is_not_sent_again(web: WebWard) -> None:
    async with program(web, "quantri") as client:
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
