"""Another order, one item more or less: the reading changes by that alone."""

import pytest

from tests.plandoc.changes import one_less, one_more, other_orders
from tests.plandoc.plan_texts import REAL, TEXTS, WHOLE_LINES, reading_of
from tests.plandoc.reading_facts import difference, finding_facts, item_facts, only_in, read

SOME = 3  # every so many-th change; of the ward's own plan, which is long, many fewer
OF_LONG = 11
MORE = "Quét dọn bậc đá đền Bà"


@pytest.mark.parametrize("name", WHOLE_LINES)
def test_another_order_of_sections_items_or_rows_is_the_same_items(name: str) -> None:
    items = item_facts(reading_of(name))
    changes = other_orders(TEXTS[name])
    for other in changes[:: OF_LONG if name == REAL else SOME]:
        assert difference(items, item_facts(read(other.text))) == [], other.what


@pytest.mark.parametrize("name", WHOLE_LINES)
def test_what_is_left_out_is_gone_and_put_back_is_there_and_nothing_else(name: str) -> None:
    """Of the ward's own plan only its dashes: a numbered figure is told again in its annex."""
    items = item_facts(reading_of(name))
    changes = one_less(TEXTS[name])
    changes = [each for each in changes if name != REAL or each.what.startswith("without -")]
    for other in changes[:: OF_LONG if name == REAL else SOME]:
        fewer = item_facts(read(other.text))
        assert only_in(fewer, items) == [], other.what


@pytest.mark.parametrize("name", WHOLE_LINES)
def test_one_line_more_is_one_item_more_or_quoted_and_changes_no_other(name: str) -> None:
    items = item_facts(reading_of(name))
    changes = one_more(TEXTS[name], f"{MORE}, hoàn thành trước ngày 17/5/2028")
    for other in changes[:: OF_LONG if name == REAL else SOME]:
        reading = read(other.text)
        more = item_facts(reading)
        assert only_in(items, more) == [], other.what
        new = only_in(more, items)
        assert all(MORE in fact for fact in new), other.what
        assert len(new) == 1 or any(MORE in fact for fact in finding_facts(reading)), other.what
