"""Two wards that are alike: in one everything is done on pages, in the other by calls."""

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import UTC, date
from typing import Any

from httpx2 import AsyncClient

from services.domain.facts import Fact, TextRef
from services.domain.instants import start_of
from tests.api.programs import program
from tests.api.ward import WebWard, opened
from tests.ledger.databases import LedgerDatabase as Database

MANY = 10_000
_HOUR = 9


@dataclass
class Twins:
    """The two wards, with everybody's browsers in the first and programs in the second."""

    paged: WebWard
    called: WebWard
    stack: AsyncExitStack
    browsers: dict[str, AsyncClient] = field(default_factory=dict)
    programs: dict[str, AsyncClient] = field(default_factory=dict)

    async def sign_in(self, logins: Iterable[str]) -> None:
        """Everybody opens a browser and starts a program."""
        for login in sorted(set(logins)):
            browser = self.paged.browser(login)
            self.browsers[login] = await self.stack.enter_async_context(browser)
            self.programs[login] = await self.stack.enter_async_context(
                program(self.called, login)
            )

    async def later(self, day: date) -> None:
        """Another day in both wards: whoever was signed in signs in again."""
        for web in (self.paged, self.called):
            web.clock.at = start_of(day, _HOUR).astimezone(UTC)
        await self.sign_in(list(self.browsers))


@asynccontextmanager
async def twins(template: Database, logins: Iterable[str]) -> AsyncIterator[Twins]:
    """Two copies of a ward."""
    async with AsyncExitStack() as stack:
        two = Twins(
            paged=await stack.enter_async_context(opened(template, "by_page")),
            called=await stack.enter_async_context(opened(template, "by_call")),
            stack=stack,
        )
        await two.sign_in(logins)
        yield two


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
