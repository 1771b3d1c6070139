"""Long lists of a plan document, some rows at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

PAGE: Final = "trang"
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsPage(Generic[Row]):
    """Some of the rows: page `number` of `pages`; `asked` where the address chose one."""

    rows: Sequence[Row]
    amount: int
    number: int
    pages: int
    asked: bool


def number_in(typed: str) -> int | None:
    """A number of an address or a form; None for what is none."""
    fits = typed.isascii() and typed.isdecimal() and len(typed) <= 6  # noqa: PLR2004  (no document has more findings)
    return int(typed) if fits else None


def rows_page(
    every: Sequence[Row], asked: Mapping[str, str], at_once: int, default: int = 1
) -> RowsPage[Row]:
    """The page that the address asks for; the `default` where it asks for none that is there."""
    typed = asked.get(PAGE, "")
    pages = max(1, -(-len(every) // at_once))
    wanted = number_in(typed) or default
    number = wanted if 1 <= wanted <= pages else 1
    return RowsPage(
        rows=every[(number - 1) * at_once : number * at_once],
        amount=len(every),
        number=number,
        pages=pages,
        asked=bool(typed),
    )
