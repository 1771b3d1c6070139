"""From a sentence of a plan, through activation and issue, to the day its tasks are due on."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.calendar import Frequency
from services.domain.due_days import DayInPeriod, DueDays
from services.domain.plan.draft import ItemDraft, ItemKind, PlanDraft
from services.domain.plan_document.reading import Reading
from services.plandoc.items.timing import timing_of
from services.plandoc.wording.rhythm import RhythmKind
from services.plandoc.wording.rhythms import rhythms_of, rhythms_of_cell
from services.planyaml.draft_yaml import write_draft
from services.planyaml.yaml_plan import read_plan
from tests.plandoc.issued_tasks import ACTIVE, CALENDAR, due_days, issued, opened

SMALL = Path(__file__).parent / "small.yaml"
CODE = "51-09"


def drafted(words: str, *, cell: bool = False) -> PlanDraft:
    """A plan of one duty, with the times that its sentence or its column says."""
    timing = timing_of(rhythms_of_cell(words) if cell else rhythms_of(words))
    item = ItemDraft(
        code=CODE,
        kind=ItemKind.DUTY,
        title=words,
        section="II.5.1",
        lead="KT",
        supporting=(),
        restricted=False,
        starts_on=timing.starts_on,
        ends_on=timing.ends_on,
        deliverables=timing.deliverables,
        measures=(),
    )
    plan = read_plan(SMALL.read_bytes(), SMALL.name)
    return replace(plan, items=(item,), findings=(), groups=())


@pytest.mark.parametrize(
    ("words", "until", "tasks"),
    [
        ("Nộp bảng kê trước ngày 18 hằng tháng", date(2026, 3, 16),
         [("2026-M03", "18/03/2026"), ("2026-M04", "20/04/2026")]),  # 18/4 is a Saturday
        ("Nộp bảng kê trước ngày 05 tháng sau hằng tháng", ACTIVE, [("2026-M03", "06/04/2026")]),
        ("Nộp bảng kê trước ngày 20 tháng cuối quý", date(2026, 3, 16),
         [("2026-Q1", "20/03/2026"), ("2026-Q2", "22/06/2026")]),  # 20/6 is a Saturday
        ("Nộp bảng kê trước ngày 25 của tháng cuối quý", ACTIVE, [("2026-Q1", "25/03/2026")]),
        ("Nộp sổ trước ngày 01/6 và ngày 15/11 hằng năm", date(2026, 6, 15),
         [("2026-H1", "01/06/2026"), ("2026-H2", "16/11/2026")]),  # 15/11 is a Sunday
        ("Nộp sổ 6 tháng (trước ngày 10/6), năm (trước ngày 10/12)", date(2026, 6, 15),
         [("2026-H1", "10/06/2026"), ("2026-H2", "10/12/2026")]),
        ("Kè bờ ao, xong trước ngày 30 tháng 4 hằng năm", ACTIVE, [("2026", "04/05/2026")]),
        ("Hằng năm trước 15/11 kiểm kê", date(2026, 12, 15),
         [("2026", "16/11/2026"), ("2027", "15/11/2027")]),
        ("Kiểm kê trước 31/12 hằng năm", ACTIVE, [("2026", "31/12/2026")]),
        ("Kiểm kê trong quý I hằng năm", ACTIVE, [("2026", "31/03/2026")]),
        ("Định kỳ 6 tháng, hằng năm nộp sổ", date(2026, 6, 15),
         [("2026-H1", "15/06/2026"), ("2026-H2", "15/12/2026")]),  # no day: behind the cut-off
        ("Sửa chợ trước ngày 30/6/2027", ACTIVE, [("once-2027-06-30", "30/06/2027")]),
        ("Sửa chợ, xong trước 30/9/2027", ACTIVE, [("once-2027-09-30", "30/09/2027")]),
        ("Trong năm 2028 sửa chợ", ACTIVE, [("once-2028-12-31", "02/01/2029")]),  # a Sunday
        ("Sửa chợ đến hết năm 2027", ACTIVE, [("once-2027-12-31", "31/12/2027")]),
        ("Sơ kết vào năm 2028, tổng kết vào năm 2030", ACTIVE,
         [("once-2028-12-31", "02/01/2029"), ("once-2030-12-31", "31/12/2030")]),
        ("Từ 01/7/2026 nộp bảng kê hằng tháng, trước ngày 18", date(2026, 6, 20), []),
        ("Từ 01/7/2026 nộp bảng kê hằng tháng, trước ngày 18", date(2026, 7, 1),
         [("2026-M07", "20/07/2026")]),
        ("Thường xuyên dọn chợ", date(2026, 12, 31), []),
    ],
)  # fmt: skip
def test_a_sentence_becomes_tasks_that_are_due_on_its_days(
    words: str, until: date, tasks: list[tuple[str, str]]
) -> None:
    assert due_days(issued(opened(drafted(words)), (ACTIVE, until))) == tasks


@pytest.mark.parametrize(
    ("words", "tasks"),
    [
        ("Quý IV/2026", [("once-2026-12-31", "31/12/2026")]),
        ("2027", [("once-2027-12-31", "31/12/2027")]),
        ("Trước ngày 15/8/2026", [("once-2026-08-15", "17/08/2026")]),  # a Saturday
        ("Hằng năm", [("2026", "15/12/2026")]),
        ("Tháng 12/2025", []),  # over when the plan was activated
    ],
)
def test_a_column_of_times_becomes_tasks_too(words: str, tasks: list[tuple[str, str]]) -> None:
    assert due_days(issued(opened(drafted(words, cell=True)), (ACTIVE,))) == tasks


def test_figures_close_by_the_day_of_the_report_and_no_later_than_the_period() -> None:
    year, month = (
        issued(opened(drafted(words)), (ACTIVE,))[0]
        for words in ("Hằng năm trước 15/11 kiểm kê", "Nộp bảng kê trước ngày 18 hằng tháng")
    )
    assert (year.cutoff_on, year.due_by) == (date(2026, 11, 15), date(2026, 11, 15))
    assert (month.cutoff_on, month.due_by) == (date(2026, 3, 14), date(2026, 3, 18))


def test_what_was_due_before_the_plan_is_active_is_asked_from_the_next_period_on() -> None:
    late = opened(drafted("Hằng năm trước 15/11 kiểm kê"), date(2026, 11, 20))
    assert issued(late, (date(2026, 11, 20),)) == []
    days = (date(2026, 11, 20), date(2026, 12, 15))
    assert due_days(issued(late, days)) == [("2027", "15/11/2027")]


def test_a_task_that_is_given_after_its_day_is_due_on_the_next_working_day() -> None:
    item = opened(drafted("Sửa chợ trước ngày 30/6/2027"))
    assert due_days(issued(item, (date(2027, 7, 9),))) == [("once-2027-06-30", "12/07/2027")]


def test_an_item_ends_with_the_plan_or_with_the_span_that_its_words_name() -> None:
    item = opened(drafted("Sơ kết vào năm 2027, tổng kết vào năm 2028"))
    assert item.opened.ends_on == date(2030, 12, 14)
    assert opened(drafted("Nộp sổ hằng quý đến hết năm 2028")).opened.ends_on == date(2028, 12, 14)


def test_what_recurs_to_the_end_of_a_year_gives_no_task_of_the_next_year() -> None:
    item = opened(drafted("Nộp sổ hằng tháng, trước ngày 18, đến hết năm 2026"))
    months = [date(2026, month, 20) for month in range(3, 13)]
    assert due_days(issued(item, months))[-1] == ("2026-M12", "18/12/2026")


@pytest.mark.parametrize("words", ["Đếm thuyền hằng tuần", "Nộp sổ trước ngày 15/11"])
def test_a_time_that_cannot_be_kept_is_left_for_a_finding(words: str) -> None:
    timing = timing_of(rhythms_of(words))
    assert timing.deliverables == ()
    assert [each.kind for each in timing.unkept] in (
        [RhythmKind.UNOFFERED],
        [RhythmKind.NO_YEAR],
    )


def test_of_one_frequency_the_rhythm_with_days_is_kept_and_other_days_are_not_lost() -> None:
    said = [*rhythms_of("Nộp sổ hằng năm"), *rhythms_of("Nộp sổ trước 15/11 hằng năm")]
    said += rhythms_of("Nộp sổ trước 10/12 hằng năm")
    timing = timing_of(said)
    (asked,) = timing.deliverables
    assert asked.days == DueDays(in_period=(DayInPeriod(month=11, day=15),))
    assert timing.unkept == (said[2],)


_SAID = st.sampled_from(
    [
        "Nộp bảng kê trước ngày {d} hằng tháng",
        "Nộp bảng kê trước ngày {d} tháng cuối quý",
        "Nộp bảng kê trước ngày {d} tháng đầu quý sau",
        "Nộp bảng kê trước ngày {d}/{m} hằng năm",
        "Nộp bảng kê trước ngày {d}/3 và {d}/{n} hằng năm",
        "Nộp bảng kê 6 tháng (trước ngày {d}/{m})",
        "Sửa chợ trước ngày {d}/{m}/2028",
    ]
)


@given(_SAID, st.integers(1, 31), st.integers(1, 12), st.integers(7, 12))
def test_whatever_day_is_said_tasks_are_due_on_working_days_in_their_order(
    said: str, day: int, month: int, later: int
) -> None:
    rhythms = rhythms_of(said.format(d=day, m=month, n=later))
    if any(each.kind is RhythmKind.UNOFFERED for each in rhythms):  # no such day
        return
    item = opened(drafted(said.format(d=day, m=month, n=later)))
    months = [date(2026 + number // 12, number % 12 + 1, 20) for number in range(2, 30)]
    tasks = issued(item, (ACTIVE, *months))
    assert tasks
    for task in tasks:
        assert task.due_by is not None
        assert CALENDAR.is_working_day(task.due_on)
        assert task.due_on >= max(task.due_by, task.issued_on)
        assert task.cutoff_on <= task.due_by
        assert task.due_on > task.period_first_day
    ordered = [task.due_on for task in tasks]
    assert ordered == sorted(ordered)


@given(_SAID, st.integers(1, 28), st.integers(1, 12), st.integers(7, 12))
def test_a_plan_file_keeps_the_days(said: str, day: int, month: int, later: int) -> None:
    draft = drafted(said.format(d=day, m=month, n=later))
    written = write_draft(Reading(draft=draft, dated=None, quotes={}, findings=(), notes=()))
    assert read_plan(written, "nháp.yaml") == draft


def test_frequencies_of_a_plan_file_and_its_days_belong_together() -> None:
    (item,) = drafted("Nộp sổ quý (trước ngày 10), năm (trước ngày 10/12)").items
    assert [each.frequency for each in item.deliverables] == [Frequency.QUARTER, Frequency.YEAR]
    assert not any(each.proposed for each in item.deliverables)
