"""Tables of indicators without a column of targets: there the title of a row says its figure.

"Tỷ lệ tuyến đường thôn có đèn đạt 90% | Phòng Kinh tế" is the row "Tỷ lệ tuyến đường thôn có đèn"
with the target "90%". A table of work, where figures only tell how much is to be done, is none.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from services.plandoc.sources.source import Row
from services.plandoc.structure.columns import NUMBERED, TARGETS, Column, Heading
from services.plandoc.wording.promised import promised
from services.plandoc.wording.quantities import Quantity
from services.plandoc.wording.times import Basis, when
from services.plandoc.wording.titles import title_of
from services.plandoc.wording.words import plain

_INDICATORS = re.compile(r"chỉ tiêu|mục tiêu")
_WORK = re.compile(r"nhiệm vụ|công việc|giải pháp|hoạt động")
# What the name of a measure begins with, where the column says only "Nội dung".
_MEASURE = re.compile(
    r"(?:tỷ lệ|tỷ trọng|tỷ suất|tốc độ|chỉ số|mức độ|số\s|tổng\s|thu nhập|diện tích|giá trị|"
    r"sản lượng|doanh thu|năng suất|\d[\d.,]*\s*%)"
)
_YEARLY = (Basis.EVERY_YEAR, Basis.AVERAGE, Basis.RATE)
_LONGEST_NAME = 400  # characters of a name in which a figure is looked for


def with_titled_targets(
    rows: tuple[Row, ...], headings: tuple[Heading, ...]
) -> tuple[tuple[Row, ...], tuple[Heading, ...]] | None:
    """The rows with the figure of their title in a column of its own; None for other tables.

    A figure that holds for every year goes into a column of averages. A row without a figure
    keeps its title whole.
    """
    columns = [heading.column for heading in headings]
    if Column.NAME not in columns or TARGETS & set(columns):
        return None
    place = columns.index(Column.NAME)
    named = [row for row in rows if _name(row, place) and _is_numbered(row, place)]
    if not named or not _are_indicators(headings, place, [_name(row, place) for row in named]):
        return None
    heading = headings[place]
    added = [replace(heading, column=each) for each in (Column.FINAL, Column.AVERAGE)]
    return tuple(_parted(row, place, len(headings)) for row in rows), (*headings, *added)


def _name(row: Row, place: int) -> str:
    return row.cells[place].strip() if place < len(row.cells) else ""


def _is_numbered(row: Row, place: int) -> bool:
    """Whether a row is no title of a part: its number stands in front, or there is no number."""
    return place == 0 or NUMBERED.fullmatch(row.cells[0].strip()) is not None


def _are_indicators(headings: tuple[Heading, ...], place: int, names: Iterable[str]) -> bool:
    """Whether the titles of a table promise figures: half of them below "Chỉ tiêu", else all."""
    titles = list(names)
    figured = sum(_figure(name) is not None for name in titles)
    called = plain(headings[place].name)
    if _INDICATORS.search(called) and not _WORK.search(called):
        return 2 * figured >= len(titles) and figured > 0
    if _WORK.search(called) or any(each.column is Column.DEADLINE for each in headings):
        return False
    return figured == len(titles) and all(_MEASURE.match(plain(name)) for name in titles)


def _figure(name: str) -> Quantity | None:
    """The one figure that a title promises; None where there is none, or more than one."""
    figures = promised(name[:_LONGEST_NAME])
    return figures[0] if len(figures) == 1 else None


def _parted(row: Row, place: int, width: int) -> Row:
    """A row with its title and, in two columns behind the printed ones, its figure."""
    name = _name(row, place)
    figure = _figure(name)
    cells = [*row.cells[:width], *([""] * (width - len(row.cells))), "", ""]
    if figure is not None:
        before, behind = name[: figure.start], name[figure.end :]
        cells[place] = title_of(name, before, figure, behind) or name
        said = when(name, figure)
        yearly = said is not None and said[0] in _YEARLY
        cells[width + yearly] = _printed(figure, behind, said[1] if said else None)
    return replace(row, cells=tuple(cells))


def _printed(figure: Quantity, behind: str, year: int | None) -> str:
    """The figure as a cell would hold it, with its year and a "trở lên" that stands further on."""
    way = re.search(r"trở\s+(?:lên|xuống)", behind) if figure.far else None
    by_year = f"(đến năm {year})" if year else ""
    return " ".join(filter(None, (figure.raw, way[0] if way else "", by_year)))
