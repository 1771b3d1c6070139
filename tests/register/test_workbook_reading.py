"""Excel files as they come: read to the last cell, or refused in a sentence."""

import io
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from services.plandoc.sources.source import DocumentError
from services.register.importing import open_workbook
from services.register.limits import RegisterLimits
from services.register.reading import read_workbook
from services.register.sheet import CellFault
from services.register.sheet_reading import day_of, unescaped
from services.register.template import template
from tests.register import raw_workbooks as raw
from tests.register.drafts import draft_of, workbook_of
from tests.register.seed import UNITS, imported, seed_rows

CLEAN = workbook_of(draft_of(seed_rows(3), 1))
FAST = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def code_of(content: bytes, limits: RegisterLimits | None = None) -> str:
    with pytest.raises(DocumentError) as caught:
        read_workbook(content, "sổ 2026.xlsx", limits or RegisterLimits())
    assert caught.value.sentence.startswith("Không đọc được tệp sổ 2026.xlsx: ")
    assert "Hãy" in caught.value.sentence
    return caught.value.code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "workbook-empty"),
        (b"STT,Noi dung\n1,x\n", "workbook-foreign"),
        (b"%PDF-1.7 ...", "workbook-pdf"),
        (b"<html><table><tr><td>STT</td></tr></table></html>", "workbook-web-page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "workbook-old"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "workbook-encrypted",
        ),
        (raw.zipped({"a.txt": b"x"}), "workbook-archive"),
        (raw.zipped({"word/document.xml": b"<x/>"}), "workbook-word"),
        (raw.zipped({"mimetype": b"x", "content.xml": b"<x/>"}), "workbook-open-office"),
        (CLEAN[: len(CLEAN) // 2], "workbook-broken"),
    ],
)
def test_what_is_no_excel_file_is_refused_by_its_kind(content: bytes, code: str) -> None:
    assert code_of(content) == code


def test_a_bomb_is_refused_before_it_is_opened() -> None:
    parts = raw.parts_with("")
    parts["xl/worksheets/sheet1.xml"] = b" " * (30 * 1024 * 1024)
    assert code_of(raw.zipped(parts)) == "workbook-bomb"
    many = {f"xl/{number}": b"" for number in range(3000)}
    assert code_of(raw.zipped(many)) == "workbook-bomb"


def test_entities_are_refused() -> None:
    parts = raw.parts_with("")
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(
        b"?>\n", b'?>\n<!DOCTYPE x [<!ENTITY a "aaaa">]>', 1
    )
    assert code_of(raw.zipped(parts)) == "workbook-bomb"


def test_limits_are_data_and_said() -> None:
    rows = "".join(raw.row(number, [raw.text("x")] * 3) for number in range(1, 12))
    content = raw.zipped(raw.parts_with(rows))
    assert len(read_workbook(content, "x.xlsx")[0].rows) == 11
    assert code_of(content, RegisterLimits(rows=10)) == "workbook-too-long"
    assert code_of(content, RegisterLimits(cells=30)) == "workbook-too-long"
    assert code_of(content, RegisterLimits(columns=2)) == "workbook-too-long"
    assert code_of(content, RegisterLimits(characters=20)) == "workbook-too-long"
    assert code_of(content, RegisterLimits(elements=60)) == "workbook-too-long"
    assert code_of(content, RegisterLimits(bytes=100)) == "workbook-too-large"
    wide = raw.parts_with(rows, after='<mergeCells><mergeCell ref="A1:A11"/></mergeCells>')
    assert code_of(raw.zipped(wide), RegisterLimits(merged_rows=5)) == "workbook-too-long"


@pytest.mark.parametrize(
    "rows",
    [
        raw.row(2, [raw.text("a")]) + raw.row(2, [raw.text("b")]),
        raw.row(5, [raw.text("a")]) + raw.row(3, [raw.text("b")]),
        raw.row(1, ['<c r="B7"><v>1</v></c>']),
        raw.row(1, ['<c r="1B"><v>1</v></c>']),
        raw.row(1, ['<c t="s"><v>7</v></c>']),
        "<row r='x'></row>",
    ],
)
def test_a_sheet_that_contradicts_itself_is_broken(rows: str) -> None:
    assert code_of(raw.zipped(raw.parts_with(rows))) == "workbook-broken"


def test_the_kept_value_of_a_formula_is_read_and_a_missing_one_is_a_fault() -> None:
    cells = [raw.formula("12"), raw.formula("Báo cáo", "str"), raw.formula("", "str")]
    cells += [raw.formula(), "<c><f>A1</f><v></v></c>", '<c t="e"><v>#REF!</v></c>']
    (grid,) = read_workbook(raw.zipped(raw.parts_with(raw.row(1, cells))), "x.xlsx")
    assert grid.rows[0].cells == {
        1: 12,
        2: "Báo cáo",
        4: CellFault.FORMULA,
        5: CellFault.FORMULA,
        6: CellFault.ERROR,
    }
    assert grid.formulas == 3


def test_days_are_days_whatever_counts_them() -> None:
    assert day_of(46331) == date(2026, 11, 5)
    assert day_of(0) == date(1899, 12, 31)
    assert day_of(1) == date(1900, 1, 1)
    assert day_of(61) == date(1900, 3, 1)
    assert day_of(46331 - 1462, since_1904=True) == date(2026, 11, 5)
    assert day_of(-1) is None
    assert day_of(1e9) is None
    assert unescaped("a_x000D_b_x005F_x0041__xD800_") == "ab_x0041_"


