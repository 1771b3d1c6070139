"""One workflow at a time on the real server, with a clock that is moved for it alone."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from temporalio.client import Client, WorkflowHandle
from temporalio.service import RPCError
from temporalio.testing import TimeSkipper, TimeSkippingConfig

from infra.clocks.relay import ring
from infra.engines.temporal.engine import TemporalEngine
from infra.serve.worker import make_worker
from services.contracts import workflow_id
from tests.memory_ward import MemoryWard, shipped_plan

PATIENCE = 30.0


@dataclass
class ClockWorld:
    """A ward in memory whose clocks are real workflows of the production worker."""

    ward: MemoryWard
    skipper: TimeSkipper

    @property
    def client(self) -> Client:
        return self.skipper.client

    def handle(self, stream: str) -> WorkflowHandle[object, object]:
        return self.client.get_workflow_handle(workflow_id(self.ward.ledger.ledger_id, stream))

    async def ring(self, stream: str) -> None:
        """What the relay does."""
        await ring(self.client, self.ward.ledger.ledger_id, stream)

    async def skip(self, stream: str, span: timedelta) -> None:
        """Move one workflow's clock; never for ever (the server waits where no worker is)."""
        await asyncio.wait_for(self.skipper.fast_forward(self.handle(stream), span), PATIENCE)

    async def until(self, what: Callable[[], Awaitable[bool]]) -> None:
        """Wait for an effect."""
        async with asyncio.timeout(PATIENCE):
            while not await what():  # noqa: ASYNC110  (the effect is in another process)
                await asyncio.sleep(0.02)

    async def history(self, stream: str, run_id: str | None = None) -> str:
        """The history of a stream's workflow, as it is kept."""
        handle = self.client.get_workflow_handle(
            workflow_id(self.ward.ledger.ledger_id, stream), run_id=run_id
        )
        return (await handle.fetch_history()).to_json()

    async def types(self, stream: str) -> list[str]:
        """The types of a stream's facts."""
        facts = (await self.ward.ledger.read([stream])).of(stream)
        return [fact.event.TYPE for fact in facts]


@pytest.fixture
async def world(
    temporal: TemporalEngine, request: pytest.FixtureRequest
) -> AsyncIterator[ClockWorld]:
    """The shipped plan, active since an hour ago, with no relay and no reconcile.

    A test may ask for a ward that began longer ago: the span is the fixture's parameter.
    """
    client = await temporal.connection().connect()
    now = datetime.now(UTC)  # noqa: TID251  (a workflow's clock begins at the real one)
    letters = "abcdefghijklmnopqrstuvwxyz"
    name = "".join(letters[ord(c) % 26] for c in request.node.name)[-8:]
    began_at = now - getattr(request, "param", timedelta(hours=1))
    ward = MemoryWard(began_at, f"demo-given-{name}")
    await ward.open()
    await ward.activate(*shipped_plan())
    await ward.settle()
    skipper = TimeSkipper(client, config=TimeSkippingConfig(enabled=False))
    wards = {ward.ledger.ledger_id: ward.due_actions}
    world = ClockWorld(ward, skipper)
    async with make_worker(skipper.client, wards):
        yield world
        async for list_workflow in client.list_workflows(
            f"WorkflowId STARTS_WITH '{ward.ledger.ledger_id}/' AND ExecutionStatus = 'Running'"
        ):
            try:
                await client.get_workflow_handle(list_workflow.id).terminate()
            except RPCError:  # it ended by itself meanwhile
                continue
