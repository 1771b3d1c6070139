"""The ward's real document: what is read of it, what is found in it, what each repair removes."""

from collections import Counter

import pytest

from services.domain.directory.unit_kinds import UnitKind
from services.domain.plan.draft import ItemKind, PlanDraft
from services.domain.plan_document.reading import Reading
from services.plandoc.reading.reader import read_document
from services.plandoc.structure.own_words import own_words
from services.planyaml.draft_yaml import write_draft
from services.planyaml.yaml_plan import read_plan
from tests.house.tree import ROOT
from tests.plandoc.clean_plan import defects, keyed
from tests.plandoc.real_plan import real_document, repaired

PLAN = ROOT / "infra" / "plans" / "thach-khoi-2026-2030.yaml"


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_document(real_document())


@pytest.fixture(scope="module")
def shipped() -> PlanDraft:
    return read_plan(PLAN.read_text(encoding="utf-8"), PLAN.name)


def test_everything_that_the_ward_gives_to_its_units_is_read(reading: Reading) -> None:
    draft = reading.draft
    kinds = Counter(item.kind for item in draft.items)
    assert kinds[ItemKind.INDICATOR] == 15
    assert kinds[ItemKind.SCHEME] == 7
    assert sum(len(item.measures) for item in draft.items) == 40
    leads = Counter(item.lead for item in draft.items if item.kind is ItemKind.DUTY)
    internal = {unit.code for unit in draft.units if unit.internal}
    assert len(internal) == 8
    assert internal <= set(leads)
    third = [item for item in draft.items if item.section.startswith("III.")]
    assert [each.code for each in third] == [f"III-0{at}" for at in range(1, 8)]
    assert (draft.period_from, draft.period_to, draft.replaces) == (2026, 2030, "70/KH-UBND")


def test_leads_and_supporting_units_are_those_that_a_careful_reader_found(
    reading: Reading, shipped: PlanDraft
) -> None:
    ours = {item.code: item for item in reading.draft.items}
    theirs = {item.code: item for item in shipped.items}
    rows = [f"CT{at:02d}" for at in range(1, 16) if at != 15]
    for code in rows:
        assert ours[code].lead == theirs[code].lead, code
        units = {unit.code for unit in shipped.units}
        expected = set(theirs[code].supporting) & units
        assert expected <= set(ours[code].supporting), code
    schemes = [each for each in theirs.values() if each.kind is ItemKind.SCHEME]
    assert [ours[scheme.code].lead for scheme in schemes] == [scheme.lead for scheme in schemes]
    assert {unit.code for unit in reading.draft.units} == {unit.code for unit in shipped.units}
    by_code = {unit.code: unit.kind for unit in reading.draft.units}
    assert by_code["BCHQS"] is UnitKind.MILITARY


def test_targets_are_those_of_the_shipped_plan(reading: Reading, shipped: PlanDraft) -> None:
    """Every figure that was typed by hand stands in the reading of the same row."""
    ours = {item.code: item for item in reading.draft.items}
    for item in shipped.items:
        read = {
            (target.value, target.high)
            for measure in (ours[item.code].measures if item.measures else ())
            for target in (measure.target_2030, measure.target_average)
            if target is not None
        }
        typed = {
            (target.value, target.high)
            for measure in item.measures
            if measure.code != "CT02"  # its 15 is a stretch target there
            for target in (measure.target_2030, measure.target_average)
            if target is not None
        }
        assert typed <= read, item.code


# The conflicts of the domain reference that must be found, as the codes that say them.
CONFLICTS = {
    "C02": [("stretch-became-firm", "CT02"), ("basis-differs", "CT02")],
    "C04": [("figure-of-other", "CT03"), ("annex-lacks-figure", "CT03")],
    "C06": [("figure-of-other", "CT04"), ("operator-differs", "CT04")],
    "C07": [("range-target", "CT04")],
    "C08": [("year-differs", "CT05")],
    "C09": [("two-measures-in-cell", "CT06")],
    "C10": [("figure-differs", "CT10")],
    "C11": [
        ("annex-lacks-figure", "CT07"),
        ("stretch-became-firm", "CT07"),
        ("no-lead", "CT07"),
        ("support-empty", "CT07"),
    ],
    "C12": [("counted-differs", "CT07"), ("annex-lacks-figure", "CT07")],
    "C13": [("annex-lacks-figure", "CT07")],
    "C14": [("operator-differs", "CT08"), ("unit-twice", "CT08")],
    "C15": [
        ("period-in-number-cell", "CT09"),
        ("year-differs", "CT09"),
        ("unit-missing", "CT09"),
    ],
    "C16": [("annex-lacks-figure", "CT09")],
    "C18": [("work-of-two-units", "CT12"), ("annex-lacks-figure", "CT12")],
    "C20": [("row-cut", "CT14"), ("two-measures-in-cell", "CT14"), ("operator-differs", "CT14")],
    "C22": [("collective-lead", "CT15"), ("wording-differs", "CT15")],
}


