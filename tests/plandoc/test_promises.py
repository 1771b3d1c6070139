"""Promises of the text, each kind in several wordings: title, comparison, figure, unit, time."""

import time
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.plandoc.items.claims import Claim, claims_of
from services.plandoc.wording.quantities import Comparison
from services.plandoc.wording.times import Basis


def only(text: str) -> Claim:
    (claim,) = claims_of(text)
    return claim


BOUND = {
    Comparison.AT_LEAST: [
        "từ 92% trở lên", "tối thiểu 92%", "ít nhất 92%", "ít nhất là 92%", "không dưới 92%",
        "không thấp hơn 92%", "≥ 92%", ">=92%", "=> 92%", "đạt và vượt 92%", "92% trở lên",
        "thấp nhất 92%", "≥92%",
    ],
    Comparison.AT_MOST: [
        "tối đa 92%", "không quá 92%", "không vượt quá 92%", "không cao hơn 92%", "≤ 92%",
        "<= 92%", "92% trở xuống", "từ 92% trở xuống", "nhiều nhất 92%",
    ],
    Comparison.MORE: ["trên 92%", "hơn 92%", "> 92%", "vượt 92%", "cao hơn 92%"],
    Comparison.LESS: ["dưới 92%", "< 92%", "thấp hơn 92%", "ít hơn 92%", "chưa đến 92%"],
    Comparison.ABOUT: ["khoảng 92%", "xấp xỉ 92%", "gần 92%", "ước đạt 92%"],
    Comparison.PLAIN: [
        "đạt 92%", "đạt tỷ lệ 92%", "là 92%", "còn 92%", "giảm còn 92%", "giảm xuống còn 92%",
        "tăng lên 92%", "giảm từ 95% xuống 92%", "tăng từ 80,5% lên 92%", ": 92%",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("comparison", "words"),
    [(comparison, words) for comparison, each in BOUND.items() for words in each],
)
def test_words_before_and_behind_bind_a_figure_and_leave_its_title(
    comparison: Comparison, words: str
) -> None:
    claim = only(f"Tỷ lệ ngõ có tên {words}.")
    assert (claim.comparison, claim.value) == (comparison, Decimal(92))
    assert claim.title == "Tỷ lệ ngõ có tên"
    assert only(f"Đến năm 2030, tỷ lệ ngõ có tên {words}.").title == claim.title


@pytest.mark.parametrize(
    ("text", "title", "unit"),
    [
        ("100% công chức, viên chức dùng chữ ký số.", "Công chức, viên chức dùng chữ ký số", "%"),
        ("Giữ vững 100% làng văn hóa.", "Làng văn hóa", "%"),
        ("Duy trì 85% tuyến phố không rác.", "Tuyến phố không rác", "%"),
        ("Trong năm, 90% cán bộ thôn được tập huấn.", "Cán bộ thôn được tập huấn", "%"),
        ("Nghề gốm chiếm 30% thu nhập của làng.", "Nghề gốm, thu nhập của làng", "%"),
        ("Tỷ lệ giải ngân đạt trên 94% vốn được giao.", "Tỷ lệ giải ngân, vốn được giao", "%"),
        ("15,5 km kênh được nạo vét.", "Kênh được nạo vét", "km"),
        ("Trả hồ sơ trong ngày: không quá 2 ngày.", "Trả hồ sơ trong ngày", "ngày"),
        ("Bình quân mỗi năm mở 4 lớp bơi.", "Mở lớp bơi", "lớp"),
        ("Số lượng đội trống: 05; chất lượng: tốt.", "Số lượng đội trống", None),
        ("Mỗi năm có từ 02 ngõ kiểu mẫu trở lên.", "Ngõ kiểu mẫu", "ngõ"),
        ("Trồng 1.200 cây phượng.", "Trồng cây phượng", "cây"),
        ("Thu phí bến bãi (tỷ đồng): 1.250", "Thu phí bến bãi", "tỷ đồng"),
        ("Sản lượng cá lồng (tấn) đạt 640.", "Sản lượng cá lồng", "tấn"),
        ("Diện tích chè (ĐVT: ha): 35,5", "Diện tích chè", "ha"),
        ("Đất công viên đạt 4 m2/người.", "Đất công viên", "m2"),
        ("Tỷ suất đuối nước dưới 3 phần nghìn.", "Tỷ suất đuối nước", "‰"),
        ("Tỷ suất đuối nước còn 3‰.", "Tỷ suất đuối nước", "‰"),
        ("Chỉ tiêu 8: Số lớp bơi: 05 lớp.", "Số lớp bơi", "lớp"),
        ("Về y tế: Số ca sốt xuất huyết không quá 40 ca.", "Số ca sốt xuất huyết", "ca"),
        ("30 hộ dân hiến đất mỗi năm.", "Hộ dân hiến đất", "hộ dân"),
        (
            "Số sản phẩm đạt 4 sao trở lên: 03 sản phẩm.",
            "Số sản phẩm đạt 4 sao trở lên",
            "sản phẩm",
        ),
    ],
)
def test_a_title_keeps_whole_words_and_a_figure_its_unit(
    text: str, title: str, unit: str | None
) -> None:
    claim = only(text)
    assert claim.quantity is not None
    assert (claim.title, claim.quantity.unit) == (title, unit)


@pytest.mark.parametrize(
    ("text", "basis", "year"),
    [
        ("Thu nhập bình quân đầu người đạt 96 triệu đồng/năm.", Basis.UNSAID, None),
        ("Thu nhập bình quân một lao động đạt 8 triệu đồng/tháng.", Basis.UNSAID, None),
        ("Đến năm 2028, thu nhập đạt 96 triệu đồng/người/năm.", Basis.BY_YEAR, 2028),
        ("Diện tích nhà ở bình quân đạt 30 m2 sàn/người.", Basis.UNSAID, None),
        ("Tuổi thọ trung bình đạt 76 tuổi.", Basis.UNSAID, None),
        ("Năng suất lúa bình quân đạt 65 tạ/ha.", Basis.UNSAID, None),
        ("Doanh thu du lịch tăng bình quân 5 năm 9%.", Basis.AVERAGE, None),
        ("Doanh thu du lịch tăng bình quân hằng năm 9%.", Basis.AVERAGE, None),
        ("Doanh thu du lịch tăng bình quân 9%/năm.", Basis.AVERAGE, None),
        ("Thu nhập bình quân đầu người tăng 9%/năm.", Basis.RATE, None),
        ("Mở 4 lớp bơi/năm.", Basis.RATE, None),
        ("Mỗi năm mở 4 lớp bơi.", Basis.EVERY_YEAR, None),
        ("Hằng năm mở 4 lớp bơi.", Basis.EVERY_YEAR, None),
        ("Từ năm 2027 trở đi, 80% hộ phân loại rác.", Basis.BY_YEAR, 2027),
        ("Năm 2029 đạt 80% hộ phân loại rác.", Basis.BY_YEAR, 2029),
        ("80% hộ phân loại rác vào cuối năm 2027.", Basis.BY_YEAR, 2027),
        ("Tỷ lệ hộ phân loại rác đạt 80% (năm 2028).", Basis.BY_YEAR, 2028),
        ("Thu hút vốn tăng 12% so với cuối năm 2025.", Basis.UNSAID, None),
    ],
)
def test_a_mean_over_people_is_none_over_years(text: str, basis: Basis, year: int | None) -> None:
    claim = only(text)
    assert (claim.basis, claim.by_year) == (basis, year)


@pytest.mark.parametrize(
    ("text", "title", "year"),
    [
        ("Phấn đấu đến năm 2028 không còn nhà dột.", "Nhà dột", 2028),
        ("Không để xảy ra cháy rừng.", "Cháy rừng", None),
        ("Xã không phát sinh điểm nóng.", "Điểm nóng", None),
        ("Cơ bản không còn hộ thiếu nước vào năm 2027.", "Hộ thiếu nước", 2027),
    ],
)
def test_what_is_to_be_gone_is_nought(text: str, title: str, year: int | None) -> None:
    claim = only(text)
    assert (claim.title, claim.value, claim.by_year) == (title, Decimal(0), year)
    assert claim.none_left


@pytest.mark.parametrize(
    ("behind", "day"),
    [
        (", hoàn thành trước ngày 30/11/2027.", date(2027, 11, 30)),
        (", xong trong quý III/2027.", date(2027, 9, 30)),
        (". Hoàn thành trước ngày 15/6/2028.", date(2028, 6, 15)),
        (". Báo cáo hằng quý.", None),
        (", báo cáo trước ngày 20 hằng tháng.", None),
        (". Đơn vị chủ trì: Phòng Văn hóa, hoàn thành việc được giao.", None),
        (". Giao Trạm Y tế hoàn thiện hồ sơ.", None),
        (". Thời gian thực hiện: 5 năm.", None),
        (". Kinh phí: 12 tỷ đồng.", None),
    ],
)
def test_what_stands_behind_an_indicator_is_neither_title_nor_target(
    behind: str, day: date | None
) -> None:
    claim = only(f"Thu phí bến đò đạt 2,5 tỷ đồng{behind}")
    assert (claim.title, claim.value, claim.by_day) == ("Thu phí bến đò", Decimal("2.5"), day)


@pytest.mark.parametrize(
    "text",
    [
        "Tỷ lệ ngõ có đèn đạt 12.34.5%.",
        "Tỷ lệ ngõ có đèn giảm từ 30% đến 20%.",
        "Số ngõ có đèn đạt 1,2,3 ngõ.",
    ],
)
def test_a_figure_that_cannot_be_read_for_certain_is_none_and_the_words_stay(text: str) -> None:
    claim = only(text)
    assert (claim.value, claim.unsure) == (None, True)
    assert claim.raw == text.rstrip(".")


@pytest.mark.parametrize(
    "text",
    [
        "Tỷ lệ hộ có hố rác đạt 70% (năm 2025 là 41%).",
        "Tỷ lệ hộ có hố rác đạt 70% (hiện nay 41%).",
        "Năm 2024 đạt 41%; đến năm 2030 tỷ lệ hộ có hố rác đạt 70%.",
    ],
)
def test_what_was_is_nothing_to_reach(text: str) -> None:
    assert [claim.value for claim in claims_of(text, first_year=2026)] == [Decimal(70)]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (
            "100% chi bộ, chi hội có kế hoạch, 20% xuất sắc.",
            ["Chi bộ, chi hội có kế hoạch", "Xuất sắc"],
        ),
        ("Tỷ lệ ngõ có đèn đạt 90%, ngõ có tên đạt 80%.", ["Tỷ lệ ngõ có đèn", "Ngõ có tên"]),
        ("Mở 3 lớp bơi và 2 câu lạc bộ.", ["Mở lớp bơi", "Câu lạc bộ"]),
        ("Mở 3 lớp bơi năm 2027, 5 lớp năm 2029.", ["Mở lớp bơi", "Mở lớp bơi"]),
        ("Thu phí tăng 8%/năm; đến năm 2030 đạt 5 tỷ đồng.", ["Thu phí tăng", "Thu phí"]),
        (
            "Tỷ lệ ngõ có đèn đạt 90%, trong đó đèn tiết kiệm điện 40%.",
            ["Tỷ lệ ngõ có đèn", "Đèn tiết kiệm điện"],
        ),
        ("Tỷ lệ ngõ có đèn đạt 100% (12/12 thôn).", ["Tỷ lệ ngõ có đèn"]),
        ("Thu phí vượt 5% kế hoạch giao.", ["Thu phí vượt kế hoạch giao"]),
    ],
)
def test_each_figure_of_a_sentence_has_its_own_words(text: str, titles: list[str]) -> None:
    assert [claim.title for claim in claims_of(text)] == titles


