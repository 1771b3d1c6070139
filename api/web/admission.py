"""Who comes in: so many requests at once, and of one person one page after the other."""

import asyncio
from collections.abc import AsyncIterator, Hashable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.web.bodies import StrangersRoom, Unread

# Of one person in one process: one page is made, so many wait for it.
MOST_WAITING: Final = 20
# Of everybody in one process. A page takes a tenth of a second or so: the last of so many would
# wait as long as for a connection, and whoever comes later is told at once.
MOST_INSIDE: Final = 200
# Cheap, and asked for by whoever looks whether the installation is well.
_ALWAYS: Final = ("/healthz", "/static/")


class TooManyAtOnce(Exception):
    """One person asks for more pages at once than may wait; nothing of this request was done."""


class ServerFull(Exception):
    """Too many requests are inside this process; nothing of this request was done."""


@dataclass(slots=True)
class _Line:
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    people: int = 0  # the one whose turn it is, and who waits


class Turns:
    """Lines of requests, one for each key: in each one is served at a time, in their order."""

    def __init__(self, waiting: int = MOST_WAITING) -> None:
        self._waiting = waiting
        self._lines: dict[Hashable, _Line] = {}

    @asynccontextmanager
    async def turn(self, key: Hashable) -> AsyncIterator[None]:
        """Wait for the turn and keep it; raises TooManyAtOnce where the line is full."""
        line = self._lines.setdefault(key, _Line())
        if line.people > self._waiting:
            raise TooManyAtOnce
        line.people += 1
        try:
            async with line.turn:
                yield
        finally:
            line.people -= 1
            if not line.people:
                del self._lines[key]


@dataclass(frozen=True, slots=True)
class RequestGate:
    """What one process counts of all who ask."""

    turns: Turns = field(default_factory=Turns)
    strangers: StrangersRoom = field(default_factory=StrangersRoom)
    unread: Unread = field(default_factory=Unread)


@dataclass(frozen=True, slots=True)
class Visit:
    """One request at the gate; what it takes is given back when it was answered."""

    gate: RequestGate
    taken: AsyncExitStack

    async def take_turn(self, person: Hashable) -> None:
        """Wait until no other page of this person is made here; raises TooManyAtOnce."""
        await self.taken.enter_async_context(self.gate.turns.turn(person))

    def take_room(self, length: int) -> bool:
        """Whether there is room for what a stranger sends."""
        return self.taken.enter_context(self.gate.strangers.taken(length))


class Admission:
    """Counts the requests inside, and gives back what each took when it was answered."""

    def __init__(self, app: ASGIApp, gate: RequestGate, most: int = MOST_INSIDE) -> None:
        self._app = app
        self._gate = gate
        self._most = most
        self._inside = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through; raises ServerFull where too many are inside."""
        if scope["type"] != "http" or scope["path"].startswith(_ALWAYS):
            await self._app(scope, receive, send)
            return
        if self._inside >= self._most:
            raise ServerFull
        self._inside += 1
        try:
            async with AsyncExitStack() as taken:
                scope.setdefault("state", {})["visit"] = Visit(self._gate, taken)
                await self._app(scope, receive, send)
        finally:
            self._inside -= 1


def visit_of(request: Request) -> Visit:
    """The visit that this request is."""
    visit: Visit = request.state.visit
    return visit
