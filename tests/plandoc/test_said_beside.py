"""Who leads a work and by when, said in the work's own line or in one line below a list."""

import pytest

from services.domain.plan.draft import ItemDraft, PlanDraft
from services.plandoc.reading.reader import read_document
from services.plandoc.sources.open_source import read_source

_HEAD = """ỦY BAN NHÂN DÂN
XÃ KHE TANG
Số: 9/KH-UBND
Khe Tang, ngày 12 tháng 01 năm 2026
KẾ HOẠCH
Chăm sóc đường làng năm 2026
I. NHIỆM VỤ
"""


def _draft(body: str) -> PlanDraft:
    return read_document(read_source(f"{_HEAD}{body}".encode(), "ke-hoach.txt")).draft


def _days(item: ItemDraft) -> list[str]:
    return [
        day.isoformat()
        for deliverable in item.deliverables
        for day in (deliverable.days.on if deliverable.days else ())
    ]


def _lead(draft: PlanDraft, item: ItemDraft) -> str:
    names = {unit.code: unit.name for unit in draft.units}
    names |= {group.code: group.phrase for group in draft.groups}
    return names[item.lead] if item.lead else ""


@pytest.mark.parametrize(
    "line",
    [
        "1. Phát quang 12 km lề đường. Phòng Kinh tế chịu trách nhiệm.",
        "1. Phát quang 12 km lề đường. Phòng Kinh tế chủ trì, Hội Nông dân phối hợp; xong quý II.",
        "1. Phát quang 12 km lề đường – Phòng Kinh tế thực hiện.",
        "1. Phát quang 12 km lề đường: Phòng Kinh tế, xong trong quý II/2026.",
        "1. Phát quang 12 km lề đường. Trách nhiệm: Phòng Kinh tế. Tiến độ: quý II/2026.",
        "1. Phát quang 12 km lề đường.\n→ Phòng Kinh tế làm chính; các thôn cùng làm.",
        "1. Phát quang 12 km lề đường.\n- Cơ quan, đơn vị chủ trì: Phòng Kinh tế.",
        "1. Việc phát quang 12 km lề đường do Phòng Kinh tế đảm nhận.",
        "1. Về cảnh quan: Giao Phòng Kinh tế phát quang 12 km lề đường.",
        "1. Trong quý II/2026, Phòng Kinh tế phát quang 12 km lề đường.",
        "1. Trưởng phòng Kinh tế phát quang 12 km lề đường.",
        "1. CẢNH QUAN (PHÒNG KINH TẾ CHỦ TRÌ)\n- Phát quang 12 km lề đường.",
        (
            "1. Cảnh quan\n- Phát quang 12 km lề đường.\n- Trồng hoa.\n"
            "* Phòng Kinh tế chủ trì, phối hợp với các thôn thực hiện."
        ),
    ],
)
def test_who_leads_is_found_wherever_the_line_says_it(line: str) -> None:
    draft = _draft(f"{line}\n")
    item = next(item for item in draft.items if "12 km" in item.title)
    assert _lead(draft, item) == "Phòng Kinh tế"


def test_a_label_of_several_works_is_parted_among_them() -> None:
    draft = _draft(
        "1. Cảnh quan\na) Trồng 300 cây hoa ban.\nb) Sơn lại 12 cổng làng.\n"
        "- Chủ trì: Phòng Kinh tế.\n"
        "- Thời gian: trồng hoa ban trong tháng 3/2026; sơn cổng làng trước ngày 30/8/2026.\n"
    )
    assert [_days(item) for item in draft.items] == [["2026-03-31"], ["2026-08-30"]]


def test_times_that_name_other_works_are_given_to_none() -> None:
    draft = _draft(
        "1. Cảnh quan\na) Trồng 300 cây hoa ban.\nb) Sơn lại 12 cổng làng.\n"
        "- Chủ trì: Phòng Kinh tế.\n"
        "- Thời gian: khảo sát trong tháng 3/2026; nghiệm thu trước ngày 30/8/2026.\n"
    )
    assert [item.deliverables[0].proposed for item in draft.items] == [True, True]


