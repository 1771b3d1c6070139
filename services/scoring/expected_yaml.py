"""An expected reading from its YAML file, with every problem at its line and path."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final, TypeVar

from services.domain.calendar import Frequency
from services.domain.plan.draft import ItemKind, Severity
from services.planyaml.cursor import Cursor
from services.planyaml.document import Sheet, compose
from services.scoring.due_said import DueSaid
from services.scoring.expected import (
    ExpectedFinding,
    ExpectedHead,
    ExpectedItem,
    ExpectedMeasure,
    ExpectedReading,
    ExpectedTarget,
    ExpectedUnits,
    Stated,
)

Value = TypeVar("Value")

_PARTS: Final = ("document", "units", "items", "no_items", "findings", "no_findings", "context")
_KNOWN_BY: Final = ("section", "title", "words")
_ITEM: Final = (*_KNOWN_BY, "lead", "supporting", "due", "measures", "optional", "or_quoted")
_FINDING: Final = ("lines", "code", "severity", "about", "single")
_NUMBER: Final = r"\d+(?:\.\d+)?"
_TARGET: Final = re.compile(rf"(=|>=|<=|>|<) ({_NUMBER})|({_NUMBER}) \.\. ({_NUMBER})")
_DAY: Final = re.compile(r"(\d{2})(?:/(\d{2}))?")
_LEAP_YEAR: Final = 2024


class RepeatedFrequency(StrEnum):
    """How often a duty comes back, as the file writes it."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    SCHOOL_YEAR = "school_year"


def read_expected(text: str | bytes, name: str) -> ExpectedReading:
    """Read what is expected of a document; `name` stands in the complaints.

    Raises PlanFileError with every problem, its line and column.
    """
    sheet = Sheet(name)
    root = Cursor(sheet, "", compose(text, sheet))
    at = root.fields(("items",), (*_PARTS, "complete"))
    expected = ExpectedReading(
        head=_head(at["document"]),
        units=_units(at["units"]),
        complete=at["complete"].empty or at["complete"].flag(),
        items=tuple(_item(each) for each in _list(at["items"])),
        no_items=tuple(_item(each) for each in _list(at["no_items"])),
        findings=tuple(_finding(each) for each in _list(at["findings"])),
        no_findings=tuple(_finding(each) for each in _list(at["no_findings"])),
        context=_texts(at["context"]),
    )
    sheet.close()
    return expected


def _head(cursor: Cursor) -> ExpectedHead:
    if cursor.empty:
        return ExpectedHead()
    at = cursor.fields((), ("title", "number", "place", "date", "period"))
    return ExpectedHead(
        title=_stated(at["title"], Cursor.text),
        number=_stated_or_none(at["number"], Cursor.text),
        place=_stated(at["place"], Cursor.text),
        issued_on=_stated_or_none(at["date"], Cursor.day),
        period=_stated(at["period"], _years),
    )


def _years(cursor: Cursor) -> tuple[int, int]:
    years = [each.year() for each in cursor.items()]
    if len(years) != 2:  # noqa: PLR2004  (from, to)
        cursor.complain("Giai đoạn gồm năm đầu và năm cuối, ví dụ [2026, 2030].")
        return 0, 0
    return years[0], years[1]


def _units(cursor: Cursor) -> ExpectedUnits:
    if cursor.empty:
        return ExpectedUnits()
    at = cursor.fields((), ("exactly", "including", "without"))
    return ExpectedUnits(
        exactly=_stated(at["exactly"], _texts),
        including=_texts(at["including"]),
        without=_texts(at["without"]),
    )


def _item(cursor: Cursor) -> ExpectedItem:
    at = cursor.fields(("kind",), _ITEM)
    kinds = _kinds(at["kind"])
    if all(at[name].empty for name in _KNOWN_BY):
        cursor.complain("Chưa biết là mục nào. Thêm section, title hoặc words.")
    return ExpectedItem(
        kinds=kinds,
        section=None if at["section"].empty else at["section"].text(),
        titles=_texts(at["title"]),
        words=_texts(at["words"]),
        lead=_stated_or_none(at["lead"], Cursor.text),
        supporting=_stated(at["supporting"], _texts),
        due=Stated(()) if at["due"].is_null else _stated(at["due"], _dues),
        measures=_stated(at["measures"], _measures),
        optional=not at["optional"].empty and at["optional"].flag(),
        or_quoted=not at["or_quoted"].empty and at["or_quoted"].flag(),
    )


def _kinds(cursor: Cursor) -> tuple[ItemKind, ...]:
    each_kind = cursor.items() if cursor.is_list else [cursor]
    return tuple(each.word(ItemKind) for each in each_kind)


