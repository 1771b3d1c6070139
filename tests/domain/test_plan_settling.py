"""What typed corrections mean, and what all decisions together make of a plan's draft."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.errors import Refusal
from services.domain.plan.draft import Operator, PlanDraft, TargetDraft
from services.domain.plan_document.events import FindingVerdict
from services.domain.plan_document.reading import PLAN_ITSELF, Field, Slot
from services.domain.plan_document.settling import (
    FindingDecision,
    Value,
    put,
    read_value,
    settled_draft,
    understood_as,
)
from tests.plan_readings import NO_LEAD, NO_NUMBER, SMALL, TARGET, finding, reading

READING = reading()
ACCEPTED = FindingDecision(verdict=FindingVerdict.ACCEPTED, value=None)

TYPED: dict[Slot, tuple[str, Value]] = {
    Slot(item="CT10.1", field=Field.FINAL): ("61,5", TargetDraft(value="61.5", high=None)),
    Slot(item="CT10.1", field=Field.AVERAGE): ("3 - 4,5", TargetDraft(value="3", high="4.5")),
    Slot(item="CT10.2", field=Field.REACH_BY): ("31/12/2028", date(2028, 12, 31)),
    Slot(item="CT10.2", field=Field.OPERATOR): ("at_most", Operator.AT_MOST),
    Slot(item="CT10.3", field=Field.UNIT): ("  trạm  ", "trạm"),
    Slot(item="CT10.3", field=Field.TITLE): ("Rà soát xong", "Rà soát xong"),
    Slot(item="III-07", field=Field.LEAD): ("VP", "VP"),
    Slot(item="51-08", field=Field.SUPPORTING): ("VP, VHXH", ("VP", "VHXH")),
    Slot(item="III-07", field=Field.SUPPORTING): ("Không", ()),
    Slot(item="54-02", field=Field.TITLE): ("Theo dõi kế hoạch", "Theo dõi kế hoạch"),
    Slot(item=PLAN_ITSELF, field=Field.NUMBER): ("70/KH-UBND", "70/KH-UBND"),
    Slot(item=PLAN_ITSELF, field=Field.ISSUED_ON): ("05/11/2026", date(2026, 11, 5)),
    Slot(item=PLAN_ITSELF, field=Field.PLACE): ("phường cho sẵn", "phường cho sẵn"),
    Slot(item=PLAN_ITSELF, field=Field.REPLACES): ("Kế hoạch 1/KH-UBND", "Kế hoạch 1/KH-UBND"),
}


def at(draft: PlanDraft, slot: Slot) -> object:
    """What stands in one place of a draft."""
    if slot.item == PLAN_ITSELF:
        return getattr(draft, slot.field.value)
    for item in draft.items:
        if item.code == slot.item:
            return getattr(item, slot.field.value)
        for measure in item.measures:
            if measure.code == slot.item:
                return getattr(measure, slot.field.value)
    raise AssertionError(slot)


@pytest.mark.parametrize("slot", TYPED, ids=lambda slot: f"{slot.item}-{slot.field.value}")
def test_a_typed_correction_is_understood_as_the_office_writes(slot: Slot) -> None:
    typed, meant = TYPED[slot]
    assert read_value(slot, typed, READING.draft) == meant
    assert at(put(READING.draft, slot, meant), slot) == meant


@pytest.mark.parametrize("field", [Field.ISSUED_ON, Field.REACH_BY])
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("05/12/0026", "phải từ năm 2000 đến năm 2100"),
        ("05/12/2101", "phải từ năm 2000 đến năm 2100"),
        ("31/02/2027", "không phải là ngày"),
        ("2027-02-01", "không phải là ngày"),
    ],
)
def test_a_day_that_no_plan_means_is_refused(field: Field, typed: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        read_value(Slot(item=PLAN_ITSELF, field=field), typed, READING.draft)


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [
        ("61.5", "61.5", None),
        ("61,5 %", "61.5", None),
        ("1.234,5", "1234.5", None),
        ("1 200 - 1 500", "1200", "1500"),
        ("3–4,5%", "3", "4.5"),
        ("3 % - 4 %", "3", "4"),
        ("-3--2", "-3", "-2"),
    ],
)
def test_a_figure_is_read_however_offices_write_it(typed: str, low: str, high: str | None) -> None:
    value = read_value(Slot(item="CT10.1", field=Field.FINAL), typed, READING.draft)
    assert value == TargetDraft(value=low, high=high)


@pytest.mark.parametrize("typed", ["1.12.2027", "1-12-27", "01122027"])
def test_a_day_is_read_however_offices_write_it(typed: str) -> None:
    value = read_value(Slot(item="CT10.2", field=Field.REACH_BY), typed, READING.draft)
    assert value == date(2027, 12, 1)


@pytest.mark.parametrize("typed", ["1,234", "1.234", "2 - 1,234", "1.234-2.345"])
def test_a_figure_that_may_be_read_two_ways_is_asked_again(typed: str) -> None:
    with pytest.raises(Refusal, match="Viết 1234 hoặc 1,2340"):
        read_value(Slot(item="CT10.1", field=Field.FINAL), typed, READING.draft)


@pytest.mark.parametrize("slot", TYPED, ids=lambda slot: f"{slot.item}-{slot.field.value}")
def test_what_was_decided_stays_what_it_was_however_words_are_read_later(slot: Slot) -> None:
    typed, meant = TYPED[slot]
    each = finding("given", READING.findings[0].severity, (), slot)
    base = replace(
        READING,
        findings=(each,),
        draft=replace(READING.draft, findings=READING.draft.findings[:1]),
    )
    # Words that a line keeps as they are; every other place keeps its meaning without them.
    words = typed if isinstance(meant, str) and slot.field is not Field.LEAD else "đọc khác"
    decided = FindingDecision(
        verdict=FindingVerdict.CORRECTED, value=words, understood=understood_as(slot, meant)
    )
    assert at(settled_draft(base, {"given": decided}), slot) == meant


@given(st.sets(st.sampled_from(list(TYPED))), st.sets(st.sampled_from(list(TYPED))))
def test_only_the_places_that_were_corrected_differ(
    corrected: set[Slot], accepted_only: set[Slot]
) -> None:
    slots = sorted(TYPED, key=lambda slot: (slot.item, slot.field))
    result = tuple(
        finding(f"given.{number}", READING.findings[0].severity, (), slot)
        for number, slot in enumerate(slots)
    )
    base = replace(
        READING,
        findings=result,
        draft=replace(READING.draft, findings=READING.draft.findings[:1] * len(result)),
    )
    decisions = {f"given.{slots.index(slot)}": ACCEPTED for slot in accepted_only}
    decisions |= {
        f"given.{slots.index(slot)}": FindingDecision(
            verdict=FindingVerdict.CORRECTED, value=TYPED[slot][0]
        )
        for slot in corrected
    }
    settled = settled_draft(base, decisions)
    for slot in corrected:
        assert at(settled, slot) == TYPED[slot][1]
    undone = settled
    for slot in corrected:
        undone = put(undone, slot, at(base.draft, slot))  # type: ignore[arg-type]  # the old value
    assert replace(undone, findings=base.draft.findings) == base.draft


def test_decided_findings_go_and_open_ones_stay_with_what_is_assumed() -> None:
    settled = settled_draft(
        READING,
        {
            NO_NUMBER: FindingDecision(verdict=FindingVerdict.CORRECTED, value="70/KH-UBND"),
            TARGET: FindingDecision(verdict=FindingVerdict.LEFT_OPEN, value=None),
            SMALL: ACCEPTED,
        },
    )
    assert [each.code for each in settled.findings] == [NO_LEAD, TARGET]
    assert settled.findings[1].assumed == READING.findings[2].assumed
    assert settled.number == "70/KH-UBND"
    assert settled_draft(READING, {}) == READING.draft


def test_an_item_without_a_lead_keeps_its_question_until_it_has_one() -> None:
    left = settled_draft(READING, {NO_LEAD: ACCEPTED})
    assert NO_LEAD in {each.code for each in left.findings}
    given_one = settled_draft(
        READING, {NO_LEAD: FindingDecision(verdict=FindingVerdict.CORRECTED, value="VHXH")}
    )
    assert NO_LEAD not in {each.code for each in given_one.findings}


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_value_or_a_refusal_in_a_sentence(typed: str) -> None:
    refused: list[Refusal] = []
    for slot in TYPED:
        try:
            put(READING.draft, slot, read_value(slot, typed, READING.draft))
        except Refusal as refusal:
            refused.append(refusal)
    assert [each for each in refused if not each.code.startswith("value-")] == []
    assert [each for each in refused if not each.sentence.startswith("Nội dung sửa: ")] == []
