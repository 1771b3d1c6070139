"""Two wards that are alike: in one everything is done on pages, in the other by calls."""

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from httpx2 import AsyncClient

from services.domain.facts import Fact, TextRef
from tests.api.programs import program
from tests.api.ward import WebWard, opened
from tests.ledger.databases import LedgerDatabase as Database

MANY = 10_000


@dataclass
class Twins:
    """The two wards, with everybody's browsers in the first and programs in the second."""

    paged: WebWard
    called: WebWard
    browsers: dict[str, AsyncClient]
    programs: dict[str, AsyncClient]


@asynccontextmanager
async def twins(template: Database, logins: Iterable[str]) -> AsyncIterator[Twins]:
    """Two copies of a ward."""
    async with AsyncExitStack() as stack:
        paged = await stack.enter_async_context(opened(template, "by_page"))
        called = await stack.enter_async_context(opened(template, "by_call"))
        known = sorted(set(logins))
        yield Twins(
            paged=paged,
            called=called,
            browsers={
                login: await stack.enter_async_context(paged.browser(login)) for login in known
            },
            programs={
                login: await stack.enter_async_context(program(called, login)) for login in known
            },
        )


async def since(web: WebWard, position: int) -> Sequence[Fact]:
    """What has become true after a position."""
    return await web.ward.ledger.tail(position, MANY)


async def plainly(web: WebWard, fact: Fact, drawn: str = "") -> tuple[object, ...]:
    """A fact without what is drawn anew: ids of texts, and `drawn`, the id of a document."""
    stream = fact.stream.replace(drawn, "…") if drawn else fact.stream
    actor = (fact.actor.kind, fact.actor.office, fact.actor.person_id, fact.actor.unit)
    return stream, fact.event.TYPE, actor, await _plain(web, fact.event)


async def _plain(web: WebWard, value: Any) -> Any:
    """A payload with the words themselves in the place of their texts."""
    if isinstance(value, TextRef):
        return (await web.ward.ledger.texts([value.text_id]))[value.text_id]
    if isinstance(value, tuple):
        return [await _plain(web, each) for each in value]
    if is_dataclass(value):
        return {each.name: await _plain(web, getattr(value, each.name)) for each in fields(value)}
    return value
