"""The tables that pages read: what facts have made of each thing, one row a thing.

A row carries the version of the stream that it was told last, so that telling it twice is telling
it once. No table holds a word that a person typed: only the ids of texts.
"""

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
    Uuid,
    func,
)
from sqlalchemy.dialects.postgresql import ARRAY

METADATA = MetaData()


def _ledger() -> Column[str]:
    # Filled by the database from the login's own ward, so that no writer can name another one.
    return Column("ledger_id", Text, primary_key=True, server_default=func.own_ledger())


def own_rows(table: Table) -> ColumnElement[bool]:
    """The rows of the ward whose login asks."""
    return table.c.ledger_id == func.own_ledger()


assignments = Table(
    "assignments",
    METADATA,
    _ledger(),
    Column("stream", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("code", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("section", Text, nullable=False),
    Column("lead_unit", Text),
    Column("supporting_units", ARRAY(Text), nullable=False),
    Column("restricted", Boolean, nullable=False),
    Column("closed", Boolean, nullable=False),
)

tasks = Table(
    "tasks",
    METADATA,
    _ledger(),
    Column("stream", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("assignment", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("section", Text, nullable=False),
    Column("deliverable", Text, nullable=False),
    Column("frequency", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("lead_unit", Text, nullable=False),
    Column("supporting_units", ARRAY(Text), nullable=False),
    Column("contributed_units", ARRAY(Text), nullable=False),
    Column("restricted", Boolean, nullable=False),
    Column("issued_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("original_due_on", Date, nullable=False),
    Column("stage", Text, nullable=False),
    Column("returned", Boolean, nullable=False),
    Column("correct_by", Date),
    Column("submission", Integer, nullable=False),
    Column("submitted_by", Uuid),
    # Who acted on the current submission: the one who submitted, then one for each approval.
    Column("acted_by", ARRAY(Uuid), nullable=False),
    Column("approvals", Integer, nullable=False),
    Column("effective_on", Date),
    Column("grace_counted_on", Date),
    Column("grace_correct_by", Date),
    Column("missed", Boolean, nullable=False),
    Column("counted_on", Date),
    Column("reminders", Integer, nullable=False),
    Column("returns", Integer, nullable=False),
    Column("last_act_at", DateTime(timezone=True), nullable=False),
    Column("closed", Boolean, nullable=False),
    Column("chases", Integer, nullable=False),
    Column("answered_chases", Integer, nullable=False),
    Column("last_chase_at", DateTime(timezone=True)),
    Column("escalated_at", DateTime(timezone=True)),
    # The last act of somebody of the lead or a supporting unit.
    Column("last_sign_at", DateTime(timezone=True)),
    # The chase that climbed, and whom it was told: offices, and the leader in charge if there was.
    Column("escalated_chase", Integer),
    Column("escalated_to", ARRAY(Text)),
    Column("escalated_person", Uuid),
)

units = Table(
    "units",
    METADATA,
    _ledger(),
    Column("stream", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("aliases", ARRAY(Text), nullable=False),
    Column("internal", Boolean, nullable=False),
    Column("restricted", Boolean, nullable=False),
)

people = Table(
    "people",
    METADATA,
    _ledger(),
    Column("stream", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("person_id", Uuid, nullable=False),
    Column("name_text_id", Uuid, nullable=False),
    Column("phone_text_id", Uuid),
)

# One row for each grant: `granted` is the version of the fact that gave the office.
offices = Table(
    "offices",
    METADATA,
    _ledger(),
    Column("stream", Text, primary_key=True),
    Column("granted", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("person_id", Uuid, nullable=False),
    Column("office", Text, nullable=False),
    Column("unit", Text),
    Column("from_on", Date, nullable=False),
    Column("until_on", Date),
)

accounts = Table(
    "accounts",
    METADATA,
    _ledger(),
    Column("stream", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("person_id", Uuid, nullable=False),
    Column("login_text_id", Uuid, nullable=False),
    Column("opened_at", DateTime(timezone=True), nullable=False),
    Column("link_issued_at", DateTime(timezone=True)),
    Column("password_set_at", DateTime(timezone=True)),
    Column("signed_in_at", DateTime(timezone=True)),
    Column("closed", Boolean, nullable=False),
)

plan_readings = Table(
    "plan_readings",
    METADATA,
    _ledger(),
    Column("stream", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("name_text_id", Uuid, nullable=False),
    Column("file_bytes", Integer, nullable=False),
    Column("read_at", DateTime(timezone=True), nullable=False),
    Column("read_by", Uuid),
    Column("loaded_into", Text),
    Column("beside", Boolean, nullable=False),
)

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
    Column("version", Integer, nullable=False),
    Column("submission", Integer, nullable=False),
    Column("value", Numeric),
    Column("kind", Text),
    Column("counted_on", Date),
)

ALL = (
    assignments,
    tasks,
    units,
    people,
    offices,
    accounts,
    plan_readings,
    item_quotes,
    measure_values,
)
