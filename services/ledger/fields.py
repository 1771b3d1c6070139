"""From a field of an event to its JSON and back, chosen once by its type hint.

What is allowed: str, int, bool, date, datetime, Decimal, UUID, StrEnum, a frozen dataclass (such
as TextRef), `tuple[X, ...]`, `frozenset[X]` (a sorted array), and each of them with `| None`.
States have two more: `Mapping[X, Y]` (an array of pairs, in its order), and words or what stands
for them, `str | TextRef`.
"""

import dataclasses
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from itertools import pairwise
from types import NoneType, UnionType
from typing import Any, ClassVar, Final, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from services.ledger import canonical
from services.ledger.canonical import NotCanonical

Convert = Callable[[Any], Any]
_REMEMBERED: Final = 4096


@dataclasses.dataclass(frozen=True, slots=True)
class Converter:
    """Both directions of one type; both raise NotCanonical for what is not of the type."""

    write: Convert
    read: Convert


@cache
def converter(hint: Any) -> Converter:
    """Find the converter of a type hint. Raises TypeError for a hint that has none."""
    if hint in _PLAIN:
        return _PLAIN[hint]
    origin, arguments = get_origin(hint), get_args(hint)
    result = _joined(origin, arguments) if arguments else None
    if result is not None:
        return result
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _enum(hint)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return of_dataclass(hint)
    raise TypeError(f"the ledger has no form for {hint}")


def _joined(origin: Any, arguments: tuple[Any, ...]) -> Converter | None:
    """Of a type that is made of others; None where it has no form."""
    if origin in (UnionType, Union):
        others = [argument for argument in arguments if argument is not NoneType]
        if len(others) == 1 and len(arguments) == len(others) + 1:
            return _optional(
                _at_use(others[0]) if holds_itself(others[0]) else converter(others[0])
            )
        if len(others) == len(arguments) and str in others:
            return _words_or(converter(next(other for other in others if other is not str)))
    elif origin is tuple and len(arguments) == len(("item", ...)) and arguments[1] is Ellipsis:
        return _array(converter(arguments[0]))
    elif origin is frozenset:
        return _set(converter(arguments[0]))
    elif origin is Mapping:
        return _pairs(converter(arguments[0]), converter(arguments[1]))
    return None


def of_dataclass(kind: type[Any]) -> Converter:
    """Every field, always: an object whose keys are exactly the fields' names."""
    hints = get_type_hints(kind)
    plan = tuple(
        (field.name, converter(hints[field.name]))
        for field in dataclasses.fields(kind)
        if get_origin(hints[field.name]) is not ClassVar
    )
    keys = frozenset(name for name, _ in plan)
    readers = tuple((name, way.read) for name, way in plan)

    def write(value: Any) -> dict[str, Any]:
        if type(value) is not kind:
            raise NotCanonical(f"a {kind.__name__} was expected, not {value!r:.80}")
        return {name: way.write(getattr(value, name)) for name, way in plan}

    def read(given: Any) -> Any:
        if type(given) is not dict or given.keys() != keys:
            raise NotCanonical(f"the fields of {kind.__name__} are {sorted(keys)}")
        return kind(**{name: read_field(given[name]) for name, read_field in readers})

    return Converter(write, read)


def shape(hint: Any, within: tuple[Any, ...] = ()) -> Any:
    """What a stored form of this type looks like, in plain JSON: another shape, another answer.

    Of a dataclass that stands `within` itself the name is told.
    """
    origin, arguments = get_origin(hint), get_args(hint)
    if hint in within:
        return hint.__name__
    if hint in _PLAIN or hint is NoneType:
        return hint.__name__
    if origin in (UnionType, Union):
        return ["or", *(shape(argument, within) for argument in arguments)]
    if origin is not None:
        inner = (argument for argument in arguments if argument is not Ellipsis)
        return [origin.__name__, *(shape(argument, within) for argument in inner)]
    if issubclass(hint, StrEnum):
        return ["enum", *(str(each.value) for each in hint)]
    hints = get_type_hints(hint)
    inside = (*within, hint)
    return {field.name: shape(hints[field.name], inside) for field in dataclasses.fields(hint)}


@cache
def holds_itself(hint: Any) -> bool:
    """Whether a dataclass has a field in which, however deep, another one of its kind stands."""
    return hint in _inside(hint, frozenset())


