"""What the ward states beside the plan, ranges that are corrected, figures that are corrected."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from services.domain.act import Names
from services.domain.assignment.acts import correct_range, state_targets
from services.domain.assignment.acts.correct_range import CorrectRange, RangeCorrected
from services.domain.assignment.acts.state_targets import StateTargets, TargetsStated
from services.domain.assignment.events import PeriodIssued, task_stream
from services.domain.assignment.evolving import fold as fold_item
from services.domain.assignment.issuing import TaskRangeCorrected
from services.domain.assignment.plan_years import years_of
from services.domain.assignment.ranges import MeasureRange
from services.domain.assignment.stated import YearlyTarget
from services.domain.nouns import KIND_OF
from services.domain.papers import Paper
from services.domain.results.averages import Computation, over_the_years
from services.domain.results.series import Attainment, ConfirmedFigure, series_of
from services.domain.results.targets import TargetSource, Unknown
from services.domain.task.acts.correct_figure import FigureCorrected
from services.domain.task.acts.submit_report import ReportSubmitted
from services.domain.task.acts.withdraw_task import TaskWithdrawn
from services.domain.task.events import Figure, FigureKind
from services.domain.task.evolving import fold
from services.domain.task.figures import check_figures
from services.domain.task.state import Task
from tests import givens
from tests.domain.deciding import context, facts_of
from tests.domain.test_jumps import ITEM, MEASURE, NOW, figures, issued, opened, reported
from tests.givens import CHECKER, CHIEF

PAPER = Paper(number="12/QĐ-UBND", dated_on=date(2027, 1, 5))
YEARS = (YearlyTarget(year=2025, value=Decimal(200)), YearlyTarget(year=2027, value=Decimal(90)))


def stated(*years: YearlyTarget) -> TargetsStated:
    item = fold_item(facts_of(ITEM, opened(MEASURE))[ITEM])
    command = StateTargets(stream=ITEM, measure="CT04", years=years, paper=PAPER)
    (event,) = state_targets.decide(item, command, context(CHECKER, NOW)).events
    assert isinstance(event, TargetsStated)
    return event


def confirmed(year: int, value: str) -> ConfirmedFigure:
    return ConfirmedFigure(
        stream=task_stream("CT04", "report", str(year)),
        measure="CT04",
        period=str(year),
        due_on=date(year, 12, 15),
        counted_on=date(year, 12, 10),
        value=Decimal(value),
        kind=FigureKind.OFFICIAL,
    )


def test_a_stated_baseline_draws_the_line_and_a_stated_year_comes_before_it() -> None:
    event = stated(*YEARS)
    item = fold_item(facts_of(ITEM, opened(MEASURE), event)[ITEM])
    assert item is not None
    known = [confirmed(2026, "165"), confirmed(2027, "95"), confirmed(2028, "90")]
    series = series_of(MEASURE, known, years_of(item), item.stated_of("CT04"))
    sources = [each.target.source if each.target else None for each in series.points]
    assert sources == [TargetSource.LINE, TargetSource.WARD, TargetSource.LINE]
    # 200 to 50 in five years: 170 in the first, 110 in the third; the second is stated.
    values = [each.target.value for each in series.points if each.target]
    assert values == [Decimal(170), Decimal(90), Decimal(110)]
    reached, missed = Attainment.REACHED, Attainment.MISSED
    assert [each.outcome for each in series.points] == [reached, missed, reached]
    unstated = series_of(MEASURE, known, years_of(item))
    assert {each.unknown for each in unstated.points} == {Unknown.NO_BASELINE}


def test_growth_since_the_baseline_is_computed_with_its_formula() -> None:
    event = stated(*YEARS)
    item = fold_item(facts_of(ITEM, opened(MEASURE), event)[ITEM])
    assert item is not None
    series = series_of(MEASURE, [confirmed(2027, "50")], years_of(item), item.stated_of("CT04"))
    computed = over_the_years(series)
    assert computed is not None
    assert computed.computation is Computation.GROWTH_SINCE
    assert computed.value == Decimal(-50)
    assert "(50 : 200)^(1/2) − 1 = −50%" in computed.formula


def test_what_is_stated_again_takes_the_place_of_all_before() -> None:
    first = stated(*YEARS)
    item = fold_item(facts_of(ITEM, opened(MEASURE), first)[ITEM])
    command = StateTargets(
        stream=ITEM,
        measure="CT04",
        years=(YearlyTarget(year=2026, value=Decimal(170)),),
        paper=PAPER,
    )
    (second,) = state_targets.decide(item, command, context(CHECKER, NOW)).events
    assert isinstance(second, TargetsStated)
    assert second.before == first.after
    assert second.after.baseline is None
    after = fold_item(facts_of(ITEM, opened(MEASURE), first, second)[ITEM])
    assert after is not None
    assert after.stated_of("CT04").of(2026) == Decimal(170)
    assert after.stated_of("CT04").of(2027) is None
    said = KIND_OF[TargetsStated].describe(first, Names(units={}))
    assert said == (
        "Ghi số gốc, mục tiêu năm (CT04): số gốc 200; mục tiêu năm 2027: 90, "
        "văn bản số 12/QĐ-UBND ngày 05/01/2027."
    )


def test_a_corrected_range_reaches_the_open_tasks_alone() -> None:
    narrow = MeasureRange(low=Decimal(0), high=Decimal(100), whole=True)
    measure = replace(MEASURE, possible=narrow)
    periods = ("2026-Q4", "2027-Q1", "2027-Q2")
    streams = {period: task_stream("CT04", "report", period) for period in periods}
    known = dict(
        facts_of(
            ITEM,
            opened(measure),
            *(
                PeriodIssued(deliverable="report", period=period, task_stream=stream)
                for period, stream in streams.items()
            ),
        )
    )
    ended = TaskWithdrawn(reason=givens.words("why"), reason_code=None, paper=None, unjudged=None)
    for period, stream in streams.items():
        asked = replace(issued(period).measures[0], possible=narrow)
        born = replace(issued(period), measures=(asked,))
        known |= facts_of(stream, born, *((ended,) if period == "2026-Q4" else ()))
    item = fold_item(known[ITEM])
    command = CorrectRange(
        stream=ITEM,
        measure="CT04",
        low=Decimal(0),
        high=None,
        whole=True,
        reason=givens.words("wide"),
        paper=None,
    )
    given = replace(context(CHECKER, NOW, known), fold_task=fold)
    verdict = correct_range.decide(item, command, given)
    (event,) = verdict.events
    assert isinstance(event, RangeCorrected)
    assert [each.stream for each in verdict.beside] == [streams["2027-Q1"], streams["2027-Q2"]]
    (passed_on, _) = (each.event for each in verdict.beside)
    assert isinstance(passed_on, TaskRangeCorrected)
    first = known[streams["2027-Q1"]][0].event
    task = fold(facts_of(streams["2027-Q1"], first, passed_on)[streams["2027-Q1"]])
    assert task is not None
    check_figures(task, figures("250"))


def corrected(task: Task, value: str) -> FigureCorrected:
    before = task.figures[0]
    after = Figure(measure="CT04", value=Decimal(value), kind=FigureKind.OFFICIAL, nil_reason=None)
    return FigureCorrected(
        before=before,
        after=after,
        unit="hộ",
        yes_no=False,
        reason=givens.words(f"why {value}"),
        paper=None,
    )


def test_a_corrected_figure_counts_and_each_former_one_stays_with_its_author() -> None:
    story = givens.Story()
    task = story.tell([issued("2026-Q4"), reported("97")])
    first = corrected(task, "96")
    task = story.tell([first], givens.actor(CHIEF))
    task = story.tell([corrected(task, "95")], givens.actor(CHIEF))
    assert [each.value for each in task.figures] == [Decimal(95)]
    versions = task.corrected_figures
    assert [each.before.value for each in versions] == [Decimal(97), Decimal(96)]
    assert {each.by for each in versions} == {CHIEF.person_id}
    said = KIND_OF[FigureCorrected].describe(first, Names(units={}))
    assert said == (
        "Đính chính số liệu (CT04) từ 97 hộ (ước thực hiện) thành 96 hộ (số chính thức)."
    )
    signed = [fact.event for fact in story.facts if isinstance(fact.event, ReportSubmitted)]
    assert [each.figures[0].value for each in signed] == [Decimal(97)]
