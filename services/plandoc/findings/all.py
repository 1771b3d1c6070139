"""Every check, in the order in which a careful reader would write his list."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from services.domain.plan.draft import Severity
from services.domain.plan_document.reading import Piece, ReadFinding
from services.plandoc.findings import (
    cells,
    figures,
    form,
    missing,
    new_units,
    order,
    times,
    units,
    unread,
    work,
)
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
    work.given_twice,
    work.already_past,
    times.times,
    form.what_nobody_says,
)
_ORDER = (Severity.ERROR, Severity.DOUBT, Severity.NOTE)


def find(read: UnderstoodWords, pieces: Iterable[Piece]) -> tuple[ReadFinding, ...]:
    """All findings, errors first, each key once; `pieces` are the document's."""
    collected: dict[str, ReadFinding] = {}
    for each in chain(unread.lines(pieces), *(check(read) for check in CHECKS)):
        collected.setdefault(each.key, each)
    return tuple(sorted(collected.values(), key=lambda each: _ORDER.index(each.severity)))
