"""Evidence of assigned work: a group of its own, and without a day never due and never late."""

from datetime import date, timedelta

import pytest

from services.domain.instants import start_of
from services.domain.roles import Office
from services.domain.task.acts.accept_contest import AcceptContest
from services.domain.task.acts.contest_line import ContestLine
from services.domain.task.acts.submit_report import SubmitReport
from services.domain.task.appraisal_lines import (
    AppraisalLine,
    AppraisalPeriod,
    lines_of,
    month_of,
    quarter_of,
    tally,
)
from services.domain.task.appraisal_readings import DecreeReading, LateStep, readings_of
from services.domain.task.births import CountGroup, OrderedBy, TaskAssigned, Urgency
from services.domain.task.contests import ContestMatter, ContestSubject
from services.domain.task.events import Ground
from services.domain.task.lateness import OfficialStatus
from tests import givens
from tests.domain import appraised_lives as life
from tests.domain.day_by_day import send

GIVEN_ON = date(2026, 11, 2)  # a Monday
PRODUCT = ContestMatter(about=ContestSubject.PRODUCT)
STRICT = DecreeReading(
    code="strict",
    name="Mọi ngày",
    source="",
    late=(LateStep(up_to_working_days=None, percent=100),),
    failed_content_percent=25,
)


def assigned(due_on: date | None) -> givens.Story:
    """KTHTDT is given work by the vice-chair."""
    story = givens.Story()
    story.at = start_of(GIVEN_ON, 8)
    by = OrderedBy(person_id=givens.VICE_CHAIR.person_id, office=Office.VICE_CHAIR, on=GIVEN_ON)
    event = TaskAssigned(
        directive="2026.a2b3c4d5",
        number=1,
        clause=None,
        occurrence_on=None,
        ordered_by=by,
        follower=None,
        title=givens.words("Rà soát chợ tạm."),
        product=None,
        assigned_on=GIVEN_ON,
        due_on=due_on,
        superior_due_on=None,
        urgency=Urgency.ORDINARY,
        acknowledge_by=GIVEN_ON + timedelta(days=2),
        lead_unit="KTHTDT",
        supporting_units=(),
        restricted=False,
        measures=(),
        contributions=None,
    )
    story.tell([event])
    return story


def finished(story: givens.Story, signed_on: date, confirmed_on: date) -> givens.Story:
    life.reported(story, signed_on)
    life.confirmed(story, confirmed_on)
    return story


def line_in(
    story: givens.Story, period: AppraisalPeriod, today: date = date(2027, 3, 1)
) -> AppraisalLine | None:
    lines = lines_of(life.product(story, today), period)
    assert len(lines) <= 1
    return lines[0] if lines else None


@pytest.mark.parametrize("today", [GIVEN_ON, date(2026, 12, 31), date(2030, 12, 31)])
def test_work_without_a_day_is_never_due_and_never_late(today: date) -> None:
    story = assigned(None)
    life.passed(story, date(2026, 12, 31))
    made = life.product(story, today)
    assert made.status is OfficialStatus.NO_DUE_DATE
    assert made.lateness is None
    for day in (GIVEN_ON, date(2026, 12, 31), today):
        assert lines_of(made, month_of(day)) == ()
        assert lines_of(made, quarter_of(day)) == ()


def test_work_without_a_day_is_a_product_of_the_period_of_the_day_that_counts() -> None:
    """Signed in November, confirmed in December: the signature's day counts."""
    story = finished(assigned(None), date(2026, 11, 30), date(2026, 12, 1))
    november = line_in(story, month_of(date(2026, 11, 30)))
    assert november is not None
    assert (november.is_due, november.is_confirmed, november.is_product) == (False, True, True)
    assert november.group is CountGroup.ASSIGNED_UNDATED
    assert line_in(story, month_of(date(2026, 12, 1))) is None
    counts = tally([november])
    assert (counts.due, counts.confirmed, counts.in_time, counts.late) == (0, 1, 0, 0)
    assert counts.undecided == 0
    assert readings_of([STRICT], november) == ()


def test_a_return_for_content_counts_also_of_work_without_a_day() -> None:
    story = assigned(None)
    life.reported(story, date(2026, 11, 10))
    life.returned(story, date(2026, 11, 11), Ground.FAILED_CONTENT)
    line = line_in(story, month_of(date(2026, 11, 11)))
    assert line is not None
    assert (line.is_product, len(line.returns), line.lateness) == (False, 1, None)
    (read,) = readings_of([STRICT], line)
    assert (read.deducted.progress_percent, read.deducted.quality_times) == (0, 1)


def test_assigned_work_with_a_day_is_due_and_late_as_any_other_in_its_own_group() -> None:
    story = assigned(date(2026, 11, 13))
    life.passed(story)
    finished(story, date(2026, 11, 17), date(2026, 11, 18))
    line = line_in(story, month_of(date(2026, 11, 13)))
    assert line is not None
    assert line.group is CountGroup.ASSIGNED_DATED
    assert (line.is_due, line.is_product, line.is_confirmed) == (True, True, True)
    assert line.lateness is not None
    assert line.lateness.working_days == 2


def test_the_plan_s_routine_is_a_group_of_its_own() -> None:
    line = line_in(life.issued(), month_of(life.DUE_ON))
    assert line is not None
    assert line.group is CountGroup.ROUTINE


def test_a_product_without_a_day_is_contested_where_it_counts_and_nowhere_else() -> None:
    story = finished(assigned(None), date(2026, 11, 30), date(2026, 12, 1))
    contest = ContestLine(
        stream=life.STREAM,
        about=ContestSubject.PRODUCT,
        submission=None,
        reason=givens.words("Sản phẩm của đơn vị khác."),
        reason_code=None,
    )
    line = line_in(story, month_of(date(2026, 11, 30)))
    assert line is not None
    assert line.matters == (PRODUCT,)
    send(story, givens.SPECIALIST, contest, start_of(date(2026, 12, 2), 9))
    accept = AcceptContest(
        stream=life.STREAM, contest=1, reason=givens.words("Đã đối chiếu."), reason_code=None
    )
    send(story, givens.VICE_CHAIR, accept, start_of(date(2026, 12, 3), 9))
    line = line_in(story, month_of(date(2026, 11, 30)))
    assert line is not None
    assert [each.contest.matter for each in line.contests] == [PRODUCT]
    dated = finished(assigned(date(2026, 11, 30)), date(2026, 12, 2), date(2026, 12, 3))
    december = line_in(dated, month_of(date(2026, 12, 2)))
    assert december is not None
    assert (december.is_confirmed, december.matters) == (True, ())


def test_a_report_that_only_waits_makes_no_product_of_work_without_a_day() -> None:
    story = assigned(None)
    report = SubmitReport(
        stream=life.STREAM,
        after_submission=0,
        text=givens.words("Đã rà soát."),
        figures=(),
        paper=None,
    )
    send(story, givens.SPECIALIST, report, start_of(date(2026, 11, 9), 9))
    assert line_in(story, month_of(date(2026, 11, 9)), date(2026, 11, 10)) is None
