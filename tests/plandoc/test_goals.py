"""Indicators wherever plans put them: below "Mục tiêu", behind stars, in titles of an annex."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.domain.plan.draft import ItemDraft, ItemKind, PlanDraft
from services.domain.plan_document.reading import Reading
from services.plandoc.reading.reader import read_document
from services.plandoc.sources.open_source import read_source
from tests.plandoc.word_plan import as_word

HEAD = """ỦY BAN NHÂN DÂN
{kind} {place}
Số: 24/KH-UBND
{place}, ngày 09 tháng 3 năm 2026
KẾ HOẠCH
Phát triển kinh tế - xã hội {kind} {place} giai đoạn 2026 - 2030
"""
TAIL = """
II. TỔ CHỨC THỰC HIỆN
1. Phòng Kinh tế theo dõi, tổng hợp báo cáo định kỳ.
Nơi nhận:
- Phòng Kinh tế;
- Lưu: VT.
"""

Measured = list[tuple[str, str, str | None, str | None, str | None]]


def document(body: str, annex: str = "", *, kind: str = "XÃ", place: str = "Cồn Vàng") -> str:
    """A plan whose first section is `body`."""
    head = HEAD.format(kind=kind, place=place)
    return head + body.strip() + TAIL + (f"PHỤ LỤC\n{annex.strip()}\n" if annex else "")


def read_text_of(text: str) -> Reading:
    return read_document(read_source(text.encode(), "k.txt"))


def indicators(draft: PlanDraft) -> list[ItemDraft]:
    return [item for item in draft.items if item.kind is ItemKind.INDICATOR]


def measured(text: str, *, word: bool = False) -> Measured:
    """Each measure: title, unit, the value of the end and of each year, the day."""
    source = read_source(text.encode(), "k.txt")
    source = read_source(as_word(source), "k.docx") if word else source
    signs = {"at_least": "≥", "at_most": "≤", "more_than": ">", "less_than": "<"}
    collected: Measured = []
    for item in indicators(read_document(source).draft):
        for measure in item.measures:
            sign = signs.get(measure.operator.value, "")
            final, average = (
                f"{sign}{each.value}{f'-{each.high}' if each.high else ''}" if each else None
                for each in (measure.target_2030, measure.target_average)
            )
            day = str(measure.reach_by) if measure.reach_by else None
            collected.append((measure.title, measure.unit, final, average, day))
    return collected


LAYOUTS = {
    "headings": """
I. MỤC TIÊU
1. Kinh tế đến năm 2030
- Tỷ lệ ngõ có đèn đạt 85%.
- Nghề gốm chiếm 30% thu nhập của làng.
2. Văn hóa đến năm 2028
- Số đội trống: 06 đội.
""",
    "stars": """
I. MỤC TIÊU CỤ THỂ
* Về kinh tế:
- Tỷ lệ ngõ có đèn đạt 85%;
- Nghề gốm chiếm 30% thu nhập của làng;
* Về văn hóa, đến năm 2028:
+ Số đội trống: 06 đội.
""",
    "numbers": """
I. CÁC CHỈ TIÊU CHỦ YẾU
1. Kinh tế
1.1. Tỷ lệ ngõ có đèn đạt 85%.
1.2. Nghề gốm chiếm 30% thu nhập của làng.
2. Văn hóa đến năm 2028
2.1. Số đội trống: 06 đội.
""",
    "brackets": """
I. MỤC TIÊU ĐẾN NĂM 2030
* Nhóm chỉ tiêu kinh tế:
(1). Tỷ lệ ngõ có đèn đạt 85%.
(2). Nghề gốm chiếm 30% thu nhập của làng.
* Nhóm chỉ tiêu văn hóa đến năm 2028:
(3). Số đội trống: 06 đội.
""",
    "bare": """
I. MỤC TIÊU ĐẾN NĂM 2030
Giữ gìn nếp làng.
Tỷ lệ ngõ có đèn đạt 85%.
Nghề gốm chiếm 30% thu nhập của làng.
Đến năm 2028, số đội trống: 06 đội.
""",
    "labels": """
I. CHỈ TIÊU
1. Chỉ tiêu 1: Tỷ lệ ngõ có đèn đạt 85%.
2. Chỉ tiêu 2: Nghề gốm chiếm 30% thu nhập của làng.
3. Chỉ tiêu 3: Đến năm 2028, số đội trống: 06 đội.
""",
}
WANTED: Measured = [
    ("Tỷ lệ ngõ có đèn", "%", "85", None, None),
    ("Nghề gốm, thu nhập của làng", "%", "30", None, None),
    ("Số đội trống", "đội", "6", None, "2028-12-31"),
]


@pytest.mark.parametrize("word", [False, True], ids=["text", "word"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_indicators_are_found_in_every_layout(layout: str, word: bool) -> None:
    assert measured(document(LAYOUTS[layout]), word=word) == WANTED


@pytest.mark.parametrize(
    "body",
    [
        """
