"""Toàn văn: the document line by line, with what each piece of it became."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.context import TheServices, Viewer
from api.documents.list_page import address_of
from api.web.addresses import stream_of
from api.web.bodies import UPLOAD
from api.web.pages import page
from services.domain.plan_document.authority import require_settling
from services.domain.plan_document.reading import PieceRole, Reading
from services.plandoc.reading.coverage import ROLES, counted
from services.queries.plan_documents import open_document

router = APIRouter(prefix=UPLOAD + "/{document}")


@router.get("/toan-van")
async def show(request: Request, services: TheServices, acting: Viewer, document: str) -> Response:
    """Toàn văn: each line beside its role; raises NotAllowed, NotFound."""
    require_settling(acting.holder, acting.rules.policy)
    opened = await open_document(services.ledger, stream_of(document))
    return page(
        request,
        "documents/text.html",
        address=address_of(opened.state.stream),
        found=opened,
        pieces=opened.reading.pieces,
        counts=counted(opened.reading.pieces),
        roles=ROLES,
        unread=PieceRole.UNREAD,
        asked=_findings_of_lines(opened.reading),
    )


def _findings_of_lines(reading: Reading) -> Mapping[str, int]:
    """Under which number the document's page asks about the unread lines of a section."""
    return {
        finding.place: number
        for number, finding in enumerate(reading.findings, start=1)
        if finding.code == "lines-unread"
    }
