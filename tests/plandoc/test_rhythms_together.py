"""Several rhythms of one text: each with its days, and those that are one rhythm of a year."""

import pytest

from services.domain.calendar import Frequency
from services.plandoc.wording.rhythm import Rhythm, RhythmKind
from services.plandoc.wording.rhythms import rhythms_of

MONTH, QUARTER = Frequency.MONTH, Frequency.QUARTER
HALF_YEAR, YEAR = Frequency.HALF_YEAR, Frequency.YEAR


def days(rhythm: Rhythm) -> list[tuple[int, int]]:
    """Month of the period and day of the month."""
    return [(each.month, each.day) for each in rhythm.days]


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("Nộp sổ trước ngày 18 hằng tháng, trước ngày 20 tháng cuối quý",
         [(MONTH, [(1, 18)]), (QUARTER, [(3, 20)])]),
        ("Định kỳ tháng (trước ngày 15), quý (trước ngày 15 tháng cuối quý), năm (trước 15/12)",
         [(MONTH, [(1, 15)]), (QUARTER, [(3, 15)]), (YEAR, [(12, 15)])]),
        ("Đếm thuyền 6 tháng một lần, báo cáo hằng năm trước 15/11",
         [(HALF_YEAR, []), (YEAR, [(11, 15)])]),
        ("Báo cáo quý, 6 tháng, năm", [(QUARTER, []), (HALF_YEAR, [])]),
        ("Nộp sổ 6 tháng (trước 10/6), năm (trước 31/3)",
         [(HALF_YEAR, [(6, 10)]), (YEAR, [(3, 31)])]),
        ("Gửi báo cáo tháng về kho trước ngày 18, báo cáo quý trước ngày 20 tháng cuối quý",
         [(MONTH, [(1, 18)]), (QUARTER, [(3, 20)])]),
        ("Lịch trực hằng tháng, quý, năm của chợ", [(MONTH, []), (QUARTER, []), (YEAR, [])]),
    ],
)  # fmt: skip
def test_several_rhythms_are_read_each_with_its_days(
    words: str, read: list[tuple[Frequency, list[tuple[int, int]]]]
) -> None:
    rhythms = rhythms_of(words)
    assert [(each.frequency, days(each)) for each in rhythms] == read


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("Nộp sổ 6 tháng (trước ngày 10/6), năm (trước ngày 10/12)", [(6, 10)]),
        ("Nộp sổ năm (trước ngày 10/12), 6 tháng (trước ngày 10/6)", [(6, 10)]),
        ("Nộp sổ trước ngày 15/6 (đối với báo cáo 6 tháng), trước 20/12 (đối với báo cáo năm)",
         [(6, 15), (6, 20)]),
        ("Báo cáo 6 tháng gửi trước ngày 10/6; báo cáo năm gửi trước ngày 15/11",
         [(6, 10), (5, 15)]),
        ("Gửi báo cáo 6 tháng về kho trước 10/6, báo cáo năm về kho trước 10/12", [(6, 10)]),
        ("Báo cáo 6 tháng đầu năm trước ngày 10/6 và báo cáo năm trước ngày 10/12", [(6, 10)]),
        ("6 tháng đầu năm (trước 10/6), 6 tháng cuối năm (trước 15/12) nộp sổ",
         [(6, 10), (6, 15)]),
        ("Báo cáo 6 tháng (trước 15/7), năm (trước ngày 15/01 năm sau)", [(1, 15), (7, 15)]),
        ("Định kỳ 6 tháng, hằng năm nộp sổ", []),
        ("Sơ kết 6 tháng, tổng kết năm", []),
        ("Báo cáo 6 tháng đầu năm và cả năm", []),
        ("Báo cáo 6 tháng, năm", []),
    ],
)  # fmt: skip
def test_half_year_and_year_in_one_breath_are_two_reports_of_a_year(
    words: str, when: list[tuple[int, int]]
) -> None:
    (rhythm,) = rhythms_of(words)
    assert (rhythm.kind, rhythm.frequency, days(rhythm)) == (RhythmKind.EVERY, HALF_YEAR, when)


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("Báo cáo 6 tháng, năm (trước ngày 10/12)", [(6, 10)]),
        ("Báo cáo 6 tháng (trước 05/7) và năm", [(1, 5)]),
    ],
)
def test_of_two_reports_with_one_day_the_other_day_is_taken_and_asked_about(
    words: str, when: list[tuple[int, int]]
) -> None:
    said, asked = rhythms_of(words)
    assert (said.frequency, days(said)) == (HALF_YEAR, when)
    assert (asked.kind, asked.words) == (RhythmKind.ONE_HALF, said.words)