I. MỤC TIÊU
1. Mục tiêu chung
- Nâng cao đời sống của 100% hộ dân.
2. Mục tiêu cụ thể
- 3 ngõ được kê bờ mỗi năm.
""",
        """
I. MỤC TIÊU
- Xây dựng xã văn minh, giàu đẹp.
- Không để ai bị bỏ lại phía sau.
- 3 ngõ được kê bờ mỗi năm.
""",
        """
I. MỤC TIÊU, YÊU CẦU
1. Mục tiêu
- 3 ngõ được kê bờ mỗi năm.
2. Yêu cầu
- Các đơn vị hoàn thành 100% việc được giao.
""",
    ],
)
def test_an_aim_is_no_indicator(body: str) -> None:
    assert measured(document(body)) == [("Ngõ được kê bờ", "ngõ", None, "3", None)]


@pytest.mark.parametrize(
    "heading",
    [
        "NHIỆM VỤ, GIẢI PHÁP THỰC HIỆN CÁC CHỈ TIÊU",
        "MỘT SỐ GIẢI PHÁP ĐỂ ĐẠT MỤC TIÊU",
        "MỤC TIÊU, NHIỆM VỤ",
    ],
)
def test_a_section_that_gives_work_to_reach_figures_holds_no_indicators(heading: str) -> None:
    text = document(f"I. {heading}\n1. Phòng Kinh tế dựng 12 cột đèn trong năm 2027.")
    reading = read_text_of(text)
    assert indicators(reading.draft) == []
    assert any("12 cột đèn" in item.title for item in reading.draft.items)


@pytest.mark.parametrize(
    "behind",
    [
        "\nBáo cáo hằng quý.",
        "\nĐơn vị chủ trì: Phòng Kinh tế.",
        " Đơn vị chủ trì: Phòng Kinh tế.",
        "\nĐơn vị chủ trì: Phòng Kinh tế, phối hợp: Trạm Y tế. Báo cáo hằng tháng.",
    ],
)
def test_what_follows_an_indicator_changes_neither_title_nor_target(behind: str) -> None:
    body = f"I. CHỈ TIÊU\n1. Tỷ lệ ngõ có đèn đạt 85% trở lên.{behind}\n2. Mở 4 lớp bơi."
    assert measured(document(body)) == [
        ("Tỷ lệ ngõ có đèn", "%", "≥85", None, None),
        ("Mở lớp bơi", "lớp", "4", None, None),
    ]


def test_a_title_that_begins_like_a_label_is_promised_and_a_label_is_none() -> None:
    body = """I. CHỈ TIÊU CỤ THỂ
