"""Every mistake in a plan file is named at its line and column, all in one run."""

from pathlib import Path

import pytest

from services.planyaml.problems import PlanFileError
from services.planyaml.yaml_plan import read_plan

SMALL = (Path(__file__).parent / "small.yaml").read_text(encoding="utf-8")

# What stands there, what is written instead (» marks where the finger must point), what is said.
MISTAKES = [
    ("lead: VX\n", "lead: »VXX\n", 'Không có đơn vị hoặc nhóm "VXX" (có phải "VX"?)'),
    ("lead: VX\n", "lead: »[VX, KT]\n", "chỉ có một đơn vị chủ trì"),
    ("lead: VX\n", "lead: VX\n    »lead: KT\n", "chỉ có một đơn vị chủ trì"),
    ("lead: VX\n", "lead: »VX, KT\n", "không phải là mã"),
    ("lead: VX\n", "lead: »TDP\n", "không có tài khoản nên không thể chủ trì"),
    ("lead: VX\n", "lead: »null\n", "Mục chưa có đơn vị chủ trì"),
    ("supporting: [G2, TDP]", "supporting: [G2, »TDPP]", 'Không có đơn vị hoặc nhóm "TDPP"'),
    ("supporting: [G2, TDP]", "supporting: [G2, »VX]", "VX đã chủ trì mục này"),
    ("supporting: [G2, TDP]", "supporting: [TDP, »TDP]", "đã có trong danh sách này"),
    ("supporting: [G2, TDP]", "supporting: »TDP", "phải là danh sách"),
    ("[quarter, month]", "[quarter, »weekly]", 'Không có giá trị "weekly"'),
    ("[quarter, month]", "[quarter, »quarter]", 'Kỳ "quarter" đã có'),
    ("[quarter, month]", "»[]", "Chỉ số chưa có kỳ báo cáo"),
    ("frequency: year, proposed: false", "frequency: »yearly, proposed: false", '"yearly"'),
    ("frequencies: [year], proposed", "frequencies: »[], proposed", "Nhiệm vụ chưa có kỳ báo cáo"),
    ("frequencies: [year], proposed", "frequencies: [once], proposed", 'Kỳ "once" cần ngày'),
    ("{code: 51-02,", "{code: »51-01,", 'Mã mục "51-01" đã dùng ở dòng'),
    ("{code: 51-02,", "{code: »51-01.vx,", 'Mã mục "51-01.vx" đã dùng'),
    ("{code: VX,", "{code: »kt,", 'Mã đơn vị, nhóm "kt" đã dùng ở dòng 11'),
    ("{code: G1,", "{code: »KT,", "Mã đơn vị, nhóm"),
    ("code: CT01.2", "code: »CT01.1", "Mã chỉ số"),
    ("code: CT01.2", "code: »CT02", 'bắt đầu bằng "CT01."'),
    ("{code: F1,", "{code: »F 1,", "không phải là mã"),
    ("items: [51-02]", "items: [51-02, »51-20]", 'Không có mục "51-20"'),
    ("issued_on: 2026-04-06", "issued_on: »2026-02-30", 'Không có ngày "2026-02-30"'),
    ("issued_on: 2026-04-06", "issued_on: »06/04/2026", "một ngày dạng năm-tháng-ngày"),
    ("issued_on: 2026-04-06", "issued_on: »1026-04-06", "ngoài khoảng 2000 – 2100"),
    ("ends_on: 2026-03-15", "starts_on: 2026-04-01, ends_on: »2026-03-15", "trước ngày bắt đầu"),
    ("period_to: 2030", "period_to: »2025", "Năm cuối trước năm đầu"),
    ("period_to: 2030", "period_to: »2O30", "không phải là một năm"),
    ("period_to: 2030", "period_to: »0", "không phải là một năm"),
    ("issue: 20", "issue: »1000", "từ 0 đến 999"),
    ("issue: 20", "issue: »-1", "từ 0 đến 999"),
    ("- code: CT01.2\n        ", "- »", 'Thiếu "code"'),
    ("after: 01-31", "after: »13-31", "Không năm nào cũng có ngày"),
    ("members: [KT, VX]", "members: »[KT, G2]", "Nhóm G1 chứa chính nó"),
    ("members: [KT, VX]", "members: »[G1]", "Nhóm G1 chứa chính nó"),
    ("members: [KT, VX]", "members: »[]", "Nhóm chưa có đơn vị nào"),
    ("members: [KT, VX]", "members: [KT, »ZZ]", 'Không có đơn vị hoặc nhóm "ZZ"'),
    ("        unit: cơ sở\n", "", 'Thiếu "unit"'),
    ("unit: cơ sở", "unit:»", "phải là một giá trị"),
    ("target_2030: 97.45", 'target_2030: »"97,45"', "dấu chấm thập phân"),
    ("operator: at_least", "operator: »none", "Con số và dấu so sánh phải đi cùng nhau"),
    ("operator: at_least", "operator: »between", "dùng khoảng {low, high}"),
    ("{low: 50, high: 100}", "{low: 100, high: 50}", "Mức trên thấp hơn mức dưới"),
    ("operator: none", "operator: »equals", "không có con số"),
    ("        reach_by: 2027-12-31\n", "", "Mốc chưa có ngày phải đạt"),
    ("kind: military", "kind: »army", 'Không có giá trị "army"'),
    ("restricted: true", "restricted: »yes", "phải là true (có) hoặc false (không)"),
    (
        "title: Đề án đường phố",
        "»tilte: Đề án đường phố",
        'Không có khóa "tilte" (có phải "title"?)',
    ),
    ("title: Đề án đường phố", 'title: »"a\\0b"', "U+0000 không được dùng"),
    ("title: Đề án đường phố", 'title: »" "', "từ 1 đến 2000 ký tự"),
    ("name: progress, frequency: quarter", "name: plan, frequency: year", "Hai sản phẩm trùng"),
    ("findings:", "findings: »x\nxfindings:", "phải là danh sách"),
]


