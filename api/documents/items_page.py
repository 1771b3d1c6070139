"""Các mục đọc được: each item of a plan document beside its own words, kind by kind."""

from collections.abc import Sequence
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.context import TheServices, Viewer
from api.documents.list_page import address_of
from api.documents.paging import rows_page
from api.web.addresses import stream_of
from api.web.bodies import UPLOAD
from api.web.pages import page
from services.domain.plan.draft import ItemDraft, ItemKind
from services.domain.plan_document.authority import require_settling
from services.queries.plan_documents import DocumentPage, document_page

router = APIRouter(prefix=UPLOAD + "/{document}")
_AT_ONCE: Final = 8  # items of one page, each beside its sentences


@router.get("/cac-muc")
async def show_items(
    request: Request, services: TheServices, acting: Viewer, document: str
) -> Response:
    """Các mục: of one kind, some at a time; `muc` is an item that somebody looks for."""
    require_settling(acting.holder, acting.rules.policy)
    result = await document_page(services.ledger, stream_of(document))
    asked = request.query_params
    kind = _kind_of(result, asked.get("loai", ""), asked.get("muc", ""))
    items = result.items[kind]
    return page(
        request,
        "documents/items.html",
        address=address_of(result.opened.state.stream),
        found=result,
        draft=result.draft,
        kind=kind,
        shown=rows_page(items, asked, _AT_ONCE, _page_with(items, asked.get("muc", ""))),
    )


def _kind_of(found: DocumentPage, asked: str, sought: str) -> ItemKind:
    """That of the item that is looked for, else the one that is asked for, else the first."""
    for kind, items in found.items.items():
        if sought and sought in {item.code for item in items}:
            return kind
    return next((kind for kind in found.items if kind == asked), next(iter(found.items)))


def _page_with(items: Sequence[ItemDraft], sought: str) -> int:
    codes = [item.code for item in items]
    return codes.index(sought) // _AT_ONCE + 1 if sought in codes else 1
