"""Trợ giúp: what each desk is for, step by step, with a picture of the demonstration."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from api import board_words, help_desks, plan_desk
from api.deps import get_acting
from api.pages import page
from services.domain.errors import NotFound

router = APIRouter(prefix=help_desks.HELP, dependencies=[Depends(get_acting)])


@router.get("")
async def show(request: Request) -> Response:
    """Trợ giúp: all desks."""
    return page(request, "help/list.html", desks=help_desks.PAGES.values())


@router.get("/{slug}")
async def show_desk(request: Request, slug: str) -> Response:
    """One desk's help: no row of the ward is read for it."""
    desk = help_desks.PAGES.get(slug)
    if desk is None:
        raise NotFound("no-help", "Không có trang trợ giúp này. Hãy mở danh sách trợ giúp.")
    return page(
        request,
        f"help/{slug}.html",
        desk=desk,
        help_desks=help_desks,
        board_words=board_words,
        plan_desk=plan_desk,
    )
