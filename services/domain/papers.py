"""A paper that is named: its number is a number with its symbol, its day has come."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from services.domain.instants import day_of, written_day
from services.domain.rules import PAPER_IN_FUTURE, PAPER_NUMBER_WRONG

PAPER_NUMBER: Final = re.compile(r"\d[0-9A-Za-zĐđƯưƠơÂâÊêÔôĂă./&_-]{0,49}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper that went its own way: number and day; of a restricted task nothing more."""

    number: str
    dated_on: date


def check_paper(paper: Paper | None, now: datetime) -> None:
    """A number is never a sentence: it stands in the payload itself. Raises Refusal."""
    if paper is None:
        return
    if not PAPER_NUMBER.fullmatch(paper.number):
        raise PAPER_NUMBER_WRONG.refuse()
    if paper.dated_on > day_of(now):
        raise PAPER_IN_FUTURE.refuse()


def named(paper: Paper) -> str:
    """A paper by number and day."""
    return f"Văn bản số {paper.number} ngày {written_day(paper.dated_on)}"


def beside(paper: Paper | None) -> str:
    """The paper behind a comma, in the middle of a sentence; blank where there is none."""
    said = named(paper) if paper else ""
    return f", {said[0].lower()}{said[1:]}" if said else ""
