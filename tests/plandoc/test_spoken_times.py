"""Times that are no day of the calendar: parts of a year, weeks, periods, bare years."""

from datetime import date

import pytest

from services.plandoc.reading.reader import read_document
from services.plandoc.sources.text_source import read_text
from services.plandoc.wording.rhythm import RhythmKind
from services.plandoc.wording.rhythms import rhythms_of, rhythms_of_cell

HEAD = "KẾ HOẠCH\nChăm sóc cây phường Xa giai đoạn 2026 - 2030\nI. TỔ CHỨC THỰC HIỆN\n"


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("Đến 2030, mọi bến có đèn", date(2030, 12, 31)),
        ("Đèn bến lắp xong đến 2029.", date(2029, 12, 31)),
        ("Đến 2028 phải có đủ đèn", date(2028, 12, 31)),
        ("Lắp đèn đến hết 2028 ở mọi bến", date(2028, 12, 31)),
        ("Lắp đèn trước 2028, bàn giao cho tổ", date(2027, 12, 31)),
        ("Trong 6 tháng đầu năm 2026 lắp đèn", date(2026, 6, 30)),
        ("Lắp đèn trong 06 tháng cuối năm 2026", date(2026, 12, 31)),
        ("Lắp đèn trong nửa đầu năm 2027", date(2027, 6, 30)),
        ("Lắp đèn trong 9 tháng đầu năm 2027", date(2027, 9, 30)),
        ("Đầu quý II/2027 lắp đèn", date(2027, 4, 30)),
        ("Lắp đèn vào giữa quý III/2027", date(2027, 8, 15)),
        ("Lắp đèn vào cuối quý III/2027", date(2027, 9, 30)),
        ("Cuối năm 2027 lắp đèn", date(2027, 12, 31)),
        ("Lắp đèn trong trung tuần tháng 8/2026", date(2026, 8, 20)),
        ("Thượng tuần tháng 9 năm 2026 lắp đèn", date(2026, 9, 10)),
        ("Lắp đèn trong tuần cuối tháng 02/2027", date(2027, 2, 28)),
        ("Hoàn thành việc lắp đèn trong giai đoạn 2026 - 2028", date(2028, 12, 31)),
    ],
)
def test_a_spoken_time_ends_with_its_last_day(words: str, last: date) -> None:
    (rhythm,) = rhythms_of(words)
    assert (rhythm.kind, rhythm.last_day) == (RhythmKind.ONCE, last)


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("Tuần 2 tháng 8/2026 mở hội đèn", date(2026, 8, 14)),
        ("Mở hội đèn trong tuần thứ ba của tháng 10 năm 2026", date(2026, 10, 21)),
        ("Mở hội đèn vào tuần đầu tháng 9/2026", date(2026, 9, 7)),
    ],
)
def test_of_a_week_its_last_day_is_taken_and_asked_about(words: str, last: date) -> None:
    once, asked = rhythms_of(words)
    assert (once.kind, once.last_day) == (RhythmKind.ONCE, last)
    assert (asked.kind, asked.last_day) == (RhythmKind.WEEK, last)
    assert [each.last_day for each in rhythms_of_cell(words)] == [last, last]


@pytest.mark.parametrize(
    "words", ["Lắp đèn vào giữa năm", "Đo lại bến vào cuối năm", "Lắp đèn trong 6 tháng đầu năm"]
)
def test_a_part_of_some_year_takes_the_year_of_a_plan_of_one_year(words: str) -> None:
    assert [each.kind for each in rhythms_of(words)] == [RhythmKind.NO_YEAR]
    (dated,) = rhythms_of(words, year=2027)
    assert dated.last_day == date(
        2027, 12 if "cuối" in words else 6, 31 if "cuối" in words else 30
    )


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Trồng tre trong giai đoạn 2026-2028", RhythmKind.SPAN),
        ("Trồng tre (giai đoạn 2026 - 2028)", RhythmKind.SPAN),
        ("Giai đoạn 2026 - 2028: trồng tre", RhythmKind.SPAN),
        ("Trồng tre từ 2026 đến 2028 ở các bến", RhythmKind.SPAN),
        ("Trồng tre giai đoạn 2026 - 2028 ở các bến", RhythmKind.PHASE),
    ],
)
def test_a_period_of_years_is_of_the_work_or_asked_about(words: str, kind: RhythmKind) -> None:
    (rhythm,) = rhythms_of(words)
    assert (rhythm.kind, rhythm.first_day) == (kind, date(2026, 1, 1))
    assert rhythm.last_day == date(2028, 12, 31)


@pytest.mark.parametrize(
    ("work", "starts_on", "ends_on", "codes"),
    [
        ("Tưới cây hằng quý trong giai đoạn 2026 - 2028.",
         date(2026, 1, 1), date(2028, 12, 31), []),
        ("Tưới cây hằng quý trong giai đoạn 2026 - 2030.", None, None, []),
        ("Tưới cây giai đoạn 2026 - 2028 ở các bến.", None, None, ["years-unclear"]),
        ("Tưới cây giai đoạn 2026 - 2030 ở các bến.", None, None, []),
        ("Đánh giá việc tưới cây giai đoạn 2021 - 2025.", None, None, []),
        ("Tưới cây, xong trong tuần 2 tháng 8/2026.", None, None, ["week-of-month"]),
        ("Tưới cây vào tuần 2 tháng 8 hằng năm.", None, None, ["rhythm-unoffered"]),
        ("Tưới cây vào giữa năm.", None, None, ["day-without-year"]),
    ],
)  # fmt: skip
def test_the_whole_period_of_the_plan_is_no_time_and_what_is_unsure_is_quoted(
    work: str, starts_on: date | None, ends_on: date | None, codes: list[str]
) -> None:
    text = f"{HEAD}1. Phòng Kinh tế: {work}\n"
    reading = read_document(read_text(text.encode(), "k.txt"))
    (item,) = reading.draft.items
    assert (item.starts_on, item.ends_on) == (starts_on, ends_on)
    times = ("years-unclear", "week-of-month", "rhythm-unoffered", "day-without-year")
    found = [each for each in reading.findings if each.code in times]
    assert [each.code for each in found] == codes
    for each in found:
        assert "“" in each.sentence
        assert each.quotes
