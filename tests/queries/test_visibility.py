"""The condition that every list asks of the database is the domain's rule, row by row."""

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

import pytest
from sqlalchemy import Boolean, Date, Integer, Text, column, select, values
from sqlalchemy.dialects.postgresql import ARRAY

from services.domain.directory.acts.grant_office import WITHOUT_UNIT
from services.domain.inspection_scope import InspectionScope, WorkSpan
from services.domain.roles import Holder, Office, OfficeHeld
from services.domain.task.sight import Sight, Work, sight
from services.queries.visibility import visible
from tests import givens
from tests.api.fixtures import filled, web
from tests.api.ward import WebWard

__all__ = ["filled", "web"]
pytestmark = pytest.mark.postgres
UNITS = ("VP", "KTHTDT", "BCHQS", "elsewhere")
SPANS = (
    WorkSpan(date(2027, 1, 1), date(2027, 3, 31)),
    WorkSpan(date(2027, 3, 1), None),
    WorkSpan(date(2027, 9, 1), date(2027, 9, 30)),
)
PAIRS = tuple(
    product((None, *UNITS), ((), ("VP",), ("KTHTDT", "BCHQS")), (False, True), (None, "DA2"))
)
TASKS = [
    Work(lead, supporting, restricted=restricted, item=item, span=span)
    for (lead, supporting, restricted, item), span in product(PAIRS, SPANS)
]
ITEMS = [
    Work(lead, supporting, restricted=restricted, item=item or "51-08", span=None)
    for lead, supporting, restricted, item in PAIRS
]
SCOPES = (
    InspectionScope(units=("KTHTDT",)),
    InspectionScope(items=("DA2",)),
    InspectionScope(from_on=date(2027, 4, 1)),
    InspectionScope(until_on=date(2027, 2, 28)),
    InspectionScope(units=("VP",), items=("DA2",), from_on=date(2027, 9, 30)),
)
COMMON = (
    column("number", Integer),
    column("lead_unit", Text),
    column("supporting_units", ARRAY(Text)),
    column("restricted", Boolean),
)


def held(office: Office, unit: str, scope: InspectionScope | None = None) -> OfficeHeld:
    own = None if office in WITHOUT_UNIT else unit
    return OfficeHeld(office=office, unit=own, from_on=date(2026, 1, 1), scope=scope)


def rows_of_tasks() -> Any:
    return values(
        *COMMON,
        column("assignment", Text),
        column("spans_from", Date),
        column("spans_until", Date),
        name="tasks_given",
    ).data(
        [
            (*common(number, work), work.item, work.span.first_on, work.span.last_on)
            for number, work in enumerate(TASKS)
            if work.span is not None
        ]
    )


def rows_of_items() -> Any:
    rows = [(*common(number, work), work.item) for number, work in enumerate(ITEMS)]
    return values(*COMMON, column("code", Text), name="items_given").data(rows)


def common(number: int, work: Work) -> tuple[Any, ...]:
    return number, work.lead_unit, list(work.supporting_units), work.restricted


def holders() -> Iterator[Holder]:
    for offices in ([], *([each] for each in Office), [Office.ADMINISTRATOR, Office.INSPECTOR]):
        for unit in UNITS:
            yield holder(*(held(office, unit) for office in offices))
    for scope in SCOPES:
        limited = held(Office.INSPECTOR, "", scope)
        yield holder(limited)
        yield holder(limited, held(Office.SPECIALIST, "BCHQS"))
    yield holder(*(held(Office.INSPECTOR, "", scope) for scope in SCOPES[:2]))


def holder(*offices: OfficeHeld) -> Holder:
    return Holder(person_id=givens.SPACE, offices=offices)


@pytest.mark.parametrize(
    ("works", "rows"), [(TASKS, rows_of_tasks()), (ITEMS, rows_of_items())], ids=["tasks", "items"]
)
async def test_a_list_fetches_exactly_what_exists_for_its_reader(
    web: WebWard, works: list[Work], rows: Any
) -> None:
    policy, asked = givens.policy(), 0
    async with web.engine.connect() as connection:
        for reader in holders():
            result = await connection.execute(
                select(rows.c.number).where(visible(rows, policy, reader))
            )
            assert set(result.scalars()) == {
                number
                for number, work in enumerate(works)
                if sight(work, policy, reader) is not Sight.NOTHING
            }
            asked += 1
    assert asked >= len(Office) * len(UNITS) + len(SCOPES)
