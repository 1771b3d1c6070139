"""Khóa ký sổ: who signs the log, what was signed last, where it is kept outside, how to check."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import Response

from api.context import TheServices, get_acting
from api.ledger import labels, serving
from api.ledger.keys import known_keys, sha256_of
from api.web.pages import page
from services.domain.log_keys import key_id_of

router = APIRouter(prefix=labels.ADDRESS, dependencies=[Depends(get_acting)])


@router.get("")
async def show(request: Request, services: TheServices) -> Response:
    """The keys with their history, the newest checkpoint, the anchors and their windows."""
    log = services.log
    return page(
        request,
        "ledger/page.html",
        newest=log.newest() if log else None,
        log_status=log.status() if log else None,
        keys=await known_keys(services.ledger),
        key_id_of=key_id_of,
        sha256_of=sha256_of,
        labels=labels,
    )


@router.get("/diem-da-ky")
async def checkpoint(services: TheServices) -> Response:
    """The newest checkpoint as it was signed, to be kept outside. Raises NotFound."""
    answer = serving.newest_note(services)
    answer.headers["Content-Disposition"] = 'attachment; filename="diem-da-ky.txt"'
    return answer


@router.get("/bang-chung/{fact}")
async def proof(
    services: TheServices, fact: Annotated[int, Path(ge=1, le=serving.LARGEST)]
) -> Response:
    """The file that proves one fact, against the newest checkpoint. Raises NotFound."""
    return serving.inclusion_file(services, fact, None)
