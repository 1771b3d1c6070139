"""The time to read a directing text grows with its length, not faster."""

import time
from collections.abc import Callable
from datetime import date

import pytest

from services.plandoc.directing.layout import lay_out
from services.plandoc.directing.proposing import propose
from services.plandoc.directing.versions import compare
from tests import givens
from tests.plandoc.directing.planted import planted, units

LARGE = 750_000  # characters: 300 pages of a Word file
MOST_GROWTH = 10  # of the time, when the text is four times as long
ORDERED_ON = date(2026, 12, 2)
LINES = {
    "real texts": "\n".join(text.text for text in planted("texts")),
    "one line": " ".join(" ".join(text.text.split()) for text in planted("texts")),
    "one sentence": "phối hợp với Công an phường và Trạm Y tế phường, trước ngày 10/12/2026, ",
    "numbers": "1. 2. 3. a) b) ",
    "blanks": "Công an" + " " * 300 + "phường\n",
    "tabs": "1\tCông an phường\t10/12/2026\n",
}


def seconds(work: Callable[[], object]) -> float:
    """The time of this process alone, so that another one counts for little."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def of_length(words: str, length: int) -> str:
    return (words * (length // len(words) + 1))[:length]


def read_whole(text: str) -> int:
    clauses = lay_out(text)
    return len(propose(text, clauses, units(), ORDERED_ON, givens.calendar()))


@pytest.mark.parametrize("words", LINES.values(), ids=LINES.keys())
def test_reading_four_times_as_much_takes_about_four_times_as_long(words: str) -> None:
    small = of_length(words, LARGE // 32)
    large = of_length(words, LARGE // 8)
    base = seconds(lambda: read_whole(small))
    assert seconds(lambda: read_whole(large)) < MOST_GROWTH * max(base, 0.05)


def test_a_text_of_three_hundred_pages_is_read_whole_and_compared() -> None:
    text = of_length(LINES["real texts"], LARGE)
    clauses = lay_out(text)
    assert clauses[-1].end == LARGE
    other = text.replace("trước ngày", "xong trước ngày")
    changes = compare(text, clauses, other, lay_out(other))
    assert {each.old for each in changes} >= set(range(len(clauses)))
