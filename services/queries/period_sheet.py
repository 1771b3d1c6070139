"""Phiếu báo cáo kỳ: every task that a unit leads in one period, on one page."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.context import DecisionContext
from services.domain.roles import WORKING, Holder
from services.domain.task.lateness import OfficialStatus
from services.domain.task.state import Ending, Stage
from services.ledger.port import Ledger
from services.projections.tables import tasks
from services.queries.last_period import LastPeriod, a_year_before, last_periods
from services.queries.task_page import task_pages
from services.queries.views import TaskPage


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodCount:
    """How many tasks of a unit are open in a period, how far they are, and how the rest ended.

    Of the open ones `submitted` wait for the unit's own signature, `approved` for a later step.
    `confirmed` are those that ended with a result, `late` of them after their day. `due_on` is the
    nearest day of the open ones, of a closed period the last day of all.
    """

    unit: str
    period: str
    open: int
    done: int
    submitted: int
    approved: int
    confirmed: int
    late: int
    due_on: date | None

    @property
    def year(self) -> str:
        """The year under which a closed period is listed."""
        year = self.period.partition("-")[0]
        return year if year.isdecimal() or self.due_on is None else str(self.due_on.year)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodSheet:
    """The tasks of a unit for a period: to fill in, to be signed by this person, elsewhere, ended.

    `everything` are all of them in the order of the plan. `before` holds what was confirmed in the
    period before, `year_before` in the same period of the last year, by the task's stream.
    """

    unit: str
    period: str
    everything: tuple[TaskPage, ...]
    fill: tuple[TaskPage, ...]
    sign: tuple[TaskPage, ...]
    elsewhere: tuple[TaskPage, ...]
    closed: tuple[TaskPage, ...]
    before: Mapping[str, LastPeriod]
    year_before: Mapping[str, LastPeriod]

    @property
    def drafted(self) -> tuple[str, ...]:
        """The tasks whose form may be kept as a draft: never a restricted one."""
        return drafted(self.fill)

    @property
    def record(self) -> tuple[TaskPage, ...]:
        """What this person has nothing to do with now: at another step, or ended."""
        return (*self.elsewhere, *self.closed)

    @property
    def due_on(self) -> date | None:
        """The nearest day of what is open, else the last one of all."""
        open_days = [
            day for page in (*self.fill, *self.sign, *self.elsewhere) if (day := page.task.due_on)
        ]
        if open_days:
            return min(open_days)
        return max((day for page in self.closed if (day := page.task.due_on)), default=None)


def drafted(fill: Collection[TaskPage]) -> tuple[str, ...]:
    """The tasks whose form may be kept as a draft, of those to fill in."""
    return tuple(each.task.stream for each in fill if not each.task.restricted)


def own_units(holder: Holder) -> tuple[str, ...]:
    """The units on whose reports this person works."""
    held = (office.unit for office in holder.offices if office.office in WORKING)
    return tuple(dict.fromkeys(unit for unit in held if unit is not None))


async def periods_of(
    connection: AsyncConnection, ledger_id: str, holder: Holder
) -> tuple[PeriodCount, ...]:
    """The periods of these units: the open ones by their nearest day, then the closed ones.

    The newest of the closed ones comes first.
    """
    running = tasks.c.ending.is_(None)
    open_count = func.count().filter(running)
    confirmed = tasks.c.ending == Ending.CONFIRMED.value
    nearest = func.coalesce(func.min(tasks.c.due_on).filter(running), func.max(tasks.c.due_on))
    statement = (
        select(
            tasks.c.lead_unit.label("unit"),
            tasks.c.period,
            open_count.label("open"),
            func.count().filter(~running).label("done"),
            func.count()
            .filter(running, tasks.c.stage == Stage.SUBMITTED.value)
            .label("submitted"),
            func.count().filter(running, tasks.c.stage == Stage.APPROVED.value).label("approved"),
            func.count().filter(confirmed).label("confirmed"),
            func.count()
            .filter(tasks.c.final_status == OfficialStatus.DONE_LATE.value)
            .label("late"),
            nearest.label("due_on"),
        )
        .where(tasks.c.ledger_id == ledger_id, tasks.c.lead_unit.in_(own_units(holder)))
        .where(tasks.c.period.is_not(None))
        .group_by(tasks.c.lead_unit, tasks.c.period)
        .order_by(tasks.c.lead_unit, nearest, tasks.c.period)
    )
    rows = (await connection.execute(statement)).mappings().all()
    counts = [PeriodCount(**row) for row in rows]
    closed = [each for each in counts if not each.open]
    return (*(each for each in counts if each.open), *reversed(closed))


async def to_fill(
    connection: AsyncConnection,
    ledger: Ledger,
    context: DecisionContext,
    *,
    unit: str,
    period: str,
    among: Collection[str],
) -> tuple[TaskPage, ...]:
    """Those of the named tasks that are on the unit's sheet and to be filled in."""
    statement = (
        select(tasks.c.stream)
        .where(tasks.c.ledger_id == ledger.ledger_id, tasks.c.stream.in_(among))
        .where(tasks.c.lead_unit == unit, tasks.c.period == period)
        .order_by(tasks.c.stream)
    )
    streams = (await connection.execute(statement)).scalars().all()
    return _fillable(await task_pages(ledger, streams, context))


async def period_sheet(
    connection: AsyncConnection,
    ledger: Ledger,
    context: DecisionContext,
    *,
    unit: str,
    period: str,
) -> PeriodSheet:
    """The sheet as it is now; in the order of the due days, then of the plan's sections."""
    statement = (
        select(tasks.c.stream)
        .where(tasks.c.ledger_id == ledger.ledger_id)
        .where(tasks.c.lead_unit == unit, tasks.c.period == period)
        .order_by(tasks.c.due_on, tasks.c.section, tasks.c.stream)
    )
    streams = (await connection.execute(statement)).scalars().all()
    pages = await task_pages(ledger, streams, context)
    # The stream itself has the last word: it may be ahead of what the list was read from.
    running = tuple(page for page in pages if not page.task.ending)
    fill = _fillable(running)
    sign = tuple(page for page in running if "duyet" in page.offers)
    return PeriodSheet(
        unit=unit,
        period=period,
        everything=pages,
        fill=fill,
        sign=sign,
        elsewhere=tuple(page for page in running if page not in fill and page not in sign),
        closed=tuple(page for page in pages if page.task.ending),
        before=await last_periods(connection, ledger.ledger_id, streams),
        year_before=await last_periods(
            connection, ledger.ledger_id, streams, a_year_before(period)
        )
        if a_year_before(period)
        else {},
    )


def _fillable(pages: Collection[TaskPage]) -> tuple[TaskPage, ...]:
    return tuple(page for page in pages if "bao-cao" in page.offers and not page.task.ending)
