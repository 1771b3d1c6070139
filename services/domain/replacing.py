"""A changed copy of a frozen row: what `dataclasses.replace` does, in a tenth of its time.

A task has some eighty fields, and a fold makes it anew at each of its facts: reading and writing
every field by name was most of the time of a fold, on every desk, in the evidence of a quarter and
in every test of a whole life.
"""

from collections.abc import Callable
from dataclasses import fields, make_dataclass
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import replace as replace  # noqa: PLC0414  (named for others)
else:

    def replace(row: Any, /, **changes: Any) -> Any:
        """The same row but for these fields.

        Raises:
            TypeError: there is no such field, or the class has a `__post_init__` to be asked.

        """
        cls = type(row)
        copied, setters = _copied(cls)
        changed = copied(row)
        for name, value in changes.items():
            if name not in setters:
                raise TypeError(f"{cls.__name__} has no field {name!r}")
            setters[name](changed, value)
        return changed


@cache
def _copied(cls: type) -> tuple[Callable[[Any], Any], dict[str, Callable[[Any, Any], None]]]:
    """How a frozen row with slots is copied, and how each of its fields is written."""
    if hasattr(cls, "__post_init__"):
        raise TypeError(f"{cls.__name__} checks itself when it is made: use dataclasses.replace")
    names = [field.name for field in fields(cls)]
    setters = {name: getattr(cls, name).__set__ for name in names}
    return _slot_by_slot(cls, names) if _inherits(cls) else _at_once(cls, names), setters


def _inherits(cls: type) -> bool:
    """Whether some slots are those of another row: they lie otherwise than in a row of its own."""
    return len(cls.__mro__) > len((cls, object))


def _at_once(cls: type, names: list[str]) -> Callable[[Any], Any]:
    """A frozen row is written slot by slot through descriptors.

    A draft that is not frozen fills the same slots by itself in a third of that time, and then
    becomes the row.
    """
    draft = make_dataclass(cls.__name__, names, slots=True)
    values = attrgetter(*names)

    def copied(row: Any) -> Any:
        filled = draft(values(row)) if len(names) == 1 else draft(*values(row))
        filled.__class__ = cls
        return filled

    return copied


def _slot_by_slot(cls: type, names: list[str]) -> Callable[[Any], Any]:
    slots = [getattr(cls, name) for name in names]

    def copied(row: Any) -> Any:
        filled: Any = object.__new__(cls)
        for slot in slots:
            slot.__set__(filled, slot.__get__(row))
        return filled

    return copied
