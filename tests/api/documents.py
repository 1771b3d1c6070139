"""Handing in a plan document and deciding on it, as a browser does."""

import re
from html import unescape

from httpx2 import AsyncClient, Response

from services.queries.plan_documents import OpenedDocument, open_document
from tests.api.reading import Form, form_of, read, send
from tests.api.ward import WebWard
from tests.plan_text import PLAN_TEXT

DOCUMENTS = "/ke-hoach/van-ban"
SETTLE = "/quyet-dinh"


async def hand_in(
    client: AsyncClient,
    content: bytes = PLAN_TEXT.encode(),
    name: str = "kế hoạch.txt",
    fields: dict[str, str] | None = None,
) -> Response:
    """Open the page, choose a file, send it."""
    form = form_of(await client.get(DOCUMENTS), DOCUMENTS)
    return await client.post(
        DOCUMENTS,
        data=fields or {"command_id": form.fields["command_id"]},
        files={"file": (name, content, "text/plain")},
    )


async def document(client: AsyncClient) -> str:
    """The address of a document that was handed in just now."""
    answer = await hand_in(client)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


async def opened(web: WebWard, address: str) -> OpenedDocument:
    """The document behind an address, as the pages read it."""
    return await open_document(web.ward.ledger, f"plan-reading.{address.rpartition('/')[2]}")


def forms_of(answer: Response) -> dict[str, Form]:
    """The decision forms of a page, by the keys of their findings."""
    return {
        form.fields["key"]: form for form in read(answer).forms if form.action.endswith(SETTLE)
    }


async def on_the_bench(client: AsyncClient, address: str, key: str) -> Response:
    """The workbench with the finding of this key."""
    way = f"{address}/ban-lam-viec"
    while way:
        page = await client.get(way)
        if key in forms_of(page):
            return page
        following = re.search(r'data-after href="([^"]+)"', page.text)
        way = unescape(following[1]) if following else ""
    raise AssertionError(f"no such finding: {key}")


async def form_on_bench(client: AsyncClient, address: str, key: str) -> Form:
    """The decision form of a finding."""
    return forms_of(await on_the_bench(client, address, key))[key]


async def decide(client: AsyncClient, address: str, key: str, typed: dict[str, str]) -> Response:
    """Fill in the form of one finding and send it."""
    form = await form_on_bench(client, address, key)
    return await client.post(form.action, data={**form.fields, **typed})


async def accept_all(web: WebWard, client: AsyncClient, address: str) -> None:
    """Accept the reading of every error."""
    for error in (await opened(web, address)).reading.errors:
        answer = await decide(client, address, error.key, {"decision": "accepted"})
        assert answer.status_code == 303, answer.text


async def load(client: AsyncClient, address: str, **typed: str) -> Response:
    """Press the button that loads the plan."""
    return await send(client, address, "/nap", typed)
