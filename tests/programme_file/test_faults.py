"""What is wrong in a programme's file is refused at its cell; every row is accounted for."""

import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.plandoc.sources.source import DocumentError
from services.programme_file.columns import HEADS
from services.programme_file.parsing import hour_of
from services.programme_file.row import OurProgrammeRow
from services.register.sheet import address
from tests.programme_file.seed import (
    cells,
    compared,
    read,
    registered,
    seed_rows,
    workbook,
)

NEW = OurProgrammeRow(number=0, values=replace(seed_rows(1)[0].values, content="Việc chưa có"))
FAULTS: dict[str, tuple[str, Any, str]] = {
    "no content": ("content", None, "trống"),
    "no lead": ("lead_unit", None, "trống"),
    "a unit that nobody knows": ("lead_unit", "Phòng Không Có", "không có đơn vị nào tên"),
    "two leads": ("lead_unit", "VHXH; KTHT", "có 2 đơn vị chủ trì"),
    "a lead outside the ward": ("lead_unit", "DL", "ở ngoài bộ máy của phường"),
    "a partner that nobody knows": ("supporting_units", "VP; Hội Lạ", "không có đơn vị nào tên"),
    "no day": ("due_on", None, "trống"),
    "a day outside the period": ("due_on", date(2027, 4, 1), "ở ngoài kỳ"),
    "a day that is in no calendar": ("due_on", "31/02/2027", "không có ngày “31/02/2027”"),
    "words for a day": ("due_on", "cuối quý", "không phải là một ngày cụ thể"),
    "no due day at all": ("due_on", "không thời hạn", "không phải là ngày"),
    "no hour": ("sits_at", "25:00", "không phải là giờ"),
    "words for an hour": ("sits_at", "sáng", "không phải là giờ"),
    "nobody to present to": ("presented_to", None, "trống"),
    "a level that is none": ("presented_to", "Trưởng thôn", "không có cấp trình"),
    "somebody unknown": ("leader", "Người Không Có", "không có cán bộ nào tên"),
    "one of two": ("leader", "Nguyễn Văn An", "có thể là"),
    "a number of no row": ("number", 999, "không có dòng mã 999"),
    "words for a number": ("number", "dòng hai", "không phải là mã dòng"),
    "a broken formula": ("note", "=#REF!", ""),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_wrong_cell_is_refused_at_its_place_and_blocks_no_other(name: str) -> None:
    key, value, words = FAULTS[name]
    ours = seed_rows(3)
    wrong = cells(NEW, **{"number": None, key: value})
    good = cells(NEW, number=None, content="Việc khác chưa có")
    comparison = compared(workbook([cells(ours[0]), wrong, good]), ours)
    (refused,) = comparison.refused
    (remark,) = refused.refusals
    assert refused.row.at == 4
    assert remark.cell == address(list(HEADS).index(key) + 1, 4)
    assert words in remark.sentence
    assert remark.sentence.startswith(f"Ô {remark.cell} ({HEADS[key]}): ")
    assert [row.at for row in comparison.new] == [5]
    assert [pair.row.at for pair in comparison.same] == [3]


def test_each_wrong_cell_of_a_row_is_named() -> None:
    wrong = cells(NEW, number=None, due_on="31/02/2027", lead_unit="Phòng Lạ", sits_at="99")
    (refused,) = compared(workbook([wrong]), []).refused
    assert {remark.column for remark in refused.refusals} == {"due_on", "lead_unit", "sits_at"}


def test_a_row_that_is_gone_is_neither_new_nor_ours() -> None:
    ours = seed_rows(3)
    (refused,) = compared(workbook([cells(ours[1])]), [ours[0]], gone={2}).refused
    assert "dòng 2 không còn trong chương trình" in refused.refusals[0].sentence
    row = cells(NEW, number=None)
    first = compared(workbook([row]), ours)
    _, keys = registered(first, ours)
    (refused,) = compared(workbook([row]), ours, written=keys, gone={4}).refused
    assert "đã được nhập là dòng 4" in refused.refusals[0].sentence


def test_a_row_that_was_imported_and_changed_since_is_found_again() -> None:
    row = cells(NEW, number=None)
    ours, keys = registered(compared(workbook([row]), []), [])
    renamed = [replace(each, values=replace(each.values, content="Tên khác")) for each in ours]
    (pair,) = compared(workbook([row]), renamed, written=keys).changed
    assert [(c.column, c.theirs, c.ours) for c in pair.changes] == [
        ("content", "Việc chưa có", "Tên khác")
    ]
    hidden = [replace(each, withheld=True) for each in ours]
    assert len(compared(workbook([row]), hidden, written=keys).same) == 1


def test_what_stands_twice_is_named_with_the_first_one() -> None:
    ours = seed_rows(2)
    bare = cells(NEW, number=None)
    rows = [cells(ours[0]), cells(ours[0]), bare, {**bare, "content": "VIỆC  chưa có."}]
    comparison = compared(workbook([*rows, cells(ours[0], number=None)]), ours)
    assert [(each.row.at, each.first_at) for each in comparison.twice] == [(4, 3), (6, 5), (7, 3)]


def test_a_refused_row_is_named_beside_the_row_of_ours_that_it_seems_to_be() -> None:
    ours = seed_rows(2)
    comparison = compared(workbook([cells(ours[0], due_on="mai"), cells(ours[1])]), ours)
    assert [(each.ours.number, each.refused_at) for each in comparison.only_ours] == [(1, 3)]


@pytest.mark.parametrize("seed", range(30))
def test_whatever_is_done_to_a_file_every_row_is_accounted_for(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  (spoiling, no secret)
    ours = seed_rows()
    rows = [cells(row) for row in ours]
    kept = chance.sample(range(len(ours)), len(ours) - 3)
    rows = [rows[index] for index in kept]
    changed, refused, blank = (chance.sample(range(len(rows)), 3) for _ in range(3))
    for index in changed:
        rows[index]["note"] = "Ghi chú khác"
    for index in blank:
        rows[index].pop("number")
    for index in refused:
        rows[index]["due_on"] = "31/02/2027"
    new = [cells(NEW, number=None, content=f"Việc mới {n}") for n in range(4)]
    rows += [*new, dict(chance.choice(new)), {}]
    chance.shuffle(rows)
    comparison = compared(workbook(rows), ours)
    wrong = set(refused)
    assert len(comparison.refused) == 3
    assert len(comparison.changed) == len(set(changed) - wrong)
    assert len(comparison.new) == 4
    assert len(comparison.twice) == 1
    assert len(comparison.only_ours) == 3 + 3
    after, keys = registered(comparison, ours)
    assert compared(workbook(rows), after, written=keys).new == ()


@pytest.mark.parametrize(
    ("value", "hour"),
    [
        ("8:30", "08:30"),
        ("8h30", "08:30"),
        ("8 giờ 30", "08:30"),
        ("14h", "14:00"),
        ("08:30:00", "08:30"),
        (0.3541666666666667, "08:30"),
        (0, "00:00"),
        (1.5, None),
        ("24:00", None),
        ("8:60", None),
        (True, None),
        (date(2027, 1, 5), None),
    ],
)
def test_an_hour_is_read_as_people_and_excel_write_it(value: Any, hour: str | None) -> None:
    assert hour_of(value) == hour


def test_other_offices_heads_are_known_and_a_file_without_them_is_refused() -> None:
    other = {"content": "Nội dung công việc", "lead_unit": "Chủ trì", "due_on": "Thời hạn"}
    row = cells(NEW, number=None)
    file = read(workbook([row], {**other, "presented_to": "Cấp quyết định"}))
    assert [each.refusals for each in file.rows] == [()]
    for heads, code in (
        ({**other, "product": "Sản phẩm"}, "programme-columns-missing"),
        ({**HEADS, "again": "Thời hạn"}, "programme-columns-twice"),
        ({"one": "a", "two": "b", "three": "c", "four": "d"}, "programme-no-head"),
    ):
        with pytest.raises(DocumentError) as refused:
            read(workbook([row], heads))
        assert refused.value.code == code
    with pytest.raises(DocumentError):
        read(b"no file of Excel")