def test_a_value_of_merged_heads_holds_for_its_columns_and_rows() -> None:
    heads = raw.row(1, [raw.text(w) for w in ("TT", "Văn bản", "", "Việc được giao")])
    heads += raw.row(2, [raw.text(w) for w in ("", "Số", "Ngày", "")])
    merged = "".join(f'<mergeCell ref="{ref}"/>' for ref in ("A1:A2", "B1:C1", "D1:D2"))
    content = raw.zipped(raw.parts_with(heads, after=f"<mergeCells>{merged}</mergeCells>"))
    opened = open_workbook(content, "x.xlsx").register()
    labels = [head.label for head in opened.head.heads]
    assert labels == ["TT", "Văn bản / Số", "Văn bản / Ngày", "Việc được giao"]
    mapping = opened.proposal.mapping.columns(opened.head.heads)
    assert mapping == {1: "ordinal", 2: "number", 3: "issued_on", 4: "work"}


def test_the_title_above_merged_heads_is_no_part_of_them() -> None:
    rows = raw.row(1, [raw.text("BẢNG THEO DÕI NĂM 2026")])
    rows += raw.row(2, [raw.text(w) for w in ("TT", "Nội dung", "Chủ trì", "Hạn")])
    rows += raw.row(3, [raw.text(w) for w in ("1", "Họp", "TYT", "01/12/2026")])
    after = '<mergeCells><mergeCell ref="A1:D1"/></mergeCells>'
    opened = open_workbook(raw.zipped(raw.parts_with(rows, after=after)), "x.xlsx").register()
    assert [head.label for head in opened.head.heads] == ["TT", "Nội dung", "Chủ trì", "Hạn"]
    assert (opened.head.first_row, opened.head.last_row) == (2, 2)


def test_few_cells_of_old_letters_are_each_noted_and_all_are_counted() -> None:
    rows = raw.row(1, [raw.text(w) for w in ("TT", "Nội dung", "Chủ trì", "Hạn")])
    rows += raw.row(2, [raw.text(w) for w in ("1", "Hop giao ban", "Tr¹m Y tÕ", "01/12/2026")])
    register = imported(raw.zipped(raw.parts_with(rows)))
    assert register.notes[0].startswith("1 ô viết bằng TCVN3 (ABC) đã được chuyển sang Unicode.")
    (imported_row,) = register.rows
    assert imported_row.values is not None
    assert imported_row.values.lead == "TY"
    assert [note.cell for note in imported_row.notes] == ["C2"]


def test_letters_that_nobody_can_be_sure_of_are_refused_in_their_cell() -> None:
    rows = raw.row(1, [raw.text(w) for w in ("TT", "Nội dung", "Chủ trì", "Hạn")])
    rows += raw.row(2, [raw.text(w) for w in ("1", "Chuû to", "TYT", "01/12/2026")])
    (row,) = imported(raw.zipped(raw.parts_with(rows))).rows
    assert [refusal.cell for refusal in row.refusals] == ["B2"]
    assert "bảng mã cũ" in row.refusals[0].sentence


def test_hidden_rows_columns_and_sheets_are_counted_and_said() -> None:
    draft = draft_of(seed_rows(6), 1)
    draft.rows[1].hidden = draft.rows[4].hidden = True
    draft.hidden_columns.add("note")
    draft.rows[1].cells["note"] = "ẩn"
    draft.other_sheets.append(("Nháp", "hidden"))
    register = imported(workbook_of(draft))
    assert len(register.rows) == 6
    notes = " ".join(register.notes)
    assert "2 dòng đang ẩn cũng được đọc: 5, 8." in notes
    assert "1 cột đang ẩn cũng được đọc: W." in notes
    assert "Trang “Nháp” (đang ẩn) có 1 dòng không được đọc." in notes


def test_the_template_is_read_with_no_row_and_no_doubt() -> None:
    opened = open_workbook(template(UNITS), "mẫu.xlsx").register()
    assert opened.proposal.doubts == opened.proposal.unused == ()
    assert opened.proposal.mapping.missing() == ()
    register = imported(template(UNITS))
    assert register.rows == ()
    assert register.skipped.example == (4,)
    assert register.notes == ()


def test_a_sheet_without_heads_is_refused_with_the_way_out() -> None:
    book = Workbook()
    book.worksheets[0].append(["xin chào"])
    file = io.BytesIO()
    book.save(file)
    with pytest.raises(DocumentError) as caught:
        open_workbook(file.getvalue(), "x.xlsx").register()
    assert caught.value.code == "register-no-head"
    assert "Hãy tải mẫu sổ" in caught.value.sentence


@FAST
@given(st.data())
def test_damaged_files_are_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    parts = raw.unzipped(CLEAN)
    name = data.draw(st.sampled_from(sorted(parts)))
    content = bytearray(parts[name])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 6))] = data.draw(st.binary(max_size=6))
    parts[name] = bytes(content)
    try:
        register = imported(raw.zipped(parts))
    except DocumentError as refused:
        sentence, balanced = refused.sentence, True
    else:
        sentence = "Hãy"
        balanced = register.total == len(register.rows) + register.skipped.total
    assert balanced
    assert "Hãy" in sentence
