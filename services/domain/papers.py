"""A paper that is named: its number is a number with its symbol, its day has come."""

import re
from datetime import datetime
from typing import Final

from services.domain.errors import Refusal
from services.domain.instants import day_of
from services.domain.task.events import Paper

PAPER_NUMBER: Final = re.compile(r"\d[0-9A-Za-zĐđƯưƠơÂâÊêÔôĂă./&_-]{0,49}")


def check_paper(paper: Paper | None, now: datetime) -> None:
    """A number is never a sentence: it stands in the payload itself. Raises Refusal."""
    if paper is None:
        return
    if not PAPER_NUMBER.fullmatch(paper.number):
        raise Refusal(
            "paper-number",
            "Số văn bản chỉ gồm số và ký hiệu viết liền nhau, ví dụ 15/BC-KTHTĐT.",
        )
    if paper.dated_on > day_of(now):
        raise Refusal("paper-in-future", "Ngày của văn bản không được sau hôm nay.")
