"""Titles as they are printed and as they are quoted; a decision that issues a plan."""

from pathlib import Path

import pytest

from services.domain.plan_document.reading import PieceRole, Reading
from services.plandoc.items.understood import understand
from services.plandoc.reading.reader import read_document
from services.plandoc.sources.open_source import read_source
from services.plandoc.sources.text_source import read_text
from services.plandoc.wording.official_names import official_case
from tests.plandoc.clean_plan import read
from tests.plandoc.genre_reading import DOCUMENTS
from tests.plandoc.word_plan import as_word

HEAD = """ỦY BAN NHÂN DÂN
XÃ BẾN CẠN ĐÔNG
Số: 14/KH-UBND
Bến Cạn Đông, ngày 05 tháng 01 năm 2026
"""
BODY = """
Căn cứ Chỉ thị số 8/CT-TTg ngày 02/01/2026 của Thủ tướng Chính phủ về nước sạch;
Căn cứ Chương trình hành động số 6-CTr/TU của Tỉnh ủy Sơn Hạ; Đề án của Sở Y tế tỉnh Sơn Hạ;
Ủy ban nhân dân xã Bến Cạn Đông ban hành Kế hoạch như sau:
I. TỔ CHỨC THỰC HIỆN
1. Phòng Kinh tế: Đào giếng khoan. Gửi kết quả về Phòng Kinh tế.
Nơi nhận:
- Các phòng, đơn vị thuộc xã;
- Lưu: VT.
"""


def both(text: str) -> tuple[Reading, Reading]:
    """The same plan as text and as a Word file."""
    source = read_text(text.encode(), "k.txt")
    return read_document(source), read_document(read_source(as_word(source), "k.docx"))


TITLES = [
    (
        "KẾ HOẠCH\nTHỰC HIỆN CHỈ THỊ SỐ 8/CT-TTG CỦA THỦ TƯỚNG CHÍNH PHỦ VỀ NƯỚC SẠCH NĂM 2026",
        "Kế hoạch thực hiện Chỉ thị số 8/CT-TTg của Thủ tướng Chính phủ về nước sạch năm 2026",
    ),
    (
        "KẾ HOẠCH\nPHÒNG, CHỐNG HẠN VÀ PCCC TRÊN ĐỊA BÀN XÃ BẾN CẠN ĐÔNG\nGIAI ĐOẠN 2026 - 2030",
        "Kế hoạch phòng, chống hạn và PCCC trên địa bàn xã Bến Cạn Đông giai đoạn 2026 - 2030",
    ),
    (
        "CHƯƠNG TRÌNH HÀNH ĐỘNG\nTHỰC HIỆN CHƯƠNG TRÌNH SỐ 6-CTR/TU CỦA TỈNH ỦY SƠN HẠ NĂM 2026",
        "Chương trình hành động thực hiện Chương trình số 6-CTr/TU của Tỉnh ủy Sơn Hạ năm 2026",
    ),
    (
        "KẾ HOẠCH PHÁT TRIỂN KINH TẾ, CHUYỂN ĐỔI SỐ QUÝ IV NĂM 2026 CỦA HỘI ĐỒNG NHÂN DÂN",
        "Kế hoạch phát triển kinh tế, chuyển đổi số quý IV năm 2026 của Hội đồng nhân dân",
    ),
    (
        "KẾ HOẠCH\nTriển khai nước sạch nông thôn\nGiai đoạn 2026 - 2030",
        "Kế hoạch triển khai nước sạch nông thôn giai đoạn 2026 - 2030",
    ),
    ("PHƯƠNG ÁN\nV/v chia nước mùa khô năm 2026", "Phương án về việc chia nước mùa khô năm 2026"),
    ("KẾ HOẠCH\nVề việc chia nước năm 2026", "Kế hoạch về việc chia nước năm 2026"),
    ("KẾ HOẠCH\nUBND xã với nước sạch năm 2026", "Kế hoạch UBND xã với nước sạch năm 2026"),
]
SENTENCES = [
    "Để kịp thời giúp người dân qua mùa khô, Ủy ban nhân dân xã ban hành kế hoạch như sau:",
    "Nhằm giữ nguồn nước cho mùa khô, Ủy ban nhân dân xã xây dựng kế hoạch.",
    "Thực hiện Kế hoạch số 3/KH-UBND ngày 02/01/2026 của Ủy ban nhân dân tỉnh Sơn Hạ;",
    "Trên cơ sở nguồn nước hiện có, xã lập kế hoạch.",
]


@pytest.mark.parametrize(("printed", "quoted"), TITLES, ids=[str(at) for at in range(len(TITLES))])
@pytest.mark.parametrize("sentence", ["", *SENTENCES], ids=["alone", "để", "nhằm", "theo", "trên"])
def test_a_title_is_quoted_as_it_is_written_officially(
    printed: str, quoted: str, sentence: str
) -> None:
    for reading in both(f"{HEAD}{printed}\n{sentence}{BODY}"):
        assert reading.draft.title == quoted
        assert reading.draft.place == "Bến Cạn Đông"
        assert [item.title for item in reading.draft.items] == [
            "Đào giếng khoan",
            "Gửi kết quả về Phòng Kinh tế",
        ]


