"""Each kind of defect in a small plan, beside its repaired twin: exactly that finding goes."""

import pytest

from services.domain.plan.draft import Severity
from tests.plandoc.clean_plan import CLEAN, defects, read, spoilt

ROW_1 = "1\tTỷ lệ đường ngõ được chiếu sáng\t%\t70\t≥ 90\t\tPhòng KTHTĐT\tTổ dân phố"
ROW_2 = "2\tSố hợp tác xã thành lập mới\tHợp tác xã\t1\t\t3\tPhòng KTHTĐT\tPhòng VH-XH"
ROW_3 = "3\tTỷ lệ đơn thư giải quyết đúng hạn\t%\t98\t100\t100\tVăn phòng HĐND&UBND\tPhòng VH-XH"
OFFICE = "Văn phòng HĐND&UBND"
CAP_REPORTED = ("- Tổ dân phố;", "- Tổ dân phố; Công an phường;")
ROW_4 = "4\tTỷ lệ rác thải được phân loại\t%\t30\t≥ 80\t\tPhòng KTHTĐT\tTổ dân phố"

# The kind of defect, and how it is put into the clean plan.
DEFECTS = [
    ("no-number", ("Số: 12/KH", "Số: /KH")),
    ("no-day", ("Hòa Bình, ngày 05 tháng 02", "Hòa Bình, ngày tháng 02")),
    ("dates-differ", ("UBND, ngày 05 tháng 02", "UBND, ngày 05 tháng 01")),
    ("numbers-differ", ("Kế hoạch số 12/KH-UBND", "Kế hoạch số 13/KH-UBND")),
    ("place-spellings", ("Nhân dân phường Hòa Bình.", "Nhân dân phường Hòa Bính.")),
    ("missing-heading", ("1. Mục đích\n\n", "")),
    ("missing-heading", ("III. TỔ CHỨC", "IV. TỔ CHỨC")),
    ("heading-twice", ("3. Nhiệm vụ", "2. Nhiệm vụ")),
    (
        "replaces-plan",
        ("\nNơi nhận", "(Kế hoạch này thay thế Kế hoạch số 7/KH-UBND)./.\n\nNơi nhận"),
    ),
    ("term-differs", ("2025 - 2030.", "2026 - 2030.")),
    ("basis-undated", ("10/NQ-HĐND ngày 20/01/2026", "10/NQ-HĐND")),
    ("count-differs", ("02 nhiệm vụ trọng tâm", "03 nhiệm vụ trọng tâm")),
    ("foreign-territory", ("trên địa bàn phường", "trên địa bàn thành phố")),
    ("no-review", (" và sơ kết giữa kỳ", "")),
    ("no-report-date", ("báo cáo định kỳ", "báo cáo")),
    ("no-baseline", ("Thực hiện năm 2025", "Cột khác")),
    ("no-lead", (ROW_4, ROW_4.replace("Phòng KTHTĐT", ""))),
    ("collective-lead", (ROW_4, ROW_4.replace("KTHTĐT", f"KTHTĐT; Phòng VH-XH; {OFFICE}"))),
    ("several-leads", (ROW_1, ROW_1.replace("KTHTĐT", "KTHTĐT; Phòng VH-XH"))),
    ("support-empty", (ROW_4, ROW_4.removesuffix("Tổ dân phố"))),
    ("unit-unknown", (ROW_4, f"{ROW_4}; ai đó")),
    ("group-undefined", (ROW_4, f"{ROW_4}; các cơ quan chuyên môn")),
    ("unit-leads-nothing", ("cao tuổi.", "cao tuổi, phối hợp với Công an phường."), CAP_REPORTED),
    ("unit-receives-nothing", CAP_REPORTED),
    (
        "unit-only-in-annex",
        (ROW_4, f"{ROW_4}; Trạm Y tế"),
        ("- Tổ dân phố;", "- Tổ dân phố; Trạm Y tế;"),
    ),
    ("recipient-missing", ("- Phòng Văn hóa - Xã hội;\n", "")),
    ("scheme-in-one-section", ("(2) Đề án số hóa lưu trữ hồ sơ giai đoạn 2026 - 2027.\n\n", "")),
    (
        "scheme-without-date",
        ("(2) Đề án số hóa lưu trữ hồ sơ giai đoạn 2026 - 2027", "(2) Đề án số hóa lưu trữ hồ sơ"),
        (
            "dựng Đề án số hóa lưu trữ hồ sơ giai đoạn 2026 - 2027",
            "dựng Đề án số hóa lưu trữ hồ sơ",
        ),
    ),
    ("scheme-title-differs", ("dựng Đề án số hóa lưu", "dựng Đề án về số hóa lưu")),
    ("duty-twice", ("cao tuổi.", "cao tuổi; tổ chức ngày hội đọc sách hằng năm.")),
    (
        "work-of-two-units",
        (
            "sơ kết giữa kỳ.",
            (
                "sơ kết giữa kỳ; tuyên truyền nội dung của Kế hoạch đến các tầng lớp Nhân dân trên"
                " địa bàn phường bằng nhiều hình thức."
            ),
        ),
    ),
    ("duty-in-past", ("khu dân cư.", "khu dân cư, hoàn thành trước ngày 31/01/2026.")),
    (
        "annex-lacks-figure",
        ("chiếu sáng đạt 90% trở lên.", "chiếu sáng đạt 90% trở lên; không còn nhà tạm."),
    ),
    ("text-lacks-figure", (ROW_4, f"{ROW_4}\n-\tTỷ lệ hộ có nước sạch\t%\t60\t≥ 95\t70\t\t")),
    ("figure-differs", (ROW_4, ROW_4.replace("≥ 80", "≥ 85"))),
    ("operator-differs", ("đạt 90% trở lên", "đạt trên 90%")),
    ("operator-differs", (ROW_1, ROW_1.replace("≥ 90", "90"))),
    ("year-differs", ("(1) Đến năm 2030, tỷ lệ", "(1) Đến năm 2028, tỷ lệ")),
    ("basis-differs", ("mới bình quân 3 hợp tác xã/năm", "mới hằng năm 3 hợp tác xã")),
    ("stretch-became-firm", ("(4) Đến năm 2030, tỷ lệ", "(4) Phấn đấu đến năm 2030, tỷ lệ")),
    ("counted-differs", (ROW_2, ROW_2.replace("\t3\t", "\t3 tổ\t"))),
    ("wording-differs", (ROW_3, ROW_3.replace("đơn thư", "đơn thư khiếu nại"))),
    ("prose-in-number-cell", (ROW_4, ROW_4.replace("≥ 80", "≥ 80 theo kế hoạch của thành phố"))),
    ("period-in-number-cell", (ROW_4, ROW_4.replace("≥ 80", "2026 - 2030"))),
    ("unit-missing", (ROW_4, ROW_4.replace("\t%\t", "\t\t"))),
    ("unit-twice", (ROW_4, ROW_4.replace("≥ 80", "≥ 80%"))),
    (
        "range-target",
        (ROW_2, ROW_2.replace("\t3\t", "\t3 - 5\t")),
        ("quân 3 hợp", "quân 3 - 5 hợp"),
    ),
    ("target-empty", (ROW_3, ROW_3.replace("100\t100", "\t"))),
    ("row-cut", (ROW_4, f"{ROW_4.replace('KTHTĐT', '')}\n\n\t\t\t\t\t\tKTHTĐT\t")),
]


