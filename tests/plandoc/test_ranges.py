"""Which figures a measure can have: set by hand in the plan file, else proposed from its words."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.domain.assignment.ranges import COUNT, SHARE, MeasureRange, range_of
from services.domain.plan.draft import ItemDraft, MeasureDraft, PlanDraft
from services.domain.plan_document.reading import Field, Slot
from services.domain.plan_document.settling import put
from services.plandoc.reading.reader import read_document
from services.plandoc.reading.report import as_json, reading_of
from services.plandoc.sources.text_source import read_text
from services.planyaml.draft_yaml import write_draft
from services.planyaml.problems import PlanFileError
from services.planyaml.yaml_plan import read_plan
from tests.plandoc.clean_plan import CLEAN

SMALL = (Path(__file__).parent / "small.yaml").read_text(encoding="utf-8")
WHOLE_TARGET = SMALL.replace("target_2030: 97.45", "target_2030: 97")
_RULE = "        rule: R3\n"


def with_range(written: str, text: str = WHOLE_TARGET) -> str:
    """The small plan; of its first measure, the number of enterprises, a range is written."""
    assert _RULE in text
    return text.replace(_RULE, f"{_RULE}        range: {written}\n")


def first(draft: PlanDraft) -> MeasureDraft:
    return next(item for item in draft.items if item.code == "CT01").measures[0]


def possible(text: str) -> MeasureRange | None:
    return first(read_plan(text, "small.yaml")).possible


def a_range(low: str | None, high: str | None, *, whole: bool = False) -> MeasureRange:
    return MeasureRange(
        low=None if low is None else Decimal(low),
        high=None if high is None else Decimal(high),
        whole=whole,
    )


@pytest.mark.parametrize(
    ("written", "measure_range"),
    [
        ("none", None),
        ("{low: 0, high: 100}", a_range("0", "100")),
        ("{low: 0, high: 500, whole: true}", a_range("0", "500", whole=True)),
        ("{low: -0, high: 99.5, whole: false}", a_range("0", "99.5")),
        ("{high: 100}", a_range(None, "100")),
        ("{low: -3.5}", a_range("-3.5", None)),
        ("{whole: true}", a_range(None, None, whole=True)),
        ("{low: 97, high: 97}", a_range("97", "97")),
        ("", COUNT),
        ("null", COUNT),
    ],
)
def test_a_range_is_set_by_hand_and_proposed_where_nothing_is_said(
    written: str, measure_range: MeasureRange | None
) -> None:
    assert possible(with_range(written)) == measure_range
    assert possible(WHOLE_TARGET) == COUNT
    low = measure_range.low if measure_range else None
    assert low is None or not low.is_signed() or low < 0, "the ledger has no -0"


def test_a_proposal_that_the_plan_s_own_target_would_break_is_none() -> None:
    assert possible(SMALL) is None  # 97.45 enterprises: no count of whole ones
    share = SMALL.replace("unit: doanh nghiệp", 'unit: "%"')
    assert possible(share) == SHARE
    assert possible(share.replace("97.45", "130")) is None


@pytest.mark.parametrize(
    ("written", "place", "said"),
    [
        ("»nil", "range", "Giới hạn của số liệu là none, hoặc các khóa low, high, whole"),
        ("»[0, 100]", "range", "Ở đây phải là một giá trị"),
        ("»{}", "range", "Giới hạn chưa nêu gì"),
        ("»{whole: false}", "range", "Giới hạn chưa nêu gì"),
        ("{low: »x}", "range.low", "không phải là một con số"),
        ('{low: 0, high: »"97,5"}', "range.high", "dấu chấm thập phân"),
        ("{low: 100, high: »10}", "range.high", "Mức trên thấp hơn mức dưới"),
        ("{low: »0.5, whole: true}", "range.low", "Ghi giới hạn là số nguyên"),
        ("{low: 0, high: »97.5, whole: true}", "range.high", "Ghi giới hạn là số nguyên"),
        ("{low: 0, whole: »co}", "range.whole", "phải là true (có) hoặc false (không)"),
        ("{low: 0, »hihg: 9}", "range.hihg", 'Không có khóa "hihg" (có phải "high"?)'),
        (
            "»{low: 0, high: 50}",
            "range",
            "Mục tiêu 97 nằm ngoài giới hạn của số liệu (từ 0 đến 50)",
        ),
    ],
)
def test_a_range_that_cannot_be_is_refused_at_its_place(
    written: str, place: str, said: str
) -> None:
    text = with_range(written)
    before = text.partition("»")[0]
    with pytest.raises(PlanFileError) as caught:
        read_plan(text.replace("»", ""), "small.yaml")
    (problem,) = caught.value.problems
    assert said in problem.sentence
    assert problem.path == f"indicators[0].measures[0].{place}"
    assert (problem.line, problem.column) == (
        before.count("\n") + 1,
        len(before) - before.rfind("\n"),
    )


def test_what_is_reached_or_not_has_no_range() -> None:
    text = SMALL.replace("        rule: R5\n", "        rule: R5\n        range: {low: 0}\n")
    with pytest.raises(PlanFileError, match=r"Chỉ số kiểu milestone không có con số\. Bỏ range\."):
        read_plan(text, "small.yaml")


bounds = st.none() | st.decimals(-50, 50, places=2)


@given(low=bounds, high=st.none() | st.decimals(100, 900, places=2), by_hand=st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_draft_that_is_written_and_read_keeps_every_range(
    low: Decimal | None, high: Decimal | None, by_hand: bool
) -> None:
    stated = MeasureRange(low=low, high=high, whole=False)
    result = stated if by_hand and (low, high) != (None, None) else None
    draft = _changed(read_plan(WHOLE_TARGET, "small.yaml"), result)
    assert first(read_plan(write_draft(reading_of(draft)), "nháp.yaml")) == first(draft)


def _changed(draft: PlanDraft, measure_range: MeasureRange | None) -> PlanDraft:
    def item(item_draft: ItemDraft) -> ItemDraft:
        return replace(
            item_draft,
            measures=tuple(replace(m, possible=measure_range) for m in item_draft.measures[:2]),
        )

    return replace(draft, items=tuple(item(each) for each in draft.items))


def test_only_what_was_set_by_hand_is_written_and_a_program_reads_both() -> None:
    proposed = read_plan(WHOLE_TARGET, "small.yaml")
    assert "range:" not in write_draft(reading_of(proposed))
    reported = as_json(reading_of(proposed))["measures"]
    assert reported[0]["range"] == {"low": "0", "high": None, "whole": True}
    assert reported[1]["range"] is None
    by_hand = read_plan(with_range("none"), "small.yaml")
    assert "range: none\n" in write_draft(reading_of(by_hand))


def test_a_document_s_measures_have_what_their_words_propose() -> None:
    draft = read_document(read_text(CLEAN.encode(), "k.txt")).draft
    measures = [measure for item in draft.items for measure in item.measures]
    proposed = [range_of(title=m.title, unit=m.unit, kind=m.kind) for m in measures]
    assert [measure.possible for measure in measures] == proposed
    assert SHARE in proposed


def test_a_corrected_word_or_target_of_a_document_proposes_anew() -> None:
    draft = read_plan(WHOLE_TARGET, "small.yaml")
    assert first(draft).possible == COUNT
    in_percent = put(draft, Slot(item="CT01.1", field=Field.UNIT), "%")
    assert first(in_percent).possible == SHARE
    money = put(draft, Slot(item="CT01.1", field=Field.UNIT), "tỷ đồng")
    assert first(money).possible is None
