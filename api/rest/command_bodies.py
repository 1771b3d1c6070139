"""The body of an act over JSON, made from the fields that its command declares.

The shape is checked here: JSON's own types, what is missing, what is unknown. What a value means
is read by the binder, which says the same sentence under the same code as the page.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import Field, WithJsonSchema, create_model

from api.binding import FIGURE, bind_act
from api.rest import schemas
from api.rest.answers import done
from api.rest.body_names import in_body
from api.rest.callers import ActingCaller
from api.rest.due_bodies import Due, due_of
from api.web.forms import BadForm, of_our_time
from api.web.sent import FigureNames, SentFigure
from services.commands.requests import NOTHING_DRAWN, DrawnFields
from services.domain import numerals
from services.domain.act import Act
from services.domain.errors import Refusal
from services.domain.fields import (
    CodeOf,
    CommandField,
    CountField,
    DayField,
    DueRuleField,
    FigureFields,
    MarkedBeside,
    NameOf,
    NewId,
    OneOf,
    PaperField,
    PersonId,
    PlainLine,
    SomeOf,
    StepName,
    TypedText,
    UnitCode,
    UnitCodes,
    YesOrNo,
    fields_of,
)
from services.domain.instants import YEAR_SAID
from services.domain.task.events import FigureKind

_WORDS: Final = {"type": "string", "maxLength": 100_000}
_STEP: Final = {"type": "string", "minLength": 1, "maxLength": 60, "pattern": "^[a-z_]+$"}
_CODE: Final = {
    "type": "string",
    "minLength": 1,
    "maxLength": 60,
    "pattern": "^[A-Za-z0-9.-]+$",
}
_DAY: Final = {"type": "string", "format": "date", "description": f"Ngày {YEAR_SAID}."}
_DECIMAL: Final = {
    "type": "string",
    "maxLength": numerals.PLAIN_AT_MOST,
    "pattern": f"^{numerals.PLAIN}$",
    "examples": ["97.45"],
}
Words = Annotated[str, WithJsonSchema(_WORDS)]
Day = Annotated[str, WithJsonSchema(_DAY)]


def _text(schema: Mapping[str, Any]) -> Any:
    return Annotated[str, WithJsonSchema(dict(schema))]


class SentPaper(schemas.Schema):
    """Số và ngày của một văn bản được gửi lên."""

    number: Annotated[str, WithJsonSchema({"type": "string", "minLength": 1, "maxLength": 60})] = (
        Field(examples=["15/BC-KTHTĐT"])
    )
    dated_on: Day


class Figure(schemas.Schema):
    """Số liệu của một chỉ số: giá trị, hoặc lý do không có số."""

    measure: schemas.Code = Field(examples=["CT10.1"])
    value: Annotated[str, WithJsonSchema(_DECIMAL)] | None = None
    kind: Annotated[
        str, WithJsonSchema({"type": "string", "enum": [kind.value for kind in FigureKind]})
    ] = FigureKind.OFFICIAL.value
    nil_reason: Words | None = None


def _list_of(item: Any, most: int) -> Any:
    return Annotated[list[item], Field(max_length=most)]


def _words_of(of: Iterable[str]) -> Any:
    return _text({"type": "string", "enum": [str(word) for word in of]})


# The JSON type of each kind of field, and of the kinds that are made of it.
_SHAPES: Final[Mapping[type[CommandField], Callable[[Any], Any]]] = {
    TypedText: lambda _: Words,
    PlainLine: lambda kind: _text({"type": "string", "maxLength": kind.at_most}),
    NewId: lambda _: UUID,
    PersonId: lambda _: _text({"type": "string", "format": "uuid"}),
    DayField: lambda _: Day,
    CountField: lambda _: schemas.Count,
    OneOf: lambda kind: _words_of(kind.words),
    NameOf: lambda kind: _words_of(kind.of),
    SomeOf: lambda kind: _list_of(_words_of(kind.of), len(kind.of)),
    CodeOf: lambda _: _text(_CODE),
    StepName: lambda _: _text(_STEP),
    UnitCode: lambda _: _text(_CODE),
    UnitCodes: lambda _: _list_of(_text(_CODE), 50),
    PaperField: lambda _: SentPaper,
    DueRuleField: lambda _: schemas.DueRule | schemas.DueDays | None,
}


def _field(kind: CommandField, *, optional: bool) -> tuple[Any, Any]:
    extras: dict[str, Any] = {"examples": [kind.example]} if kind.example is not None else {}
    if kind.about:
        extras["description"] = kind.about
    if isinstance(kind, MarkedBeside | YesOrNo):
        return bool, Field(default=isinstance(kind, YesOrNo) and not kind.means, **extras)
    if isinstance(kind, FigureFields):
        example = [{"measure": "CT10.1", "value": "97.45", "kind": "official"}]
        figures = Annotated[list[Figure], Field(max_length=100)]
        return figures, Field(default_factory=list, examples=[example])
    shape = next(_SHAPES[of](kind) for of in type(kind).__mro__ if of in _SHAPES)
    if isinstance(kind, UnitCodes):
        return shape, Field(default_factory=list, **extras)
    if isinstance(kind, DueRuleField):  # null is said, not left out: it is the ordinary rule
        return shape, Field(**extras)
    if optional:
        return shape | None, Field(default=None, **extras)
    return shape, Field(**extras)


def _names(place: str) -> FigureNames:
    return FigureNames(
        value=f"{place}.value", kind=f"{place}.kind", nil_reason=f"{place}.nil_reason"
    )


@cache
def body_of(act: Act[Any, Any, Any]) -> type[schemas.Schema]:
    """The body of one act: named as its operation, unknown fields refused."""
    made: dict[str, Any] = {
        name: _field(kind, optional=optional) for name, kind, optional in fields_of(act.command)
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
        return [
            SentFigure(
                measure=figure["measure"],
                value=figure["value"] or "",
                kind=figure["kind"],
                nil_reason=figure["nil_reason"] or "",
                fields=_names(f"{name}.{number}"),
            )
            for number, figure in enumerate(self.body[name])
        ]

    def called(self, field: str) -> str:
        """What the body calls a field: a figure, which an act names by its measure, by its place.

        A figure that was not sent is missing from the list of them.
        """
        if not field.startswith(FIGURE):
            return field
        measures = [figure["measure"] for figure in self.body["figures"]]
        code = field.removeprefix(FIGURE)
        return _names(f"figures.{measures.index(code)}").value if code in measures else "figures"

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

    def number(self, sent: SentFigure) -> Decimal:
        """97.45."""
        number = numerals.read_plain(sent.value)
        if number is None:
            raise BadForm(
                "field-number",
                f"Số liệu {sent.measure:.20}: “{sent.value:.40}” không phải là số. "
                "Hãy gửi chữ số với dấu chấm thập phân, ví dụ 97.45.",
                field=sent.fields.value,
            )
        return number


Call = Callable[..., Awaitable[schemas.Done]]


def operation(run: Call, act: Act[Any, Any, Any]) -> Call:
    """A route's function as the operation of one act: its words, the body that it takes."""
    run.__doc__ = f"{act.said.capitalize()}."
    run.__name__ = act.name.replace("-", "_")  # the description's short name
    run.__annotations__["body"] = body_of(act)  # what the description and the check of a body read
    return run


async def run_call(
    actor: ActingCaller,
    act: Act[Any, Any, Any],
    body: schemas.Schema,
    drawn: DrawnFields = NOTHING_DRAWN,
    **address: Any,
) -> schemas.Done:
    """Do the act that a call asks for, by one command; raises Refusal."""
    values = BodyValues(body.model_dump())
    try:
        bound = bind_act(act, values, actor.words(), address, drawn)
        outcome = await actor.services.acts.handle(actor.request(act.name, bound), bound.command)
    except Refusal as refusal:
        refusal.field = values.called(in_body(act, refusal))
        raise
    return done(outcome)
