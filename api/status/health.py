"""How the installation is, for the supervisor and whoever watches it: JSON, nobody signs in."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from api.context import LOOPBACK, TheServices
from services.domain.instants import day_of
from services.ledger.port import LedgerBusy, LedgerUnavailable
from services.ledger.tlog.served import ServedLog
from services.queries.health import health
from services.queries.reading import reading

router = APIRouter()


@router.get("/healthz")
async def healthz(request: Request, services: TheServices) -> JSONResponse:
    """What each part last said, and how much there is; 503 where the database is away.

    How much the ward has to do is told on its own machine alone.
    """
    try:
        async with reading(services.engine) as connection:
            today = day_of((await services.ledger.read([])).read_at)
            state_of_health = await health(
                connection, services.ledger_id, today, services.web_parts, _auditor(services.log)
            )
    except LedgerBusy:
        return JSONResponse(
            {"status": "busy", "parts": {"database": "busy"}, "counts": {}},
            status_code=HTTPStatus.SERVICE_UNAVAILABLE,
        )
    except LedgerUnavailable:
        return JSONResponse(
            {"status": "down", "parts": {"database": "down"}, "counts": {}},
            status_code=HTTPStatus.SERVICE_UNAVAILABLE,
        )
    body: dict[str, Any] = {"status": state_of_health.status, "parts": dict(state_of_health.parts)}
    if request.client is not None and request.client.host in LOOPBACK:
        body["counts"] = dict(state_of_health.counts)
    return JSONResponse(body)


def _auditor(log: ServedLog | None) -> Mapping[str, str | None]:
    """How the part fares that signs the log: its login writes nothing to the database."""
    if log is None:
        return {}
    status = log.status()
    return {"auditor": None if status is None else status.part_state}
