"""Semicolons that list things and those behind which work begins; whom a plan concerns."""

import pytest

from services.domain.plan_document.reading import PieceRole, Reading
from services.plandoc.reading.reader import read_document
from services.plandoc.sources.open_source import read_source
from services.plandoc.sources.text_source import read_text
from services.plandoc.wording.words import sentences
from tests.plandoc.word_plan import as_word

HEAD = """ỦY BAN NHÂN DÂN
XÃ CỒN SẬY
Số: 31/KH-UBND
Cồn Sậy, ngày 02 tháng 3 năm 2026
KẾ HOẠCH
Trông nom đồng ruộng xã Cồn Sậy giai đoạn 2026 - 2030
"""
TAIL = "\nNơi nhận:\n- Các phòng, đơn vị thuộc xã;\n- Lưu: VT."


def readings(body: str) -> tuple[Reading, Reading]:
    """The same plan as text and as a Word file."""
    source = read_text(f"{HEAD}{body}{TAIL}".encode(), "k.txt")
    return read_document(source), read_document(read_source(as_word(source), "k.docx"))


def titles(reading: Reading) -> list[str]:
    return [item.title for item in reading.draft.items]


LISTS = [
    (
        "Hướng dẫn nông dân về giống lúa; phân bón; thuốc trừ sâu; mở lớp ghi sổ đồng ruộng.",
        [
            "Hướng dẫn nông dân về giống lúa; phân bón; thuốc trừ sâu",
            "Mở lớp ghi sổ đồng ruộng",
        ],
    ),
    (
        "Theo dõi các cống; kênh mương; đê bao; cắm biển ở chỗ nước sâu.",
        ["Theo dõi các cống; kênh mương; đê bao", "Cắm biển ở chỗ nước sâu"],
    ),
    (
        (
            "Làm theo Công văn số 12/UBND-KT ngày 03/01/2026; số 40/UBND-KT ngày 09/01/2026; tổng"
            " hợp ý kiến của nông dân."
        ),
        [
            "Làm theo Công văn số 12/UBND-KT ngày 03/01/2026; số 40/UBND-KT ngày 09/01/2026",
            "Tổng hợp ý kiến của nông dân",
        ],
    ),
    (
        "Đôn đốc việc tát nước; việc be bờ; công tác diệt chuột trước vụ mùa.",
        ["Đôn đốc việc tát nước; việc be bờ; công tác diệt chuột trước vụ mùa"],
    ),
    (
        "Thi hành Quyết định số 5/2026/QĐ-UBND về chợ; số 6/2026/QĐ-UBND về bến; 7/2026/QĐ-UBND.",
        ["Thi hành Quyết định số 5/2026/QĐ-UBND về chợ; số 6/2026/QĐ-UBND về bến; 7/2026/QĐ-UBND"],
    ),
    (
        "Phát tờ rơi ở chợ; treo pa nô ở đầu xã; quét vôi cột mốc.",
        ["Phát tờ rơi ở chợ", "Treo pa nô ở đầu xã", "Quét vôi cột mốc"],
    ),
]


@pytest.mark.parametrize(("words", "expected"), LISTS, ids=[str(at) for at in range(len(LISTS))])
def test_a_list_of_things_is_one_duty_and_a_verb_begins_another(
    words: str, expected: list[str]
) -> None:
    for reading in readings(f"I. TỔ CHỨC THỰC HIỆN\n1. Phòng Kinh tế: {words}"):
        assert titles(reading) == expected
        assert {item.lead for item in reading.draft.items} == {"KT"}


@pytest.mark.parametrize("more", ["chuồng trại", "tem nhãn", "cây giống", "thức ăn"])
def test_one_thing_more_in_a_list_is_no_duty_more(more: str) -> None:
    words, (listed, *others) = LISTS[0]
    longer = words.replace("; mở", f"; {more}; mở")
    for reading in readings(f"I. TỔ CHỨC THỰC HIỆN\n1. Phòng Kinh tế: {longer}"):
        assert titles(reading) == [f"{listed}; {more}", *others]


def test_a_figure_behind_a_semicolon_stands_for_itself() -> None:
    assert sentences("Chợ đạt 90%; không còn nhà tạm; 12 điểm thu gom") == [
        "Chợ đạt 90%",
        "không còn nhà tạm",
        "12 điểm thu gom",
    ]
    assert len(sentences("Doanh thu chợ đạt 2.400 tỷ; số hộ nghèo giảm; hộ khá tăng nhanh")) == 3


CONCERNED = [
    "II. ĐỐI TƯỢNG ÁP DỤNG\n- Các tổ chức, cá nhân trồng dừa.\n- Các cơ quan, đơn vị và hộ dân.",
    (
        "II. PHẠM VI, ĐỐI TƯỢNG\n1. Phạm vi điều chỉnh\nChính sách với người trồng dừa.\n"
        "2. Đối tượng\na) Các hộ gia đình.\nb) Các cơ quan liên quan."
    ),
    "II. ĐỐI TƯỢNG THỤ HƯỞNG\n1. Các hộ nghèo.\n2. Trẻ em dưới 6 tuổi.\n3. Các đơn vị trường học.",
]


@pytest.mark.parametrize("section", CONCERNED, ids=["dashes", "letters", "numbers"])
def test_whom_a_plan_concerns_is_given_no_work(section: str) -> None:
    work = "I. TỔ CHỨC THỰC HIỆN\n1. Phòng Kinh tế: Cắm mốc vườn dừa.\n"
    alone, _ = readings(work)
    for reading in readings(work + section):
        assert titles(reading) == ["Cắm mốc vườn dừa"]
        assert reading.draft.groups == ()
        assert [each.code for each in reading.findings] == [each.code for each in alone.findings]
        assert not [piece for piece in reading.pieces if piece.role is PieceRole.UNREAD]


def test_another_place_dashes_for_letters_and_another_order_change_only_that() -> None:
    body = "I. TỔ CHỨC THỰC HIỆN\n1. Phòng Kinh tế\na) Đo độ mặn; dọn cỏ.\nb) Thả cá giống.\n"
    there, _ = readings(body)
    elsewhere = read_document(
        read_text(f"{HEAD}{body}{TAIL}".replace("Cồn Sậy", "Gò Nổi Xa").encode(), "k.txt")
    )
    assert elsewhere.draft.title == there.draft.title.replace("Cồn Sậy", "Gò Nổi Xa")
    assert titles(elsewhere) == titles(there)
    dashed, _ = readings(body.replace("a) ", "- ").replace("b) ", "- "))
    assert titles(dashed) == titles(there) == ["Đo độ mặn; dọn cỏ", "Thả cá giống"]


def test_the_name_of_a_paper_that_is_a_verb_too_begins_work() -> None:
    assert sentences("Mở tài khoản cho hộ kinh doanh; hướng dẫn người dân nộp hồ sơ") == [
        "Mở tài khoản cho hộ kinh doanh",
        "hướng dẫn người dân nộp hồ sơ",
    ]
    assert len(sentences("Làm theo Công văn số 3/SYT ngày 4/5; Hướng dẫn số 5/HD-SYT")) == 1


def test_words_too_short_for_work_of_their_own_stay_with_the_work_before_them() -> None:
    assert sentences("Đo độ mặn; dọn cỏ; vá lại bờ ao nhà") == [
        "Đo độ mặn; dọn cỏ",
        "vá lại bờ ao nhà",
    ]
