"""What a paper is registered by: its number, its day, whether it is there already. Pure."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from services.domain.directive.rules import (
    ALREADY_REGISTERED,
    DATED_IN_FUTURE,
    NUMBER_WRONG,
)
from services.domain.facts import TextRef
from services.domain.fields import DayField, DrawnHere, PlainLine, TypedText
from services.domain.instants import day_of, written_day
from services.domain.numerals import count
from services.domain.papers import PAPER_NUMBER

NUMBERED: Final = 50  # characters of a number with its symbol
NUMBER: Final = PlainLine(label="Số, ký hiệu", example="123/UBND-VP", at_most=NUMBERED)
DATED_ON: Final = DayField(label="Ngày văn bản", example="2026-06-01")
TWINS: Final = DrawnHere()
TWINS_REASON: Final = TypedText(
    label="Lý do ghi nhận thêm", example="Văn bản đính chính dùng lại số cũ."
)


def check_number(number: str | None) -> None:
    """A number is never a sentence: it stands in the payload itself. Raises Refusal."""
    if number and not PAPER_NUMBER.fullmatch(number):
        raise NUMBER_WRONG.refuse()


def check_dated(dated_on: date | None, now: datetime) -> None:
    """The day of a paper has come; raises Refusal."""
    if dated_on is not None and dated_on > day_of(now):
        raise DATED_IN_FUTURE.refuse()


def check_twins(twins: Sequence[str], reason: TextRef | None) -> None:
    """What is there already is registered again with a reason alone; raises Refusal."""
    if twins and reason is None:
        raise ALREADY_REGISTERED.refuse(count=count(len(twins)))


def said_paper(number: str | None, dated_on: date | None) -> str:
    """A paper behind a space, by what is known of it; blank where nothing is."""
    by_number = f" số {number}" if number else ""
    return by_number + (f" ngày {written_day(dated_on)}" if dated_on else "")