@pytest.mark.parametrize(("was", "now", "said"), MISTAKES)
def test_a_mistake_is_named_at_its_line_and_column(was: str, now: str, said: str) -> None:
    assert was in SMALL
    text = SMALL.replace(was, now, 1)
    before = text.partition("»")[0]
    with pytest.raises(PlanFileError) as caught:
        read_plan(text.replace("»", ""), "small.yaml")
    collected = [problem for problem in caught.value.problems if said in problem.sentence]
    assert collected, caught.value.sentence
    if "»" in now:
        expected = (before.count("\n") + 1, len(before) - before.rfind("\n"))
        assert expected in {(problem.line, problem.column) for problem in collected}


def test_all_problems_of_a_file_come_at_once_and_in_its_order() -> None:
    text = SMALL.replace("lead: VX\n", "lead: VXX\n").replace("kind: military", "kind: army")
    text = text.replace("{code: 51-02,", "{code: 51-01,").replace("[quarter, month]", "[weekly]")
    with pytest.raises(PlanFileError) as caught:
        read_plan(text, "ke-hoach.yaml")
    lines = [problem.line for problem in caught.value.problems]
    assert len(lines) >= 4
    assert lines == sorted(lines)
    assert "ke-hoach.yaml" in caught.value.sentence
    assert "dòng 13, cột 41 (units[2].kind)" in caught.value.sentence


def test_one_wrong_field_does_not_blame_the_others() -> None:
    with pytest.raises(PlanFileError) as caught:
        read_plan(SMALL.replace("lead: VX\n", "lead: [VX, KT]\n"), "small.yaml")
    assert [problem.path for problem in caught.value.problems] == ["indicators[0].lead"]


def test_a_hopeless_file_is_not_answered_with_a_thousand_lines() -> None:
    with pytest.raises(PlanFileError) as caught:
        read_plan("units:\n" + "  - {code: X Y}\n" * 1000, "x.yaml")
    assert len(caught.value.problems) == 200
