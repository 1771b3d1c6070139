"""Trợ giúp: what each page is for, step by step, with a picture of the demonstration."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from api.board import labels as board_labels
from api.context import get_acting
from api.plan import labels as plan_labels
from api.web import help_topics
from api.web.pages import page
from services.domain.errors import NotFound

router = APIRouter(prefix=help_topics.HELP, dependencies=[Depends(get_acting)])


@router.get("")
async def show(request: Request) -> Response:
    """Trợ giúp: the list of its topics."""
    return page(request, "help/list.html", topics=help_topics.PAGES.values())


@router.get("/{slug}")
async def show_topic(request: Request, slug: str) -> Response:
    """The help of one page: no row of the ward is read for it."""
    topic = help_topics.PAGES.get(slug)
    if topic is None:
        raise NotFound("no-help", "Không có trang trợ giúp này. Hãy mở danh sách trợ giúp.")
    return page(
        request,
        f"help/{slug}.html",
        topic=topic,
        help_topics=help_topics,
        board_labels=board_labels,
        plan_labels=plan_labels,
    )
