"""A file set against ours: every row told once, ours never overwritten, the minutes add up."""

import hashlib
import io
from dataclasses import replace
from datetime import date

from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from services.register.columns import BY_KEY
from services.register.minutes import write_minutes
from services.register.minutes_view import MinutesHead, MinutesView, minutes_view
from services.register.pairing_rows import OurRow, PairedBy
from services.register.reconciling import Reconciliation, compared, reconcile
from services.register.row import (
    CellRemark,
    ImportedRegister,
    ImportedRow,
    RegisterRow,
    SkippedRows,
)
from services.register.row_key import row_key
from services.register.writing import write_register
from tests.register.seed import PEOPLE, TEXTS, TITLE, UNITS, imported, ours_of, seed_rows

HEAD = MinutesHead(
    office="UBND PHƯỜNG SÔNG TRƯỜNG",
    place="Sông Trường",
    made_on=date(2026, 12, 1),
    made_by="Phạm Thu Hương",
    compared_with="Sổ theo dõi năm 2026",
)


def against(file_rows: list[RegisterRow], ours: list[OurRow]) -> Reconciliation:
    result = reconcile(imported(write_register(file_rows, TITLE, UNITS, PEOPLE)), ours)
    assert result.sums.balanced
    return result


def without_codes(rows: list[RegisterRow]) -> list[RegisterRow]:
    return [replace(row, code="") for row in rows]


def test_what_we_moved_ourselves_is_changed_and_not_new_and_not_overwritten() -> None:
    rows = without_codes(seed_rows(6))
    first = against(rows, [])
    assert [row.key for row in first.new] == [row_key(row) for row in rows]
    written = [
        OurRow(
            code=f"t-{n}",
            row=replace(row.values, code=f"t-{n}"),
            imported_keys=frozenset({row.key}),
        )
        for n, row in enumerate(first.new)
        if row.values is not None
    ]
    extended = replace(written[1], row=replace(written[1].row, due_on=date(2027, 5, 1)))
    reassigned = replace(written[3], row=replace(written[3].row, lead="TY", supporters=()))
    second = against(rows, [written[0], extended, written[2], reassigned, *written[4:]])
    assert not second.new
    assert not second.only_ours
    changes = {each.ours.code: [c.column for c in each.changes] for each in second.changed}
    assert changes == {"t-1": ["due_on"], "t-3": ["lead"]}
    (due,) = second.changed[0].changes
    assert (due.theirs, due.ours) == (rows[1].due_on, date(2027, 5, 1))
    assert {each.paired_by for each in second.changed} == {PairedBy.KEY}


def test_a_row_is_known_again_by_ever_weaker_signs() -> None:
    rows = seed_rows(12)
    ours = ours_of(rows)
    file_rows = without_codes(rows)
    file_rows[0] = replace(file_rows[0], lead="VP")
    file_rows[4] = replace(file_rows[4], work=f"{file_rows[4].work} và gửi báo cáo")
    file_rows[7] = replace(file_rows[7], number="999/KH")
    file_rows[10] = replace(file_rows[10], lead="VP", work=f"{file_rows[10].work} sớm")
    result = against(file_rows, ours)
    assert not result.new
    assert not result.only_ours
    assert {each.ours.code: each.paired_by for each in result.changed} == {
        "task-2026.1": PairedBy.WORK_OF_PAPER,
        "task-2026.5": PairedBy.LEAD_OF_PAPER,
        "task-2026.8": PairedBy.WORK,
        "task-2026.11": PairedBy.PAPER,
    }


def test_other_work_of_the_same_paper_is_no_change_of_ours() -> None:
    rows = seed_rows(3)
    file_rows = without_codes(rows)
    file_rows[1] = replace(file_rows[1], work="Mua sắm trang thiết bị phòng họp trực tuyến")
    result = against(file_rows, ours_of(rows))
    assert [row.number for row in result.new] == [7]
    assert [each.ours.code for each in result.only_ours] == ["task-2026.2"]


def test_a_row_that_stands_twice_names_the_first_and_where_it_differs() -> None:
    rows = seed_rows(3)
    again = replace(rows[0], due_on=date(2027, 1, 1))
    bare = replace(rows[1], code="")
    result = against([*rows, again, bare, rows[2]], ours_of(rows))
    assert [(r.imported.number, r.first_row, r.differs) for r in result.twice] == [
        (9, 6, ("due_on",)),
        (10, 7, ("code",)),
        (11, 8, ()),
    ]


def test_an_unknown_code_is_a_new_row_and_two_works_of_ours_with_the_same_words_are_two() -> None:
    row = seed_rows(1)[0]
    twins = [
        OurRow(code="a", row=replace(row, code="a")),
        OurRow(code="b", row=replace(row, code="b")),
    ]
    result = against([replace(row, code="b"), replace(row, code="a")], twins)
    assert len(result.same) == 2
    strange = against([replace(row, code="của nơi khác", work="Việc chưa từng có")], twins)
    assert len(strange.new) == 1


def test_a_blank_cell_of_a_column_that_we_fill_says_nothing() -> None:
    theirs, ours = replace(seed_rows(1)[0], assigner=""), seed_rows(1)[0]
    present = frozenset(BY_KEY)
    assert [each.column for each in compared(theirs, ours, present)] == ["assigner"]
    assert compared(theirs, ours, present, frozenset({"assigner"})) == ()
    assert compared(theirs, ours, present - {"assigner"}) == ()


def test_of_a_restricted_row_only_number_and_day_are_compared() -> None:
    ours = replace(seed_rows(1)[0], restricted=True)
    theirs = RegisterRow(number=ours.number, issued_on=ours.issued_on, restricted=True)
    present = frozenset(BY_KEY) - {"received_number"}
    assert compared(theirs, ours, present) == ()
    moved = replace(theirs, issued_on=date(2026, 1, 1))
    assert [each.column for each in compared(moved, ours, present)] == ["issued_on"]


