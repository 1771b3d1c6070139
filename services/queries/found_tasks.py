"""Searching tasks: an item's deliverable is one text, whatever many periods it was asked for.

So a search after five years compares as many texts as after one, and a short list of periods.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, Final, Generic, NamedTuple, Protocol, TypeVar, overload

from sqlalchemy import ColumnElement, Row, Text, cast, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.task.sight import Sight
from services.projections.tables import tasks
from services.queries.log_rights import Reader
from services.queries.search import SearchFilter, folded_title
from services.queries.task_rows import select_titled
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


MOST_ASSIGNED: Final = 200  # tasks that one search compares; more words find the others
# What stands for no due day and for no period; it is sorted behind every day.
_NONE: Final = "~"
_Period = tuple[str, str, str, bool]
# Whether another code was asked for, whether it has ended, due date and stream: the order of hits.
_Place = tuple[bool, bool, str, str, str, WorkHit]


class AssignedKins(NamedTuple):
    """Assigned tasks, each a kin of its own; `are_more` says that there are more than these."""

    kins: Sequence["TaskKin"]
    are_more: bool


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
    """What was found of one kind, and apart from it what is one letter away.

    Of tasks, which are many, the near ones are given only where none holds the very words.
    """

    exact: Sequence[T]
    near: Sequence[T]


class Made(Sequence[T]):
    """Hits that are made where a page shows them: of hundreds it shows twenty."""

    def __init__(self, places: Sequence[_Place], make: Callable[[_Place], T]) -> None:
        self._places = places
        self._make = make

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, place: int) -> T: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[T]: ...

    def __getitem__(self, place: int | slice) -> T | Sequence[T]:
        if isinstance(place, slice):
            return [self._make(each) for each in self._places[place]]
        return self._make(self._places[place])


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskKin:
    """The tasks of one deliverable of one item under one lead: they differ by their periods.

    `periods` are (due date, stream, period, whether it has ended), in no order.
    """

    hit: WorkHit
    section: str
    periods: Sequence[_Period]


async def periodic_kins(connection: AsyncConnection, reader: Reader) -> list[TaskKin]:
    """Every task of an item that exists for this reader, kin by kin."""
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
    # Four words for each task, none of which holds a blank: half the time of as many in JSON.
    reported = func.concat_ws(
        " ",
        func.coalesce(cast(tasks.c.due_on, Text), _NONE),
        tasks.c.stream,
        func.coalesce(tasks.c.period, _NONE),
        tasks.c.ending.is_not(None),
    )
    # Each of them is this reader's, and so is the time of all of them together.
    spans = (
        func.min(tasks.c.spans_from).label("spans_from"),
        func.max(tasks.c.spans_until).label("spans_until"),
    )
    statement = (
        select(*alike, *spans, func.string_agg(reported, "\n").label("periods"))
        .where(tasks.c.ledger_id == reader.ledger_id, tasks.c.assignment.is_not(None))
        .where(visible(tasks, reader.policy, reader.holder))
        .group_by(*alike)
    )
    rows: Iterable[Row[Any]] = await connection.execute(statement)
    return [
        TaskKin(
            hit=_work_hit(row, row.assignment, row.title, reader.sight(row)),
            section=row.section,
            periods=_periods(row.periods),
        )
        for row in rows
    ]


async def assigned_kins(
    connection: AsyncConnection, reader: Reader, holding: Iterable[ColumnElement[bool]]
) -> AssignedKins:
    """Tasks of directives under some conditions: what runs first, then the newest."""
    statement = (
        select_titled(
            reader.ledger_id,
            tasks.c.stream,
            tasks.c.assignment,
            tasks.c.directive,
            tasks.c.kind,
            tasks.c.deliverable,
            tasks.c.lead_unit,
            tasks.c.supporting_units,
            tasks.c.restricted,
            tasks.c.spans_from,
            tasks.c.spans_until,
            tasks.c.due_on,
            tasks.c.ending.is_not(None).label("ended"),
        )
        .where(tasks.c.directive.is_not(None))
        .where(visible(tasks, reader.policy, reader.holder))
        .where(*holding)
        .order_by(tasks.c.ending.is_not(None), tasks.c.listed_on.desc(), tasks.c.stream)
        .limit(MOST_ASSIGNED + 1)
    )
    rows = (await connection.execute(statement)).all()
    kins = [_assigned_kin(row, reader.sight(row)) for row in rows[:MOST_ASSIGNED]]
    return AssignedKins(kins, are_more=len(rows) > MOST_ASSIGNED)


def _assigned_kin(row: Row[Any], seen: Sight) -> TaskKin:
    due_on = row.due_on.isoformat() if row.due_on else _NONE
    return TaskKin(
        hit=_work_hit(row, row.directive, row.typed_title, seen),
        section="",
        periods=((due_on, row.stream, _NONE, row.ended),),
    )


def _work_hit(row: Any, code: str, title: str | None, seen: Sight) -> WorkHit:
    return WorkHit(
        stream="",
        is_task=True,
        code=code,
        kind=row.kind,
        title=title if seen is Sight.WHOLE else None,
        deliverable=row.deliverable or "",
        period="",
        lead_unit=row.lead_unit,
        due_on=None,
        closed=False,
    )


@lru_cache(maxsize=2048)
def _periods(reported: str) -> Sequence[_Period]:
    """The periods of a kin, which are the same from search to search until one is added."""
    words = (line.split(" ") for line in reported.split("\n"))
    return tuple((due_on, stream, period, ended == "t") for due_on, stream, period, ended in words)


def found_tasks(
    kins: Iterable[TaskKin],
    text_of: Callable[[WorkHit, str], str],
    period_words: Callable[[str], str],
    asked: Sequence[str],
) -> Hits[WorkHit]:
    """The tasks whose kin and period hold every wanted word together; else those that are near.

    First those of the very code that was asked for, last what has ended; the near ones and those
    alike by their due dates.
    """
    texts_of_kins = [(kin, text_of(kin.hit, kin.section)) for kin in kins]
    codes = {period for kin, _ in texts_of_kins for _, _, period, _ in kin.periods}
    periods = {code: folded_title(f"{period_words(code)} {code}") for code in codes}
    wanted = SearchFilter.of(asked, [*(text for _, text in texts_of_kins), *periods.values()])
    whole = " ".join(asked)

    def places(lacking: Callable[..., list[int]]) -> Iterator[_Place]:
        # Many kins lack the same words, and have the same periods.
        holding = cache(lambda lost: {code for code in codes if not lacking(periods[code], lost)})
        for kin, text in texts_of_kins:
            held = holding(tuple(lacking(text)))
            is_another = bool(held) and folded_title(kin.hit.code) != whole
            for due_on, stream, period, ended in kin.periods if held else ():
                if period in held:
                    yield is_another, ended, due_on, stream, period, kin.hit

    exact = sorted(places(wanted.missing))
    near = [] if exact else sorted(places(wanted.far), key=itemgetter(2, 3))
    return Hits(Made(exact, _hit), Made(near, _hit))


def _hit(place: _Place) -> WorkHit:
    _, ended, due_on, stream, period, hit = place
    day = None if due_on == _NONE else date.fromisoformat(due_on)
    return replace(
        hit,
        stream=stream,
        period="" if period == _NONE else period,
        due_on=day,
        closed=ended,
    )
