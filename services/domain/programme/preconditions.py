"""What must have been so before a recorded act on a work programme."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from services.domain.facts import Event
from services.domain.precondition import NotThereYet, Precondition, passing
from services.domain.programme.acts.open_programme import PROGRAMME_KNOWN
from services.domain.programme.authority import (
    kept_row,
    known,
    refuse_closed,
    refuse_signed,
    require_in_force,
)
from services.domain.programme.events import (
    NextProgrammeOpened,
    ProgrammeClosed,
    ProgrammeFindingSettled,
    ProgrammeOpened,
    ProgrammeResultAsked,
    ProgrammeRowAdded,
    ProgrammeRowAmended,
    ProgrammeRowCarried,
    ProgrammeRowDropped,
    ProgrammeRowMoved,
    ProgrammeRowRegistered,
    ProgrammeRowsMerged,
    ProgrammeRowsOrdered,
    ProgrammeRowStruck,
    ProgrammeRowTaken,
    ProgrammeRowWithdrawn,
    ProgrammeSigned,
    RegistrationChased,
    RegistrationClosed,
)
from services.domain.programme.state import Programme

_Guard = Callable[[Programme], None]


def _of_a_row(guard: _Guard) -> Precondition:
    """Of a row that is part of it."""

    def asked(state: Programme | None, event: ProgrammeRowAmended) -> str:
        programme = known(state)
        guard(programme)
        kept_row(programme, event.row)
        return ""

    return asked


def _new_row(guard: _Guard) -> Precondition:
    """Of a row under the next number."""

    def asked(state: Programme | None, event: ProgrammeRowRegistered) -> str:
        programme = known(state)
        guard(programme)
        following = programme.next_row
        return "" if event.row == following else f"dòng tiếp theo là {following}"

    return asked


def _merged(state: Programme | None, event: ProgrammeRowsMerged) -> str:
    programme = known(state)
    refuse_signed(programme)
    for number in (event.into, *event.rows):
        kept_row(programme, number)
    return ""


def _rows_known(guard: _Guard) -> Precondition:
    """Of rows that the programme ever had."""

    def asked(state: Programme | None, event: Any) -> str:
        programme = known(state)
        guard(programme)
        numbers = [each if isinstance(each, int) else each.row for each in event.rows]
        unknown = [number for number in numbers if programme.row(number) is None]
        return f"không có dòng {unknown[0]} trong chương trình" if unknown else ""

    return asked


_COMPOSED: Final = passing(known, refuse_signed)
_NOT_CLOSED: Final = passing(known, refuse_closed)
PRECONDITIONS: Final[Mapping[type[Event], Precondition]] = {
    ProgrammeOpened: NotThereYet(PROGRAMME_KNOWN.brief),
    NextProgrammeOpened: passing(known),
    ProgrammeRowRegistered: _new_row(refuse_signed),
    ProgrammeRowAmended: _of_a_row(refuse_signed),
    ProgrammeRowWithdrawn: _of_a_row(refuse_signed),
    ProgrammeRowsMerged: _merged,
    ProgrammeRowStruck: _of_a_row(refuse_signed),
    ProgrammeRowsOrdered: _rows_known(refuse_signed),
    ProgrammeFindingSettled: _COMPOSED,
    RegistrationChased: _COMPOSED,
    RegistrationClosed: _NOT_CLOSED,
    ProgrammeSigned: _rows_known(refuse_signed),
    ProgrammeRowAdded: _new_row(require_in_force),
    ProgrammeRowMoved: _of_a_row(require_in_force),
    ProgrammeRowDropped: _of_a_row(require_in_force),
    ProgrammeRowCarried: _of_a_row(require_in_force),
    ProgrammeRowTaken: _new_row(refuse_closed),
    ProgrammeResultAsked: passing(known, require_in_force),
    ProgrammeClosed: _rows_known(require_in_force),
}
