"""The condition that every list asks of the database is the domain's rule, row by row."""

from datetime import date
from itertools import product

import pytest
from sqlalchemy import Boolean, Integer, Text, column, select, values
from sqlalchemy.dialects.postgresql import ARRAY

from services.domain.directory.acts.grant_office import WITHOUT_UNIT
from services.domain.roles import Holder, Office, OfficeHeld
from services.domain.task.sight import Sight, Work, sight
from services.queries.visibility import visible
from tests import givens
from tests.api.fixtures import filled, web
from tests.api.ward import WebWard

__all__ = ["filled", "web"]
pytestmark = pytest.mark.postgres
UNITS = ("VP", "KTHTDT", "BCHQS", "elsewhere")
WORKS = [
    Work(lead, supporting, restricted=restricted)
    for lead, supporting, restricted in product(
        (None, *UNITS), ((), ("VP",), ("KTHTDT", "BCHQS")), (False, True)
    )
]


def held(office: Office, unit: str) -> OfficeHeld:
    own = None if office in WITHOUT_UNIT else unit
    return OfficeHeld(office=office, unit=own, from_on=date(2026, 1, 1))


async def test_a_list_fetches_exactly_what_exists_for_its_reader(web: WebWard) -> None:
    rows = values(
        column("number", Integer),
        column("lead_unit", Text),
        column("supporting_units", ARRAY(Text)),
        column("restricted", Boolean),
        name="work",
    ).data(
        [
            (number, work.lead_unit, list(work.supporting_units), work.restricted)
            for number, work in enumerate(WORKS)
        ]
    )
    policy, asked = givens.policy(), 0
    async with web.engine.connect() as connection:
        for offices in (
            [],
            *([each] for each in Office),
            [Office.ADMINISTRATOR, Office.INSPECTOR],
        ):
            for unit in UNITS:
                holder = Holder(
                    person_id=givens.SPACE, offices=tuple(held(office, unit) for office in offices)
                )
                result = await connection.execute(
                    select(rows.c.number).where(visible(rows, policy, holder))
                )
                assert set(result.scalars()) == {
                    number
                    for number, work in enumerate(WORKS)
                    if sight(work, policy, holder) is not Sight.NOTHING
                }
                asked += 1
    assert asked >= len(Office) * len(UNITS)
