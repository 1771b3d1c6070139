"""The tables that pages read: what facts have made of each thing, one row a thing.

Each holds the state of its stream, with the version that it was told last, and the columns that
some list filters, sorts, searches or counts by. No table holds a word that a person typed: only
the ids of texts.
"""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Date,
    DateTime,
    Integer,
    MetaData,
    Numeric,
    Table,
    Text,
    TypeDecorator,
    Uuid,
    cast,
    func,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

METADATA = MetaData()


class StoredState(TypeDecorator[str]):
    """A state as its text comes back: by it `StateRows.read` knows what it has read before."""

    impl = JSONB
    cache_ok = True

    def column_expression(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        """The text of the outermost statement; within one it stays JSON."""
        return cast(column, Text)


def _ledger() -> Column[str]:
    # Filled by the database from the login's own ward, so that no writer can name another one.
    return Column("ledger_id", Text, primary_key=True, server_default=func.own_ledger())


def listed(table: Table) -> list[Column[Any]]:
    """The columns of a list, without the state: most lists show less than it holds."""
    return [column for column in table.c if column.name != "state"]


def _states(name: str, *columns: Column[object]) -> Table:
    return Table(
        name,
        METADATA,
        _ledger(),
        Column("stream", Text, primary_key=True),
        Column("version", Integer, nullable=False),
        Column("state", StoredState, nullable=False),
        *columns,
    )


assignments = _states(
    "assignments",
    Column("code", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("section", Text, nullable=False),
    Column("lead_unit", Text),
    Column("supporting_units", ARRAY(Text), nullable=False),
    Column("restricted", Boolean, nullable=False),
    Column("closed", Boolean, nullable=False),
    # Whether the clock of this stream has anything to do, now or one day.
    Column("clock_runs", Boolean, nullable=False),
)

tasks = _states(
    "tasks",
    # Of a task of the plan its item and period, of an assigned one the code of its directive.
    Column("assignment", Text),
    Column("directive", Text),
    Column("kind", Text, nullable=False),
    # The plan's words, or the text in which somebody typed it: one of the two.
    Column("title", Text),
    Column("title_text_id", Uuid),
    Column("section", Text),
    Column("deliverable", Text),
    Column("frequency", Text),
    Column("period", Text),
    Column("count_group", Text, nullable=False),
    Column("lead_unit", Text, nullable=False),
    Column("supporting_units", ARRAY(Text), nullable=False),
    Column("restricted", Boolean, nullable=False),
    Column("due_on", Date),
    Column("original_due_on", Date),
    # The due day, or the day of issue of what has none: under which a quarter counts it.
    Column("listed_on", Date, nullable=False),
    # Finished, and the upper body that asked for it has not answered yet.
    Column("awaits_superior", Boolean, nullable=False),
    Column("stage", Text, nullable=False),
    Column("ending", Text),
    # The official status of an ended task, which no day changes any more; empty while it runs.
    Column("final_status", Text),
    Column("missed", Boolean, nullable=False),
    Column("last_act_at", DateTime(timezone=True), nullable=False),
    Column("clock_runs", Boolean, nullable=False),
    # The days that it reports on, or those from its issue to its due day: an inspector's account
    # may cover some time alone. No last day is open ended.
    Column("spans_from", Date, nullable=False),
    Column("spans_until", Date),
)

directives = _states(
    "directives",
    Column("code", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("number", Text),
    Column("dated_on", Date),
    Column("summary_text_id", Uuid),
    Column("issuer_text_id", Uuid),
    Column("secret", Boolean, nullable=False),
    Column("registered_at", DateTime(timezone=True), nullable=False),
    # How many clauses of its newest text nobody has decided on.
    Column("undecided", Integer, nullable=False),
    Column("closed", Boolean, nullable=False),
    Column("clock_runs", Boolean, nullable=False),
)

programmes = _states(
    "programmes",
    Column("code", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("first_on", Date, nullable=False),
    Column("last_on", Date, nullable=False),
    Column("closes_on", Date, nullable=False),
    Column("signed", Boolean, nullable=False),
    Column("closed", Boolean, nullable=False),
    Column("clock_runs", Boolean, nullable=False),
)

inspection_findings = _states(
    "inspection_findings",
    Column("code", Text, nullable=False),
    Column("about", Text, nullable=False),
    # The stream of a task, the code of an item or a period; blank where the unit itself is meant.
    Column("subject", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("restricted", Boolean, nullable=False),
    Column("answer_by_on", Date, nullable=False),
    Column("stage", Text, nullable=False),
    Column("opened_at", DateTime(timezone=True), nullable=False),
    Column("opened_by", Uuid),
)

units = _states(
    "units",
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("internal", Boolean, nullable=False),
)

people = _states(
    "people",
    Column("person_id", Uuid, nullable=False),
    Column("name_text_id", Uuid, nullable=False),
)

# One row for each office that a person holds or held, numbered as the facts brought them.
offices = Table(
    "offices",
    METADATA,
    _ledger(),
    Column("stream", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("person_id", Uuid, nullable=False),
    Column("office", Text, nullable=False),
    Column("unit", Text),
    Column("from_on", Date, nullable=False),
    Column("until_on", Date),
)

accounts = _states(
    "accounts",
    Column("person_id", Uuid, nullable=False),
    Column("login_text_id", Uuid, nullable=False),
    Column("link_issued_at", DateTime(timezone=True)),
    Column("password_set_at", DateTime(timezone=True)),
    Column("closed", Boolean, nullable=False),
)

plan_readings = _states(
    "plan_readings",
    Column("read_at", DateTime(timezone=True), nullable=False),
)

plans = _states("plans")

# One row for each item or measure of a plan: where its sentence stands, and which text it is.
item_quotes = Table(
    "item_quotes",
    METADATA,
    _ledger(),
    Column("stream", Text, primary_key=True),
    Column("item_code", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("place", Text, nullable=False),
    Column("text_id", Uuid, nullable=False),
)

# The newest answer to each measure of a task; `counted_on` is empty until it was confirmed.
measure_values = Table(
    "measure_values",
    METADATA,
    _ledger(),
    Column("stream", Text, primary_key=True),
    Column("measure", Text, primary_key=True),
    Column("assignment", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("original_due_on", Date, nullable=False),
    Column("submission", Integer, nullable=False),
    Column("value", Numeric),
    Column("kind", Text),
    Column("counted_on", Date),
)

# Of facts, not of states: which evidence files were attached to which task.
attached_files = Table(
    "attached_files",
    METADATA,
    _ledger(),
    Column("stream", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("sha256", Text, nullable=False),
)

# Of facts, not of states: the texts that the log shows beside an act, and the papers it names.
typed_texts = Table(
    "typed_texts",
    METADATA,
    _ledger(),
    Column("stream", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("text_id", Uuid, primary_key=True),
)

named_papers = Table(
    "named_papers",
    METADATA,
    _ledger(),
    Column("stream", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("number", Text, primary_key=True),
)

# Of facts: the day on which each is said to have happened, where its payload states one.
stated_days = Table(
    "stated_days",
    METADATA,
    _ledger(),
    Column("stream", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("stated_on", Date, nullable=False),
)

ALL = (
    assignments,
    tasks,
    directives,
    programmes,
    inspection_findings,
    units,
    people,
    offices,
    accounts,
    plan_readings,
    plans,
    item_quotes,
    measure_values,
    attached_files,
    typed_texts,
    named_papers,
    stated_days,
)
