"""Times of duties in the words of plans: last days, rhythms with their days, and what is none."""

from datetime import date
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.calendar import Frequency
from services.plandoc.wording.rhythm import Rhythm, RhythmKind
from services.plandoc.wording.rhythms import (
    is_only_time,
    rhythms_of,
    rhythms_of_cell,
    without_rhythms,
)

_MOST_GROWTH = 8  # of the time, when the text is four times as long
MONTH, QUARTER = Frequency.MONTH, Frequency.QUARTER
HALF_YEAR, YEAR = Frequency.HALF_YEAR, Frequency.YEAR


def only(read: tuple[Rhythm, ...]) -> Rhythm:
    (rhythm,) = read
    return rhythm


def days(rhythm: Rhythm) -> list[tuple[int, int]]:
    """Month of the period and day of the month."""
    return [(each.month, each.day) for each in rhythm.days]


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("Sửa mái chợ trước ngày 30/6/2027", date(2027, 6, 30)),
        ("Sửa mái chợ trước ngày 30 tháng 6 năm 2027", date(2027, 6, 30)),
        ("Chậm nhất là ngày 30-6-2027 nộp hồ sơ", date(2027, 6, 30)),
        ("Kè bờ ao, xong trước 30.6.2027", date(2027, 6, 30)),
        ("Lắp đèn trong quý IV/2026", date(2026, 12, 31)),
        ("Hoàn thành quý 4 năm 2026 việc lắp đèn", date(2026, 12, 31)),
        ("Việc lắp đèn xong vào Quý IV-2026", date(2026, 12, 31)),
        ("Hoàn thành trong tháng 12/2025", date(2025, 12, 31)),
        ("Họp tổ dân phố vào tháng 2 năm 2028", date(2028, 2, 29)),
        ("Đến hết tháng 9/2027 phát xong sổ", date(2027, 9, 30)),
        ("Trong năm 2027, dựng nhà xe", date(2027, 12, 31)),
        ("Năm 2027: dựng nhà xe", date(2027, 12, 31)),
        ("Dựng nhà xe đến hết năm 2028", date(2028, 12, 31)),
        ("Dựng nhà xe (hoàn thành năm 2029)", date(2029, 12, 31)),
        ("Đến năm 2030 có ba nhà xe", date(2030, 12, 31)),
        ("Dựng nhà xe trước năm 2030", date(2029, 12, 31)),
        ("Dựng nhà xe trước tháng 6/2027", date(2027, 5, 31)),
        ("Đầu năm 2027 đo lại ao", date(2027, 3, 31)),
        ("Vào giữa năm 2027 đo lại ao", date(2027, 6, 30)),
        ("Đo lại ao vào cuối năm 2027", date(2027, 12, 31)),
        ("Trong 6 tháng đầu năm 2027 đo lại ao", date(2027, 6, 30)),
        ("Mở hội thi ngày 20/11/2026", date(2026, 11, 20)),
        ("Trước 17 giờ ngày 25/12/2026 gửi bản kê", date(2026, 12, 25)),
        ("Từ nay đến hết năm 2027 đo xong các ao", date(2027, 12, 31)),
    ],
)
def test_work_done_once_has_a_last_day(words: str, last: date) -> None:
    rhythm = only(rhythms_of(words))
    assert (rhythm.kind, rhythm.last_day) == (RhythmKind.ONCE, last)
    assert words[rhythm.start : rhythm.end] == rhythm.words


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("Từ 01/7/2025 thu phí bến thuyền", date(2025, 7, 1), None),
        ("Thu phí bến thuyền kể từ ngày 01 tháng 7 năm 2025", date(2025, 7, 1), None),
        ("Bắt đầu từ năm 2027 thu phí bến thuyền", date(2027, 1, 1), None),
        ("Trồng rừng từ năm 2026 đến năm 2029", date(2026, 1, 1), date(2029, 12, 31)),
        ("Trồng rừng trong các năm 2026 - 2029", date(2026, 1, 1), date(2029, 12, 31)),
        ("Trồng rừng trong 04 năm (2026 - 2029)", date(2026, 1, 1), date(2029, 12, 31)),
        ("Trồng rừng trong năm 2026 và các năm tiếp theo", date(2026, 1, 1), None),
    ],
)
def test_work_that_goes_on_has_a_first_or_a_last_day(
    words: str, first: date, last: date | None
) -> None:
    rhythm = only(rhythms_of(words))
    assert (rhythm.kind, rhythm.first_day, rhythm.last_day) == (RhythmKind.SPAN, first, last)


