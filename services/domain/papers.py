"""A paper that is named: its number is a number with its symbol, its day has come."""

import re
from datetime import datetime
from typing import Final

from services.domain.instants import day_of
from services.domain.rules import PAPER_IN_FUTURE, PAPER_NUMBER_WRONG
from services.domain.task.events import Paper

PAPER_NUMBER: Final = re.compile(r"\d[0-9A-Za-zĐđƯưƠơÂâÊêÔôĂă./&_-]{0,49}")


def check_paper(paper: Paper | None, now: datetime) -> None:
    """A number is never a sentence: it stands in the payload itself. Raises Refusal."""
    if paper is None:
        return
    if not PAPER_NUMBER.fullmatch(paper.number):
        raise PAPER_NUMBER_WRONG.refuse()
    if paper.dated_on > day_of(now):
        raise PAPER_IN_FUTURE.refuse()
