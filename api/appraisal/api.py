"""The evidence over JSON: the lines and counts of the page."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from api.appraisal import contest_words
from api.appraisal import schemas as appraisal_schemas
from api.appraisal.asked import period_asked
from api.context import viewing_of
from api.labels import titles
from api.rest import schemas
from api.rest.answers import Seen, tagged
from api.rest.callers import ProvedRoute, TheCaller
from api.web.filters import require_unit
from services.domain.task.appraisal import ContestedLine, CountedReturn, Lateness
from services.domain.task.appraisal_lines import Tally
from services.domain.task.appraisal_readings import ReadLine
from services.domain.task.appraised_causes import ClaimedCause
from services.domain.task.appraised_contributions import ContributionLateness
from services.queries.appraisal import appraisal
from services.queries.appraisal_views import (
    Appraisal,
    AppraisalFilter,
    AppraisalGroup,
    AppraisalRow,
)
from services.queries.reading import reading

router = APIRouter(route_class=ProvedRoute, prefix="/appraisal", tags=["appraisal"])


@router.get("", operation_id="readAppraisal", response_model=appraisal_schemas.Appraisal)
async def read_appraisal(
    caller: TheCaller,
    *,
    period: Annotated[
        str | None,
        Query(
            pattern="^20[0-9]{2}-(?:M(?:0[1-9]|1[0-2])|Q[1-4])$",
            description="Tháng hoặc quý; không có là tháng này.",
            examples=["2026-Q4"],
        ),
    ] = None,
    unit: Annotated[schemas.Code | None, Query(description="Đơn vị.", examples=["KTHTDT"])] = None,
    person: Annotated[UUID | None, Query(description="Cán bộ.")] = None,
    seen: Seen = None,
) -> Response:
    """Bằng chứng theo Nghị định 335, 233 của một kỳ: sản phẩm, chậm, trả lại, nguyên nhân."""
    services = caller.services
    viewing = await viewing_of(services, caller.acting)
    which = AppraisalFilter(
        period=period_asked(period or "", viewing.today), unit=unit, person_id=person
    )
    async with reading(services.engine) as connection:
        found = await appraisal(
            connection, services.ledger, viewing, which, services.decree_readings
        )
    require_unit(unit, found.units, field="unit")
    return tagged(_appraisal(found), seen)


def _appraisal(found: Appraisal) -> appraisal_schemas.Appraisal:
    period = found.which.period
    return appraisal_schemas.Appraisal(
        period=period.code,
        first_day=period.first_day,
        last_day=period.last_day,
        today=found.today,
        groups=[_group(each, found) for each in found.groups],
    )


def _group(each: AppraisalGroup, found: Appraisal) -> appraisal_schemas.GroupAppraisal:
    return appraisal_schemas.GroupAppraisal(
        group=each.group,
        total=_count(each.total),
        by_unit=[_count(count.counts, count.unit) for count in each.by_unit],
        by_person=[_count(count.counts, count.unit, count.person_id) for count in each.by_person],
        lines=[_line(row, found) for row in each.rows],
    )


def _count(
    counts: Tally, unit: str | None = None, person_id: UUID | None = None
) -> appraisal_schemas.AppraisalCount:
    return appraisal_schemas.AppraisalCount(
        unit=unit,
        person_id=person_id,
        due=counts.due,
        confirmed=counts.confirmed,
        in_time=counts.in_time,
        in_time_by_original=counts.in_time_by_original,
        undecided=counts.undecided,
        late=counts.late,
        days_late=counts.days_late,
        late_uncounted=counts.late_uncounted,
        contributions_late=counts.contributions_late,
        returns={ground.value: amount for ground, amount in counts.returns.items()},
        causes_claimed=counts.causes_claimed,
        causes_confirmed=counts.causes_confirmed,
        causes_rejected=counts.causes_rejected,
        contests_open=counts.contests_open,
        contests_accepted=counts.contests_accepted,
        contests_rejected=counts.contests_rejected,
    )


def _line(row: AppraisalRow, found: Appraisal) -> appraisal_schemas.AppraisalLine:
    line, product = row.line, row.line.product
    whose = line.owner.person_id
    return appraisal_schemas.AppraisalLine(
        stream=product.stream,
        title=titles.title(row.task),
        unit=line.owner.unit,
        person_id=whose,
        person=found.people.get(whose) if whose else None,
        owned_by=line.owner.by.value,
        due_on=row.task.due_on,
        original_due_on=row.task.due.original if row.task.due else None,
        is_due=line.is_due,
        is_confirmed=line.is_confirmed,
        box=product.status.value,
        box_by_original=product.status_by_original.value,
        awaits_extension=product.awaits_extension,
        confirmed_event=product.confirmed_at if line.is_confirmed else None,
        late=_late(line.lateness) if line.lateness else None,
        returns=[_returned(each) for each in line.returns],
        contributions=[_contribution(each) for each in line.contributions],
        contests=[_contested(each, found) for each in line.contests],
        contestable=[contest_words.contested_as(each) for each in row.contestable],
        readings=[_deducted(each) for each in row.readings],
        readings_differ=row.readings_differ,
    )


def _late(late: Lateness) -> appraisal_schemas.Late:
    return appraisal_schemas.Late(
        since_on=late.since_on,
        until_on=late.until_on,
        working_days=late.working_days,
        event=late.position,
        cause=_cause(late.cause),
    )


def _returned(each: CountedReturn) -> appraisal_schemas.Returned:
    return appraisal_schemas.Returned(
        submission=each.submission,
        ground=each.ground.value,
        on=each.on,
        event=each.position,
        cause=_cause(each.cause),
    )


def _contribution(late: ContributionLateness) -> appraisal_schemas.LateContribution:
    return appraisal_schemas.LateContribution(
        due_on=late.due_on,
        given_on=late.given_on,
        waived_on=late.waived_on,
        until_on=late.until_on,
        counted_to=late.counted_to.value,
        working_days=late.working_days,
        event=late.position,
        cause=_cause(late.cause),
    )


def _contested(each: ContestedLine, found: Appraisal) -> appraisal_schemas.Contested:
    contest = each.contest
    answer = contest.answer
    return appraisal_schemas.Contested(
        contest=contest.number,
        about=contest.matter.about.value,
        submission=contest.matter.submission,
        accepted=answer.accepted if answer else None,
        asked_by=contest.person_id,
        asked_at=contest.made_at,
        answered_by=answer.person_id if answer else None,
        answered_at=answer.answered_at if answer else None,
        said=contest_words.said(each, found),
        asked_event=each.asked.position,
        answered_event=each.answered.position if each.answered else None,
    )


def _cause(cause: ClaimedCause | None) -> appraisal_schemas.Cause | None:
    if cause is None:
        return None
    answer = cause.claim.answer
    return appraisal_schemas.Cause(
        claim=cause.claim.number,
        confirmed=answer.confirmed if answer else None,
        answered_by=answer.person_id if answer else None,
        answered_at=answer.answered_at if answer else None,
        claimed_event=cause.claimed_at,
        answered_event=cause.answered_at,
    )


def _deducted(each: ReadLine) -> appraisal_schemas.Deducted:
    return appraisal_schemas.Deducted(
        reading=each.reading.code,
        progress_percent=each.deducted.progress_percent,
        quality_times=each.deducted.quality_times,
        quality_percent=each.deducted.quality_percent,
    )