WORKS = st.builds(
    RegisterRow,
    code=st.sampled_from(["", "", "a", "b", "c"]),
    number=st.sampled_from(["", "1/UB", "2/UB"]),
    work=st.sampled_from(["Báo cáo rà soát", "Báo cáo rà soát nhanh", "Họp"]),
    lead=st.sampled_from(["VP", "TY"]),
    due_on=st.sampled_from([None, date(2026, 12, 1)]),
)


@settings(max_examples=400, deadline=None, derandomize=True, database=None)
@given(st.lists(st.tuples(WORKS, st.booleans()), max_size=9), st.lists(WORKS, max_size=9))
def test_any_two_registers_are_accounted_for_to_the_last_row(
    theirs: list[tuple[RegisterRow, bool]], ours: list[RegisterRow]
) -> None:
    refusal = CellRemark(cell="A1", column="work", sentence="Ô A1: …")
    rows = tuple(
        ImportedRow(number=n, cells={"code": row.code}, values=row, key=row_key(row))
        if accepted
        else ImportedRow(number=n, cells={"code": row.code}, values=None, refusals=(refusal,))
        for n, (row, accepted) in enumerate(theirs, 1)
    )
    register = ImportedRegister(
        file_name="x.xlsx",
        sha256="",
        sheet="Sổ",
        first_row=1,
        last_row=len(rows),
        present=frozenset(BY_KEY),
        rows=rows,
        skipped=SkippedRows(),
    )
    mine = [
        OurRow(code=f"{row.code}{n}" if not row.code else row.code, row=row)
        for n, row in enumerate(ours)
    ]
    result = reconcile(register, mine)
    assert result.sums.balanced
    numbers = [r.imported.number for r in result.same]
    numbers += [r.imported.number for r in result.changed]
    numbers += [r.imported.number for r in result.twice]
    numbers += [r.number for r in (*result.new, *result.refused)]
    assert sorted(numbers) == list(range(1, len(rows) + 1))
    held = [each.ours for each in result.same]
    held += [each.ours for each in result.changed]
    held += [each.ours for each in result.only_ours]
    assert sorted(map(id, held)) == sorted(map(id, mine))


def seen(most_listed: int = 500) -> tuple[MinutesView, Reconciliation]:
    rows = seed_rows(9)
    file_rows = [*rows[2:], rows[3], replace(rows[0], code="", work="Việc mới", number="7/KL")]
    file_rows[0] = replace(file_rows[0], note="đã sửa")
    file_rows.append(replace(rows[1], lead="KHÔNG CÓ"))
    ours = ours_of(rows)
    ours.append(
        OurRow(
            code="m",
            row=RegisterRow(
                number="01/M", issued_on=date(2026, 1, 5), restricted=True, work="điều giấu"
            ),
        )
    )
    result = against(file_rows, ours)
    return minutes_view(result, HEAD, TEXTS, most_listed), result


def test_the_minutes_say_all_sums_and_name_every_row() -> None:
    view, result = seen()
    assert dict(view.file_sums)["Tổng số dòng của tệp"] == 10
    assert sum(count for _, count in view.file_sums[:-1]) == view.file_sums[-1][1]
    assert sum(count for _, count in view.our_sums[:-1]) == view.our_sums[-1][1] == 10
    assert {each.title: len(each.lines) for each in view.lists} == {
        "Dòng khác nhau": 1,
        "Dòng chỉ có trong tệp": 1,
        "Dòng chỉ có trong sổ của ta": 3,
        "Dòng lặp lại trong tệp": 1,
        "Dòng không nhận được": 1,
    }
    said = [line for each in view.lists for line in each.lines]
    assert ("6", "task-2026.3", result.changed[0].ours.row.work) == said[0][:3]
    assert said[0][3] == "Ghi chú: tệp “đã sửa”, ta “trống”"
    assert "dòng 15 của tệp có lẽ là việc này nhưng có lỗi" in said[3][3]
    assert "điều giấu" not in str(view)
    assert ("m", "01/M", "(mật) số 01/M, ngày 05/01/2026", "") in said


def test_the_minutes_are_a_word_file_with_the_sums_and_the_digest_of_the_file() -> None:
    view, result = seen()
    document = Document(io.BytesIO(write_minutes(view)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "BIÊN BẢN ĐỐI SOÁT" in text
    assert f"Mã băm SHA-256 của tệp: {result.register.sha256}" in text
    assert "Sông Trường, ngày 01/12/2026. Người lập: Phạm Thu Hương." in text
    tables = [
        [[cell.text for cell in row.cells] for row in table.rows] for table in document.tables
    ]
    assert ["Tổng số dòng của tệp", "10"] in tables[1]
    assert ["Tổng số dòng của ta", "10"] in tables[2]
    assert len(tables) == 3 + len(view.lists) + 1


def test_a_long_list_is_cut_on_paper_and_says_so() -> None:
    view, _ = seen(most_listed=2)
    (ours,) = (each for each in view.lists if each.title == "Dòng chỉ có trong sổ của ta")
    assert (len(ours.lines), ours.left_out) == (2, 1)
    text = "\n".join(p.text for p in Document(io.BytesIO(write_minutes(view))).paragraphs)
    assert "Còn 1 dòng không in ở đây" in text


def test_the_digest_is_of_the_file_itself() -> None:
    content = write_register(seed_rows(1), TITLE, UNITS, PEOPLE)
    assert imported(content).sha256 == hashlib.sha256(content).hexdigest()
