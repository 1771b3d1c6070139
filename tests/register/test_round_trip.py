"""What is written is read back as it was, and reads as a register on paper."""

import io
from dataclasses import replace
from datetime import date

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from services.register.columns import REGISTER_COLUMNS
from services.register.reconciling import reconcile
from services.register.row import RegisterRow
from services.register.writing import PaperSize, RegisterTitle, write_register
from tests.register import raw_workbooks as raw
from tests.register.seed import PEOPLE, TITLE, UNITS, imported, ours_of, seed_rows

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31)).filter(lambda day: day.year != 1970)
# Without the letters that make a text of TCVN3 or VNI: their garbage is refused, and should be.
TEXTS = st.text(
    st.one_of(st.characters(max_codepoint=0x7F), st.characters(min_codepoint=0x100)), max_size=60
)
ROWS = st.builds(
    RegisterRow,
    number=TEXTS,
    summary=TEXTS,
    work=TEXTS.map(lambda words: f"Việc {words}"),
    note=TEXTS,
    output=TEXTS,
    issued_on=st.none() | DAYS,
    due_on=st.none() | DAYS,
    assigner=st.sampled_from(["", *(person.login for person in PEOPLE)]),
    lead=st.sampled_from([unit.code for unit in UNITS if unit.internal]),
    urgency=st.sampled_from(["ordinary", "urgent", "very_urgent", "express"]),
    leader_approved=st.booleans(),
)


def written(rows: list[RegisterRow]) -> bytes:
    return write_register(rows, TITLE, UNITS, PEOPLE)


def test_a_written_register_is_read_back_as_the_same() -> None:
    rows = seed_rows(60)
    result = reconcile(imported(written(rows)), ours_of(rows))
    assert len(result.same) == result.sums.file_rows == len(rows)
    assert result.sums.balanced
    assert [each.imported.values for each in result.same] == rows
    assert result.register.notes == ()


@settings(max_examples=60, deadline=None, derandomize=True, database=None, phases=[Phase.generate])
@given(st.lists(ROWS, min_size=1, max_size=6))
def test_any_texts_come_back_as_the_same(rows: list[RegisterRow]) -> None:
    coded = [replace(row, code=f"task-{n}") for n, row in enumerate(rows)]
    result = reconcile(imported(written(coded)), ours_of(coded))
    assert [each.changes for each in result.changed] == []
    assert len(result.same) == len(rows)


def test_a_text_that_begins_like_a_formula_stays_a_text() -> None:
    risky = ["=1+1", "+84 905", "-5", "@SUM(A1)", '=HYPERLINK("x")', "#N/A"]
    rows = [replace(row, note=note) for row, note in zip(seed_rows(6), risky, strict=True)]
    content = written(rows)
    assert b"<f>" not in raw.unzipped(content)["xl/worksheets/sheet1.xml"]
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    cells = [sheet.cell(number, len(REGISTER_COLUMNS)) for number in range(6, 12)]
    assert [cell.value for cell in cells] == risky
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.quotePrefix for cell in cells] == [True] * 5 + [False]
    assert [row.values.note for row in imported(content).rows if row.values] == risky


def test_the_paper_is_a3_on_its_side_with_heads_on_every_page_and_real_days() -> None:
    sheet = load_workbook(io.BytesIO(written(seed_rows(3)))).worksheets[0]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (8, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$5:$5"
    assert sheet.freeze_panes == "A6"
    heads = [cell.value for cell in sheet[5]]
    assert heads == [column.head for column in REGISTER_COLUMNS]
    day = sheet.cell(6, heads.index("Ngày văn bản") + 1)
    assert (day.data_type, day.number_format) == ("d", "dd/mm/yyyy")
    assert sheet["A1"].value == TITLE.office
    small = write_register(seed_rows(1), replace(TITLE, paper=PaperSize.A4), UNITS, PEOPLE)
    assert load_workbook(io.BytesIO(small)).worksheets[0].page_setup.paperSize == 9


def test_a_restricted_row_shows_number_and_day_and_nothing_else() -> None:
    secret = RegisterRow(
        code="task-9",
        number="01/M",
        issued_on=date(2026, 11, 5),
        restricted=True,
        summary="điều không được ghi",
        work="điều không được ghi",
        issuer="điều không được ghi",
        lead="CAP",
        due_on=date(2026, 12, 1),
        note="điều không được ghi",
    )
    content = written([secret])
    everything = b"".join(raw.unzipped(content).values()).decode()
    assert "không được ghi" not in everything
    assert "Công an phường" not in everything
    result = reconcile(imported(content), ours_of([secret]))
    assert len(result.same) == 1


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    rows = [replace(seed_rows(1)[0], note="x" * 40_000)]
    result = reconcile(imported(written(rows)), ours_of(rows))
    (changed,) = result.changed
    assert [change.column for change in changed.changes] == ["note"]
    assert str(changed.changes[0].theirs).endswith("(còn nữa, xem trên phần mềm)")


def test_a_title_of_any_lines_is_no_head() -> None:
    title = RegisterTitle(office="UBND", lines=("Số liệu đến 01/12/2026", "Lọc: tất cả", "", "x"))
    register = imported(write_register(seed_rows(2), title, UNITS, PEOPLE))
    assert len(register.rows) == register.total == 2
