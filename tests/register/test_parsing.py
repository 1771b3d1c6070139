"""Cells become values; what cannot is refused with its address, and never stops another row."""

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.register.columns import BY_KEY, REGISTER_COLUMNS, ValueKind
from services.register.days import read_day
from services.register.known import KnownUnit
from services.register.parsing import RowParser
from services.register.row import SuperiorReply
from services.register.row_key import row_key
from services.register.row_reading import CellOfRow, RowReading
from services.register.sheet import CellFault, CellValue, address
from services.register.small_values import read_reply, read_tick, read_urgency
from services.register.units import UnitNames
from tests.register.seed import PEOPLE, TEXTS, UNITS

COLUMNS = {column.key: at for at, column in enumerate(REGISTER_COLUMNS, 1)}
PARSER = RowParser(TEXTS.units, TEXTS.people, COLUMNS)
GOOD: dict[str, CellValue] = {
    "work": "Báo cáo rà soát hộ nghèo",
    "lead": "Trạm Y tế",
    "due_on": date(2026, 12, 1),
}
QUIET = settings(max_examples=400, deadline=None, derandomize=True, database=None)
TEXT = st.text(max_size=40)
WORDS = st.sampled_from(
    [
        "31/02/2026",
        "cuối quý",
        "không thời hạn",
        "P. KT; TYT",
        "x",
        "Nguyễn Văn An",
        "=1+1",
        "Mật",
        "12/UBND ngày 31/4/2026",
        "Đ/c Lê Thị Hoa",
        "1/1/1970",
        "Trạm Y tế",
        "Điện lực thành phố",
    ]
)
VALUES: st.SearchStrategy[CellValue] = st.one_of(
    TEXT,
    WORDS,
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(),
    st.sampled_from(CellFault),
)


def parsed(**cells: CellValue) -> RowReading:
    given = {key: CellOfRow(value) for key, value in {**GOOD, **cells}.items()}
    return PARSER.parse(12, {key: cell for key, cell in given.items() if cell.value != ""})


def refusal(**cells: CellValue) -> str:
    reading = parsed(**cells)
    assert reading.row() is None
    (refused,) = reading.refusals
    return refused.sentence


def value(key: str, cell: CellValue) -> object:
    row = parsed(**{key: cell}).row()
    assert row is not None
    return getattr(row, key)


@QUIET
@given(st.dictionaries(st.sampled_from(sorted(BY_KEY)), VALUES))
def test_whatever_stands_in_a_row_is_read_or_refused_with_its_cell(
    cells: Mapping[str, CellValue],
) -> None:
    reading = PARSER.parse(12, {key: CellOfRow(each) for key, each in cells.items()})
    assert (reading.row() is None) is bool(reading.refusals)
    for remark in (*reading.refusals, *reading.notes):
        assert remark.cell == address(COLUMNS[remark.column], 12)
        assert remark.cell in remark.sentence
        assert BY_KEY[remark.column].head in remark.sentence
    row = reading.row()
    assert row is None or row.restricted or (row.work and row.lead)
    assert row is None or row_key(row) == row_key(row)


@QUIET
@given(st.one_of(VALUES, TEXT.map(lambda words: f"ngày {words}")))
def test_a_day_is_read_refused_or_none_but_never_made_up(cell: CellValue) -> None:
    read = read_day(cell)
    assert (read.day is not None) + bool(read.refusal) <= 1
    assert read.day is None or 2000 <= read.day.year < 2100