def _dues(cursor: Cursor) -> tuple[DueSaid, ...]:
    entries = cursor.items() if cursor.is_list else [cursor]
    return tuple(_due(each) for each in entries)


def _due(cursor: Cursor) -> DueSaid:
    at = cursor.fields((), ("frequency", "days", "once", "ongoing"))
    given = [name for name in ("frequency", "once", "ongoing") if at[name].node is not None]
    if len(given) != 1:
        cursor.complain(
            "Thời hạn là một trong ba: frequency (có thể kèm days), once hoặc ongoing: true."
        )
    if "ongoing" in given:
        if not at["ongoing"].flag():
            at["ongoing"].complain("Chỉ viết ongoing: true, hoặc bỏ dòng này.")
        return DueSaid(frequency=None)
    if "once" in given:
        until = None if at["once"].is_null else _last_day(at["once"])
        return DueSaid(frequency=Frequency.ONCE, until=until)
    frequency = Frequency(at["frequency"].word(RepeatedFrequency).value)
    days = tuple(_day_of(each, frequency) for each in at["days"].items())
    return DueSaid(frequency=frequency, days=days)


def _last_day(cursor: Cursor) -> date:
    """Read a day, or a year as its last day."""
    text = cursor.text()
    return date(cursor.year(), 12, 31) if re.fullmatch(r"\d{4}", text) else cursor.day()


def _day_of(cursor: Cursor, frequency: Frequency) -> tuple[int | None, int]:
    match = _DAY.fullmatch(cursor.text())
    if match is None or (match[2] is None and frequency is not Frequency.MONTH):
        cursor.complain('Ngày viết "15/11"; chỉ với frequency: month mới viết "18".')
        return None, 1
    month = int(match[2]) if match[2] else None
    try:
        date(_LEAP_YEAR, month or 1, int(match[1]))
    except ValueError:
        cursor.complain(f'Không có ngày "{match[0]}" trong lịch. Kiểm tra lại ngày và tháng.')
    return month, int(match[1])


def _measures(cursor: Cursor) -> tuple[ExpectedMeasure, ...]:
    return tuple(_measure(each) for each in cursor.items())


def _measure(cursor: Cursor) -> ExpectedMeasure:
    at = cursor.fields((), ("title", "unit", "final", "average", "reach_by"))
    return ExpectedMeasure(
        title=None if at["title"].empty else at["title"].text(),
        units=_texts(at["unit"]),
        final=_targets(at["final"]),
        average=_targets(at["average"]),
        reach_by=_stated_or_none(at["reach_by"], Cursor.day),
    )


def _targets(cursor: Cursor) -> tuple[ExpectedTarget, ...]:
    if cursor.empty:
        return ()
    return tuple(_target(each) for each in (cursor.items() if cursor.is_list else [cursor]))


def _target(cursor: Cursor) -> ExpectedTarget:
    match = _TARGET.fullmatch(cursor.text())
    if match is None:
        cursor.complain('Mức viết ">= 97" (dấu =, >=, <=, > hoặc <), hoặc "12 .. 14".')
        return ExpectedTarget(sign="=", value=Decimal(0))
    if match[3] is None:
        return ExpectedTarget(sign=match[1], value=Decimal(match[2]))
    return ExpectedTarget(sign="..", value=Decimal(match[3]), high=Decimal(match[4]))


def _finding(cursor: Cursor) -> ExpectedFinding:
    at = cursor.fields((), _FINDING)
    if all(at[name].empty for name in _FINDING):
        cursor.complain("Chưa biết là điểm nào. Thêm lines, code, severity hoặc about.")
    return ExpectedFinding(
        lines=_texts(at["lines"]),
        codes=_texts(at["code"]),
        severity=None if at["severity"].empty else at["severity"].word(Severity),
        about=None if at["about"].empty else at["about"].text(),
        single=not at["single"].empty and at["single"].flag(),
    )


def _stated(cursor: Cursor, read: Callable[[Cursor], Value]) -> Stated[Value] | None:
    if cursor.node is None:
        return None
    return Stated(read(cursor))


def _stated_or_none(
    cursor: Cursor, read: Callable[[Cursor], Value]
) -> Stated[Value | None] | None:
    return Stated(None) if cursor.is_null else _stated(cursor, read)


def _list(cursor: Cursor) -> list[Cursor]:
    return [] if cursor.empty else cursor.items()


def _texts(cursor: Cursor) -> tuple[str, ...]:
    """Read one text or a list of them; an absent one is empty."""
    if cursor.empty:
        return ()
    return tuple(each.text() for each in (cursor.items() if cursor.is_list else [cursor]))
