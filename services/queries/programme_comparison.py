"""So sánh: what was planned first, adjusted, done, by unit and by leader. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from services.domain.programme.terms import RowResult, RowState
from services.domain.task.lateness import OfficialStatus
from services.queries.programme_views import ProgrammeRowLine, WholeLine


class ComparedCount(StrEnum):
    """What rows are counted by; a row that was moved is counted as such beside its result."""

    PLANNED = "planned"
    TAKEN = "taken"
    ADDED = "added"
    MOVED = "moved"
    DROPPED = "dropped"
    CARRIED = "carried"
    IN_TIME = "in_time"
    LATE = "late"
    RUNNING = "running"


# The first are where a row came from, the last how it ended: each of them counts a row once.
CAME: Final = (ComparedCount.PLANNED, ComparedCount.TAKEN, ComparedCount.ADDED)
ENDED: Final = (
    ComparedCount.IN_TIME,
    ComparedCount.LATE,
    ComparedCount.CARRIED,
    ComparedCount.DROPPED,
    ComparedCount.RUNNING,
)
_RESULTS: Final[Mapping[RowResult, ComparedCount]] = {
    RowResult.IN_TIME: ComparedCount.IN_TIME,
    RowResult.LATE: ComparedCount.LATE,
    RowResult.CARRIED: ComparedCount.CARRIED,
    RowResult.DROPPED: ComparedCount.DROPPED,
}
_STATES: Final[Mapping[RowState, ComparedCount]] = {
    RowState.CARRIED: ComparedCount.CARRIED,
    RowState.DROPPED: ComparedCount.DROPPED,
}
_STATUS: Final[Mapping[OfficialStatus, ComparedCount]] = {
    OfficialStatus.DONE_IN_TIME: ComparedCount.IN_TIME,
    OfficialStatus.DONE_LATE: ComparedCount.LATE,
    OfficialStatus.WITHDRAWN: ComparedCount.DROPPED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedLine:
    """The counts of a unit, of a leader (None: rows without one), or of all; with their rows."""

    key: str | UUID | None
    counts: Mapping[ComparedCount, int]
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedAgainstDone:
    """All rows in force of a period, each once: in all, by lead unit, by leader."""

    whole: ComparedLine
    by_unit: tuple[ComparedLine, ...]
    by_leader: tuple[ComparedLine, ...]


def counted_as(line: ProgrammeRowLine) -> frozenset[ComparedCount]:
    """By what a row is counted: where it came from, whether it was moved, how it ended."""
    row = line.row
    counts = {_came(line), ended_as(line)}
    if row.moved:
        counts.add(ComparedCount.MOVED)
    return frozenset(counts)


def comparison(whole: Iterable[WholeLine]) -> PlannedAgainstDone:
    """The counts of these rows; what nobody presides over stands under no leader."""
    lines = [each.line for each in whole]
    units = sorted({line.row.terms.lead_unit for line in lines})
    leaders = {line.row.terms.leader for line in lines}
    named = sorted((leader for leader in leaders if leader is not None), key=str)
    return PlannedAgainstDone(
        whole=_line(None, lines),
        by_unit=tuple(
            _line(unit, [each for each in lines if each.row.terms.lead_unit == unit])
            for unit in units
        ),
        by_leader=tuple(
            _line(leader, [each for each in lines if each.row.terms.leader == leader])
            for leader in (*named, *([None] if None in leaders else []))
        ),
    )


def _line(key: str | UUID | None, lines: list[ProgrammeRowLine]) -> ComparedLine:
    counts = [counted_as(line) for line in lines]
    return ComparedLine(
        key=key,
        counts={each: sum(each in of_row for of_row in counts) for each in ComparedCount},
        rows=len(lines),
    )


def _came(line: ProgrammeRowLine) -> ComparedCount:
    row = line.row
    if row.from_period is not None:
        return ComparedCount.TAKEN
    return ComparedCount.ADDED if row.added else ComparedCount.PLANNED


def ended_as(line: ProgrammeRowLine) -> ComparedCount:
    """As it was recorded at the end; before, as it stands today."""
    if line.result is not None:
        return _RESULTS[line.result]
    if line.row.state in _STATES:
        return _STATES[line.row.state]
    if line.status is None:
        return ComparedCount.RUNNING
    return _STATUS.get(line.status, ComparedCount.RUNNING)