@pytest.mark.parametrize(
    "written",
    [
        date(2026, 11, 5),
        46331,
        "46331.0",
        "05/11/2026",
        "5/11/2026",
        "5-11-26",
        "05.11.2026",
        "2026-11-05",
        "2026-11-05T00:00:00.000Z",
        "05/11/2026 00:00:00",
        "5/11/2026 12:00:00 SA",
        "ngày 5 tháng 11 năm 2026",
        "Trước ngày 05/11/2026",
        " 05 / 11 / 2026 ",
    ],
)
def test_a_day_is_read_in_all_forms_of_offices(written: CellValue) -> None:
    assert value("due_on", written) == date(2026, 11, 5)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("31/02/2026", "không có ngày “31/02/2026” trong lịch"),
        ("11/25/2026", "theo thứ tự ngày/tháng/năm"),
        ("cuối quý", "không phải là một ngày cụ thể"),
        ("Quý IV/2026", "không phải là một ngày cụ thể"),
        ("15/12", "thiếu năm"),
        ("15/12/2026; gia hạn 30/12/2026", "có nhiều ngày"),
        ("05/11/1026", "năm 1026"),
        (99_999_999, "không phải là ngày"),
        (True, "không có ngày"),
    ],
)
def test_a_day_that_is_none_is_refused_with_what_to_type(written: CellValue, said: str) -> None:
    sentence = refusal(due_on=written)
    assert said in sentence
    assert sentence.startswith("Ô Q12 (Hạn): ")
    assert "Hãy" in sentence
    assert "không thời hạn" in sentence


@pytest.mark.parametrize("words", ["Không thời hạn", "KHÔNG CÓ THỜI HẠN", " không thời hạn "])
def test_no_due_day_is_said_in_words(words: str) -> None:
    assert value("due_on", words) is None


def test_a_blank_due_day_is_no_statement_and_is_refused() -> None:
    assert refusal(due_on="").startswith("Ô Q12 (Hạn): trống. Hãy ghi ngày/tháng/năm")
    assert "trống" in refusal(due_on="-")


@pytest.mark.parametrize("nothing", [date(1970, 1, 1), "01/01/1970", date(1900, 1, 1), 0, 25569])
def test_a_day_of_systems_without_one_is_none_and_noted(nothing: CellValue) -> None:
    reading = parsed(due_on=nothing, superior_due_on=nothing)
    row = reading.row()
    assert row is not None
    assert row.due_on is row.superior_due_on is None
    assert [note.column for note in reading.notes] == ["superior_due_on", "due_on"]
    assert all("không có ngày" in note.sentence for note in reading.notes)


@pytest.mark.parametrize(
    "words",
    [
        "KTHT",
        "kt",
        "P. KT",
        "Phòng Kinh tế, Hạ tầng và Đô thị",
        "Phong Kinh te, Ha tang va Do thi",
        "PHÒNG KINH TẾ,  HẠ TẦNG VÀ ĐÔ THỊ",
        "Chủ trì: KT",
        "Phòng Kinh tế, Hạ tầng & Đô thị",
        "Phòng Kinh tế, Hạ tầng và Đô thị (KTHT)",
    ],
)
def test_a_lead_is_known_by_code_name_and_short_name(words: str) -> None:
    if "&" in words:
        assert "không có đơn vị nào" in refusal(lead=words)
    else:
        assert value("lead", words) == "KTHT"


def test_several_units_in_one_cell_are_parted_where_a_known_name_ends() -> None:
    words = "Văn phòng, Phòng Kinh tế, Hạ tầng và Đô thị và Công an phường; ĐL\nTYT"
    assert TEXTS.units.read(words).codes == ("VP", "KTHT", "CAP", "DL", "TY")
    assert value("supporters", words) == ("VP", "KTHT", "CAP", "DL")  # TY leads already
    assert "chỉ giữ ở cột Chủ trì" in parsed(supporters=words).notes[0].sentence


def test_leads_that_cannot_be_are_refused() -> None:
    assert "có 2 đơn vị chủ trì" in refusal(lead="P. KT, Công an phường")
    assert "ở ngoài bộ máy của phường" in refusal(lead="Điện lực thành phố")
    assert "trống" in refusal(lead="")
    assert "Có phải “Trạm Y tế”?" in refusal(lead="Trạm Y ttế")
    assert "không có đơn vị nào tên “Phòng Lạ”" in refusal(supporters="VP; Phòng Lạ")


def test_a_name_of_two_units_is_refused_naming_the_way_out() -> None:
    units = (*UNITS, KnownUnit(code="CAX", name="Công an xã", other_names=("CA",)))
    parser = RowParser(UnitNames(units), TEXTS.people, COLUMNS)
    reading = parser.parse(3, {"lead": CellOfRow("CA")})
    assert "tên chung của nhiều đơn vị" in reading.refusals[0].sentence


