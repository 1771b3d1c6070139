"""What is expected of a reading is a strict file: each field in its form, each problem placed."""

from datetime import date
from decimal import Decimal

import pytest

from services.domain.calendar import Frequency
from services.domain.plan.draft import ItemKind, Severity
from services.planyaml.problems import PlanFileError
from services.scoring.due_said import DueSaid
from services.scoring.expected import ExpectedReading, ExpectedTarget, Stated
from services.scoring.expected_yaml import read_expected

WHOLE = """
document: {title: Kế hoạch trồng sen, number: 3/KH-UBND, place: Đầm Sen, date: 2026-05-04, period: [2026, 2028]}
units: {exactly: [Phòng Kinh tế], without: [Phòng Sen]}
items:
  - kind: duty
    section: I.1a
    title: [Thả sen giống, Thả giống sen]
    lead: null
    supporting: []
    due: [{frequency: month, days: ["18"]}, {once: 2027}]
    or_quoted: true
  - kind: [indicator, duty]
    words: diện tích sen
    due: null
    measures:
      - {unit: [ha, "%"], final: ">= 12.5", average: ["= 3", "3 .. 4"], reach_by: null}
no_items: [{kind: scheme, section: II}]
findings: [{lines: [một dòng], single: true, code: unread-lines, severity: doubt, about: I.2}]
no_findings: [{code: duty-twice}]
context: [Nhân dân hưởng ứng]
"""  # noqa: E501  (a line of the file, as somebody writes it)


def expected(text: str) -> ExpectedReading:
    return read_expected(text, "mong-doi.yaml")


def problems(text: str) -> list[str]:
    with pytest.raises(PlanFileError) as caught:
        expected(text)
    return [str(problem) for problem in caught.value.problems]


def test_every_field_is_read_in_its_form() -> None:
    whole = expected(WHOLE)
    duty, indicator = whole.items
    assert whole.head.issued_on == Stated(date(2026, 5, 4))
    assert whole.head.period == Stated((2026, 2028))
    assert whole.units.exactly == Stated(("Phòng Kinh tế",))
    assert whole.complete
    assert (duty.lead, duty.supporting, duty.measures) == (Stated(None), Stated(()), None)
    assert duty.due == Stated(
        (
            DueSaid(frequency=Frequency.MONTH, days=((None, 18),)),
            DueSaid(frequency=Frequency.ONCE, until=date(2027, 12, 31)),
        )
    )
    assert indicator.kinds == (ItemKind.INDICATOR, ItemKind.DUTY)
    assert (indicator.lead, indicator.due) == (None, Stated(()))
    assert indicator.measures is not None
    (measure,) = indicator.measures.value
    assert measure.final == (ExpectedTarget(sign=">=", value=Decimal("12.5")),)
    assert measure.average[1] == ExpectedTarget(sign="..", value=Decimal(3), high=Decimal(4))
    assert measure.reach_by == Stated(None)
    assert (whole.findings[0].severity, whole.findings[0].single) == (Severity.DOUBT, True)
    assert whole.context == ("Nhân dân hưởng ứng",)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("items: [{kind: dutyy, section: I}]", "dòng 1, cột 16 (items[0].kind): Không có giá trị"),
        ("items: [{kind: duty}]", "Chưa biết là mục nào"),
        ("items: [{kind: duty, section: I, leed: x}]", 'Không có khóa "leed" (có phải "lead"?)'),
        ("items: [{kind: duty, section: I, due: {}}]", "một trong ba"),
        ("items: [{kind: duty, section: I, due: {once: 2027, ongoing: true}}]", "một trong ba"),
        ("items: [{kind: duty, section: I, due: {frequency: week}}]", "frequency"),
        ('items: [{kind: duty, section: I, due: {frequency: year, days: ["18"]}}]', "15/11"),
        ('items: [{kind: duty, section: I, due: {frequency: year, days: ["31/02"]}}]', "31/02"),
        ("items: [{kind: duty, section: I, due: {ongoing: false}}]", "ongoing: true"),
        ("items: [{kind: duty, section: I, measures: [{final: 97}]}]", "Mức viết"),
        ("items: []\nfindings: [{}]", "Chưa biết là điểm nào"),
        ("items: []\ndocument: {period: [2026]}", "năm đầu và năm cuối"),
        ("units: {}", 'Thiếu "items"'),
    ],
)
def test_what_is_wrong_is_said_with_its_place(line: str, said: str) -> None:
    assert any(said in problem for problem in problems(line))


def test_all_that_is_wrong_is_said_at_once() -> None:
    assert len(problems("items: [{kind: x, section: I}, {kind: duty}]\ncontext: {}\nmore: 1")) >= 3
