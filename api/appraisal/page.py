"""Bằng chứng chấm điểm: what units and officials show in a month or a quarter, and no score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.appraisal import contest_words, count_labels, labels, reading_words
from api.appraisal.asked import (
    EVERY_LINE,
    LINES_A_PAGE,
    page_asked,
    period_choices,
    stretch_of,
    understood,
)
from api.appraisal.workbook import workbook
from api.context import Services, TheServices, TheVisitor, Viewer, viewing_of
from api.errors import FormProblem
from api.labels import count_groups, words
from api.web.field_errors import FieldError, filter_error
from api.web.filters import require_unit
from api.web.pages import page
from services.commands.access import AccessKind
from services.domain.errors import Refusal
from services.domain.task.acts.contest_line import ACT as CONTEST
from services.domain.task.appraisal_lines import month_of
from services.queries.appraisal import appraisal
from services.queries.appraisal_views import Appraisal, AppraisalFilter, AppraisalRow
from services.queries.reading import reading
from services.queries.stretch import WHOLE, Stretch
from services.queries.viewing import Viewing

router = APIRouter(prefix="/bang-chung-cham-diem")
_SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CONTESTED: Final = CONTEST.slug  # in the address of the form, and of the page after it


@dataclass(frozen=True, slots=True, kw_only=True)
class Contesting:
    """The line of which a contest was refused: its task, and whose it is as its form says."""

    stream: str
    unit: str
    person_id: str

    def place(self, rows: Sequence[AppraisalRow]) -> int | None:
        """Where among them the line stands, if it still has its form."""
        return next(
            (at for at, row in enumerate(rows) if self.is_of(row) and row.contestable), None
        )

    def is_of(self, row: AppraisalRow) -> bool:
        """Whether this is the line."""
        owner = row.line.owner
        whose = str(owner.person_id or "")
        return (self.stream, self.unit, self.person_id) == (row.task.stream, owner.unit, whose)


@router.get("")
async def show(
    request: Request, services: TheServices, acting: Viewer, xong: str = ""
) -> Response:
    """Bằng chứng chấm điểm; an address that cannot be understood is answered in a sentence."""
    viewing = await viewing_of(services, acting)
    problem, number = None, page_asked(request.query_params)
    try:
        which = understood(request.query_params, viewing.today)
        found = await _found(services, viewing, which, stretch_of(number))
    except Refusal as refusal:
        problem, number = filter_error(refusal, request.query_params), 1
        which = AppraisalFilter(period=month_of(viewing.today))
        found = await _found(services, viewing, which, stretch_of(number))
    done = CONTEST.done if xong == CONTESTED else ""
    return _page(request, services, found, number, problem=problem, done=done)


async def evidence(
    request: Request,
    services: Services,
    viewing: Viewing,
    which: AppraisalFilter,
    *,
    refused: Contesting,
    problem: FormProblem,
) -> Response:
    """The page as it is now, with the contest of a line that was refused."""
    found, number = await _found(services, viewing, which), page_asked(request.query_params)
    place = refused.place(found.rows)
    if place is not None and number is not None:  # lines that came since have moved it on
        number = place // LINES_A_PAGE + 1
    return _page(
        request,
        services,
        found.within(stretch_of(number)),
        number,
        problem=problem,
        status=problem.status,
        refused=None if place is None else refused,
        lost=words.readable(problem.typed.fields, request.url.path) if place is None else {},
    )


def _page(
    request: Request,
    services: Services,
    found: Appraisal,
    number: int | None,
    *,
    problem: FieldError | None = None,
    status: int = HTTPStatus.UNPROCESSABLE_ENTITY,
    refused: Contesting | None = None,
    lost: Mapping[str, str] | None = None,
    done: str = "",
) -> Response:
    return page(
        request,
        "appraisal/page.html",
        status=status if problem else HTTPStatus.OK,
        problem=problem,
        refused=refused,
        lost=lost or {},
        done=done,
        new_id=services.randomness.new_id,
        found=found,
        number=number,
        pages=-(-found.length // LINES_A_PAGE),
        labels=labels,
        count_labels=count_labels,
        count_groups=count_groups,
        reading_words=reading_words,
        contest_words=contest_words,
        contest_slug=CONTESTED,
        periods=period_choices(found.today, found.which.period.code),
        link=link,
        readings=services.decree_readings,
    )


@router.get("/tep.xlsx")
async def export(
    request: Request, services: TheServices, acting: Viewer, visitor: TheVisitor
) -> Response:
    """The same lines as a workbook; who took it stands in the access log. Raises BadForm."""
    viewing = await viewing_of(services, acting)
    found = await _found(services, viewing, understood(request.query_params, viewing.today))
    about = (
        f"{services.ward_name} · Sổ {services.ledger_id}",
        f"Người xuất: {acting.name}",
        *filter(None, (services.signed_line,)),
    )
    content = workbook(found, services.decree_readings, acting.now, about)
    await services.accounts.gate.note_read(acting, AccessKind.APPRAISAL_EXPORTED, visitor)
    name = f"bang-chung-cham-diem-{found.which.period.code}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=_SHEET, headers=headers)


def link(which: AppraisalFilter, number: int | None = 1, *, file: bool = False) -> str:
    """The address of a page of these lines, of all on one page (None), or of their workbook."""
    fields = {
        "ky": which.period.code,
        "don-vi": which.unit,
        "can-bo": str(which.person_id) if which.person_id else None,
        "trang": EVERY_LINE if number is None else str(number) if number > 1 else None,
    }
    kept = urlencode({name: value for name, value in fields.items() if value})
    return f"{router.prefix}{'/tep.xlsx' if file else ''}?{kept}"


async def _found(
    services: Services, viewing: Viewing, which: AppraisalFilter, stretch: Stretch = WHOLE
) -> Appraisal:
    """What the address asks for; raises BadForm where a unit is none of the ward's."""
    async with reading(services.engine) as connection:
        found = await appraisal(
            connection, services.ledger, viewing, which, services.decree_readings, stretch=stretch
        )
    require_unit(which.unit, found.units, field="don-vi")
    return found
