"""Figures as people type them: what their measures are called and mean, how they are read back."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from api.context import FormRequest
from api.labels import figure_words
from api.list_binding import FIGURE, KIND, NIL
from api.web.forms import Typed, read_figure
from api.web.sent import FigureNames, SentFigure
from services.domain.assignment.events import MeasureAsked
from services.domain.numerals import either, of_unit, read, understood, written
from services.domain.task.acts.submit_report import SubmitReport
from services.domain.task.evolving import fold
from services.domain.task.sight import as_seen

Measures = Mapping[str, MeasureAsked]


async def measures_typed(form_request: FormRequest, stream: str) -> Measures:
    """The measures of the task, read only where a figure cannot be read, or named, without them.

    Of a task that is not this person's there are none.
    """
    if not any(_needs_measure(*field) for field in form_request.typed.fields.items()):
        return {}
    task = fold((await form_request.services.ledger.read([stream])).of(stream))
    acting = form_request.acting
    seen = task and as_seen(task, acting.rules.policy, acting.holder)
    return {asked.code: asked for asked in seen.measures} if seen else {}


def sent_figures(typed: Typed, measures: Measures) -> list[SentFigure]:
    """Each measure has three fields, named after its code."""
    names = (name for name in typed.fields if name.startswith(FIGURE))
    codes = (name.removeprefix(FIGURE) for name in names)
    return [
        SentFigure(
            measure=code,
            title=measures[code].title if code in measures else code,
            value=typed.choice(FIGURE + code),
            kind=typed.choice(KIND + code),
            nil_reason=typed.get(NIL + code),
            fields=FigureNames(value=FIGURE + code, kind=KIND + code, nil_reason=NIL + code),
        )
        for code in codes
    ]


def number_of(sent: SentFigure, measures: Measures) -> Decimal:
    """97,45; or whether something is reached. Raises BadForm."""
    if sent.value in figure_words.SENT:
        return figure_words.SENT[sent.value].value
    asked = measures.get(sent.measure)
    label = f"Số liệu {sent.title:.80}" if asked is None else f"{sent.title:.80}"
    return read_figure(sent.value, asked, label=label, field=sent.fields.value)


def read_back(typed: Typed, command: Any) -> str:
    """How each number was understood that was not typed as the house writes it."""
    said = list(_understood(typed, command))
    return f" Đã ghi nhận: {', '.join(said)}." if said else ""


def _understood(typed: Typed, command: Any) -> Iterable[str]:
    for figure in command.figures if isinstance(command, SubmitReport) else ():
        sent = typed.choice(FIGURE + figure.measure)
        if figure.value is None or sent in {*figure_words.SENT, *_plainly(figure.value)}:
            continue
        yield f"“{sent}” hiểu là {of_unit(understood(figure.value), '%' if '%' in sent else '')}"


def _plainly(value: Decimal) -> set[str]:
    """The writings of a number that can be read in one way only, by person and server alike."""
    plain = {written(value), written(value).replace("−", "-")}
    return set() if either(written(value)) else plain


def _needs_measure(name: str, value: str) -> bool:
    value = value.strip()
    if name.startswith(NIL):
        return bool(value)
    if not name.startswith(FIGURE) or not value or value in figure_words.SENT:
        return False
    return read(value) is None or either(value) is not None
