"""The JSON type of each kind of field that a command declares."""

from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import Field, WithJsonSchema

from api.rest import schemas
from api.rest.list_bodies import DecimalNumber, Words, YearNumber, clause_of, list_field, list_of
from services.domain.fields import (
    ChosenLines,
    ClauseCuts,
    CodeOf,
    CommandField,
    CountField,
    DayField,
    DecimalField,
    DueRuleField,
    FigureFields,
    LongText,
    MarkedBeside,
    MeasureCode,
    NameOf,
    NewId,
    OneOf,
    PaperField,
    PersonId,
    PlainLine,
    SomeOf,
    StepName,
    ThingCodes,
    TypedText,
    UnitCode,
    UnitCodes,
    YearNumbers,
    YesOrNo,
)
from services.domain.instants import YEAR_SAID

_STEP: Final = {"type": "string", "minLength": 1, "maxLength": 60, "pattern": "^[a-z_]+$"}
_CODE: Final = {
    "type": "string",
    "minLength": 1,
    "maxLength": 60,
    "pattern": "^[A-Za-z0-9.-]+$",
}
_THING: Final = {**_CODE, "maxLength": 120, "pattern": "^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$"}
_DAY: Final = {"type": "string", "format": "date", "description": f"Ngày {YEAR_SAID}."}
Day = Annotated[str, WithJsonSchema(_DAY)]


def _text(schema: Mapping[str, Any]) -> Any:
    return Annotated[str, WithJsonSchema(dict(schema))]


class SentPaper(schemas.Schema):
    """Số và ngày của một văn bản được gửi lên."""

    number: Annotated[str, WithJsonSchema({"type": "string", "minLength": 1, "maxLength": 60})] = (
        Field(examples=["15/BC-KTHTĐT"])
    )
    dated_on: Day


def _words_of(of: Iterable[str]) -> Any:
    return _text({"type": "string", "enum": [str(word) for word in of]})


# The JSON type of each kind of field, and of the kinds that are made of it.
_SHAPES: Final[Mapping[type[CommandField], Callable[[Any], Any]]] = {
    LongText: lambda kind: _text({"type": "string", "maxLength": kind.at_most}),
    TypedText: lambda _: Words,
    PlainLine: lambda kind: _text({"type": "string", "maxLength": kind.at_most}),
    NewId: lambda _: UUID,
    PersonId: lambda _: _text({"type": "string", "format": "uuid"}),
    DayField: lambda _: Day,
    DecimalField: lambda _: DecimalNumber,
    YearNumbers: lambda _: list_of(YearNumber, 50),
    MeasureCode: lambda _: _text(_CODE),
    CountField: lambda _: schemas.Count,
    OneOf: lambda kind: _words_of(kind.words),
    NameOf: lambda kind: _words_of(kind.of),
    SomeOf: lambda kind: list_of(_words_of(kind.of), len(kind.of)),
    CodeOf: lambda _: _text(_CODE),
    StepName: lambda _: _text(_STEP),
    UnitCode: lambda _: _text(_CODE),
    UnitCodes: lambda _: list_of(_text(_CODE), 50),
    ThingCodes: lambda kind: list_of(_text(_THING), kind.at_most),
    ClauseCuts: lambda kind: list_of(clause_of(kind.kinds), kind.at_most),
    PaperField: lambda _: SentPaper,
    DueRuleField: lambda _: schemas.DueRule | schemas.DueDays | None,
}


def json_field(kind: CommandField, *, optional: bool) -> tuple[Any, Any]:
    """A field of a body: its type, and whether it may be left out."""
    extras: dict[str, Any] = {"examples": [kind.example]} if kind.example is not None else {}
    if kind.about:
        extras["description"] = kind.about
    if isinstance(kind, MarkedBeside | YesOrNo):
        return bool, Field(default=isinstance(kind, YesOrNo) and not kind.means, **extras)
    if isinstance(kind, FigureFields | ChosenLines):
        return list_field(kind, extras)
    shape = next(_SHAPES[of](kind) for of in type(kind).__mro__ if of in _SHAPES)
    if isinstance(kind, UnitCodes | ThingCodes | YearNumbers):
        return shape, Field(default_factory=list, **extras)
    if isinstance(kind, DueRuleField):  # null is said, not left out: it is the ordinary rule
        return shape, Field(**extras)
    if optional:
        return shape | None, Field(default=None, **extras)
    return shape, Field(**extras)
