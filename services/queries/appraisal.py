"""Bằng chứng chấm điểm: the evidence of a period, from the facts of that period's tasks alone."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.replacing import replace
from services.domain.roles import Holder
from services.domain.task.acts import KINDS
from services.domain.task.appraisal import product_of
from services.domain.task.appraisal_lines import (
    AppraisalLine,
    AppraisalPeriod,
    lines_of,
    may_see_line,
    tally,
)
from services.domain.task.appraisal_readings import DecreeReading, readings_of
from services.domain.task.births import CountGroup
from services.domain.task.contesting import still_contestable
from services.domain.task.contests import ContestMatter
from services.domain.task.sight import as_seen
from services.ledger.port import Ledger
from services.queries.appraisal_views import (
    Appraisal,
    AppraisalCount,
    AppraisalFilter,
    AppraisalGroup,
    AppraisalRow,
)
from services.queries.appraised_tasks import appraised_tasks
from services.queries.colleagues import names_of
from services.queries.my_work import unit_names
from services.queries.stretch import WHOLE, Stretch
from services.queries.viewing import Viewing

_Whose = tuple[str, UUID | None]
# The groups stand one after the other: all lines of one before the first of the next.
_GROUP_PLACES: Final = {group: place for place, group in enumerate(CountGroup)}


async def appraisal(
    connection: AsyncConnection,
    ledger: Ledger,
    viewing: Viewing,
    which: AppraisalFilter,
    readings: Sequence[DecreeReading],
    *,
    stretch: Stretch = WHOLE,
) -> Appraisal:
    """The lines of a period that this person may see, each group of work with its own counts.

    Only the lines of the `stretch` become rows: the counts need of the others no more than what
    they are. Raises LedgerUnavailable.
    """
    titles = await appraised_tasks(connection, ledger, viewing, which.period)
    seen = await _lines(ledger, viewing, which.period, tuple(titles))
    people = await names_of(connection, ledger, _people(seen, which.person_id))
    units = await unit_names(connection, ledger.ledger_id)
    lines = sorted(
        (line for line in seen if which.holds(line)), key=lambda line: _place(line, people)
    )
    shown = stretch.of(lines)
    rows = tuple(_row(line, titles, viewing, readings) for line in shown)
    return Appraisal(
        which=which,
        today=viewing.today,
        groups=tuple(_group(group, lines, rows) for group in CountGroup),
        units=units,
        people=people,
        texts=await ledger.texts(_texts(shown)),
        unit_choices=tuple(sorted(_units(seen, which.unit))),
        person_choices=_choices(seen, which.person_id, people),
    )


async def _lines(
    ledger: Ledger, viewing: Viewing, period: AppraisalPeriod, streams: Sequence[str]
) -> tuple[AppraisalLine, ...]:
    """The lines that this person may see; the facts are read once, in one statement."""
    known = await ledger.read(streams)
    products = (
        product_of(known.of(stream), viewing.calendar, viewing.today) for stream in streams
    )
    return tuple(
        line
        for product in products
        if product is not None
        for line in lines_of(product, period)
        if may_see_line(line, viewing.policy, viewing.holder)
    )


def _group(
    group: CountGroup, lines: Iterable[AppraisalLine], rows: Iterable[AppraisalRow]
) -> AppraisalGroup:
    of = tuple(line for line in lines if line.group is group)
    return AppraisalGroup(
        group=group,
        rows=tuple(row for row in rows if row.line.group is group),
        found=len(of),
        total=tally(of),
        by_unit=_counts(of, lambda line: (line.owner.unit, None)),
        by_person=_counts(of, lambda line: (line.owner.unit, line.owner.person_id)),
    )


def _row(
    line: AppraisalLine,
    titles: Mapping[str, str | None],
    viewing: Viewing,
    readings: Sequence[DecreeReading],
) -> AppraisalRow:
    task, typed = line.product.task, titles[line.product.stream]
    task = task if typed is None else replace(task, title=typed)
    shown = as_seen(task, viewing.policy, viewing.holder)
    return AppraisalRow(
        line=line,
        task=task if shown is None else shown,
        opens=shown is not None,
        contestable=() if shown is None else _contestable(line, viewing.holder),
        readings=readings_of(readings, line),
    )


def _contestable(line: AppraisalLine, holder: Holder) -> tuple[ContestMatter, ...]:
    matters = line.matters
    left = still_contestable(line.product.task, holder)
    return tuple(each for each in left if each in matters)


def _texts(lines: Iterable[AppraisalLine]) -> set[UUID]:
    """The words of contests and of their answers; of restricted work there are none."""
    facts = (
        fact for line in lines for each in line.contests for fact in (each.asked, each.answered)
    )
    reasons = (KINDS[type(fact.event)].text(fact.event) for fact in facts if fact is not None)
    return {reason.text_id for reason in reasons if reason is not None}


def _people(lines: Iterable[AppraisalLine], asked: UUID | None) -> frozenset[UUID]:
    """Whoever is `asked` for, and whoever a line names.

    Its owner, who answered a cause, who contested and answered that.
    """
    owners = {line.owner.person_id for line in lines}
    answers = {
        cause.claim.answer.person_id
        for line in lines
        for cause in line.causes
        if cause.claim.answer is not None
    }
    contests = {
        fact.actor.person_id
        for line in lines
        for each in line.contests
        for fact in (each.asked, each.answered)
        if fact is not None
    }
    return frozenset(each for each in {asked} | owners | answers | contests if each is not None)


def _place(line: AppraisalLine, people: Mapping[UUID, str]) -> tuple[int, str, str, date, str]:
    """Groups apart, in them the units together, the officials by name, then by due date.

    Nobody's lines are the last of their unit. What has no due day stands by the day that counts.
    """
    whose, task = line.owner.person_id, line.product.task
    name = "\uffff" if whose is None else people.get(whose, "")
    on = task.due_on or task.counted_on or task.by_due_day
    return _GROUP_PLACES[line.group], line.owner.unit, name, on, task.stream


def _counts(
    lines: Sequence[AppraisalLine], whose: Callable[[AppraisalLine], _Whose]
) -> tuple[AppraisalCount, ...]:
    """The counts of each, in the order of the lines."""
    grouped: dict[_Whose, list[AppraisalLine]] = {}
    for line in lines:
        grouped.setdefault(whose(line), []).append(line)
    return tuple(
        AppraisalCount(unit=unit, person_id=person, counts=tally(of))
        for (unit, person), of in grouped.items()
    )


def _units(lines: Iterable[AppraisalLine], asked: str | None) -> set[str]:
    """Those of the lines and the one that is asked for: what holds can be seen and taken away."""
    return {line.owner.unit for line in lines} | ({asked} if asked else set())


def _choices(
    lines: Iterable[AppraisalLine], asked: UUID | None, people: Mapping[UUID, str]
) -> tuple[UUID, ...]:
    owners = {asked, *(line.owner.person_id for line in lines)}
    known = (each for each in owners if each is not None)
    return tuple(sorted(known, key=lambda each: (people.get(each, ""), each)))
