"""Clauses cut and joined by hand: coverage stays, a word and a letter are never parted."""

import unicodedata
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.domain.directive.cutting_rules import (
    CUT_IN_LETTER,
    CUT_IN_WORD,
    CUT_OUTSIDE,
    NOTHING_TO_JOIN,
)
from services.domain.errors import Refusal
from services.plandoc.directing.clauses import TextClause
from services.plandoc.directing.cutting import join, split
from services.plandoc.directing.layout import lay_out
from tests.plandoc.directing.planted import planted
from tests.plandoc.directing.test_layout import assert_covered, pasted

CODES = {each.code for each in (CUT_IN_LETTER, CUT_IN_WORD, CUT_OUTSIDE, NOTHING_TO_JOIN)}
Clauses = tuple[TextClause, ...]
TEXT = "1. Quét dọn kênh; 3. Trồng cây trước 15/12/2026 theo văn bản 12/KH-UBND.\n2. Báo cáo.\n"


def tried_on(clauses: Clauses, tried: Callable[[], Clauses]) -> Clauses:
    """The clauses after an attempt; the same where it was refused, which says why."""
    try:
        return tried()
    except Refusal as refusal:
        if refusal.code not in CODES:
            raise
        return clauses


def refused(text: str, at: int) -> Refusal:
    with pytest.raises(Refusal) as caught:
        split(lay_out(text), text, at)
    return caught.value


def test_a_clause_is_cut_in_two_and_joined_again() -> None:
    clauses = lay_out(TEXT)
    at = TEXT.index("Trồng")
    cut = split(clauses, TEXT, at)
    assert_covered(TEXT, cut)
    assert [TEXT[each.start : each.end] for each in cut[:2]] == [
        TEXT[:at],
        TEXT[at : TEXT.index("2. Báo")],
    ]
    assert join(cut, 0) == clauses


def test_the_second_part_has_the_mark_that_it_begins_with() -> None:
    cut = split(lay_out(TEXT), TEXT, TEXT.index("3. Trồng"))
    assert [each.mark for each in cut] == ["1.", "3.", "2."]


@pytest.mark.parametrize("word", ["Quét", "dọn", "15/12/2026", "12/KH-UBND"])
def test_a_cut_in_a_word_a_day_or_a_sign_is_refused_with_the_word(word: str) -> None:
    start = TEXT.index(word)
    for at in range(start + 1, start + len(word)):
        refusal = refused(TEXT, at)
        assert refusal.code == CUT_IN_WORD.code
        assert f"“{word}”" in refusal.sentence


def test_a_cut_between_a_letter_and_its_mark_is_refused() -> None:
    text = unicodedata.normalize("NFD", TEXT)
    marked = [at for at in range(1, 40) if unicodedata.combining(text[at])]
    assert len(marked) > 3
    for at in marked:
        refusal = refused(text, at)
        assert refusal.code == CUT_IN_LETTER.code
        assert "“" in refusal.sentence


def test_a_hyphen_that_nobody_sees_makes_no_two_words() -> None:
    text = "1. Quét dọn kênh mương, tr\u00adồng cây xanh."
    for at in (text.index("\u00ad"), text.index("\u00ad") + 1):
        assert refused(text, at).code == CUT_IN_WORD.code


@pytest.mark.parametrize("at", [-5, 0, len(TEXT), len(TEXT) + 9, TEXT.index("\n") + 1, 2**40])
def test_a_cut_outside_of_a_clause_or_at_its_bounds_is_refused(at: int) -> None:
    assert refused(TEXT, at).code == CUT_OUTSIDE.code


def test_a_cut_that_leaves_no_words_on_one_side_is_refused() -> None:
    text = "  Quét dọn.   \n"
    assert refused(text, 1).code == CUT_OUTSIDE.code
    assert refused(text, len(text) - 2).code == CUT_OUTSIDE.code


@pytest.mark.parametrize("index", [-1, 1, 2])
def test_a_clause_with_nothing_behind_it_is_not_joined(index: int) -> None:
    with pytest.raises(Refusal) as caught:
        join(lay_out(TEXT), index)
    assert caught.value.code == NOTHING_TO_JOIN.code
    assert str(index + 1) in caught.value.sentence


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.sampled_from([each.text for each in planted("texts")]), pasted), st.data())
def test_cutting_and_joining_keep_every_character(text: str, data: st.DataObject) -> None:
    clauses = lay_out(text)
    for _ in range(4):
        at = data.draw(st.integers(-1, len(text) + 1))
        index = data.draw(st.integers(-1, len(clauses)))
        for tried in (partial(split, clauses, text, at), partial(join, clauses, index)):
            clauses = tried_on(clauses, tried)
            assert_covered(text, clauses)
