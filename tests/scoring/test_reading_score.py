"""A reading beside what is expected of it: what is recalled, what is right, what is missed."""

from dataclasses import replace

import pytest

from services.domain.plan_document.reading import PieceRole
from services.plandoc.reading.reader import read_document
from services.plandoc.sources.open_source import read_source
from services.scoring.document_score import score_document
from services.scoring.expected_yaml import read_expected
from services.scoring.figures import (
    Mismatch,
    ReadingScore,
    ScoredKind,
    ScoreFigure,
    Shortfall,
    total,
)
from services.scoring.reading_score import score
from services.scoring.score_report import score_json, score_lines

PLAN = """ỦY BAN NHÂN DÂN
PHƯỜNG SEN HỒ
Số: 3/KH-UBND
Sen Hồ, ngày 04 tháng 5 năm 2026
KẾ HOẠCH
Trồng sen phường Sen Hồ giai đoạn 2026 - 2028
I. CHỈ TIÊU CHỦ YẾU
1. Diện tích sen đạt ít nhất 12 ha.
II. TỔ CHỨC THỰC HIỆN
1. Phòng Kinh tế: Thả sen giống.
2. Văn phòng HĐND và UBND: Thống kê lượng hoa hằng quý.
3. Phòng Văn hóa - Xã hội chủ trì, phối hợp với Phòng Kinh tế tổ chức hội sen.
Nơi nhận:
- Phòng Kinh tế; Phòng Văn hóa - Xã hội;
- Lưu: VT.
"""
LEADS = 12  # the line of the plan that names a lead and a supporter
ITEMS = """
items:
  - {kind: indicator, title: Diện tích sen, lead: null, measures: [{unit: ha, final: ">= 12"}]}
  - {kind: duty, section: II.1, title: Thả sen giống, lead: Phòng Kinh tế, supporting: [], due: null}
  - {kind: duty, section: II.2, words: Thống kê, lead: Văn phòng HĐND và UBND, due: {frequency: quarter}}
  - kind: duty
    section: II.3
    title: Tổ chức hội sen
    lead: Phòng Văn hóa - Xã hội
    supporting: [Phòng Kinh tế]
    due: null
"""  # noqa: E501  (a line of the file, as somebody writes it)


def scored(expected: str) -> ReadingScore:
    source = read_source(PLAN.encode(), "sen.txt")
    return score(read_expected(expected, "sen.yaml"), read_document(source), source)


def mismatches(expected: str) -> list[tuple[ScoredKind, Mismatch]]:
    return [(each.kind, each.mismatch) for each in scored(expected).shortfalls]


def test_a_reading_that_is_as_expected_has_no_shortfall() -> None:
    exact = scored(ITEMS)
    assert exact.shortfalls == ()
    assert exact.of(ScoredKind.DUTY) == ScoreFigure(wanted=3, recalled=3, read=3, right=3)
    assert exact.of(ScoredKind.ACCOUNTED).recall == 1
    assert exact.of(ScoredKind.LEAD) == ScoreFigure(wanted=4, recalled=4, read=3, right=3)
    assert exact.of(ScoredKind.DUE) == ScoreFigure(wanted=1, recalled=1, read=1, right=1)
    assert exact.of(ScoredKind.TARGET).precision == 1


@pytest.mark.parametrize(
    ("old", "new", "kind", "mismatch"),
    [
        ("title: Thả sen giống", "title: Thả sen giống mới", ScoredKind.TITLE, Mismatch.DIFFERENT),
        ("words: Thống kê", "words: Cấy lúa", ScoredKind.DUTY, Mismatch.MISSING),
        ("title: Thả sen giống, lead: Phòng", "title: Thả sen giống, lead: Trạm", ScoredKind.LEAD,
         Mismatch.DIFFERENT),
        ("supporting: [Phòng Kinh tế]", "supporting: []", ScoredKind.SUPPORTING,
         Mismatch.DIFFERENT),
        ("frequency: quarter", "frequency: month", ScoredKind.DUE, Mismatch.DIFFERENT),
        ("{frequency: quarter}", "{once: 2028}", ScoredKind.DUE, Mismatch.DIFFERENT),
        ("{frequency: quarter}", '{frequency: quarter, days: ["20/03"]}', ScoredKind.DUE,
         Mismatch.DIFFERENT),
        ("{frequency: quarter}", "null", ScoredKind.DUE, Mismatch.DIFFERENT),
        (">= 12", "> 12", ScoredKind.TARGET, Mismatch.DIFFERENT),
        (">= 12", ">= 13", ScoredKind.TARGET, Mismatch.DIFFERENT),
        ("unit: ha", "unit: m2", ScoredKind.TARGET, Mismatch.DIFFERENT),
        ("final:", "average:", ScoredKind.TARGET, Mismatch.DIFFERENT),
        ('[{unit: ha, final: ">= 12"}]', "[]", ScoredKind.TARGET, Mismatch.INVENTED),
    ],
)  # fmt: skip
def test_what_is_read_otherwise_is_named(
    old: str, new: str, kind: ScoredKind, mismatch: Mismatch
) -> None:
    assert ITEMS.count(old) == 1
    assert (kind, mismatch) in mismatches(ITEMS.replace(old, new))


