"""Searching tasks: an item's deliverable is one text, whatever many periods it was asked for.

So a search after five years compares as many texts as after one, and a short list of periods.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import Row, func
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.task.sight import Sight
from services.projections.tables import tasks
from services.queries.log_rights import Reader
from services.queries.search import Wanted, folded_title
from services.queries.task_rows import select_titled, texts
from services.queries.visibility import visible

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkHit:
    """An item or a task; without a title where it is not the reader's to know."""

    stream: str
    is_task: bool
    code: str
    kind: str
    title: str | None
    deliverable: str
    period: str
    lead_unit: str | None
    due_on: date | None
    closed: bool


class Naming(Protocol):
    """How the pages name what was found."""

    def work(self, hit: WorkHit) -> str:
        """An item, or a task; without its period where it has none."""
        ...

    def period(self, code: str) -> str:
        """A period in words."""
        ...


@dataclass(frozen=True, slots=True)
class Hits(Generic[T]):
    """What was found of one kind, and apart from it what is one letter away."""

    exact: tuple[T, ...]
    near: tuple[T, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskKin:
    """The tasks of one deliverable of one item under one lead: they differ by their periods.

    `periods` are (due date, stream, period, whether it has ended), oldest first.
    """

    hit: WorkHit
    section: str
    periods: Sequence[tuple[str, str, str, bool]]


async def task_kins(connection: AsyncConnection, reader: Reader) -> list[TaskKin]:
    """Every task that exists for this reader, kin by kin."""
    alike = (
        tasks.c.assignment,
        tasks.c.kind,
        tasks.c.title,
        tasks.c.section,
        tasks.c.deliverable,
        tasks.c.lead_unit,
        tasks.c.supporting_units,
        tasks.c.restricted,
    )
    one = func.jsonb_build_array(
        tasks.c.due_on, tasks.c.stream, tasks.c.period, tasks.c.ending.is_not(None)
    )
    statement = (
        select_titled(reader.ledger_id, *alike, func.jsonb_agg(one).label("periods"))
        .where(visible(tasks, reader.policy, reader.holder))
        .group_by(*alike, texts.c.body)
    )
    return [_kin(row, reader.sight(row)) for row in await connection.execute(statement)]


def _kin(row: Row[Any], seen: Sight) -> TaskKin:
    hit = WorkHit(
        stream="",
        is_task=True,
        code=row.assignment,
        kind=row.kind,
        title=(row.title or row.typed_title) if seen is Sight.WHOLE else None,
        deliverable=row.deliverable,
        period="",
        lead_unit=row.lead_unit,
        due_on=None,
        closed=False,
    )
    return TaskKin(hit=hit, section=row.section, periods=[tuple(one) for one in row.periods])


def found_tasks(
    kins: Iterable[TaskKin],
    text_of: Callable[[WorkHit, str], str],
    period_words: Callable[[str], str],
    asked: Sequence[str],
) -> Hits[WorkHit]:
    """The tasks whose kin and period hold every wanted word together; due first at the top."""
    texts_of_kins = [(kin, text_of(kin.hit, kin.section)) for kin in kins]
    codes = {period for kin, _ in texts_of_kins for _, _, period, _ in kin.periods}
    periods = {code: folded_title(f"{period_words(code)} {code}") for code in codes}
    wanted = Wanted.of(asked, [*(text for _, text in texts_of_kins), *periods.values()])
    exact, near = [], []
    for kin, text in texts_of_kins:
        missing, far = wanted.missing(text), wanted.far(text)
        for task in kin.periods:
            said = periods[task[2]]
            if not wanted.missing(said, missing):
                exact.append((task, kin.hit))
            elif not wanted.far(said, far):
                near.append((task, kin.hit))
    return Hits(tuple(_ordered(exact)), tuple(_ordered(near)))


def _ordered(
    found: list[tuple[tuple[str, str, str, bool], WorkHit]],
) -> Iterator[WorkHit]:
    for (due_on, stream, period, ended), hit in sorted(found, key=lambda one: one[0][:2]):
        yield replace(
            hit, stream=stream, period=period, due_on=date.fromisoformat(due_on), closed=ended
        )
