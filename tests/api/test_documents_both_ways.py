"""A plan document by page and by call: one command under one key, one sentence for one mistake."""

from html import unescape
from typing import Any

import pytest
from httpx2 import AsyncClient

from infra.randomness import RANDOMNESS
from services.domain.plan_document.reading import Field, ReadFinding
from tests.api.documents import DOCUMENTS, document, form_on_bench, hand_in, opened
from tests.api.programs import key, problem, program
from tests.api.ward import WebWard
from tests.plan_text import PLAN_TEXT

pytestmark = pytest.mark.postgres
CALLED = "/plan/documents"
ACCEPTED = {"decision": "accepted", "reason": "Đúng như văn bản."}


def called(address: str) -> str:
    """The call's address of a document that a page shows."""
    return f"{CALLED}/{address.rpartition('/')[2]}"


async def sent_file(client: AsyncClient, once: dict[str, str], name: str) -> Any:
    """Hand the plan's text in by a call."""
    content = PLAN_TEXT.encode()
    return await client.post(CALLED, params={"name": name}, content=content, headers=once)


async def number_of_plan(web: WebWard, address: str) -> ReadFinding:
    """The finding that asks for the number of the plan."""
    findings = (await opened(web, address)).reading.findings
    return next(each for each in findings if each.corrects and each.corrects.field is Field.NUMBER)


async def test_a_document_under_one_key_is_handed_in_once(web: WebWard) -> None:
    async with web.browser("chanhvp") as page, program(web, "chanhvp") as client:
        drawn = str(RANDOMNESS.new_id())
        once = {"Idempotency-Key": drawn}
        shown = await hand_in(page, fields={"command_id": drawn})
        size = await web.size()
        answer = await sent_file(client, once, "kế hoạch.txt")
        assert shown.headers["location"] == f"{DOCUMENTS}/{answer.json()['document']}"
        problem(await sent_file(client, once, "kế hoạch khác.txt"), 422, "command-reused")
        assert await web.size() == size


async def test_a_decision_under_one_key_is_one_decision(web: WebWard) -> None:
    async with web.browser("chanhvp") as page, program(web, "chanhvp") as client:
        address = await document(page)
        finding = (await opened(web, address)).reading.errors[0].key
        form = await form_on_bench(page, address, finding)
        once = {"Idempotency-Key": form.fields["command_id"]}
        body = {"key": finding, "seen": 0, **ACCEPTED}
        answer = await client.post(f"{called(address)}/decisions", json=body, headers=once)
        assert answer.status_code == 200, answer.text
        size = await web.size()
        typed = {"decision": "accepted", "value": "", "why": ACCEPTED["reason"]}
        again = await page.post(form.action, data={**form.fields, **typed})
        assert again.status_code == 303
        other = {**body, "reason": "Vì lý do khác."}
        reused = await client.post(f"{called(address)}/decisions", json=other, headers=once)
        problem(reused, 422, "command-reused")
        assert await web.size() == size


@pytest.mark.parametrize(
    ("sent", "code", "field"),
    [
        ({"decision": "xyz"}, "field-decision", "decision"),
        ({"decision": "left_open"}, "reason-missing", ""),
        ({"decision": "corrected"}, "value-empty", "value"),
        ({"decision": "corrected", "value": "số bảy mươi"}, "value-number", "value"),
    ],
)
async def test_a_mistake_is_said_alike_and_is_no_attempt(
    web: WebWard, sent: dict[str, str], code: str, field: str
) -> None:
    async with web.browser("chanhvp") as page, program(web, "chanhvp") as client:
        address = await document(page)
        finding = (await number_of_plan(web, address)).key
        form = await form_on_bench(page, address, finding)
        size = await web.size()
        shown = await page.post(form.action, data={**form.fields, "value": "", "why": "", **sent})
        body = {"key": finding, "seen": 0, **sent}
        answer = await client.post(f"{called(address)}/decisions", json=body, headers=key())
        problem(answer, 422, code)
        assert shown.status_code == 422
        assert answer.json()["detail"] in unescape(shown.text)
        fields = [each["field"] for each in answer.json()["errors"]]
        assert fields == ([field] if field else [])
        assert await web.size() == size


async def test_a_value_counts_only_where_the_decision_corrects(web: WebWard) -> None:
    """What stands in the field of a correction is kept nowhere while the reading holds."""
    async with web.browser("chanhvp") as page:
        address = await document(page)
        finding = (await number_of_plan(web, address)).key
        form = await form_on_bench(page, address, finding)
        typed = {"decision": "accepted", "value": "số bảy mươi", "why": ""}
        answer = await page.post(form.action, data={**form.fields, **typed})
        assert answer.status_code == 303
        settled = (await opened(web, address)).state.settled[finding].event
        assert settled.correction is None
