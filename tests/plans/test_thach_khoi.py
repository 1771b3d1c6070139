"""The ward's plan as data: what it holds, and that it says what the document says."""

import re
from collections import Counter
from pathlib import Path

from services.domain.calendar import Frequency
from services.domain.plan.draft import ItemDraft, ItemKind, MeasureDraft, Severity, expand
from services.planyaml.yaml_plan import read_plan

FILE = Path(__file__).parents[2] / "infra" / "plans" / "thach-khoi-2026-2030.yaml"
PLAN = read_plan(FILE.read_bytes(), FILE.name)
ITEMS = {item.code: item for item in PLAN.items}
MEASURES = {measure.code: measure for item in PLAN.items for measure in item.measures}
ASSIGNMENTS = {assignment_draft.code: assignment_draft for assignment_draft in expand(PLAN)}
EIGHT = ["KTHTDT", "VHXH", "VP", "TTHCC", "TTDVSNC", "BQLDA", "BCHQS", "CAP"]


def of(kind: ItemKind) -> list[ItemDraft]:
    return [item for item in PLAN.items if item.kind is kind]


def test_fifteen_rows_forty_measures_seven_schemes_seventy_two_duties() -> None:
    assert [item.code for item in of(ItemKind.INDICATOR)] == [f"CT{n:02d}" for n in range(1, 16)]
    assert [item.code for item in of(ItemKind.SCHEME)] == [f"DA{n}" for n in range(1, 8)]
    assert len(of(ItemKind.DUTY)) == 72
    assert len(MEASURES) == sum(len(item.measures) for item in PLAN.items) == 40
    assert sum(measure.in_annex for measure in MEASURES.values()) == 32


def test_the_duties_are_the_seventy_eight_without_the_six_that_are_schemes() -> None:
    counts = {"51": 32, "52": 4, "53": 12, "54": 4, "55": 7, "56": 3, "57": 3, "58": 6, "III": 7}
    listed = {f"{part}-{n:02d}" for part, count in counts.items() for n in range(1, count + 1)}
    schemes = {"51-30", "51-31", "51-32", "53-06", "53-12", "58-05"}
    assert len(listed) == 78
    assert {item.code for item in of(ItemKind.DUTY)} == listed - schemes


def test_history_and_an_item_without_a_unit_are_counted_and_not_issued() -> None:
    assert [code for code, assignment in ASSIGNMENTS.items() if assignment.lead is None] == [
        "DA1",
        "III-07",
    ]
    assert [code for code, assignment in ASSIGNMENTS.items() if not assignment.deliverables] == [
        "58-02"
    ]
    duties = [
        assignment for assignment in ASSIGNMENTS.values() if assignment.kind is ItemKind.DUTY
    ]
    assert sum(bool(duty.lead and duty.deliverables) for duty in duties) == 77
    assert len(ASSIGNMENTS) == 7 + 14 + 8 + 71 + 8


def test_group_leads_fan_out_to_the_eight_units() -> None:
    for item in ("CT15", "III-01"):
        collected = [
            assignment for assignment in ASSIGNMENTS.values() if assignment.item_code == item
        ]
        assert [each.lead for each in collected] == EIGHT
        assert [each.code for each in collected] == [f"{item}.{unit}" for unit in EIGHT]


def test_twelve_units_of_which_eight_have_accounts() -> None:
    assert len(PLAN.units) == 12
    assert [unit.code for unit in PLAN.units if unit.internal] == EIGHT
    assert [unit.code for unit in PLAN.units if unit.restricted] == ["BCHQS", "CAP"]
    assert all(group.proposed for group in PLAN.groups)


def test_every_code_is_unique_without_regard_to_case() -> None:
    for codes in (
        [unit.code for unit in PLAN.units] + [group.code for group in PLAN.groups],
        list(ASSIGNMENTS),
        [measure.code for item in PLAN.items for measure in item.measures],
        [finding.code for finding in PLAN.findings],
    ):
        lower = Counter(code.lower() for code in codes)
        assert max(lower.values()) == 1


def test_streams_can_be_named_after_the_codes() -> None:
    stream = re.compile(r"[A-Za-z0-9]+([.-][A-Za-z0-9]+)*")
    assert all(stream.fullmatch(code) for code in (PLAN.code, *ASSIGNMENTS))
    assert all(len(f"task-{code}.progress.2026-M12") <= 120 for code in ASSIGNMENTS)


def test_all_that_the_military_command_and_the_police_lead_is_restricted() -> None:
    restricted = {code for code, assignment in ASSIGNMENTS.items() if assignment.restricted}
    led = {code for code, assignment in ASSIGNMENTS.items() if assignment.lead in {"BCHQS", "CAP"}}
    assert restricted == led
    assert {"CT13", "CT14", "CT15.CAP", "III-01.BCHQS", "DA3", "58-04"} <= restricted