@pytest.mark.parametrize(
    "words",
    [
        "Diệt chuột từ ngày 01/3/2027 đến ngày 30/6/2027",
        "Từ tháng 3 đến hết tháng 6/2027 diệt chuột",
        "Diệt chuột trong tháng 3 - 6/2027",
    ],
)
def test_one_work_within_a_year_has_both_days(words: str) -> None:
    rhythm = only(rhythms_of(words))
    assert rhythm.kind is RhythmKind.ONCE
    assert (rhythm.first_day, rhythm.last_day) == (date(2027, 3, 1), date(2027, 6, 30))


@pytest.mark.parametrize(
    ("words", "frequency", "when"),
    [
        ("Nộp bảng kê trước ngày 18 hằng tháng", MONTH, [(1, 18)]),
        ("Hàng tháng (trước ngày 18) nộp bảng kê", MONTH, [(1, 18)]),
        ("Mỗi tháng, chậm nhất ngày 18, nộp bảng kê", MONTH, [(1, 18)]),
        ("Hằng tháng cộng sổ, nộp bảng kê trước ngày 18", MONTH, [(1, 18)]),
        ("Nộp bảng kê trước ngày 05 tháng sau hằng tháng", MONTH, [(2, 5)]),
        ("Nộp bảng kê trước ngày 20 tháng cuối quý", QUARTER, [(3, 20)]),
        ("Nộp bảng kê trước ngày 05 của tháng sau", MONTH, [(2, 5)]),
        ("Nộp bảng kê vào ngày 20 của tháng cuối mỗi quý", QUARTER, [(3, 20)]),
        ("Hằng quý, trước ngày 20 tháng thứ ba của quý, nộp bảng kê", QUARTER, [(3, 20)]),
        ("Hằng quý nộp bảng kê trước ngày 20 tháng cuối quý", QUARTER, [(3, 20)]),
        ("Hằng quý (trước ngày 20) nộp bảng kê", QUARTER, [(3, 20)]),
        ("Nộp bảng kê trước ngày 10 tháng đầu quý sau", QUARTER, [(4, 10)]),
        ("Nộp bảng kê cuối mỗi quý", QUARTER, [(3, 31)]),
        ("Hằng năm trước 15/11 kiểm kê", YEAR, [(11, 15)]),
        ("Kiểm kê trước ngày 15 tháng 11 hằng năm", YEAR, [(11, 15)]),
        ("Hàng năm kiểm kê kho, nộp biên bản chậm nhất ngày 15/11", YEAR, [(11, 15)]),
        ("Kiểm kê trước 31/12 hằng năm", YEAR, [(12, 31)]),
        ("Kiểm kê trong quý I hằng năm", YEAR, [(3, 31)]),
        ("Tháng 6 hằng năm kiểm kê", YEAR, [(6, 31)]),
        ("Nộp sổ trước ngày 01/6 và ngày 15/11 hằng năm", HALF_YEAR, [(6, 1), (5, 15)]),
        ("Hằng năm, trước 01/6 và trước 15/11, nộp sổ", HALF_YEAR, [(6, 1), (5, 15)]),
        ("Mỗi năm nộp sổ về kho (trước ngày 01/6 và 15/11)", HALF_YEAR, [(6, 1), (5, 15)]),
        ("Nộp sổ trước ngày 10/6 và 10/12 hằng năm", HALF_YEAR, [(6, 10)]),
        ("Nộp sổ năm trước ngày 15/01 năm sau", YEAR, [(13, 15)]),
        ("Thăm bến 02 lần/năm", HALF_YEAR, []),
        ("Thăm bến 01 lần/6 tháng", HALF_YEAR, []),
        ("Thăm bến 02 đợt/năm (tháng 4 và tháng 9)", HALF_YEAR, [(4, 31), (3, 31)]),
        ("Thăm bến mỗi quý một lần", QUARTER, []),
        ("Định kỳ 3 tháng thăm bến", QUARTER, []),
        ("Thăm bến 6 tháng một lần", HALF_YEAR, []),
        ("Thăm bến hằng năm", YEAR, []),
        ("Cuối mỗi năm học tặng sách", Frequency.SCHOOL_YEAR, []),
    ],
)
def test_a_rhythm_may_have_its_days(
    words: str, frequency: Frequency, when: list[tuple[int, int]]
) -> None:
    rhythm = only(rhythms_of(words))
    assert (rhythm.kind, rhythm.frequency) == (RhythmKind.EVERY, frequency)
    assert days(rhythm) == when


