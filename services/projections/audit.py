"""Whether the rows that pages read say what the facts say: `ledger verify` folds every stream.

The application may write these rows, so whoever holds its login can make a late task look in time;
here that is found. What cannot be folded is the ledger's own check to explain, and is named.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from sqlalchemy import Table

from services.ledger.codec import Codec
from services.ledger.read_row import MOST_PROBLEMS, ReadRow
from services.projections import STATE_ROWS
from services.projections.rebuild import Folding
from services.projections.state_rows import StateRows, of_stream

Row = Mapping[str, Any]
Key = tuple[Any, ...]
# What a fact raises that cannot follow the ones before it.
UNFOLDABLE: Final = (AssertionError, TypeError, AttributeError, LookupError, ValueError)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowProblem:
    """A row that is not what its facts make: `code` is missing, stray, differs or unfoldable.

    `fields` are the columns, and of the state the fields, that differ: what the row says, and
    what the facts say. `state` is the thing as the facts make it, None where they make none.
    """

    table: str
    stream: str
    code: str
    fields: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    state: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsReport:
    """How many rows were compared, what is wrong with some (the first hundred), how many more."""

    checked: int
    problems: tuple[RowProblem, ...]
    more: int


@dataclass(slots=True)
class FoldedRows:
    """The states of a ledger as its facts make them, gathered row by row."""

    codec: Codec
    folding: Folding = field(default_factory=lambda: Folding(STATE_ROWS))
    versions: dict[str, int] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)

    def row(self, read: ReadRow) -> None:
        """Fold this row, where a projection keeps its stream."""
        row = read.row
        if of_stream(STATE_ROWS, row.stream) is None or row.stream in self.broken:
            return
        fact = read.fact(self.codec)
        if fact is None or fact.version != self.versions.get(row.stream, 0) + 1:
            self.broken.add(row.stream)
            return
        self.versions[row.stream] = fact.version
        try:
            self.folding.take([fact])
        except UNFOLDABLE:
            self.broken.add(row.stream)

    def check(self, kept: Mapping[str, Iterable[Row]]) -> RowsReport:
        """Compare the rows of every table, by its name, with the facts."""
        checked, problems = 0, [*self._unfoldable()]
        for table, wanted in self._wanted_by_table():
            collected = {_key(table, row): row for row in kept[table.name]}
            checked += len(collected)
            problems += self._compared(table, wanted, collected)
        return RowsReport(
            checked=checked,
            problems=tuple(map(self._with_state, problems[:MOST_PROBLEMS])),
            more=max(0, len(problems) - MOST_PROBLEMS),
        )

    def _with_state(self, problem: RowProblem) -> RowProblem:
        rows = of_stream(STATE_ROWS, problem.stream)
        states = self.folding.states.get(rows.name, {}) if rows else {}
        return replace(problem, state=states.get(problem.stream, (0, None))[1])

    def _unfoldable(self) -> Iterator[RowProblem]:
        for stream in sorted(self.broken):
            rows = of_stream(STATE_ROWS, stream)
            if rows is not None:
                yield RowProblem(table=rows.name, stream=stream, code="unfoldable")

    def _wanted_by_table(self) -> Collection[tuple[Table, dict[Key, Row]]]:
        gathered: dict[str, tuple[Table, dict[Key, Row]]] = {}
        for rows in STATE_ROWS:
            for table, wanted in self._wanted(rows):
                gathered.setdefault(table.name, (table, {}))[1].update(wanted)
        return gathered.values()

    def _wanted(self, rows: StateRows[Any]) -> Iterator[tuple[Table, dict[Key, Row]]]:
        own = [{**row, "state": json.loads(row["state"])} for row in self.folding.rows(rows)]
        yield rows.table, {_key(rows.table, row): row for row in own}
        for beside in rows.beside:
            result = self.folding.rows_beside(rows, beside)
            yield beside.table, {_key(beside.table, row): row for row in result}
        for by_fact in rows.by_fact:
            of_facts = self.folding.rows_by_fact(rows, by_fact)
            yield by_fact.table, {_key(by_fact.table, row): row for row in of_facts}

    def _compared(
        self, table: Table, wanted: Mapping[Key, Row], given: Mapping[Key, Row]
    ) -> Iterator[RowProblem]:
        for key in sorted({*wanted, *given}, key=str):
            stream = str(key[0])
            if stream in self.broken:
                continue
            if key not in given:
                yield RowProblem(table=table.name, stream=stream, code="missing")
            elif key not in wanted:
                yield RowProblem(table=table.name, stream=stream, code="stray")
            elif different := _different(given[key], wanted[key]):
                yield RowProblem(table=table.name, stream=stream, code="differs", fields=different)


def _key(table: Table, row: Row) -> Key:
    names = [column.name for column in table.primary_key if column.name != "ledger_id"]
    return tuple(row[name] for name in names)


def _different(row: Row, wanted: Row) -> dict[str, tuple[Any, Any]]:
    plain = {
        name: (row[name], value)
        for name, value in wanted.items()
        if name != "state" and row[name] != value
    }
    said, reported = row.get("state", {}), wanted.get("state", {})
    inside = {
        f"state.{name}": (said.get(name), reported.get(name))
        for name in sorted({*said, *reported})
        if said.get(name) != reported.get(name)
    }
    return {**plain, **inside}
