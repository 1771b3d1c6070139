"""Whose a whole page is, before what it shows is asked for."""

from typing import Final

from services.domain.errors import NotAllowed
from services.domain.roles import WORKING, Holder

_ACROSS: Final = "Văn phòng, lãnh đạo UBND phường và thanh tra"


def require_overseeing(holder: Holder, what: str = "Trang này") -> None:
    """What shows the whole plan is for those who see every unit's work; raises NotAllowed."""
    _require(what, f"{_ACROSS} toàn phường", holder.oversees)


def require_reading_across(holder: Holder, what: str = "Trang này") -> None:
    """What leaves out all that is outside an inspector's scope; raises NotAllowed."""
    _require(what, _ACROSS, holder.reads_across)


def require_reading(holder: Holder, what: str = "Trang này") -> None:
    """The plan and its results, to units of what is theirs alone; raises NotAllowed."""
    _require(what, f"cán bộ các đơn vị, {_ACROSS}", holder.reads_across or holder.find(WORKING))


def _require(what: str, whose: str, reads: object) -> None:
    if not reads:
        raise NotAllowed("not-overseeing", f"{what} dành cho {whose}.")