@pytest.mark.parametrize(
    "heading",
    [
        "1. Trước mùa mưa (xong trước ngày 31/5/2026)\n- ",
        "Bước 1. Chuẩn bị (hoàn thành trước ngày 31/5/2026)\n1.1. ",
    ],
)
def test_the_time_of_a_heading_holds_for_works_that_say_none(heading: str) -> None:
    draft = _draft(f"{heading}Khơi thông 9 cống ngang (Phòng Kinh tế chủ trì).\n")
    assert _days(draft.items[0]) == ["2026-05-31"]


def test_by_when_a_work_is_handed_in_is_its_own_day() -> None:
    draft = _draft(
        "1. Phòng Kinh tế lập quy chế chăm sóc đường; trình UBND xã trước ngày 15/4/2026.\n"
    )
    assert [_days(item) for item in draft.items] == [["2026-04-15"]]


def test_the_title_of_a_part_of_a_table_names_who_has_its_rows() -> None:
    draft = _draft(
        "TT\tĐơn vị / Nhiệm vụ\tHoàn thành\tLãnh đạo phụ trách\n"
        "I\tPHÒNG KINH TẾ\t\t\n"
        "1\tPhát quang 12 km lề đường\t30/6/2026\tPCT A\n"
        "II\tĐỘI CÂY XANH XÃ\t\t\n"
        "2\tTỉa 40 cây phượng\t30/8/2026\tPCT A\n"
    )
    leads = [_lead(draft, item).lower() for item in draft.items]
    assert leads == ["phòng kinh tế", "đội cây xanh xã"]


def test_an_article_of_a_decision_gives_work() -> None:
    text = _HEAD.replace(
        "KẾ HOẠCH\n", "QUYẾT ĐỊNH\nVề việc ban hành Kế hoạch chăm sóc đường làng\n"
    )
    text = text.partition("Chăm sóc")[0] + (
        "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch chăm sóc đường làng năm 2026.\n"
        "Điều 2. Giao Phòng Kinh tế hướng dẫn, kiểm tra việc thực hiện Kế hoạch.\n"
        "Nơi nhận:\n- Như Điều 2;\nTM. ỦY BAN NHÂN DÂN\nKẾ HOẠCH\nChăm sóc đường làng năm 2026\n"
        "I. NHIỆM VỤ\n1. Công an xã kẻ vạch 3 ngã tư.\n"
    )
    draft = read_document(read_source(text.encode(), "quyet-dinh.txt")).draft
    titles = {item.title for item in draft.items}
    assert "Hướng dẫn, kiểm tra việc thực hiện Kế hoạch" in titles


def test_labels_below_a_list_are_no_matter_of_a_line_that_names_its_own_lead() -> None:
    draft = _draft(
        "1. Phòng Kinh tế phát quang 12 km lề đường.\n"
        "2. Trồng 300 cây hoa ban – Đoàn Thanh niên xã thực hiện.\n"
        "3. Công an xã kẻ vạch 3 ngã tư.\n"
        "- Phối hợp: Hội Nông dân xã.\n- Thời gian: trước ngày 30/6/2026.\n"
    )
    assert [_days(item) for item in draft.items] == [[], [], ["2026-06-30"]]
    assert [bool(item.supporting) for item in draft.items] == [False, False, True]


def test_an_arrow_speaks_of_the_work_right_above_it() -> None:
    draft = _draft(
        "1. Phòng Kinh tế phát quang 12 km lề đường.\n2. Công an xã kẻ vạch 3 ngã tư.\n"
        "→ Xong trước ngày 02/9/2026.\n"
    )
    assert [_days(item) for item in draft.items] == [[], ["2026-09-02"]]


def test_by_when_a_work_is_handed_in_is_no_line_that_was_not_read() -> None:
    text = f"{_HEAD}1. Phòng Kinh tế lập quy chế; trình UBND xã trước ngày 15/4/2026.\n"
    findings = read_document(read_source(text.encode(), "ke-hoach.txt")).findings
    assert "lines-unread" not in {finding.code for finding in findings}
