"""What a new version changed: words by line and by word, readable without colour."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.task.events import Figure, FigureKind
from services.queries.differences import Change, difference, differences, passages
from services.queries.views import Doer, FigureLine, FileLine, SubmissionLine


def reported(before: str, after: str) -> str:
    marks = {Change.SAME: "{}", Change.ADDED: "[+{}]", Change.REMOVED: "[-{}]"}
    return "".join(
        marks[passage.change].format(passage.text) for passage in passages(before, after)
    )


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("", "", ""),
        ("Đã gặp 45 hộ.", "Đã gặp 45 hộ.", "Đã gặp 45 hộ."),
        ("Đã gặp 45 hộ.", "Đã gặp 48 hộ.", "Đã gặp [-45 ][+48 ]hộ."),
        ("", "Mới.", "[+Mới.]"),
        ("Một.\nHai.", "Một.\nHai.\nBa.", "Một.\n[-Hai.][+Hai.\nBa.]"),
        ("Một.\nHai.\n", "Hai.\n", "[-Một.\n]Hai.\n"),
    ],
)
def test_what_stayed_came_and_went_is_shown_in_order(before: str, after: str, shown: str) -> None:
    assert reported(before, after) == shown


@given(st.text("ab \n", max_size=40), st.text("ab \n", max_size=40))
def test_both_versions_can_be_read_out_of_the_difference(before: str, after: str) -> None:
    pieces = passages(before, after)
    assert "".join(p.text for p in pieces if p.change is not Change.ADDED) == before
    assert "".join(p.text for p in pieces if p.change is not Change.REMOVED) == after


def test_a_passage_too_long_to_compare_is_shown_before_and_after() -> None:
    before, after = "a " * 5000, "b " * 5000
    assert [passage.change for passage in passages(before, after)] == [
        Change.REMOVED,
        Change.ADDED,
    ]
    lines = "a\n" * 3000
    assert [passage.change for passage in passages(lines, lines + "b")] == [
        Change.REMOVED,
        Change.ADDED,
    ]


def line(number: int, words: str, value: str | None, *files: str) -> SubmissionLine:
    figure = Figure(
        measure="CT10",
        value=Decimal(value) if value else None,
        kind=FigureKind.OFFICIAL if value else None,
        nil_reason=None,
    )
    return SubmissionLine(
        number=number,
        at=datetime(2026, 11, 24, tzinfo=UTC),
        doer=Doer(kind="person", name=None, office=None, unit=None),
        words=words,
        early_words=None,
        jump_words=None,
        figures={"CT10": FigureLine(figure=figure, nil_words=None if value else "Chưa có.")},
        paper=None,
        current=False,
        files=tuple(
            FileLine(sha256=name, name=name, size_bytes=1, contribution_of=None) for name in files
        ),
        decisions=(),
    )


def test_changed_figures_and_files_are_named_and_equal_ones_are_not() -> None:
    before, after = line(1, "Một.", "97.4", "cũ.pdf", "chung.pdf"), line(2, "Một.", None)
    pieces = difference(after, before)
    assert (pieces.before, pieces.after) == (1, 2)
    assert pieces.figures == {"CT10": before.figures["CT10"]}
    assert pieces.files_removed == ("cũ.pdf", "chung.pdf")
    assert not pieces.text_changed
    same = difference(line(2, "Một.", "97.4", "mới.pdf"), line(1, "Một.", "97.4"))
    assert same.figures == {}
    assert same.files_added == ("mới.pdf",)
    assert list(differences([line(3, "c", "1"), line(2, "b", "1"), line(1, "a", "1")])) == [3, 2]
