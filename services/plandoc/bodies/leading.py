"""Who leads and who supports: cells and phrases resolved into units and groups."""

from dataclasses import dataclass

from services.plandoc.bodies.assignees import Assignee
from services.plandoc.bodies.bodies import UnitBook
from services.plandoc.bodies.cells import codes_of
from services.plandoc.bodies.groups import Collective
from services.plandoc.bodies.labels import printed_cells

_MANY = 3  # units that lead together are a group


@dataclass(frozen=True, slots=True, kw_only=True)
class Leading:
    """Phân công của một mục. `lead` is a unit or a group code, None where none is named.

    `several` holds all units where two are named and the first was taken; `group` is the phrase
    of a collective lead. `unread` are words that name nobody who is known.
    """

    lead: str | None
    supporting: tuple[str, ...]
    several: tuple[str, ...] = ()
    group: Collective | None = None
    printed: str = ""
    unread: tuple[str, ...] = ()


def of_cells(lead: str, supporting: str, book: UnitBook) -> Leading:
    """Read the two cells of a row."""
    cells = printed_cells(lead, supporting)
    leads, unread = codes_of(cells.lead, book, placed=True)
    supports, unknown = codes_of(cells.supporting, book, placed=True)
    return _leading(leads, supports, cells.lead, book, (*unread, *unknown))


def of_assignee(assignee: Assignee, supporting: tuple[str, ...], book: UnitBook) -> Leading:
    """Read what a sentence of the text assigns."""
    return _leading(assignee.leads, supporting, assignee.phrase, book, ())


def _leading(
    leads: tuple[str, ...],
    supporting: tuple[str, ...],
    printed: str,
    book: UnitBook,
    unread: tuple[str, ...],
) -> Leading:
    groups = {group.code: group for group in book.groups.values()}
    lead = leads[0] if leads else None
    several: tuple[str, ...] = ()
    group: Collective | None = None
    if len(leads) >= _MANY or (len(leads) > 1 and any(code in groups for code in leads)):
        group = book.group(printed)
        group.parts = leads
        lead = group.code
    elif lead in groups:
        group = groups[lead]
    elif len(leads) > 1:
        several = leads
        supporting = (*leads[1:], *supporting)
    return Leading(
        lead=lead,
        supporting=tuple(dict.fromkeys(each for each in supporting if each != lead)),
        several=several,
        group=group,
        printed=" ".join(printed.split()),
        unread=unread,
    )
