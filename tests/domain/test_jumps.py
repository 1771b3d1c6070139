"""A figure that is far from the one before says why, by the ward's own limit."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from services.domain.assignment.acts.state_targets import TargetsStated
from services.domain.assignment.events import (
    AssignmentOpened,
    Deliverable,
    Measure,
    MeasureAsked,
    PeriodIssued,
    assignment_stream,
    task_stream,
)
from services.domain.assignment.stated import NOTHING_STATED, StatedTargets
from services.domain.errors import Refusal
from services.domain.facts import Fact
from services.domain.papers import Paper
from services.domain.plan.draft import YearlyRule
from services.domain.policy import Policy
from services.domain.task.acts import submit_report
from services.domain.task.acts.submit_report import ReportSubmitted, SubmitReport
from services.domain.task.events import Figure, FigureKind
from services.domain.task.evolving import fold
from services.domain.task.jumps import formers_read
from services.domain.task.state import Task
from tests import givens
from tests.domain.deciding import context, facts_of
from tests.givens import SPECIALIST

NOW = datetime(2027, 3, 16, 3, tzinfo=UTC)
MEASURE = Measure(
    code="CT04",
    title="Số hộ nghèo",
    unit="hộ",
    kind="number",
    operator="at_most",
    target_2030=Decimal(50),
    target_2030_high=None,
    target_average=None,
    target_average_high=None,
    rule="R3",
    reach_by=None,
    stretch=False,
    stretch_target=None,
    in_annex=True,
    frequencies=("quarter",),
    possible=None,
)
ASKED = MeasureAsked(
    code=MEASURE.code, title=MEASURE.title, unit=MEASURE.unit, kind=MEASURE.kind, possible=None
)
ITEM = assignment_stream("CT04")


def opened(measure: Measure, frequency: str = "quarter") -> AssignmentOpened:
    return AssignmentOpened(
        code="CT04",
        item_code="CT04",
        plan_stream="plan-given",
        kind="indicator",
        title=measure.title,
        section="I",
        lead_unit="KTHTDT",
        supporting_units=(),
        restricted=False,
        deliverables=(Deliverable(name="report", frequency=frequency, due=None),),
        measures=(measure,),
        active_from=date(2025, 12, 15),
        issue_from=date(2025, 12, 15),
        starts_on=date(2025, 12, 15),
        ends_on=date(2030, 12, 14),
    )


def issued(period: str) -> Any:
    return givens.issued(assignment="CT04", period=period, measures=(ASKED,), kind="indicator")


def figures(value: str | None) -> tuple[Figure, ...]:
    kind = FigureKind.ESTIMATE if value else None
    nil = None if value else givens.words("nil")
    number = Decimal(value) if value else None
    return (Figure(measure="CT04", value=number, kind=kind, nil_reason=nil),)


def reported(value: str | None) -> ReportSubmitted:
    return ReportSubmitted(
        submission=1,
        text=None,
        figures=figures(value),
        paper=None,
        files=(),
        early_reason=None,
        jump_reason=None,
        changed_after_formal=(),
        chain=None,
    )


def before(
    reports: dict[str, str | None], measure: Measure = MEASURE, *stated: TargetsStated
) -> dict[str, list[Fact]]:
    """What was reported in earlier periods, and the item that issued them."""
    streams = {period: task_stream("CT04", "report", period) for period in reports}
    periods = [
        PeriodIssued(deliverable="report", period=period, task_stream=stream)
        for period, stream in streams.items()
    ]
    known: dict[str, Any] = dict(facts_of(ITEM, opened(measure), *periods, *stated))
    for period, value in reports.items():
        known |= facts_of(streams[period], issued(period), reported(value))
    return known


def send(
    value: str | None,
    known: dict[str, list[Fact]],
    *,
    period: str = "2027-Q1",
    why: bool = False,
    policy: Policy | None = None,
) -> None:
    """A report of that figure; raises Refusal."""
    stream = task_stream("CT04", "report", period)
    task = fold(facts_of(stream, issued(period))[stream])
    assert isinstance(task, Task)
    given = replace(context(SPECIALIST, NOW, known), fold_task=fold)
    given = replace(given, policy=policy or given.policy)
    command = SubmitReport(
        stream=stream,
        after_submission=0,
        text=None,
        figures=figures(value),
        paper=None,
        jump_reason=givens.words("why") if why else None,
    )
    streams = formers_read(task, command, given)
    given = replace(given, facts={each: known.get(each, ()) for each in streams})
    (*_, event) = submit_report.decide(task, command, given).events
    assert isinstance(event, ReportSubmitted)
    assert (event.jump_reason is not None) is why


def test_a_figure_far_from_the_period_before_says_why() -> None:
    known = before({"2026-Q3": "900", "2026-Q4": "100"})
    send("150", known)
    send("50", known)
    for value in ("151", "49", "0"):
        with pytest.raises(Refusal) as refused:
            send(value, known)
        assert (refused.value.code, refused.value.field) == ("figure-jumps", "jump_reason")
        assert f"kỳ này là {value} hộ, kỳ trước là 100 hộ" in refused.value.sentence
        send(value, known, why=True)


def test_what_adds_up_is_compared_with_the_same_part_of_the_year_before() -> None:
    known = before(
        {"2026-Q1": "40", "2026-Q4": "160"}, replace(MEASURE, rule=YearlyRule.CUMULATIVE.value)
    )
    send("45", known)
    with pytest.raises(Refusal, match="cùng kỳ năm trước là 40 hộ"):
        send("160", known)


def test_a_first_year_is_compared_with_the_stated_figure_of_the_year_before() -> None:
    stated = TargetsStated(
        measure="CT04",
        before=NOTHING_STATED,
        after=StatedTargets(baseline=Decimal(100), years=()),
        paper=Paper(number="12/QĐ-UBND", dated_on=date(2026, 1, 5)),
    )
    known = before({}, MEASURE, stated)
    send("120", known, period="2026")
    with pytest.raises(Refusal, match="số gốc năm 2025 là 100 hộ"):
        send("300", known, period="2026")


@pytest.mark.parametrize(
    "reports", [{}, {"2026-Q4": None}, {"2026-Q4": "0"}, {"2026-M12": "7"}, {"2026": "7"}]
)
def test_nothing_is_asked_where_nothing_can_be_compared(reports: dict[str, str | None]) -> None:
    send("5000", before(reports))


def test_a_ward_without_a_limit_is_asked_nothing_and_reads_nothing_more() -> None:
    policy = givens.policy()
    unasked = replace(policy, figures=replace(policy.figures, jump_percent=None))
    send("5000", before({"2026-Q4": "100"}), policy=unasked)
    task = fold(facts_of("task-x", issued("2027-Q1"))["task-x"])
    assert task is not None
    given = replace(context(SPECIALIST, NOW), policy=unasked)
    assert formers_read(task, None, given) == ()
