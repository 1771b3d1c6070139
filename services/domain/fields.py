"""What the fields of a command hold: one declaration for the form, the JSON body and the digest.

A command annotates each field with one of these kinds; `stream` is the address and has none.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_type_hints

from services.domain.act import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandField:
    """One field of a command.

    `label` is what people call it; `about` and `example` are for the description of the JSON
    interface. `known` is where the answer of the thing's own page holds the value, as a JSON
    pointer; blank where only the person knows it. `box` is the control on pages where it is not
    called as the field; where one control holds several fields between colons, `part` counts
    them from 0.
    """

    label: str = ""
    about: str = ""
    example: object = None
    known: str = ""
    box: str = ""
    part: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedText(CommandField):
    """Words that a person types; the fact keeps their digest, the body stands apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedWhere(TypedText):
    """Words that are kept only where another field says that word.

    `rest_of` is a field of chosen lines for which they stand: none are kept where each line has
    words of its own.
    """

    where: str
    says: StrEnum
    rest_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LongText(TypedText):
    """The text of a whole document: at most so many characters, whatever other texts may have."""

    at_most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName(TypedText):
    """The name of a person: one blank between its words, whatever was typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telephone(TypedText):
    """A telephone number, as people write it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginName(TypedText):
    """The name under which somebody signs in; capitals do not matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainLine(CommandField):
    """A name or a code of at most so many characters, which stands in the fact itself.

    With `capitals` whatever was typed is written in capitals. The act refuses a blank one.
    """

    at_most: int
    capitals: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DayField(CommandField):
    """A calendar day in Asia/Ho_Chi_Minh: dd/mm/yyyy on pages, ISO over JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecimalField(CommandField):
    """A number: 97,45 on pages, 97.45 over JSON. What may be true of it is the act's matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearNumbers(CommandField):
    """Numbers of some years; on pages one control for each: `<field>.2026`. Blank says none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureCode(CommandField):
    """A measure of the thing, by its code; the act refuses any other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountField(CommandField):
    """A count that the page carries, such as the submission that is judged.

    Where there are several to choose from, `among` is the part of the page that has their words.
    """

    among: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf(CommandField):
    """One of a few words; `unknown` refuses any other, and a blank where something is needed.

    `words` are what the office calls them.
    """

    of: type[StrEnum]
    words: Mapping[Any, str]
    unknown: Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeOf(CommandField):
    """A code from a list, or none; `unknown` refuses any other."""

    among: Mapping[str, str]
    unknown: Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCode(CommandField):
    """The code of a unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedBeside(CommandField):
    """A yes or no; on pages a mark behind the value of another field: `VHXH:giay`."""

    beside: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class YesOrNo(CommandField):
    """A yes or no; on pages the value of a control that `means` one of them, else the other."""

    value: str
    means: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonId(CommandField):
    """Somebody of the directory, by the random id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewId(CommandField):
    """The id of what is made, drawn with the form: sent again, it is the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnHere(CommandField):
    """What the server draws or knows at this click: nobody types it, no digest covers it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsOf(DrawnHere):
    """The words themselves of a text field, for an act that must understand them."""

    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InAddress(CommandField):
    """A part of the address: nobody types it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCodes(CommandField):
    """Codes of several units; on pages between commas."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingCodes(CommandField):
    """Codes of several parts or things; on pages between commas. The act refuses unknown ones."""

    at_most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseCuts(CommandField):
    """How a text is cut into clauses: a list; on pages the same list as JSON in one control."""

    kinds: type[StrEnum]
    at_most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NameOf(CommandField):
    """One of the names that a thing itself holds; the act refuses any other."""

    of: type[StrEnum]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepName(CommandField):
    """A step of an approval chain, by its name, or none; the act refuses any other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SomeOf(CommandField):
    """Some of a few words; on pages boxes called `<box>.<word>`. The act refuses any other."""

    of: type[StrEnum]
    box: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRuleField(CommandField):
    """How a due date is counted: after which day of the year, how many working days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperField(CommandField):
    """A paper by number and day, both or neither; `label` is what it is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenLines(CommandField):
    """Which lines of a thing are meant, each with words of its own where it has some.

    None leaves it to the act. Words are kept only where another field says that word.
    """

    where: str
    says: StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureFields(CommandField):
    """The answers to the measures that are asked: a number with its kind, or a reason for none."""

    kinds: type[StrEnum] = field()


def fields_of(command: type[Any]) -> tuple[tuple[str, CommandField, bool], ...]:
    """Each field with its kind, and whether it may be left out.

    Found once for each command: reading annotations costs more than reading a form. Raises
    TypeError for a field that is not declared: nobody could send it.
    """
    known: Any = command  # a class, which the type of a cache does not take for a key
    return _declared(known)


def drawn_in(command: type[Any]) -> frozenset[str]:
    """The fields of a command that the server itself fills."""
    known: Any = command
    hints = _annotated(known).items()
    return frozenset(
        name for name, hint in hints if any(isinstance(it, DrawnHere) for it in get_args(hint))
    )


def words_in(command: type[Any]) -> Mapping[str, str]:
    """The fields of a command that are the words of another one, with the name of that one."""
    known: Any = command
    hints = _annotated(known).items()
    return {
        name: it.field for name, hint in hints for it in get_args(hint) if isinstance(it, WordsOf)
    }


@cache
def _annotated(command: type[Any]) -> Mapping[str, Any]:
    return get_type_hints(command, include_extras=True)


@cache
def _declared(command: type[Any]) -> tuple[tuple[str, CommandField, bool], ...]:
    return tuple(_read(command))


def _read(command: type[Any]) -> Iterator[tuple[str, CommandField, bool]]:
    known: Any = command
    for name, hint in _annotated(known).items():
        if name == "stream":
            continue
        declared, *extras = get_args(hint) or (hint,)
        kind = next((extra for extra in extras if isinstance(extra, CommandField)), None)
        if isinstance(kind, InAddress | DrawnHere):
            continue
        if kind is None:
            raise TypeError(f"{command.__name__}.{name} does not say what it holds")
        yield name, kind, type(None) in get_args(declared)
