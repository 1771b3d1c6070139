"""The plan over JSON: the tree, what the Office sets and settles, and plan documents."""

from datetime import timedelta
from typing import Any

import pytest
from httpx2 import AsyncClient

from services.domain.directory.tokens import Scope
from services.domain.plan_document.reading import Field
from tests import evidence_files as files
from tests.api.programs import key, problem, program
from tests.api.ward import PEOPLE, WebWard
from tests.plan_text import PLAN_TEXT

pytestmark = pytest.mark.postgres
DOCUMENTS = "/plan/documents"
READS = {
    "/plan/items": "/ke-hoach",
    "/plan/items/51-08": "/ke-hoach/51-08",
    "/plan/items/none": "/ke-hoach/none",
    DOCUMENTS: "/ke-hoach/van-ban",
    "/plan/documents/abc": "/ke-hoach/van-ban/abc",
}


async def handed_in(client: AsyncClient, content: bytes = PLAN_TEXT.encode()) -> str:
    """Hand a document in and answer its address."""
    named = {"name": "kế hoạch.txt"}
    answer = await client.post(DOCUMENTS, params=named, content=content, headers=key())
    assert answer.status_code == 200, answer.text
    return f"{DOCUMENTS}/{answer.json()['document']}"


async def act(client: AsyncClient, address: str, body: dict[str, Any]) -> dict[str, Any]:
    """An act that is done, twice under one key: once in the ledger."""
    once = key()
    answer = await client.post(address, json=body, headers=once)
    assert answer.status_code == 200, answer.text
    again = await client.post(address, json=body, headers=once)
    assert again.json() == answer.json()
    collected: dict[str, Any] = answer.json()
    return collected


@pytest.mark.parametrize("login", PEOPLE)
async def test_a_program_reads_the_plan_as_its_person_does(web: WebWard, login: str) -> None:
    async with program(web, login, Scope.READ) as client, web.browser(login) as browser:
        for address, page in READS.items():
            answer = await client.get(address)
            assert answer.status_code == (await browser.get(page)).status_code, address
            if answer.status_code == 200:
                seen = {"If-None-Match": answer.headers["etag"]}
                assert (await client.get(address, headers=seen)).status_code == 304


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ({}, {"51-08", "CT10", "58-01", "54-02", "III-07"}),
        ({"kind": "indicator"}, {"CT10"}),
        ({"unit": "VHXH"}, {"51-08", "III-07"}),
        ({"with_findings": "true"}, {"51-08", "CT10", "58-01"}),
        ({"without_lead": "true"}, {"III-07"}),
    ],
)
async def test_the_tree_is_filtered_as_on_the_page(
    web: WebWard, query: dict[str, str], codes: set[str]
) -> None:
    async with program(web, "thanhtra", Scope.READ) as inspector:
        body = (await inspector.get("/plan/items", params=query)).json()
    assert {each["code"] for each in body["items"]} == codes
    assert body["total"] == 5
    assert [each["code"] for each in body["findings"]] == ["D-CHUNG"]
    led = [each for each in body["items"] if each["lead_unit"]]
    assert all(each["periods"] and each["state"].endswith(".") for each in led)


async def test_what_the_office_sets_and_settles_is_shown_again(web: WebWard) -> None:
    async with program(web, "chanhvp") as chief:
        item = "/plan/items/51-08"
        settled = {"decision": "Giữ như văn bản."}
        await act(chief, f"{item}/frequency", {"deliverable": "report", "frequencies": ["month"]})
        due = {"after_month": 1, "after_day": 31, "working_days_after_issue": 75}
        chosen = {"deliverable": "report", "frequency": "month", "due": due}
        await act(chief, f"{item}/due-rule", chosen)
        await act(chief, f"{item}/findings/D-51-08", settled)
        await act(chief, "/plan/findings/D-CHUNG", settled)
        await act(chief, "/plan/items/III-07/lead", {"lead_unit": "VP"})
        body = (await chief.get(item)).json()
        (asked,) = body["item"]["deliverables"]
        assert (asked["name"], asked["frequency"], asked["due"]) == ("report", "month", due)
        assert asked["days"] is None
        days = {"in_period": [{"month": 1, "day": 18}], "on": []}
        await act(chief, f"{item}/due-rule", {**chosen, "due": days})
        (asked,) = (await chief.get(item)).json()["item"]["deliverables"]
        assert (asked["due"], asked["days"]) == (None, days)
        assert asked["due_in_words"].startswith("Hạn: ngày 18 hằng tháng; gặp ngày nghỉ")
        assert body["item"]["open_findings"] == 0
        assert body["findings"][0]["decision"]["words"] == "Giữ như văn bản."
        general = (await chief.get("/plan/items")).json()["findings"][0]
        assert general["decision"]["words"] == "Giữ như văn bản."
        assert (await chief.get("/plan/items/III-07")).json()["item"]["lead_unit"] == "VP"
        answer = await chief.post(f"{item}/findings/D-MAT", json=settled, headers=key())
        problem(answer, 404, "no-finding")
        answer = await chief.post("/plan/items/58-01/findings/D-MAT", json=settled, headers=key())
        problem(answer, 409, "finding-restricted")
        secret = (await chief.get("/plan/items/58-01")).json()
        assert (secret["findings"], secret["withheld"]) == ([], 1)
        nothing = {"deliverable": "report", "frequencies": []}
        answer = await chief.post(f"{item}/frequency", json=nothing, headers=key())
        problem(answer, 409, "frequency-none")


