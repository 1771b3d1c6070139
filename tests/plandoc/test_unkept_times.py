"""Times that were read and that no period holds are asked about, none is dropped in silence."""

import pytest

from services.plandoc.reading.reader import read_document
from services.plandoc.sources.text_source import read_text

HEAD = "KẾ HOẠCH\nChăm sóc cây phường Xa giai đoạn 2026 - 2030\nI. TỔ CHỨC THỰC HIỆN\n"
_TIMES = {"rhythm-unoffered", "day-without-year", "rhythm-other-days", "half-year-one-day"}


@pytest.mark.parametrize(
    ("work", "codes"),
    [
        ("Tưới hàng cây ven hồ hằng tuần.", ["rhythm-unoffered"]),
        ("Nộp sổ cây trước ngày 15/11.", ["day-without-year"]),
        (
            "Nộp sổ cây trước ngày 10 hằng tháng; xong trước ngày 20 hằng tháng.",
            ["rhythm-other-days"],
        ),
        ("Nộp sổ cây trước ngày 10 hằng tháng.", []),
        ("Nộp sổ cây hằng quý.", []),
        ("Báo cáo 6 tháng, năm (trước ngày 10/12).", ["half-year-one-day"]),
        ("Báo cáo 6 tháng (trước 10/6), năm (trước ngày 10/12).", []),
        ("Báo cáo 6 tháng, năm.", []),
    ],
)
def test_a_time_that_no_period_holds_is_asked_about(work: str, codes: list[str]) -> None:
    text = f"{HEAD}1. Phòng Kinh tế: {work}\n"
    findings = read_document(read_text(text.encode(), "k.txt")).findings
    assert [each.code for each in findings if each.code in _TIMES] == codes
