"""The plan as a tree: branches by section, one row for each number, a square for each quarter."""

import pytest

from services.domain.task.lateness import OfficialStatus
from services.queries.plan_board import PlanBoard, plan_board
from services.queries.plan_items import PlanFilter
from services.queries.plan_places import branches_of, natural, place_of
from services.queries.plan_tree import PlanTree, plan_tree
from services.queries.reading import reading
from tests.api.ward import WebWard
from tests.due_days import due_of
from tests.projections.lives import live
from tests.queries.people import viewing_of

NOTHING = PlanFilter()


async def tree(
    web: WebWard, login: str = "chanhvp", choice: PlanFilter = NOTHING, branch: str = ""
) -> PlanTree:
    viewing = await viewing_of(web, login)
    async with reading(web.engine) as connection:
        return await plan_tree(connection, web.ward.ledger, choice, viewing, branch)


async def board(web: WebWard) -> PlanBoard:
    viewing = await viewing_of(web, "chanhvp")
    async with reading(web.engine) as connection:
        return await plan_board(connection, web.ward.ledger, NOTHING, viewing)


@pytest.mark.postgres
async def test_each_item_stands_in_one_row_and_each_of_its_tasks_in_one_quarter(
    web: WebWard,
) -> None:
    await live(web)
    whole = await board(web)
    shown = await tree(web)
    rows = [row for branch in shown.branches for row in branch.rows or ()]
    items = [entry.item for row in rows for entry in row.entries]
    assert sorted(item.stream for item in items) == sorted(
        line.item.stream for line in whole.lines
    )
    assert (shown.found, shown.total) == (len(rows), len(rows))
    for line in whole.lines:
        (row,) = (each for each in rows if each.code == line.item.opened.item_code)
        squares = [quarter for year in row.strip.years for quarter in year]
        for quarter in squares:
            due = [
                period.box
                for period in line.periods
                for on in (due_of(period.task).original,)
                if (on.year, (on.month + 2) // 3) == (quarter.year, quarter.number)
            ]
            assert sum(quarter.counts.values()) == len(due)
            assert all(quarter.counts[status] == due.count(status) for status in due)
        late = [each for each in line.periods if each.box is OfficialStatus.RUNNING_LATE]
        assert row.late == len(late)


@pytest.mark.postgres
async def test_a_tree_holds_what_exists_for_its_reader(web: WebWard) -> None:
    theirs = await tree(web, "truongphong")
    shown = {row.code for branch in theirs.branches for row in branch.rows or ()}
    assert "58-01" not in shown, "restricted work of another unit is dark"
    secret = await tree(web, "thanhtra", PlanFilter(sought="trật tự an toàn"))
    assert not secret.found, "nobody finds an item by a title that is not theirs to read"


@pytest.mark.parametrize(
    ("section", "name"),
    [
        ("II.5.1", "II.5.1"),
        ("II.3(2)", "II.3"),
        ("II.2(15), phụ lục dòng 15", "II.2"),
        ("mục III.4", "III.4"),
        ("phụ lục dòng 2", "phu-luc"),
        ("Lời nói đầu", "khac"),
        ("", "khac"),
    ],
)
def test_a_section_stands_under_the_first_place_that_it_names(section: str, name: str) -> None:
    assert place_of(section).name == name


def test_branches_stand_in_the_order_of_the_document_and_a_small_chapter_is_one() -> None:
    long = [f"II.{number}" for number in (10, 9)] * 11
    branches = branches_of([*long, "IX.1", "V.2", "III.1", "III.4", "phụ lục dòng 1", "khác"])
    names = [place.name for place in sorted(set(branches.values()))]
    assert names == ["II.9", "II.10", "III", "V", "IX", "phu-luc", "khac"]
    assert natural("II.3(2)") < natural("II.3(10)")