def _inside(hint: Any, known: frozenset[Any]) -> frozenset[Any]:
    """The dataclasses of which a type is made, itself only where it stands in itself."""
    parts = get_args(hint)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        hints = get_type_hints(hint)
        parts = tuple(hints[field.name] for field in dataclasses.fields(hint))
    for part in parts:
        if part not in known:
            made = frozenset({part}) if dataclasses.is_dataclass(part) else frozenset()
            known = _inside(part, known | made)
    return known


def _at_use(kind: Any) -> Converter:
    """The converter of a type that holds itself: looked up where a value is there to convert."""
    return Converter(
        lambda value: converter(kind).write(value), lambda given: converter(kind).read(given)
    )


def _optional(inner: Converter) -> Converter:
    write, read = inner.write, inner.read
    return Converter(
        lambda value: None if value is None else write(value),
        lambda each: None if each is None else read(each),
    )


def _words_or(other: Converter) -> Converter:
    write, read = other.write, other.read
    return Converter(
        lambda value: value if type(value) is str else write(value),
        lambda each: each if type(each) is str else read(each),
    )


def _pairs(key: Converter, value: Converter) -> Converter:
    def write(known: Any) -> list[Any]:
        _demand(known, dict)
        return [[key.write(name), value.write(kept)] for name, kept in known.items()]

    def read(given: Any) -> dict[Any, Any]:
        _demand(given, list)
        return {key.read(name): value.read(kept) for name, kept in given}

    return Converter(write, read)


def _array(item: Converter) -> Converter:
    def write(value: Any) -> list[Any]:
        _demand(value, tuple)
        return [item.write(each) for each in value]

    read_item = item.read

    def read(given: Any) -> tuple[Any, ...]:
        _demand(given, list)
        return tuple([read_item(each) for each in given])

    return Converter(write, read)


def _set(item: Converter) -> Converter:
    def write(value: Any) -> list[Any]:
        _demand(value, frozenset)
        return sorted((item.write(each) for each in value), key=_rank)

    def read(given: Any) -> frozenset[Any]:
        _demand(given, list)
        if len(given) > 1:
            ranks = [_rank(each) for each in given]
            if any(each >= later for each, later in pairwise(ranks)):
                raise NotCanonical("a set is a sorted array without doubles")
        return frozenset([item.read(each) for each in given])

    return Converter(write, read)


def _rank(written: Any) -> tuple[int, Any]:
    """Integers by size, strings by code point, anything else by its canonical bytes."""
    if type(written) is int:
        return 0, written
    if type(written) is str:
        return 1, written
    return 2, canonical.order(written)


def _enum(kind: type[StrEnum]) -> Converter:
    def write(value: Any) -> str:
        _demand(value, kind)
        return str(value.value)

    known = {str(each.value): each for each in kind}

    def read(given: Any) -> StrEnum:
        if type(given) is not str or given not in known:
            raise NotCanonical(f"no {kind.__name__}: {given!r:.60}")
        return known[given]

    return Converter(write, read)


def _demand(value: Any, kind: type[Any]) -> None:
    if type(value) is not kind:
        raise NotCanonical(f"a {kind.__name__} was expected, not {value!r:.80}")


def _same(kind: type[Any]) -> Converter:
    def pass_on(value: Any) -> Any:
        if type(value) is not kind:  # not by a call: it is asked of every field of every fact
            _demand(value, kind)
        return value

    return Converter(pass_on, pass_on)


def _by(kind: type[Any], write: Convert, read: Convert) -> Converter:
    def written(value: Any) -> Any:
        _demand(value, kind)
        return write(value)

    # The same few people, days and figures stand in fact after fact, and values never change.
    remembered = lru_cache(maxsize=_REMEMBERED)(read)

    def read_once(given: Any) -> Any:
        return remembered(given) if type(given) is str else read(given)

    return Converter(written, read_once)


def _read_uuid(given: Any) -> UUID:
    try:
        value = UUID(given)
    except (ValueError, AttributeError, TypeError) as error:
        raise NotCanonical(f"not a UUID: {given!r:.60}") from error
    if str(value) != given:
        raise NotCanonical(f"not a UUID in lower case: {given!r:.60}")
    return value


_PLAIN: dict[Any, Converter] = {
    str: _same(str),
    int: _same(int),
    bool: _same(bool),
    date: _by(date, date.isoformat, canonical.read_date),
    datetime: _by(datetime, canonical.instant, canonical.read_instant),
    Decimal: _by(Decimal, canonical.decimal, canonical.read_decimal),
    UUID: _by(UUID, str, _read_uuid),
}
