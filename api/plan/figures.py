"""The results of one item as its page shows them: each measure with its chart and its table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from api.context import Services, viewing_of
from services.commands.acting import Acting
from services.domain.assignment.state import Assignment
from services.domain.results.series import Point, Series
from services.queries.reading import reading
from services.queries.results import ItemResults, ReportOfFigure, reports_of, results_of

# So many rows are read at a glance; of more only those of the year that the page shows.
AT_MOST: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureFigures:
    """One measure: its series, and the rows of its table, the newest first."""

    series: Series
    rows: tuple[Point, ...]

    @property
    def whole(self) -> bool:
        """Whether the table holds every period."""
        return len(self.rows) == len(self.series.points)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFigures:
    """What the page of an item shows of its results."""

    results: ItemResults
    measures: tuple[MeasureFigures, ...]
    reports: Mapping[str, ReportOfFigure]


async def figures_of(
    services: Services, acting: Acting, item: Assignment, year: int | None = None
) -> ItemFigures:
    """The results of an item, of a long series the rows of one year alone.

    A restricted item has none. Raises LedgerUnavailable.
    """
    viewing = await viewing_of(services, acting)
    async with reading(services.engine) as connection:
        every = await results_of(connection, services.ledger_id, viewing, [item])
        results = every[item.opened.code]
        measures = tuple(
            MeasureFigures(series=series, rows=_rows(series, year)) for series in results.series
        )
        shown = [point for each in measures for point in each.rows]
        reports = await reports_of(connection, services.ledger, viewing, shown)
    return ItemFigures(results=results, measures=measures, reports=reports)


def _rows(series: Series, year: int | None) -> tuple[Point, ...]:
    points = tuple(reversed(series.points))
    if year is None or len(points) <= AT_MOST:
        return points
    return tuple(each for each in points if each.end.year == year)
