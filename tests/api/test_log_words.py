"""Every event that the ledger can hold has its name and its sentence in the log."""

import re

import pytest

from api.labels import log_words
from api.log import labels as log_phrases
from services.domain.facts import Event
from services.domain.registry import EVENTS
from tests.ledger.golden_rows import sample_of

ENGLISH = re.compile(r"\b[a-z]+[-_][a-z]+\b|\b(?:task|report|unit|person|account|plan|rule)\b")


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.TYPE)
def test_every_event_is_a_sentence_of_the_office(event: type[Event]) -> None:
    said = log_phrases.describe(sample_of(event), {}, "Nguyễn Thị Hoa")
    assert said.endswith(".")
    assert said[0].isupper()
    assert not ENGLISH.search(said), said
    assert not re.search(r"\d{4}-\d{2}-\d{2}", said), said
    name = log_words.ACTS[event.TYPE]
    assert name.casefold() == (event.__doc__ or "").split(":", 1)[0].casefold()


def test_the_log_names_no_event_that_is_not_written() -> None:
    assert log_words.ACTS.keys() == {event.TYPE for event in EVENTS}
