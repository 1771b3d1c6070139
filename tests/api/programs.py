"""Programs that call the JSON interface: with a token of a person, over the same application."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta
from typing import Any
from uuid import uuid5

from httpx2 import ASGITransport, AsyncClient

from infra.randomness import RANDOMNESS
from services.commands.proofs import secret_sha256
from services.commands.requests import CommandRequest, Sender, TypedTexts
from services.domain.directory.acts.issue_token import IssueToken
from services.domain.directory.tokens import Scope
from services.domain.instants import day_of
from tests.api.ward import BASE, WebWard
from tests.givens import SPACE
from tests.journeys.browser.site import Site, serving


async def token_of(web: WebWard, login: str, scope: Scope = Scope.WRITE) -> str:
    """A token that somebody gave to a program for a month."""
    words = TypedTexts(randomness=RANDOMNESS, limit=1000)
    person_id = await web.person_id(login)
    secret = RANDOMNESS.token()
    command = IssueToken(
        person_id=person_id,
        secret_sha256=secret_sha256(secret),
        token_id=RANDOMNESS.new_id(),
        label=words.need("phần mềm thử", label="Tên"),
        scope=scope,
        ends_on=day_of(web.clock.at) + timedelta(days=30),
    )
    request = CommandRequest(
        sender=Sender(person_id=person_id, session_id=uuid5(SPACE, login)),
        command_id=RANDOMNESS.new_id(),
        name="issue-token",
        sent={"login": login},
        texts=tuple(words.texts),
    )
    assert await web.ward.tokens.issue(request, command, secret)
    return secret


@asynccontextmanager
async def program(
    web: WebWard, login: str, scope: Scope = Scope.WRITE
) -> AsyncIterator[AsyncClient]:
    """A program of this person; every call that acts needs an `Idempotency-Key` of its own."""
    secret = await token_of(web, login, scope)
    async with AsyncClient(
        transport=ASGITransport(app=web.app),
        base_url=f"{BASE}/api",
        headers={"Authorization": f"Bearer {secret}"},
    ) as client:
        yield client


def key() -> dict[str, str]:
    """The header that makes a call one command."""
    return {"Idempotency-Key": str(RANDOMNESS.new_id())}


def problem(answer: Any, status: int, code: str) -> dict[str, Any]:
    """The refusal of a call: its status, its stable code, a whole Vietnamese sentence."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    collected: dict[str, Any] = answer.json()
    assert (collected["code"], collected["status"]) == (code, status)
    assert collected["detail"].endswith(".")
    return collected


@contextmanager
def served(web: WebWard) -> Iterator[Site]:
    """The same ward behind a real web server, for callers that bring their own loop."""
    with serving(web.logins, {}) as site:
        yield site
