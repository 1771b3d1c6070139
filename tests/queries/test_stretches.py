"""Lists with an end: their pages together are the whole, and the counts do not change."""

from typing import Final

import pytest

from api.labels import titles
from services.queries import chase_board as boards
from services.queries.board_views import Board, BoardFilter, BoardList, BoardRow
from services.queries.reading import reading
from services.queries.stretch import WHOLE, Stretch
from tests.api.ward import WebWard
from tests.projections.lives import live
from tests.queries.people import viewing_of

pytestmark = pytest.mark.postgres
ALL: Final = BoardFilter(sought=BoardList.ALL)


async def board(web: WebWard, stretch: Stretch = WHOLE) -> Board:
    viewing = await viewing_of(web, "chanhvp")
    async with reading(web.engine) as connection:
        return await boards.chase_board(
            connection, web.ward.ledger, viewing, ALL, titles.named, stretch=stretch
        )


async def test_the_pages_of_a_list_of_the_board_are_the_list(web: WebWard) -> None:
    await live(web)
    whole = await board(web)
    assert whole.found == len(whole.rows) > 2
    paged: list[BoardRow] = []
    for first in range(whole.found + 1):
        page = await board(web, Stretch(first=first, length=1))
        assert (page.found, page.waiting) == (whole.found, whole.waiting)
        assert (page.lines, page.totals, page.counts) == (whole.lines, whole.totals, whole.counts)
        assert page.to_confirm == whole.to_confirm[:1]
        paged += page.rows
    assert tuple(paged) == whole.rows
