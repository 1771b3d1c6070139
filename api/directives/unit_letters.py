"""Units by a few letters: what a clerk types in a hurry, made into the codes of the directory."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from api.web.forms import BadForm
from services.queries.search import folded

_PARTS: Final = re.compile(r"[,;\n]+")
_WORDS: Final = re.compile(r"\w+")
_FEWEST: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class LetteredUnit:
    """A unit as it may be typed: its code, its name, and the first letters of its words."""

    code: str
    name: str

    @property
    def _folded(self) -> str:
        return folded(self.name)

    @property
    def initials(self) -> str:
        """“Phòng Văn hóa - Xã hội” is `pvhxh`."""
        return "".join(word[0] for word in _WORDS.findall(self._folded))

    def is_meant(self, typed: str) -> bool:
        """Whether these letters begin its code, its initials, or some word of its name."""
        words = _WORDS.findall(self._folded)
        # Most names begin with what sort of unit it is: the letters of the rest are typed.
        behind = {self.initials[start:] for start in range(len(words))}
        return (
            self.code.lower().startswith(typed)
            or any(each.startswith(typed) for each in behind)
            or f" {typed}" in f" {self._folded}"
        )


def codes_of(typed: str, units: Mapping[str, str], *, label: str, field: str) -> Sequence[str]:
    """The codes of the units that were typed between commas, each once typed as often as given.

    Each part is a code, the beginning of one, initials of a name or words of it, without regard
    to accents and capitals; what begins one code alone means it, whatever else it might be. Raises
    BadForm where a part means none, or several.
    """
    known = [LetteredUnit(code=code, name=name) for code, name in units.items()]
    parts = (part.strip() for part in _PARTS.split(typed))
    return [_code(part, known, label, field) for part in parts if part]


def _code(typed: str, units: Sequence[LetteredUnit], label: str, field: str) -> str:
    letters = " ".join(folded(typed).split())
    for unit in units:
        if letters in {unit.code.lower(), folded(unit.name)}:
            return unit.code
    long_enough = units if len(letters) >= _FEWEST else ()
    begun = [each for each in long_enough if each.code.lower().startswith(letters)]
    if len(begun) == 1:
        return begun[0].code
    meant = [each for each in long_enough if each.is_meant(letters)]
    if len(meant) == 1:
        return meant[0].code
    if not meant:
        raise BadForm(
            "field-unit",
            f"{label}: không có đơn vị nào là “{typed:.40}”. Hãy gõ mã hoặc vài chữ đầu của tên "
            "đơn vị (từ hai chữ trở lên).",
            field=field,
        )
    names = "; ".join(f"{each.name} ({each.code})" for each in meant[:5])
    raise BadForm(
        "field-unit",
        f"{label}: “{typed:.40}” có thể là {names}. Hãy gõ thêm chữ hoặc gõ mã đơn vị.",
        field=field,
    )
