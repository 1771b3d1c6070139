"""The relay: what Temporal refuses for good stands aside, and only its absence slows the rest."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from infra.clocks.relay import BATCH, POLL_SECONDS, Relay
from services.ledger.engine import make_engine
from services.ledger.postgres_outbox import PostgresAgendas, PostgresOutbox
from tests.ledger.databases import LedgerDatabase

pytestmark = pytest.mark.postgres
REFUSED_FOR_GOOD = set(RPCStatusCode) - {
    RPCStatusCode.OK,
    RPCStatusCode.UNAVAILABLE,
    RPCStatusCode.DEADLINE_EXCEEDED,
    RPCStatusCode.RESOURCE_EXHAUSTED,
}


@dataclass
class Server:
    """Temporal as the relay meets it: it takes every call but those it has an answer for."""

    answers: Mapping[str, RPCStatusCode] = field(default_factory=dict)
    called: list[str] = field(default_factory=list)

    async def start_workflow(self, kind: str, given: Any, **more: Any) -> None:
        assert kind
        assert more["start_signal"]
        self.called.append(given.stream)
        status = self.answers.get(given.stream)
        if status is not None:
            raise RPCError("exceeded the limit for signals", status, b"")


@pytest.fixture
async def outbox(database: LedgerDatabase) -> AsyncIterator[PostgresOutbox]:
    engine = make_engine(database.ward.relay, part="relay")
    yield PostgresOutbox(engine)
    await engine.dispose()


def relay_to(server: Server, outbox: PostgresOutbox) -> Relay:
    return Relay(outbox, cast("Client", server))


async def wake_ups(database: LedgerDatabase, app: AsyncEngine, *streams: str) -> None:
    """One row each, in this order."""
    agendas = PostgresAgendas(app, database.ward.ledger_id)
    for stream in streams:
        await agendas.ring([stream])


@pytest.mark.parametrize("status", sorted(REFUSED_FOR_GOOD), ids=lambda each: each.name)
async def test_a_refused_row_stands_aside_with_its_error_and_slows_nothing(
    database: LedgerDatabase, app: AsyncEngine, outbox: PostgresOutbox, status: RPCStatusCode
) -> None:
    await wake_ups(database, app, "task-1", "task-2", "task-1")
    relay = relay_to(Server({"task-1": status}), outbox)
    assert await relay.once() == 3
    assert (relay.status, relay.rung, relay.parked) == ("ok", 1, 2)
    assert relay._pause == POLL_SECONDS
    assert await outbox.fetch(10) == []
    parked = await outbox.parked(database.ward.ledger_id)
    assert [(wake_up.stream, wake_up.version) for wake_up in parked] == [
        ("task-1", 0),
        ("task-1", 0),
    ]
    assert parked[0].error == f"{status.name}: exceeded the limit for signals"


async def test_a_row_of_a_category_that_this_release_does_not_know_is_parked_and_not_lost(
    database: LedgerDatabase, app: AsyncEngine, outbox: PostgresOutbox
) -> None:
    await wake_ups(database, app, "surprise-1", "task-1")
    relay = relay_to(server := Server(), outbox)
    assert await relay.once() == 2
    assert server.called == ["task-1"]
    (parked,) = await outbox.parked(database.ward.ledger_id)
    assert parked.stream == "surprise-1"
    assert parked.error == "UnknownCategory: no category of a stream: 'surprise-1'"


async def test_five_hundred_refused_rows_in_front_delay_nobody(
    database: LedgerDatabase, app: AsyncEngine, outbox: PostgresOutbox
) -> None:
    refused = {f"task-{number}": RPCStatusCode.INVALID_ARGUMENT for number in range(BATCH)}
    agendas = PostgresAgendas(app, database.ward.ledger_id)
    await agendas.ring(list(refused))
    await wake_ups(database, app, "assignment-DA2")
    server = Server(refused)
    relay = relay_to(server, outbox)
    stop = asyncio.Event()
    running = asyncio.create_task(relay.run(stop))
    async with asyncio.timeout(20):
        while "assignment-DA2" not in server.called:  # noqa: ASYNC110  (another task's effect)
            await asyncio.sleep(0.01)
    stop.set()
    await running
    assert (relay.status, relay.rung, relay.parked) == ("ok", 1, BATCH)
    assert len(server.called) == BATCH + 1, "what stands aside is not tried again"


@pytest.mark.parametrize(
    "status", sorted(set(RPCStatusCode) - REFUSED_FOR_GOOD - {RPCStatusCode.OK})
)
async def test_while_temporal_is_away_every_row_waits_and_the_next_round_comes_later(
    database: LedgerDatabase, app: AsyncEngine, outbox: PostgresOutbox, status: RPCStatusCode
) -> None:
    streams = [f"task-{number}" for number in range(100)]
    await PostgresAgendas(app, database.ward.ledger_id).ring(streams)
    server = Server(dict.fromkeys(streams, status))
    relay = relay_to(server, outbox)
    assert await relay.once() == 0
    assert relay.status == "temporal_away"
    assert POLL_SECONDS < relay._pause <= 1.0, "one outage is one step back, however many rows"
    assert len(await outbox.fetch(200)) == 100
    assert await outbox.parked(database.ward.ledger_id) == []
    server.answers = {}
    assert await relay.once() == 100
    assert (relay.status, relay._pause) == ("ok", POLL_SECONDS)


async def test_a_parked_row_rings_again_when_somebody_asks_for_it(
    database: LedgerDatabase, app: AsyncEngine, outbox: PostgresOutbox
) -> None:
    await wake_ups(database, app, "task-1")
    server = Server({"task-1": RPCStatusCode.INVALID_ARGUMENT})
    relay = relay_to(server, outbox)
    await relay.once()
    assert await outbox.retry(database.neighbour.ledger_id) == 0
    assert await outbox.retry(database.ward.ledger_id) == 1
    server.answers = {}
    assert await relay.once() == 1
    assert await outbox.parked(database.ward.ledger_id) == []
    assert await outbox.retry(database.ward.ledger_id) == 0
