"""Nguồn giao việc: the list of directives, page by page, and those that look like a new one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    RowMapping,
    ScalarSelect,
    Select,
    and_,
    false,
    func,
    or_,
    select,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.directive.terms import DirectiveSource
from services.projections.tables import directives, tasks
from services.queries.search import folded
from services.queries.stretch import WHOLE, Stretch
from services.queries.task_rows import texts

_SUMMARIES = texts.alias("summaries")
_ISSUERS = texts.alias("issuers")


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveFilter:
    """Which directives: of a source, with these words in number, body or summary, still open."""

    source: DirectiveSource | None = None
    wanted: str = ""
    open_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveLine:
    """A directive in the list; of a secret one number and day alone.

    `undecided` counts the clauses on which nobody has decided, `running` its open tasks, `given`
    all that were ever given. `registered_at` is UTC.
    """

    stream: str
    code: str
    source: DirectiveSource
    number: str | None
    dated_on: date | None
    issuer: str | None
    summary: str | None
    secret: bool
    registered_at: datetime
    undecided: int
    given: int
    running: int
    closed: bool


async def directive_list(
    connection: AsyncConnection,
    ledger_id: str,
    asked: DirectiveFilter,
    stretch: Stretch = WHOLE,
    behind: tuple[datetime, str] | None = None,
) -> tuple[Sequence[DirectiveLine], int]:
    """The newest first, and how many there are; the caller has asked whether they may be seen.

    `behind` leaves out those up to the directive that was registered then (UTC), with its stream;
    they are counted all the same.
    """
    narrowed = _narrowed(ledger_id, asked)
    total = await connection.scalar(select(func.count()).select_from(narrowed.subquery()))
    page = narrowed.order_by(directives.c.registered_at.desc(), directives.c.stream)
    if behind is not None:
        page = page.where(_follows(*behind))
    if stretch.length is not None:
        page = page.offset(stretch.first).limit(stretch.length)
    shown = page.cte()
    given = (
        select(
            tasks.c.directive,
            func.count().label("given"),
            func.count().filter(tasks.c.ending.is_(None)).label("running"),
        )
        .where(tasks.c.ledger_id == ledger_id, tasks.c.directive.in_(select(shown.c.code)))
        .group_by(tasks.c.directive)
        .subquery()
    )
    # Words are looked up for the lines of the page: joined, those of every directive are read.
    statement = (
        select(
            shown,
            given.c.given,
            given.c.running,
            _body(ledger_id, shown.c.summary_text_id).label("summary"),
            _body(ledger_id, shown.c.issuer_text_id).label("issuer"),
        )
        .select_from(shown.outerjoin(given, given.c.directive == shown.c.code))
        .order_by(shown.c.registered_at.desc(), shown.c.stream)
    )
    rows = (await connection.execute(statement)).mappings()
    return [_line(row) for row in rows], total or 0


async def twins_of(
    connection: AsyncConnection,
    ledger_id: str,
    *,
    number: str,
    dated_on: date,
    issuer: str,
    but: str = "",
) -> tuple[str, ...]:
    """The codes of directives with this number, day and body; `but` is one that is none of them.

    Where either names no body, number and day are enough: a paper of a secret channel has none.
    """
    statement = (
        select(directives.c.code, _ISSUERS.c.body)
        .select_from(directives.outerjoin(_ISSUERS, _words(_ISSUERS, "issuer_text_id")))
        .where(directives.c.ledger_id == ledger_id, directives.c.dated_on == dated_on)
        .where(func.lower(directives.c.number) == number.lower())
        .where(directives.c.code != but)
        .order_by(directives.c.code)
    )
    rows = (await connection.execute(statement)).all()
    return tuple(row.code for row in rows if _is_same_body(row.body, issuer))


def _is_same_body(known: str | None, typed: str) -> bool:
    if not known or not typed.strip():
        return True
    return folded(known) == folded(typed)


def _narrowed(ledger_id: str, asked: DirectiveFilter) -> Select[Any]:
    statement = select(
        directives.c.stream,
        directives.c.code,
        directives.c.source,
        directives.c.number,
        directives.c.dated_on,
        directives.c.secret,
        directives.c.registered_at,
        directives.c.undecided,
        directives.c.closed,
        directives.c.summary_text_id,
        directives.c.issuer_text_id,
    ).where(directives.c.ledger_id == ledger_id)
    if asked.source is not None:
        statement = statement.where(directives.c.source == asked.source.value)
    if asked.open_only:
        statement = statement.where(~directives.c.closed)
    if "\0" in asked.wanted:  # which no text of PostgreSQL holds, and no parameter may
        return statement.where(false())
    if asked.wanted:
        of_issuer = directives.outerjoin(_ISSUERS, _words(_ISSUERS, "issuer_text_id"))
        statement = statement.select_from(
            of_issuer.outerjoin(_SUMMARIES, _words(_SUMMARIES, "summary_text_id"))
        )
    for word in asked.wanted.split():
        part = f"%{_escaped(word)}%"
        columns = (directives.c.number, _SUMMARIES.c.body, _ISSUERS.c.body)
        statement = statement.where(or_(*(each.ilike(part, escape="\\") for each in columns)))
    return statement


def _follows(at: datetime, stream: str) -> ColumnElement[bool]:
    """What comes after a directive in the order of the list."""
    alike = and_(directives.c.registered_at == at, directives.c.stream > stream)
    later: ColumnElement[bool] = or_(directives.c.registered_at < at, alike)
    return later


def _words(typed: FromClause, column: str) -> ColumnElement[bool]:
    return and_(
        typed.c.ledger_id == directives.c.ledger_id, typed.c.text_id == directives.c[column]
    )


def _body(ledger_id: str, text_id: ColumnElement[Any]) -> ScalarSelect[Any]:
    return (
        select(texts.c.body)
        .where(texts.c.ledger_id == ledger_id, texts.c.text_id == text_id)
        .scalar_subquery()
    )


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _line(row: RowMapping) -> DirectiveLine:
    return DirectiveLine(
        stream=row["stream"],
        code=row["code"],
        source=DirectiveSource(row["source"]),
        number=row["number"],
        dated_on=row["dated_on"],
        issuer=row["issuer"],
        summary=row["summary"],
        secret=row["secret"],
        registered_at=row["registered_at"],
        undecided=row["undecided"],
        given=row["given"] or 0,
        running=row["running"] or 0,
        closed=row["closed"],
    )
