"""Work programmes as the JSON interface tells them: the same rows as their pages show."""

from collections.abc import Iterable
from uuid import UUID

from api.programmes import schemas
from api.task.trail_answers import trail_line
from services.domain.programme.acts import ACTS
from services.domain.programme.periods import ProgrammePeriod
from services.domain.programme.state import Signature
from services.queries.programme_comparison import ComparedLine, comparison, counted_as
from services.queries.programme_views import (
    ProgrammeFindingLine,
    ProgrammeLine,
    ProgrammeList,
    ProgrammePage,
    ProgrammeRowLine,
)


def programmes_answer(listed: ProgrammeList) -> schemas.Programmes:
    """The list of programmes, with what this person may open."""
    return schemas.Programmes(
        programmes=[_listed(line) for line in listed.lines],
        to_open=[_to_open(period) for periods in listed.to_open.values() for period in periods],
        units=[
            schemas.ProgrammeUnit(code=code, name=name)
            for code, name in sorted(listed.units.items())
        ],
    )


def programme_answer(page: ProgrammePage) -> schemas.ProgrammeWhole:
    """A programme with everything that its page shows to this person."""
    programme = page.programme
    period, closed_by = programme.period, programme.closed_by
    return schemas.ProgrammeWhole(
        code=programme.code,
        kind=period.kind.value,
        first_on=period.first_on,
        last_on=period.last_on,
        version=programme.version,
        opened_at=programme.opened_at,
        closes_on=programme.closes_on,
        registration_closed_at=programme.registration_closed_at,
        units=list(programme.units),
        silent_units=list(programme.silent_units),
        missing_units=list(programme.missing),
        chased=dict(programme.chased),
        signature=_signature(programme.signature, page.signer) if programme.signature else None,
        directive=programme.directive,
        result_asked_at=programme.result_asked_at,
        closed_at=programme.closed_at,
        closed_by=page.leaders.get(closed_by) if closed_by else None,
        rows=_rows(page.rows),
        gone=_rows(page.gone),
        parts={code: _rows(lines) for code, lines in page.parts.items()},
        findings=None if page.findings is None else [_finding(line) for line in page.findings],
        may=[act.verb for act in ACTS if act.verb and act.slug in page.offers],
        trail=[trail_line(line) for line in page.trail],
    )


def compared_answer(page: ProgrammePage) -> schemas.ProgrammeCompared:
    """The numbers of a programme's comparison, with the rows behind them."""
    compared = comparison(page.whole)
    return schemas.ProgrammeCompared(
        code=page.programme.code,
        whole=_numbers(compared.whole, page),
        by_unit=[_numbers(line, page) for line in compared.by_unit],
        by_leader=[_numbers(line, page) for line in compared.by_leader],
        rows=[
            schemas.ComparedRow(
                period=each.period,
                counts=sorted(counted_as(each.line)),
                row=_row(each.line),
            )
            for each in page.whole
        ],
    )


def _numbers(line: ComparedLine, page: ProgrammePage) -> schemas.ComparedNumbers:
    leader = line.key if isinstance(line.key, UUID) else None
    return schemas.ComparedNumbers(
        unit=line.key if isinstance(line.key, str) else None,
        leader=leader,
        leader_name=page.leaders.get(leader) if leader else None,
        rows=line.rows,
        counts={count.value: number for count, number in line.counts.items()},
    )


def _listed(line: ProgrammeLine) -> schemas.ListedProgramme:
    period = line.period
    return schemas.ListedProgramme(
        code=period.code,
        kind=period.kind.value,
        first_on=period.first_on,
        last_on=period.last_on,
        closes_on=line.closes_on,
        rows=line.rows,
        silent=line.silent,
        signed=line.signed,
        closed=line.closed,
    )


def _to_open(period: ProgrammePeriod) -> schemas.ProgrammeToOpen:
    return schemas.ProgrammeToOpen(
        code=period.code,
        kind=period.kind.value,
        first_on=period.first_on,
        last_on=period.last_on,
    )


def _signature(signature: Signature, name: str | None) -> schemas.ProgrammeSignature:
    paper, ordered_by = signature.paper, signature.ordered_by
    return schemas.ProgrammeSignature(
        number=paper.number,
        dated_on=paper.dated_on,
        person_id=ordered_by.person_id,
        name=name,
        office=ordered_by.office.value,
        signed_at=signature.signed_at,
        rows=list(signature.rows),
    )


def _rows(lines: Iterable[ProgrammeRowLine]) -> list[schemas.ProgrammeRow]:
    return [_row(line) for line in lines]


def _row(line: ProgrammeRowLine) -> schemas.ProgrammeRow:
    row, terms, work = line.row, line.row.terms, line.work
    return schemas.ProgrammeRow(
        number=row.number,
        place=line.place,
        unit=row.unit,
        own=line.own,
        seen=row.seen,
        state=row.state.value,
        withheld=line.withheld,
        content=line.content,
        product=line.product,
        note=line.note,
        reason=line.reason,
        lead_unit=terms.lead_unit,
        supporting_units=list(terms.supporting_units),
        due_on=terms.due_on,
        planned_on=row.planned_on,
        superior_due_on=terms.superior_due_on,
        presented_to=terms.presented_to.value,
        leader=terms.leader,
        leader_name=line.leader,
        sits_at=terms.sits_at,
        twins=list(terms.twins),
        source=work.code if work else None,
        source_title=work.title if work else None,
        task=work.task.stream if work and work.task else None,
        status=line.status.value if line.status else None,
        result=line.result.value if line.result else None,
        added=row.added,
        moved=row.moved,
        merged_into=row.merged_into,
        from_period=row.from_period,
        from_row=row.from_row,
        carried_to=row.carried_to,
    )


def _finding(line: ProgrammeFindingLine) -> schemas.ProgrammeFinding:
    finding = line.finding
    return schemas.ProgrammeFinding(
        key=finding.key,
        kind=finding.kind.value,
        rows=list(finding.rows),
        week=finding.week_from,
        reason=line.reason,
        settled=line.settled,
    )
