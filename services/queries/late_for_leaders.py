"""Màn hình lãnh đạo: who is how late, what is missing, whose level must decide; nothing else."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.roles import LEADING, Holder
from services.domain.task.authority import may_decide
from services.domain.task.births import CountGroup
from services.domain.task.chasing import reported
from services.domain.task.overdue import overdue_shown_to
from services.domain.task.requests import may_answer
from services.domain.task.step_limits import expired_shown_to
from services.ledger.port import Ledger
from services.projections.tables import tasks
from services.queries.my_work import leading_and_signing, unit_names
from services.queries.outstanding import OutstandingTask, is_reported_above
from services.queries.outstanding_rows import outstanding_tasks, with_names
from services.queries.stretch import WHOLE, Stretch
from services.queries.viewing import Viewing


class LeaderTurn(StrEnum):
    """Whether a row waits for the viewer or for somebody else; the own ones come first."""

    OWN = "own"
    OTHERS = "others"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaderGroup:
    """Rows that are counted together: whose turn it is, and which group of work."""

    turn: LeaderTurn
    group: CountGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaderRow:
    """A task that is late, or was reported above its unit."""

    group: LeaderGroup
    work: OutstandingTask


@dataclass(frozen=True, slots=True, kw_only=True)
class LateForLeaders:
    """A page of the rows in their order, and how many there are of each group that has any.

    `length` is that of the whole list, for its pages: no page says it, groups of work are
    not added up.
    """

    today: date
    counts: Mapping[LeaderGroup, int]
    rows: tuple[LeaderRow, ...]
    length: int
    units: Mapping[str, str]

    def by_group(self) -> list[tuple[LeaderGroup, list[LeaderRow]]]:
        """The rows of the page with the group that heads them."""
        grouped = groupby(self.rows, key=lambda row: row.group)
        return [(group, list(rows)) for group, rows in grouped]


GROUPS_IN_ORDER: Final = tuple(
    LeaderGroup(turn=turn, group=group) for turn in LeaderTurn for group in CountGroup
)


async def late_for_leaders(
    connection: AsyncConnection,
    ledger: Ledger,
    viewing: Viewing,
    *,
    stretch: Stretch = WHOLE,
) -> LateForLeaders:
    """What is late or was reported above: the viewer's own first, most late first in each group.

    For those who oversee the ward: the caller has asked.
    """
    works = await outstanding_tasks(connection, ledger, viewing, tasks.c.ending.is_(None))
    holders = await leading_and_signing(connection, ledger.ledger_id, viewing.today)
    leaders = {each.person_id for each in holders if each.find(LEADING)}
    rows = [
        LeaderRow(group=_group(work, viewing, holders, leaders), work=work)
        for work in works
        if work.is_late or is_reported_above(work.task)
    ]
    rows.sort(key=leader_place)
    counter = Counter(row.group for row in rows)
    chosen = stretch.of(rows)
    named = await with_names(connection, ledger, [row.work for row in chosen])
    return LateForLeaders(
        today=viewing.today,
        counts={group: counter[group] for group in GROUPS_IN_ORDER if counter[group]},
        rows=tuple(
            LeaderRow(group=row.group, work=work) for row, work in zip(chosen, named, strict=True)
        ),
        length=len(rows),
        units=await unit_names(connection, ledger.ledger_id),
    )


def leader_place(row: LeaderRow) -> tuple[int, bool, int, date, str]:
    """Where a row stands: its group, then how late it is."""
    return (GROUPS_IN_ORDER.index(row.group), *row.work.latest_first)


def _group(
    work: OutstandingTask, viewing: Viewing, holders: Collection[Holder], leaders: Collection[UUID]
) -> LeaderGroup:
    task, policy, holder = work.task, viewing.policy, viewing.holder
    own = (
        may_decide(task, policy, holder)
        or may_answer(task, policy, holder)
        or reported(task, holder, leaders)
        or expired_shown_to(task, policy, holder)
        or overdue_shown_to(task, holder, holders) is not None
    )
    turn = LeaderTurn.OWN if own else LeaderTurn.OTHERS
    return LeaderGroup(turn=turn, group=task.count_group)
