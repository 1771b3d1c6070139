"""The same words typed otherwise are read the same: blanks, marks of lists, ends of lines."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.plandoc.changes import OTHER_MARKS, UNSEEN_SIGNS
from tests.plandoc.plan_texts import NOUNS_AS_WORK, REAL, SHORT, TEXTS, WHOLE_LINES, reading_of
from tests.plandoc.reading_facts import difference, facts_of, read

QUICK = settings(max_examples=60, deadline=None, derandomize=True, database=None)
# What is not yet read the same: a lettered line that names "xóm" teaches a unit of that name, and
# labels that are lettered are no labels. In the ward's own plan plain lines part the lists.
LETTERED = frozenset(
    {"01-nothing-vanishes-c", "02-lead-after-list-a", "02-lead-after-list-b", REAL}
)
SENSITIVE = {
    "letters for dashes": LETTERED,
    "no points at the end": NOUNS_AS_WORK,
    "semicolons at the end": NOUNS_AS_WORK,
}
ALL_SENSITIVE = LETTERED | NOUNS_AS_WORK


@pytest.mark.parametrize("change", UNSEEN_SIGNS)
def test_blanks_and_signs_that_nobody_sees_change_nothing(change: str) -> None:
    for name in SHORT:
        changed = facts_of(read(UNSEEN_SIGNS[change](TEXTS[name])))
        assert difference(facts_of(reading_of(name)), changed) == [], name


@pytest.mark.parametrize("change", OTHER_MARKS)
def test_other_marks_of_lists_change_nothing(change: str) -> None:
    """Without the documents of SENSITIVE."""
    for name in WHOLE_LINES:
        if name in SENSITIVE.get(change, frozenset()):
            continue
        changed = facts_of(read(OTHER_MARKS[change](TEXTS[name])))
        assert difference(facts_of(reading_of(name)), changed) == [], name


@QUICK
@given(
    st.sampled_from([name for name in WHOLE_LINES if name not in ALL_SENSITIVE]),
    st.lists(st.sampled_from(sorted(UNSEEN_SIGNS)), min_size=2, max_size=4, unique=True),
    st.sampled_from(sorted(OTHER_MARKS)),
)
def test_several_of_them_together_change_nothing(name: str, signs: list[str], marks: str) -> None:
    text = OTHER_MARKS[marks](TEXTS[name])
    for sign in signs:
        text = UNSEEN_SIGNS[sign](text)
    assert difference(facts_of(reading_of(name)), facts_of(read(text))) == []
