"""What the evidence says in words, without a database: contributions, counts, steps, filters."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import pytest

from api.appraisal import contest_words, count_labels, labels, reading_words
from api.appraisal import schemas as appraisal_schemas
from api.rest.schemas import Schema
from api.task import schemas as task_schemas
from services.domain.calendar import Calendar
from services.domain.instants import start_of
from services.domain.task.acts.approve_contribution import ApproveContribution
from services.domain.task.acts.submit_contribution import SubmitContribution
from services.domain.task.acts.suspend_task import SuspendTask
from services.domain.task.acts.waive_contribution import WaiveContribution
from services.domain.task.acts.withdraw_task import WithdrawTask
from services.domain.task.appraisal import product_of
from services.domain.task.appraisal_lines import lines_of, quarter_of, tally
from services.domain.task.appraisal_readings import LateStep
from services.domain.task.appraised_contributions import CountedTo
from services.domain.task.births import CountGroup
from services.domain.task.causes import CauseSubject
from services.domain.task.contests import ContestMatter, ContestSubject
from services.queries.appraisal_views import (
    Appraisal,
    AppraisalCount,
    AppraisalFilter,
    AppraisalGroup,
    AppraisalRow,
)
from tests import givens
from tests.domain import appraised_lives as life
from tests.domain.day_by_day import CALENDAR, send
from tests.domain.task_world import OTHER_HEAD

LATER = date(2027, 1, 29)
NO_CALENDAR = Calendar(years=())
WHY = {"reason": givens.words("Có số liệu khác."), "reason_code": None}


def found(
    story: givens.Story,
    today: date = LATER,
    calendar: Calendar = CALENDAR,
    person_id: UUID | None = None,
) -> Appraisal:
    """The page of the quarter in which the task is due."""
    made = product_of(story.facts, calendar, today)
    assert made is not None
    period = quarter_of(life.DUE_ON)
    lines = lines_of(made, period)
    rows = tuple(
        AppraisalRow(line=line, task=made.task, opens=True, contestable=(), readings=())
        for line in lines
    )
    return Appraisal(
        which=AppraisalFilter(period=period, person_id=person_id),
        today=today,
        groups=tuple(
            AppraisalGroup(
                group=group,
                rows=tuple(row for row in rows if row.line.group is group),
                found=sum(row.line.group is group for row in rows),
                total=tally(line for line in lines if line.group is group),
                by_unit=(),
                by_person=(),
            )
            for group in CountGroup
        ),
        units={"KTHTDT": "Phòng Kinh tế", "VHXH": "Phòng Văn hóa"},
        people={},
        texts={},
        unit_choices=(),
        person_choices=(),
    )


def contribution(page: Appraisal) -> str:
    (row,) = (row for row in page.rows if row.line.contributions)
    return labels.line_words(row, page).contributions


def late_count(page: Appraisal) -> str:
    routine = page.of(CountGroup.ROUTINE)
    count = AppraisalCount(unit="KTHTDT", person_id=None, counts=routine.total)
    return count_labels.count_words(count, page, routine.group).late


def test_a_waived_contribution_is_said_to_be_waived_and_not_to_be_owed() -> None:
    story = life.unsupported()
    assert contribution(found(story, date(2026, 12, 14))) == (
        "2 ngày làm việc (hạn 10/12/2026, tính đến 14/12/2026); chưa gửi hoặc chưa được duyệt"
    )
    waive = WaiveContribution(stream=life.STREAM, unit="VHXH", **WHY)  # type: ignore[arg-type]
    send(story, givens.HEAD, waive, start_of(date(2026, 12, 15), 10))
    assert contribution(found(story)) == (
        "3 ngày làm việc (hạn 10/12/2026, tính đến 15/12/2026); được miễn từ ngày 15/12/2026"
    )
    assert contribution(found(story, calendar=NO_CALENDAR)) == (
        "Chậm; chưa có lịch nghỉ của năm để đếm ngày (hạn 10/12/2026, tính đến 15/12/2026); "
        "được miễn từ ngày 15/12/2026"
    )


@pytest.mark.parametrize(("order", "how"), [(SuspendTask, "tạm dừng"), (WithdrawTask, "kết thúc")])
def test_a_task_that_stopped_is_said_to_have_stopped(
    order: type[SuspendTask | WithdrawTask], how: str
) -> None:
    story = life.unsupported()
    stop = order(stream=life.STREAM, paper=None, **WHY)  # type: ignore[arg-type]
    send(story, givens.CHIEF, stop, start_of(date(2026, 12, 16), 9))
    assert contribution(found(story)) == (
        "4 ngày làm việc (hạn 10/12/2026, tính đến 16/12/2026); "
        f"chưa gửi hoặc chưa được duyệt khi việc {how} ngày 16/12/2026"
    )


def test_late_days_that_cannot_be_counted_are_not_said_to_be_none() -> None:
    story = life.passed(life.issued())
    assert late_count(found(story, date(2026, 12, 18))) == "1 (3)"
    unknown = found(story, date(2026, 12, 18), NO_CALENDAR)
    total = unknown.of(CountGroup.ROUTINE).total
    assert (total.late, total.late_uncounted) == (1, 1)
    assert late_count(unknown) == "1 (chưa đủ lịch nghỉ để đếm)"
    known, other = (found(story, date(2026, 12, 18), each) for each in (CALENDAR, NO_CALENDAR))
    both = tally([row.line for page in (known, other) for row in page.rows])
    count = AppraisalCount(unit="KTHTDT", person_id=None, counts=both)
    said = count_labels.count_words(count, known, CountGroup.ROUTINE)
    assert said.late == "2 (3; 1 lần chưa đủ lịch nghỉ để đếm)"


def test_counts_by_a_due_day_do_not_exist_of_work_without_one() -> None:
    page = found(life.issued())
    count = AppraisalCount(unit="KTHTDT", person_id=None, counts=tally([]))
    for group in CountGroup:
        said = count_labels.count_words(count, page, group)
        undated = group is CountGroup.ASSIGNED_UNDATED
        of_none = count_labels.NOT_COUNTED if undated else count_labels.NO_DUE
        assert (said.in_time, said.in_time_by_original) == (of_none, of_none)
        for column in ("due", "undecided", "late"):
            not_counted = getattr(said, column) == count_labels.NOT_COUNTED
            assert not_counted is undated
            assert (column in count_labels.count_columns(group)) is not undated
        assert said.confirmed == "0"


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ([(None, 25)], ["chậm bao nhiêu ngày cũng vậy: trừ 25% điểm tiến độ"]),
        (
            [(5, 25), (None, 100)],
            [
                "chậm đến 5 ngày làm việc: trừ 25% điểm tiến độ",
                "chậm trên 5 ngày làm việc: không còn điểm tiến độ",
            ],
        ),
        (
            [(3, 10), (5, 25)],
            [
                "chậm đến 3 ngày làm việc: trừ 10% điểm tiến độ",
                "chậm trên 3 đến 5 ngày làm việc: trừ 25% điểm tiến độ",
            ],
        ),
    ],
)
def test_the_steps_of_a_reading_do_not_contradict_each_other(
    steps: Sequence[tuple[int | None, int]], said: Sequence[str]
) -> None:
    late = tuple(LateStep(up_to_working_days=days, percent=percent) for days, percent in steps)
    assert list(reading_words.late_steps(late)) == said


def test_a_name_that_was_erased_is_said_as_everywhere() -> None:
    nobody = UUID("00000000-0000-4000-8000-000000000001")
    page = found(life.issued(), person_id=nobody)
    assert "Cán bộ: (đã xóa tên)" in count_labels.filters_of(page)


@pytest.mark.parametrize(
    ("schema", "subjects"),
    [
        (task_schemas.CauseClaimed, CauseSubject),
        (task_schemas.LineContested, ContestSubject),
        (appraisal_schemas.Contested, ContestSubject),
    ],
)
def test_the_interface_names_every_subject(
    schema: type[Schema], subjects: type[CauseSubject | ContestSubject]
) -> None:
    said = schema.model_fields["about"].description or ""
    assert said.split(", ") == [each.value for each in subjects]


def test_the_interface_names_whatever_ends_the_days_of_a_contribution() -> None:
    said = appraisal_schemas.LateContribution.model_fields["counted_to"].description or ""
    assert all(f"{each.value} (" in said for each in CountedTo)


@pytest.mark.parametrize(
    ("matter", "chosen", "said"),
    [
        (ContestMatter(about=ContestSubject.PRODUCT), "product", "Sản phẩm (kết quả"),
        (ContestMatter(about=ContestSubject.MISSED_DATE), "missed_date", "Quá hạn đã ghi nhận"),
        (
            ContestMatter(about=ContestSubject.RETURN, submission=2),
            "return:2",
            "Lần trả lại báo cáo bản 2",
        ),
        (
            ContestMatter(about=ContestSubject.CONTRIBUTION, unit="VHXH"),
            "contribution:VHXH",
            "Phối hợp chậm đã ghi nhận",
        ),
    ],
)
def test_a_choice_of_the_form_comes_back_as_the_same_matter(
    matter: ContestMatter, chosen: str, said: str
) -> None:
    assert contest_words.contested_as(matter) == chosen
    assert contest_words.choice(matter).startswith(said)
    sent = contest_words.fields_as(chosen)
    assert (sent["about"], sent["unit"] or None) == (matter.about.value, matter.unit)
    assert sent["submission"] == ("" if matter.submission is None else str(matter.submission))


def test_a_contribution_that_waits_for_its_head_is_not_said_to_be_missing() -> None:
    story = life.unsupported()
    sent = SubmitContribution(
        stream=life.STREAM,
        unit="VHXH",
        text=givens.words("Đã cử hai cán bộ."),
        on_paper=False,
        paper=None,
    )
    send(story, givens.OTHER, sent, start_of(date(2026, 12, 14), 9))
    assert contribution(found(story, date(2026, 12, 14))).endswith("hoặc chưa được duyệt")
    signed = ApproveContribution(stream=life.STREAM, contribution=1)
    send(story, OTHER_HEAD, signed, start_of(date(2026, 12, 15), 9))
    assert contribution(found(story)).endswith("đã gửi, tính ngày 15/12/2026")