@pytest.mark.parametrize("conflict", CONFLICTS)
def test_the_known_conflicts_are_found(reading: Reading, conflict: str) -> None:
    collected = {(finding.code, item) for finding in reading.findings for item in finding.items}
    assert set(CONFLICTS[conflict]) <= collected


def test_the_defects_of_form_are_found(reading: Reading) -> None:
    codes = Counter(finding.code for finding in reading.findings)
    once = [
        "no-number",
        "no-day",
        "dates-differ",
        "place-spellings",
        "missing-heading",
        "replaces-plan",
        "term-differs",
        "count-differs",
        "duty-in-past",
        "no-baseline",
        "no-review",
        "no-report-date",
        "scheme-title-differs",
    ]
    assert {code: codes[code] for code in once} == dict.fromkeys(once, 1)
    quoted = {finding.code: len(finding.quotes) for finding in reading.findings}
    gathered = {"basis-undated": 3, "foreign-territory": 2, "recipient-missing": 5}
    assert {code: quoted[code] for code in gathered} == gathered
    assert {code: codes[code] for code in gathered} == dict.fromkeys(gathered, 1)
    assert {
        finding.items for finding in reading.findings if finding.code == "scheme-in-one-section"
    } == {
        ("DA1",),
        ("DA7",),
    }
    (leaderless,) = (finding for finding in reading.findings if finding.code == "no-lead")
    assert {line.items for line in leaderless.lines} == {("CT07",), ("DA1",), ("III-07",)}
    assert {slot.item for slot in leaderless.slots} == {"CT07", "DA1", "III-07"}


def test_every_finding_says_where_why_and_what_is_assumed(reading: Reading) -> None:
    keyed(reading)
    for finding in reading.findings:
        assert finding.sentence.endswith((".", "?"))
        assert finding.assumed.endswith(".")
        assert finding.place
        assert finding.quotes or finding.code.startswith("no-")
        assert all(quote.text and quote.place for quote in finding.quotes)


REPAIRS = [
    ("no-number", [("Số: /KH-UBND", "Số: 99/KH-UBND")]),
    ("no-day", [("Thạch Khôi, ngày tháng 4", "Thạch Khôi, ngày 16 tháng 4")]),
    ("dates-differ", [("ngày tháng 03 năm", "ngày tháng 4 năm")]),
    ("place-spellings", [("Thạch Khê", "Thạch Khôi")]),
    ("missing-heading", [("I. MỤC ĐÍCH, YÊU CẦU\n", "I. MỤC ĐÍCH, YÊU CẦU\n\n1. Mục đích\n")]),
    ("term-differs", [("nhiệm kỳ 2026 - 2030", "nhiệm kỳ 2025 - 2030")]),
    ("year-differs", [("Phấn đấu đến năm 2028", "Phấn đấu đến năm 2030")]),
    ("figure-differs", [("%\t100\t98\t", "%\t100\t100\t")]),
    ("unit-twice", [("≥ 61,03%\t", "≥ 61,03\t")]),
    ("row-cut", [("và đặc biệt\tCA", "và đặc biệt nhằm\tCA"), ("\n\t\t\t\tnhằm\t\t\n", "\n")]),
    ("recipient-missing", [("- Công an phường;\n", "- Công an phường; Trạm Y tế;\n")]),
    (
        "duty-in-past",
        [(" cuộc bầu cử Đại biểu Quốc hội và HĐND phường nhiệm kỳ 2026-2031 và", "")],
    ),
    ("operator-differs", [("có trên 490 doanh", "có ít nhất 490 doanh")]),
    ("support-empty", [("100 chuẩn mức độ 2\t\t\t\n", "100 chuẩn mức độ 2\t\t\tTổ dân phố\n")]),
]


@pytest.mark.parametrize(("code", "changes"), REPAIRS, ids=[code for code, _ in REPAIRS])
def test_repairing_one_defect_of_the_document_removes_exactly_its_finding(
    code: str, changes: list[tuple[str, str]]
) -> None:
    before, after = defects(real_document()), defects(repaired(*changes))
    assert [each.code for key, each in before.items() if key not in after] == [code]
    assert [key for key in after if key not in before] == []


def test_the_draft_is_a_plan_file_that_reads_back_to_itself(reading: Reading) -> None:
    written = write_draft(reading)
    assert read_plan(written, "nháp.yaml") == reading.draft
    assert "# mục II.2(5): Phấn đấu đến năm 2028 không còn hộ nghèo." in written


def test_every_item_of_the_shipped_plan_finds_the_document_s_own_sentence(
    shipped: PlanDraft,
) -> None:
    quotes = own_words(real_document(), shipped.items)
    assert set(quotes) == {item.code for item in shipped.items}
    assert quotes["CT05"].text == "Phấn đấu đến năm 2028 không còn hộ nghèo."
    assert "OCOP" in quotes["51-02"].text
    assert quotes["58-02"].text.startswith("Đảm bảo công tác an ninh chính trị")
    assert quotes["III-04"].place == "mục III.3"