def test_years_of_one_thing_share_its_title() -> None:
    claims = claims_of("Tỷ lệ ngõ có đèn đạt 70% vào năm 2027 và 95% vào năm 2030.")
    assert [(each.title, each.by_year) for each in claims] == [
        ("Tỷ lệ ngõ có đèn", 2027),
        ("Tỷ lệ ngõ có đèn", 2030),
    ]


def test_a_figure_is_the_same_figure_however_it_is_written() -> None:
    ways = ["1.250", "1 250", "1250", "1.250,0", "1\u00a0250"]
    assert {only(f"Thu phí chợ đạt {way} triệu đồng.").value for way in ways} == {Decimal(1250)}
    decimals = ["4,5%", "4,50%", "4.5%", "4,5 %", "4,5 phần trăm"]
    assert {only(f"Tỷ lệ ngõ tối còn {way}.").value for way in decimals} == {Decimal("4.5")}
    assert {only(f"Mở {way} lớp bơi.").value for way in ("5", "05")} == {Decimal(5)}


things = st.sampled_from(["ngõ có đèn", "hộ có vườn", "trẻ được học bơi", "làng có sân đình"])
leads = st.sampled_from(["đạt", "đạt tỷ lệ", "là", "tối thiểu", "trên", "còn dưới"])
times = st.sampled_from(["", "Đến năm 2029, ", "Hằng năm, ", "Phấn đấu đến năm 2028, "])