def test_what_stands_beside_the_items_is_scored() -> None:
    said = ITEMS
    head = "\ndocument: {title: Kế hoạch trồng sen phường Sen hồ giai đoạn 2026 - 2028}"
    assert mismatches(said + head) == [(ScoredKind.HEAD, Mismatch.DIFFERENT)]
    for units, mismatch in (
        ("exactly: [Phòng Kinh tế, Văn phòng HĐND và UBND]", Mismatch.INVENTED),
        ("including: [Trạm Y tế]", Mismatch.MISSING),
        ("without: [Phòng Kinh tế]", Mismatch.INVENTED),
    ):
        assert mismatches(said + f"\nunits: {{{units}}}") == [(ScoredKind.UNIT, mismatch)]
    assert (
        mismatches(said + "\nfindings: [{code: no-lead, about: I.1, lines: Diện tích sen}]") == []
    )
    assert mismatches(said + "\nfindings: [{severity: error, about: II.2}]") == [
        (ScoredKind.FINDING, Mismatch.MISSING)
    ]
    assert mismatches(said + "\nno_findings: [{code: no-lead}]") == [
        (ScoredKind.FINDING, Mismatch.INVENTED)
    ]


def test_an_item_that_is_not_expected_is_invented_where_the_file_is_complete() -> None:
    less = ITEMS.replace("  - {kind: duty, section: II.2, words: Thống kê", "#")
    assert mismatches(less) == [(ScoredKind.DUTY, Mismatch.INVENTED)]
    assert mismatches(less + "\ncomplete: false") == []
    unwanted = "\ncomplete: false\nno_items: [{kind: duty, words: Thống kê}]"
    assert mismatches(less + unwanted) == [(ScoredKind.DUTY, Mismatch.INVENTED)]
    free = ITEMS.replace("words: Thống kê,", "words: Thống kê, optional: true,")
    assert mismatches(free) == []
    assert scored(free).of(ScoredKind.DUTY).wanted == 2


def test_a_line_that_a_finding_quotes_is_accounted_for_and_is_no_item() -> None:
    quoted = ITEMS.replace("kind: indicator", "kind: duty").replace(
        ', measures: [{unit: ha, final: ">= 12"}]', ""
    )
    result = scored(f"{quoted}\ncomplete: false")
    assert [each.mismatch for each in result.shortfalls] == [Mismatch.QUOTED_ONLY]
    assert result.of(ScoredKind.ACCOUNTED).recall == 1
    as_good = quoted.replace("title: Diện tích sen", "title: Diện tích sen, or_quoted: true")
    assert mismatches(f"{as_good}\ncomplete: false") == []


def test_a_line_that_asks_may_be_neither_explanation_nor_form_nor_left_without_a_quote() -> None:
    source = read_source(PLAN.encode(), "sen.txt")
    reading = read_document(source)
    for role, lost in ((PieceRole.CONTEXT, 1), (PieceRole.FORM, 1), (PieceRole.UNREAD, 1),
                       (PieceRole.PART, 0)):  # fmt: skip
        pieces = tuple(
            replace(piece, role=role) if "hội sen" in piece.text or piece.line == LEADS else piece
            for piece in reading.pieces
        )
        shown = score(read_expected(ITEMS, "sen.yaml"), replace(reading, pieces=pieces), source)
        assert shown.count(ScoredKind.LINE, Mismatch.LOST) == lost
    free = read_expected(ITEMS + "context: [tổ chức hội sen]", "sen.yaml")
    assert score(free, replace(reading, pieces=pieces), source).shortfalls == ()


def test_a_document_that_is_refused_recalls_nothing() -> None:
    refused = score_document(b"%PDF-1.7", "sen.txt", ITEMS.encode())
    assert refused.of(ScoredKind.ACCOUNTED) == ScoreFigure(wanted=4)
    assert {each.mismatch for each in refused.shortfalls} == {Mismatch.MISSING}
    assert "PDF" in refused.shortfalls[0].read


def test_scores_are_added_and_said() -> None:
    missed = Shortfall(
        kind=ScoredKind.DUE,
        mismatch=Mismatch.DIFFERENT,
        at="I.1",
        expected="month",
        read="quarter",
    )
    due = {ScoredKind.DUE: ScoreFigure(wanted=3, recalled=1, read=2, right=1)}
    both = total((ReadingScore(figures=due, shortfalls=(missed,)), ReadingScore(figures=due)))
    assert both.of(ScoredKind.DUE) == ScoreFigure(wanted=6, recalled=2, read=4, right=2)
    report = score_json(both)
    assert report["figures"]["dates"]["precision"] == 0.5
    assert report["shortfalls"][0]["mismatch"] == "different"
    lines = "\n".join(score_lines(both))
    assert "thời hạn: đọc được 2/6 (33,3%); đúng trong số đã đọc 2/4 (50,0%)" in lines
    assert "CHƯA ĐẠT: 1" in lines
