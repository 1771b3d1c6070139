"""Gộp dòng: rows that ask for the same become one, which keeps its lead; the others support it."""

from dataclasses import dataclass
from typing import Annotated, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact, TextRef
from services.domain.fields import CountField, ThingCodes
from services.domain.programme.acts.amend_row import ROW_REASON
from services.domain.programme.authority import (
    check_seen,
    kept_row,
    numbers,
    of_open_composition,
    require_reason,
)
from services.domain.programme.events import ProgrammeRowsMerged
from services.domain.programme.row_terms import MOST_ROWS
from services.domain.programme.rows import with_changed
from services.domain.programme.rules import (
    NO_PROGRAMME,
    NOT_COMPOSING,
    PROGRAMME_CLOSED,
    PROGRAMME_MOVED_ON,
    PROGRAMME_SIGNED,
    ROW_GONE,
    ROW_REASON_MISSING,
    ROW_UNKNOWN,
)
from services.domain.programme.state import Programme
from services.domain.programme.terms import RowState
from services.domain.programme.working import task_of_row
from services.domain.replacing import replace

ROWS_MISSING: Final = Rule(
    code="programme-rows-missing",
    sentence="Hãy chọn ít nhất một dòng khác để gộp vào.",
    brief="chưa chọn dòng để gộp",
    fields=("rows",),
)
MERGED_WORK: Final = Rule(
    code="programme-merged-work",
    sentence=(
        "Dòng {row} là một việc đang theo dõi, không gộp vào dòng khác được. Hãy gộp các dòng "
        "khác vào dòng {row}."
    ),
    brief="dòng là việc đang theo dõi, không gộp được",
    fields=("rows",),
)
PROGRAMME_SEEN: Final = CountField(
    about="`version` của chương trình khi đọc; để trống: bản mới nhất."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeProgrammeRows:
    """Gộp các dòng `rows` vào dòng `into`."""

    stream: str
    into: Annotated[
        int, CountField(label="Gộp vào dòng", about="`number` của dòng.", known="rows/0/number")
    ]
    rows: Annotated[
        tuple[str, ...], ThingCodes(label="Các dòng", example=["2", "3"], at_most=MOST_ROWS)
    ]
    seen: Annotated[int | None, PROGRAMME_SEEN]
    reason: Annotated[TextRef | None, ROW_REASON]


def offer(state: Programme | None, context: DecisionContext) -> Offer | None:
    """Offered while there are two rows."""
    held, programme = of_open_composition(state, context)
    return Offer(held=held) if len(tuple(programme.kept)) > 1 else None


def decide(
    state: Programme | None, command: MergeProgrammeRows, context: DecisionContext
) -> Verdict:
    """One row of several; the units of the others support its lead."""
    held, programme = of_open_composition(state, context)
    check_seen(programme, command.seen)
    into = kept_row(programme, command.into)
    wanted = tuple(row for row in numbers(command.rows) if row != into.number)
    if not wanted:
        raise ROWS_MISSING.refuse()
    merged = [kept_row(programme, row) for row in wanted]
    for row in merged:
        if task_of_row(row) is not None:
            raise MERGED_WORK.refuse(row=row.number)
    reason = require_reason(command.reason)
    units = [*into.terms.supporting_units]
    for row in merged:
        units += [row.terms.lead_unit, *row.terms.supporting_units]
    supporting = (unit for unit in dict.fromkeys(units) if unit != into.terms.lead_unit)
    event = ProgrammeRowsMerged(
        into=into.number, rows=wanted, supporting_units=tuple(supporting), reason=reason
    )
    return Verdict(held=held, events=(event,))


def _merged(programme: Programme, event: ProgrammeRowsMerged, fact: Fact) -> Programme:
    into = programme.row(event.into)
    if into is not None:
        terms = replace(into.terms, supporting_units=event.supporting_units)
        programme = with_changed(programme, event.into, fact, terms=terms, reason=event.reason)
    for row in event.rows:
        programme = with_changed(
            programme,
            row,
            fact,
            state=RowState.MERGED,
            merged_into=event.into,
            reason=event.reason,
        )
    return programme


def _describe(event: ProgrammeRowsMerged, _names: Names) -> str:
    rows = ", ".join(map(str, event.rows))
    return f"Gộp dòng {rows} vào dòng {event.into}."


ACT: Final = Act(
    command=MergeProgrammeRows,
    name="merge-programme-rows",
    said="gộp dòng của chương trình",
    slug="gop-dong",
    resource="mergers",
    done="Đã gộp dòng.",
    verb="merge_rows",
    rules=(
        NOT_COMPOSING,
        NO_PROGRAMME,
        PROGRAMME_CLOSED,
        PROGRAMME_SIGNED,
        PROGRAMME_MOVED_ON,
        ROW_UNKNOWN,
        ROW_GONE,
        ROWS_MISSING,
        MERGED_WORK,
        ROW_REASON_MISSING,
    ),
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=ProgrammeRowsMerged,
        name="Gộp dòng",
        apply=_merged,
        describe=_describe,
        text=lambda event: event.reason,
        by_assigner=True,
    ),
)
