"""Orders planted in directing texts: all asked for, units and days right or said as a doubt."""

import re
import unicodedata
from collections.abc import Callable, Iterator

import pytest

from services.plandoc.directing.proposals import Asking, ClauseProposal
from tests.plandoc.directing.planted import (
    PlantedOrder,
    PlantedText,
    clause_with,
    planted,
    read,
    wrongs,
)

FOLDERS = ("texts", "blind", "unseen", "later")  # all but the first at first sight
TEXTS = tuple(text for folder in FOLDERS for text in planted(folder))
LEAST_RIGHT = 0.9
# What an editor, a web page or another machine makes of the same words.
Retyping = Callable[[str], str]
RETYPED: dict[str, Retyping] = {
    "letters in two parts": lambda text: unicodedata.normalize("NFD", text),
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "blanks that never break": lambda text: re.sub(r"(?<=\w) (?=\w)", "\u00a0", text),
    "hyphens that nobody sees": lambda text: text.replace("ph", "\u00adph"),
}


def orders(folder: str) -> Iterator[tuple[PlantedText, PlantedOrder, ClauseProposal]]:
    """Each planted order with what is proposed for its clause."""
    for text in planted(folder):
        reading = read(text.text, text.ordered_on)
        for order in text.orders:
            yield text, order, clause_with(text.text, order.words, reading)[1]


def test_there_are_as_many_texts_as_were_promised() -> None:
    assert len(planted("texts")) == 20
    assert [len(planted(folder)) for folder in FOLDERS[1:]] == [10, 10, 6]
    assert sum(len(text.orders) for text in TEXTS) > 120


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.name)
def test_each_character_belongs_to_one_clause(text: PlantedText) -> None:
    at = 0
    for clause, _ in read(text.text, text.ordered_on):
        assert clause.start == at
        assert clause.end > clause.start
        at = clause.end
    assert at == len(text.text)


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_planted_order_is_asked_for(folder: str) -> None:
    missed = [
        f"{text.name}: {order.words}: {proposal.asks}, {proposal.reason}"
        for text, order, proposal in orders(folder)
        if proposal.asks is not order.asks
    ]
    assert missed == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_wrong_unit_or_day_is_silent_and_nine_of_ten_are_right(folder: str) -> None:
    collected = [
        (f"{text.name}: {order.words}", list(wrongs(order, proposal)))
        for text, order, proposal in orders(folder)
    ]
    assert [
        f"{place}: {said}" for place, each in collected for said, silent in each if silent
    ] == []
    right = sum(1 for _, each in collected if not each)
    assert right >= LEAST_RIGHT * len(collected)


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_is_unsure_is_said(folder: str) -> None:
    untold = [
        f"{text.name}: {order.words}: {sorted(missing)}"
        for text, order, proposal in orders(folder)
        if (missing := order.doubts - {each.code for each in proposal.doubts})
    ]
    assert untold == []


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.name)
def test_what_only_informs_asks_for_nothing(text: PlantedText) -> None:
    reading = read(text.text, text.ordered_on)
    asked = [
        words
        for words in text.information
        if clause_with(text.text, words, reading)[1].asks is not Asking.INFORMATION
    ]
    assert asked == []


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.name)
def test_each_proposal_shows_the_words_that_it_was_read_from(text: PlantedText) -> None:
    for clause, proposal in read(text.text, text.ordered_on):
        for unit in (proposal.lead, *proposal.supporters):
            if unit is not None:
                start, end = unit.read_at
                assert text.text[start:end].strip()
                assert unit.inherited or clause.start <= start < end <= clause.end
        for day in (proposal.due, proposal.suggested):
            if day is not None:
                start, end = day.read_at
                assert day.inherited or clause.start <= start < end <= clause.end
        for doubt in proposal.doubts:
            assert 0 <= doubt.read_at[0] < doubt.read_at[1] <= len(text.text)
            assert doubt.sentence.endswith(".")


@pytest.mark.parametrize("retyped", RETYPED.values(), ids=RETYPED.keys())
@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.name)
def test_the_same_words_typed_otherwise_propose_the_same(
    text: PlantedText, retyped: Retyping
) -> None:
    other = retyped(text.text)
    plain, again = read(text.text, text.ordered_on), read(other, text.ordered_on)
    assert [_summary(proposal) for _, proposal in plain] == [_summary(each) for _, each in again]
    for (clause, proposal), (twin, same) in zip(plain, again, strict=True):
        assert (clause.mark, clause.depth, clause.kind) == (twin.mark, twin.depth, twin.kind)
        if proposal.lead is not None and same.lead is not None:
            words = other[slice(*same.lead.read_at)]
            assert _seen(words) == _seen(text.text[slice(*proposal.lead.read_at)])


def _seen(words: str) -> str:
    return unicodedata.normalize("NFC", words.replace("\u00ad", "").replace("\u00a0", " "))


def _summary(proposal: ClauseProposal) -> tuple[object, ...]:
    return (
        proposal.asks,
        proposal.lead and proposal.lead.code,
        tuple(each.code for each in proposal.supporters),
        proposal.due and proposal.due.on,
        proposal.repeats and (proposal.repeats.rhythm, proposal.repeats.until),
        proposal.product and proposal.product.words,
        tuple(each.sentence for each in proposal.doubts),
    )
