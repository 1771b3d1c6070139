"""Whom the list of recipients reaches, and who is only told of the plan."""

import pytest

from services.domain.plan_document.reading import Reading
from services.plandoc.items.recipients import own_recipients
from services.plandoc.reading.reader import read_document
from services.plandoc.sources.open_source import read_source
from services.plandoc.sources.text_source import read_text
from tests.plandoc.word_plan import as_word

PLAN = """KẾ HOẠCH
Giữ sạch bến nước phường Trũng Cạn giai đoạn 2026 - 2030
I. TỔ CHỨC THỰC HIỆN
1. Phòng Kinh tế: Vớt bèo ở bến.
2. Trạm Y tế: Thử nước sông.
Nơi nhận:
"""
ABOVE = [
    "- Văn phòng Chính phủ (để b/c);",
    "- Văn phòng Tỉnh ủy;",
    "- Công an tỉnh; Văn phòng UBND tỉnh;",
    "- Các Sở, ban, ngành, đoàn thể thành phố;",
    "- Thường trực Đảng ủy, HĐND phường;",
    "- Đảng ủy, Ban Thường vụ Đảng ủy (b/c);",
    "- Chủ tịch, các Phó Chủ tịch UBND phường;",
    "- Trung tâm Phục vụ hành chính công tỉnh;",
]
OWN = "- Phòng Kinh tế: LĐ, TH;\n- Trạm Y tế;\n- Lưu: VT."


def both(recipients: str) -> tuple[Reading, Reading]:
    source = read_text(f"{PLAN}{recipients}".encode(), "k.txt")
    return read_document(source), read_document(read_source(as_word(source), "k.docx"))


@pytest.mark.parametrize("line", ABOVE)
def test_who_is_only_informed_is_no_unit_and_gives_no_finding(line: str) -> None:
    plain, _ = both(OWN)
    for reading in both(f"{line}\n{OWN}"):
        assert [unit.name for unit in reading.draft.units] == ["Phòng Kinh tế", "Trạm Y tế"]
        assert [each.key for each in reading.findings] == [each.key for each in plain.findings]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Phòng Văn hóa - Xã hội: LĐVP, TH", ["Phòng Văn hóa - Xã hội"]),
        ("Các phòng, ban, ngành, đoàn thể xã", ["Các phòng, ban, ngành, đoàn thể xã"]),
        ("UBND tỉnh, Công an xã; Trạm Y tế", ["Công an xã", "Trạm Y tế"]),
        ("Phòng Kinh tế (để thực hiện)", ["Phòng Kinh tế"]),
        ("Thường trực Thành ủy; HĐND thành phố (để báo cáo)", []),
    ],
)
def test_a_line_gives_the_words_that_may_name_units_of_ours(line: str, words: list[str]) -> None:
    assert own_recipients(line) == words


def test_one_unit_less_among_the_recipients_is_one_finding() -> None:
    for reading in both("- UBND tỉnh (b/c);\n- Phòng Kinh tế;\n- Lưu: VT."):
        (missing,) = [each for each in reading.findings if each.code == "recipient-missing"]
        assert [quote.text for quote in missing.quotes] == ["Trạm Y tế"]


def test_whom_something_is_sent_to_need_not_be_given_work() -> None:
    for sent in ("Gửi Công an phường danh sách hộ nuôi bè.", "Trình sổ cho Công an phường."):
        text = PLAN.replace("Vớt bèo ở bến.", sent)
        reading = read_document(read_text(f"{text}{OWN}".encode(), "k.txt"))
        assert "unit-receives-nothing" not in {each.code for each in reading.findings}
