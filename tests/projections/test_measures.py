"""Figures as rows: the newest answer to each measure, and the day it was accepted."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Row, select

from services.domain.task.acts.confirm_submission import ConfirmSubmission
from services.domain.task.events import Ground
from services.projections.tables import measure_values
from tests.api.ward import WebWard
from tests.projections.lives import act, approval, figures, returned

pytestmark = pytest.mark.postgres


async def rows(web: WebWard) -> Sequence[Row[Any]]:
    async with web.engine.connect() as connection:
        statement = select(measure_values).order_by(*measure_values.primary_key)
        return (await connection.execute(statement)).all()


async def test_the_newest_report_stands_and_is_accepted_only_by_its_own_confirmation(
    web: WebWard,
) -> None:
    rate = web.task("CT10")
    await act(web, "chuyenvien", figures(rate, value="90"))
    await act(web, "truongphong", approval(rate, 1))
    await act(web, "chanhvp", returned(rate, 1, Ground.FAILED_CONTENT))
    await act(web, "chuyenvien", figures(rate, after=1, value="96.5"))
    assert {row.value for row in await rows(web)} == {None, Decimal("96.5"), Decimal(1)}
    assert {row.counted_on for row in await rows(web)} == {None}
    await act(web, "truongphong", approval(rate, 2))
    await act(web, "chanhvp", lambda _: ConfirmSubmission(stream=rate, submission=2))
    assert None not in {row.counted_on for row in await rows(web)}