async def test_a_document_is_handed_in_decided_on_and_loaded(unplanned: WebWard) -> None:
    async with program(unplanned, "chanhvp") as chief:
        address = await handed_in(chief)
        body = (await chief.get(address)).json()
        assert body["name"] == "kế hoạch.txt"
        ranges = [each["range"] for item in body["items"] for each in item["measures"]]
        assert {"low": "0", "high": "100", "whole": False} in ranges
        asked = [each for item in body["items"] for each in item["deliverables"]]
        assert asked
        assert all(each["due_in_words"].startswith("Hạn: ") for each in asked)
        load = {"version": body["version"]}
        refused = await chief.post(f"{address}/load", json=load, headers=key())
        problem(refused, 409, "errors-undecided")
        for each in (each for each in body["findings"] if each["severity"] == "error"):
            decided = {"key": each["key"], "decision": "accepted", "seen": each["seen"]}
            await act(chief, f"{address}/decisions", decided)
        body = (await chief.get(address)).json()
        assert body["undecided_errors"] == 0
        far = {"version": body["version"], "active_from": "2099-12-31"}
        refused = await chief.post(f"{address}/load", json=far, headers=key())
        problem(refused, 409, "active-from-far")
        loaded = await act(chief, f"{address}/load", {"version": body["version"]})
        assert any(stream.startswith("assignment-") for stream in loaded["versions"])
        assert (await chief.get("/plan/items")).json()["total"] > 0
        listed = (await chief.get(DOCUMENTS)).json()["documents"]
        assert [each["loaded"] for each in listed] == [True]


async def test_a_decision_may_correct_or_leave_open_with_a_reason(web: WebWard) -> None:
    async with program(web, "kiemtra") as office:
        address = await handed_in(office)
        body = (await office.get(address)).json()
        slot = next(
            each
            for each in body["findings"]
            if each["corrects"] and each["corrects"]["field"] == Field.ISSUED_ON
        )
        corrected = {"key": slot["key"], "decision": "corrected", "seen": 0, "value": "hôm nào"}
        answer = await office.post(f"{address}/decisions", json=corrected, headers=key())
        assert answer.status_code == 422, answer.text
        await act(office, f"{address}/decisions", {**corrected, "value": "20/11/2026"})
        again = (await office.get(address)).json()
        assert again["issued_on"] == "2026-11-20"
        other = {**corrected, "decision": "left_open", "value": None}
        answer = await office.post(f"{address}/decisions", json=other, headers=key())
        problem(answer, 422, "reason-missing")
        stale = {**other, "reason": "Chờ Sở trả lời."}
        answer = await office.post(f"{address}/decisions", json=stale, headers=key())
        problem(answer, 409, "finding-settled-since")
        refused = await office.post(f"{address}/load", json={"version": 1}, headers=key())
        problem(refused, 403, "not-loading")


async def test_a_document_goes_beside_the_plan_in_force(web: WebWard) -> None:
    async with program(web, "chanhvp") as chief:
        address = await handed_in(chief)
        version = (await chief.get(address)).json()["version"]
        stale = await chief.post(f"{address}/quotes", json={"version": 9}, headers=key())
        problem(stale, 409, "reading-moved")
        await act(chief, f"{address}/quotes", {"version": version})
        (document,) = (await chief.get(DOCUMENTS)).json()["documents"]
        assert document["beside"]
        item = (await chief.get("/plan/items/51-08")).json()["item"]
        assert item["quote"]["text"] in PLAN_TEXT
        version = (await chief.get(address)).json()["version"]
        await act(chief, f"{address}/quotes/withdraw", {"version": version})
        (document,) = (await chief.get(DOCUMENTS)).json()["documents"]
        assert not document["beside"]
        assert (await chief.get("/plan/items/51-08")).json()["item"]["quote"] is None


async def test_documents_come_newest_first_page_by_page(web: WebWard) -> None:
    async with program(web, "kiemtra") as office:
        made = []
        for _ in range(3):
            made.append(await handed_in(office))
            web.clock.at += timedelta(minutes=1)
        collected: list[str] = []
        after: dict[str, str] = {}
        while True:
            answer = (await office.get(DOCUMENTS, params={"limit": "1", **after})).json()
            collected += [f"{DOCUMENTS}/{each['document']}" for each in answer["documents"]]
            if answer["next"] is None:
                break
            after = {"after": answer["next"]}
        assert collected == list(reversed(made))


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("kế hoạch.txt", b"", 422),
        ("kế hoạch.pdf", files.PDF, 422),
        ("kế hoạch.docx", b"PK\x03\x04 hong", 422),
        ("kế hoạch.txt", b"0" * (17 * 1024 * 1024), 413),
    ],
)
async def test_what_is_no_plan_document_is_refused_and_keeps_nothing(
    web: WebWard, name: str, content: bytes, status: int
) -> None:
    async with program(web, "kiemtra") as office:
        before = await web.size()
        answer = await office.post(
            DOCUMENTS, params={"name": name}, content=content, headers=key()
        )
        assert answer.status_code == status, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        assert await web.size() == before
    async with program(web, "chuyenvien") as specialist:
        answer = await specialist.post(
            DOCUMENTS, params={"name": "a.txt"}, content=PLAN_TEXT.encode(), headers=key()
        )
        problem(answer, 403, "not-settling")


async def test_a_handed_in_document_is_kept_once_under_one_key(web: WebWard) -> None:
    once, named = key(), {"name": "a.txt"}
    async with program(web, "kiemtra") as office:
        first, again, other = [
            await office.post(DOCUMENTS, params=named, content=text.encode(), headers=once)
            for text in (PLAN_TEXT, PLAN_TEXT, f"{PLAN_TEXT}\n\nThêm một dòng.")
        ]
        assert first.json() == again.json()
        problem(other, 422, "command-reused")
