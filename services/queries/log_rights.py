"""Whose acts somebody may read in the log: one condition, for rows, filters and choices alike."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    Row,
    Select,
    Text,
    Uuid,
    and_,
    column,
    or_,
    select,
    table,
    true,
    union_all,
)

from services.domain.attempts import CommandRefused
from services.domain.policy import Policy
from services.domain.roles import WORKING, Holder, Office
from services.domain.task.sight import Sight, sight
from services.projections.tables import assignments, tasks
from services.queries.visibility import visible
from services.queries.work_of_rows import work_of_row

# The ledger's own tables, as far as the log reads them; they belong to no projection.
events: Final = table(
    "events",
    column("ledger_id", Text),
    column("position", BigInteger),
    column("stream", Text),
    column("stream_key", Text),
    column("version", Integer),
    column("type", Text),
    column("person_id", Uuid),
    column("actor_unit", Text),
    column("subject", Text),
    column("setting_up", Boolean),
    column("occurred_at", DateTime(timezone=True)),
    column("leaf", LargeBinary),
    column("record", LargeBinary),
)
payloads: Final = table(
    "payloads",
    column("ledger_id", Text),
    column("position", BigInteger),
    column("payload", LargeBinary),
)
# Beside the ledger: what a day's limit of kept refusals left out.
further_refusals: Final = table(
    "further_refusals",
    column("ledger_id", Text),
    column("day", Date),
    column("person_id", Uuid),
    column("taken", Integer),
    column("last_at", DateTime(timezone=True)),
)
_ADMINISTERED: Final = ("directory", "ledger")


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody before the log of one ward, and the rules by which work is shown."""

    ledger_id: str
    holder: Holder
    policy: Policy

    @property
    def sees_all(self) -> bool:
        """Inspectors, the Office and the ward's leaders."""
        return self.holder.oversees

    @property
    def administers(self) -> bool:
        """Reads what happens to people, accounts and the ledger itself."""
        return self.holder.is_a(Office.ADMINISTRATOR)

    @property
    def only_administers(self) -> bool:
        """Holds no office but this one, and so reads nothing of the work."""
        held = self.holder.offices
        return bool(held) and all(each.office is Office.ADMINISTRATOR for each in held)

    @property
    def units(self) -> list[str]:
        """The units whose work is this person's own."""
        return [held.unit for held in self.holder.offices if held.unit and held.office in WORKING]

    def may_read(self) -> ColumnElement[bool]:
        """The acts that this person may know of; nothing else leaves the database."""
        if self.sees_all:
            return true()
        own = events.c.person_id == self.holder.person_id
        if self.only_administers:  # also not what was done under an office of earlier days
            own = and_(own, events.c.stream.like("attempt-%"))
        rights = [own]
        if self.units:
            rights.append(about(streams_of_units(self.ledger_id, self.units)))
        if self.holder.scopes:
            rights.append(about(self._covered()))
        if self.administers:
            rights += [of_category(category) for category in _ADMINISTERED]
        return or_(*rights)

    def _covered(self) -> Select[Any]:
        """The tasks and items that the account of an inspector covers."""
        result = union_all(
            *(
                select(rows.c.stream)
                .where(rows.c.ledger_id == self.ledger_id)
                .where(visible(rows, self.policy, self.holder))
                for rows in (tasks, assignments)
            )
        ).subquery()
        return select(result.c.stream)

    def sight(self, row: Row[Any]) -> Sight:
        """How much of an item or a task this person sees."""
        return sight(work_of_row(row), self.policy, self.holder)


def streams_of_units(ledger_id: str, codes: Collection[str]) -> Select[Any]:
    """The tasks and items that these units lead or support."""
    result = union_all(
        *(
            select(rows.c.stream)
            .where(rows.c.ledger_id == ledger_id)
            .where(or_(rows.c.lead_unit.in_(codes), rows.c.supporting_units.overlap(codes)))
            for rows in (tasks, assignments)
        )
    ).subquery()
    return select(result.c.stream)


def about(streams: Select[Any]) -> ColumnElement[bool]:
    """Acts on these streams, and what was refused there."""
    return events.c.subject.in_(streams)


def about_these(streams: Collection[str]) -> ColumnElement[bool]:
    """The same for few streams that are known by name: found by their index."""
    keys = [stream.lower() for stream in streams]
    refused = and_(events.c.type == CommandRefused.TYPE, events.c.subject.in_(list(streams)))
    return or_(events.c.stream_key.in_(keys), refused)


def of_category(category: str) -> ColumnElement[bool]:
    """Acts on all streams of a category."""
    # "." is the next code point after "-": the range holds exactly the category.
    return and_(events.c.subject >= f"{category}-", events.c.subject < f"{category}.")
