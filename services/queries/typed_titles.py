"""Narrowing a search to the assigned tasks that can hold its words, by an index of typed words.

What is found is compared by the search's own rule afterwards. The words lie in the database alone
(0034_title_words.sql) and leave it with their text.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase, digits
from typing import Final

from sqlalchemy import ColumnElement, func, or_, select

from services.projections.tables import tasks
from services.queries.search import SearchFilter, may_be_near

# As `search_words` of the database has them: no y (it is an i), no longer than this.
_LETTERS: Final = "".join(sorted({*ascii_lowercase, *digits} - {"y"}))
_LONGEST: Final = 40
_YEAR: Final = re.compile(r"\d{4}")
_RANDOM: Final = re.compile(r"[a-z2-7]{8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedTitles:
    """What a search knows of assigned tasks beside their titles.

    `names` are the folded words that a page writes before any title, `units` the folded names of
    units by their codes.
    """

    names: Sequence[str]
    units: Mapping[str, str]

    def conditions(self, asked: Sequence[str], *, near: bool) -> Iterator[ColumnElement[bool]]:
        """What a row must meet to hold every word, or with `near` one that is a letter away.

        Of a word that all names hold it is nothing.
        """
        of_titles = []
        for word in asked:
            held = _holding(word, near=near)
            if any(held(name) for name in self.names):
                continue
            ways = [*self._beside_titles(word, held)]
            query = word_query(word, near=near)
            if ways:
                yield or_(_titled(query), *ways)
            else:
                of_titles.append(query)
        if of_titles:
            yield _titled(" & ".join(of_titles))

    def _beside_titles(
        self, word: str, held: Callable[[str], bool]
    ) -> Iterator[ColumnElement[bool]]:
        units = [code for code, name in self.units.items() if held(name)]
        if units:
            yield tasks.c.lead_unit.in_(units)
        pattern = _code_pattern(word)
        if pattern is not None:
            yield tasks.c.directive.like(pattern)


def word_query(word: str, *, near: bool) -> str:
    """A wanted word in the language of the index, which knows no order of words."""
    parts = _parts(word)
    beginnings = " & ".join(f"'{part}':*" for part in parts)
    others = _letter_away(parts[0]) if near and may_be_near(word) else ()
    ways = " | ".join((beginnings, *(f"'{other}'" for other in others)))
    return f"({ways})"


def whole_words(asked: Iterable[str]) -> str:
    """Every wanted word as it is, in the same language: of a beginning much else is found."""
    return " & ".join(f"'{part}'" for word in asked for part in _parts(word))


def _parts(word: str) -> list[str]:
    return [part.replace("y", "i")[:_LONGEST] for part in word.split()]


def _titled(wanted: str) -> ColumnElement[bool]:
    return tasks.c.title_text_id.in_(select(func.titles_holding(wanted)))


def _holding(word: str, *, near: bool) -> Callable[[str], bool]:
    def held(text: str) -> bool:
        wanted = SearchFilter.of((word,), (text,))
        return not (wanted.far(text) if near else wanted.missing(text))

    return held


def _letter_away(word: str) -> set[str]:
    """Every word that differs in one letter behind the first."""
    places = range(1, len(word))
    return {
        *(word[:at] + word[at + 1 :] for at in places),
        *(word[:at] + letter + word[at + 1 :] for at in places for letter in _LETTERS),
        *(word[:at] + letter + word[at:] for at in (*places, len(word)) for letter in _LETTERS),
    }


def _code_pattern(word: str) -> str | None:
    """The codes of directives that are meant by a word; None where it can be none.

    The year alone, the year and the beginning of the rest, or the rest alone, whole.
    """
    parts = word.split()
    if _YEAR.fullmatch(parts[0]):
        rest = parts[1] if len(parts) > 1 else ""
        return f"{parts[0]}.{_any_i(rest)}%"
    return f"____.{_any_i(word)}" if _RANDOM.fullmatch(word) else None


def _any_i(letters: str) -> str:
    """The pattern of letters of which each i may have been a y."""
    return letters.replace("i", "_")
