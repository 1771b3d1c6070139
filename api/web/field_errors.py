"""Which field of a form a refusal is about, so that its sentence stands beside that field."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from services.domain.errors import Refusal

# The id that the refused field takes: the summary above the page leads to it.
PLACE: Final = "o-can-sua"
# Whatever is wrong with a file stands at the field that chose it.
_OF_FILES: Final = ("file-", "picture-", "roster-")


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldError:
    """What was refused and, where it is known, the field that it is about.

    `place` is the id that the field takes, one on a page; `stale` asks to load the page again.
    """

    sentence: str
    field: str = ""
    place: str = PLACE
    stale: bool = False


def field_of(error: Exception, sent: Mapping[str, str]) -> str:
    """The field that a refusal is about, by the names of the form; blank where it is about all."""
    if not isinstance(error, Refusal):
        return ""
    named = error.fields
    result = next((name for name in named if name in sent), named[-1] if named else "")
    return sole_field(error) or result


def sole_field(refusal: Refusal) -> str:
    """The field that a refusal is about whatever was sent; blank where that depends on it."""
    return refusal.field or ("file" if refusal.code.startswith(_OF_FILES) else "")
