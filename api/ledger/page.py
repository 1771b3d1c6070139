"""Khóa ký sổ: who signs the log, what was signed last, where it is kept outside, how to check."""

import hashlib
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import Response

from api.context import Services, TheServices, Viewer, get_acting
from api.errors import FormProblem, command_ids
from api.ledger import labels, serving
from api.ledger.keys import known_keys, sha256_of
from api.ledger.requested import (
    RequestStage,
    may_ask_case,
    may_verify,
    reads_reports,
    shown_cases,
    shown_verifications,
    takes_all_cases,
)
from api.web.forms import Typed
from api.web.pages import page
from services.commands.acting import Acting
from services.domain.log_keys import key_id_of
from services.queries.audit_requests import CASE_KEPT_DAYS
from services.queries.log_choices import log_choices
from services.queries.log_rights import Reader
from services.queries.reading import reading

router = APIRouter(prefix=labels.ADDRESS, dependencies=[Depends(get_acting)])
_FORMS: Final = ("kiem-tra", "ho-so")


@router.get("")
async def show(
    request: Request, services: TheServices, acting: Viewer, xong: str = ""
) -> Response:
    """The keys with their history, the newest checkpoint, the anchors and their windows."""
    return await key_page(request, services, acting, asked=xong if xong in labels.DONE else "")


async def key_page(
    request: Request,
    services: Services,
    acting: Acting,
    *,
    asked: str = "",
    problem: FormProblem | None = None,
) -> Response:
    """The page as it is now; a refused request for a case file keeps what was typed.

    `asked` is what was asked for just now, by its key in `labels.DONE`.
    """
    log = services.log
    reader = Reader(services.ledger_id, acting.holder, acting.rules.policy)
    async with reading(services.engine) as connection:
        keys = await known_keys(services.ledger)
        verifications = await shown_verifications(connection, services)
        cases = await shown_cases(connection, services, acting)
        offered = may_ask_case(acting) and log is not None
        choices = await log_choices(connection, services.ledger, reader) if offered else None
    return page(
        request,
        "ledger/page.html",
        status=problem.status if problem else 200,
        newest=log.newest() if log else None,
        log_status=log.status() if log else None,
        keys=keys,
        key_id_of=key_id_of,
        sha256_of=sha256_of,
        verifier_sha256=hashlib.sha256(services.verifier).hexdigest(),
        labels=labels,
        stages=RequestStage,
        verifications=verifications,
        may_verify=may_verify(acting) and log is not None,
        reads_reports=reads_reports(acting),
        cases=cases,
        looks_again_at=f"{labels.ADDRESS}?xong={asked}"
        if asked and any(each.is_open for each in (*verifications[:1], *cases))
        else "",
        kept_days=CASE_KEPT_DAYS,
        all_cases=takes_all_cases(acting),
        choices=choices,
        command_ids=command_ids(services, _FORMS, "ho-so" if problem else "", problem),
        done=labels.DONE.get(asked, ""),
        problem=problem,
        typed=problem.typed if problem else Typed({}),
        again=labels.ADDRESS,
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


@router.get(f"/{labels.VERIFIER}")
async def verifier(services: TheServices) -> Response:
    """The program that checks an archive on another machine; its digest stands on the page."""
    headers = {"Content-Disposition": f'attachment; filename="{labels.VERIFIER}"'}
    return Response(services.verifier, media_type="text/x-python", headers=headers)
