"""A command from what was sent: its declared fields are read once, whichever door they came by.

A page writes 05/12/2026 and 97,45, a program 2026-12-05 and 97.45; nothing else differs. The
digest of a command covers the values that were read, so that the same act under the same key is
one command by either door.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, Generic, Protocol, TypeVar
from uuid import UUID

from api.forms import BadForm, read_code, read_paper_number
from services.commands.requests import TypedTexts
from services.domain.assignment.events import DueRule
from services.domain.facts import TextRef
from services.domain.fields import (
    CodeOf,
    CommandField,
    CountField,
    DayField,
    DueRuleField,
    FigureFields,
    MarkedBeside,
    NameOf,
    OneOf,
    PaperField,
    SomeOf,
    TypedText,
    UnitCode,
    UnitCodes,
    fields_of,
)
from services.domain.papers import Paper
from services.domain.task.events import Figure, FigureKind
from services.ledger.port import NewText

C = TypeVar("C")
FIGURE: Final = "figure."
NIL: Final = "nil."
KIND: Final = "kind."


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound(Generic[C]):
    """A command, the words it refers to, and the plain values that its digest covers."""

    command: C
    sent: Mapping[str, object]
    texts: tuple[NewText, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureNames:
    """What the door calls the three fields of one figure, for a refusal to stand beside."""

    value: str
    kind: str
    nil_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFigure:
    """The answer to one measure as it was sent; nothing of it is read yet."""

    measure: str
    value: str
    kind: str
    nil_reason: str
    fields: FigureNames


class Sent(Protocol):
    """What was sent, in the dialect of one door. Blank is what was left out."""

    def words(self, name: str) -> str:
        """Words as they were typed."""
        ...

    def value(self, name: str) -> str:
        """A chosen or short value."""
        ...

    def unit(self, name: str, mark: str) -> str:
        """The code of a unit, without the mark that a page may put behind it."""
        ...

    def count(self, name: str) -> int:
        """A count that the page or the program carries; raises BadForm."""
        ...

    def units(self, name: str) -> Sequence[str]:
        """The codes of several units; blanks say nothing."""
        ...

    def some(self, name: str, kind: SomeOf) -> Sequence[str]:
        """What is chosen of a few words."""
        ...

    def due_rule(self, name: str) -> DueRule | None:
        """How a due date is counted, None for the ordinary rule; raises BadForm."""
        ...

    def is_marked(self, name: str, kind: MarkedBeside) -> bool:
        """A yes or no."""
        ...

    def paper(self, name: str) -> tuple[str, str]:
        """The number and the day of a paper."""
        ...

    def figures(self, name: str) -> Sequence[SentFigure]:
        """The answers to measures, in their order."""
        ...

    def day(self, sent: str, *, label: str, field: str) -> date:
        """Read a day; raises BadForm."""
        ...

    def number(self, sent: SentFigure) -> Decimal:
        """Read the number of a figure; raises BadForm."""
        ...


def bind(
    command: type[C],
    stream: str,
    sent: Sent,
    put: TypedTexts,
    address: Mapping[str, Any] | None = None,
) -> Bound[C]:
    """The command that was sent to a stream; raises Refusal that names the field.

    `address` holds what the address says besides the stream.
    """
    declared = fields_of(command)
    marks = {kind.beside: kind.mark for _, kind, _ in declared if isinstance(kind, MarkedBeside)}
    values = {
        name: _unit(name, kind, sent, marks.get(name, ""))
        if isinstance(kind, UnitCode)
        else _read(name, kind, sent, put, optional=optional)
        for name, kind, optional in declared
    }
    bodies = {text.text_id: text.body for text in put.texts}
    make: Callable[..., C] = command
    parts = {**values, **(address or {})}
    return Bound(
        command=make(stream=stream, **parts),
        sent={"target": stream, **{name: plain(value, bodies) for name, value in parts.items()}},
        texts=tuple(put.texts),
    )


def _read(name: str, kind: CommandField, sent: Sent, put: TypedTexts, *, optional: bool) -> Any:
    match kind:
        case TypedText():
            keep = put.put if optional else put.need
            return keep(sent.words(name), label=kind.label, field=name)
        case OneOf():
            return _one_of(sent.value(name), kind, optional=optional)
        case FigureFields():
            return _figures(name, sent, put)
    return _READERS[type(kind)](sent, name, kind)


def _unit(name: str, kind: UnitCode, sent: Sent, mark: str) -> str:
    code = read_code(sent.unit(name, mark), label=kind.label, field=name)
    if code is None:
        raise BadForm("field-code", f"{kind.label}: chưa chọn đơn vị.", field=name)
    return code


def _units(name: str, kind: UnitCodes, sent: Sent) -> tuple[str, ...]:
    codes = (read_code(code, label=kind.label, field=name) for code in sent.units(name))
    return tuple(code for code in codes if code is not None)


def _some(name: str, kind: SomeOf, sent: Sent) -> tuple[str, ...]:
    """In the order of the words, whichever was sent first; what is none of them comes last."""
    chosen = dict.fromkeys(sent.some(name, kind))
    known = [word.value for word in kind.of if word.value in chosen]
    return (*known, *(word for word in chosen if word not in known))


def _day(name: str, kind: DayField, sent: Sent) -> date:
    typed = sent.value(name)
    if not typed:
        raise BadForm("field-day", f"{kind.label}: chưa nhập ngày.", field=name)
    return sent.day(typed, label=kind.label, field=name)


def _one_of(typed: str, kind: OneOf, *, optional: bool) -> StrEnum | None:
    if optional and not typed:
        return None
    if typed not in set(kind.of):
        raise BadForm.of(kind.unknown.refuse())
    return kind.of(typed)


def _code_of(typed: str, kind: CodeOf) -> str | None:
    if typed and typed not in kind.among:
        raise BadForm.of(kind.unknown.refuse())
    return typed or None


def _paper(name: str, kind: PaperField, sent: Sent) -> Paper | None:
    number, day = sent.paper(name)
    called = kind.label
    dated_on = sent.day(day, label=f"Ngày {called}", field="paper_date") if day else None
    if not number and dated_on is None:
        return None
    if not number or dated_on is None:
        raise BadForm(
            "field-paper",
            f"{called.capitalize()}: hãy nhập cả số và ngày, hoặc để trống cả hai.",
            field="paper_date" if number else "paper_number",
        )
    number = read_paper_number(number, label=f"Số {called}", field="paper_number")
    return Paper(number=number, dated_on=dated_on)


def _figures(name: str, sent: Sent, put: TypedTexts) -> tuple[Figure, ...]:
    found = (_figure(figure, sent, put) for figure in sent.figures(name))
    return tuple(figure for figure in found if figure is not None)


def _figure(given: SentFigure, sent: Sent, put: TypedTexts) -> Figure | None:
    code = given.measure
    value = sent.number(given) if given.value else None
    label = f"Lý do không có số ({code:.20})"
    reason = put.put(given.nil_reason, label=label, field=given.fields.nil_reason)
    if value is None and reason is None:
        return None
    kind = given.kind or FigureKind.OFFICIAL.value
    if kind not in set(FigureKind):
        sentence = f"Loại số liệu của {code:.20}: hãy chọn trong danh sách."
        raise BadForm("field-kind", sentence, field=given.fields.kind)
    return Figure(
        measure=code,
        value=value,
        kind=FigureKind(kind) if value is not None else None,
        nil_reason=reason,
    )


_READERS: Final[Mapping[type[CommandField], Callable[[Sent, str, Any], Any]]] = {
    CountField: lambda sent, name, _: sent.count(name),
    DayField: lambda sent, name, kind: _day(name, kind, sent),
    CodeOf: lambda sent, name, kind: _code_of(sent.value(name), kind),
    MarkedBeside: lambda sent, name, kind: sent.is_marked(name, kind),
    UnitCodes: lambda sent, name, kind: _units(name, kind, sent),
    NameOf: lambda sent, name, _: sent.value(name),
    SomeOf: lambda sent, name, kind: _some(name, kind, sent),
    DueRuleField: lambda sent, name, _: sent.due_rule(name),
    PaperField: lambda sent, name, kind: _paper(name, kind, sent),
}


def plain(value: object, bodies: Mapping[UUID, str]) -> Any:  # noqa: PLR0911  (one arm a type)
    """A value of a command as JSON without floats, with the words themselves for their texts."""
    if isinstance(value, TextRef):
        return bodies[value.text_id]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [plain(item, bodies) for item in value]
    if is_dataclass(value):
        return {part.name: plain(getattr(value, part.name), bodies) for part in fields(value)}
    return value