# Defects whose repaired twin is not the clean plan itself: what both share, then the defect.
ROW_4_TWICE = ROW_4.replace("≥ 80\t\t", "≥ 80\t≥ 80\t")
_CHANGED_TEXT = ("đạt ít nhất 80%.", "đạt ít nhất 80%; tỷ lệ chợ có điểm thu gom đạt 60%.")
TWINS = [
    (
        "two-measures-in-cell",
        [_CHANGED_TEXT, (ROW_4, ROW_4.replace("≥ 80", "≥ 80; 60 chợ có điểm thu gom"))],
        [_CHANGED_TEXT, (ROW_4, f"{ROW_4}\n-\tTỷ lệ chợ có điểm thu gom\t%\t\t60\t60\t\t")],
    ),
    (
        "figure-of-other",
        [_CHANGED_TEXT, (ROW_4, ROW_4.replace("≥ 80\t\t", "≥ 80\t60\t"))],
        [_CHANGED_TEXT, (ROW_4, f"{ROW_4_TWICE}\n-\tTỷ lệ chợ có điểm thu gom\t%\t\t60\t60\t\t")],
    ),
]


@pytest.mark.parametrize(
    ("code", "changes"),
    [(code, changes) for code, *changes in DEFECTS],
    ids=[f"{at}-{code}" for at, (code, *_) in enumerate(DEFECTS)],
)
def test_repairing_one_defect_removes_exactly_its_finding(
    code: str, changes: list[tuple[str, str]]
) -> None:
    _only(code, spoilt(*changes), CLEAN)


@pytest.mark.parametrize(("code", "defect", "repair"), TWINS, ids=[code for code, *_ in TWINS])
def test_a_repair_that_needs_a_row_removes_exactly_its_finding(
    code: str, defect: list[tuple[str, str]], repair: list[tuple[str, str]]
) -> None:
    _only(code, spoilt(*defect), spoilt(*repair))


def _only(code: str, defect: str, repaired: str) -> None:
    before, after = defects(defect), defects(repaired)
    assert [each.code for key, each in before.items() if key not in after] == [code]
    assert [each for key, each in after.items() if key not in before] == []


def test_a_plan_without_defects_gives_nothing_above_a_note() -> None:
    reading = read(CLEAN)
    assert {finding.severity for finding in reading.findings} <= {Severity.NOTE}
    assert len(reading.draft.items) == 11
