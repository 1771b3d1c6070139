"""The lines of a period: each fact once, who sees them, and what two readings of a decree say."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from services.domain.errors import Refusal
from services.domain.instants import start_of
from services.domain.roles import Holder, Office
from services.domain.task.acts.suspend_task import SuspendTask
from services.domain.task.acts.withdraw_task import WithdrawTask
from services.domain.task.appraisal_lines import (
    AppraisalLine,
    lines_of,
    may_see_line,
    month_of,
    period_of,
    quarter_of,
    tally,
)
from services.domain.task.appraisal_readings import DecreeReading, differ, readings_of
from services.domain.task.events import Ground
from services.domain.task.owners import OwnedBy
from services.planyaml.readings_yaml import read_decree_readings
from tests import givens
from tests.domain import appraised_lives as life
from tests.domain.day_by_day import send

LATER = date(2027, 1, 29)
COLLEAGUE = givens.holder("colleague", (Office.SPECIALIST, "KTHTDT"))
SHIPPED = Path(givens.ROOT / "infra/plans/appraisal-readings.yaml")


def shipped() -> tuple[DecreeReading, ...]:
    return read_decree_readings(SHIPPED.read_text(encoding="utf-8"), SHIPPED.name)


def lines(story: givens.Story, code: str, today: date = LATER) -> tuple[AppraisalLine, ...]:
    period = period_of(code)
    assert period is not None
    return lines_of(life.product(story, today), period)


def late_by(working_days: int) -> givens.Story:
    """Due on Tuesday 15 December, signed so many working days later, within the month."""
    story = life.passed(life.issued())
    on = {0: 15, 1: 16, 5: 22, 6: 23}[working_days]
    life.reported(story, date(2026, 12, on))
    return story


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("2026-M02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2028-M02", date(2028, 2, 1), date(2028, 2, 29)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_is_a_month_or_a_quarter_of_the_calendar(
    code: str, first: date, last: date
) -> None:
    period = period_of(code)
    assert period is not None
    assert (period.code, period.first_day, period.last_day) == (code, first, last)
    assert period in {month_of(last), quarter_of(last)}
    assert not period.holds(None)


@pytest.mark.parametrize(
    "code", ["", "2026", "2026-M00", "2026-M13", "2026-Q5", "1999-Q1", "2026-Q٤", "2026-Q1 "]
)
def test_nothing_else_is_a_period(code: str) -> None:
    assert period_of(code) is None


def test_each_fact_counts_in_the_period_of_its_day_so_that_a_quarter_is_its_months() -> None:
    story = life.issued(date(2026, 11, 16), date(2026, 11, 30))
    life.reported(story, date(2026, 11, 20))
    life.returned(story, date(2026, 11, 23), Ground.FAILED_CONTENT)
    life.passed(story)
    life.reported(story, date(2026, 12, 2))
    life.confirmed(story, date(2026, 12, 3))
    (november,) = lines(story, "2026-M11")
    assert (november.is_due, november.is_confirmed) == (True, False)
    assert november.lateness is not None
    assert len(november.returns) == 1
    (december,) = lines(story, "2026-M12")
    assert (december.is_due, december.is_confirmed) == (False, True)
    assert december.lateness is None
    assert december.returns == ()
    assert lines(story, "2026-M10") == ()
    (quarter,) = lines(story, "2026-Q4")
    whole, months = tally([quarter]), tally([november, december])
    assert whole == months
    assert (whole.due, whole.confirmed, whole.late, whole.days_late) == (1, 1, 1, 2)
    assert whole.returns[Ground.FAILED_CONTENT] == 1


def test_what_belongs_to_several_persons_has_a_line_for_each() -> None:
    story = life.issued()
    life.reported(story, date(2026, 12, 2), COLLEAGUE)
    life.returned(story, date(2026, 12, 3), Ground.FAILED_CONTENT)
    life.named(story, givens.SPECIALIST)
    life.reported(story, date(2026, 12, 4), COLLEAGUE)
    first, second = lines(story, "2026-M12")
    assert (first.owner.person_id, first.owner.by) == (
        givens.SPECIALIST.person_id,
        OwnedBy.NAMED,
    )
    assert (first.is_due, first.returns) == (True, ())
    assert (second.owner.person_id, second.owner.by) == (COLLEAGUE.person_id, OwnedBy.SENT)
    assert (second.is_due, len(second.returns)) == (False, 1)
    assert tally([first, second]).due == 1


def test_a_line_of_a_period_without_products_has_the_denominator_nought() -> None:
    nothing = tally([])
    assert nothing.undecided == 0
    assert (nothing.due, nothing.in_time, nothing.in_time_by_original) == (0, 0, 0)
    assert set(nothing.returns.values()) == {0}


def test_in_time_is_counted_by_the_date_in_force_and_by_the_original() -> None:
    story = life.issued()
    life.extended(story, date(2026, 12, 14), date(2026, 12, 22), date(2026, 12, 15))
    life.reported(story, date(2026, 12, 21))
    life.confirmed(story, date(2026, 12, 22))
    counts = tally(lines(story, "2026-Q4"))
    assert (counts.due, counts.in_time, counts.in_time_by_original) == (1, 1, 0)


def test_a_product_that_has_time_or_waits_for_an_extension_is_undecided() -> None:
    story = life.issued()
    counts = tally(lines(story, "2026-M12", date(2026, 12, 7)))
    assert (counts.due, counts.undecided, counts.late) == (1, 1, 0)
    life.asked(story, date(2026, 12, 14), date(2026, 12, 22))
    counts = tally(lines(story, "2026-M12", date(2026, 12, 18)))
    assert (counts.due, counts.undecided, counts.late) == (1, 1, 0)
    (line,) = lines(life.passed(life.issued()), "2026-M12", date(2026, 12, 18))
    counts = tally([line])
    assert (counts.due, counts.undecided, counts.late) == (1, 0, 1)


@pytest.mark.parametrize(
    ("working_days", "percents", "differs"),
    [(1, [25, 25], False), (5, [25, 25], False), (6, [25, 100], True)],
)
def test_the_readings_differ_beyond_five_working_days(
    working_days: int, percents: Sequence[int], *, differs: bool
) -> None:
    (line,) = lines(late_by(working_days), "2026-M12")
    read = readings_of(shipped(), line)
    assert [each.deducted.progress_percent for each in read] == percents
    assert [each.deducted.quality_times for each in read] == [0, 0]
    assert differ(read) is differs


@pytest.mark.parametrize("act", [WithdrawTask, SuspendTask])
def test_of_what_was_taken_away_or_stands_the_record_stays_and_nothing_is_deducted(
    act: type[WithdrawTask | SuspendTask],
) -> None:
    story = life.passed(life.issued())
    (line,) = lines(story, "2026-M12", date(2026, 12, 29))
    assert readings_of(shipped(), line) != ()
    command = act(stream=life.STREAM, reason=givens.words(), reason_code=None, paper=None)
    send(story, givens.CHIEF, command, start_of(date(2026, 12, 28), 9))
    (line,) = lines(story, "2026-M12", date(2026, 12, 29))
    assert line.lateness is not None
    assert line.lateness.position is not None
    assert readings_of(shipped(), line) == ()


def test_a_confirmed_cause_removes_the_deduction_from_both_readings() -> None:
    story = late_by(6)
    life.claimed(story, date(2026, 12, 24))
    life.answered(story, date(2026, 12, 25), confirms=True)
    (line,) = lines(story, "2026-M12")
    assert readings_of(shipped(), line) == ()
    counts = tally([line])
    assert (counts.late, counts.causes_claimed, counts.causes_confirmed) == (1, 1, 1)


def test_failed_content_counts_each_time_in_both_readings_and_form_in_none() -> None:
    story = life.issued()
    for day, ground in (
        (2, Ground.FAILED_CONTENT),
        (3, Ground.FORMAL_GAP),
        (4, Ground.SUPPLEMENT),
    ):
        life.reported(story, date(2026, 12, day))
        life.returned(story, date(2026, 12, day), ground)
    (line,) = lines(story, "2026-M12", date(2026, 12, 7))
    read = readings_of(shipped(), line)
    assert [(each.deducted.quality_times, each.deducted.quality_percent) for each in read] == [
        (1, 25),
        (1, 25),
    ]
    assert not differ(read)


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        (givens.SPECIALIST, True),
        (COLLEAGUE, False),
        (givens.HEAD, True),
        (givens.OTHER, False),
        (givens.holder("other head", (Office.UNIT_HEAD, "VHXH")), False),
        (givens.CHECKER, True),
        (givens.CHIEF, True),
        (givens.VICE_CHAIR, True),
        (givens.CHAIR, True),
        (givens.INSPECTOR, True),
        (givens.ADMINISTRATOR, False),
    ],
    ids=[
        "the own",
        "a colleague",
        "the head",
        "another unit",
        "another head",
        "the checker",
        "the chief",
        "a vice-chair",
        "the chair",
        "an inspector",
        "an administrator",
    ],
)
def test_heads_see_their_unit_overseers_all_a_specialist_the_own_lines(
    who: Holder, *, sees: bool
) -> None:
    (line,) = lines(late_by(1), "2026-M12")
    assert may_see_line(line, givens.policy(), who) is sees


def test_what_was_recorded_before_the_task_went_elsewhere_is_seen_by_the_former_head() -> None:
    story = life.passed(life.issued())
    life.reassigned(story, date(2026, 12, 17), "VHXH")
    mine = [line for line in lines(story, "2026-M12") if line.lateness is not None]
    (line,) = mine
    assert line.owner.unit == "KTHTDT"
    assert may_see_line(line, givens.policy(), givens.HEAD)
    assert not may_see_line(line, givens.policy(), givens.OTHER)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("percent: 100}", "percent: 101}"), "late.1.percent: giá trị không hợp lệ"),
        (("{up_to_working_days: 5,", "{up_to_working_days: null,"), "số ngày phải tăng dần"),
        (("code: five-days", "code: decree"), "hai cách đọc trùng mã"),
        (("readings:", "readings: ["), "không đọc được YAML"),
        (("    failed_content_percent: 25\n", ""), "failed_content_percent"),
    ],
)
def test_a_wrong_file_of_readings_is_refused_by_name_and_key(
    change: tuple[str, str], sentence: str
) -> None:
    text = SHIPPED.read_text(encoding="utf-8").replace(*change)
    with pytest.raises(Refusal) as raised:
        read_decree_readings(text, "readings.yaml")
    assert "readings.yaml" in raised.value.sentence
    assert sentence in raised.value.sentence


def test_two_readings_are_shipped_the_decree_first() -> None:
    assert [each.code for each in shipped()] == ["decree", "five-days"]
    assert shipped()[1].late[0].up_to_working_days == 5
