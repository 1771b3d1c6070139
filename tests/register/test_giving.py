"""New rows are sorted by their papers: each of them is given or refused, none is lost."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from services.register.giving import KnownPaper, paper_key, plan_giving
from services.register.row import ImportedRow, RegisterRow, SuperiorReply
from services.register.row_key import row_key

ROW = RegisterRow(
    received_number="310",
    number="700/UBND-VP",
    issued_on=date(2026, 11, 20),
    issuer="UBND thành phố",
    summary="V/v rà soát",
    work="Báo cáo",
    lead="VHXH",
)
KNOWN = KnownPaper(
    code="2026.k3m7q2xa",
    number="700/ubnd-vp",
    dated_on=date(2026, 11, 20),
    issuer="UBND Thành phố",
    summary="v/v Rà soát",
    received_number="310",
)
COLUMNS = {"work": 5, "summary": 4, "completed_on": 9, "number": 2}


def imported(*rows: RegisterRow) -> list[ImportedRow]:
    return [
        ImportedRow(number=number, cells={}, values=row, key=row_key(row))
        for number, row in enumerate(rows, 3)
    ]


@given(
    st.lists(
        st.builds(
            RegisterRow,
            number=st.sampled_from(["", "1/UB", "1/ub", "2/UB"]),
            issued_on=st.sampled_from([None, date(2026, 11, 20)]),
            issuer=st.sampled_from(["", "UBND thành phố"]),
            summary=st.sampled_from(["", "V/v rà soát", "V/v khác"]),
            work=st.sampled_from(["Báo cáo", "Thống kê"]),
            lead=st.sampled_from(["VHXH", "KTHTDT"]),
            restricted=st.booleans(),
            leader_approved=st.booleans(),
        ),
        max_size=12,
    )
)
def test_every_row_stands_in_one_paper_or_is_refused_with_what_to_do(
    rows: list[RegisterRow],
) -> None:
    new = imported(*rows)
    plan = plan_giving(new, [KNOWN], COLUMNS)
    given_rows = [row.number for paper in plan.papers for row in paper.rows]
    assert sorted([*given_rows, *plan.refusals]) == [row.number for row in new]
    assert all("hãy" in refusal.sentence.lower() for refusal in plan.refusals.values())
    for paper in plan.papers:
        assert len({paper_key(row.values) for row in paper.rows if row.values}) == 1


def test_rows_of_one_paper_stand_together_whatever_their_capitals() -> None:
    other = replace(ROW, number="700/ubnd-vp", work="Thống kê", issuer="ubnd Thành Phố")
    (paper,) = plan_giving(imported(ROW, other), [], COLUMNS).papers
    assert len(paper.rows) == 2
    assert paper.known is None


def test_a_paper_that_is_there_is_taken_and_must_say_the_same() -> None:
    (paper,) = plan_giving(imported(ROW), [KNOWN], COLUMNS).papers
    assert paper.known == KNOWN
    plan = plan_giving(imported(replace(ROW, summary="V/v khác")), [KNOWN], COLUMNS)
    assert plan.papers == ()
    (refusal,) = plan.refusals.values()
    assert (refusal.cell, refusal.column) == ("D3", "summary")
    assert "2026.k3m7q2xa đã có ghi “v/v Rà soát”" in refusal.sentence


def test_of_two_papers_that_may_be_meant_neither_is_taken() -> None:
    twin = replace(KNOWN, code="2026.zzzzzzzz", issuer="")
    plan = plan_giving(imported(ROW), [KNOWN, twin], COLUMNS)
    assert plan.papers == ()
    assert "2026.k3m7q2xa, 2026.zzzzzzzz" in plan.refusals[3].sentence


def test_rows_that_differ_in_what_a_paper_has_once_name_the_row_they_differ_from() -> None:
    plan = plan_giving(imported(ROW, replace(ROW, summary="V/v khác")), [], COLUMNS)
    assert [row.number for paper in plan.papers for row in paper.rows] == [3]
    assert "khác dòng 3 của cùng văn bản" in plan.refusals[4].sentence


def test_what_is_finished_elsewhere_is_not_begun_again() -> None:
    done = (
        replace(ROW, completed_on=date(2026, 11, 22)),
        replace(ROW, leader_approved=True),
        replace(ROW, superior_reply=SuperiorReply()),
    )
    plan = plan_giving(imported(*done), [], COLUMNS)
    assert plan.papers == ()
    assert all("đã xong ở sổ cũ" in refusal.sentence for refusal in plan.refusals.values())


def test_an_order_without_a_number_stands_with_those_of_the_same_words_and_day() -> None:
    order = replace(ROW, number="", issued_on=None, assigned_on=date(2026, 11, 23))
    plan = plan_giving(imported(order, replace(order, work="Thống kê")), [], COLUMNS)
    assert [len(paper.rows) for paper in plan.papers] == [2]
    bare = replace(order, summary="")
    plan = plan_giving(imported(bare, replace(bare, work="Thống kê")), [], COLUMNS)
    assert [len(paper.rows) for paper in plan.papers] == [1, 1]
