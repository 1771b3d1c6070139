"""How often and by when the text wants an indicator reported: read, kept in a file, due."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from services.domain.assignment.terms import DeliverableName
from services.domain.calendar import Frequency
from services.domain.due_days import DayInPeriod, DueDays
from services.domain.plan.draft import DeliverableDraft, ItemDraft, ItemKind, PlanDraft
from services.domain.plan_document.reading import Reading
from services.plandoc.reading.reader import read_document
from services.plandoc.sources.text_source import read_text
from services.planyaml.draft_yaml import write_draft
from services.planyaml.problems import PlanFileError
from services.planyaml.yaml_plan import read_plan
from tests.plandoc.issued_tasks import ACTIVE, due_days, issued, opened

SMALL = Path(__file__).parent / "small.yaml"
HEAD = "KẾ HOẠCH\nChăm sóc cây phường Xa giai đoạn 2026 - 2030\nI. CHỈ TIÊU\n"
TARGET = "1. Tỷ lệ cây sống đạt 90% trở lên."
MONTH, QUARTER = Frequency.MONTH, Frequency.QUARTER
HALF_YEAR, YEAR = Frequency.HALF_YEAR, Frequency.YEAR


def reading_of(said: str) -> Reading:
    text = f"{HEAD}{TARGET}\nĐơn vị chủ trì: Phòng Kinh tế. {said}\n"
    return read_document(read_text(text.encode(), "k.txt"))


def the_indicator(draft: PlanDraft) -> ItemDraft:
    (item,) = (each for each in draft.items if each.kind is ItemKind.INDICATOR)
    return item


def report(
    frequency: Frequency, *days: tuple[int, int], proposed: bool = False
) -> DeliverableDraft:
    places = tuple(DayInPeriod(month=month, day=day) for month, day in days)
    return DeliverableDraft(
        name=DeliverableName.REPORT,
        frequency=frequency,
        proposed=proposed,
        due=None,
        days=DueDays(in_period=places) if places else None,
    )


SAID = [
    ("Báo cáo hằng quý trước ngày 20.", [report(QUARTER, (3, 20))]),
    ("Báo cáo hằng quý, trước ngày 20 tháng cuối quý.", [report(QUARTER, (3, 20))]),
    ("Định kỳ hằng tháng báo cáo kết quả, chậm nhất ngày 18.", [report(MONTH, (1, 18))]),
    ("Thời gian báo cáo: hằng tháng, trước ngày 18.", [report(MONTH, (1, 18))]),
    ("Chế độ báo cáo: hằng năm (trước ngày 15/11).", [report(YEAR, (11, 15))]),
    ("Gửi số liệu trước ngày 01/6 và 15/11 hằng năm.", [report(HALF_YEAR, (6, 1), (5, 15))]),
    ("Khảo sát hằng năm.", [report(YEAR)]),
    ("Thống kê hằng tháng.", [report(MONTH)]),
    ("Báo cáo năm (trước 15/12), quý (trước ngày 20).",
     [report(QUARTER, (3, 20)), report(YEAR, (12, 15))]),
    ("Hằng năm, tỷ lệ cây mới đạt 20%.", [report(YEAR, proposed=True)]),
    ("", [report(YEAR, proposed=True)]),
]  # fmt: skip


@pytest.mark.parametrize(("said", "reports"), SAID)
def test_the_text_says_how_often_an_indicator_is_reported_and_by_when(
    said: str, reports: list[DeliverableDraft]
) -> None:
    item = the_indicator(reading_of(said).draft)
    assert list(item.deliverables) == reports
    for measure in item.measures:
        assert measure.frequencies == tuple(each.frequency for each in reports)


@pytest.mark.parametrize("said", [said for said, _ in SAID])
def test_a_plan_file_keeps_it(said: str) -> None:
    reading = reading_of(said)
    assert read_plan(write_draft(reading), "nháp.yaml") == reading.draft


@pytest.mark.parametrize(
    ("said", "until", "tasks"),
    [
        ("Báo cáo hằng quý trước ngày 20.", date(2026, 3, 16),
         [("2026-Q1", "20/03/2026"), ("2026-Q2", "22/06/2026")]),  # 20/6 is a Saturday
        ("Báo cáo hằng năm, trước ngày 15/11.", ACTIVE, [("2026", "16/11/2026")]),
        ("Báo cáo hằng quý.", ACTIVE, [("2026-Q1", "16/03/2026")]),  # behind the cut-off
    ],
)  # fmt: skip
def test_an_indicator_becomes_tasks_that_are_due_on_its_days(
    said: str, until: date, tasks: list[tuple[str, str]]
) -> None:
    given = issued(opened(reading_of(said).draft), (ACTIVE, until))
    assert due_days(given) == tasks
    assert all(len(task.measures) == 1 for task in given)


def test_a_time_that_no_period_holds_is_asked_about_of_an_indicator_too() -> None:
    for said, code in (
        ("Báo cáo hằng tuần.", "rhythm-unoffered"),
        ("Báo cáo trước ngày 15/11.", "day-without-year"),
    ):
        (found,) = (each for each in reading_of(said).findings if each.code == code)
        assert found.items == (the_indicator(reading_of(said).draft).code,)


def test_a_file_of_before_reads_as_before() -> None:
    reports = the_indicator(read_plan(SMALL.read_bytes(), SMALL.name)).deliverables
    assert [(each.frequency, each.proposed, each.days) for each in reports] == [
        (MONTH, True, None),
        (QUARTER, True, None),
        (YEAR, True, None),
    ]


def test_days_of_some_reports_of_an_indicator_stand_under_their_frequency() -> None:
    plan = read_plan(SMALL.read_bytes(), SMALL.name)
    row = the_indicator(plan)
    month, quarter, year = row.deliverables
    days = DueDays(in_period=(DayInPeriod(month=3, day=20),))
    reports = tuple(replace(each, proposed=False) for each in (month, quarter, year))
    item = replace(row, deliverables=(reports[0], replace(reports[1], days=days), reports[2]))
    draft = replace(plan, items=(item,), findings=())
    written = write_draft(Reading(draft=draft, dated=None, quotes={}, findings=(), notes=()))
    assert "proposed: false\n    days:\n      quarter:\n      - 03-20\n" in written
    assert read_plan(written, "nháp.yaml") == draft


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ("{half_year: [06-10]}", 'Mục này không có kỳ "half_year"'),
        ("{quarter: [07-10]}", "ngày và tháng thứ mấy của quý"),
        ("{weekly: [01-10]}", 'Không có khóa "weekly"'),
    ],
)
def test_days_that_do_not_fit_an_indicator_are_refused_at_their_place(
    days: str, said: str
) -> None:
    text = SMALL.read_text(encoding="utf-8")
    text = text.replace("    supporting: [G2, TDP]\n", f"    supporting: []\n    days: {days}\n")
    with pytest.raises(PlanFileError, match=said):
        read_plan(text, "nháp.yaml")
