"""What no plan file may do to the reader, and what it may look like."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.planyaml.document import AT_MOST_BYTES
from services.planyaml.problems import PlanFileError, Problem
from services.planyaml.yaml_plan import read_plan

SMALL = (Path(__file__).parent / "small.yaml").read_text(encoding="utf-8")


def problems(source: str | bytes) -> tuple[Problem, ...]:
    with pytest.raises(PlanFileError) as caught:
        read_plan(source, "x.yaml")
    return caught.value.problems


def attempt(source: str) -> tuple[Problem, ...]:
    try:
        read_plan(source, "x.yaml")
    except PlanFileError as error:
        return error.problems
    return ()


def first(source: str | bytes) -> tuple[int, int, str]:
    problem = problems(source)[0]
    return problem.line, problem.column, problem.sentence


def test_anchors_and_aliases_are_refused_where_they_stand() -> None:
    result = problems("plan: &a [x]\nunits: *a\n")
    assert [(each.line, each.column) for each in result] == [(1, 7), (2, 8)]
    assert "neo (&)" in result[0].sentence


def test_an_alias_bomb_costs_nothing() -> None:
    bomb = "a0: &a0 [x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
    )
    assert "neo (&)" in first(bomb)[2]


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system [ls]", "!!int 3", "!x y"])
def test_tags_are_refused(tag: str) -> None:
    assert "nhãn kiểu" in first(f"plan: {tag}\n")[2]


def test_a_deep_file_is_refused_before_it_can_exhaust_the_stack() -> None:
    line, column, sentence = first("plan: " + "[" * 50_000)
    assert (line, column) == (1, 18)
    assert "quá sâu" in sentence


def test_a_file_of_too_many_things_is_refused() -> None:
    assert "quá nhiều mục" in first("plan:\n" + "- a\n" * 100_001)[2]


def test_a_second_document_is_refused() -> None:
    assert first("plan: x\n---\nplan: y\n")[0] == 2


def test_a_file_over_two_megabytes_is_refused() -> None:
    assert "tối đa 2 MB" in first("#" * (AT_MOST_BYTES + 1))[2]


def test_a_file_in_another_encoding_is_refused_at_the_first_wrong_byte() -> None:
    raw = SMALL.encode().replace("Văn hóa".encode(), "Văn hóa".encode("cp1258", "replace"))
    line, column, sentence = first(raw)
    assert (line, column) == (12, 29)
    assert "UTF-8" in sentence


def test_a_lone_surrogate_is_refused() -> None:
    assert "UTF-8" in first("plan: \ud800\n")[2]


def test_a_control_character_is_refused_at_its_place() -> None:
    line, column, sentence = first("plan: Thạch\x07 Khôi\n")
    assert (line, column) == (1, 12)
    assert "U+0007" in sentence


@pytest.mark.parametrize("source", ["", "# chỉ có ghi chú\n", "\ufeff"])
def test_an_empty_file_says_so(source: str) -> None:
    assert "Tệp trống" in first(source)[2]


def test_broken_yaml_is_named_where_reading_stopped() -> None:
    line, _, sentence = first("plan:\n  code: [a\nunits: x\n")
    assert line == 3
    assert "Không đọc được YAML" in sentence


@pytest.mark.parametrize(
    "source", ["- a\n", "Kế hoạch", "plan: x\n", "[]: {}\n", "? {a: b}\n: c\n"]
)
def test_another_shape_is_answered_with_a_sentence(source: str) -> None:
    assert problems(source)


def test_words_are_stored_composed_whatever_the_keyboard() -> None:
    assert not unicodedata.is_normalized("NFC", unicodedata.normalize("NFD", SMALL))
    assert read_plan(unicodedata.normalize("NFD", SMALL), "x") == read_plan(SMALL, "x")


def test_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    windows = b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode()
    assert read_plan(windows, "x") == read_plan(SMALL, "x")


def test_yaml_does_not_reinterpret_what_the_ward_wrote() -> None:
    text = SMALL.replace("place: Thạch Khôi", "place: no").replace(
        "section: II.3\n", "section: 5.10\n"
    )
    draft = read_plan(text.replace("code: DA1", "code: 1e3"), "x")
    assert (draft.place, draft.items[0].section, draft.items[0].code) == ("no", "5.10", "1e3")


scraps = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        ["\n", ": ", "- ", "[", "]", "{", "}", '"', "#", "&a ", "*a", "!!", "  ", "?"]
    ),
)


@given(st.integers(0, len(SMALL)), st.integers(0, 60), scraps)
def test_whatever_is_broken_the_answer_is_a_draft_or_problems(
    start: int, length: int, scrap: str
) -> None:
    text = SMALL[:start] + scrap + SMALL[start + length :]
    lines = text.count("\n") + text.count("\r") + 2
    result = attempt(text)
    assert all(1 <= each.line <= lines and each.column >= 1 for each in result)
    assert all(each.sentence for each in result)


@given(st.binary(max_size=200))
def test_no_bytes_are_answered_with_anything_but_problems(raw: bytes) -> None:
    assert problems(raw)
