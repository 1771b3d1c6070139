"""What is written of a programme is read back as it was, and reads as one on paper."""

import io
from dataclasses import replace
from datetime import date

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from services.domain.programme.terms import PresentedTo
from services.programme_file.columns import HEADS
from services.programme_file.row import OurProgrammeRow, ProgrammeFileRow
from services.programme_file.writing import programme_template
from services.register.words import cleaned
from tests.programme_file.seed import (
    PEOPLE,
    PERIOD,
    UNITS,
    compared,
    read,
    registered,
    seed_rows,
    written,
)
from tests.register import raw_workbooks as raw

# Without the letters that make a text of TCVN3 or VNI: their garbage is refused, and should be.
TEXTS = st.text(
    st.one_of(st.characters(max_codepoint=0x7F), st.characters(min_codepoint=0x100)), max_size=60
)
LEADS = [unit.code for unit in UNITS if unit.internal]


@st.composite
def _rows(draw: st.DrawFn) -> ProgrammeFileRow:
    lead = draw(st.sampled_from(LEADS))
    others = [unit.code for unit in UNITS if unit.code != lead]
    return ProgrammeFileRow(
        content=f"Việc {draw(TEXTS)}",
        product=draw(TEXTS),
        lead_unit=lead,
        supporting_units=tuple(draw(st.lists(st.sampled_from(others), unique=True, max_size=4))),
        due_on=draw(st.dates(PERIOD.first_on, PERIOD.last_on)),
        sits_at=draw(st.sampled_from(["", "00:00", "08:30", "23:59"])),
        presented_to=draw(st.sampled_from(PresentedTo)),
        leader=draw(st.sampled_from(["", *(person.login for person in PEOPLE)])),
        note=draw(TEXTS),
    )


def _cleaned(row: ProgrammeFileRow) -> ProgrammeFileRow:
    return replace(
        row,
        content=cleaned(row.content),
        product=cleaned(row.product),
        note=cleaned(row.note),
    )


def numbered(rows: list[ProgrammeFileRow]) -> list[OurProgrammeRow]:
    return [
        OurProgrammeRow(number=number, values=replace(row, number=number))
        for number, row in enumerate(rows, 1)
    ]


def test_a_written_programme_is_read_back_as_the_same() -> None:
    rows = seed_rows()
    comparison = compared(written(rows), rows)
    assert len(comparison.same) == len(rows) == comparison.file.total
    assert [pair.row.values for pair in comparison.same] == [row.values for row in rows]
    assert comparison.file.notes == ()


@settings(max_examples=60, deadline=None, derandomize=True, database=None, phases=[Phase.generate])
@given(st.lists(_rows(), min_size=1, max_size=6))
def test_any_rows_come_back_as_the_same(rows: list[ProgrammeFileRow]) -> None:
    ours = numbered(rows)
    comparison = compared(written(ours), ours)
    assert [pair.changes for pair in comparison.changed] == []
    assert len(comparison.same) == len(rows)
    values = [pair.row.values for pair in comparison.same]
    assert [_cleaned(value) for value in values if value] == [_cleaned(o.values) for o in ours]


@settings(max_examples=40, deadline=None, derandomize=True, database=None, phases=[Phase.generate])
@given(st.lists(_rows(), min_size=1, max_size=6))
def test_rows_that_a_programme_has_not_are_new_once(rows: list[ProgrammeFileRow]) -> None:
    content = written([replace(row, values=row.values) for row in numbered(rows)])
    strange = compared(content, [])
    assert len(strange.refused) == len(rows), "the numbers of another programme"
    blank = written([OurProgrammeRow(number=0, values=row) for row in rows])
    first = compared(_without_numbers(blank), [])
    assert len(first.new) + len(first.twice) == len(rows)
    ours, keys = registered(first, [])
    again = compared(_without_numbers(blank), ours, written=keys)
    assert (again.new, again.changed) == ((), ())
    assert len(again.same) == len(ours)
    by_words = compared(_without_numbers(blank), ours)
    assert by_words.new == (), "the words alone tell that they are there"


def _without_numbers(content: bytes) -> bytes:
    book = load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    for row in sheet.iter_rows(min_row=6):
        row[len(HEADS) - 1].value = None
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_the_paper_is_a4_on_its_side_with_heads_on_every_page_and_real_days() -> None:
    rows = seed_rows(3)
    sheet = load_workbook(io.BytesIO(written(rows))).worksheets[0]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$5:$5"
    assert sheet.print_area == "'Chương trình'!$A$1:$J$8", "our numbers are not printed"
    assert [cell.value for cell in sheet[5]] == list(HEADS.values())
    day = sheet.cell(6, list(HEADS).index("due_on") + 1)
    assert (day.data_type, day.number_format) == ("d", "dd/mm/yyyy")
    content = sheet.cell(6, 2)
    assert content.alignment.wrap_text


def test_a_text_that_begins_like_a_formula_stays_a_text() -> None:
    risky = replace(seed_rows(1)[0].values, note="=1+1", product="@SUM(A1)")
    rows = [OurProgrammeRow(number=1, values=risky)]
    assert b"<f>" not in raw.unzipped(written(rows))["xl/worksheets/sheet1.xml"]
    assert len(compared(written(rows), rows).same) == 1


def test_of_a_withheld_row_the_words_are_not_written_and_it_is_no_difference() -> None:
    secret = replace(
        seed_rows(1)[0].values, content="điều mật", product="điều mật", note="điều mật"
    )
    ours = [OurProgrammeRow(number=1, values=secret, withheld=True)]
    content = written(ours)
    assert "điều mật" not in b"".join(raw.unzipped(content).values()).decode()
    comparison = compared(content, ours)
    assert len(comparison.same) == 1
    (row,) = comparison.file.rows
    assert row.values is not None
    assert (row.values.content, row.values.due_on) == ("", secret.due_on)


def test_the_template_is_read_as_a_file_without_rows() -> None:
    file = read(programme_template(PERIOD, "CHƯƠNG TRÌNH (MẪU NHẬP)", UNITS))
    assert (file.rows, file.skipped.example, file.notes) == ((), (4,), ())


def test_a_row_of_a_day_that_only_moved_is_the_same_row() -> None:
    rows = seed_rows(4)
    moved = [replace(row, values=replace(row.values, due_on=date(2027, 3, 30))) for row in rows]
    (first, *_) = compared(_without_numbers(written(moved)), rows).changed
    assert [change.column for change in first.changes] == ["due_on"]
