"""The body of an act over JSON, made from the fields that its command declares.

The shape is checked here: JSON's own types, what is missing, what is unknown. What a value means
is read by the binder, which says the same sentence under the same code as the page.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from pydantic import create_model

from api.binding import Bound, bind_act
from api.rest import schemas
from api.rest.answers import done
from api.rest.body_names import in_body
from api.rest.callers import ActingCaller
from api.rest.due_bodies import Due, due_of
from api.rest.field_schemas import json_field
from api.rest.list_bodies import called, sent_figures, sent_lines, sent_years
from api.web.forms import BadForm, of_our_time
from api.web.mistakes import each_of
from api.web.sent import SentCut, SentFigure, SentLine, SentYear
from services.commands.requests import NOTHING_DRAWN, DrawnFields
from services.domain import numerals
from services.domain.act import Act
from services.domain.errors import Refusal
from services.domain.fields import (
    CommandField,
    MarkedBeside,
    PaperField,
    SomeOf,
    UnitCode,
    YesOrNo,
    fields_of,
)


@cache
def body_of(act: Act[Any, Any, Any]) -> type[schemas.Schema]:
    """The body of one act: named as its operation, unknown fields refused."""
    made: dict[str, Any] = {
        name: json_field(kind, optional=optional)
        for name, kind, optional in fields_of(act.command)
    }
    return create_model(
        act.command.__name__,
        __base__=schemas.Schema,
        __doc__=f"{act.said.capitalize()}.",
        **made,
    )


@dataclass(frozen=True, slots=True)
class BodyValues:
    """What was sent, in the dialect of programs: ISO days, decimals with a point."""

    body: Mapping[str, Any]

    def words(self, name: str, _kind: CommandField) -> str:
        """Words as they were sent."""
        return self.body[name] or ""

    def field(self, name: str, _kind: CommandField) -> str:
        """The field's own name."""
        return name

    def value(self, name: str, _kind: CommandField) -> str:
        """A chosen or short value."""
        return "" if self.body[name] is None else str(self.body[name])

    def unit(self, name: str, _kind: UnitCode, _mark: str) -> str:
        """The code of a unit."""
        return self.body[name] or ""

    def new_id(self, name: str) -> UUID:
        """An id; its shape was checked."""
        drawn: UUID = self.body[name]
        return drawn

    def yes_or_no(self, name: str, _kind: YesOrNo) -> bool:
        """A yes or no."""
        return bool(self.body[name])

    def count(self, name: str) -> int:
        """A count; its shape was checked."""
        return int(self.body[name])

    def units(self, name: str) -> Sequence[str]:
        """The codes of several units."""
        return list(self.body[name])

    def cuts(self, name: str) -> Sequence[SentCut]:
        """The list of clauses; its shape was checked."""
        return [SentCut(**cut) for cut in self.body[name]]

    def some(self, name: str, _kind: SomeOf) -> Sequence[str]:
        """What is chosen of a few words."""
        return list(self.body[name])

    def due_rule(self, name: str) -> Due | None:
        """The three parts of the rule, or the days."""
        return due_of(self.body[name])

    def is_marked(self, name: str, _kind: MarkedBeside) -> bool:
        """A yes or no."""
        return bool(self.body[name])

    def paper(self, name: str, _kind: PaperField) -> tuple[str, str]:
        """The number and the day of a paper."""
        paper = self.body[name] or {"number": "", "dated_on": ""}
        return paper["number"], paper["dated_on"]

    def figures(self, name: str) -> Sequence[SentFigure]:
        """The list of figures."""
        return sent_figures(name, self.body[name])

    def lines(self, name: str) -> Sequence[SentLine] | None:
        """The list of lines."""
        return sent_lines(name, self.body[name])

    def years(self, name: str) -> Sequence[SentYear]:
        """The list of years."""
        return sent_years(name, self.body[name])

    def day(self, sent: str, *, label: str, field: str) -> date:
        """2026-12-05."""
        try:
            day = date.fromisoformat(sent) if len(sent) == len("2026-12-05") else None
        except ValueError:
            day = None
        if day is None:
            raise BadForm(
                "field-day",
                f"{label}: “{sent:.40}” không phải là ngày. "
                "Hãy gửi theo dạng năm-tháng-ngày, ví dụ 2026-12-05.",
                field=field,
            )
        return of_our_time(day, label=label, field=field)

    def decimal(self, sent: str, *, label: str, field: str) -> Decimal:
        """97.45."""
        number = numerals.read_plain(sent)
        if number is None:
            raise BadForm(
                "field-number",
                f"{label}: “{sent:.40}” không phải là số. "
                "Hãy gửi chữ số với dấu chấm thập phân, ví dụ 97.45.",
                field=field,
            )
        return number

    def number(self, sent: SentFigure) -> Decimal:
        """The same, of a measure."""
        label = f"Số liệu {sent.measure:.20}"
        return self.decimal(sent.value, label=label, field=sent.fields.value)


Call = Callable[..., Awaitable[schemas.Done]]
# What the server knows only once it was read what is asked: the same command, completed.
Completing = Callable[[Bound[Any]], Awaitable[Bound[Any]]]


def operation(
    run: Call, act: Act[Any, Any, Any], body: type[schemas.Schema] | None = None
) -> Call:
    """A route's function as the operation of one act: its words, the body that it takes.

    `body` replaces that of the act where a program may leave out what the server draws.
    """
    run.__doc__ = f"{act.said.capitalize()}."
    run.__name__ = act.name.replace("-", "_")  # the description's short name
    run.__annotations__["body"] = body or body_of(
        act
    )  # what the description and the check of a body read
    return run


async def run_call(
    actor: ActingCaller,
    act: Act[Any, Any, Any],
    body: schemas.Schema,
    drawn: DrawnFields = NOTHING_DRAWN,
    complete: Completing | None = None,
    **address: Any,
) -> schemas.Done:
    """Do the act that a call asks for, by one command; raises Refusal."""
    values = BodyValues(body.model_dump())
    try:
        bound = bind_act(act, values, actor.words(), address, drawn)
        bound = await complete(bound) if complete else bound
        outcome = await actor.services.acts.handle(actor.request(act.name, bound), bound.command)
    except Refusal as refusal:
        for each in each_of(refusal):
            each.field = called(in_body(act, each), values.body)
        raise
    return done(outcome)
