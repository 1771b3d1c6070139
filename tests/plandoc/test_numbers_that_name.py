"""Numbers that promise nothing: of lists, papers, roads, years, ages, stars, techniques, rules."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.plandoc.wording.promised import promised
from services.plandoc.wording.quantities import read_quantities

# Kinds of names, each in several wordings; none of them counts anything.
NAMES = {
    "list": [
        "2. Đường làng sạch",
        "Chỉ tiêu 7: đường làng sạch",
        "Chỉ tiêu số 12: đèn ngõ",
        "(3)",
    ],
    "criterion": ["Tiêu chí 17.2: nước sạch", "tiêu chí số 9", "nhóm 3"],
    "year": ["từ năm 2028 trở đi", "năm 2027", "quý III/2027", "đến 2029", "niên hạn 2031"],
    "age": [
        "trẻ dưới 36 tháng tuổi",
        "người từ 70 tuổi trở lên",
        "trẻ 3 - 5 tuổi",
        "độ tuổi 15 - 49",
        "từ đủ 18 tuổi",
    ],
    "star": ["OCOP 5 sao", "đạt từ 3 sao trở lên", "khách sạn 2 - 3 sao"],
    "technique": ["sóng 4G", "phủ sóng 5G", "công nghiệp 4.0", "chuẩn 2K", "mạng 6E", "bản đồ 3D"],
    "clock": ["trực 24/24 giờ", "hoạt động 24/7", "đường dây 24/24", "trực 24h/24h"],
    "paper": [
        "Đề án 08",
        "Nghị quyết 19",
        "Chỉ thị 03",
        "Kế hoạch số 14/KH-UBND",
        "Kết luận 91 - KL/TW",
        "Chương trình 145",
    ],
    "road": ["Quốc lộ 37", "tỉnh lộ 390", "đường 20", "QL 10", "ĐT 391"],
    "telephone": ["tổng đài 1033", "hotline 0225"],
    "place": ["thôn 6", "khu phố 4", "ấp 2", "tổ dân phố 11", "khu 3"],
    "day": ["ngày 30/11/2027", "tháng 8", "ngày 15 hằng tháng", "trước 20/12"],
    "level": [
        "mức độ 2",
        "lớp 9",
        "hạng 3",
        "cấp độ 4",
        "xếp thứ 5 trở lên",
        "lần thứ 2",
        "loại 1, 2, 3",
    ],
    "rule": [
        "phương châm 4 tại chỗ",
        "mô hình 5 không, 3 sạch",
        "“3 giảm”",
        "6 dám",
        "nhà 3 cứng",
        "chính quyền 2 cấp",
        "cơ chế 1 cửa",
    ],
    "sickness": ["vắc xin COVID-19", "ISO 9001", "TCVN 11856"],
    "base": ["trên 10.000 dân", "trên 1 ha đất", "trên một vạn dân"],
    "words": ["một cửa", "một số mô hình", "từ một nguồn", "từ năm tới"],
}


@pytest.mark.parametrize(
    "words", [words for each in NAMES.values() for words in each], ids=lambda words: words
)
def test_a_number_that_names_something_is_no_figure(words: str) -> None:
    assert read_quantities(words) == ()


@pytest.mark.parametrize("kind", NAMES)
@pytest.mark.parametrize(
    "sentence",
    ["Tỷ lệ hộ tham gia {name} đạt 87,5%", "Về {name}: 87,5% số hộ", "Có 87,5% hộ theo {name}"],
)
def test_beside_a_name_only_the_target_is_promised(kind: str, sentence: str) -> None:
    for name in NAMES[kind]:
        if name.endswith("hằng tháng") or kind == "list" or ":" in name:
            continue  # these stand at the beginning of a sentence, or end one
        figures = promised(sentence.format(name=name))
        assert [(each.value, each.unit) for each in figures] == [(Decimal("87.5"), "%")], name


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("Mỗi năm 45 hộ thoát nghèo", "45", "hộ"),
        ("Hằng năm 6 buổi chiếu phim", "6", "buổi"),
        ("Cấp 640 thẻ thư viện", "640", "thẻ"),
        ("Tổng số 05 làng nghề", "5", "làng nghề"),
        ("Mở đường 12 km", "12", "km"),
        ("Đón 2.026 lượt khách", "2026", "lượt khách"),
        ("Tuổi thọ bình quân 75,5 tuổi", "75.5", "tuổi"),
        ("19/19 tiêu chí", "19", "tiêu chí"),
        ("Tập huấn cho trên 100 người dân", "100", "người dân"),
        ("Đạt 16 bác sĩ/vạn dân", "16", "bác sĩ"),
    ],
)
def test_what_only_looks_like_a_name_counts(words: str, value: str, unit: str) -> None:
    (quantity,) = promised(words)
    assert (quantity.value, quantity.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Tỷ lệ lớp học 2 buổi/ngày đạt 91%", "91"),
        ("Tỷ lệ hộ có vườn trên 200 m2 đạt 40%", "40"),
        ("Số làng có trên 3 giếng cổ: 06 làng", "6"),
        ("Trồng 1.500 cây tại 4 thôn", "1500"),
        ("100% nhà văn hóa có ít nhất 01 tủ sách", "100"),
        ("Trả kết quả trong 3 ngày làm việc đạt 96%", "96"),
        ("Kéo giảm từ 14 xuống 9 vụ", "9"),
        ("Số hộ đạt 5 tiêu chí xanh: 12 hộ", "12"),
        ("Bê tông hóa 12,5/15 km đường ngõ", "12.5"),
    ],
)
def test_of_two_figures_in_one_clause_one_is_promised(words: str, value: str) -> None:
    assert [each.value for each in promised(words)] == [Decimal(value)]


def test_figures_of_clauses_that_stand_apart_are_all_promised() -> None:
    figures = promised("Mở 3 lớp bơi, 2 lớp võ và 5 câu lạc bộ")
    assert [int(each.value) for each in figures] == [3, 2, 5]


@given(
    number=st.integers(1, 99),
    target=st.integers(1, 99),
    name=st.sampled_from(["Chỉ tiêu {n}:", "Chỉ tiêu số {n}:", "{n}.", "Tiêu chí {n}.1:"]),
)
def test_whatever_number_a_list_has_it_changes_no_target(
    number: int, target: int, name: str
) -> None:
    figures = promised(f"{name.format(n=number)} {target}% số ngõ có đèn")
    assert [int(each.value) for each in figures] == [target]
