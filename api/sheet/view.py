"""The period sheet as a page: what each row holds, what was refused, who may send it."""

from collections.abc import Collection, Mapping
from functools import partial
from http import HTTPStatus
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import Depends, Request
from fastapi.responses import Response

from api.context import FormRequest, Services, get_services, take_in
from api.errors import FormProblem, show_again
from api.labels import words
from api.sheet.form import Result, SheetForm, rows_of
from api.sheet.record import figure_said, record_row
from api.sheet.rows import command_of, lost_words, older_drafts, typed_in
from api.task.drafts import OTHER_WORDS, REPORT, Drafts, holds_words, marks_of, replaced
from api.task.evidence import read_files
from api.web.addresses import known_unit
from api.web.forms import SHEET_FIELDS, Typed
from api.web.pages import page
from services.commands.acting import Acting
from services.queries.changes import ChangesOf, change_mark
from services.queries.my_work import unit_names
from services.queries.period_sheet import PeriodSheet, own_units, period_sheet
from services.queries.reading import reading

MOST_FILES: Final = 300
_FILE: Final = ":file"


async def read_sheet(services: Services, acting: Acting, unit: str, period: str) -> PeriodSheet:
    """The sheet as it is now."""
    async with reading(services.engine) as connection:
        return await period_sheet(
            connection,
            services.ledger,
            acting.context,
            unit=unit,
            period=period,
        )


async def sheet_of(sent: SheetForm) -> PeriodSheet:
    """The sheet that was sent, as it is now."""
    return await read_sheet(
        sent.form_request.services, sent.form_request.acting, sent.unit, sent.period
    )


async def _sending(request: Request, period: str) -> SheetForm:
    """Who sends the form, then the form; refused as a whole, it is shown again as it was."""
    read = partial(read_files, request, SHEET_FIELDS, MOST_FILES)
    acting, (typed, files) = await take_in(request, read)
    services = get_services(request)
    unit = known_unit(acting, period, typed.choice("don_vi"))
    sent = SheetForm(
        form_request=FormRequest(services=services, acting=acting, typed=typed),
        unit=unit,
        period=period,
        rows=rows_of(typed),
        files={name.removesuffix(_FILE): file for name, file in files.items()},
    )

    async def again(*, problem: FormProblem) -> Response:
        return await answer(request, sent, {}, wrong=problem.sentence, status=problem.status)

    show_again(request, again)
    return sent


Sending = Annotated[SheetForm, Depends(_sending)]


async def answer(
    request: Request,
    sent: SheetForm,
    results: Mapping[str, Result],
    *,
    said: str = "",
    wrong: str = "",
    status: int = HTTPStatus.OK,
    opened: Collection[str] = (),
    notes: Collection[str] = (),
) -> Response:
    """The sheet after an act: what was refused is said beside its row.

    The panels of the `opened` rows stand open; `notes` are said one by one below `said`.
    """
    if any(not result.done for result in results.values()):
        said, wrong, status = "", said, HTTPStatus.UNPROCESSABLE_ENTITY
    return await response(
        request,
        sent.form_request.services,
        sent.form_request.acting,
        await sheet_of(sent),
        sent,
        results=results,
        said=said,
        wrong=wrong,
        status=status,
        opened=opened,
        notes=notes,
    )


async def response(
    request: Request,
    services: Services,
    acting: Acting,
    sheet: PeriodSheet,
    sent: SheetForm | None = None,
    *,
    results: Mapping[str, Result] | None = None,
    said: str = "",
    wrong: str = "",
    status: int = HTTPStatus.OK,
    opened: Collection[str] = (),
    notes: Collection[str] = (),
) -> Response:
    """The page of a sheet; after an act with what was `sent`."""
    async with reading(services.engine) as connection:
        names = await unit_names(connection, services.ledger_id)
        mark = await change_mark(
            connection,
            services.ledger_id,
            acting.holder,
            acting.rules.policy,
            ChangesOf(unit=sheet.unit, period=sheet.period),
        )
    drafts = await services.drafts.of(acting.sender.person_id, sheet.drafted)
    came = results or {}
    rows = sent.rows if sent else {}
    return page(
        request,
        "sheet/page.html",
        status=status,
        sheet=sheet,
        units=names,
        own=own_units(acting.holder),
        record=[record_row(each) for each in sheet.record],
        given_of={each.task.stream: record_row(each) for each in sheet.sign},
        figure_said=figure_said,
        other_texts=OTHER_WORDS,
        results=came,
        opened=opened,
        notes=notes,
        said=said,
        wrong=wrong,
        mark=None if sent else mark,
        watch=urlencode({"don-vi": sheet.unit, "ky": sheet.period}),
        **_of_rows(services, sheet, rows, drafts, came),
    )


def _of_rows(
    services: Services,
    sheet: PeriodSheet,
    rows: Mapping[str, Typed],
    drafts: Drafts,
    came: Mapping[str, Result],
) -> dict[str, Any]:
    """What the rows hold: what was sent just now, else the drafts; their marks and commands."""
    typed = {
        each.task.stream: typed_in(each, rows, drafts.get((each.task.stream, REPORT)))
        for each in sheet.fill
    }
    new_id = services.randomness.new_id
    return {
        "typed": typed,
        "entered": {stream for stream, row in typed.items() if holds_words(row)},
        "draft_marks": marks_of(typed, drafts, str(new_id())),
        "other_words": {key: words.readable(each) for key, each in replaced(drafts).items()},
        "command_ids": {
            each.task.stream: command_of(services, each, rows, came)
            for each in (*sheet.fill, *sheet.sign)
        },
        "file_ids": {each.task.stream: str(new_id()) for each in sheet.fill},
        "lost": lost_words(sheet, rows, came),
        "old_words": older_drafts(sheet, drafts),
        "marked": {stream for stream, row in rows.items() if row.choice("chosen")},
    }
