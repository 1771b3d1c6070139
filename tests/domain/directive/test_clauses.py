"""Every character belongs to one clause; a later text touches exactly what it changes."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.assignment.events import assignment_stream
from services.domain.directive.acts.lay_clauses import LayClauses
from services.domain.directive.events import ClauseSettled, ClausesLaid
from services.domain.directive.layout import Clause, ClauseCut, LaidOut, is_whole, lay_out
from services.domain.directive.terms import ClauseKind, ClauseOutcome, SettledAs
from services.domain.errors import Refusal, Stale
from tests import givens
from tests.domain.around_task import OPEN_TASK
from tests.domain.deciding import facts_of
from tests.domain.directive.directive_life import (
    BEGIN,
    CLERK,
    STREAM,
    DirectiveLife,
    assigning,
    cuts_of,
    laying,
    registering,
    secret,
    settling,
)
from tests.domain.task_world import WORLDS

TEXT = "1. Giao Phòng Kinh tế rà soát.\n2. Báo cáo số liệu hộ nghèo.\n3. Kinh phí tự cân đối.\n"
OTHER = "1. Giao Phòng Kinh tế rà soát.\n2. Văn phòng đôn đốc.\n3. Báo cáo số liệu hộ cận nghèo.\n"


def life_with(words: str = TEXT) -> DirectiveLife:
    life = DirectiveLife()
    life.send(CLERK, registering())
    life.send(CLERK, laying(words))
    return life


def refused(life: DirectiveLife, command: Any) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        life.send(CLERK, command)
    return refusal.value


def outcomes(life: DirectiveLife) -> dict[str, ClauseOutcome | None]:
    return {each.id: each.outcome for each in life.directive.clauses}


def test_a_text_is_laid_out_whole_under_ids_and_without_its_words() -> None:
    life = life_with()
    assert [each.id for each in life.directive.clauses] == ["k1", "k2", "k3"]
    assert life.directive.text == givens.words(TEXT)
    assert life.directive.text_version == 1
    (event,) = [each.event for each in life.facts if isinstance(each.event, ClausesLaid)]
    assert "Phòng" not in str(event)
    assert set(outcomes(life).values()) == {None}


@pytest.mark.parametrize(
    "cuts",
    [
        (),
        cuts_of(TEXT)[:-1],
        cuts_of(TEXT)[1:],
        (*cuts_of(TEXT), cuts_of(TEXT)[-1]),
        cuts_of(TEXT)[::-1],
        (ClauseCut(start=0, end=0, mark="", depth=0, kind=ClauseKind.ORDER), *cuts_of(TEXT)),
        (ClauseCut(start=0, end=999, mark="", depth=0, kind=ClauseKind.ORDER),),
    ],
)
def test_a_gap_an_overlap_or_an_empty_clause_is_refused(cuts: tuple[ClauseCut, ...]) -> None:
    life = DirectiveLife()
    life.send(CLERK, registering())
    assert refused(life, laying(TEXT, cuts=cuts)).code == "clauses-uncovered"


def _cut_at(at: int, *, mark: str = "") -> LayClauses:
    kind = ClauseKind.CONTENT
    return laying(
        TEXT,
        cuts=(
            ClauseCut(start=0, end=at, mark="", depth=0, kind=kind),
            ClauseCut(start=at, end=len(TEXT), mark=mark, depth=0, kind=kind),
        ),
    )


@given(at=st.integers(1, len(TEXT) - 1))
def test_a_clause_begins_nowhere_in_a_word(at: int) -> None:
    life = DirectiveLife()
    life.send(CLERK, registering())
    inside = TEXT[at - 1].isalnum() and TEXT[at].isalnum()
    if inside:
        refusal = refused(life, _cut_at(at))
        assert refusal.code == "clause-cut-in-word"
        assert refusal.field == "cuts"
    else:
        life.send(CLERK, _cut_at(at))
        assert len(life.directive.clauses) == 2


def test_a_mark_is_what_its_clause_begins_with_and_no_sentence() -> None:
    life = DirectiveLife()
    life.send(CLERK, registering())
    begin = TEXT.index("2.")
    assert refused(life, _cut_at(begin, mark="3.")).code == "clause-mark"
    assert refused(life, _cut_at(begin, mark="2. Báo cáo số liệu")).code == "clause-mark"
    life.send(CLERK, _cut_at(begin, mark="2."))
    assert life.directive.clauses[1].mark == "2."


def test_of_a_secret_paper_no_text_is_laid_out() -> None:
    life = DirectiveLife()
    life.send(CLERK, secret())
    assert refused(life, laying(TEXT)).code == "directive-secret"


def test_several_clauses_are_decided_at_once_and_the_last_decision_counts() -> None:
    life = life_with()
    life.send(CLERK, settling("k1", "k3"))
    assert outcomes(life) == {
        "k1": ClauseOutcome.NOTHING,
        "k2": None,
        "k3": ClauseOutcome.NOTHING,
    }
    decided = life.directive.clauses[0]
    assert (decided.decided_by, decided.decided_on) == (CLERK.person_id, BEGIN)
    assert decided.reason == givens.words("reason")
    life.send(CLERK, assigning(clause="k1"))
    assert outcomes(life)["k1"] is ClauseOutcome.TASK
    assert life.directive.clauses[0].reason is None


@pytest.mark.parametrize(
    ("clauses", "changes", "code"),
    [
        ((), {}, "clause-missing"),
        (("k1", "k9"), {}, "clause-unknown"),
        (("k1",), {"reason": None}, "reason-missing"),
        (("k1",), {"outcome": SettledAs.EXISTING, "reason": None}, "work-missing"),
        (
            ("k1",),
            {"outcome": SettledAs.EXISTING, "reason": None, "existing": ("DA9",)},
            "work-unknown",
        ),
        (("k1",), {"text_version": 2}, "text-moved"),
    ],
)
def test_a_decision_names_its_clauses_and_its_ground(
    clauses: tuple[str, ...], changes: dict[str, Any], code: str
) -> None:
    life = life_with()
    assert refused(life, settling(*clauses, **changes)).code == code
    assert set(outcomes(life).values()) == {None}


def test_existing_work_is_a_task_or_an_item_of_the_plan() -> None:
    life = life_with()
    opened = WORLDS["duty"].opened
    item = assignment_stream(opened.code)
    life.more = facts_of(item, opened)
    known = ("70-001.report.2026-Q4", opened.code, opened.code)
    (event,) = life.send(
        CLERK,
        settling("k2", outcome=SettledAs.EXISTING, existing=known, reason=None),
    )
    assert event == ClauseSettled(
        clauses=("k2",), outcome=SettledAs.EXISTING, existing=(OPEN_TASK, item), reason=None
    )
    assert outcomes(life)["k2"] is ClauseOutcome.EXISTING


def test_a_new_text_touches_what_it_changes_and_nothing_else() -> None:
    life = life_with()
    life.send(CLERK, settling("k1", "k3"))
    life.send(CLERK, assigning(clause="k2", asks_figure=True))
    life.send(CLERK, laying(OTHER, TEXT))
    event = life.facts[-1].event
    assert isinstance(event, ClausesLaid)
    assert event.version == 2
    # k1 stayed; "Văn phòng đôn đốc" is new; the figure was changed; the money is gone.
    assert [each.id for each in event.layout] == ["k1", "k4", "k2"]
    assert set(event.touched) == {"k4", "k2", "k3"}
    assert outcomes(life) == {"k1": ClauseOutcome.NOTHING, "k4": None, "k2": None}
    assert [each.id for each in life.directive.gone] == ["k3"]
    assert life.directive.clauses[2].tasks == (1,), "the tasks that it touches are still shown"


def test_the_same_text_again_touches_nothing() -> None:
    life = life_with()
    life.send(CLERK, settling("k1", "k2", "k3"))
    life.send(CLERK, laying(TEXT, TEXT))
    assert set(outcomes(life).values()) == {ClauseOutcome.NOTHING}
    assert life.directive.text_version == 2


def test_a_number_that_moves_changes_no_words() -> None:
    before = "1. Giao A rà soát.\n2. Giao B báo cáo.\n"
    after = "1. Giao C đôn đốc thường xuyên.\n2. Giao A rà soát.\n3. Giao B báo cáo.\n"
    laid = _laid_twice(before, after)
    assert [each.id for each in laid.layout] == ["k3", "k1", "k2"]
    assert laid.touched == ("k3",)


def test_the_same_words_in_another_clause_are_touched() -> None:
    before = "1. Phòng A\na) Xong trước 30/6\n2. Phòng B\nb) Gửi Văn phòng\n"
    after = "1. Phòng A\nb) Gửi Văn phòng\n2. Phòng B\na) Xong trước 30/6\n"
    laid = _laid_twice(before, after)
    assert {each.id for each in laid.layout} == {"k1", "k2", "k3", "k4"}
    assert set(laid.touched) == {"k2", "k4"}


def test_without_the_words_of_before_every_clause_is_new() -> None:
    life = life_with()
    life.send(CLERK, settling("k1", "k2", "k3"))
    life.send(CLERK, laying(TEXT, None))
    assert outcomes(life) == dict.fromkeys(("k4", "k5", "k6"))
    assert len(life.directive.gone) == 3


def test_an_id_is_never_used_again() -> None:
    life = life_with()
    life.send(CLERK, laying("1. Một điều khác hẳn.\n", TEXT))
    life.send(CLERK, laying(TEXT, "1. Một điều khác hẳn.\n"))
    assert [each.id for each in life.directive.clauses] == ["k5", "k6", "k7"]


def test_who_read_an_older_text_is_warned_before_anything_is_decided() -> None:
    life = life_with()
    life.send(CLERK, laying(OTHER, TEXT))
    for command in (
        settling("k1", text_version=1),
        assigning(clause="k1", text_version=1),
        laying(TEXT, OTHER, text_version=1),
    ):
        assert isinstance(refused(life, command), Stale)
    life.send(CLERK, settling("k1", text_version=2))


def _first(words: str) -> tuple[Clause, ...]:
    return lay_out(cuts_of(words), words, (), None, 0).layout


def _laid_twice(before: str, after: str) -> LaidOut:
    first = _first(before)
    return lay_out(cuts_of(after), after, first, before, len(first))


LINES = st.lists(
    st.sampled_from(
        [
            "1. Giao Phòng A rà soát hộ nghèo",
            "2. Giao Phòng B báo cáo số liệu",
            "a) Xong trước 30/6",
            "b) Gửi về Văn phòng",
            "Kính gửi các đơn vị",
            "",
        ]
    ),
    min_size=1,
    max_size=12,
)


@given(before=LINES, after=LINES)
def test_whatever_changes_ids_stand_once_and_stay_with_their_words(
    before: list[str], after: list[str]
) -> None:
    old, new = (
        "".join(f"{line}\n" for line in before),
        "".join(f"{line}\n" for line in after),
    )
    first, laid = _first(old), _laid_twice(old, new)
    ids = [each.id for each in laid.layout]
    assert len(set(ids)) == len(ids)
    assert is_whole(cuts_of(new), new)
    words = {each.id: old[each.start : each.end].split() for each in first}
    for each in laid.layout:
        if each.id not in laid.touched:
            now = new[each.start : each.end].split()
            assert now[bool(each.mark) :] == words[each.id][bool(each.mark) :]
    assert {each.id for each in first} - set(ids) <= set(laid.touched)
    assert {each for each in ids if each not in words} <= set(laid.touched)


def test_a_clause_that_was_given_away_keeps_no_day_of_before() -> None:
    life = life_with()
    life.send(CLERK, settling("k1"))
    life.go(date(2026, 6, 3))
    life.send(CLERK, settling("k1"))
    assert life.directive.clauses[0].decided_on == date(2026, 6, 3)
    assert life.directive.stream == STREAM
