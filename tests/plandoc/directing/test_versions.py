"""A new version of a directing text shows exactly the clauses that it touches."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.plandoc.directing.layout import lay_out
from services.plandoc.directing.versions import ClauseChange, ClauseFate, compare
from tests.plandoc.directing.planted import PlantedText, planted
from tests.plandoc.directing.test_layout import pasted

OLD = (
    "1. Công an phường trực gác tại chợ Bến Ngự trong dịp Tết.\n"
    "2. Trạm Y tế phường phun thuốc diệt muỗi, xong trước ngày 15/12/2026.\n"
    "3. Văn phòng báo cáo kết quả.\n"
)
LONG_ENOUGH = 10  # words of a clause that two more words leave the same clause


def changes(old: str, new: str) -> list[tuple[str, int | None, int | None]]:
    result = compare(old, lay_out(old), new, lay_out(new))
    return [(each.fate.value, each.old, each.new) for each in result]


def assert_accounted(result: tuple[ClauseChange, ...], old: int, new: int) -> None:
    """Each clause of both versions stands in exactly one change."""
    assert sorted(each.old for each in result if each.old is not None) == list(range(old))
    assert [each.new for each in result if each.new is not None] == list(range(new))


def test_the_same_text_changes_nothing() -> None:
    assert changes(OLD, OLD) == [("same", 0, 0), ("same", 1, 1), ("same", 2, 2)]


def test_wrapping_case_and_new_numbers_change_nothing() -> None:
    new = OLD.replace("tại chợ", "tại\nchợ").replace("1. ", "4/ ").replace("Trạm", "TRẠM")
    assert {fate for fate, _, _ in changes(OLD, new)} == {"same"}


def test_a_changed_day_touches_its_clause_alone() -> None:
    new = OLD.replace("15/12", "20/12")
    assert changes(OLD, new) == [("same", 0, 0), ("changed", 1, 1), ("same", 2, 2)]


@pytest.mark.parametrize(("before", "after"), [("≥ 45%", "≤ 45%"), ("45%", "45"), ("1,5", "15")])
def test_a_changed_sign_of_a_figure_is_a_change(before: str, after: str) -> None:
    old, new = f"{OLD}4. Tỷ lệ đạt {before} hộ.\n", f"{OLD}4. Tỷ lệ đạt {after} hộ.\n"
    assert changes(old, new)[-1] == ("changed", 3, 3)


def test_a_new_clause_and_one_that_is_gone_stand_at_their_places() -> None:
    lines = OLD.splitlines(keepends=True)
    new = lines[0] + "2. Đội xe chở rác ra bãi mới.\n" + lines[2]
    assert changes(OLD, new) == [
        ("same", 0, 0), ("gone", 1, None), ("new", None, 1), ("same", 2, 2),
    ]  # fmt: skip


def test_a_moved_clause_is_moved_and_its_neighbours_stay() -> None:
    lines = OLD.splitlines(keepends=True)
    new = lines[1] + lines[2] + lines[0]
    assert changes(OLD, new) == [("same", 1, 0), ("same", 2, 1), ("moved", 0, 2)]


def test_a_clause_that_was_moved_and_changed_is_both() -> None:
    lines = OLD.splitlines(keepends=True)
    new = lines[1] + lines[2] + lines[0].replace("Tết", "Tết Dương lịch")
    (*_, last) = compare(OLD, lay_out(OLD), new, lay_out(new))
    assert last == ClauseChange(fate=ClauseFate.CHANGED, old=0, new=2, moved=True)


def test_of_two_clauses_alike_the_one_that_is_gone_is_named() -> None:
    lines = OLD.splitlines(keepends=True)
    twice = lines[2] + lines[0] + lines[2] + lines[1]
    new = lines[0] + lines[2] + lines[1]
    assert changes(twice, new) == [
        ("gone", 0, None), ("same", 1, 0), ("same", 2, 1), ("same", 3, 2),
    ]  # fmt: skip


def test_thousands_of_lines_alike_are_compared_in_time() -> None:
    text = "- Như trên;\n" * 4000
    result = compare(text, lay_out(text), text + OLD, lay_out(text + OLD))
    assert [each.fate.value for each in result] == ["same"] * 4000 + ["new"] * 3


@pytest.mark.parametrize("text", planted("texts"), ids=lambda text: text.name)
def test_each_touched_clause_of_a_real_text_is_shown_and_no_other(text: PlantedText) -> None:
    clauses = lay_out(text.text)
    for at, clause in enumerate(clauses):
        words = text.text[clause.start : clause.end]
        if len(words.split()) < LONG_ENOUGH:
            continue
        middle = clause.start + words.index(" ", len(words) // 2)
        new = f"{text.text[:middle]} rất mới{text.text[middle:]}"
        result = compare(text.text, clauses, new, lay_out(new))
        assert_accounted(result, len(clauses), len(lay_out(new)))
        touched = {(each.old, each.new) for each in result if each.fate is not ClauseFate.SAME}
        assert touched == {(at, at)}


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(planted("texts")), st.integers(), pasted)
def test_any_two_versions_account_for_every_clause(
    text: PlantedText, seed: int, other: str
) -> None:
    lines = text.text.splitlines(keepends=True)
    random.Random(seed).shuffle(lines)  # noqa: S311  (a shuffle of lines, no secret)
    for new in ("".join(lines), other, ""):
        old_clauses, new_clauses = lay_out(text.text), lay_out(new)
        result = compare(text.text, old_clauses, new, new_clauses)
        assert_accounted(result, len(old_clauses), len(new_clauses))
        back = compare(new, new_clauses, text.text, old_clauses)
        assert_accounted(back, len(new_clauses), len(old_clauses))
