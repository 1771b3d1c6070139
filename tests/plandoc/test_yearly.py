"""An annex with one column a year: what is read of a series, and a series that breaks its own."""

import pytest

from tests.plandoc.clean_plan import CLEAN, keyed, read

_START = CLEAN.index("STT\t")
SERIES = {
    "1": ("70", "75", "80", "85", "≥ 90", "80", "≥ 90"),
    "2": ("3", "3", "3", "3", "3", "3", "3"),
    "3": ("100", "100", "100", "100", "100", "100", "100"),
    "4": ("40", "50", "60", "70", "≥ 80", "60", "≥ 80"),
}


def yearly(**changes: tuple[str, ...]) -> str:
    """The clean plan with a yearly annex; `row_4=(…)` replaces the figures of row 4."""
    names = {
        "1": ("Tỷ lệ đường ngõ được chiếu sáng", "%", "Phòng KTHTĐT", "Tổ dân phố"),
        "2": ("Số hợp tác xã thành lập mới", "Hợp tác xã", "Phòng KTHTĐT", "Phòng VH-XH"),
        "3": ("Tỷ lệ đơn thư giải quyết đúng hạn", "%", "Văn phòng HĐND&UBND", "Phòng VH-XH"),
        "4": ("Tỷ lệ rác thải được phân loại", "%", "Phòng KTHTĐT", "Tổ dân phố"),
    }
    heads = (
        "TT", "Chỉ tiêu", "ĐVT", "Thực hiện năm 2025",
        *(f"Năm {year}" for year in range(2026, 2031)), "Bình quân năm",
        "Mục tiêu đến năm 2030", "Cơ quan chủ trì", "Phối hợp",
    )  # fmt: skip
    lines = ["\t".join(heads)]
    for number, (name, unit, lead, supporting) in names.items():
        figures = changes.get(f"row_{number}", SERIES[number])
        lines.append("\t".join((number, name, unit, "1", *figures, lead, supporting)))
    return CLEAN[:_START] + "\n".join(lines) + "\n"


def test_a_series_that_agrees_with_itself_gives_nothing_above_a_note() -> None:
    assert {finding.code for finding in read(yearly()).findings} == set()


@pytest.mark.parametrize(
    ("code", "row", "figures"),
    [
        ("series-breaks-average", "row_4", ("40", "50", "60", "70", "≥ 80", "65", "≥ 80")),
        ("series-breaks-final", "row_4", ("40", "50", "60", "70", "≥ 75", "59", "≥ 80")),
        ("target-empty", "row_4", ("40", "", "60", "70", "≥ 80", "60", "≥ 80")),
    ],
)
def test_repairing_a_broken_series_removes_exactly_its_finding(
    code: str, row: str, figures: tuple[str, ...]
) -> None:
    before, after = keyed(read(yearly(**{row: figures}))), keyed(read(yearly()))
    assert [each.code for each in before.values()] == [code]
    assert after == {}


def test_the_compound_average_of_growth_rates_is_an_average_too() -> None:
    growth = ("10", "12", "14", "16", "≥ 80", "24,1", "≥ 80")
    assert "series-breaks-average" not in {
        finding.code for finding in read(yearly(row_4=growth)).findings
    }


def test_a_series_without_other_columns_is_an_average_and_a_final_value() -> None:
    text = yearly(row_4=("40", "40", "40", "40", "≥ 80", "", ""))
    (measure,) = next(item for item in read(text).draft.items if item.code == "CT04").measures
    assert measure.target_average is not None
    assert measure.target_2030 is not None
    assert (measure.target_average.value, measure.target_2030.value) == ("40", "80")
    assert measure.note is not None
    assert "Năm 2027: 40" in measure.note
