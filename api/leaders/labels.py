"""The words and the addresses of the leaders' pages."""

from typing import Final
from urllib.parse import urlencode

from api.labels import count_groups
from services.queries.late_for_leaders import LeaderGroup, LeaderTurn

ADDRESS: Final = "/lanh-dao"
AWAITED: Final = "/cho-cap-tren"
RECORDING: Final = "cap-tren-cong-nhan"  # the act on the task's page


def heading(group: LeaderGroup) -> str:
    """What the rows of a group are: the viewer's own, or all others of this group of work."""
    named = count_groups.NAMES[group.group]
    if group.turn is LeaderTurn.OTHERS:
        return named
    return f"Chờ bạn: {named[0].lower()}{named[1:]}"


def anchor(group: LeaderGroup) -> str:
    """The place of a group on the page."""
    return f"{group.turn}-{count_groups.SLUGS[group.group]}"


def waited(days: int | None) -> str:
    """For how long an answer has been awaited."""
    return "Chưa đếm được vì thiếu lịch nghỉ" if days is None else f"{days} ngày làm việc"


def of_page(address: str, number: int) -> str:
    """A page of a list."""
    return f"{address}?{urlencode({'trang': number})}" if number > 1 else address
