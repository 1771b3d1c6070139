"""What is wrong in a field whatever the act: made of the kinds that a command declares."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

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
)
from tests.acts.sample import LIMIT, ActSample, Thing
from tests.acts.sending import Fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """One thing wrong in one field: what a program sends, and what is typed in its place.

    `typed` is what a form holds where it is not the same as what the body says.
    """

    name: str
    sent: Any
    typed: Fields | None = None


# Longer than a text may be, longer than the description of the interface allows, unprintable.
_WORDS: Final = ("a" * (LIMIT + 1), "b" * 100_001, "a\x07", "a\u0378")
_DAYS: Final = {
    "2026-13-45": "45/13/2026",
    "2026-02-30": "30/02/2026",
    "1926-12-05": "05/12/1926",
    "2126-12-05": "05/12/2126",
    "": "",
    "mai": "mai",
}
_CODES: Final = ("x" * 61, "hai đơn vị", "A;B", "")
_CHOICES: Final = ("xyz", "x" * 200)
_TELEPHONES: Final = (
    "một hai ba",
    "12",
    "901234567",
    "+0901234567",
    "0" * 400,
    "9,01E+08",
    "090\a",
)
_LOGINS: Final = ("lê.lan", "lan cao", "lan@phuong", "a" * 65, "lan\a", "lan\u0378", "")
_NUMBERS: Final = ("nhiều", "1" * 40, "1.2.3", "9" * 18 + ".1234567", "−", "NaN")
_IDS: Final = ("x", "", "00000000-0000-4000-8000-00000000ABCD", "0" * 200)


def _texts(name: str, _kind: CommandField, _thing: Thing) -> Iterator[Wrong]:
    return (Wrong(name=name, sent=words) for words in (*_WORDS, "", "  \n "))


def _days(name: str, _kind: CommandField, _thing: Thing) -> Iterator[Wrong]:
    return (Wrong(name=name, sent=day, typed={name: typed}) for day, typed in _DAYS.items())


def _choices(name: str, _kind: CommandField, _thing: Thing) -> Iterator[Wrong]:
    return (Wrong(name=name, sent=word) for word in (*_CHOICES, ""))


def _telephones(name: str, _kind: CommandField, _thing: Thing) -> Iterator[Wrong]:
    return (Wrong(name=name, sent=number) for number in (*_TELEPHONES, *_WORDS))


def _logins(name: str, _kind: CommandField, _thing: Thing) -> Iterator[Wrong]:
    return (Wrong(name=name, sent=login) for login in (*_LOGINS, *_WORDS))


def _lines(name: str, kind: PlainLine, _thing: Thing) -> Iterator[Wrong]:
    words = ("a" * (kind.at_most + 1), *_WORDS, "", "  ")
    return (Wrong(name=name, sent=line) for line in words)


def _ids(name: str, _kind: CommandField, _thing: Thing) -> Iterator[Wrong]:
    return (Wrong(name=name, sent=said) for said in _IDS)


def _numbers(name: str, _kind: CommandField, _thing: Thing) -> Iterator[Wrong]:
    for number in _NUMBERS:
        yield Wrong(name=name, sent=number, typed={name: number.replace(".", ",")})
    yield Wrong(name=name, sent="", typed={name: ""})


def _year_numbers(name: str, _kind: CommandField, _thing: Thing) -> Iterator[Wrong]:
    for number in _NUMBERS:
        yield Wrong(name=name, sent=[{"year": 2026, "value": number}])
    yield Wrong(name=name, sent=[{"year": 1999, "value": "1"}])


def _unit(name: str, _kind: CommandField, _thing: Thing) -> Iterator[Wrong]:
    return (Wrong(name=name, sent=code) for code in _CODES)


def _units(name: str, _kind: CommandField, _thing: Thing) -> Iterator[Wrong]:
    return (Wrong(name=name, sent=["VHXH", code]) for code in _CODES)


def _things(name: str, _kind: CommandField, _thing: Thing) -> Iterator[Wrong]:
    return (Wrong(name=name, sent=["k1", code]) for code in (*_CODES, "x" * 121, "k-"))


def _documents(name: str, kind: LongText, _thing: Thing) -> Iterator[Wrong]:
    words = ("a" * (kind.at_most + 1), "a\x07", "a\u0378", "", "  \n ")
    return (Wrong(name=name, sent=each) for each in words)


def _cuts(name: str, _kind: CommandField, _thing: Thing) -> Iterator[Wrong]:
    whole = {"start": 0, "end": 9, "mark": "", "depth": 0, "kind": "order"}
    wrong: tuple[dict[str, Any], ...] = ({"kind": "xyz"}, {"mark": "Giao"}, {"end": 9999})
    yield Wrong(name=name, sent=[])
    yield from (Wrong(name=name, sent=[{**whole, **part}]) for part in wrong)


def _papers(name: str, _kind: CommandField, thing: Thing) -> Iterator[Wrong]:
    today = thing.today.isoformat()
    halves = [("15/BC", ""), ("", today), ("số mười lăm", today), ("1" * 61, today)]
    for number, day in [*halves, *(("15/BC", day) for day in _DAYS if day)]:
        paper = {"number": number, "dated_on": day}
        typed_day = f"{thing.today:%d/%m/%Y}" if day == today else _DAYS[day]
        typed = {f"{name}_number": number, f"{name}_date": typed_day}
        yield Wrong(name=name, sent=paper, typed=typed)


def _figures(name: str, _kind: CommandField, thing: Thing) -> Iterator[Wrong]:
    for code in thing.measures or {"CT99": False}:
        others = [
            {"measure": other, "nil_reason": "Chưa có."}
            for other in thing.measures
            if other != code
        ]
        answers: tuple[dict[str, Any], ...] = (
            {"value": "nhiều"},
            {"value": "1" * 40},
            {"value": "1", "kind": "xyz"},
            {"value": None, "kind": "xyz"},
            *({"nil_reason": words} for words in _WORDS),
        )
        for parts in answers:
            yield Wrong(name=name, sent=[{"measure": code, **parts}, *others])


def _chosen_lines(name: str, _kind: CommandField, _thing: Thing) -> Iterator[Wrong]:
    yield Wrong(name=name, sent=[])
    for words in _WORDS:
        yield Wrong(name=name, sent=[{"key": "x", "value": words}])


def _due_rules(name: str, _kind: CommandField, _thing: Thing) -> Iterator[Wrong]:
    for day, month, days in ((30, 2, 20), (31, 4, 20), (31, 1, 251), (31, 1, 9999)):
        rule = {"after_day": day, "after_month": month, "working_days_after_issue": days}
        yield Wrong(name=name, sent=rule)
    for month, day in ((9, 20), (1, 31)):
        places = [{"day": day, "month": month}] * 2
        yield Wrong(name=name, sent={"in_period": places, "on": []})
    yield Wrong(name=name, sent={"in_period": [], "on": ["2027-09-30"]})


def _some(name: str, _kind: CommandField, _thing: Thing) -> Iterator[Wrong]:
    yield Wrong(name=name, sent=[])


def _nothing(_name: str, _kind: CommandField, _thing: Thing) -> Iterator[Wrong]:
    yield from ()


# A count, an id and a mark have no wrong value that a person could type: a page carries the first
# two and draws the third, and of what is none of JSON the shape of the body speaks.
_OF_KIND: Final[Mapping[type[CommandField], Callable[[str, Any, Thing], Iterator[Wrong]]]] = {
    TypedText: _texts,
    TypedWhere: _texts,
    PersonName: _texts,
    Telephone: _telephones,
    LoginName: _logins,
    PlainLine: _lines,
    PersonId: _ids,
    DayField: _days,
    OneOf: _choices,
    CodeOf: _choices,
    NameOf: _choices,
    StepName: _choices,
    MeasureCode: _unit,
    DecimalField: _numbers,
    YearNumbers: _year_numbers,
    UnitCode: _unit,
    UnitCodes: _units,
    ThingCodes: _things,
    LongText: _documents,
    ClauseCuts: _cuts,
    PaperField: _papers,
    FigureFields: _figures,
    ChosenLines: _chosen_lines,
    DueRuleField: _due_rules,
    SomeOf: _some,
    CountField: _nothing,
    NewId: _nothing,
    MarkedBeside: _nothing,
    YesOrNo: _nothing,
}


def wrong_inputs(sample: ActSample, thing: Thing) -> Iterator[Wrong]:
    """Everything that may be wrong in one field of a sample."""
    for name, kind, _ in sample.declared:
        yield from _OF_KIND[type(kind)](name, kind, thing)
