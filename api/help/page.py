"""Trợ giúp: what each page is for, step by step, with a picture of the demonstration."""

from typing import Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from api.board import labels as board_labels
from api.context import TheServices, get_acting
from api.help.searching import MOST_LETTERS, topics_with
from api.web import help_topics
from api.web.pages import page
from services.domain.errors import NotFound

NO_HELP: Final = NotFound("no-help", "Không có trang trợ giúp này. Hãy mở danh sách trợ giúp.")
router = APIRouter(prefix=help_topics.HELP, dependencies=[Depends(get_acting)])


@router.get("")
async def show(request: Request, tim: str = "") -> Response:
    """Trợ giúp: the list of its topics, or of those that hold some words."""
    return page(
        request,
        "help/list.html",
        topics=topics_with(tim),
        typed=tim,
        most_letters=MOST_LETTERS,
    )


@router.get("/kieu")
async def show_parts(request: Request, services: TheServices) -> Response:
    """Kiểu trình bày: every part of the pages in every state, for whoever builds them."""
    if not services.demonstration:
        raise NO_HELP
    return page(request, "help/kieu.html")


@router.get("/{slug}")
async def show_topic(request: Request, slug: str) -> Response:
    """The help of one page: no row of the ward is read for it."""
    topic = help_topics.PAGES.get(slug)
    if topic is None:
        raise NO_HELP
    return page(
        request,
        f"help/{slug}.html",
        topic=topic,
        help_topics=help_topics,
        board_labels=board_labels,
    )
