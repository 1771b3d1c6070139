"""Another day of a deadline, another percentage: what has it changes, and no other item."""

import re
from datetime import date

import pytest

from tests.plandoc.changes import OtherText
from tests.plandoc.plan_texts import REAL, TEXTS, WHOLE_LINES, reading_of
from tests.plandoc.reading_facts import difference, item_facts, only_in, read

SOME = 2
_DAY = re.compile(r"(?<=trước ngày )(\d{1,2})/(\d{1,2})/(20\d\d)")
_PERCENT = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d+)?(?=%)")
OTHER_DAY, OTHER_FIGURE = 11, "77,5"


def other_figures(text: str) -> list[OtherText]:
    """Each percentage outside of tables by itself as another one."""
    rows = [(row.start(), row.end()) for row in re.finditer(r".*\t.*", text)]
    return [
        OtherText(
            text[match.start() - 40 : match.end()],
            text[: match.start()] + OTHER_FIGURE + text[match.end() :],
        )
        for match in _PERCENT.finditer(text)
        if not any(first <= match.start() < end for first, end in rows)
    ]


@pytest.mark.parametrize("name", WHOLE_LINES)
def test_another_day_is_the_day_of_its_item_alone(name: str) -> None:
    text, items = TEXTS[name], item_facts(reading_of(name))
    for match in list(_DAY.finditer(text))[::SOME]:
        day, month, year = map(int, match.groups())
        old, new = match[0], f"{OTHER_DAY}/{match[2]}/{year}"
        if text.count(old) > 1 or "đề án" in text[text.rfind("\n", 0, match.start()) :].lower():
            continue
        other = read(text[: match.start()] + new + text[match.end() :])
        was, now = (date(year, month, each).isoformat() for each in (day, OTHER_DAY))
        more = item_facts(other)
        wanted = [fact.replace(old, new).replace(was, now) for fact in only_in(items, more)]
        assert only_in(more, items) == wanted, old


@pytest.mark.parametrize("name", WHOLE_LINES)
def test_another_percentage_is_that_of_one_item_at_most(name: str) -> None:
    items = item_facts(reading_of(name))
    for other in other_figures(TEXTS[name])[:: SOME if name != REAL else 5 * SOME]:
        changed = difference(items, item_facts(read(other.text)))
        assert len(changed) in {0, len(("gone", "new"))}, other.what
