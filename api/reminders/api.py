"""The promised reminders of a month over JSON."""

from datetime import date
from typing import Annotated, Final

from fastapi import APIRouter, Query, Response

from api.context import viewing_of
from api.labels import titles
from api.reading_rights import require_overseeing
from api.reminders import schemas as reminder_schemas
from api.rest import schemas
from api.rest.answers import After, Limit, Seen, page_of, tagged
from api.rest.callers import ProvedRoute, TheCaller
from api.web.filters import require_unit
from api.web.forms import BadForm, of_our_time
from services.domain.task.reminder_promises import PromiseOutcome
from services.queries.my_work import unit_names
from services.queries.reading import reading
from services.queries.reminder_promises import PromiseFilter, PromiseLine, promises_of

router = APIRouter(route_class=ProvedRoute, tags=["reminders"])
_MONTH: Final = "^[0-9]{4}-(0[1-9]|1[0-2])$"


@router.get(
    "/reminder-promises",
    operation_id="listReminderPromises",
    response_model=reminder_schemas.ReminderPromises,
)
async def list_promises(
    caller: TheCaller,
    *,
    month: Annotated[
        str | None,
        Query(pattern=_MONTH, description="Tháng; bỏ trống là tháng này.", examples=["2026-12"]),
    ] = None,
    unit: Annotated[
        schemas.Code | None, Query(description="Đơn vị được nhắc.", examples=["KTHTDT"])
    ] = None,
    outcome: Annotated[PromiseOutcome | None, Query(description="Kết quả.")] = None,
    after: After = None,
    limit: Limit = 100,
    seen: Seen = None,
) -> Response:
    """Lời hứa nhắc việc: điều quy tắc đã hứa trong một tháng, so với điều đã ghi vào sổ."""
    require_overseeing(caller.acting.holder, "Nội dung này")
    services = caller.services
    viewing = await viewing_of(services, caller.acting)
    chosen = PromiseFilter(
        month=_month(month) if month else viewing.today.replace(day=1),
        unit=unit or "",
        outcome=outcome,
    )
    async with reading(services.engine) as connection:
        require_unit(unit, await unit_names(connection, services.ledger_id), field="unit")
        promises = await promises_of(connection, services.ledger, viewing, chosen)
    shown, following = page_of(promises.lines, _place, after, limit)
    result = reminder_schemas.ReminderPromises(
        month=f"{chosen.month:%Y-%m}",
        counts={each.value: count for each, count in promises.counts.items()},
        late_skips=promises.late_skips,
        promises=[_line(line) for line in shown],
        next=following,
    )
    return tagged(result, seen)


def _month(sent: str) -> date:
    """The first day of a month; raises BadForm."""
    year, month = (int(part) for part in sent.split("-"))
    if not year:
        raise BadForm("field-year", "Tháng: không có năm 0000.", field="month")
    return of_our_time(date(year, month, 1), label="Tháng", field="month")


def _place(line: PromiseLine) -> tuple[str, ...]:
    promise = line.promise
    step = f"{promise.kind}/{promise.about}/{promise.number}"
    name = f"{line.task.stream}/{promise.due_on}/{step}"
    return promise.promised_at.isoformat(), name


def _line(line: PromiseLine) -> reminder_schemas.ReminderPromise:
    task, promise = line.task, line.promise
    late_by = promise.late_by
    return reminder_schemas.ReminderPromise(
        stream=task.stream,
        title=titles.title(task),
        lead_unit=task.lead,
        restricted=task.restricted,
        kind=promise.kind.value,
        about=promise.about or None,
        number=promise.number if promise.about else None,
        due_on=promise.due_on,
        offset_working_days=promise.offset_working_days,
        escalates=promise.escalates,
        promised_at=promise.promised_at,
        policy=promise.policy_version,
        units=list(promise.units),
        outcome=promise.outcome.value,
        recorded_at=promise.recorded_at,
        late_seconds=int(late_by.total_seconds()) if late_by else None,
        skip_reason=promise.skip_reason,
    )
