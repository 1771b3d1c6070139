"""Results of measures as JSON says them."""

from collections.abc import Mapping

from api.task import result_bodies
from api.task.answers import measure_of, number
from services.domain.results.averages import Computed, over_the_years
from services.domain.results.series import Point, Series, Standing
from services.domain.results.targets import Target
from services.queries.results import FormerFigure, IndicatorRow, ItemResults, ReportOfFigure

Reports = Mapping[str, ReportOfFigure]


def item_answer(results: ItemResults, reports: Reports) -> result_bodies.ItemResults:
    """The series of an item."""
    return result_bodies.ItemResults(
        code=results.item.opened.code,
        restricted=results.item.restricted,
        outcome=results.attainment,
        series=[_series(each, reports) for each in results.series],
    )


def row_answer(row: IndicatorRow) -> result_bodies.IndicatorRow:
    """One row of the scorecard."""
    item, series = row.shown or (None, None)
    last = series.last if series else None
    return result_bodies.IndicatorRow(
        code=row.code,
        title=None if row.restricted else row.items[0].item.opened.title,
        restricted=row.restricted,
        outcome=row.attainment,
        reached=row.reached,
        required=len(row.required),
        items=[each.item.opened.code for each in row.items],
        item=item.opened.code if item else None,
        measure=series.measure.code if series else None,
        value=number(last.figure.value) if last else None,
        period=last.figure.period if last else None,
        since=_since(series.standing) if series else None,
    )


def _series(series: Series, reports: Reports) -> result_bodies.Series:
    standing, computed = series.standing, over_the_years(series)
    return result_bodies.Series(
        measure=measure_of(series.measure),
        outcome=standing.outcome,
        since=_since(standing),
        targets={str(year): _target(target) for year, target in series.targets},
        baseline=number(series.stated.baseline),
        points=[
            _point(series.measure.code, point, reports.get(point.figure.stream))
            for point in series.points
        ],
        computed=_computed(computed) if computed else None,
    )


def _computed(computed: Computed) -> result_bodies.Computed:
    return result_bodies.Computed(
        computation=computed.computation.value,
        first_year=computed.first_year,
        last_year=computed.last_year,
        value=format(computed.value, "f"),
        formula=computed.formula,
        outcome=computed.outcome,
    )


def _point(measure: str, point: Point, report: ReportOfFigure | None) -> result_bodies.Point:
    figure = point.figure
    versions = report.versions.get(measure, ()) if report else ()
    return result_bodies.Point(
        stream=figure.stream,
        period=figure.period,
        value=number(figure.value),
        kind=figure.kind.value if figure.kind else None,
        counted_on=figure.counted_on,
        submission=report.task.submission if report else None,
        returns=report.task.returns if report else None,
        reported_by=report.reported_by if report else None,
        target=_target(point.target) if point.target else None,
        outcome=point.outcome,
        unknown=point.unknown.value if point.unknown else None,
        versions=[_version(each) for each in versions],
    )


def _version(former: FormerFigure) -> result_bodies.FormerFigure:
    before = former.corrected.before
    return result_bodies.FormerFigure(
        value=number(before.value),
        kind=before.kind.value if before.kind else None,
        corrected_by=former.by,
        corrected_at=former.corrected.at,
        reason=former.words,
    )


def _target(target: Target) -> result_bodies.Target:
    return result_bodies.Target(
        operator=target.operator.value,
        value=format(target.value, "f"),
        high=number(target.high),
        source=target.source.value,
    )


def _since(standing: Standing) -> str | None:
    return standing.since.figure.period if standing.since else None
