"""How the log says what was done to somebody, in words that several facts share."""

from collections.abc import Callable
from typing import Any, Final

from services.domain.act import Names
from services.domain.inspection_scope import InspectionScope
from services.domain.instants import written_day

SET_UP: Final = " (thiết lập ban đầu)"
_NAMED: Final = 4  # units or items that a sentence still names
WAITS: Final = " nếu chưa có người thứ hai đồng ý"


def said_of_somebody(name: str) -> Callable[[Any, Names], str]:
    """By the name of the act and whom it concerns."""

    def described(_event: object, names: Names) -> str:
        return f"{name}{names.about}."

    return described


def said_scope(scope: InspectionScope | None, names: Names) -> str:
    """What an account covers, in words."""
    if scope is None:
        return "toàn phường"
    units = [names.unit(code) for code in scope.units]
    parts = [
        _listed("đơn vị", units),
        _listed("mục", list(scope.items)),
        f"kỳ báo cáo {written_period(scope)}" if scope.states_days else "",
    ]
    return "; ".join(part for part in parts if part)


def _listed(what: str, named: list[str]) -> str:
    if not named:
        return ""
    more = f" và {len(named) - _NAMED} {what} khác" if len(named) > _NAMED else ""
    return f"{what} {', '.join(named[:_NAMED])}{more}"


def written_period(scope: InspectionScope) -> str:
    """The days of the periods in words; blank where none are stated."""
    since = f"từ ngày {written_day(scope.from_on)}" if scope.from_on else ""
    until = f"đến hết ngày {written_day(scope.until_on)}" if scope.until_on else ""
    return " ".join(part for part in (since, until) if part)
