"""Fifty thousand rows: read, reconciled and told in time that grows like the file."""

from time import process_time

import pytest

from services.plandoc.sources.source import DocumentError
from services.register.columns import REGISTER_COLUMNS
from services.register.importing import import_rows, open_workbook
from services.register.limits import LIMITS
from services.register.pairing_rows import OurRow
from services.register.reconciling import reconcile
from services.register.row import RegisterRow
from services.register.row_reading import shown
from tests.register import raw_workbooks as raw
from tests.register.seed import PEOPLE, TEXTS, UNITS, seed_rows

MANY = 50_000
FEW = 5_000
_SEED = seed_rows(60)


def rows_of(count: int) -> list[RegisterRow]:
    return [
        RegisterRow(
            number=f"{n}/UBND-VP",
            issued_on=_SEED[n % 60].issued_on,
            summary=_SEED[n % 60].summary,
            work=f"{_SEED[n % 60].work} số {n}",
            lead=_SEED[n % 60].lead,
            due_on=_SEED[n % 60].due_on,
        )
        for n in range(count)
    ]


def file_of(rows: list[RegisterRow]) -> bytes:
    keys = ("number", "issued_on", "summary", "work", "lead", "due_on")
    columns = [column for column in REGISTER_COLUMNS if column.key in keys]
    lines = [raw.row(1, [raw.text(column.head) for column in columns])]
    for number, row in enumerate(rows, 2):
        values = (TEXTS.cell(column, 0, row) for column in columns)
        texts = [shown(value) if value is not None else "" for value in values]
        lines.append(raw.row(number, map(raw.text, texts)))
    return raw.zipped(raw.parts_with("".join(lines)))


def seconds(rows: list[RegisterRow]) -> float:
    content = file_of(rows)
    ours = [OurRow(code=f"t-{n}", row=row) for n, row in enumerate(rows)]
    began = process_time()
    register = import_rows(open_workbook(content, "sổ.xlsx").register(), UNITS, PEOPLE)
    result = reconcile(register, ours)
    took = process_time() - began
    assert len(result.same) == result.sums.file_rows == len(rows)
    return took


def test_fifty_thousand_rows_take_ten_times_what_five_thousand_take() -> None:
    few, many = seconds(rows_of(FEW)), seconds(rows_of(MANY))
    assert many < 10 * few * 2


def test_more_rows_than_the_limit_are_refused_whole_and_not_cut() -> None:
    line = "".join(raw.row(number, [raw.text("x")]) for number in range(1, LIMITS.rows + 2))
    with pytest.raises(DocumentError) as caught:
        open_workbook(raw.zipped(raw.parts_with(line)), "sổ.xlsx").register()
    assert caught.value.code == "workbook-too-long"
    assert "Hãy tách sổ" in caught.value.sentence
