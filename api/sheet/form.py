"""The period sheet as a form: one row for each task, each row a form of its own by its prefix."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from api.context import FormRequest
from api.errors import REUSED
from api.figure_reading import read_back
from api.form_binding import bind_form
from api.task.drafts import forget, holds_words, keep, refuse_passed_by
from api.web.field_errors import PLACE, FieldError, field_errors
from api.web.forms import Typed
from api.web.uploads import SentFile
from services.domain.errors import Refusal
from services.domain.task.acts.approve_submission import ACT as APPROVE
from services.domain.task.acts.submit_report import ACT as SUBMIT
from services.ledger.port import CommandReused
from services.queries.period_sheet import drafted, to_fill
from services.queries.reading import reading

_CHOSEN: Final = "chosen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result(FieldError):
    """What came of one row: done, or refused with the reason."""

    done: bool
    new_command: bool = False
    read_back: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetForm:
    """Somebody who sends a sheet: its rows by task, the files that were chosen in them."""

    form_request: FormRequest
    unit: str
    period: str
    rows: Mapping[str, Typed]
    files: Mapping[str, SentFile]

    def row(self, stream: str) -> FormRequest:
        """One row as the form of its task."""
        form_request = self.form_request
        return FormRequest(
            services=form_request.services,
            acting=form_request.acting,
            typed=self.rows.get(stream, Typed({})),
        )

    def chosen(self) -> list[str]:
        """The rows that are meant: the one whose button was pressed, else those marked."""
        only = self.form_request.typed.choice("only")
        if only:
            return [only] if only in self.rows else []
        if self.form_request.typed.choice("all"):
            return [stream for stream, typed in self.rows.items() if holds_words(typed)]
        return [stream for stream, typed in self.rows.items() if typed.choice(_CHOSEN)]


def rows_of(typed: Typed) -> dict[str, Typed]:
    """The fields of each task's row, without the task's name before them."""
    rows: dict[str, dict[str, str]] = {}
    for name, value in typed.fields.items():
        stream, colon, field = name.partition(":")
        if colon:
            rows.setdefault(stream, {})[field] = value
    return {stream: Typed(fields) for stream, fields in rows.items()}


async def drafted_rows(sent: SheetForm) -> tuple[str, ...]:
    """The sent rows that may be kept as drafts: still to be filled in, and not restricted."""
    services, acting = sent.form_request.services, sent.form_request.acting
    async with reading(services.engine) as connection:
        return drafted(
            await to_fill(
                connection,
                services.ledger,
                acting.context,
                unit=sent.unit,
                period=sent.period,
                among=list(sent.rows),
            )
        )


async def save_drafts(sent: SheetForm, among: Collection[str], meant: Iterable[str] = ()) -> None:
    """Keep what was typed in the rows `among`; `meant` are the rows that are being sent."""
    rows = {stream: sent.rows[stream] for stream in among if stream in sent.rows}
    await keep(sent.form_request, rows, sent=meant)


async def submit_rows(sent: SheetForm) -> dict[str, Result]:
    """Gửi báo cáo of each chosen row: its own command, its own fact, its own answer."""
    results: dict[str, Result] = {}
    for stream in sent.chosen():
        form_request = sent.row(stream)
        try:
            await refuse_passed_by(form_request, stream)
            bound = await bind_form(form_request, SUBMIT.command, stream=stream)
            await form_request.services.acts.handle(
                form_request.request(SUBMIT.name, bound), bound.command
            )
            await forget(form_request, stream)
            said = read_back(form_request.typed, bound.command)
            results[stream] = Result(done=True, sentence=SUBMIT.done, read_back=said)
        except (Refusal, CommandReused) as error:
            results[stream] = refused_row(stream, error, form_request.typed)
    return results


async def approve_rows(sent: SheetForm) -> dict[str, Result]:
    """Duyệt of each chosen row, one command each."""
    results: dict[str, Result] = {}
    for stream in sent.chosen():
        form_request = sent.row(stream)
        try:
            bound = await bind_form(form_request, APPROVE.command, stream=stream)
            await form_request.services.acts.handle(
                form_request.request(APPROVE.name, bound), bound.command
            )
            results[stream] = Result(done=True, sentence=APPROVE.done)
        except (Refusal, CommandReused) as error:
            results[stream] = refused_row(stream, error, form_request.typed)
    return results


def refused_row(stream: str, error: Refusal | CommandReused, sent: Typed) -> Result:
    """Why a row was not done, at the field of that row."""
    if not isinstance(error, Refusal):
        return Result(done=False, sentence=REUSED, new_command=True)
    first, *others = field_errors(
        error, error.sentence, sent.fields, place=f"{PLACE}-{stream}", row=f"{stream}:"
    )
    return Result(
        done=False,
        sentence=first.sentence,
        field=first.field,
        place=first.place,
        others=tuple(others),
    )


def summary(results: Mapping[str, Result], done: str) -> str:
    """What came of all chosen rows in one sentence."""
    if not results:
        return "Chưa chọn việc nào. Hãy đánh dấu việc rồi bấm lại."
    right = sum(result.done for result in results.values())
    said = f"{done} {right} việc." + "".join(result.read_back for result in results.values())
    wrong = len(results) - right
    return f"{said} Còn {wrong} việc chưa được: xem lý do tại từng việc." if wrong else said
