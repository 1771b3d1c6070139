"""A changed copy of a frozen row: what `dataclasses.replace` does, in a third of its time.

A task has some eighty fields, and a fold makes it anew at each of its facts: reading every field
by name was most of the time of a fold, on every desk and in every test of a whole life.
"""

from collections.abc import Callable
from dataclasses import fields
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
        values, setters = _slots(cls)
        copied = object.__new__(cls)
        for write, value in zip(setters.values(), values(row), strict=True):
            write(copied, value)
        for name, value in changes.items():
            if name not in setters:
                raise TypeError(f"{cls.__name__} has no field {name!r}")
            setters[name](copied, value)
        return copied


@cache
def _slots(cls: type) -> tuple[Callable[[Any], Any], dict[str, Callable[[Any, Any], None]]]:
    """How all fields of a frozen row with slots are read at once, and how each is written."""
    if hasattr(cls, "__post_init__"):
        raise TypeError(f"{cls.__name__} checks itself when it is made: use dataclasses.replace")
    names = [field.name for field in fields(cls)]
    setters = {name: getattr(cls, name).__set__ for name in names}
    if len(names) == 1:  # attrgetter would give the value itself
        return lambda row: (getattr(row, names[0]),), setters
    return attrgetter(*names), setters
