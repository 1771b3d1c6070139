"""The matrix's ward with its viewers signed in, and every route with its samples as questions."""

import re
from collections.abc import AsyncIterator, Collection, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from uuid import uuid5

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from httpx2 import AsyncClient, Response
from starlette.routing import Mount

from infra.randomness import RANDOMNESS
from services.commands.files import MemoryFileStore
from services.commands.proofs import secret_sha256
from services.commands.tokens import KeptToken
from services.domain.attempts import CommandRefused
from services.domain.directory.events import account_stream
from services.domain.directory.token_events import TokenIssued
from services.domain.directory.tokens import Scope
from tests.acts.rights import Given, State, Viewer
from tests.api.documents import document
from tests.api.matrix import BY_NUMBER, PERIODIC, TASKS, VIEWERS, Mark, marks, stream_of
from tests.api.matrix_ward import digest_of
from tests.api.route_samples import HARMLESS, READS, WRITES
from tests.api.sample_kinds import Read, Write
from tests.api.signed_log import served_log, sign_log
from tests.api.ward import MANY_CONNECTIONS, WebWard, current_task, opened
from tests.givens import SPACE, words
from tests.ledger.databases import LedgerDatabase
from tests.moment import today
from tests.projections.lives import tell

Route = tuple[str, str]  # method and path, as the application spells them
_OF_A_TASK: Final = ("{stream}", "{code}", "{sha256}")


def routes_of(app: FastAPI, prefix: str = "") -> Iterator[Route]:
    """Every route, also of what is mounted; HEAD is GET, and our own static files are no desk."""
    for iter_route_context in iter_route_contexts(app.router.routes):
        route = iter_route_context.original_route
        if isinstance(route, Mount):
            if isinstance(route.app, FastAPI):
                yield from routes_of(route.app, prefix + route.path)
            continue
        path = prefix + str(iter_route_context.path)
        for method in sorted(set(iter_route_context.methods or ()) - {"HEAD"}):
            yield method, path


def sampled() -> set[Route]:
    """The routes that the table of samples knows."""
    posts = {("POST", path) for path in (*WRITES, *HARMLESS)}
    return {("GET", path) for path in READS} | posts


def one_of_each(states: Collection[State] = frozenset(State)) -> tuple[Given, ...]:
    """One task of each relation and birth, restricted or not, with words or with figures; in
    turn one of the states each."""
    collected: dict[tuple[object, ...], list[Given]] = {}
    for task in TASKS:
        if task.state in states:
            kind = (task.relation, task.restricted, task.counted, task.birth)
            collected.setdefault(kind, []).append(task)
    return tuple(kind[turn % len(kind)] for turn, kind in enumerate(collected.values()))


def looked_at(viewer: Viewer) -> tuple[Given, ...]:
    """The tasks that a viewer is asked about one by one: a deputy about one of each kind.

    A deputy has the rights of the specialist of the same unit, whatever a task's state: whether
    every route knows that is asked, not once more what a specialist may in each state.
    """
    return one_of_each() if viewer.deputy else TASKS


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteAsked:
    """One question: an address of a route, and the task that it is about, if any."""

    route: str
    address: str
    task: Given | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixSite:
    """The ward with one browser for each viewer; a viewer's browser carries a token as well."""

    web: WebWard
    browsers: Mapping[Viewer, AsyncClient]
    files: MemoryFileStore
    place: Mapping[str, str]
    # One position for each kind of act and kind of task that it is about.
    positions: Sequence[tuple[int, str, Given | None]]
    answers: dict[tuple[Viewer, str], Response] = field(default_factory=dict)

    async def read(self, viewer: Viewer, address: str) -> Response:
        """What this viewer is shown there: asked once, for several tests look at one answer."""
        if (viewer, address) not in self.answers:
            self.answers[viewer, address] = await self.browsers[viewer].get(address)
        return self.answers[viewer, address]

    def reads(self, viewer: Viewer) -> Iterator[tuple[SiteAsked, Read]]:
        """Every question of the table of samples; a deputy's are fewer (see `looked_at`)."""
        for route, samples in READS.items():
            for read in samples if isinstance(samples, tuple) else (samples,):
                for asked in self.asked(route, read.at, looked_at(viewer)):
                    for query in read.queries:
                        address = f"{asked.address}?{query}" if query else asked.address
                        yield replace(asked, address=address), read

    def asked(
        self, route: str, at: Mapping[str, str], tasks: Collection[Given] = TASKS
    ) -> Iterator[SiteAsked]:
        """The addresses of a route: all tasks for a task's page, else one of each kind."""
        if "{position}" in route:
            for position, task in self._positions_of(route):
                if task is None or task in tasks:
                    yield SiteAsked(
                        route=route, address=route.replace("{position}", str(position)), task=task
                    )
        elif not at and any(name in route for name in _OF_A_TASK):
            kinds = tuple(task for task in one_of_each() if not needs_item(route, task))
            for task in tasks if route.endswith("{stream}") else kinds:
                yield SiteAsked(route=route, address=self.address(route, task), task=task)
        else:
            yield SiteAsked(route=route, address=self.address(route, PERIODIC[0], at), task=None)

    def _positions_of(self, route: str) -> Iterator[tuple[int, Given | None]]:
        """Each position is read on its page or by a program; every kind of act in both ways."""
        turns: dict[str, int] = {}
        for position, kind, task in self.positions:
            turn = turns.setdefault(kind, len(turns))
            turns[kind] += 1
            if turn % 2 == route.startswith("/api"):
                yield position, task

    def address(self, route: str, task: Given, at: Mapping[str, str] | None = None) -> str:
        """A route's path with its parameters filled in."""
        values = {
            "stream": stream_of(task),
            "code": task.code,
            "sha256": digest_of(task),
            "finding": f"D-{task.code}",
            "topic": "status",
            **self.place,
            **(at or {}),
        }
        return re.sub(r"\{(\w+)(?::path)?\}", lambda each: values[each[1]], route)

    async def send(self, viewer: Viewer, route: str, write: Write, task: Given) -> Response:
        """Do it as this viewer, with a form that is well made and of today."""
        client, address = self.browsers[viewer], self.address(route, task, write.at)
        head = {"Idempotency-Key": str(RANDOMNESS.new_id())}
        if write.raw is not None:
            head["Content-Type"] = "application/octet-stream"
            return await client.post(f"{address}?{write.query}", content=write.raw, headers=head)
        if write.json is not None:
            return await client.post(address, json=dict(write.json(task)), headers=head)
        assert write.form is not None, route
        form = {"command_id": "", "file_command_id": "", **write.form(task)}
        ids = ("command_id", "chon.task-")
        fields = {
            name: str(RANDOMNESS.new_id())
            if not value and any(each in name for each in ids)
            else value
            for name, value in form.items()
        }
        if write.files is None:
            return await client.post(address, data=fields)
        return await client.post(address, data=fields, files=dict(write.files(task)))