def test_leads_count_as_the_annex_prints_them() -> None:
    rows = Counter(item.lead for item in of(ItemKind.INDICATOR))
    assert rows == {"KTHTDT": 5, "VHXH": 6, "TTHCC": 1, "BCHQS": 1, "CAP": 1, "G5": 1}
    duties = Counter(item.lead for item in of(ItemKind.DUTY) if item.section.startswith("II."))
    assert duties == {
        "KTHTDT": 29, "BQLDA": 4, "VHXH": 10, "VP": 4, "TTHCC": 7, "TTDVSNC": 3, "BCHQS": 3,
        "CAP": 5,
    }  # fmt: skip


def test_figures_are_those_of_the_document() -> None:
    def figures(measure: MeasureDraft) -> str:
        last, average = measure.target_2030, measure.target_average
        parts = [f"{part.value}-{part.high}" if part.high else part.value
                 for part in (last, average) if part]  # fmt: skip
        return f"{measure.operator} {' '.join(parts)}".strip()

    assert {code: figures(measure) for code, measure in MEASURES.items()} == {
        "CT01": "at_least 15", "CT02": "at_least 14", "CT02.1": "at_least 15.2",
        "CT02.2": "at_least 10.9", "CT02.3": "at_least 2", "CT02.4": "none",
        "CT03.1": "at_least 3", "CT03.2": "at_least 60", "CT03.3": "at_most 40",
        "CT04.1": "at_least 490", "CT04.2": "at_least 45", "CT04.3": "between 50-100 10-20",
        "CT05": "equals 0", "CT06.1": "at_least 95", "CT06.2": "equals 100",
        "CT07.1": "equals 100", "CT07.2": "equals 100", "CT07.3": "at_least 1",
        "CT07.4": "equals 100", "CT07.5": "equals 100", "CT07.6": "equals 100",
        "CT07.7": "equals 0", "CT08.1": "at_least 97.45", "CT08.2": "at_least 61.03",
        "CT09.1": "none", "CT09.2": "none", "CT09.3": "equals 100", "CT09.4": "none",
        "CT10": "equals 100 100", "CT11.1": "at_least 98", "CT11.2": "at_least 95",
        "CT11.3": "equals 100 100", "CT12.1": "none", "CT12.2": "none",
        "CT13": "equals 100 100", "CT14.1": "at_least 75", "CT14.2": "at_least 90",
        "CT14.3": "none", "CT14.4": "none", "CT15": "equals 100 100",
    }  # fmt: skip
    assert MEASURES["CT02"].stretch_target == "15"
    assert MEASURES["CT10"].cell_average == "98"
    assert [code for code, each in MEASURES.items() if each.stretch] == ["CT07.4", "CT12.2"]
    dated = {code: str(each.reach_by) for code, each in MEASURES.items() if each.reach_by}
    assert dated == {
        "CT05": "2028-12-31", "CT07.3": "2030-12-31", "CT07.4": "2030-12-31",
        "CT09.1": "2027-12-31", "CT09.2": "2030-12-31", "CT14.3": "2030-12-31",
    }  # fmt: skip


def test_a_continuous_duty_reports_once_a_quarter_by_proposal() -> None:
    given = {
        item.code: [deliverable.frequency for deliverable in item.deliverables]
        for item in of(ItemKind.DUTY)
        if item.deliverables and not all(deliverable.proposed for deliverable in item.deliverables)
    }
    year = [Frequency.YEAR]
    assert given == {
        "51-08": year,
        "51-09": year,
        "51-24": year,
        "III-03": [Frequency.MONTH, Frequency.QUARTER, Frequency.YEAR],
    }
    rest = [item for item in of(ItemKind.DUTY) if item.code not in {*given, "54-04", "58-02"}]
    assert all(
        [deliverable.frequency for deliverable in item.deliverables] == [Frequency.QUARTER]
        for item in rest
    )
    assert [deliverable.frequency for deliverable in ITEMS["54-04"].deliverables] == year


def test_what_is_open_stands_as_a_finding_with_what_is_assumed() -> None:
    codes = {finding.code for finding in PLAN.findings}
    assert {f"C{n:02d}" for n in range(1, 23)} <= codes
    assert {"F4-DA1", "F4-DA7", "F5-III-07", "F5-58-02", "F6-NAME", "F6-NUMBER"} <= codes
    errors = {finding.code for finding in PLAN.findings if finding.severity is Severity.ERROR}
    assert errors == {"F4-DA1", "C04", "C08", "C10", "C11", "C18", "F6-NUMBER"}


def test_the_ward_bears_its_official_name() -> None:
    text = FILE.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if "Thạch Khê" in line]
    assert len(lines) == 1
    assert PLAN.place == "Thạch Khôi"
    assert PLAN.replaces == "70/KH-UBND"
    assert (PLAN.number, PLAN.issued_on) == (None, None)
