"""The witness over HTTP: small requests, short answers, no sign of what goes on inside.

`POST /add-checkpoint` is C2SP tlog-witness. `GET /checkpoint?origin=` gives the newest checkpoint
that was cosigned, `GET /signed?origin=&after=` the list of all, `GET /key` the public key.
"""

import asyncio
import socket
from http import HTTPStatus
from itertools import islice
from typing import Final

import structlog
import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from infra.witness.folder import WitnessFolder
from infra.witness.requests import ADD_CHECKPOINT, LARGEST_REQUEST, NEWEST, SIGNED
from infra.witness.witness import Witness
from services.ledger.tlog.errors import NotProven

ON_A_PAGE: Final = 200
_LARGEST_PAGE: Final = 256 * 1024
_SECONDS_TO_SEND: Final = 10
_AT_ONCE: Final = 32
_LONGEST_HEADERS: Final = 16 * 1024

_log = structlog.get_logger("witness")


def make_app(witness: Witness) -> Starlette:
    """The service of one witness."""
    files = witness.store.files

    async def add(request: Request) -> Response:
        body = await _body(request)
        answer = await run_in_threadpool(witness.add_checkpoint, body)
        if answer.status != HTTPStatus.OK:
            _log.warning("checkpoint_not_cosigned", status=int(answer.status))
        # Starlette adds a charset to every media type that begins with text/.
        headers = {"content-type": answer.media}
        return Response(answer.body, status_code=answer.status, headers=headers)

    async def key(_: Request) -> Response:
        return PlainTextResponse(f"{witness.store.signer.verifier.text()}\n")

    async def newest(request: Request) -> Response:
        note = await run_in_threadpool(files.newest, _origin(request, witness))
        if note is None:
            raise HTTPException(HTTPStatus.NOT_FOUND, "nothing was seen of this log yet")
        return Response(note, media_type="text/plain")

    async def signed(request: Request) -> Response:
        origin, after = _origin(request, witness), request.query_params.get("after", "")
        try:
            page = await run_in_threadpool(_page, files, origin, after)
        except NotProven as problem:
            raise HTTPException(HTTPStatus.BAD_REQUEST, str(problem)) from problem
        return JSONResponse({"signed": [{"name": name, "note": note} for name, note in page]})

    return Starlette(
        routes=[
            Route(ADD_CHECKPOINT, add, methods=["POST"]),
            Route("/key", key),
            Route(NEWEST, newest),
            Route(SIGNED, signed),
        ]
    )


async def serve_witness(witness: Witness, listener: socket.socket) -> None:
    """Serve on the socket until told to stop."""
    config = uvicorn.Config(
        make_app(witness),
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=_AT_ONCE,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=5,
        h11_max_incomplete_event_size=_LONGEST_HEADERS,
        http="h11",
    )
    _log.info("witness_started", address=str(listener.getsockname()))
    await uvicorn.Server(config).serve(sockets=[listener])


async def _body(request: Request) -> bytes:
    """The body, where it is small and comes soon."""
    body = bytearray()
    try:
        async with asyncio.timeout(_SECONDS_TO_SEND):
            async for part in request.stream():
                body += part
                if len(body) > LARGEST_REQUEST:
                    raise HTTPException(
                        HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "the body is too large"
                    )
    except (TimeoutError, ClientDisconnect) as problem:
        raise HTTPException(HTTPStatus.REQUEST_TIMEOUT, "the body came too slowly") from problem
    return bytes(body)


def _origin(request: Request, witness: Witness) -> str:
    origin = request.query_params.get("origin", "")
    if origin not in witness.store.origins:
        raise HTTPException(HTTPStatus.NOT_FOUND, "this witness does not serve such a log")
    return origin


def _page(files: WitnessFolder, origin: str, after: str) -> list[tuple[str, str]]:
    page: list[tuple[str, str]] = []
    size = 0
    for name, note in islice(files.signed(origin, after), ON_A_PAGE):
        size += len(note)
        if page and size > _LARGEST_PAGE:
            break
        page.append((name, note.decode(errors="replace")))
    return page