def needs_item(route: str, task: Given) -> bool:
    """Whether the route is about an item of the plan, which assigned work has not."""
    return "{code}" in route and task.is_assigned


@asynccontextmanager
async def opened_matrix(
    template: LedgerDatabase,
    files: MemoryFileStore,
    name: str,
    pool: Mapping[str, Any] = MANY_CONNECTIONS,
) -> AsyncIterator[MatrixSite]:
    """A copy of the filled ward, with everybody signed in."""
    async with AsyncExitStack() as stack:
        data = Path(stack.enter_context(TemporaryDirectory()))
        opening = opened(template, name, files=files, pool=pool, log=served_log(data))
        web = await stack.enter_async_context(opening)
        await sign_log(web, data)
        browsers = {}
        for viewer in VIEWERS:
            client = await stack.enter_async_context(web.browser(viewer.login))
            if viewer.login is not None:
                client.headers["Authorization"] = f"Bearer {await _secret(web, viewer.login)}"
            browsers[viewer] = client
        async with web.browser("xem-chief_of_office") as chief:
            address = await document(chief)
        place = {
            "token": "khong-co-lien-ket-nao-nhu-the-nay",
            "period": current_task("x").rpartition(".")[2],
            "person_id": str(await web.person_id("lam")),
            "token_id": str(uuid5(SPACE, "token")),
            "document": address.rpartition("/")[2],
        }
        yield MatrixSite(
            web=web, browsers=browsers, files=files, place=place, positions=await _positions(web)
        )


async def _secret(web: WebWard, login: str) -> str:
    """A token kept since the days when everybody held an office."""
    secret = RANDOMNESS.token()
    token = KeptToken(
        token_id=RANDOMNESS.new_id(),
        person_id=await web.person_id(login),
        scope=Scope.WRITE,
        ends_on=today() + timedelta(days=30),
    )
    issued = TokenIssued(
        person_id=token.person_id,
        token_id=token.token_id,
        label=words(),
        scope=token.scope.value,
        ends_on=token.ends_on,
        secret_sha256=secret_sha256(secret),
    )
    await tell(web.ward.ledger, account_stream(token.person_id), issued, name=login)
    await web.ward.tokens.store.put(secret, token)
    return secret


async def _positions(web: WebWard) -> list[tuple[int, str, Given | None]]:
    collected: dict[tuple[object, ...], tuple[int, str, Given | None]] = {}
    for fact in await web.ward.ledger.tail(0, 100_000):
        target = fact.event.target if isinstance(fact.event, CommandRefused) else fact.stream
        numbers = [number for kind, number in marks(target.encode()) if kind is Mark.CODE]
        category = target.partition("-")[0]
        of_work = numbers and category != "directive"  # who sees directives is another rule
        task = BY_NUMBER.get(numbers[0]) if of_work else None
        kind = (task.relation, task.restricted, task.birth) if task else (category,)
        collected.setdefault((fact.event.TYPE, *kind), (fact.position, fact.event.TYPE, task))
    return list(collected.values())