@pytest.mark.parametrize(
    ("words", "lasts"),
    [
        ("Sơ kết vào năm 2028, tổng kết vào năm 2030", [date(2028, 12, 31), date(2030, 12, 31)]),
        ("Đo lại ao trong các năm 2027, 2029", [date(2027, 12, 31), date(2029, 12, 31)]),
        ("Trong quý II và quý IV/2026 đo lại ao", [date(2026, 6, 30), date(2026, 12, 31)]),
        ("Nộp trước ngày 01/6 và 15/11/2026", [date(2026, 6, 1), date(2026, 11, 15)]),
    ],
)
def test_work_of_several_days_is_done_once_for_each(words: str, lasts: list[date]) -> None:
    assert [each.last_day for each in rhythms_of(words)] == lasts
    assert {each.kind for each in rhythms_of(words)} == {RhythmKind.ONCE}


@pytest.mark.parametrize(
    "words", ["Thường xuyên dọn bến", "Dọn bến liên tục", "Dọn bến đột xuất khi có bão"]
)
def test_what_is_done_all_the_time_has_no_last_day(words: str) -> None:
    rhythm = only(rhythms_of(words))
    assert rhythm.kind is RhythmKind.ALWAYS
    assert rhythm.last_day is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Đếm thuyền hằng tuần", "hằng tuần"),
        ("Họp sáng thứ sáu hằng tuần", "sáng thứ sáu hằng tuần"),
        ("Đếm thuyền hằng ngày", "hằng ngày"),
        ("Đếm thuyền 1 lần/tuần", "1 lần/tuần"),
        ("Đếm thuyền 5 năm một lần", "5 năm một lần"),
        ("Định kỳ 15 ngày đếm thuyền", "Định kỳ 15 ngày"),
        ("Đếm thuyền ngày 05 và ngày 20 hằng tháng", "ngày 05 và ngày 20 hằng tháng"),
        ("Nộp sổ trong thời hạn 10 ngày kể từ ngày nhận", "trong thời hạn 10 ngày kể từ ngày"),
        ("Nộp sổ trước ngày 31/6/2027", "trước ngày 31/6/2027"),
    ],
)
def test_what_the_product_has_no_period_for_is_said(words: str, said: str) -> None:
    rhythm = only(rhythms_of(words))
    assert (rhythm.kind, rhythm.words) == (RhythmKind.UNOFFERED, said)


@pytest.mark.parametrize("words", ["trước ngày 15/11", "Nộp sổ chậm nhất 15/11", "hạn: 15/11"])
def test_a_day_without_a_year_takes_the_year_of_a_plan_of_one_year(words: str) -> None:
    assert only(rhythms_of(words.replace("hạn: ", "hạn "))).kind is RhythmKind.NO_YEAR
    dated = only(rhythms_of_cell(words, year=2026))
    assert (dated.kind, dated.last_day) == (RhythmKind.ONCE, date(2026, 11, 15))


