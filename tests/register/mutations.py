"""Named ways in which registers are spoiled, each saying what must be found after it."""

import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any

from services.plandoc.sources.legacy_encodings import TCVN3, VNI
from services.plandoc.wording.words import unmarked
from services.register.columns import EXAMPLE_CODE
from services.register.days import written_day
from tests.register.drafts import Draft, DraftRow
from tests.register.old_letters import in_old_letters
from tests.register.seed import UNITS

Mutation = Callable[[Draft], None]
_EPOCH = date(1899, 12, 30)
_DAYS = ("issued_on", "assigned_on", "superior_due_on", "due_on", "completed_on")
_NAMES = {unit.name: unit for unit in UNITS}


def rows_dropped(draft: Draft) -> None:
    chosen = draft.pick(3)
    draft.rows = [row for row in draft.rows if row not in chosen]
    draft.planted.dropped |= {row.source for row in chosen}


def rows_duplicated(draft: Draft) -> None:
    for row in draft.pick(2):
        draft.rows.append(DraftRow(cells=dict(row.cells), source="", font=row.font))
        draft.planted.twice += 1


def rows_duplicated_without_code(draft: Draft) -> None:
    for row in draft.pick(2):
        copy = {key: value for key, value in row.cells.items() if key != "code"}
        draft.rows.insert(0, DraftRow(cells=copy, font=row.font))
        draft.planted.twice += 1


def rows_shuffled(draft: Draft) -> None:
    draft.random.shuffle(draft.rows)


def rows_added(draft: Draft) -> None:
    for number in range(4):
        cells = {
            "number": f"{9000 + number}/SNV",
            "issued_on": date(2026, 11, 20),
            "work": f"Góp ý dự thảo đề án vị trí việc làm lần {number + 1}",
            "lead": "Văn phòng HĐND và UBND",
            "due_on": date(2026, 12, 20),
        }
        draft.rows.append(DraftRow(cells=cells))
        draft.planted.new += 1


def rows_blank(draft: Draft) -> None:
    for _ in range(3):
        draft.rows.insert(draft.random.randrange(len(draft.rows)), DraftRow(cells={}))
        draft.planted.skipped += 1
    draft.rows.insert(1, DraftRow(cells={"work": " \u200b\u00a0"}))
    draft.planted.skipped += 1


def rows_hidden(draft: Draft) -> None:
    for row in draft.pick(4):
        row.hidden = True


def columns_hidden(draft: Draft) -> None:
    draft.hidden_columns |= {"note", "follower"} & set(draft.keys)


def sheets_hidden(draft: Draft) -> None:
    draft.other_sheets += [("Nháp", "hidden"), ("Danh mục", "visible")]


def headings_of_groups(draft: Draft) -> None:
    for number, title in enumerate(("I. Văn bản của thành phố", "II. Văn bản của Đảng ủy")):
        draft.rows.insert(number * 9, DraftRow(cells={"heading": title}, heading=True))
        draft.planted.skipped += 1


def columns_numbered(draft: Draft) -> None:
    numbers = {key: f"({number})" for number, key in enumerate(draft.keys, 1)}
    draft.rows.insert(0, DraftRow(cells=numbers))
    draft.planted.skipped += 1


def example_left(draft: Draft) -> None:
    cells = {"code": EXAMPLE_CODE.title(), "work": "Việc mẫu", "due_on": "31/02/2026"}
    draft.rows.append(DraftRow(cells=cells))
    draft.planted.skipped += 1


