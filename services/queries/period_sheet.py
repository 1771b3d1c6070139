"""Phiếu báo cáo kỳ: every open task that a unit leads in one period, on one page."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.context import DecisionContext
from services.domain.roles import WORKING, Holder
from services.ledger.port import Ledger
from services.projections.tables import tasks
from services.queries.last_period import LastPeriod, last_periods
from services.queries.task_page import task_pages
from services.queries.views import TaskPage


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodCount:
    """How many tasks of a unit are open in a period, and how many are finished."""

    unit: str
    period: str
    open: int
    done: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodSheet:
    """The tasks of a unit for a period: to fill in, to be signed by this person, elsewhere.

    `before` holds what was confirmed in the period before, by the task's stream.
    """

    unit: str
    period: str
    fill: tuple[TaskPage, ...]
    sign: tuple[TaskPage, ...]
    elsewhere: tuple[TaskPage, ...]
    done: int
    before: Mapping[str, LastPeriod]

    @property
    def drafted(self) -> tuple[str, ...]:
        """The tasks whose form may be kept as a draft: never a restricted one."""
        return tuple(each.task.stream for each in self.fill if not each.task.restricted)


def own_units(holder: Holder) -> tuple[str, ...]:
    """The units on whose reports this person works."""
    held = (office.unit for office in holder.offices if office.office in WORKING)
    return tuple(dict.fromkeys(unit for unit in held if unit is not None))


async def periods_of(
    connection: AsyncConnection, ledger_id: str, holder: Holder
) -> tuple[PeriodCount, ...]:
    """The periods in which these units still have open tasks, the nearest due date first."""
    open_count = func.count().filter(tasks.c.ending.is_(None))
    statement = (
        select(
            tasks.c.lead_unit,
            tasks.c.period,
            open_count.label("open"),
            func.count().filter(tasks.c.ending.is_not(None)).label("done"),
        )
        .where(tasks.c.ledger_id == ledger_id, tasks.c.lead_unit.in_(own_units(holder)))
        .where(tasks.c.period.is_not(None))
        .group_by(tasks.c.lead_unit, tasks.c.period)
        .having(open_count > 0)
        .order_by(tasks.c.lead_unit, func.min(tasks.c.due_on), tasks.c.period)
    )
    rows = (await connection.execute(statement)).all()
    return tuple(
        PeriodCount(unit=row.lead_unit, period=row.period, open=row.open, done=row.done)
        for row in rows
    )


async def period_sheet(
    connection: AsyncConnection,
    ledger: Ledger,
    context: DecisionContext,
    *,
    unit: str,
    period: str,
) -> PeriodSheet:
    """The sheet as it is now; in the order of the plan's sections."""
    statement = (
        select(tasks.c.stream, tasks.c.ending)
        .where(tasks.c.ledger_id == ledger.ledger_id)
        .where(tasks.c.lead_unit == unit, tasks.c.period == period)
        .order_by(tasks.c.due_on, tasks.c.section, tasks.c.stream)
    )
    rows = (await connection.execute(statement)).all()
    streams = [row.stream for row in rows if row.ending is None]
    pages = await task_pages(ledger, streams, context)
    # The stream itself has the last word: it may be ahead of what the list was read from.
    pages = tuple(page for page in pages if not page.task.ending)
    fill = tuple(page for page in pages if "bao-cao" in page.offers)
    sign = tuple(page for page in pages if "duyet" in page.offers)
    return PeriodSheet(
        unit=unit,
        period=period,
        fill=fill,
        sign=sign,
        elsewhere=tuple(page for page in pages if page not in fill and page not in sign),
        done=sum(row.ending is not None for row in rows),
        before=await last_periods(
            connection, ledger.ledger_id, [page.task.stream for page in pages]
        ),
    )