@pytest.mark.parametrize("place", ["Gò Me", "Đá Bạc Thượng Trung", "Trũng"])
def test_another_place_changes_only_its_own_name(place: str) -> None:
    printed, quoted = TITLES[1]
    text = f"{HEAD}{printed}{BODY}"
    for old, new in (("BẾN CẠN ĐÔNG", place.upper()), ("Bến Cạn Đông", place)):
        text = text.replace(old, new)
        quoted = quoted.replace(old, new)
    for reading in both(text):
        assert reading.draft.title == quoted
        assert reading.draft.place == place


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("VỀ PHÒNG, CHỐNG LŨ", "về phòng, chống lũ"),
        ("TUẦN LỄ OCOP LẦN THỨ IV VÀ VNEID", "tuần lễ OCOP lần thứ IV và VNeID"),
        ("NGHỊ QUYẾT CỦA ĐẢNG", "nghị quyết của Đảng"),
        ("TRIỂN KHAI 5G Ở THÔN", "triển khai 5G ở thôn"),
        ("LÀM 14 KM KÊNH", "làm 14 km kênh"),
    ],
)
def test_a_name_differs_from_a_common_word(printed: str, written: str) -> None:
    texts = ["Gửi về Phòng Kinh tế.", "Dùng VNeID khi đến làm việc với Phòng Tư pháp."]
    assert official_case(printed, ["Bến Cạn Đông"], texts) == written


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_title_that_were_in_capitals_is_quoted_the_same(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    titled = understand(read_text(text.encode(), "k.txt")).parts.title
    assert titled is not None
    held = " ".join(line.text for line in titled.lines)
    printed = [line for line in text.splitlines(keepends=True) if line.strip()]
    of_title = {line for line in printed[:12] if line.strip() in held}
    capitals = "".join(
        line.upper() if line in of_title else line for line in text.splitlines(keepends=True)
    )
    assert of_title
    assert read(capitals).draft.title == read(text).draft.title


DECISION = """ỦY BAN NHÂN DÂN
XÃ BẾN CẠN ĐÔNG
Số: 88/QĐ-UBND
Bến Cạn Đông, ngày 09 tháng 02 năm 2026
QUYẾT ĐỊNH
Về việc ban hành Kế hoạch nước sạch giai đoạn 2026 - 2030
CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ BẾN CẠN ĐÔNG
Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;
Xét đề nghị của Trưởng Phòng Kinh tế,
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Kế hoạch nước sạch giai đoạn 2026 - 2030.
Điều 2. Quyết định này có hiệu lực từ ngày ký.
Điều 3. Chánh Văn phòng, Trưởng Phòng Kinh tế chịu trách nhiệm thi hành Quyết định này.
Nơi nhận:
- Như Điều 3;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
"""
PLAN = """KẾ HOẠCH
{title}
(Kèm theo Quyết định số 88/QĐ-UBND ngày 09 tháng 02 năm 2026 của Ủy ban nhân dân xã)
I. MỤC ĐÍCH
Mọi nhà có nước sạch.
II. TỔ CHỨC THỰC HIỆN
1. Phòng Kinh tế: Đào giếng khoan.
2. Trạm Y tế: Thử nước giếng hằng năm.
"""


@pytest.mark.parametrize(
    ("title", "quoted"),
    [
        ("Nước sạch nông thôn giai đoạn 2026 - 2030", "nước sạch nông thôn giai đoạn 2026 - 2030"),
        ("NƯỚC SẠCH XÃ BẾN CẠN ĐÔNG NĂM 2026", "nước sạch xã Bến Cạn Đông năm 2026"),
        ("", "nước sạch giai đoạn 2026 - 2030"),
    ],
)
def test_a_decision_that_issues_a_plan_gives_it_number_day_and_recipients(
    title: str, quoted: str
) -> None:
    for reading in both(DECISION + PLAN.format(title=title)):
        draft = reading.draft
        assert (draft.number, str(draft.issued_on)) == ("88/QĐ-UBND", "2026-02-09")
        assert draft.title == f"Kế hoạch {quoted}"
        assert [(item.section, item.title, item.lead) for item in draft.items] == [
            ("II.1", "Đào giếng khoan", "KT"),
            ("II.2", "Thử nước giếng hằng năm", "TYT"),
        ]
        codes = {each.code for each in reading.findings}
        assert not codes & {"recipient-missing", "numbers-differ", "dates-differ", "no-number"}
        articles = [piece for piece in reading.pieces if piece.text.startswith("Điều ")]
        assert [piece.role for piece in articles] == [
            PieceRole.FORM,
            PieceRole.FORM,
            PieceRole.UNREAD,
        ]


def test_a_plan_that_names_another_decision_than_its_cover_is_asked_about() -> None:
    text = DECISION + PLAN.format(title="Nước sạch năm 2026").replace("88/QĐ", "87/QĐ")
    assert "numbers-differ" in {each.code for each in both(text)[0].findings}