def heads_printed_again(draft: Draft) -> None:
    draft.rows.insert(len(draft.rows) // 2, DraftRow(cells=dict(draft.heads)))
    draft.planted.skipped += 1


def _broken(draft: Draft, key: str, *values: Any) -> None:
    for value, row in zip(values, draft.pick(len(values)), strict=True):
        row.cells[key] = value
        draft.planted.refused.add(row.source)


def days_impossible(draft: Draft) -> None:
    _broken(draft, "due_on", "31/02/2026", "30.02.26", date(1026, 5, 1))


def days_vague(draft: Draft) -> None:
    _broken(draft, "due_on", "cuối quý IV", "tháng 12/2026", "15/12", "thường xuyên")


def days_several(draft: Draft) -> None:
    _broken(draft, "due_on", "15/12/2026; gia hạn 30/12/2026", 20261105)


def days_missing(draft: Draft) -> None:
    for row in draft.pick(2):
        row.cells.pop("due_on", None)
        draft.planted.refused.add(row.source)


def formulas(draft: Draft) -> None:
    _broken(draft, "due_on", "=A5+30", "=TODAY()")
    _broken(draft, "work", "=CONCATENATE(A1,B1)")
    for row in draft.pick(2):
        row.cells["ordinal"] = "=ROW()-4"  # nothing that is imported
        row.cells["state"] = "=IF(A1>1,1,2)"


def leads_wrong(draft: Draft) -> None:
    _broken(draft, "lead", "P. KT; Trạm Y tế", "Phòng Không Có", "Điện lực thành phố")


def leads_missing(draft: Draft) -> None:
    for row in draft.pick(2):
        del row.cells["lead"]
        draft.planted.refused.add(row.source)


def people_unclear(draft: Draft) -> None:
    _broken(draft, "assigner", "Nguyễn Văn An", "Đỗ Văn Lạ")


def _changed(draft: Draft, key: str, value: Any, *, of: str = "") -> None:
    for row in draft.pick(2):
        row.cells[key] = value
        draft.planted.changed[row.source] = {of or key}


def days_moved(draft: Draft) -> None:
    _changed(draft, "due_on", date(2027, 3, 1))


def leads_moved(draft: Draft) -> None:
    for row in draft.pick(2):
        lead = "Trạm Y tế" if row.cells["lead"] != "Trạm Y tế" else "Công an phường"
        row.cells["lead"] = lead
        draft.planted.changed[row.source] = {"lead"}


def notes_changed(draft: Draft) -> None:
    _changed(draft, "note", "Đã chuyển sang tháng sau")


def works_reworded(draft: Draft) -> None:
    for row in draft.pick(2):
        row.cells["work"] = f"{row.cells['work']} (bổ sung)"
        draft.planted.changed[row.source] = {"work"}


def cells_emptied(draft: Draft) -> None:
    for row in draft.pick(2):
        del row.cells["assigner"]
        draft.planted.changed[row.source] = {"assigner"}


def days_of_1970(draft: Draft) -> None:
    for row in draft.rows:
        if not row.source:
            continue
        for key in ("superior_due_on", "completed_on"):
            row.cells.setdefault(key, draft.random.choice([date(1970, 1, 1), date(1900, 1, 1)]))
        if row.cells.get("due_on") == "Không thời hạn":
            row.cells["due_on"] = "01/01/1970 00:00:00"


def _in_each_day(row: DraftRow, written: Callable[[date], Any]) -> None:
    for key in _DAYS:
        day = row.cells.get(key)
        if isinstance(day, date) and day.year > 2000:
            row.cells[key] = written(day)


def days_as_texts(draft: Draft) -> None:
    ways: list[Callable[[date], str]] = [
        written_day,
        lambda day: f"{day.day}/{day.month}/{day.year}",
        lambda day: day.isoformat(),
        lambda day: f"{day.day}-{day.month}-{day.year} 00:00",
        lambda day: f"ngày {day.day} tháng {day.month} năm {day.year}",
        lambda day: f" {day.day:02d}.{day.month:02d}.{day.year} ",
        lambda day: f"Trước ngày {day.day}/{day.month}/{day.year}",
    ]
    for row in draft.rows:
        way = draft.random.choice(ways)
        _in_each_day(row, way)


def days_as_counts(draft: Draft) -> None:
    for row in draft.rows:
        _in_each_day(row, lambda day: (day - _EPOCH).days)


def _each_text(draft: Draft, change: Callable[[str], str], *keys: str) -> None:
    for row in draft.rows:
        for key, value in row.cells.items():
            if isinstance(value, str) and (not keys or key in keys) and value[:1] != "=":
                row.cells[key] = change(value)


def blanks_trailing(draft: Draft) -> None:
    _each_text(draft, lambda text: f"  {text} \u00a0\n".replace(" ", "  "))


def blanks_unseen(draft: Draft) -> None:
    _each_text(draft, lambda text: f"\ufeff{text[:2]}\u200b{text[2:]}")


def letters_apart(draft: Draft) -> None:
    _each_text(draft, lambda text: unicodedata.normalize("NFD", text))
    draft.heads = {key: unicodedata.normalize("NFD", head) for key, head in draft.heads.items()}


def capitals(draft: Draft) -> None:
    _each_text(draft, str.upper, "lead", "supporters", "assigner", "urgency", "summary")
    draft.heads = {key: head.upper() for key, head in draft.heads.items()}


def units_short(draft: Draft) -> None:
    for row in draft.rows:
        unit = _NAMES.get(row.cells.get("lead", ""))
        if unit is not None:
            names = (unit.code, *unit.other_names, unmarked(unit.name))
            row.cells["lead"] = draft.random.choice(names)


def supporters_by_lines(draft: Draft) -> None:
    _each_text(draft, lambda text: text.replace("; ", "\n"), "supporters")


def numbers_as_numbers(draft: Draft) -> None:
    for row in draft.rows:
        value = row.cells.get("received_number", "")
        if isinstance(value, str) and value.isdigit():
            row.cells["received_number"] = int(value)


def codes_gone(draft: Draft) -> None:
    draft.keys.remove("code")


def columns_reordered(draft: Draft) -> None:
    draft.random.shuffle(draft.keys)


def columns_extra(draft: Draft) -> None:
    for key, head in (("colour", "Màu sắc"), ("room", "Phòng họp"), ("source", "Nguồn VB gốc")):
        draft.keys.insert(draft.random.randrange(len(draft.keys)), key)
        draft.heads[key] = head
        for row in draft.rows:
            if row.source:
                row.cells[key] = "xanh"


def heads_renamed(draft: Draft) -> None:
    draft.heads |= {
        "ordinal": "TT",
        "code": "Số phiếu giao việc",
        "number": "SỐ KÝ HIỆU VĂN BẢN",
        "issued_on": "Ngày tháng văn bản",
        "work": "Nội dung nhiệm vụ",
        "lead": "Cơ quan chủ trì",
        "supporters": "Cơ quan  phối hợp",
        "due_on": "Thời hạn\nhoàn thành",
        "superior_due_on": "Hạn cấp trên giao",
        "follower": "CV theo dõi",
        "output": "Kết quả",
    }


def heads_of_two_lines(draft: Draft) -> None:
    draft.groups |= {
        "received_number": "Văn bản",
        "number": "Văn bản",
        "issued_on": "Văn bản",
        "lead": "Đơn vị thực hiện",
        "supporters": "Đơn vị thực hiện",
    }
    draft.heads |= {"number": "Số", "issued_on": "Ngày"}


def cells_merged_down(draft: Draft) -> None:
    draft.merged_down |= {"received_number", "number", "issued_on", "issuer", "summary"}


def title_longer(draft: Draft) -> None:
    draft.above += ["Năm 2026", "(Kèm theo Báo cáo số 12/BC-VP)", "", "Đơn vị tính: việc"]


def letters_tcvn3_font(draft: Draft) -> None:
    _each_text(draft, lambda text: in_old_letters(text, TCVN3))
    for row in draft.rows:
        row.font = ".VnTime"


def letters_tcvn3(draft: Draft) -> None:
    _each_text(draft, lambda text: in_old_letters(text, TCVN3))
    draft.heads = {key: in_old_letters(head, TCVN3) for key, head in draft.heads.items()}


def letters_vni_font(draft: Draft) -> None:
    _each_text(draft, lambda text: in_old_letters(text, VNI))
    for row in draft.rows:
        row.font = "VNI-Times"


def letters_vni(draft: Draft) -> None:
    _each_text(draft, lambda text: in_old_letters(text, VNI))
    draft.heads = {key: in_old_letters(head, VNI) for key, head in draft.heads.items()}


# What is done to rows can be combined; of each other list a register has one at most.
ROWS: tuple[Mutation, ...] = (
    rows_dropped,
    rows_duplicated,
    rows_duplicated_without_code,
    rows_added,
    rows_hidden,
    example_left,
    days_impossible,
    days_vague,
    days_several,
    days_missing,
    formulas,
    leads_wrong,
    leads_missing,
    people_unclear,
    days_moved,
    leads_moved,
    notes_changed,
    works_reworded,
    cells_emptied,
    days_of_1970,
    units_short,
    supporters_by_lines,
    numbers_as_numbers,
)
LETTERS: tuple[Mutation, ...] = (
    letters_apart,
    letters_tcvn3_font,
    letters_tcvn3,
    letters_vni_font,
    letters_vni,
    blanks_trailing,
    blanks_unseen,
    capitals,
)
DAYS: tuple[Mutation, ...] = (days_as_texts, days_as_counts)
HEADS: tuple[Mutation, ...] = (heads_renamed, heads_of_two_lines, columns_reordered)
LAYOUT: tuple[Mutation, ...] = (
    rows_shuffled,
    rows_blank,
    columns_hidden,
    sheets_hidden,
    headings_of_groups,
    columns_numbered,
    heads_printed_again,
    columns_extra,
    cells_merged_down,
    title_longer,
    codes_gone,
)
