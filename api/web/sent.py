"""What was sent, in the dialect of pages or of programs: the one difference between both."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from services.domain.assignment.events import DueRule
from services.domain.due_days import DueDays
from services.domain.fields import (
    CommandField,
    MarkedBeside,
    PaperField,
    SomeOf,
    UnitCode,
    YesOrNo,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureNames:
    """What the sender calls the three fields of one figure, for a refusal to stand beside."""

    value: str
    kind: str
    nil_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFigure:
    """The answer to one measure as it was sent; nothing of it is read yet.

    `title` is what the sender calls the measure.
    """

    measure: str
    title: str
    value: str
    kind: str
    nil_reason: str
    fields: FigureNames


@dataclass(frozen=True, slots=True, kw_only=True)
class SentLine:
    """A line as it was sent: whether it is `chosen`, and its own words, blank for none.

    `field` is what the sender calls these words, for a refusal to stand beside.
    """

    key: str
    chosen: bool
    words: str
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SentYear:
    """The number of a year as it was sent, blank for none; `field` is the name of its control."""

    year: int
    value: str
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SentCut:
    """One clause of a text as it was sent, in characters of the text."""

    start: int
    end: int
    mark: str
    depth: int
    kind: str


class Sent(Protocol):
    """What was sent, in the dialect of pages or of programs. Blank is what was left out."""

    def words(self, name: str, kind: CommandField) -> str:
        """Words as they were typed."""
        ...

    def value(self, name: str, kind: CommandField) -> str:
        """A chosen or short value."""
        ...

    def field(self, name: str, kind: CommandField) -> str:
        """What this dialect calls the field, for a refusal to stand beside it."""
        ...

    def unit(self, name: str, kind: UnitCode, mark: str) -> str:
        """The code of a unit, without the mark that a page may put behind it."""
        ...

    def new_id(self, name: str) -> UUID:
        """The id of what is made or meant, which the page carries; raises BadForm."""
        ...

    def count(self, name: str) -> int:
        """A count that the page or the program carries; raises BadForm."""
        ...

    def units(self, name: str) -> Sequence[str]:
        """The codes of several units; blanks say nothing."""
        ...

    def cuts(self, name: str) -> Sequence[SentCut]:
        """How a text is cut, in its order; raises BadForm."""
        ...

    def some(self, name: str, kind: SomeOf) -> Sequence[str]:
        """What is chosen of a few words."""
        ...

    def due_rule(self, name: str) -> DueRule | DueDays | None:
        """How a due date is counted, None for the ordinary rule; raises BadForm."""
        ...

    def yes_or_no(self, name: str, kind: YesOrNo) -> bool:
        """A yes or no."""
        ...

    def is_marked(self, name: str, kind: MarkedBeside) -> bool:
        """A yes or no."""
        ...

    def paper(self, name: str, kind: PaperField) -> tuple[str, str]:
        """The number and the day of a paper."""
        ...

    def figures(self, name: str) -> Sequence[SentFigure]:
        """The answers to measures, in their order."""
        ...

    def lines(self, name: str) -> Sequence[SentLine] | None:
        """The lines of which something was said; None where all are meant."""
        ...

    def years(self, name: str) -> Sequence[SentYear]:
        """The numbers of some years."""
        ...

    def day(self, sent: str, *, label: str, field: str) -> date:
        """Read a day; raises BadForm."""
        ...

    def decimal(self, sent: str, *, label: str, field: str) -> Decimal:
        """Read a number; raises BadForm."""
        ...

    def number(self, sent: SentFigure) -> Decimal:
        """Read the number of a figure; raises BadForm."""
        ...