@pytest.mark.parametrize(
    "words",
    [
        "Thực hiện Nghị quyết số 9-NQ/ĐU ngày 12/3/2026",
        "Theo Tờ trình ngày 12/3/2026",
        "Thực hiện Chỉ thị 9/CT-UBND (12/3/2026) về bến thuyền",
        "Triển khai Nghị quyết số 9-NQ/ĐU, ngày 12/3/2026 của Đảng ủy",
        "Tổ chức Ngày 26/3",
        "Treo cờ ngày Quốc khánh 2/9",
        "Đại biểu nhiệm kỳ 2026 - 2031",
        "Triển khai Đề án bến thuyền giai đoạn 2026 - 2030",
        "Trồng đến 2030 cây",
        "Tăng từ 2026 đến 2030 cây",
        "Nâng số cây lên đến 2030.",
        "Giảm từ 2.500 đến 2030.",
        "Triển khai Đề án bến thuyền đến năm 2030",
        "Kế hoạch năm 2027",
        "Báo cáo quý IV/2026",
        "Rà soát sổ đã cấp trước ngày 01/7/2025",
        "Nội quy có hiệu lực từ ngày 01/7/2025",
        "So với năm 2025",
        "Đạt 2/3 số hộ, dưới 4/100.000",
        "Trẻ dưới 6 tháng tuổi, bố trí chi thường xuyên",
        "Chăm lo đời sống hằng ngày",
        "Kế hoạch 5 năm, năm trước, quý mến",
        "Tầm nhìn đến năm 2045",
    ],
)
def test_what_a_date_only_names_is_no_time_of_a_duty(words: str) -> None:
    assert rhythms_of(words) == ()


@pytest.mark.parametrize(
    "words",
    [
        "vào dịp 27/7, 22/12 hằng năm",
        "Ngày Môi trường 5/6 hằng năm",
        "kỷ niệm ngày 27/7 hằng năm",
        "dịp Quốc khánh 2/9 hằng năm",
        "ngày lễ 30/4 hằng năm",
    ],
)
def test_a_holiday_is_no_day_of_its_rhythm(words: str) -> None:
    rhythm = only(rhythms_of(f"Thăm hỏi {words}"))
    assert (rhythm.frequency, rhythm.days) == (YEAR, ())


@pytest.mark.parametrize(
    ("cell", "kind", "last"),
    [
        ("2027", RhythmKind.ONCE, date(2027, 12, 31)),
        ("Năm 2028", RhythmKind.ONCE, date(2028, 12, 31)),
        ("Quý IV/2026", RhythmKind.ONCE, date(2026, 12, 31)),
        ("12/2026", RhythmKind.ONCE, date(2026, 12, 31)),
        ("Trước ngày 15/8/2026", RhythmKind.ONCE, date(2026, 8, 15)),
        ("T12/2026", RhythmKind.ONCE, date(2026, 12, 31)),
        ("2026÷2028", RhythmKind.SPAN, date(2028, 12, 31)),
        ("2026 và các năm tiếp theo", RhythmKind.SPAN, None),
        ("2026 - 2028", RhythmKind.SPAN, date(2028, 12, 31)),
        ("Giai đoạn 2026-2028", RhythmKind.SPAN, date(2028, 12, 31)),
        ("Quý I/2026 - Quý IV/2028", RhythmKind.SPAN, date(2028, 12, 31)),
        ("Thường xuyên", RhythmKind.ALWAYS, None),
        ("Hằng năm", RhythmKind.EVERY, None),
        ("Quý", RhythmKind.EVERY, None),
        ("Quý III", RhythmKind.NO_YEAR, None),
    ],
)
def test_a_column_of_times_holds_nothing_else(
    cell: str, kind: RhythmKind, last: date | None
) -> None:
    rhythm = only(rhythms_of_cell(cell))
    assert (rhythm.kind, rhythm.last_day) == (kind, last)


@pytest.mark.parametrize(
    "clause",
    [
        "xong trước ngày 15 tháng 5 hằng năm",
        "hoàn thành trong quý II/2026",
        "báo cáo hằng tháng",
        "định kỳ hằng quý báo cáo kết quả thực hiện",
        "thời hạn hoàn thành: trước ngày 30/6/2027.",
    ],
)
def test_a_clause_that_only_says_when_is_known(clause: str) -> None:
    assert is_only_time(clause)