@given(value=st.integers(1, 99), other=st.integers(1, 99), thing=things, lead=leads, when=times)
def test_another_number_changes_the_figure_alone(
    value: int, other: int, thing: str, lead: str, when: str
) -> None:
    each, two = (only(f"{when}tỷ lệ {thing} {lead} {n}%.") for n in (value, other))
    assert (each.value, two.value) == (Decimal(value), Decimal(other))
    assert (each.title, each.basis, each.by_year, each.comparison) == (
        two.title,
        two.basis,
        two.by_year,
        two.comparison,
    )
    assert each.title == f"Tỷ lệ {thing}"


@given(
    parts=st.lists(
        st.tuples(st.integers(1, 99), things), min_size=2, max_size=4, unique_by=lambda p: p[1]
    ),
    mark=st.sampled_from(["; ", ". "]),
)
def test_another_order_changes_the_order_alone(parts: list[tuple[int, str]], mark: str) -> None:
    def said(chosen: list[tuple[int, str]]) -> list[tuple[str, Decimal | None]]:
        text = mark.join(f"Tỷ lệ {thing} đạt {value}%" for value, thing in chosen)
        return [(claim.title, claim.value) for claim in claims_of(f"{text}.")]

    assert said(parts[::-1]) == said(parts)[::-1]
    assert len(said(parts)) == len(parts)


PIECES = [
    "từ 5 ", "trở lên ", "trên ", "năm 2027 ", "/100.000 ", "(", ")", "đạt ", "dưới 6 tuổi ",
    "giảm từ 5 ", "xuống ", "- ", "95% ", "hộ nghèo ", ": ", ", ", "bình quân ", "m2/người/",
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_the_time_grows_no_faster_than_the_text(piece: str) -> None:
    def seconds(times: int) -> float:
        before = time.process_time()
        claims_of(piece * times)
        return time.process_time() - before

    seconds(10)
    short = max(min(seconds(250 // 4) for _ in range(3)), 0.0005)
    assert min(seconds(250) for _ in range(3)) < 12 * short
