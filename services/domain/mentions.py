"""What an act refers to beside its own terms: the texts that somebody typed, the papers it names.

Of any event, however deep the reference lies.
"""

from collections.abc import Collection, Hashable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import TypeVar, cast
from uuid import UUID

from services.domain.facts import Event, TextRef
from services.domain.nouns import KIND_OF
from services.domain.papers import Paper
from services.domain.task.acts.submit_contribution import ContributionSubmitted
from services.domain.task.acts.submit_report import ReportSubmitted

Kind = TypeVar("Kind")


def text_ids(value: object) -> Collection[UUID]:
    """The ids of every text that an event refers to."""
    return [reference.text_id for reference in _parts(value, TextRef)]


def paper_numbers(event: Event) -> Collection[str]:
    """The numbers of the papers that an act names, as `number_key` has them."""
    return dict.fromkeys(number_key(paper.number) for paper in _parts(event, Paper))


def number_key(number: str) -> str:
    """A number as it is looked for: single blanks, small letters."""
    return " ".join(number.split()).lower()


def typed_with(event: Event, *, whole: bool = True) -> Collection[UUID]:
    """What was typed with an act: a reason always, with `whole` also the text of a report."""
    if whole and isinstance(event, ReportSubmitted | ContributionSubmitted):
        return text_ids(event)
    kind = KIND_OF.get(type(event))
    if kind is None:
        return []
    return text_ids((kind.text(event), *kind.more_texts(event).values()))


def _parts(value: object, kind: type[Kind]) -> Iterator[Kind]:
    if isinstance(value, kind):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _parts(item, kind)
    else:
        for name in _names(cast(Hashable, type(value))):
            yield from _parts(getattr(value, name), kind)


# Asked of every part of every fact when rows are made again.
@cache
def _names(kind: Hashable) -> tuple[str, ...]:
    """The fields of a row; none of what is no row."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
