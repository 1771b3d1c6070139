"""Words compared as a reader compares them: by their syllables, whatever marks stand between."""

import re
from typing import Final

from services.plandoc.wording.words import syllables

_PLACE: Final = re.compile(
    r"(?:(?<!hợp tác) (?:phường|xã|thị trấn|đặc khu)| trên địa bàn(?: (?:phường|xã|đặc khu))?)$"
)


def spoken(words: str) -> str:
    """The syllables and numbers of a phrase with single blanks."""
    return " ".join(syllables(words))


def same(each: str, other: str) -> bool:
    """Whether two phrases say the same words."""
    return spoken(each) == spoken(other)


def holds(whole: str, part: str) -> bool:
    """Whether `part` stands in `whole`, word for word; nothing stands everywhere."""
    return f" {spoken(part)} " in f" {spoken(whole)} "


def any_same(names: tuple[str, ...], wanted: str) -> bool:
    """Whether one of the names says the words that are wanted, with or without the place."""
    return any(_body(name) == _body(wanted) for name in names)


def _body(name: str) -> str:
    """A body's name without the place that documents add or leave out: "Trạm Y tế (xã)"."""
    return _PLACE.sub("", spoken(name))
