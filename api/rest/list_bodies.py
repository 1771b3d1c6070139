"""The lists of a body: figures of measures, chosen lines; what their parts are called."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Final

from pydantic import Field, WithJsonSchema, create_model

from api.list_binding import FIGURE, OWN
from api.rest import schemas
from api.web.sent import FigureNames, SentFigure, SentLine, SentYear
from services.domain import numerals
from services.domain.fields import ChosenLines, FigureFields
from services.domain.task.events import FigureKind

MOST_LINES: Final = 1000
MOST_CHARACTERS: Final = 10_000_000
_DECIMAL: Final = {
    "type": "string",
    "maxLength": numerals.PLAIN_AT_MOST,
    "pattern": f"^{numerals.PLAIN}$",
    "examples": ["97.45"],
}
DecimalNumber = Annotated[str, WithJsonSchema(_DECIMAL)]
_KEY: Final = {"type": "string", "minLength": 1, "maxLength": 200}
Words = Annotated[str, WithJsonSchema({"type": "string", "maxLength": 100_000})]


class Figure(schemas.Schema):
    """Số liệu của một chỉ tiêu thành phần: giá trị, hoặc lý do không có số."""

    measure: schemas.Code = Field(examples=["CT10.1"])
    value: DecimalNumber | None = None
    kind: Annotated[
        str, WithJsonSchema({"type": "string", "enum": [kind.value for kind in FigureKind]})
    ] = FigureKind.OFFICIAL.value
    nil_reason: Words | None = None


class YearNumber(schemas.Schema):
    """Số của một năm."""

    year: Annotated[int, Field(ge=1900, le=9999)] = Field(examples=[2027])
    value: DecimalNumber


class ChosenLine(schemas.Schema):
    """Một dòng được quyết định, với nội dung sửa của riêng dòng đó nếu có."""

    key: Annotated[str, WithJsonSchema(_KEY)] = Field(examples=["no-lead.I-03.5f0c1a"])
    value: Words | None = Field(default=None, examples=["KTHTDT"])


class Clause(schemas.Schema):
    """Một điều, khoản: từ ký tự nào đến trước ký tự nào, ký hiệu đứng đầu, cấp, loại."""

    start: Annotated[int, Field(ge=0, le=MOST_CHARACTERS)]
    end: Annotated[int, Field(ge=0, le=MOST_CHARACTERS)]
    mark: Annotated[str, Field(max_length=50)] = Field(default="", examples=["2.1"])
    depth: Annotated[int, Field(ge=0, le=99)] = 0
    kind: str


@cache
def clause_of(kinds: type[StrEnum]) -> Any:
    """A clause of a text, of one of these kinds."""
    words = {"type": "string", "enum": [str(word) for word in kinds]}
    of_kind = Annotated[str, WithJsonSchema(words)]
    return create_model("Clause", __base__=Clause, __doc__=Clause.__doc__, kind=(of_kind, ...))


def list_of(item: Any, most: int) -> Any:
    """A list of at most so many parts."""
    return Annotated[list[item], Field(max_length=most)]


def list_field(kind: FigureFields | ChosenLines, extras: dict[str, Any]) -> tuple[Any, Any]:
    """A list as a field of a body; lines that are left out are all lines."""
    if isinstance(kind, ChosenLines):
        return list_of(ChosenLine, MOST_LINES) | None, Field(default=None, **extras)
    example = [{"measure": "CT10.1", "value": "97.45", "kind": "official"}]
    return list_of(Figure, 100), Field(default_factory=list, examples=[example])


def sent_figures(name: str, sent: Sequence[Mapping[str, Any]]) -> Sequence[SentFigure]:
    """The figures that were sent."""
    return [
        SentFigure(
            measure=figure["measure"],
            title=figure["measure"],
            value=figure["value"] or "",
            kind=figure["kind"],
            nil_reason=figure["nil_reason"] or "",
            fields=_names(f"{name}.{number}"),
        )
        for number, figure in enumerate(sent)
    ]


def sent_years(name: str, sent: Sequence[Mapping[str, Any]]) -> Sequence[SentYear]:
    """The numbers that were sent."""
    return [
        SentYear(year=number["year"], value=number["value"], field=f"{name}.{place}.value")
        for place, number in enumerate(sent)
    ]


def sent_lines(name: str, sent: Sequence[Mapping[str, Any]] | None) -> Sequence[SentLine] | None:
    """The lines that were sent, each of them chosen."""
    if sent is None:
        return None
    return [
        SentLine(
            key=line["key"],
            chosen=True,
            words=line["value"] or "",
            field=f"{name}.{number}.value",
        )
        for number, line in enumerate(sent)
    ]


def called(field: str, body: Mapping[str, Any]) -> str:
    """What a body calls a field: a part of a list, which an act names by its key, by its place.

    A figure that was not sent is missing from the list of them.
    """
    if field.startswith(OWN):
        keys = [line["key"] for line in body["lines"]]
        return f"lines.{keys.index(field.removeprefix(OWN))}.value"
    if not field.startswith(FIGURE):
        return _of_year(field, body)
    measures = [figure["measure"] for figure in body["figures"]]
    code = field.removeprefix(FIGURE)
    return _names(f"figures.{measures.index(code)}").value if code in measures else "figures"


def _of_year(field: str, body: Mapping[str, Any]) -> str:
    """A number of a year, which an act names by that year, by its place in the list."""
    name, _, year = field.rpartition(".")
    numbers = body.get(name) or []
    years = [number["year"] for number in numbers if isinstance(number, Mapping)]
    if not year.isdecimal() or int(year) not in years:
        return field
    return f"{name}.{years.index(int(year))}.value"


def _names(place: str) -> FigureNames:
    return FigureNames(
        value=f"{place}.value", kind=f"{place}.kind", nil_reason=f"{place}.nil_reason"
    )
