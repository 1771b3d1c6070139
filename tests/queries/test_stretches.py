"""Lists with an end: their pages together are the whole, and the counts do not change."""

from typing import Final

import pytest

from api.labels import titles
from services.domain.task.state import Task
from services.queries import chase_board as boards
from services.queries import plan_board as plans
from services.queries.board_views import Board, BoardFilter, BoardList, BoardRow
from services.queries.reading import reading
from services.queries.stretch import WHOLE, Stretch
from tests.api.ward import WebWard
from tests.due_days import due_of
from tests.moment import today
from tests.projections.lives import live
from tests.queries.people import viewing_of

pytestmark = pytest.mark.postgres
ALL: Final = BoardFilter(sought=BoardList.ALL)


async def plan(web: WebWard, stretch: Stretch = WHOLE, year: int | None = None) -> plans.PlanBoard:
    viewing = await viewing_of(web, "chanhvp")
    async with reading(web.engine) as connection:
        return await plans.plan_board(
            connection, web.ward.ledger, plans.PlanFilter(), viewing, stretch=stretch, year=year
        )


async def board(web: WebWard, stretch: Stretch = WHOLE) -> Board:
    viewing = await viewing_of(web, "chanhvp")
    async with reading(web.engine) as connection:
        return await boards.chase_board(
            connection, web.ward.ledger, viewing, ALL, titles.named, stretch=stretch
        )


def lines(plan_board: plans.PlanBoard) -> list[plans.PlanLine]:
    return [line for _, of_kind in plan_board.kinds for line in of_kind]


async def test_the_pages_of_the_plan_are_the_plan(web: WebWard) -> None:
    await live(web)
    whole = await plan(web)
    assert whole.found == whole.total == len(lines(whole)) > 3
    paged: list[plans.PlanLine] = []
    for first in range(whole.total + 1):
        page = await plan(web, Stretch(first=first, length=1))
        assert (page.amounts, page.total, page.general) == (
            whole.amounts,
            whole.total,
            whole.general,
        )
        paged += lines(page)
    assert paged == lines(whole)


async def test_of_other_years_only_what_still_runs_is_shown_and_all_is_counted(
    web: WebWard,
) -> None:
    await live(web)
    whole, year = await plan(web), today().year
    due_in = {
        due_of(period.task).original.year for line in lines(whole) for period in line.periods
    }
    assert set(whole.years) == due_in
    other = await plan(web, year=min(due_in) - 1)
    assert [line.counts for line in lines(other)] == [line.counts for line in lines(whole)]
    shown: list[Task] = [period.task for line in lines(other) for period in line.periods]
    assert shown
    assert all(task.ending is None for task in shown)
    ended = {
        period.task.stream
        for line in lines(whole)
        for period in line.periods
        if period.task.ending and due_of(period.task).original.year == year
    }
    now = await plan(web, year=year)
    assert ended <= {period.task.stream for line in lines(now) for period in line.periods}


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
