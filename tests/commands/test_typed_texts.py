"""What was copied from a word processor arrives as what was meant; nothing else is touched."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.randomness import RANDOMNESS
from services.commands.requests import TypedTexts, tidy
from services.domain.errors import Refusal

HIDDEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\uf0b7 Hướng dẫn hộ dân", "• Hướng dẫn hộ dân"),
        ("\uf0a7\tMột\r\n\uf0fc Hai", "•\tMột\n✓ Hai"),
        ("báo\u200b cáo\ufeff", "báo cáo"),
        ("“Trích” – •\tdòng", "“Trích” – •\tdòng"),
        ("Vie\u0323\u0302t", "Việt"),
    ],
)
def test_word_text_is_kept_as_it_was_meant(typed: str, kept: str) -> None:
    assert tidy(typed, label="Nội dung", limit=100) == kept


@given(st.text(st.sampled_from(f"a ệ\uf0b7{HIDDEN}"), max_size=40))
def test_nothing_unseen_is_kept_and_reading_again_changes_nothing(typed: str) -> None:
    kept = tidy(typed, label="Nội dung", limit=100)
    assert not set(kept) & {*HIDDEN, "\uf0b7"}
    assert tidy(kept, label="Nội dung", limit=100) == kept
    assert kept.count("•") == typed.count("\uf0b7")


def test_words_that_nobody_sees_are_no_words() -> None:
    put = TypedTexts(randomness=RANDOMNESS, limit=100)
    assert put.put("\u200b \ufeff", label="Nội dung") is None
    with pytest.raises(Refusal, match="Nội dung"):
        put.need("\u200b", label="Nội dung")


def test_a_text_whose_places_are_counted_keeps_every_character() -> None:
    put = TypedTexts(randomness=RANDOMNESS, limit=100, as_it_is=True)
    ref = put.put("1.\u200b Giao \uf0b7 X", label="Văn bản")
    assert ref is not None
    assert isinstance(ref.text_id, UUID)
    assert put.texts[0].body == "1.\u200b Giao \uf0b7 X"