- Tỷ lệ ngõ có đèn đạt 85%.
- Sản phẩm làng nghề được gắn nhãn: 05 sản phẩm.
- Thời gian trả hồ sơ: không quá 3 ngày làm việc.
- Sản phẩm: 01 báo cáo.
"""
    assert [each[:3] for each in measured(document(body))] == [
        ("Tỷ lệ ngõ có đèn", "%", "85"),
        ("Sản phẩm làng nghề được gắn nhãn", "sản phẩm", "5"),
        ("Thời gian trả hồ sơ", "ngày làm việc", "≤3"),
    ]


ROWS = {
    "Tỷ lệ ngõ có đèn đạt 90%": ("Tỷ lệ ngõ có đèn", "%", "90", None, None),
    "Thu nhập bình quân đầu người từ 90 triệu đồng/năm trở lên": (
        *("Thu nhập bình quân đầu người", "triệu đồng/năm", "≥90", None, None),
    ),
    "Mỗi năm có từ 03 vườn mẫu trở lên": ("Vườn mẫu", "vườn", None, "≥3", None),
    "Đến năm 2028, 100% trường có bể bơi": ("Trường có bể bơi", "%", "100", None, "2028-12-31"),
    "Tỷ lệ trẻ dưới 5 tuổi được cân đạt 98% trở lên": (
        *("Tỷ lệ trẻ dưới 5 tuổi được cân", "%", "≥98", None, None),
    ),
    "Tỷ suất đuối nước dưới 4/100.000 trẻ": (
        *("Tỷ suất đuối nước", "/100.000 trẻ", "<4", None, None),
    ),
}
HEADINGS = [
    "TT\tChỉ tiêu\tChủ trì",
    "STT\tTên chỉ tiêu\tĐơn vị chủ trì",
    "TT\tCác chỉ tiêu chủ yếu\tCơ quan chủ trì",
]


def annex_of(names: tuple[str, ...], heading: str = HEADINGS[0]) -> str:
    return "\n".join(
        [heading, *(f"{n}\t{name}\tPhòng Kinh tế" for n, name in enumerate(names, 1))]
    )


@pytest.mark.parametrize("word", [False, True], ids=["text", "word"])
@pytest.mark.parametrize("heading", HEADINGS)
def test_an_annex_whose_titles_hold_the_targets_is_one_of_indicators(
    heading: str, word: bool
) -> None:
    text = document("I. MỤC TIÊU CHUNG\nGiữ làng đẹp.", annex_of(tuple(ROWS), heading))
    assert measured(text, word=word) == list(ROWS.values())
    leads = {item.lead for item in indicators(read_text_of(text).draft)}
    assert leads == {"KT"}


@pytest.mark.parametrize("names", list(permutations(list(ROWS)[:3])))
def test_another_order_of_rows_changes_the_order_alone(names: tuple[str, ...]) -> None:
    text = document("I. MỤC TIÊU CHUNG\nGiữ làng đẹp.", annex_of(names))
    assert measured(text) == [ROWS[name] for name in names]


@pytest.mark.parametrize(
    "rows",
    [
        "TT\tNội dung công việc\tChủ trì\tThời gian\n1\tTrồng 500 cây\tPhòng Kinh tế\tQuý II/2026",
        "TT\tNhiệm vụ\tChủ trì\n1\tTrồng 500 cây\tPhòng Kinh tế\n2\tMở 3 lớp bơi\tTrạm Y tế",
        "TT\tNội dung\tChủ trì\n1\tTrồng 500 cây\tPhòng Kinh tế\n2\tMở lớp bơi\tTrạm Y tế",
    ],
)
def test_a_table_of_work_stays_one(rows: str) -> None:
    reading = read_text_of(document("I. MỤC TIÊU CHUNG\nGiữ làng đẹp.", rows))
    assert indicators(reading.draft) == []
    assert any("500 cây" in item.title for item in reading.draft.items)


@pytest.mark.parametrize(
    ("name", "cell", "wanted"),
    [
        ("Thu phí chợ (tỷ đồng)", "1.250,5", ("Thu phí chợ", "tỷ đồng", "1250.5", None, None)),
        ("Tỷ lệ ngõ có đèn (%)", "≥ 90", ("Tỷ lệ ngõ có đèn", "%", "≥90", None, None)),
        ("Diện tích chè (ĐVT: ha)", "từ 12 trở lên", ("Diện tích chè", "ha", "≥12", None, None)),
        ("Độ phủ 5G", "95%", ("Độ phủ 5G", "%", "95", None, None)),
        ("Số sản phẩm 3 sao (sản phẩm)", "06", ("Số sản phẩm 3 sao", "sản phẩm", "6", None, None)),
        ("Ngõ có tên (%)", "100 (đến năm 2028)", ("Ngõ có tên", "%", "100", None, "2028-12-31")),
    ],
)
def test_a_unit_in_the_brackets_of_a_row_s_name_is_its_unit(
    name: str, cell: str, wanted: tuple[str, ...]
) -> None:
    rows = f"TT\tChỉ tiêu\tĐến năm 2030\tChủ trì\n1\t{name}\t{cell}\tPhòng Kinh tế"
    assert measured(document("I. MỤC TIÊU CHUNG\nGiữ làng đẹp.", rows)) == [wanted]


@pytest.mark.parametrize(
    "column", ["Mức đạt", "Chỉ tiêu cần đạt", "Mức phấn đấu", "Kế hoạch giao"]
)
def test_a_column_that_only_says_how_much_holds_the_targets(column: str) -> None:
    rows = f"TT\tChỉ tiêu\t{column}\tChủ trì\n1\tTỷ lệ ngõ có đèn\ttrên 90%\tPhòng Kinh tế"
    text = document("I. MỤC TIÊU CHUNG\nGiữ làng đẹp.", rows)
    assert measured(text) == [("Tỷ lệ ngõ có đèn", "%", ">90", None, None)]


@settings(max_examples=40, deadline=None)
@given(
    place=st.sampled_from(["Cồn Vàng", "Sông Hinh", "Bàu Tràm", "Lũng Cao"]),
    kind=st.sampled_from(["XÃ", "PHƯỜNG"]),
    layout=st.sampled_from(sorted(LAYOUTS)),
    mark=st.sampled_from(["-", "–", "+", "•"]),
)
def test_another_place_and_another_dash_change_nothing(
    place: str, kind: str, layout: str, mark: str
) -> None:
    body = LAYOUTS[layout].replace("\n- ", f"\n{mark} ")
    assert measured(document(body, kind=kind, place=place)) == WANTED


@settings(max_examples=40, deadline=None)
@given(
    value=st.integers(1, 98),
    layout=st.sampled_from(sorted(LAYOUTS)),
    written=st.sampled_from(["{n}%", "{n} %", "{n},0%", "{n} phần trăm"]),
)
def test_another_number_changes_that_target_alone(value: int, layout: str, written: str) -> None:
    text = document(LAYOUTS[layout].replace("85%", written.format(n=value)))
    (first, *rest), (_, *others) = measured(text), WANTED
    assert rest == others
    assert (first[0], first[1], float(first[2] or 0)) == ("Tỷ lệ ngõ có đèn", "%", value)


@given(extra=st.sampled_from(["- Mở 4 lớp bơi.", "- Tỷ lệ hộ có hố rác đạt 70%."]))
@settings(max_examples=2, deadline=None)
def test_one_item_more_is_one_item_more(extra: str) -> None:
    body = LAYOUTS["headings"].strip()
    assert measured(document(f"{body}\n{extra}"))[:-1] == WANTED
