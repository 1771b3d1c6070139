"""What people are called by their office: “Trưởng phòng Kinh tế”, never “Thủ trưởng đơn vị – …”.

The rules know offices (`unit_head`); the title that its holder bears is the unit's own, by an act
of the administrator, else as is usual for such a body. Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Self

from services.domain.roles import DEPUTIES, SIGNING, TITLES, WORKING, Office

DEPUTY: Final = "Phó"
# What the head of a unit is called by the first words of its name, the longer beginning first.
_USUAL: Final = (
    ("Văn phòng", "Chánh Văn phòng"),
    ("Phòng", "Trưởng phòng"),
    ("Ban Chỉ huy", "Chỉ huy trưởng"),
    ("Công an", "Trưởng Công an"),
    ("Ban Quản lý", "Giám đốc"),
    ("Trung tâm", "Giám đốc"),
    ("Trạm", "Trưởng Trạm"),
    ("Trường", "Hiệu trưởng"),
    ("Ban", "Trưởng ban"),
)
_ANYWHERE: Final = "Thủ trưởng"
_DEPUTIES_OF: Final[Mapping[str, str]] = {"Chỉ huy trưởng": "Chỉ huy phó"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerTitles:
    """The titles of a unit's head and deputies until others were named (UTC)."""

    until: datetime
    head: str
    deputy: str


class UnitName(str):
    """The official name of a unit, which knows what its head and its deputies are called.

    It is the plain name wherever a name is shown. A name that was read without its unit has
    the usual titles of such a body. `former` are the titles of before, the oldest first.
    """

    __slots__ = ("deputy_title", "former", "head_title")

    head_title: str
    deputy_title: str
    former: tuple[FormerTitles, ...]

    def __new__(
        cls, name: str, *, head: str = "", deputy: str = "", former: tuple[FormerTitles, ...] = ()
    ) -> Self:
        """A blank title is the usual one."""
        made = super().__new__(cls, name)
        made.head_title = head or usual_title(name)
        made.deputy_title = deputy or usual_deputy(made.head_title)
        made.former = former
        return made

    def as_of(self, at: datetime) -> "UnitName":
        """The same name with the titles that its people bore at that time (UTC)."""
        before = next((each for each in self.former if at < each.until), None)
        if before is None:
            return self
        return UnitName(self, head=before.head, deputy=before.deputy)


def usual_title(name: str, otherwise: str = _ANYWHERE) -> str:
    """What the head of a body with such a name is called, so far as its name says."""
    words = name.casefold()
    return next((title for begin, title in _USUAL if _begins(words, begin)), otherwise)


def usual_deputy(head_title: str) -> str:
    """What the deputies of somebody with this title are called."""
    return _DEPUTIES_OF.get(head_title, f"{DEPUTY} {head_title}")


def titled(office: Office | str, unit: str | None = None) -> str:
    """Title and unit in one, as it stands under a signature; the title alone without a unit.

    `unit` is the unit's name. “Trưởng phòng” of “Phòng Kinh tế” is “Trưởng phòng Kinh tế”.
    """
    title = title_of(office, unit)
    return _joined(title, unit) if unit and Office(office) in WORKING else title


def title_of(office: Office | str, unit: str | None = None) -> str:
    """The title alone, as the unit of this name bears it."""
    held = Office(office)
    if not unit or held not in SIGNING | DEPUTIES:
        return TITLES[held]
    name = unit if isinstance(unit, UnitName) else UnitName(unit)
    return name.deputy_title if held in DEPUTIES else name.head_title


def _joined(title: str, name: str) -> str:
    """The name behind the title, without the words with which the title already ends."""
    said, called = title.split(), name.split()
    for many in range(min(len(said), len(called)), 0, -1):
        if _folded(said[-many:]) == _folded(called[:many]):
            return " ".join([title, *called[many:]])
    return f"{title} {name}"


def _folded(words: list[str]) -> list[str]:
    return [word.casefold() for word in words]


def _begins(words: str, begin: str) -> bool:
    return f"{words} ".startswith(f"{begin.casefold()} ")
