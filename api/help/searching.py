"""Tìm trong trợ giúp: the topics whose words somebody types, with or without marks."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

from api.web.help_topics import PAGES, HelpPage
from services.queries.search import folded

MOST_LETTERS: Final = 100
_TEMPLATES: Final = Path(__file__).parent / "templates"
# What a page is made of and nobody reads: statements, values that stand for words, tags.
_UNREAD: Final = re.compile(r"\{[%{#].*?[%}#]\}|<[^>]*>", re.DOTALL)


def topics_with(typed: str) -> Sequence[HelpPage]:
    """The topics that hold every one of these words, in the order of the list; all for none."""
    wanted = folded(typed[:MOST_LETTERS]).split()
    return [topic for topic in PAGES.values() if all(word in _words(topic) for word in wanted)]


@cache
def _words(topic: HelpPage) -> str:
    written = (_TEMPLATES / f"{topic.slug}.html").read_text(encoding="utf-8")
    return folded(f"{topic.title} {topic.about} {topic.who} {_UNREAD.sub(' ', written)}")
