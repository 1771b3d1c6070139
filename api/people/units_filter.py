"""How an address narrows the list of units: words, a kind, inside the ward's body or beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from api.labels import words
from api.web.filters import LONGEST
from services.queries.admin_views import UnitRow
from services.queries.search import folded

PLACES: Final[Mapping[str, str]] = {
    "trong": "Trong bộ máy của phường",
    "ngoai": "Ngoài bộ máy",
    "mat": "Báo cáo theo chế độ mật",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFilter:
    """What narrows the list; blank narrows nothing."""

    words: str = ""
    kind: str = ""
    place: str = ""

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return self != UnitFilter()

    def of(self, units: Sequence[UnitRow]) -> tuple[UnitRow, ...]:
        """The units that stand in the list, in their order."""
        return tuple(unit for unit in units if self._lets(unit))

    def _lets(self, unit: UnitRow) -> bool:
        if self.kind not in {"", unit.kind}:
            return False
        places = {"trong": unit.internal, "ngoai": not unit.internal, "mat": unit.restricted}
        if not places.get(self.place, True):
            return False
        said = folded(f"{unit.code} {unit.name} {unit.name.head_title}")
        return all(word in said for word in folded(self.words).split())


def asked_for(address: Mapping[str, str]) -> UnitFilter:
    """What an address asks for; a choice that nobody offers narrows nothing."""
    kind, place = address.get("loai", ""), address.get("bo-may", "")
    return UnitFilter(
        words=address.get("tim", "")[:LONGEST].strip(),
        kind=kind if kind in words.UNIT_KINDS else "",
        place=place if place in PLACES else "",
    )
