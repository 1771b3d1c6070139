"""A command from what was sent: its declared fields are read once, for pages and programs.

A page writes 05/12/2026 and 97,45, a program 2026-12-05 and 97.45; nothing else differs. The
digest of a command covers the values that were read, so that the same act under the same key is
one command either way.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

from api.list_binding import clause_cuts, is_kept, listed, thing_codes, year_numbers
from api.plain_values import plain
from api.web.forms import BadForm, is_code, read_code, read_paper_number
from api.web.mistakes import Mistakes
from api.web.sent import Sent
from services.commands.logins import check_login
from services.commands.requests import DrawnFields, TypedTexts, tidy
from services.domain.act import Act
from services.domain.directory.person_names import single_blanks
from services.domain.errors import Refusal
from services.domain.facts import TextRef
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
    LoginName,
    LongText,
    MarkedBeside,
    MeasureCode,
    NameOf,
    NewId,
    OneOf,
    PaperField,
    PersonId,
    PersonName,
    PlainLine,
    SomeOf,
    StepName,
    Telephone,
    ThingCodes,
    TypedText,
    TypedWhere,
    UnitCode,
    UnitCodes,
    YearNumbers,
    YesOrNo,
    drawn_in,
    fields_of,
    words_in,
)
from services.domain.papers import Paper
from services.ledger.port import NewText

C = TypeVar("C")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound(Generic[C]):
    """A command, the words it refers to, and the plain values that its digest covers."""

    command: C
    sent: Mapping[str, object]
    texts: tuple[NewText, ...]


def bind(
    command: type[C], sent: Sent, put: TypedTexts, address: Mapping[str, Any] | None = None
) -> Bound[C]:
    """The command that was sent; raises Refusal that names the field, or BadFields all of them.

    `address` holds what the address says, such as the stream, and what the server draws.
    """
    declared = fields_of(command)
    marks = {kind.beside: kind.mark for _, kind, _ in declared if isinstance(kind, MarkedBeside)}
    values: dict[str, Any] = {}
    mistakes = Mistakes()
    for name, kind, optional in declared:
        with mistakes:
            values[name] = (
                _unit(name, kind, sent, marks.get(name, ""), optional=optional)
                if isinstance(kind, UnitCode)
                else _read(name, kind, sent, put, optional=optional)
            )
    mistakes.settle()
    bodies = {text.text_id: text.body for text in put.texts}
    make: Callable[..., Any] = command
    parts = {**values, **(address or {})}
    parts |= {name: _words(parts[of], bodies) for name, of in words_in(command).items()}
    made = make(**parts)
    covered = parts.keys() - drawn_in(command) - {"stream"}
    return Bound(
        command=made,
        sent={"target": made.stream, **{name: plain(parts[name], bodies) for name in covered}},
        texts=tuple(put.texts),
    )


def bound_of(command: C, put: TypedTexts) -> Bound[C]:
    """A command that the server made of what was sent, with what its digest covers."""
    bodies = {text.text_id: text.body for text in put.texts}
    drawn = drawn_in(type(command))
    covered = [name for name, _, _ in fields_of(type(command)) if name not in drawn]
    made: Any = command
    sent = {name: plain(getattr(made, name), bodies) for name in covered}
    return Bound(command=command, sent={"target": made.stream, **sent}, texts=tuple(put.texts))


def bind_act(
    act: Act[Any, Any, Any],
    sent: Sent,
    put: TypedTexts,
    address: Mapping[str, Any],
    drawn: DrawnFields,
) -> Bound[Any]:
    """The command of an act, with what the server made at this click; raises Refusal.

    What is wrong in the command alone is said beside its field: a BadForm.
    """
    bound = bind(act.command, sent, put, {**address, **drawn.values})
    try:
        act.check(bound.command)
    except Refusal as refusal:
        raise BadForm.of(refusal) from refusal
    return replace(bound, texts=(*bound.texts, *drawn.texts))


def _words(ref: TextRef | None, bodies: Mapping[UUID, str]) -> str:
    return bodies[ref.text_id] if ref else ""


def _read(name: str, kind: CommandField, sent: Sent, put: TypedTexts, *, optional: bool) -> Any:
    if isinstance(kind, TypedText):
        return _text(name, kind, sent, put, optional=optional)
    if isinstance(kind, FigureFields | ChosenLines):
        return listed(name, kind, sent, put)
    if type(kind) in _MAY_BE_BLANK:
        return _MAY_BE_BLANK[type(kind)](name, kind, sent, optional=optional)
    may_be_none = optional and isinstance(kind, CountField | PersonId)
    left_out = may_be_none and sent.value(name, kind) == ""
    return None if left_out else _READERS[type(kind)](sent, name, kind)


def _text(
    name: str, kind: TypedText, sent: Sent, put: TypedTexts, *, optional: bool
) -> TextRef | None:
    field = sent.field(name, kind)
    typed = sent.words(name, kind)
    if isinstance(kind, TypedWhere) and not is_kept(kind, sent):
        typed = ""
    match kind:
        case LongText(at_most=at_most):
            put = replace(put, limit=at_most, as_it_is=True)  # goes where all words go
        case PersonName():
            typed = single_blanks(typed)
        case Telephone():
            return put.telephone(typed)
        case LoginName():
            login = put.need(typed.strip().lower(), label=kind.label, field=field)
            check_login(typed)
            return login
    keep = put.put if optional else put.need
    return keep(typed, label=kind.label, field=field)


def _line(name: str, kind: PlainLine, sent: Sent) -> str:
    line = tidy(sent.words(name, kind), label=kind.label, limit=kind.at_most, field=name)
    return line.upper() if kind.capitals else line


def _person(name: str, kind: PersonId, sent: Sent) -> UUID:
    typed = sent.value(name, kind)
    with suppress(ValueError):
        person_id = UUID(typed)
        if str(person_id) == typed:
            return person_id
    raise BadForm("field-person", f"{kind.label}: hãy chọn trong danh sách.", field=name)


def _unit(name: str, kind: UnitCode, sent: Sent, mark: str, *, optional: bool) -> str | None:
    field = sent.field(name, kind)
    code = read_code(sent.unit(name, kind, mark), label=kind.label, field=field)
    if code is None and not optional:
        raise BadForm("field-code", f"{kind.label}: chưa chọn đơn vị.", field=field)
    return code


def _units(name: str, kind: UnitCodes, sent: Sent) -> tuple[str, ...]:
    codes = [code for code in sent.units(name) if code]
    unknown = next((code for code in codes if not is_code(code)), None)
    if unknown is not None:
        sentence = (
            f"{kind.label}: “{unknown:.40}” không phải là mã đơn vị. "
            "Hãy nhập các mã cách nhau bằng dấu phẩy, ví dụ VHXH, KTHTDT."
        )
        raise BadForm("field-code", sentence, field=name)
    return tuple(codes)


def _some(name: str, kind: SomeOf, sent: Sent) -> tuple[str, ...]:
    """In the order of the words, whichever was sent first; what is none of them comes last."""
    chosen = dict.fromkeys(sent.some(name, kind))
    known = [word.value for word in kind.of if word.value in chosen]
    return (*known, *(word for word in chosen if word not in known))


def _day(name: str, kind: DayField, sent: Sent, *, optional: bool) -> date | None:
    typed = sent.value(name, kind)
    if not typed and optional:
        return None
    if not typed:
        raise BadForm("field-day", f"{kind.label}: chưa nhập ngày.", field=name)
    return sent.day(typed, label=kind.label, field=name)


def _number(name: str, kind: DecimalField, sent: Sent, *, optional: bool) -> Decimal | None:
    typed = sent.value(name, kind)
    if not typed and optional:
        return None
    if not typed:
        raise BadForm("field-number", f"{kind.label}: chưa nhập số.", field=name)
    return sent.decimal(typed, label=kind.label, field=name)


def _one_of(name: str, kind: OneOf, sent: Sent, *, optional: bool) -> StrEnum | None:
    typed = sent.value(name, kind)
    if optional and not typed:
        return None
    if typed not in kind.words:
        raise BadForm.of(kind.unknown.refuse(), field=sent.field(name, kind))
    return kind.of(typed)


def _code_of(name: str, kind: CodeOf, sent: Sent) -> str | None:
    typed = sent.value(name, kind)
    if typed and typed not in kind.among:
        raise BadForm.of(kind.unknown.refuse(), field=sent.field(name, kind))
    return typed or None


def _paper(name: str, kind: PaperField, sent: Sent, *, optional: bool) -> Paper | None:
    number, day = sent.paper(name, kind)
    called = kind.label
    if optional and not number and not day:
        return None
    dated_on: date | None = None
    mistakes = Mistakes()
    with mistakes:
        number = number and read_paper_number(number, label=f"Số {called}", field="paper_number")
    with mistakes:
        dated_on = sent.day(day, label=f"Ngày {called}", field="paper_date") if day else None
    if not number or not day:
        neither = ", hoặc để trống cả hai" if optional else ""
        sentence = f"{called.capitalize()}: hãy nhập cả số và ngày{neither}."
        field = "paper_date" if number else "paper_number"
        mistakes.note(BadForm("field-paper", sentence, field=field))
    mistakes.settle()
    return Paper(number=number, dated_on=dated_on) if dated_on else None


# These say themselves what is missing where it may not be left out.
_MAY_BE_BLANK: Final[Mapping[type[CommandField], Callable[..., Any]]] = {
    OneOf: _one_of,
    DayField: _day,
    DecimalField: _number,
    PaperField: _paper,
}
_READERS: Final[Mapping[type[CommandField], Callable[[Sent, str, Any], Any]]] = {
    CountField: lambda sent, name, _: sent.count(name),
    CodeOf: lambda sent, name, kind: _code_of(name, kind, sent),
    PlainLine: lambda sent, name, kind: _line(name, kind, sent),
    NewId: lambda sent, name, _: sent.new_id(name),
    YesOrNo: lambda sent, name, kind: sent.yes_or_no(name, kind),
    MarkedBeside: lambda sent, name, kind: sent.is_marked(name, kind),
    PersonId: lambda sent, name, kind: _person(name, kind, sent),
    UnitCodes: lambda sent, name, kind: _units(name, kind, sent),
    ThingCodes: lambda sent, name, kind: thing_codes(name, kind, sent),
    ClauseCuts: lambda sent, name, kind: clause_cuts(name, kind, sent),
    YearNumbers: lambda sent, name, kind: year_numbers(name, kind, sent),
    StepName: lambda sent, name, kind: sent.value(name, kind) or None,
    NameOf: lambda sent, name, kind: sent.value(name, kind),
    MeasureCode: lambda sent, name, kind: sent.value(name, kind),
    SomeOf: lambda sent, name, kind: _some(name, kind, sent),
    DueRuleField: lambda sent, name, _: sent.due_rule(name),
}
