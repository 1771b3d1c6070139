"""Figures as rows, also those that were reported before there was a table for them."""

import importlib.util
from decimal import Decimal
from types import ModuleType

import pytest
from sqlalchemy import NullPool, create_engine, make_url, select

from services.domain.task.commands import ConfirmSubmission
from services.domain.task.events import Ground
from services.projections.tables import measure_values
from tests.api.ward import WebWard
from tests.givens import ROOT
from tests.projections.lives import act, approval, figures, live, returned

pytestmark = pytest.mark.postgres
Rows = list[tuple[object, ...]]


async def rows(web: WebWard) -> Rows:
    async with web.engine.connect() as connection:
        statement = select(measure_values).order_by(*measure_values.primary_key)
        return [tuple(row) for row in await connection.execute(statement)]


def migration() -> ModuleType:
    path = ROOT / "infra/migrations/versions/0008_log.py"
    spec = importlib.util.spec_from_file_location("log_migration", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


async def test_the_newest_report_stands_and_is_accepted_only_by_its_own_confirmation(
    web: WebWard,
) -> None:
    rate = web.task("CT10")
    await act(web, "chuyenvien", figures(rate, value="90"))
    await act(web, "truongphong", approval(rate, 1))
    await act(web, "chanhvp", returned(rate, 1, Ground.FAILED_QUALITY))
    await act(web, "chuyenvien", figures(rate, after=1, value="96.5"))
    assert {row[5] for row in await rows(web)} == {None, Decimal("96.5"), Decimal(1)}
    assert {row[7] for row in await rows(web)} == {None}
    await act(web, "truongphong", approval(rate, 2))
    await act(web, "chanhvp", lambda _: ConfirmSubmission(stream=rate, submission=2))
    assert None not in {row[7] for row in await rows(web)}


@pytest.mark.parametrize("confirmed", [True, False])
async def test_the_migration_tells_what_was_reported_before_as_the_projection_does(
    web: WebWard, confirmed: bool
) -> None:
    await live(web)
    if confirmed:
        rate = web.task("CT10")
        await act(web, "truongphong", approval(rate, 1))
        await act(web, "chanhvp", lambda _: ConfirmSubmission(stream=rate, submission=1))
    live_rows = await rows(web)
    assert len(live_rows) == 3
    url = make_url(web.database.admin).set(drivername="postgresql+psycopg")
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM measure_values")
        migration().tell_before(connection)
    engine.dispose()
    assert await rows(web) == live_rows