@pytest.mark.parametrize(
    "clause",
    ["đo lại ao trước ngày 30/6/2027", "tổng kết vào năm 2030", "rà soát hầm", "hoàn thành", ""],
)
def test_a_clause_with_work_in_it_is_no_mere_time(clause: str) -> None:
    assert not is_only_time(clause)


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("Nộp bảng kê về kho trước ngày 18 hằng tháng.", "Nộp bảng kê về kho."),
        ("Sơ kết vào năm 2028, tổng kết vào năm 2030.", "Sơ kết, tổng kết."),
        ("Nộp sổ 6 tháng (trước ngày 10/6), năm (trước ngày 10/12).", "Nộp sổ."),
        ("Hằng quý cộng sổ (trước ngày 20), báo chợ", "cộng sổ, báo chợ"),
        ("Rà soát hầm", "Rà soát hầm"),
    ],
)
def test_the_words_of_time_can_be_cut_off(words: str, rest: str) -> None:
    assert without_rhythms(words) == rest


_DAYS = st.dates(date(2026, 1, 1), date(2035, 12, 31))
_WRITTEN = st.sampled_from(
    [
        "{d}/{m}/{y}", "{d:02}/{m:02}/{y}", "ngày {d}/{m}/{y}", "{d}-{m}-{y}", "{d}.{m}.{y}",
        "ngày {d} tháng {m} năm {y}", "ngày {d:02} tháng {m:02} năm {y}", "ngày {d} tháng {m}/{y}",
    ]
)  # fmt: skip
_LIMITS = st.sampled_from(["trước", "chậm nhất", "chậm nhất là", "xong trước", "đến hết", "hạn"])


@given(_DAYS, _WRITTEN, _LIMITS)
def test_a_day_is_the_same_however_it_is_written(day: date, form: str, limit: str) -> None:
    written = form.format(d=day.day, m=day.month, y=day.year)
    text = f"Vẽ bản đồ {limit} {written}, gửi kho"
    rhythm = only(rhythms_of(text))
    assert (rhythm.kind, rhythm.last_day) == (RhythmKind.ONCE, day)
    assert rhythm.words == f"{limit} {written}"
    assert without_rhythms(text) == "Vẽ bản đồ, gửi kho"


@given(st.integers(1, 12), st.integers(1, 28), st.sampled_from(["hằng", "hàng", "mỗi"]))
def test_a_day_of_each_year_is_the_same_on_either_side(month: int, day: int, each: str) -> None:
    front = only(rhythms_of(f"Nộp sổ trước ngày {day:02}/{month} {each} năm"))
    behind = only(rhythms_of(f"Nộp sổ {each} năm, trước {day} tháng {month}"))
    assert front.frequency is behind.frequency is YEAR
    assert days(front) == days(behind) == [(month, day)]


_PIECES = st.sampled_from(
    ["trước ", "ngày 18 ", "hằng tháng ", "(", ")", ", ", "và ", "tháng cuối quý ", "quý IX/2026 ",
     "31/13/2026 ", "năm 2027 ", "2026 - 2030 ", "6 tháng ", "từ ", "đến ", "15/11 ", "thứ năm ",
     "0 lần/năm ", "Phòng B rà soát ", "; ", "tháng 13 ", "2026", "/"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_any_words_are_read_within_the_text(text: str) -> None:
    for rhythm in (*rhythms_of(text), *rhythms_of_cell(text, year=2026)):
        assert 0 <= rhythm.start < rhythm.end <= len(text)
        assert rhythm.words
        assert (rhythm.frequency is not None) == (rhythm.kind is RhythmKind.EVERY)
    assert len(without_rhythms(text)) <= len(text)


@pytest.mark.parametrize(
    "piece",
    ["trước ", "ngày 18 tháng ", "hằng năm, quý, ", "(trước ngày 10/6), ", "202020", "2, 3, "],
)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    def seconds(size: int) -> float:
        text = f"tháng {piece * (size // len(piece))}"
        measured = []
        for _ in range(3):
            begun = perf_counter()
            rhythms_of(text)
            measured.append(perf_counter() - begun)
        return min(measured)

    assert seconds(32_000) < _MOST_GROWTH * seconds(8_000) + 0.05
