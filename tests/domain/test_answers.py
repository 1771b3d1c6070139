"""What is only reached or not is one type; its number is known in one place."""

import re
from decimal import Decimal

import pytest

from api.labels import figure_words
from services.domain.answers import Answer, MeasureKind, asks_yes_no
from services.domain.assignment.events import MeasureAsked
from tests.house.tree import ROOT, ours

# A kind of measure by its stored word, or an answer by its number.
_OWN_RULE = re.compile(
    r"[\"'](?:yes_no|milestone)[\"']|\{Decimal\(0\), Decimal\(1\)\}|[\"']chua-dat[\"']"
)
_MAY = {
    "services/domain/answers.py",
    "api/labels/figure_words.py",
    "services/domain/plan/draft.py",
}


def asked(kind: str) -> MeasureAsked:
    return MeasureAsked(code="CT1", title="Chỉ số", unit="%", kind=kind, possible=None)


@pytest.mark.parametrize("kind", MeasureKind)
def test_a_measure_asks_for_a_number_or_for_yes_or_no(kind: MeasureKind) -> None:
    assert kind.is_yes_no == asks_yes_no(kind.value) == asked(kind.value).is_yes_no
    assert kind.is_yes_no == (kind is not MeasureKind.NUMBER)


def test_a_word_that_is_no_kind_asks_for_a_number() -> None:
    assert not asks_yes_no("words of an old fact")


@pytest.mark.parametrize("answer", Answer)
def test_an_answer_goes_through_storage_and_through_its_form(answer: Answer) -> None:
    assert Answer.of(answer.value) is answer
    assert Answer.is_one(answer.value)
    sent = figure_words.sent(asked("yes_no"), answer.value)
    assert figure_words.SENT[sent] is answer
    assert answer in figure_words.ANSWERS


def test_the_stored_numbers_never_change_and_no_other_is_an_answer() -> None:
    assert {answer: answer.value for answer in Answer} == {
        Answer.REACHED: Decimal(1),
        Answer.NOT_REACHED: Decimal(0),
    }
    for other in ("0.5", "-1", "2", "7"):
        assert not Answer.is_one(Decimal(other))
    assert Answer.is_one(Decimal("1.0"))


def test_nobody_else_knows_how_an_answer_is_stored() -> None:
    collected = {
        name: line.strip()
        for name in ours()
        if name.startswith(("services/", "api/")) and name.endswith((".py", ".html"))
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines()
        if _OWN_RULE.search(line) and name not in _MAY
    }
    assert collected == {}
