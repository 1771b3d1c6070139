"""What each row of the annex measures: one thing, or several that were put into one cell."""

from dataclasses import dataclass, field

from services.plandoc.items.claims import Claim
from services.plandoc.structure.annex import AnnexCell, AnnexRow
from services.plandoc.structure.columns import Column
from services.plandoc.wording.quantities import Quantity
from services.plandoc.wording.words import plain, syllables


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFigure:
    """Một mức in trong phụ lục: its cell and, where it is one, its figure."""

    cell: AnnexCell
    quantity: Quantity | None


@dataclass(slots=True, kw_only=True)
class FigurePair:
    """Một lời hứa và ô của nó: a claim of the text and the column where the annex repeats it."""

    claim: Claim
    column: Column
    figure: ReadFigure


@dataclass(slots=True, kw_only=True)
class MeasureReading:
    """Một chỉ số đọc được. `row` None: only the text names it. `pairs` are matched claims."""

    title: str
    row: AnnexRow | None
    figures: dict[Column, ReadFigure] = field(default_factory=dict)
    pairs: list[FigurePair] = field(default_factory=list)
    claim: Claim | None = None
    code: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The syllables by which a claim is recognised: its title and what its cells say."""
        said = [figure.cell.raw for figure in self.figures.values() if figure.quantity is None]
        return syllables(" ".join((self.title, *said)))

    def takes(self, column: Column) -> bool:
        """Whether no claim is matched with this column yet."""
        return column in self.figures and all(pair.column is not column for pair in self.pairs)


def measures_of(row: AnnexRow) -> list[MeasureReading]:
    """Read one row: a cell with several figures, or a name of several works, is several."""
    works = [work.strip() for work in row.name.split(";") if work.strip()]
    targets = {
        column: cell
        for column in (Column.FINAL, Column.AVERAGE)
        if (cell := row.cell(column)) is not None
    }
    figured = any(cell.quantities for cell in targets.values())
    if len(works) > 1 and not figured:
        whole = {column: ReadFigure(cell=cell, quantity=None) for column, cell in targets.items()}
        return [MeasureReading(title=work, row=row, figures=dict(whole)) for work in works]
    several = max((len(cell.figures) for cell in targets.values()), default=0)
    if several > 1:
        return [_part(row, targets, place) for place in range(several)]
    figures = {
        column: ReadFigure(cell=cell, quantity=cell.quantities[0] if cell.quantities else None)
        for column, cell in targets.items()
    }
    series = row.years
    if series and any(each.raw for each in series):
        figures |= _from_series(series, figures)
    return [MeasureReading(title=row.name, row=row, figures=figures)]


def _part(row: AnnexRow, targets: dict[Column, AnnexCell], place: int) -> MeasureReading:
    figures, named = {}, ""
    for column, cell in targets.items():
        if place < len(cell.figures):
            quantity, behind = cell.figures[place]
            figures[column] = ReadFigure(cell=cell, quantity=quantity)
            named = named or _named(quantity, behind)
    title = row.name if not named or plain(named) in plain(row.name) else f"{row.name} ({named})"
    return MeasureReading(title=title, row=row, figures=figures)


def _named(quantity: Quantity, behind: str) -> str:
    counted = quantity.unit if quantity.unit not in (None, "%") else ""
    return " ".join(filter(None, (counted, behind))).removeprefix("với ").strip(" ,;.")


def _from_series(
    series: tuple[AnnexCell, ...], printed: dict[Column, ReadFigure]
) -> dict[Column, ReadFigure]:
    """Read a yearly series: the same each year is an average, the last year the final value."""
    filled = [each for each in series if each.quantities]
    if not filled:
        said = next((each for each in series if each.raw), None)
        return {Column.AVERAGE: ReadFigure(cell=said, quantity=None)} if said else {}
    last = filled[-1]
    collected: dict[Column, ReadFigure] = {}
    earlier = {_value(each) for each in filled[:-1]}
    if len(filled) == len(series) and len(earlier) == 1 and Column.AVERAGE not in printed:
        collected[Column.AVERAGE] = ReadFigure(cell=filled[0], quantity=filled[0].quantities[0])
        if _value(last) in earlier:
            return collected
    if Column.FINAL not in printed:
        collected[Column.FINAL] = ReadFigure(cell=last, quantity=last.quantities[0])
    return collected


def _value(cell: AnnexCell) -> tuple[object, ...]:
    quantity = cell.quantities[0]
    return quantity.value, quantity.high, quantity.comparison
