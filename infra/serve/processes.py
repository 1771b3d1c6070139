"""The server processes of an installation: worker, relay, web. Each serves one installation."""

import asyncio
import os
import signal
import socket
import time
from collections.abc import Coroutine
from typing import Any

import structlog
from temporalio.client import Client
from temporalio.service import RPCError

from infra.clocks.relay import Relay
from infra.clocks.schedules import ensure_reconcile
from infra.fulfilling.queue import request_queues
from infra.serve.auditor import anchors_of, make_log_job, only_writer, tell
from infra.serve.health import Counts, beat
from infra.serve.web_processes import listening_socket
from infra.serve.worker import make_worker
from infra.settings import Installation, InstallationFile
from infra.stores.audit_requests import PostgresAuditRequests
from infra.wiring import make_ward
from services.contracts import (
    ASSIGNMENT_WORKFLOW,
    DIRECTIVE_WORKFLOW,
    PROGRAMME_WORKFLOW,
    TASK_WORKFLOW,
)
from services.ledger.engine import make_engine
from services.ledger.postgres_health import PostgresHealth
from services.ledger.postgres_outbox import PostgresOutbox

_log = structlog.get_logger("parts")
_OPEN_WORKFLOWS = (
    "ExecutionStatus = 'Running' AND WorkflowType IN"
    f" ('{ASSIGNMENT_WORKFLOW}', '{TASK_WORKFLOW}', '{DIRECTIVE_WORKFLOW}',"
    f" '{PROGRAMME_WORKFLOW}')"
)


def run_part(part: str, there: Installation, listener: int | None = None) -> None:
    """Run one part until it is told to stop; raises where it cannot start.

    `listener` is the socket of the pages that the supervisor holds; without it one is opened.
    """
    installation = there.read()
    if part.startswith("web"):
        from infra.serve.web import serve  # noqa: PLC0415  (worker and relay carry no pages)

        entry = (
            listening_socket(installation.web_port)
            if listener is None
            else socket.socket(fileno=listener)
        )
        asyncio.run(serve(installation, there, part, entry))
        return
    if part == "auditor":
        asyncio.run(_auditor(there, installation))
        return
    mains = {"worker": _worker, "relay": _relay}
    asyncio.run(mains[part](installation))


def _stop_on_signals() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return stop


async def _until(stop: asyncio.Event, *works: Coroutine[Any, Any, None]) -> None:
    """Run until told to stop; a work that ends by itself ends the part, with its error."""
    tasks = [asyncio.create_task(work) for work in works]
    waiting = asyncio.create_task(stop.wait())
    done, _ = await asyncio.wait({*tasks, waiting}, return_when=asyncio.FIRST_COMPLETED)
    for task in {*tasks, waiting} - done:
        task.cancel()
    await asyncio.gather(*tasks, waiting, return_exceptions=True)
    for task in done - {waiting}:
        task.result()


async def _worker(installation: InstallationFile) -> None:
    stop = _stop_on_signals()
    engine = make_engine(installation.app, part="worker", pool_size=8, pool_pre_ping=True)
    client = await installation.temporal.connect()
    await ensure_reconcile(client, installation.ledger_id)
    wards = {installation.ledger_id: make_ward(engine, installation.ledger_id).due_actions}
    health = PostgresHealth(engine, installation.ledger_id)

    async def look() -> tuple[str, Counts]:
        return "ok", {}

    async with make_worker(client, wards):
        _log.info("worker_started", ledger_id=installation.ledger_id)
        await _until(stop, beat(health, "worker", look))
    await engine.dispose()
    _log.info("worker_stopped", ledger_id=installation.ledger_id)


async def _relay(installation: InstallationFile) -> None:
    stop = _stop_on_signals()
    engine = make_engine(installation.relay, part="relay", pool_size=2, pool_pre_ping=True)
    client = await installation.temporal.connect()
    relay = Relay(PostgresOutbox(engine), client)
    health = PostgresHealth(engine, installation.ledger_id)

    async def look() -> tuple[str, Counts]:
        running = await _open_workflows(client)
        status = relay.status if running is not None else "temporal_away"
        return status, {"open_workflows": running, "rung": relay.rung}

    _log.info("relay_started", ledger_id=installation.ledger_id)
    await _until(stop, relay.run(stop), beat(health, "relay", look))
    await engine.dispose()
    _log.info("relay_stopped", ledger_id=installation.ledger_id)


async def _auditor(there: Installation, installation: InstallationFile) -> None:
    stop = _stop_on_signals()
    engine = make_engine(installation.auditor, part="auditor", pool_size=3, pool_pre_ping=True)
    with only_writer(there.log):
        anchors = anchors_of(there, installation, os.environ)
        job = make_log_job(engine, there, installation.ledger_id, anchors)
        requests = PostgresAuditRequests(engine, installation.ledger_id)
        queues = request_queues(there, requests, time.time)
        _log.info("auditor_started", ledger_id=installation.ledger_id)
        beside = [*(each.run() for each in job.anchors), *(each.run() for each in queues)]
        await _until(stop, job.run(stop), tell(job), *beside)
    await engine.dispose()
    _log.info("auditor_stopped", ledger_id=installation.ledger_id)


async def _open_workflows(client: Client) -> int | None:
    """How many clocks run; None while Temporal cannot say."""
    try:
        return (await client.count_workflows(_OPEN_WORKFLOWS)).count
    except RPCError as error:
        _log.warning("workflows_not_counted", error=type(error).__name__)
        return None
