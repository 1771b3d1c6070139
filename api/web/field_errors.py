"""Which fields of a form a refusal is about, so that its sentences stand beside those fields."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final

from api.web.mistakes import each_of
from services.domain.errors import Refusal

# The id that the refused field takes: the summary above the page leads to it.
PLACE: Final = "o-can-sua"
# Whatever is wrong with a file stands at the field that chose it.
_OF_FILES: Final = ("file-", "picture-", "roster-")


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldError:
    """What was refused and, where it is known, the field that it is about.

    `place` is the id that the field takes, one on a page; `stale` asks to load the page again;
    `others` are the further fields of the same form that are wrong.
    """

    sentence: str
    field: str = ""
    place: str = PLACE
    stale: bool = False
    others: tuple["FieldError", ...] = ()

    @property
    def errors(self) -> tuple["FieldError", ...]:
        """All that is wrong, this one first."""
        return (self, *self.others)

    def at(self, field: str) -> "FieldError | None":
        """What is wrong with a field; None where nothing is."""
        return next((each for each in self.errors if each.field == field), None)

    def is_about(self, fields: Collection[str]) -> bool:
        """Whether one of these fields is wrong."""
        return any(each.field in fields for each in self.errors)


def field_errors(
    error: Exception, sentence: str, sent: Mapping[str, str], *, place: str = PLACE, row: str = ""
) -> tuple[FieldError, ...]:
    """What was refused, field by field, in the order in which the form sent them.

    `row` stands before the names of the fields where a page holds many forms; `sentence` is said
    where the error itself has none.
    """
    said: dict[str, str] = {}
    for each in each_of(error) if isinstance(error, Refusal) else ():
        said.setdefault(field_of(each, sent), each.sentence)
    said = said or {"": sentence}
    order = [*sent]
    fields = sorted(said, key=lambda field: order.index(field) if field in sent else len(order))
    return tuple(
        FieldError(
            sentence=said[field],
            field=f"{row}{field}" if field else "",
            place=f"{place}-{number}" if number > 1 else place,
        )
        for number, field in enumerate(fields, start=1)
    )


def filter_error(refusal: Refusal, asked: Mapping[str, str]) -> FieldError:
    """What is wrong with the filters of an address, each at its field."""
    first, *others = field_errors(refusal, refusal.sentence, asked)
    return replace(first, others=tuple(others))


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
