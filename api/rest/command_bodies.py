"""The body of an act over JSON, made from the fields that its command declares.

The shape is checked here: JSON's own types, what is missing, what is unknown. What a value means
is read by the binder, which says the same sentence under the same code as the page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Final

from pydantic import Field, WithJsonSchema, create_model

from api.binding import FigureNames, SentFigure
from api.forms import BadForm, of_our_time
from api.rest import shapes
from services.domain import numerals
from services.domain.act import Act
from services.domain.fields import (
    CodeOf,
    CommandField,
    CountField,
    DayField,
    FigureFields,
    MarkedBeside,
    OneOf,
    PaperField,
    TypedText,
    UnitCode,
    fields_of,
)
from services.domain.instants import YEAR_SAID
from services.domain.task.events import FigureKind

_WORDS: Final = {"type": "string", "maxLength": 100_000}
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


class SentPaper(shapes.Shape):
    """Số và ngày của một văn bản được gửi lên."""

    number: Annotated[str, WithJsonSchema({"type": "string", "minLength": 1, "maxLength": 60})] = (
        Field(examples=["15/BC-KTHTĐT"])
    )
    dated_on: Day


class Figure(shapes.Shape):
    """Số liệu của một chỉ số: giá trị, hoặc lý do không có số."""

    measure: shapes.Code = Field(examples=["CT10.1"])
    value: Annotated[str, WithJsonSchema(_DECIMAL)] | None = None
    kind: Annotated[
        str, WithJsonSchema({"type": "string", "enum": [kind.value for kind in FigureKind]})
    ] = FigureKind.OFFICIAL.value
    nil_reason: Words | None = None


def _shape(kind: CommandField) -> Any:  # noqa: PLR0911  (one arm a kind)
    """The JSON type of a field."""
    match kind:
        case TypedText():
            return Words
        case DayField():
            return Day
        case CountField():
            return shapes.Count
        case OneOf():
            return _text({"type": "string", "enum": [str(word) for word in kind.of]})
        case CodeOf() | UnitCode():
            return _text(_CODE)
        case MarkedBeside():
            return bool
        case PaperField():
            return SentPaper
        case FigureFields():
            return Annotated[list[Figure], Field(max_length=100)]
    raise TypeError(f"no JSON holds a field of kind {type(kind).__name__}")


def _field(kind: CommandField, *, optional: bool) -> tuple[Any, Any]:
    told: dict[str, Any] = {"examples": [kind.example]} if kind.example is not None else {}
    if kind.about:
        told["description"] = kind.about
    if isinstance(kind, MarkedBeside):
        return bool, Field(default=False, **told)
    if isinstance(kind, FigureFields):
        example = [{"measure": "CT10.1", "value": "97.45", "kind": "official"}]
        return _shape(kind), Field(default_factory=list, examples=[example])
    if optional:
        return _shape(kind) | None, Field(default=None, **told)
    return _shape(kind), Field(**told)


def _names(place: str) -> FigureNames:
    return FigureNames(
        value=f"{place}.value", kind=f"{place}.kind", nil_reason=f"{place}.nil_reason"
    )


@cache
def body_of(act: Act[Any, Any, Any]) -> type[shapes.Shape]:
    """The body of one act: named as its operation, unknown fields refused."""
    made: dict[str, Any] = {
        name: _field(kind, optional=optional) for name, kind, optional in fields_of(act.command)
    }
    return create_model(
        act.command.__name__,
        __base__=shapes.Shape,
        __doc__=f"{act.said.capitalize()}.",
        **made,
    )


@dataclass(frozen=True, slots=True)
class BodyValues:
    """What was sent, in the dialect of programs: ISO days, decimals with a point."""

    body: Mapping[str, Any]

    def words(self, name: str) -> str:
        """Words as they were sent."""
        return self.body[name] or ""

    def value(self, name: str) -> str:
        """A chosen or short value."""
        return self.body[name] or ""

    def unit(self, name: str, _mark: str) -> str:
        """The code of a unit."""
        return str(self.body[name])

    def count(self, name: str) -> int:
        """A count; its shape was checked."""
        return int(self.body[name])

    def is_marked(self, name: str, _kind: MarkedBeside) -> bool:
        """A yes or no."""
        return bool(self.body[name])

    def paper(self, name: str) -> tuple[str, str]:
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