def test_a_person_is_known_by_name_login_and_title() -> None:
    for words in ("Trần Văn Bình", "binh.tv", "Đ/c Trần Văn Bình", "Chủ tịch UBND phường"):
        assert value("assigner", words) == "binh.tv"
    assert value("follower", "Nguyễn Văn An (an.nv2)") == "an.nv2"
    for person in PEOPLE:
        assert value("assigner", TEXTS.people.written(person.login)) == person.login


def test_of_two_people_with_one_name_neither_is_taken() -> None:
    sentence = refusal(assigner="Nguyễn Văn An")
    assert "Nguyễn Văn An (an.nv, Văn phòng)" in sentence
    assert "Nguyễn Văn An (an.nv2, Phòng Kinh tế)" in sentence


def test_a_secret_row_holds_number_and_day_and_nothing_else() -> None:
    secret: dict[str, CellValue] = {"restricted": "x", "number": "01/M", "issued_on": "05/11/2026"}
    row = PARSER.parse(4, {key: CellOfRow(each) for key, each in secret.items()}).row()
    assert row is not None
    assert (row.restricted, row.number, row.work, row.lead) == (True, "01/M", "", "")
    reading = parsed(**secret)
    assert [each.column for each in reading.refusals] == ["work", "lead", "due_on"]
    assert "dòng mật chỉ được ghi số và ngày" in reading.refusals[0].sentence
    assert "rà soát" not in " ".join(each.sentence for each in reading.refusals)
    assert parsed(restricted="không rõ").row() is None


def test_small_words_have_their_meaning() -> None:
    assert [read_tick(v).value for v in ("x", "✓", "Có", 1, True)] == [True] * 5
    assert [read_tick(v).value for v in ("", "Không", 0, False, "-")] == [False] * 5
    assert read_tick("có lẽ").refusal
    assert read_urgency("Hoả tốc").value == "express"
    assert read_urgency("THƯỢNG KHẨN").value == "very_urgent"
    assert read_urgency("rất gấp").refusal
    reply = SuperiorReply(number="45/UBND-VP", replied_on=date(2026, 12, 3))
    assert read_reply("Số 45/UBND-VP ngày 03/12/2026").value == reply
    assert read_reply("45/UBND-VP (ngày 3/12/2026)").value == reply
    assert read_reply("x").value == SuperiorReply()
    assert read_reply("45/UBND ngày 31/02/2026").refusal


def test_days_out_of_order_are_said_and_taken() -> None:
    reading = parsed(assigned_on="05/12/2026", due_on="01/12/2026", superior_due_on="30/11/2026")
    assert reading.row() is not None
    said = " ".join(note.sentence for note in reading.notes)
    assert "ngày 01/12/2026 trước Ngày giao 05/12/2026" in said
    assert "sau hạn của cấp trên (30/11/2026)" in said


def test_a_row_keeps_its_key_however_it_is_typed() -> None:
    first = parsed(number="12/UBND-VP", issued_on="05/11/2026", summary="V/v rà soát").row()
    again = parsed(
        number=" 12/ubnd–vp",
        issued_on=46331,
        summary="V/v  rà\u0300 soát".replace("à\u0300", "a\u0300"),
        work="BÁO CÁO rà soát hộ nghèo.",
        lead="TYT",
        due_on="15/12/2026",
        note="khác",
    ).row()
    other = parsed(number="12/UBND-VP", issued_on="05/11/2026", lead="VP").row()
    assert first is not None
    assert again is not None
    assert other is not None
    assert row_key(first) == row_key(again) != row_key(other)


def test_every_column_has_a_reader_and_a_guide() -> None:
    assert {column.kind for column in REGISTER_COLUMNS} <= set(ValueKind)
    assert all(column.guide.endswith(".") for column in REGISTER_COLUMNS)
    assert [column.key for column in REGISTER_COLUMNS if column.required] == [
        "work",
        "lead",
        "due_on",
    ]
