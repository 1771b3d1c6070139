"""Every check, in the order in which a careful reader would write his list."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from services.domain.plan.draft import Severity
from services.domain.plan_document.reading import Piece, ReadFinding
from services.plandoc.findings import (
    cells,
    doubles,
    figures,
    form,
    missing,
    new_units,
    order,
    past_days,
    times,
    units,
    unread,
    work,
)
from services.plandoc.findings.gathering import gathered
from services.plandoc.items.understood import UnderstoodWords

CHECKS: tuple[Callable[[UnderstoodWords], Iterator[ReadFinding]], ...] = (
    form.number_and_day,
    form.place_spellings,
    order.headings,
    form.replaced_plan,
    form.terms,
    form.bases,
    order.announced_counts,
    form.foreign_territory,
    units.leads,
    units.supporting,
    units.unread_cells,
    new_units.named_once,
    units.groups,
    units.idle_units,
    units.only_in_annex,
    units.recipients,
    figures.text_against_annex,
    missing.foreign,
    missing.lacking_rows,
    cells.cells,
    work.schemes,
    doubles.given_twice,
    doubles.of_two_units,
    doubles.of_indicators,
    past_days.already_past,
    times.times,
    form.what_nobody_says,
)
_ORDER = (Severity.ERROR, Severity.DOUBT, Severity.NOTE)


def each_defect(read: UnderstoodWords, pieces: Iterable[Piece]) -> tuple[ReadFinding, ...]:
    """Every defect by itself, each key once; `pieces` are the document's."""
    collected: dict[str, ReadFinding] = {}
    for each in chain(unread.lines(pieces), *(check(read) for check in CHECKS)):
        collected.setdefault(each.key, each)
    return tuple(collected.values())


def find(read: UnderstoodWords, pieces: Iterable[Piece]) -> tuple[ReadFinding, ...]:
    """All findings, errors first, those of one cause together."""
    found = gathered(each_defect(read, pieces))
    return tuple(sorted(found, key=lambda each: _ORDER.index(each.severity)))
